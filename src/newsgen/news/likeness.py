"""How alike two texts are: the share of runs of five words that they have in common.

Wire copy stands in two papers under two headlines; what it shares with itself is told by its runs of words, whatever
stands around it. Nothing is kept: the texts of the archive stream by, and most are passed over by a sample of runs.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

RUN = 5
"""Words in a run; signs, where a script has no spaces between its words."""

ALIKE = 0.5
"""From this share on two texts are called alike."""

_SAMPLED = 16
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another text, and the share of the shorter one's runs that both have."""

    path: str
    share: float


def runs(text: str) -> frozenset[int]:
    """Return the runs of words of a text, each as a number."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(max(len(words) - RUN + 1, 0)))


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which share of the shorter text's runs the other has too, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def alike(texts: Mapping[str, frozenset[int]], others: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Likeness]]:
    """Yield (path, likeness) where a text, given by its runs, is like one of many others, given by their words."""
    samples = {path: _sample(found) for path, found in texts.items()}
    for other, text in others:
        found = runs(text)
        sample = _sample(found)
        for path, own in texts.items():
            is_short = len(own) < RUN * _SAMPLED or len(found) < RUN * _SAMPLED
            if path == other or (not is_short and samples[path].isdisjoint(sample)):
                continue
            if (common := share(own, found)) >= ALIKE:
                yield path, Likeness(other, common)


def _sample(found: frozenset[int]) -> frozenset[int]:
    return frozenset(number for number in found if number % _SAMPLED == 0)
