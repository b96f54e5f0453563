"""What the record of an imported clipping says of its text: its SHA-256, and which of its lines are the story.

Lines count from 1 at the first line of the text, below the front matter, so that a field more moves nothing.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from newsgen.news.lines import Page, paragraphs
from newsgen.news.manuscript import Slice

_RANGE = re.compile(r"\s*([1-9]\d{0,8})(?:\s*[-–]\s*([1-9]\d{0,8}))?\s*")


def digest(text: str) -> str:
    """Return the SHA-256 of a text with newlines as line ends, in UTF-8, as `sha256sum` prints it."""
    return hashlib.sha256(text.encode()).hexdigest()


def lines_of(text: str, rest: Slice, body: Iterable[Slice]) -> str:
    """Say in which lines below the front matter some paragraphs stand: `9-33`, `5, 9-33`, or nothing."""
    runs: list[list[int]] = []
    reached = rest.start
    for piece in body:
        first = piece.line - rest.line + 1
        last = first + text.count("\n", piece.start, piece.end)
        if runs and not text[reached : piece.start].strip():
            runs[-1][1] = last
        else:
            runs.append([first, last])
        reached = piece.end
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in runs)


def body(page: Page, first_line: int, stated: str) -> tuple[Slice, ...] | None:
    """Return the paragraphs in the stated lines; None if they aren't written as lines, or not in order."""
    runs = [_RANGE.fullmatch(part) for part in stated.split(",")] if stated.strip() else []
    made: list[Slice] = []
    reached = 0
    for run in runs:
        if run is None or int(run[1]) <= reached or int(run[2] or run[1]) < int(run[1]):
            return None
        reached = int(run[2] or run[1])
        made += _paragraphs(page, int(run[1]) + first_line - 1, reached + first_line - 1)
    return tuple(made)


def _paragraphs(page: Page, first: int, last: int) -> Iterator[Slice]:
    start = bisect_left(page.lines, first, key=lambda line: line.number)
    return paragraphs(page, start, bisect_right(page.lines, last, lo=start, key=lambda line: line.number))
