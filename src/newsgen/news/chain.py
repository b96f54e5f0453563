"""The chain of archived feeds (RFC 5005 section 4): all stories that say when they were added, in sealed documents.

A document holds a month, by the instant a story entered; a month of more than `MOST` stories is cut into days, a day
into hours, minutes and seconds, and a second, in which thousands can be imported, by the ids' own digests. The last are
open, as many as it takes to hold what the live feeds show: they have no documents, and all of them stand in the live
feed. So what enters later than all else changes no document; at most some that were open are sealed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from newsgen.news.entries import ENTRIES, Dated
from newsgen.news.fingerprint import of_text

MOST = 100

_CUTS = (7, 10, 13, 16, 20, 21, 22, 23, 24, 25, 26)
"""Lengths of the beginnings of `2018-12-17T14:30:00Z` + digest by which stories stand together, coarse to fine."""

_SECOND = 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """One document: its name (`2018-12`, `2018-12-17t14`), and its stories in the order in which they entered."""

    name: str
    stories: tuple[Dated, ...]


def links(stories: Sequence[Dated]) -> tuple[list[Sealed], tuple[Dated, ...]]:
    """Return the sealed documents in order, and the stories that are in none yet; `stories` are oldest first."""
    sealed = _cut([story for story in stories if story[2].added], 0)
    still_open: list[Dated] = []
    while sealed and len(still_open) < ENTRIES:
        still_open += sealed.pop().stories
    return sealed, tuple(still_open)


def _cut(stories: Sequence[Dated], depth: int) -> list[Sealed]:
    length = _CUTS[depth]
    if length == _SECOND + 1:
        stories = sorted(stories, key=_beyond_a_second)
    found = []
    for beginning, members in groupby(stories, partial(_beginning, length)):
        group = tuple(members)
        if len(group) <= MOST or depth + 1 == len(_CUTS):
            found.append(Sealed(beginning.replace(":", "-").lower(), group))
        else:
            found += _cut(group, depth + 1)
    return found


def _beginning(length: int, story: Dated) -> str:
    return story[0][:length] if length <= _SECOND else f"{story[0]}{_beyond_a_second(story)}"[:length]


def _beyond_a_second(story: Dated) -> str:
    return of_text(story[1])
