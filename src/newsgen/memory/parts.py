"""In which part of the state each of many values is kept: in parts of some hundred, so that a change rewrites few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping
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

    def place(self, name: str) -> str:
        """Return the part that a value is in."""
        shelf = self.shelf(name)
        return f"{shelf} {crc32(name.encode()) % self.counts[shelf]:04}"

    def shelf(self, name: str) -> str:
        """Return the shelf that a value is on."""
        return self._shelf(self.values[name]) if self._shelf else ""


def recut(old: Parts, new: Parts) -> tuple[set[str], dict[str, list[str]]]:
    """Return the shelves that are cut otherwise now, or are gone, and the parts of these: the names in each."""
    cut = {shelf for shelf in old.counts.keys() | new.counts.keys() if old.counts.get(shelf) != new.counts.get(shelf)}
    parts: dict[str, list[str]] = {}
    for name in new.values if cut else ():
        if new.shelf(name) in cut:
            parts.setdefault(new.place(name), []).append(name)
    return cut, parts


def edited(old: Parts, new: Parts, cut: Container[str]) -> dict[str, dict[str, bool]]:
    """Return the parts of all other shelves that hold what came, went or differs: the names, and if they are there."""
    before, after = old.values, new.values
    changed = [name for name in before if name not in after]
    changed += [name for name, value in after.items() if before.get(name) is not value and before.get(name) != value]
    parts: dict[str, dict[str, bool]] = {}
    for name in changed:
        for side, is_there in ((old, False), (new, True)):
            if name in side.values and side.shelf(name) not in cut:
                parts.setdefault(side.place(name), {})[name] = is_there
    return parts
