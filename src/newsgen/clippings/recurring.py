"""How many words of a title its story says again: a headline is about the story below it, a site's name isn't."""

from __future__ import annotations

import re

_LOOKED_AT = 4000
_WORD = re.compile(r"[^\W_]+")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_JOINED = re.compile("^(?:[ובלמשכה]|وال|بال|لل|ال|[وبلف])(?=[\u05d0-\u064a]{3})")
"""What Hebrew and Arabic join to the front of a word: its article, `and`, `in`."""

_STEM, _SHORT_STEM = 5, 4
_SMALL_WORDS = (
    " about after also been before dass dans della dein deze dies does down eine einem einen einer elle erst from"
    " have into just leur mais mehr mein mich more most muss nach nicht only over para pour quand quel quem qui"
    " ses sich some sono sous such than that their them then there they this über under until upon vers vier voor"
    " waar wann warum were what when where which while whom will with without wird your como cuando pero porque"
    " sobre unos esta este também quando dove come perché più anche worden wordt door niet naar zijn haar этот"
    " когда если есть чтобы было были тоже только"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def recurring(title: str, story: str) -> tuple[int, int]:
    """Return how many of a title's words the story says again, and how many there are; small words aren't counted.

    A word comes again if another begins as it does; in scripts without blanks, pairs of letters stand for words.
    """
    stems = _stems(title)
    text = story[:_LOOKED_AT].lower()
    begun = {stem for word in _WORD.findall(text) for stem in (word[:_STEM], word[:_SHORT_STEM], word)}
    return sum(stem in (text if _is_within(stem) else begun) for stem in stems), len(stems)


def _is_within(stem: str) -> bool:
    """Tell whether a word is looked for within others too: in scripts that join words, or have no blanks."""
    return "\u05d0" <= stem[0] <= "\u064a" or _EAST_ASIAN.match(stem) is not None


def _stems(title: str) -> set[str]:
    stems = set[str]()
    for word in _WORD.findall(title.lower()):
        if _EAST_ASIAN.search(word):
            stems |= {word[at : at + 2] for at in range(len(word) - 1)}
        elif "\u05d0" <= word[0] <= "\u064a":
            bare = _JOINED.sub("", word)
            stems |= {bare[:_SHORT_STEM]} if len(bare) > 2 else set()
        elif (len(word) >= _SHORT_STEM or (word.isdigit() and len(word) > 1)) and word not in _SMALL:
            stems.add(word[:_STEM])
    return stems
