"""Words of a text as search knows them: found, folded, cut where a script has no blanks, and traced to their stems.

The search page's script finds and folds words in the same way (`templates/static/search.js`); what is changed here is
changed there. A folded word has no capitals and no accents. Scripts that are written without blanks between words are
cut into pairs of signs, and the last sign of a run stands alone too, so that a single sign is found by its beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from newsgen.searching.stems import stemmer

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83"
    "\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83"
    "\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
"""Signs that belong to the letter before them."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u318f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without blanks between words, and Korean, whose words take endings that no stemmer knows."""

_QUIET = (
    "\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u200b-\u200f\u2060\ufeff"
)
"""Accents, the points of Hebrew and Arabic, and what can't be seen: folded words are without them."""

_WORD = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_RARE = re.compile("[\u00ad\u05d0-\u05ea\u200b-\u200f\u2060\ufeff]")
_GERSHAYIM = re.compile("(?<=[\u05d0-\u05ea])[\"'\u05f3\u05f4](?=[\u05d0-\u05ea])")
_FOLDED_AWAY = re.compile(f"[{_QUIET}]")
_RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ"}
    | {"\u0649": "\u064a", "\u0629": "\u0647"}
)

Term = tuple[str, str]
"""A folded word and its stem, which is the word itself where there is no shorter one."""

_REMEMBERED = 200_000


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, not yet folded."""
    text = text.lower()
    if text.isascii():
        return _PLAIN_WORD.findall(text)
    if _RARE.search(text):
        text = _GERSHAYIM.sub("", _UNSEEN.sub("", text))
    return _WORD.findall(text)


def folded(word: str) -> str:
    """Return a word without accents and in one Unicode form: `Été` is `ete`, `Straße` is `strasse`."""
    if word.isascii():
        return word
    bare = _FOLDED_AWAY.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


_WRITTEN_BEFORE = "ובהכלמשابفكلو"


def place(term: str) -> str:
    """Return where a term stands in the dictionary: first by what isn't written together with other words.

    The particles of Hebrew and the article of Arabic are made of a few letters. A term without those that it begins
    with is the same whatever particles stand before it, so all spellings of a word are next to each other.
    """
    if not "\u05d0" <= term[:1] <= "\u064a":
        return term
    bare = term.lstrip(_WRITTEN_BEFORE)
    return f"{bare}\t{term[: len(term) - len(bare)]}" if bare != term else term


class Vocabulary(dict[str, tuple[Term, ...]]):
    """The terms of each word of one language, remembered: most words of a story were in one before."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = stemmer(language)

    def __missing__(self, word: str) -> tuple[Term, ...]:
        found = self._terms(word)
        if len(found) < 3:  # a long run of signs hardly comes again
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = found
        return found

    def terms(self, word: str) -> tuple[Term, ...]:
        """Return what a word is found by; `word` is in small letters."""
        return self[word]

    def _terms(self, word: str) -> tuple[Term, ...]:
        form = folded(word)
        if form.isascii():
            return ((form, (folded(self._stem(word)) if word.isalpha() else form) or form),) if form else ()
        found: list[Term] = []
        for run in _RUNS.findall(form):
            if _is_unspaced(run):
                found += [(piece, piece) for piece in pairs(run)]
            else:
                found.append((run, (folded(self._stem(word)) if run == form else run) or run))
        return tuple(found)


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the one vocabulary of a language in this process."""
    return Vocabulary(language)


def _is_unspaced(run: str) -> bool:
    return _RUNS_START.match(run) is not None


_RUNS_START = re.compile(f"[{UNSPACED}]")


def pairs(run: str) -> Iterable[str]:
    """Return each two neighbouring signs of a run, and its last sign."""
    return [*[run[at : at + 2] for at in range(len(run) - 1)], run[-1]]
