"""What becomes of each line of a clipping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.clippings.allotment import FIELD, LEFT_OUT, STORY
from newsgen.importers import clipping
from newsgen.importers.clipping import Clipping
from newsgen.news.field_lines import Written
from newsgen.news.manuscript import Slice
from newsgen.news.settings import Settings

TORN = (
    "Greta Holm, aged nine, found 61 coins in a drain on Thursday while looking for a marble.\n\n"
    '"I found the marble too," said Samuel Orme, who saw it.\n\n'
    "The police were called, came, and went home again.\n\nPiers Godwin.\n"
)
MAILED = (
    "From: ravi@example.org\nTo: cuttings@example.org\nDate: Mon, 4 Mar 2013 10:11:12 +0000\nSubject: Fwd: another\n\n"
    "Here is the next. Typed from the paper, page 2.\n\nBell cast in village for the first time\n\n"
    "by Ravi Menon, The Eskmouth Gazette, 8 September 1949\n\n"
    "A bell of nine hundredweight was cast on Thursday in a pit behind the smithy, the first in the village.\n\n"
    "Nobody was hurt, and there was tea afterwards in the parish room.\n"
)
PLAIN = (
    "Ferry comes back to the quay\n\nBy Ana Ruiz, Harbour Times\nMarch 5, 2012\n\n"
    "The ferry came back to the quay on Monday after a week, with a band on board and nobody to hear it.\n\n"
    "Nobody knew why it had been away.\n\nLeave a Reply\n"
)


def read(text: str) -> Clipping:
    found = clipping.read(text.encode(), "a.txt")
    assert isinstance(found, Clipping)
    return found


def uses(text: str, lines: str | None = None, /, **fields: Written) -> dict[int, str]:
    """Say of each line whose it is: `story`, the names of fields, or the reason that it is left out for."""
    found = read(text)
    return {one.number: one.why or one.use for one in found.account(found.sure(0.9) | fields, lines)}


def test_a_line_is_the_storys_a_fields_or_left_out() -> None:
    assert uses(PLAIN) == {
        1: "headline", 3: "byline, outlet", 4: "date", 6: "story", 8: "story", 10: "comment form"
    }  # fmt: skip


def test_a_sentence_that_was_no_headline_is_the_storys() -> None:
    assert uses(TORN, headline="[Coins found in a drain]")[1] == "story"
    assert uses(TORN, headline="A marble and 61 coins")[1] == "story"
    assert 1 in {piece.line for piece in read(TORN).body({"headline": "A marble and 61 coins"})}


PUT_RIGHT = ("Ferry come back to the quay", "FERRY COMES BACK TO QUAY", "Harbour: Ferry comes back to the quay")


@pytest.mark.parametrize("typed", PUT_RIGHT)
def test_a_headline_put_right_keeps_its_line(typed: str) -> None:
    assert uses(PLAIN, headline=typed)[1] == "headline"


def test_a_wrong_deck_that_is_the_headline_is_not_printed_twice() -> None:
    found = uses(MAILED, headline="Bell cast in village for the first time", deck="")
    assert (found[6], found[8]) == ("story", "headline")


def test_a_name_put_right_keeps_its_line_and_another_gives_it_back() -> None:
    assert uses(PLAIN, byline="Anna Ruiz")[3] == "byline, outlet"
    assert uses(PLAIN, byline="", outlet="")[3] == "story"
    assert uses(PLAIN, byline="", outlet="Harbour Times")[3] == "outlet"


def test_a_name_under_the_story_leaves_it_when_it_is_typed() -> None:
    assert uses(TORN, headline="[Coins]")[7] == "story"
    assert uses(TORN, headline="[Coins]", byline="Piers Godwin")[7] == "byline"


def test_lines_that_somebody_names_are_the_story() -> None:
    found = uses(PLAIN, "8-8")
    assert (found[6], found[8]) == ("not chosen", "story")


def test_what_else_a_fields_line_prints_is_told() -> None:
    account = read(PLAIN.replace("Ruiz,", "Ruiz, Chief Pilot of the Northern Reach,")).account({"byline": "Ana Ruiz"})
    assert [one.rest for one in account if one.number == 3] == [True]
    assert not any(one.rest for one in read(PLAIN).account(read(PLAIN).sure(0.9)))


def test_a_record_is_kept_but_for_what_is_changed() -> None:
    made = read(PLAIN)
    text = clipping.filed(made, made.sure(0.9) | {"body_lines": "8-8"}, "articles/a.txt", Settings(), "2024-01-01")
    again = read(text)
    assert [one.number for one in again.account({}) if one.use == STORY] == [8]
    assert [one.number for one in again.account({"byline": "", "outlet": ""}) if one.use == STORY] == [3, 8]


LINES = st.sampled_from(
    ["Ferry returns", "By Ana Ruiz, Harbour Times", "March 5, 2012", "", "", "It came back. " * 12, "Share this:",
     "The band played (photo: Li Wei)", "LONDON, March 3 (Reuters) - It sailed.", "HARBOUR", "Ana Ruiz", "====",
     "Filed under: News", "Full text: It sailed at noon", "\u200b", "From: a@example.org", "Via Harbour Times"]
)  # fmt: skip
VALUES = st.sampled_from(["", "Ferry returns", "[Lost]", "Ana Ruiz", "Harbour Times", "HARBOUR", "Something else"])
NAMES = st.sampled_from(["headline", "deck", "byline", "outlet", "kicker", "photos", "section"])


@given(st.lists(LINES, min_size=1, max_size=14).map("\n".join), st.dictionaries(NAMES, VALUES), st.booleans())
def test_no_line_is_lost_whatever_is_answered(text: str, answers: dict[str, str], is_named: bool) -> None:
    found, lines = read(text), text.split("\n")
    fields: dict[str, Written] = {"headline": "Ferry", "date": "2012-03-05"} | found.sure(0.9) | dict(answers)
    chosen = "1-1" if is_named and lines[0].strip("\u200b") else None
    account = found.account(fields, chosen)
    assert [one.number for one in account] == [at for at, line in enumerate(lines, 1) if line.strip()]
    for one in account:
        if one.use == FIELD:
            values = [fields[name] for name in one.why.split(", ")]
            assert all(values)
            assert any(not isinstance(value, str) or _shares(value, one.text) for value in values), one
        elif one.use == LEFT_OUT:
            assert one.why
    if chosen is None:
        shown = {row for piece in found.body(fields) for row in _rows(text, piece) if lines[row - 1].strip(" \u200b")}
        assert {one.number for one in account if one.use == STORY} == shown


def _rows(text: str, piece: Slice) -> range:
    return range(piece.line, piece.line + 1 + text.count("\n", piece.start, piece.end))


def _shares(value: str, line: str) -> bool:
    """Tell whether a line says something of a value, or is a date."""
    return bool({*value.casefold().split()} & {*line.casefold().replace(",", "").split()}) or "20" in line
