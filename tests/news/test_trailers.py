"""What stands below a story."""

from __future__ import annotations

import pytest

from newsgen.clippings import trailers
from newsgen.news import lines
from newsgen.news.manuscript import Slice

READER = ("4 Comments / 4 Comments", "Tom says:", "March 6, 2012 at 9:12 am", "What a day.")
POSTED = "This entry was posted on Monday, March 5th, 2012 at 3:12 pm and is filed under Harbour." + " You can." * 15
STORY = "The ferry is back, and half the town was on the quay to see her come in from the sea."


def first_trailer(*below: str) -> str:
    text = "\n\n".join(["Ferry is back", STORY, STORY, *below])
    page = lines.cut(text, "a.txt", Slice(0, len(text), 1))
    at = trailers.start(page)
    return page.line(at) if at < len(page.lines) else ""


@pytest.mark.parametrize(
    ("below", "first"),
    [
        ((), ""),
        (("Leave a Reply",), "Leave a Reply"),
        (("Share this:", "Twitter", "Related", "Another ferry"), "Share this:"),
        (("March 5, 2012 | 4 Comments »", *READER), "March 5, 2012 | 4 Comments »"),
        (("About Jane Doe", "Jane Doe writes about boats.", "View all posts by Jane Doe →"), "About Jane Doe"),
        ((POSTED,), POSTED),
        (("She said that she would leave a reply.",), ""),
    ],
)  # fmt: skip
def test_the_first_trailer(below: tuple[str, ...], first: str) -> None:
    assert first_trailer(*below) == first
