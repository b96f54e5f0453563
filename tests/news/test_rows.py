"""The top of a page in rows, and where its story begins."""

from __future__ import annotations

import pytest

from newsgen.clippings import rows
from newsgen.news import lines
from newsgen.news.manuscript import Slice

STORY = "The ferry came back on Monday with forty cars and a brass band on board, and half the town saw her."


def cut(text: str) -> list[rows.Row]:
    page = lines.cut(text, "a.txt", Slice(0, len(text), 1))
    return rows.cut(page, 0, len(page.lines))


@pytest.mark.parametrize(
    ("head", "story"),
    [
        ("Ferry returns", 1),
        ("Ferry returns\n\nShe had been away since December.\n\nBy Ana Ruiz", 3),
        ("Ferry returns\n\nBy Ana Ruiz\n\nMarch 5, 2012\n\nThe quay where she lay", 4),
        ("THE FERRY IS BACK.\n\nHalf the Town Sees Her.", 2),
        ("Ferry returns\n\nBy Ana Ruiz\n\n“At last.”", 2),
    ],
)
def test_the_story_begins_below_the_last_byline_or_date(head: str, story: int) -> None:
    assert rows.story(cut(f"{head}\n\n{STORY}\n\n{STORY}")) == story


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("School board bans kazoos,", "then plays one", True),
        ("Streetcar makes its final run on the", "Third of May", True),
        ("Ferry returns", "Harbour mended", False),
        ("Ferry returns.", "then it left", False),
        ("The Saltmarsh Herald", "www.saltmarsh.example", False),
    ],
)
def test_wrapped_lines(one: str, other: str, is_one: bool) -> None:
    assert rows.is_wrapped(one, other) is is_one


def test_a_byline_in_two_lines_is_one_row() -> None:
    found = cut(f"Ferry returns\n\nBy Ana Ruiz and\nTom Ballantyne\n\n{STORY}")[1]
    assert found.said is not None
    assert found.said.byline is not None
    assert [credit.name for credit in found.said.byline.credits] == ["Ana Ruiz", "Tom Ballantyne"]
