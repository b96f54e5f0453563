"""Which language a text is in, told by its small words: only as sure as is needed to read a date in figures.

In English the month may come first (`03/04/2018`); in the others here the day always does. Languages that share
their small words may be taken for each other, but not for English.
"""

from __future__ import annotations

import re
from collections import Counter

_SMALL_WORDS = {
    "en": "the of and to in that was for on with he it is as at his by said from",
    "de": "der die und das den dem nicht mit ist von auf ein eine sich des im für sie wurde",
    "fr": "le la les des et du que une dans est pour qui sur pas par au avec plus",
    "es": "el los las del que una por con para se su al lo como más fue",
    "it": "il di che della per non una del sono con gli alla nel dei più anche",
    "pt": "os da do que uma não para com dos na no em mais foi ao pelo",
    "nl": "de het een van en dat niet zijn op te voor met die aan ook werd",
}
_SCRIPTS = (("he", "[\u05d0-\u05ea]"), ("ar", "[\u0621-\u064a]"), ("ru", "[\u0430-\u044f]"))
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 4000

DAY_FIRST = frozenset({"de", "fr", "es", "it", "pt", "nl", "ru", "he", "ar"})


def by_script(text: str) -> str:
    """Return the language of a text whose letters leave no doubt: `he`, `ar`, `ru`, `ja`, `zh`, or nothing.

    Letters that only its neighbours have (Persian, Urdu, Yiddish, Ukrainian, Bulgarian words without `ы`) leave doubt.
    """
    letters = "".join(_WORD.findall(text[:_LOOKED_AT].lower()))
    if len(letters) < _ENOUGH:
        return ""
    for name, script, own, foreign in _TOLD_BY:
        is_mostly = len(re.findall(script, letters)) > 0.8 * len(letters)
        if is_mostly and re.search(own, letters) and not re.search(foreign, letters):
            return name
    return ""


_ENOUGH = 60
_TOLD_BY = (
    ("he", "[\u05d0-\u05ea]", ".", "[\u05f0-\u05f2]"),
    ("ar", "[\u0621-\u064a]", "[ةىأإ]", "[پچژگکیٹڈںے]"),
    ("ru", "[а-яё]", "[ыэ]", "[іїєґўђјљњћџѓќ]"),
    ("ja", "[\u3040-\u30ff\u3400-\u9fff々ー]", "[\u3041-\u3096]", "[\uac00-\ud7a3]"),
    ("zh", "[\u3400-\u9fff]", "[的了在是不]", "[\u3041-\u30ff\uac00-\ud7a3]"),
)
"""Of each language: its script, letters of which one must be there, letters of which none may be."""


def same(one: str, other: str) -> bool:
    """Tell whether two language tags name one language, whatever script or country they add."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def tongue(text: str) -> str:
    """Return the language of a text, or nothing where that isn't clear."""
    words = [word.lower() for word in _WORD.findall(text[:_LOOKED_AT])]
    letters = "".join(words)
    for name, script in _SCRIPTS:
        if letters and len(re.findall(script, letters)) > len(letters) / 2:
            return name
    counts = Counter(name for word in words for name, small in _BY_WORD.items() if word in small)
    best = next(iter(counts.most_common(1)), ("", 0))
    is_clear = best[1] >= max(4, len(words) * 0.08) and (best[0] == "en" or best[1] > 2 * counts["en"])
    return best[0] if is_clear else ""


_BY_WORD = {name: frozenset(row.split()) for name, row in _SMALL_WORDS.items()}
