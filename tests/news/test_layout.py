"""Where head, body and tail of a story are."""

from __future__ import annotations

import pytest

from newsgen.clippings import layout
from newsgen.clippings.laid import Layout
from newsgen.news import lines
from newsgen.news.manuscript import Slice

STORY = "The ferry came back on Monday with forty cars and a brass band on board. " * 2


def laid(*blocks: str, headline: str = "") -> Layout:
    text = "\n\n".join(blocks)
    page = lines.cut(text, "s.txt", Slice(0, len(text), 1))
    return layout.lay_out(page, {"headline": headline, "deck": ""})


@pytest.mark.parametrize(
    ("blocks", "body", "tail"),
    [
        (["Ferry returns", STORY], 1, 2),
        (["Ferry returns", "By Ana Ruiz", STORY], 2, 3),
        (["Ferry returns", "By Ana Ruiz", "The captain waves from the bridge", STORY, "Comments »"], 3, 4),
        (["Ferry returns", STORY, "Leave a Reply"], 1, 2),
        (["Ferry returns", STORY, "Leave a Reply", STORY], 1, 4),
        (["Leave a Reply"], 1, 1),
        ([STORY * 3, STORY], 0, 2),
        ([], 0, 0),
    ],
)
def test_where_the_body_is(blocks: list[str], body: int, tail: int) -> None:
    found = laid(*blocks)
    assert (found.body, found.tail) == (body, tail)


@pytest.mark.parametrize(
    ("above", "kicker"),
    [("LOCAL NEWS", True), ("Opinion", True), ("STORM", True), ("A ferry", False), ("Ferry comes back.", False)],
)
def test_kickers(above: str, kicker: bool) -> None:
    found = laid(above, "Ferry returns to Saltmarsh crossing", "By Ana Ruiz", STORY)
    assert ("kicker" in found.parts) is kicker


def test_a_stated_headline_is_not_body() -> None:
    assert laid("Ferry comes back.", STORY, headline="ferry comes back").parts["headline"] == (0, 1, 0.99)
    assert "headline" not in laid("Ferry comes back.", STORY, headline="another one").parts


MAIL = "From: Hal\nTo: Ana\nSubject: Fwd: read this"


@pytest.mark.parametrize("stated", ["", "Ferry is back after the long winter", "The boats"])
def test_the_head_of_a_mail_is_known_also_where_a_headline_is_stated(stated: str) -> None:
    found = laid(MAIL, "Ferry is back after the long winter", "By Ana Ruiz", STORY, headline=stated.lower())
    assert [found.reasons.get(at) for at in range(3)] == ["e-mail"] * 3
    assert found.page.line(found.body) == STORY.strip()
