"""Stems of words, where Snowball knows the language. The home of snowballstemmer.

Its stemmers are generated code; what takes most of their time, the search for endings, is done by looking them up.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

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
        lengths, known = _table(endings)
        at = self.cursor
        for length in lengths:
            if length > at - self.limit_backward or (found := known.get(self.current[at - length : at])) is None:
                continue
            self.cursor = at - length
            if found.method is None or found.method(self):
                self.cursor = at - length
                return int(found.result)
        return 0

    def find_among(self, beginnings: list[Any]) -> int:
        """Return what the longest of some beginnings after the cursor stands for, and go behind it; 0 for none."""
        lengths, known = _table(beginnings)
        at = self.cursor
        for length in lengths:
            if length > self.limit - at or (found := known.get(self.current[at : at + length])) is None:
                continue
            self.cursor = at + length
            if found.method is None or found.method(self):
                self.cursor = at + length
                return int(found.result)
        return 0


_tables: dict[int, tuple[list[Any], list[int], dict[str, Any]]] = {}
"""Lists of endings by their identity, each kept alive beside what was made of it."""


def _table(among: list[Any]) -> tuple[list[int], dict[str, Any]]:
    found = _tables.get(id(among))
    if found is None:
        lengths = sorted({len(one.s) for one in among}, reverse=True)
        found = _tables[id(among)] = (among, lengths, {one.s: one for one in among})
    return found[1], found[2]
