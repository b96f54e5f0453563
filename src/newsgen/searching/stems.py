"""Stems of words, where Snowball knows the language. The home of snowballstemmer.

Its stemmers are generated code; what takes most of their time, the search for endings, is done by looking them up.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple, Protocol

import snowballstemmer

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""The algorithm for each language that has one, by its tag."""


def _itself(word: str) -> str:
    return word


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return what makes a stem of a word in small letters; a language without an algorithm keeps its words."""
    name = _ALGORITHMS.get(language.partition("-")[0].lower())
    if name is None:
        return _itself
    module = importlib.import_module(f"{snowballstemmer.__name__}.{name}_stemmer")
    made = type("Stemmer", (_Quick, getattr(module, f"{name.title()}Stemmer")), {})()
    stem: Callable[[str], str] = made.stemWord
    return stem


class _Quick:
    """Finds the longest ending or beginning of a list by looking up, from the longest on, what stands there."""

    current: str
    cursor: int
    limit: int
    limit_backward: int

    def find_among_b(self, endings: list[_Among]) -> int:
        """Return what the longest ending before the cursor stands for, and go before it; 0 for none."""
        table = _tables.get(id(endings)) or _table(endings)
        at = self.cursor
        room = at - self.limit_backward
        for length in table.of_last.get(self.current[at - 1], table.of_any) if room else table.of_any:
            if length <= room and (found := table.known.get(self.current[at - length : at])) is not None:
                self.cursor = at - length
                if found.method is None or found.method(self):
                    self.cursor = at - length
                    return found.result
        return 0

    def find_among(self, beginnings: list[_Among]) -> int:
        """Return what the longest of some beginnings after the cursor stands for, and go behind it; 0 for none.

        One that is empty leads to the next letter, here to the one before the next where something may begin.
        """
        table = _tables.get(id(beginnings)) or _table(beginnings)
        at = self.cursor
        limit = self.limit
        for length in table.of_first.get(self.current[at], table.of_any) if at < limit else table.of_any:
            if length <= limit - at and (found := table.known.get(self.current[at : at + length])) is not None:
                self.cursor = at + length
                if found.method is None or found.method(self):
                    self.cursor = at + length
                    if table.next and not length and at < limit:
                        start = table.next.search(self.current, at + 1, limit)
                        self.cursor = (start.start() if start else limit) - 1
                    return found.result
        return 0


class _Among(Protocol):
    """An ending or a beginning: what it stands for, if it does; the method says that."""

    s: str
    result: int
    method: Callable[[object], bool] | None


class _Table(NamedTuple):
    """A stemmer's list of endings or beginnings, made for looking up; `among` is the list itself, kept alive.

    The others are lengths, the longest first: of those that begin or end with a letter, and of those that are empty.
    """

    among: list[_Among]
    known: dict[str, _Among]
    of_first: dict[str, list[int]]
    of_last: dict[str, list[int]]
    of_any: list[int]
    next: re.Pattern[str] | None
    """Where a longer one begins, if an empty one leads to the next letter: it is counted with the others then."""


_tables: dict[int, _Table] = {}
"""Tables by the identity of their lists."""


def _table(among: list[_Among]) -> _Table:
    known = {one.s: one for one in among}
    of_first, of_last = _lengths(known, 0), _lengths(known, -1)
    leads_on = "" in known and known[""].result > 0
    following = re.compile(f"[{re.escape(''.join(of_first))}]") if leads_on else None
    made = _Table(among, known, of_first, of_last, [0] if "" in known else [], following)
    return _tables.setdefault(id(among), made)


def _lengths(known: Iterable[str], edge: int) -> dict[str, list[int]]:
    letters = {text[edge] for text in known if text}
    of = {letter: {len(text) for text in known if not text or text[edge] == letter} for letter in letters}
    return {letter: sorted(lengths, reverse=True) for letter, lengths in of.items()}
