"""Stems of words, where Snowball knows the language. The home of snowballstemmer.

Its stemmers are generated code; what takes most of their time, the search for endings, is done by looking them up.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

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

    def find_among_b(self, endings: list[Any]) -> int:
        """Return what the longest ending before the cursor stands for, and go before it; 0 for none."""
        table = _tables.get(id(endings)) or _table(endings)
        at = self.cursor
        room = at - self.limit_backward
        if table.has_empty or (room and self.current[at - 1] in table.lasts):
            for length in table.lengths:
                if length <= room and (found := table.known.get(self.current[at - length : at])) is not None:
                    self.cursor = at - length
                    if found.method is None or found.method(self):
                        self.cursor = at - length
                        return int(found.result)
        return 0

    def find_among(self, beginnings: list[Any]) -> int:
        """Return what the longest of some beginnings after the cursor stands for, and go behind it; 0 for none."""
        table = _tables.get(id(beginnings)) or _table(beginnings)
        at = self.cursor
        room = self.limit - at
        if table.has_empty or (room and self.current[at] in table.firsts):
            for length in table.lengths:
                if length <= room and (found := table.known.get(self.current[at : at + length])) is not None:
                    self.cursor = at + length
                    if found.method is None or found.method(self):
                        self.cursor = at + length
                        return int(found.result)
        return 0


class _Table(NamedTuple):
    """A stemmer's list of endings or beginnings, made for looking up; `among` is the list itself, kept alive."""

    among: list[Any]
    lengths: list[int]
    known: dict[str, Any]
    firsts: frozenset[str]
    lasts: frozenset[str]
    has_empty: bool


_tables: dict[int, _Table] = {}
"""Tables by the identity of their lists."""


def _table(among: list[Any]) -> _Table:
    known = {one.s: one for one in among}
    lengths = sorted({len(text) for text in known}, reverse=True)
    firsts, lasts = (frozenset(text[edge] for text in known if text) for edge in (0, -1))
    made = _tables[id(among)] = _Table(among, lengths, known, firsts, lasts, "" in known)
    return made
