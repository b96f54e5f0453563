"""Where a story begins on a scraped page."""

from __future__ import annotations

import pytest

from newsgen.news import lines, navigation
from newsgen.news.manuscript import Slice

STORY = "The ferry came back on Monday with forty cars and a brass band on board, and half the town saw her."
TITLE = "Ferry is back after the long winter"


def start(*top: str) -> tuple[str, bool]:
    text = "\n".join([*top, STORY, STORY])
    page = lines.cut(text, "a.txt", Slice(0, len(text), 1))
    at, sure = navigation.start(page, len(page.lines))
    return page.line(at), sure >= 0.9


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
    assert start(*top) == (TITLE, True)


def test_two_long_lines_and_no_byline_leave_a_doubt() -> None:
    line, is_sure = start("Menu", "Another long line about ferries", "And one more about the quay", TITLE)
    assert (line, is_sure) == ("Another long line about ferries", False)


def test_the_sites_name_behind_the_headline() -> None:
    assert navigation.site_name(f"{TITLE} - Saltmarsh Herald", TITLE) == "Saltmarsh Herald"
    assert navigation.site_name(f"{TITLE} - at last", TITLE) == ""
