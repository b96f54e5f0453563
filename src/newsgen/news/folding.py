"""Texts without what tells spellings of one word apart, and where in the text each character came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SHORT_TEXT = 200
_UNSEEN = frozenset({"Mn", "Cf"})


def folded(text: str) -> tuple[str, Sequence[int]]:
    """Return the text without case, accents, invisible marks and odd widths, and where each character came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    return _folded(text) if len(text) <= _SHORT_TEXT else _folded.__wrapped__(text)


@lru_cache(maxsize=2048)
def _folded(text: str) -> tuple[str, Sequence[int]]:
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for part in _folded_char(char):
            letters.append(part)
            places.append(at)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _folded_char(char: str) -> str:
    """Return one character in its plain form, which may be none or several; a digit of any script in ours."""
    parts = (part for part in unicodedata.normalize("NFKD", char).lower() if unicodedata.category(part) not in _UNSEEN)
    plain = (str(unicodedata.decimal(part, part)) for part in parts)
    return "".join("'" if part == "’" else part for part in plain)
