"""What the record of an imported clipping says of its text: its SHA-256, and which of its lines are the story.

Lines count from 1 at the first line of the text, below the front matter, so that a field more moves nothing.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator

from newsgen.news.lines import Page, paragraphs
from newsgen.news.manuscript import Slice

_RANGE = re.compile(r"\s*([1-9]\d{0,8})(?:\s*[-–]\s*([1-9]\d{0,8}))?\s*")


def digest(text: str) -> str:
    """Return the SHA-256 of a text with newlines as line ends, in UTF-8, as `sha256sum` prints it."""
    return hashlib.sha256(text.encode()).hexdigest()


def stated(page: Page, first_line: int, story: Collection[int]) -> str:
    """Say which lines are the story: `9-33`, `5, 9-33`, or nothing; blank lines between them don't part them."""
    runs: list[list[int]] = []
    is_running = False
    for line in page.lines:
        number = line.number - first_line + 1
        if number not in story:
            is_running = False
        elif is_running:
            runs[-1][1] = number
        else:
            runs.append([number, number])
            is_running = True
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in runs)


def numbers(page: Page, first_line: int, stated: str) -> frozenset[int] | None:
    """Return the lines that `5, 9-33` names; None if it isn't written as lines of the text, or not in order."""
    runs = _runs(stated)
    last = max((line.number - first_line + 1 for line in page.lines), default=0)
    if runs is None or any(run[1] > last for run in runs):
        return None
    return frozenset(number for first, end in runs for number in range(first, end + 1))


def body(page: Page, first_line: int, stated: str) -> tuple[Slice, ...] | None:
    """Return the paragraphs in the stated lines; None if they aren't written as lines, or not in order."""
    runs = _runs(stated)
    if runs is None:
        return None
    return tuple(
        piece for first, last in runs for piece in _paragraphs(page, first + first_line - 1, last + first_line - 1)
    )


def _runs(stated: str) -> list[tuple[int, int]] | None:
    """Return the first and the last line of each run; None if they aren't written as lines, or not in order."""
    made: list[tuple[int, int]] = []
    for run in [_RANGE.fullmatch(part) for part in stated.split(",")] if stated.strip() else []:
        reached = made[-1][1] if made else 0
        if run is None or int(run[1]) <= reached or int(run[2] or run[1]) < int(run[1]):
            return None
        made.append((int(run[1]), int(run[2] or run[1])))
    return made


def _paragraphs(page: Page, first: int, last: int) -> Iterator[Slice]:
    start = bisect_left(page.lines, first, key=lambda line: line.number)
    return paragraphs(page, start, bisect_right(page.lines, last, lo=start, key=lambda line: line.number))
