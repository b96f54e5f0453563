"""In which part of the state each of many values is kept: in parts of some hundred, so that a change rewrites few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zlib import crc32

from newsgen.news.article import Article, Page

_ROWS_IN_A_PART = 500

Shelf = Callable[[Any], str]
"""On which shelf a value is kept: with others that are asked for together."""


def month_of(made: Article | Page) -> str:
    """Return the shelf of a story, which is the month that it ran in, or of a page."""
    return f"{made.teaser.date.year:04}-{made.teaser.date.month:02}" if isinstance(made, Article) else "pages"


class Parts:
    """Where each of some named values is kept: on its shelf, by its name's checksum. Without shelves there is one."""

    def __init__(self, values: Mapping[str, Any], shelf: Shelf | None) -> None:
        self.values = values
        self._shelf = shelf
        amounts = Counter(map(shelf, values.values())) if shelf else {"": len(values)}
        self.counts = {name: 1 << (amount // _ROWS_IN_A_PART).bit_length() for name, amount in amounts.items()}
        """In how many parts each shelf is cut: a power of two, so that it seldom changes."""

    def place(self, name: str) -> tuple[str, str]:
        """Return the shelf and the part of a value."""
        shelf = self._shelf(self.values[name]) if self._shelf else ""
        return shelf, f"{shelf} {crc32(name.encode()) % self.counts[shelf]:04}"


def stale_parts(old: Parts, new: Parts, changed: Iterable[str]) -> tuple[set[str], dict[str, list[str]]]:
    """Return the shelves to be emptied, since they are cut otherwise now or are gone, and the parts to be written.

    `changed` are the names of values that came, went or differ. Each part is given with the names of all its values.
    """
    cut = {shelf for shelf in old.counts.keys() | new.counts.keys() if old.counts.get(shelf) != new.counts.get(shelf)}
    parts: dict[str, list[str]] = {}
    for name in changed:
        for side in (old, new):
            if name in side.values:
                shelf, part = side.place(name)
                if shelf not in cut:
                    parts[part] = []
    for name in new.values if parts or cut else ():
        shelf, part = new.place(name)
        if shelf in cut:
            parts.setdefault(part, []).append(name)
        elif part in parts:
            parts[part].append(name)
    return cut, parts
