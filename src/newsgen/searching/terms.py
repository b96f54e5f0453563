"""Words of a text as search knows them: found, folded, cut where a script has no blanks, and traced to their stems.

The search page's script finds and folds words in the same way (`templates/static/search.js`); what is changed here is
changed there. A folded word has no capitals and no accents. Scripts that are written without blanks between words are
cut into pairs of signs, and the last sign of a run stands alone too, so that a single sign is found by its beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from operator import add

from newsgen.searching.neighbours import code
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
_PLAIN = bytes([byte if chr(byte).isalnum() and byte < 128 else 32 for byte in bytes(range(256)).lower()])
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_RARE = re.compile("[\u00ad\u05d0-\u05ea\u200b-\u200f\u2060\ufeff]")
_GERSHAYIM = re.compile("(?<=[\u05d0-\u05ea])[\"'\u05f3\u05f4](?=[\u05d0-\u05ea])")
_FOLDED_AWAY = re.compile(f"[{_QUIET}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_ONLY_SIGNS = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]{2,}$")
_RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ"}
    | {"\u0649": "\u064a", "\u0629": "\u0647"}
)

Term = tuple[str, str]
"""A folded word and its stem, which is the word itself where there is no shorter one."""

_REMEMBERED = 200_000
_PIECES = 4
"""A word of more pieces is a run of signs that hardly comes again."""


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, not yet folded."""
    if text.isascii():
        return text.encode().translate(_PLAIN).decode().split()
    text = text.lower()
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


FIRST_MOVED, LAST_MOVED = "\u05d0", "\u064a\U0010ffff"
"""Terms that stand elsewhere than in the order of their signs lie between these."""


def place(term: str) -> str:
    """Return where a term stands in the dictionary: first by what isn't written together with other words.

    The particles of Hebrew and the article of Arabic are made of a few letters. A term without those that it begins
    with is the same whatever particles stand before it, so all spellings of a word are next to each other.
    """
    if not FIRST_MOVED <= term <= LAST_MOVED:
        return term
    bare = term.lstrip(_WRITTEN_BEFORE)
    return f"{bare}\t{term[: len(term) - len(bare)]}" if bare != term else term


class _Codes(dict[str, tuple[int, ...]]):
    """What stands for each piece of a word among its neighbours, remembered."""

    def __missing__(self, word: str) -> tuple[int, ...]:
        found = self[word] = tuple(map(code, pieces(folded(word))))
        return found


class Vocabulary(dict[str, tuple[str, ...]]):
    """The terms by which each word of one language is found, remembered: most words of a story were in one before.

    Words are in small letters. `stemmed` has the folded form and the stem of those whose stem differs from that, and
    `codes` what stands for each word among its neighbours.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.stemmed: dict[str, Term] = {}
        self.codes = _Codes()
        self._spellings: defaultdict[str, list[str]] = defaultdict(list)
        self._stem = stemmer(language)

    def __missing__(self, word: str) -> tuple[str, ...]:
        if _ONLY_SIGNS.match(word):
            found = tuple(pairs(word))
            self.codes[word] = tuple(map(code, found))
        else:
            terms = self.terms(word)
            self.codes[word] = tuple([code(form) for form, _ in terms])
            if len(terms) == 1:
                form, stem = terms[0]
                if form != stem:
                    self.stemmed[word] = terms[0]
                elif form != word:
                    self._spellings[form].append(word)
                found = (stem,)
            else:
                found = tuple([stem for _, stem in terms])
        if len(found) <= _PIECES:
            self[word] = found
        return found

    def is_word(self, form: str, used: set[str]) -> bool:
        """Tell whether one of some words is, folded, this form, and its stem the same."""
        return (form in used and form not in self.stemmed) or not used.isdisjoint(self._spellings.get(form, ()))

    def terms(self, word: str) -> tuple[Term, ...]:
        """Return what a word is found by: folded, cut where it has no blanks, each piece with its stem."""
        if word.isascii():
            return ((word, folded(self._stem(word)) or word if word.isalpha() else word),)
        form = folded(word)
        if not _UNSPACED.search(form):
            stem = self._stem(word) if word.isalpha() or not form.isascii() else word
            return ((form, (folded(stem) if stem != word else form) or form),) if form else ()
        found = pieces(form)
        return tuple(zip(found, found, strict=True))


_vocabularies: dict[str, Vocabulary] = {}


def vocabulary(language: str) -> Vocabulary:
    """Return the one vocabulary of a language in this process; one that has grown large is begun anew."""
    known = _vocabularies.get(language)
    if known is None or len(known.codes) >= _REMEMBERED:
        known = _vocabularies[language] = Vocabulary(language)
    return known


def pieces(form: str) -> Sequence[str]:
    """Return what a folded word is cut into: where it has no blanks, into pairs."""
    if form.isascii() or not _UNSPACED.search(form):
        return [form] if form else []
    found: list[str] = []
    for run in _RUNS.findall(form):
        found += pairs(run) if _UNSPACED.match(run) else [run]
    return found


def pairs(run: str) -> Sequence[str]:
    """Return each two neighbouring signs of a run, and its last sign."""
    return [*map(add, run, run[1:]), run[-1]]
