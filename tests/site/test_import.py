"""`newsgen import clipping`: front matter above the untouched text, and nothing done twice."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.copydesk import front_matter
from newsgen.copydesk.inferences import NEEDED, untaken
from newsgen.formats import clipping as reader
from newsgen.importers import clipping
from newsgen.news.article import Article
from newsgen.news.settings import Settings
from newsgen.news.text import unprintable
from newsgen.reading.parser import parse
from tests.site.project import CLIPPING, Project

UNSURE = "The ferry came back to the quay.\n\nBy Ana Ruiz\n\nMarch 5, 2012\n\n" + "Nobody knew why. " * 12 + "\n"


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write({"articles/.keep": "", "found/piano.txt": CLIPPING})


def _timeless(page: str) -> str:
    """A page without what an import adds to it: the day it came in, and what stands for its record."""
    return re.sub(r"<div><dt>Added.*?</div>\n|[0-9a-f]{64}", "", page)


def body_of(text: str) -> str:
    _, rest = front_matter.split(text)
    return text[rest.start : rest.end]


def test_the_text_stands_untouched_below_what_was_read(paper: Project) -> None:
    outcome = paper.run("import", "clipping", "found/piano.txt")
    assert outcome.status == 0, outcome.err
    text = paper.page("piano.txt", "articles")
    assert body_of(text) == CLIPPING
    head = text.removesuffix(CLIPPING)
    assert 'headline: "HARBOUR: Crane drops' in head
    assert "\nid: piano\n" in head
    assert "\nreviewed: false\n" in head
    assert re.search(r"\nadded: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n", head)
    assert re.search(r"\nsha256: [0-9a-f]{64}\n", head)
    assert re.search(r"\nbody_lines: \d+-\d+\n", head)
    assert "1 of 1 imported." in outcome.out


def test_each_field_is_told_with_its_line_and_how_sure_it_is(paper: Project) -> None:
    out = paper.run("import", "clipping", "found/piano.txt").out
    assert re.search(r"^  headline +line 1 +0\.\d\d  HARBOUR: Crane", out, re.MULTILINE)
    assert re.search(r"^  left out +line \d+ .+\(.+\)$", out, re.MULTILINE)
    assert re.search(
        r"^  the story +lines 10-14, 3 paragraphs\n  begins +line 10 .+\n  ends +line 14 ", out, re.MULTILINE
    )
    assert "\nbody_lines: 10-14\n" in paper.page("piano.txt", "articles")


def test_the_page_is_the_same_as_that_of_the_text_read_in_place(paper: Project) -> None:
    paper.write({"articles/piano.txt": CLIPPING})
    paper.built()
    (page,) = [path for path in paper.pages() if path.endswith("/index.html") and "piano" in path]
    before = paper.page(page)
    paper.run("import", "clipping", "articles/piano.txt")
    paper.built("--rehash")
    assert _timeless(paper.page(page)) == _timeless(before)


def test_the_same_clipping_twice_changes_nothing(paper: Project) -> None:
    paper.run("import", "clipping", "found/piano.txt")
    before = paper.snapshot("articles")
    paper.write({"found/other-name.txt": CLIPPING.replace("\n", "\r\n")})
    for name in ("found/piano.txt", "found/other-name.txt", "articles/piano.txt"):
        outcome = paper.run("import", "clipping", name)
        assert outcome.status == 0
        assert "is in the archive already, in articles/piano.txt. Nothing changed." in outcome.out
    assert paper.snapshot("articles") == before


def test_a_file_that_is_there_is_not_written_over(paper: Project) -> None:
    paper.write({"articles/piano.md": "---\nheadline: Piano\ndate: 2001-01-01\n---\nIt fell.\n"})
    paper.run("import", "clipping", "found/piano.txt")
    assert sorted(paper.tree("articles")) == [".keep", "piano-2.txt", "piano.md"]


def test_what_is_not_sure_enough_is_asked_about(paper: Project) -> None:
    paper.write({"found/ferry.txt": UNSURE})
    outcome = paper.run("import", "clipping", "found/ferry.txt")
    assert outcome.status == 1
    assert "the headline must be known" in outcome.err
    assert not (paper.root / "articles/ferry.txt").exists()


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda answers: monkeypatch.setattr("sys.stdin", io.StringIO(answers))


def test_a_review_asks_field_by_field(paper: Project, typing: Callable[[str], None]) -> None:
    paper.write({"found/ferry.txt": UNSURE})
    typing("Ferry comes back\n5 March\n2012-03-06\n\nThe Gull\n\n\n\n\n")
    outcome = paper.run("import", "clipping", "--review", "found/ferry.txt")
    assert outcome.status == 0, outcome.err
    text = paper.page("ferry.txt", "articles")
    for line in ("headline: Ferry comes back", "date: 2012-03-06", "outlet: The Gull", "reviewed: true"):
        assert f"\n{line}\n" in text
    assert "byline: [Ana Ruiz]" in text
    assert body_of(text) == UNSURE
    paper.built()


def test_what_is_not_sure_is_offered_and_never_taken_by_enter(paper: Project, typing: Callable[[str], None]) -> None:
    paper.write({"found/ferry.txt": UNSURE})
    typing("\n-\ny\n1-3\n=\n\n-\n-\n\n")
    outcome = paper.run("import", "clipping", "--review", "found/ferry.txt")
    assert "headline, perhaps “The ferry came back to the quay.” (`=` takes it)" in outcome.out
    assert outcome.out.count("describe the story in square brackets") == 2
    assert "“1-3” is no headline" in outcome.out
    text = paper.page("ferry.txt", "articles")
    assert "\nheadline: The ferry came back to the quay.\n" in text
    assert "\nbyline:" not in text
    assert '\nbody_lines: "3, 7"\n' in text
    assert "The clipping is reviewed." in outcome.out
    assert "All clippings have been reviewed." in paper.run("stats").out


def test_a_lost_headline_leaves_the_first_sentence_in_the_story(paper: Project, typing: Callable[[str], None]) -> None:
    paper.write({"found/ferry.txt": UNSURE})
    typing("[Ferry returns]\n\n\n\n\n")
    assert paper.run("import", "clipping", "--review", "found/ferry.txt").status == 0
    text = paper.page("ferry.txt", "articles")
    assert '\nheadline: "[Ferry returns]"\n' in text
    assert '\nbody_lines: "1, 7"\n' in text


DATES = [("July 1966", "1966-07"), ("7 April 1991", "1991-04-07"), ("5 mars 1912", "1912-03-05"), ("1966~", "1966~")]


@pytest.mark.parametrize(("typed", "date"), DATES)
def test_a_date_may_be_typed_as_it_is_printed(
    paper: Project, typing: Callable[[str], None], typed: str, date: str
) -> None:
    typing(f"\n\nsoon\n03/04/1966\n{typed}\n\n\n\n\n")
    out = paper.run("import", "clipping", "--review", "found/piano.txt").out
    assert "“soon” is not a date. Write 1966-07-03, or 1966-07 or July 1966" in out
    assert "can be read as two days. Write 1966-03-04 if the month comes first" in out
    assert f"\ndate: {date}\n" in paper.page("piano.txt", "articles")


def test_a_date_with_two_readings_is_shown_with_its_weekdays(paper: Project, typing: Callable[[str], None]) -> None:
    paper.write({"found/piano.txt": CLIPPING.replace("December 17, 1998", "03/04/2018")})
    typing("\n2018-04-03\n\n\n\n\n")
    out = paper.run("import", "clipping", "--review", "found/piano.txt").out
    assert "can be read in two ways: 2018-03-04 (a Sunday) or 2018-04-03 (a Tuesday)" in out


def test_the_other_fields_and_the_text_are_asked_about(paper: Project, typing: Callable[[str], None]) -> None:
    changes = "colour red\nsection\nsection Harbour\ndeck -\ncaption The crane.\ncredit -\ntags sea, crane\n\n"
    typing(f"\n\n\n\n\n{changes}99\n10, 11-12\n?\nprint_page 8\n\n")
    outcome = paper.run("import", "clipping", "--review", "found/piano.txt")
    assert outcome.status == 0, outcome.err
    assert "“colour” is no field to change here" in outcome.out
    assert "Name lines from 1 to 18, for example 4-12" in outcome.out
    text = paper.page("piano.txt", "articles")
    lines = ("section: Harbour", "tags: [sea, crane]", "  - caption: The crane.", "print_page: 8", "body_lines: 10-12")
    for line in lines:
        assert f"\n{line}\n" in text
    assert "deck:" not in text
    assert "\n    credit:" not in text
    assert "not chosen" in outcome.out
    assert "had gone in 'very nearly in tune.\n" in outcome.out
    paper.built()


def test_breaking_off_keeps_what_is_done_and_says_how_to_go_on(paper: Project, typing: Callable[[str], None]) -> None:
    paper.write({"found/the ferry.txt": UNSURE})
    typing("y\n[Ferry]\n")
    outcome = paper.run("import", "clipping", "--review", "found/piano.txt", "found/the ferry.txt", "--into", "1998")
    assert outcome.status == 130
    assert "1 of 2 imported, stopped before 1, of which nothing was written." in outcome.out
    assert "newsgen import clipping --review --into 1998 'found/the ferry.txt'" in outcome.err
    assert sorted(paper.tree("articles")) == [".keep", "1998/piano.txt"]


def test_what_was_refused_is_counted_by_reason_with_the_way_on(paper: Project) -> None:
    paper.write({"found/ferry.txt": UNSURE})
    outcome = paper.run("import", "clipping", "found/ferry.txt", "found/gone.txt", "found/piano.txt")
    assert "     1 lacks a sure headline\n     1 for the reasons given above\n" in outcome.err
    assert "\n  newsgen import clipping --review found/ferry.txt\n" in outcome.err
    assert "1 clipping has not been reviewed: `newsgen stats` names it." in outcome.out


def test_those_that_are_reviewed_are_passed_over_in_a_row(paper: Project, typing: Callable[[str], None]) -> None:
    typing("\n" * 7)
    assert "The clipping is reviewed." in paper.run("import", "clipping", "--review", "found/piano.txt").out
    paper.write({"found/ferry.txt": UNSURE})
    typing("[Ferry]\n\n\n\n\n")
    out = paper.run("import", "clipping", "--review", "found/piano.txt", "found/ferry.txt").out
    assert "found/piano.txt: this text is reviewed already, in articles/piano.txt. Nothing changed." in out
    assert "All 2 clippings are reviewed." in out


def test_an_imported_clipping_can_be_reviewed_later(paper: Project, typing: Callable[[str], None]) -> None:
    paper.run("import", "clipping", "found/piano.txt")
    before = paper.page("piano.txt", "articles")
    typing("n\n\n\n-\n\n\n\n\n\n")
    assert paper.run("import", "clipping", "--review", "found/piano.txt").status == 0
    after = paper.page("piano.txt", "articles")
    changed = set(before.split("\n")) ^ set(after.split("\n"))
    assert {line.partition(":")[0] for line in changed} == {"reviewed", "byline"}
    assert "reviewed: true" in after


def test_what_is_right_is_reviewed_with_one_letter(paper: Project, typing: Callable[[str], None]) -> None:
    paper.run("import", "clipping", "found/piano.txt")
    before = paper.page("piano.txt", "articles")
    typing("y\n")
    assert paper.run("import", "clipping", "--review", "articles/piano.txt").status == 0
    assert paper.page("piano.txt", "articles") == before.replace("reviewed: false", "reviewed: true")


def test_a_changed_text_gets_a_new_record(paper: Project) -> None:
    paper.run("import", "clipping", "found/piano.txt")
    text = paper.page("piano.txt", "articles")
    paper.write({"articles/piano.txt": text.replace("\n---\n", "\ntags: [music]\n---\n\n\n")})
    assert [one.code for one in paper.build().problems] == ["clipping-changed"]
    paper.run("import", "clipping", "articles/piano.txt")
    assert paper.build().problems == []
    assert "tags: [music]" in paper.page("piano.txt", "articles")


def test_wire_copy_in_two_papers_is_told(paper: Project) -> None:
    other = CLIPPING.replace("HARBOUR: Crane drops a grand piano into the basin", "Piano falls off crane")
    paper.write({"found/other.txt": other})
    paper.run("import", "clipping", "found/piano.txt")
    out = paper.run("import", "clipping", "found/other.txt").out
    assert re.search(r"^Alike: articles/other.txt and articles/piano.txt share \d\d% ", out, re.MULTILINE)


def test_wire_copy_with_one_headline_gets_an_address_of_its_own(paper: Project) -> None:
    for name in ("b", "c"):
        paper.write({f"found/{name}.txt": CLIPPING.replace("third day", f"third day at {name}")})
    out = paper.run("import", "clipping", "found/piano.txt", "found/b.txt", "found/c.txt").out
    assert "basin-2: articles/piano.txt stands at the address without the number" in out
    paper.built()
    again = paper.run("import", "clipping", "articles/b.txt", "--review", "--quiet")
    assert "slug: harbour-crane-drops-a-grand-piano-into-the-basin-2" in paper.page("b.txt", "articles"), again.out
    paper.write({"found/d.txt": CLIPPING.replace("third day", "fourth day")}).run("import", "clipping", "found/d.txt")
    paper.built()
    assert {
        f"1998/12/17/harbour-crane-drops-a-grand-piano-into-the-basin-{n}/index.html" for n in (2, 3, 4)
    } <= paper.pages()


def test_a_clipping_becomes_markdown_that_shows_the_same_text(paper: Project) -> None:
    paper.run("import", "clipping", "--markdown", "--into", "2003", "found/piano.txt")
    assert "2003/piano.md" in paper.tree("articles")
    paper.built()
    assert "Nothing changed" in paper.run("import", "clipping", "found/piano.txt").out


MISTAKES = {
    "found": "this is a folder",
    "found/gone.txt": "there is no such file",
    "found/empty.txt": "this file is empty",
    "found/story.md": "this is a Markdown story already",
    "found/picture.jpg": "this isn't a plain text",
    "found/program.txt": "this isn't a text",
    "found/latin.txt": "--encoding iso-8859-1 found/latin.txt",
    "found/windows.txt": "Read as windows-1252 it says “Ferry’s back”",
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_told_and_stop_nothing(paper: Project, name: str) -> None:
    paper.write(
        {
            "found/empty.txt": " \n",
            "found/story.md": "# Ferry",
            "found/picture.jpg": b"\xff\xd8",
            "found/program.txt": b"\x7fELF\0\0\1",
            "found/latin.txt": "Le café de la criée".encode("latin-1"),
            "found/windows.txt": "Ferry’s back".encode("cp1252"),
        }
    )
    outcome = paper.run("import", "clipping", name, "found/piano.txt")
    assert outcome.status == 1
    assert MISTAKES[name] in outcome.err
    assert "1 of 2 imported, 1 not imported." in outcome.out


def test_an_old_encoding_is_said(paper: Project) -> None:
    paper.write({"found/old.txt": CLIPPING.replace("Owner", "Café").encode("cp1252")})
    assert paper.run("import", "clipping", "--encoding", "windows-1252", "found/old.txt").status == 0
    assert "Café" in paper.page("old.txt", "articles")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--into", "../out"], "name a folder inside articles/"),
        (["--encoding", "latin-99"], "is no encoding"),
        (["--encoding", "zlib"], "is no encoding"),
    ],
)
def test_wrong_usage(paper: Project, arguments: list[str], said: str) -> None:
    outcome = paper.run("import", "clipping", *arguments, "found/piano.txt")
    assert (outcome.status, said in outcome.err) == (2, True), outcome.err


def test_outside_an_archive(project: Project) -> None:
    project.write({"piano.txt": CLIPPING})
    assert "there is no archive here" in project.run("import", "clipping", "piano.txt").err


LINES = st.sampled_from(
    ["Ferry returns", "By Ana Ruiz, SGZT", "March 5, 2012", "", " ", "---", "--- ", "\t", "It came back. " * 12,
     "Share this:", "'“", "\u00a0", "headline: Ferry", "...", "sha256: 0", "# no", "\x85", "\u2028"]
)  # fmt: skip
ANY = st.one_of(
    st.lists(LINES, max_size=14).map("\n".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
).filter(lambda text: not unprintable(text.replace("\r", "")) and text.strip())


@given(ANY, st.booleans())
def test_not_one_character_changes(text: str, is_utf16: bool) -> None:
    data = text.encode("utf-16") if is_utf16 else text.encode()
    found = clipping.read(data, "a.txt")
    assert isinstance(found, clipping.Clipping)
    if any(one.code == "front-matter-unclosed" for one in found.manuscript.diagnostics):
        return
    fields = {"headline": "Ferry", "date": "2012-03-05"} | found.sure(0.9)
    made = clipping.filed(found, fields, "articles/a.txt", Settings(), "2024-01-01")
    assert made.endswith(text.removeprefix("\ufeff") if found.rest.start == 0 else found.untouched)
    again = clipping.read(made.encode(), "a.txt")
    assert isinstance(again, clipping.Clipping)
    assert again.digest == found.digest
    if found.manuscript.diagnostics or found.rest.start:
        return
    story = parse(Settings(), "articles/a.txt", made.encode()).made
    assert isinstance(story, Article)
    normal = made.replace("\r\n", "\n").replace("\r", "\n")
    shown = [normal[piece.start : piece.end] for piece in story.body.slices]
    assert shown == [found.text[piece.start : piece.end] for piece in found.body(fields)]
    assert reader.read(normal, "a.txt").inferred == ()


BLIND = Path(__file__).parents[1] / "cases" / "clippings-blind4"


def _shown(text: str, numbers: set[int]) -> set[int]:
    return {number for number in numbers if text.split("\n")[number - 1].strip()}


@pytest.mark.parametrize("path", sorted(BLIND.glob("*.txt"))[::3], ids=lambda path: path.stem)
def test_what_is_unsure_stays_in_the_story_in_place_as_it_does_when_it_is_imported(path: Path) -> None:
    found = clipping.read(path.read_bytes(), path.name)
    assert isinstance(found, clipping.Clipping)
    inferred = found.manuscript.inferred
    asked = {one.name: clipping.written(one.value) for one in inferred if one.name in NEEDED}
    fields = asked | found.sure(Settings.confidence)
    pieces = (*found.manuscript.body, *untaken(inferred, fields.keys()))
    in_place = {
        number
        for piece in pieces
        for number in range(piece.line, piece.line + 1 + found.text.count("\n", piece.start, piece.end))
    }
    imported = {one.number + found.rest.line - 1 for one in found.account(fields) if one.use == "story"}
    assert _shown(found.text, in_place) == _shown(found.text, imported)


def test_a_line_of_a_field_that_is_stated_otherwise_stays_in_the_story(project: Project) -> None:
    top = "---\nheadline: {}\nbyline: {}\ndate: 2012-03-05\n---\n"
    text = "Ferry is back after the long winter\n\nBy Ana Ruiz\n\n" + "It came back, and nobody knew why. " * 5
    project.write({"articles/same.txt": top.format("Ferry back after the long winter", "Ana Ruiz") + text})
    project.write({"articles/other.txt": top.format("The boats", "Li Wei") + text})
    project.run("build")
    assert "By Ana Ruiz" not in project.page("2012/03/05/ferry-back-after-the-long-winter/index.html")
    other = project.page("2012/03/05/the-boats/index.html")
    assert "By Ana Ruiz" in other
    assert "Ferry is back after the long winter" in other
