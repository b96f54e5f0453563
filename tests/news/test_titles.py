"""Which rows above a story are its titles."""

from __future__ import annotations

import pytest

from newsgen.clippings import layout, titles
from newsgen.news import lines
from newsgen.news.manuscript import Slice

STORY = "The ferry came back on Monday with forty cars and a brass band on board, and half the town saw her."
TITLE = "Ferry is back after the long winter"


def headline(*top: str) -> tuple[str, bool]:
    text = "\n".join([*top, STORY, STORY])
    page = lines.cut(text, "a.txt", Slice(0, len(text), 1))
    first, last, sure = layout.lay_out(page, {"headline": "", "deck": ""}).parts["headline"]
    return page.stretch(first, last).text, sure >= 0.9


@pytest.mark.parametrize(
    "top",
    [
        (TITLE, "By Ana Ruiz"),
        ("Home", "News", "Menu", "Search", TITLE, "By Ana Ruiz", "March 5, 2012"),
        ("Skip to content", "Harbour Blog", "Menu", "Home", "About", TITLE, "Posted on March 5, 2012 by Ana Ruiz"),
        (f"{TITLE} - Saltmarsh Herald", "Home", "What's On", TITLE, "By Ana Ruiz"),
        (f"Home » News » {TITLE}", TITLE, "By Ana Ruiz"),
        ("Subscribe", "What's On", "Property", "Jobs", TITLE, "5 March 2012"),
    ],
)
def test_the_headline_is_found(top: tuple[str, ...]) -> None:
    assert headline(*top) == (TITLE, True)


def test_two_long_lines_and_no_byline_leave_a_doubt() -> None:
    line, is_sure = headline("Menu", "Another long line about ferries", "And one more about the quay", TITLE)
    assert (line, is_sure) == ("Another long line about ferries", False)


def test_the_sites_name_behind_the_headline() -> None:
    assert titles.site_name(f"{TITLE} - Saltmarsh Herald", TITLE) == "Saltmarsh Herald"
    assert titles.site_name(f"{TITLE} - at last", TITLE) == ""
