"""How alike two texts are: the share of runs of five words that they have in common.

Wire copy stands in two papers under two headlines; what it shares with itself is told by its runs of words, whatever
stands around it. Of each text of the archive only a sketch is kept, a few of its runs; what shares none of them is
passed over.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

RUN = 5
"""Words in a run; signs, where a script has no spaces between its words."""

ALIKE = 0.5
"""From this share on two texts are called alike."""

_SKETCHED = 4
"""Every fourth word of the language begins runs that are in a sketch."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another text, and the share of the shorter one's runs that both have."""

    path: str
    share: float


def runs(text: str) -> frozenset[int]:
    """Return the runs of words of a text, each as a number."""
    words = _words(text)
    return frozenset(_run(words, at) for at in range(len(words) - RUN + 1))


def sketch(text: str) -> array[int]:
    """Return those of a text's runs that begin with a word of a fixed part of all words: two texts choose the same."""
    words = _words(text)
    return array("I", [_run(words, at) for at in range(len(words) - RUN + 1) if _begins[words[at]]])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _run(words: list[str], at: int) -> int:
    return zlib.crc32(" ".join(words[at : at + RUN]).encode())


class _Begins(dict[str, bool]):
    """Whether the runs that begin with a word are in sketches, for words as they are met."""

    def __missing__(self, word: str) -> bool:
        self[word] = zlib.crc32(word.encode()) % _SKETCHED == 0
        return self[word]


_begins = _Begins()


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which share of the shorter text's runs the other has too, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def alike(
    texts: Mapping[str, str], sketches: Mapping[str, array[int]], read: Callable[[str], str]
) -> Iterator[tuple[str, Likeness]]:
    """Yield (path, likeness) where one of some texts is like another, of which all have sketches and `read` tells the
    words of one."""
    found = {path: runs(text) for path, text in texts.items()}
    known = {path: frozenset(sketch(text)) for path, text in texts.items()}
    together = frozenset().union(*known.values())
    for other, sketched in sketches.items():
        if together.isdisjoint(sketched):
            continue
        theirs = found[other] if other in found else runs(read(other))
        for path, own in found.items():
            if path != other and not known[path].isdisjoint(sketched) and (common := share(own, theirs)) >= ALIKE:
                yield path, Likeness(other, common)
