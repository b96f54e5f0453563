"""A story stands in the archive once.

Two files with the very same text are one story twice, and readers and search engines meet it twice. Two stories of
the same days, with headlines that share most of their words and texts that share most of their sentences, are
probably one story in two versions: keep the better one, and let `aliases` lead there from the other's address. A wire
report that two papers ran is no twin: stories of different outlets are let alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsgen.news.article import Article
from newsgen.news.checking import Finding, Paper
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Span, warning
from newsgen.news.likeness import ALIKE, runs, share

CODES = ("story-twice", "story-alike")

_DAYS = 3
_SHORT = 200
"""Characters: two texts that are shorter may well be the same by chance; the headlines must be too."""

_SHARED_WORDS = 0.6
_ONE_DAY_MOST = 60
"""On a day with more stories than this, only neighbours in order of their headlines are compared."""


def check(paper: Paper) -> Iterator[Finding]:
    """Find stories that are there twice, and stories that are nearly the same."""
    stories = [story for story in paper.later.articles if story.body.slices]
    first: dict[tuple[str, str, str], Article] = {}
    told: set[str] = set()
    for story in sorted(stories, key=lambda story: story.source):
        words = "" if _length(story) >= _SHORT else story.teaser.headline
        other = first.setdefault((story.body.digest, _paper_of(story), words), story)
        if other is not story:
            told.add(story.source)
            message = f"the text of this story is the very same as that of {other.source}"
            hint = f"Delete one of the two, and write `aliases: [{story.url}]` in the other."
            yield Finding(warning("story-twice", Span(story.source), message, hint), ("headline:",))
    for one, other in _candidates([story for story in stories if story.source not in told]):
        common = share(runs(paper.texts[one.source]), runs(paper.texts[other.source]))
        if common >= ALIKE:
            first_one, second = sorted((one, other), key=lambda story: story.source)
            message = f"this story and {first_one.source} have {common:.0%} of their text in common"
            hint = f"If they are one story, keep the better one, and write `aliases: [{second.url}]` in it."
            yield Finding(warning("story-alike", Span(second.source), message, hint), ("headline:",))


def _length(story: Article) -> int:
    return sum(piece.end - piece.start for piece in story.body.slices)


def _paper_of(story: Article) -> str:
    return story.teaser.outlet.key if story.teaser.outlet else ""


def _candidates(stories: list[Article]) -> Iterator[tuple[Article, Article]]:
    """Yield pairs of stories of the same days whose headlines share most of their words."""
    dated = [story for story in stories if story.date.day]
    days: dict[int, list[Article]] = {}
    for story in dated:
        days.setdefault(_number(story.date), []).append(story)
    words = {story.source: frozenset(story.teaser.headline.casefold().split()) for story in dated}
    for day, here in days.items():
        near = [*here, *(story for later in range(1, _DAYS) for story in days.get(day + later, ()))]
        pairs = (
            ((one, other) for at, one in enumerate(here) for other in near[at + 1 :])
            if len(near) <= _ONE_DAY_MOST
            else pairwise(sorted(near, key=lambda story: story.teaser.headline))
        )
        for one, other in pairs:
            if _paper_of(one) == _paper_of(other) and one.teaser.lang == other.teaser.lang:
                mine, its = words[one.source], words[other.source]
                if len(mine & its) >= _SHARED_WORDS * max(len(mine | its), 1) and one.source != other.source:
                    yield one, other


def _number(date: NewsDate) -> int:
    """Return a number that grows by one each day (within a month at least)."""
    return (date.year * 12 + date.month) * 31 + date.day
