"""Clippings: invented stories in `tests/cases/clippings`, and what must hold for any text at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.copydesk import clipping_record, front_matter
from newsgen.copydesk.house_rules import make_article
from newsgen.copydesk.inferences import scalar_texts
from newsgen.formats import clipping
from newsgen.news.manuscript import Inference, Manuscript, Mapping, Scalar, Sequence, Value
from newsgen.news.settings import Settings

CASES = Path(__file__).parent.parent / "cases" / "clippings"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
FIELDS = ("kicker", "headline", "deck", "outlet", "dateline", "wire", "date", "updated", "section")


def scalars(value: Value) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from scalars(item)
    else:
        for entry in value:
            yield from scalars(entry.value)


def inferred(manuscript: Manuscript, name: str) -> Inference | None:
    return next((one for one in manuscript.inferred if one.name == name), None)


def texts(manuscript: Manuscript, name: str) -> list[str]:
    found = inferred(manuscript, name)
    return [one.text for one in scalars(found.value)] if found else []


def photos(manuscript: Manuscript, part: str) -> list[str]:
    found = inferred(manuscript, "photos")
    items = found.value.items if found and isinstance(found.value, Sequence) else ()
    values = [item.get(part) for item in items if isinstance(item, Mapping)]
    return [value.text for value in values if isinstance(value, Scalar)]


def reading(text: str) -> dict[str, Any]:
    """What a text is read as, in the form of the expected values, without the body."""
    manuscript = clipping.read(text, "story.txt")
    got: dict[str, Any] = {name: found[0] for name in FIELDS if (found := texts(manuscript, name))}
    several = {
        "byline": texts(manuscript, "byline"),
        "captions": photos(manuscript, "caption"),
        "photo_credits": photos(manuscript, "credit"),
        "codes": [problem.code for problem in manuscript.diagnostics],
    }
    got |= {name: values for name, values in several.items() if values}
    return got | {"paragraphs": len(manuscript.body)}


def test_there_are_enough_cases() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_cases(name: str) -> None:
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    expected = json.loads((CASES / f"{name}.expected.json").read_text(encoding="utf-8"))
    first, last = expected.pop("first"), expected.pop("last")
    assert reading(text) == expected
    body = [text[one.start : one.end] for one in clipping.read(text, "story.txt").body]
    assert (body or [""])[0].startswith(first)
    assert (body or [""])[-1].endswith(last)


MENUS = {
    "menu": ["Home", "News", "Sport", "Weather", "What's On", "Jobs", "Sign in", "Subscribe"],
    "menu with the day": [
        "Skip to main content",
        "The Marsh Herald",
        "News",
        "Cars & Trucks",
        "Puzzles",
        "June 5, 2030",
    ],
    "path": ["Home > News > Local"],
    "cookies": ["This site uses cookies. By continuing to browse the site you are agreeing to our use of cookies. OK"],
}


@pytest.mark.parametrize("menu", MENUS)
def test_what_stands_above_a_page_is_never_taken_for_the_storys(menu: str) -> None:
    """With a menu above it a page is read as without, or asked about: nothing wrong is accepted."""
    for name in [name for name in NAMES if name.startswith("page-")]:
        text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
        alone = {one.name: list(scalar_texts(one.value)) for one in clipping.read(text, "a.txt").inferred}
        for one in clipping.read("\n".join([*MENUS[menu], text]), "a.txt").inferred:
            if one.name in ("headline", "date", "byline") and one.confidence >= 0.9:
                assert list(scalar_texts(one.value)) == alone.get(one.name), name


def test_spans_are_the_places_in_the_file() -> None:
    head = "---\ntags: [a]\n---\n\nFerry returns\n\nBy Ana Ruiz, SGZT\n\nMarch 5, 2012\n\n"
    text = head + "It came back. " * 20 + "\n"
    manuscript = clipping.read(text, "story.txt")
    places = {
        one.name: (found.text, found.span.line, found.span.column, found.span.length)
        for one in manuscript.inferred
        for found in scalars(one.value)
    }
    assert places == {
        "headline": ("Ferry returns", 5, 1, 13),
        "byline": ("Ana Ruiz", 7, 4, 8),
        "outlet": ("SGZT", 7, 14, 4),
        "date": ("2012-03-05", 9, 1, 13),
    }
    assert [one.line for one in manuscript.body] == [11]


def test_front_matter_is_kept_beside_what_is_read() -> None:
    text = "---\nheadline: Ferry is back\n---\nFerry returns to Saltmarsh\n\nBy Ana Ruiz\n\n" + "It came back. " * 20
    manuscript = clipping.read(text, "story.txt")
    assert manuscript.fields.get("headline") is not None
    assert texts(manuscript, "headline") == ["Ferry returns to Saltmarsh"]
    assert len(manuscript.body) == 1


@pytest.mark.parametrize(
    ("first_line", "least", "most"),
    [
        ("Ferry returns to Saltmarsh", 0.9, 1),
        ("The ferry returned to Saltmarsh on Monday.", 0, 0.89),
        ("and so the ferry returned to Saltmarsh", 0, 0.89),
    ],
)
def test_sureness_of_headlines(first_line: str, least: float, most: float) -> None:
    found = inferred(clipping.read(f"{first_line}\n\n" + "The ferry came back. " * 20, "s.txt"), "headline")
    assert found is not None
    assert least <= found.confidence <= most


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Ferry returns\n\nMarch 5, 2012\n\n{body}", 0.9, 1),
        ("Ferry returns\n\n{body}\n\nMarch 5, 2012 | Comments »", 0.9, 1),
        ("Ferry returns\n\nMarch 5, 2012\n\nApril 9, 2015\n\n{body}", 0, 0.89),
        ("Ferry returns\n\nLONDON, March 5 (AP) — {body}\n\nPosted on May 4, 2011", 0, 0.89),
        ("Ferry returns\n\nMay 4, 2011\n\nLONDON, March 5, 1998 (AP) — {body}", 0, 0.89),
    ],
)
def test_sureness_of_dates(text: str, least: float, most: float) -> None:
    found = inferred(clipping.read(text.format(body="It came back. " * 20), "s.txt"), "date")
    assert found is not None
    assert least <= found.confidence <= most


def test_the_day_on_which_a_page_was_looked_at_is_not_the_storys() -> None:
    text = "June 4, 2020\n\nFerry returns to Saltmarsh\n\nBy Ana Ruiz\nMarch 5, 2012\n\n" + "It came back. " * 20
    found = inferred(clipping.read(text, "s.txt"), "date")
    assert found is not None
    assert (texts(clipping.read(text, "s.txt"), "date"), found.confidence >= 0.9) == (["2012-03-05"], True)


def test_an_ambiguous_date_shows_both_lines_to_write() -> None:
    text = "Ferry returns\n\nBy Ana Ruiz\n\n03/04/2018\n\n" + "It came back. " * 20
    (problem,) = clipping.read(text, "story.txt").diagnostics
    assert (problem.code, problem.span.line, problem.span.column, problem.span.length) == ("date-ambiguous", 5, 1, 10)
    assert "`date: 2018-03-04` or `date: 2018-04-03`" in problem.hint


def test_unclosed_front_matter_is_an_error_and_a_rule_is_not() -> None:
    (problem,) = clipping.read("---\nheadline: Ferry\n\nFerry returns\n", "story.txt").diagnostics
    assert problem.code == "front-matter-unclosed"
    assert texts(clipping.read("---\nFerry returns\n\nIt came back.\n", "story.txt"), "headline") == ["Ferry returns"]


RECORDED = "---\nheadline: Ferry\ndate: 2012-03-05\nsha256: {digest}\nbody_lines: {lines}\n---\n{text}"
TEXT = "Ferry returns\n\nBy Ana Ruiz\n\nOne.\n\nTwo,\nstill two.\n\nShare this:\n"


def recorded(lines: str, text: str = TEXT) -> Manuscript:
    digest = clipping_record.digest(TEXT)
    return clipping.read(RECORDED.format(digest=digest, lines=lines, text=text), "story.txt")


def test_of_a_recorded_clipping_nothing_is_inferred() -> None:
    manuscript = recorded("5-8")
    assert (manuscript.inferred, manuscript.left_out, manuscript.diagnostics) == ((), (), ())
    assert [one.line for one in manuscript.body] == [11, 13]


@pytest.mark.parametrize(("lines", "starts"), [("5", [11]), ("1, 5-8", [7, 11, 13]), ("'99'", [])])
def test_body_lines_say_which_lines_are_the_story(lines: str, starts: list[int]) -> None:
    assert [one.line for one in recorded(lines).body] == starts


@pytest.mark.parametrize("lines", ["five", "0", "8-5", "5, 3", "1-2-3", "[5]"])
def test_body_lines_that_are_no_lines(lines: str) -> None:
    assert [one.code for one in recorded(lines).diagnostics] == ["body-lines"]


def test_a_recorded_text_that_was_changed_is_told() -> None:
    (problem,) = recorded("5-8", TEXT.replace("One.", "1.")).diagnostics
    assert (problem.code, problem.level, problem.span.line) == ("clipping-changed", "warning", 7)


def test_what_is_not_sure_to_be_a_caption_stays_in_the_story() -> None:
    text = (
        "Ferry returns to Saltmarsh after ten years\n\nBy Ana Ruiz\n\nMarch 5, 2012\n\nThe quay where she lay\n\n"
        + "It came back. " * 20
    )
    manuscript = clipping.read(text, "story.txt")
    found = inferred(manuscript, "photos")
    assert found is not None
    assert found.confidence < 0.9
    made, problems = make_article(manuscript, text, Settings())
    assert made is not None
    assert [one.line for one in made.body.slices] == [7, 9]
    assert [one.code for one in problems] == ["field-unsure"]


def test_huge_texts_are_read() -> None:
    assert len(clipping.read("word " * 1_000_000, "s.txt").body) == 1
    assert len(clipping.read("Ferry returns\n" + "It came back.\n" * 100_000, "s.txt").body) == 100_000
    assert len(clipping.read("Ferry returns\n\n" + "It came back.\n\n" * 100_000, "s.txt").body) == 100_000
    assert clipping.read("\n" * 1_000_000, "s.txt").body == ()
    assert len(clipping.read("Share this:\n" * 100_000, "s.txt").left_out) > 0
    assert clipping.read("((((((" * 100_000, "s.txt").diagnostics == ()


LINES = st.sampled_from(
    sorted({line for name in NAMES for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n")})
)
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=400),
    st.lists(LINES, max_size=14).map("\n".join),
    st.lists(LINES, max_size=10).map("\n\n".join),
    st.text(alphabet="By JD.,|/()\n—-12/0:' »àו和月日年", max_size=80),
)


@given(ANY_TEXT)
def test_no_text_is_lost_and_nothing_raises(text: str) -> None:
    manuscript = clipping.read(text, "story.txt")
    if any(problem.code == "front-matter-unclosed" for problem in manuscript.diagnostics):
        return
    _, rest = front_matter.split(text)
    kept = [False] * len(text)
    reached = rest.start
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    for part in manuscript.body:
        assert reached <= part.start < part.end <= len(text)
        assert text.count("\n", 0, part.start) + 1 == part.line
        kept[part.start : part.end] = [True] * (part.end - part.start)
        reached = part.end
    for one in manuscript.inferred:
        assert 0 <= one.confidence <= 1
        for value in scalars(one.value):
            begin = starts[value.span.line - 1] + value.span.column - 1
            stop = text.find("\n", begin + value.span.length - 1)
            begin, stop = starts[value.span.line - 1], len(text) if stop < 0 else stop
            kept[begin:stop] = [True] * (stop - begin)
    for left in manuscript.left_out:
        begin = starts[left.span.line - 1]
        assert text[begin : begin + len(left.text)] == left.text
        kept[begin : begin + len(left.text)] = [True] * len(left.text)
    lost = [char for at, char in enumerate(text) if at >= rest.start and not kept[at] and not char.isspace()]
    assert lost == []


@given(ANY_TEXT)
def test_values_stand_where_their_spans_say(text: str) -> None:
    lines = text.split("\n")
    for one in clipping.read(text, "story.txt").inferred:
        if one.name in {"headline", "deck", "kicker"} and isinstance(one.value, Scalar):
            span = one.value.span
            assert lines[span.line - 1][span.column - 1 :].startswith(one.value.text[:1])


@pytest.mark.parametrize(
    "first", ["By Jane Doe", "Jane Doe", "Credit: Tom Fenn/Getty Images", "Harbour", "Sport", "12 5 1926"]
)
def test_what_may_be_something_else_is_no_sure_headline(first: str) -> None:
    text = f"{first}\nMarch 5, 2012\n\n" + "It came back, and nobody knew why it had taken so long. " * 4
    found = inferred(clipping.read(text, "a.txt"), "headline")
    assert found is None or found.confidence < 0.9


def test_a_caption_begins_behind_the_marks_before_it() -> None:
    top = "Ferry returns to Saltmarsh after ten years\n\nBy Ana Ruiz\n\nMarch 5, 2012\n\n"
    found = inferred(clipping.read(f"{top}> The quay where she lay\n\n" + "It came back. " * 20, "a.txt"), "photos")
    assert found is not None
    assert list(scalar_texts(found.value)) == ["The quay where she lay"]
