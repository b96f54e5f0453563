"""Search: the page `/search/`, the periods that its index is cut into, and a file for each of them.

A period is ten years, a year, a month or a day: the largest that holds no more stories than the settings say (of ten
years, a quarter of that). Whether a period is cut depends on its own stories alone, so a story changes the file of its
period and the list of periods, and no other. The browser asks for pieces of these files; docs/search.md says more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.json_text import compact
from newsgen.news.output import Family, Gathered, Output, Portion, Serialised, Templated
from newsgen.news.settings import Settings

UNDATED = "undated"

FEW = 120
"""So many stories are read again without a thought."""

Period = tuple[str, tuple[Portion, ...]]
"""A period's name, which is that of its file, and the portions that it is made of."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """What `search.html` sees: nothing but what all pages do. It is the same page whatever the archive holds."""


@dataclass(frozen=True, slots=True)
class PeriodsView:
    """The periods of the index, oldest first, each with the number of its stories."""

    periods: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ShardView:
    """The stories of one period; `html` says what becomes of tags in their texts."""

    html: str
    portions: tuple[Portion, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the page, the list of periods, and a family for each period."""
    if "search" not in settings.outputs:
        return
    yield Family("search", _plan_page, ())
    found = list(periods(archive.articles, settings.split))
    sizes = tuple((name, sum(len(portion.stories) for portion in parts)) for name, parts in found)
    yield Family("search, periods", _plan_periods, (sizes,))
    for name, parts in found:
        yield Family(f"search {name}", _plan_shard, (name, settings.html, parts))


def _plan_page() -> Iterator[Output]:
    yield Output("search/index.html", Templated("search.html"), SearchView(), "the search page")


def _plan_periods(sizes: tuple[tuple[str, int], ...]) -> Iterator[Output]:
    view = PeriodsView(sizes)
    yield Output("search/periods.json", Serialised("search"), view, "the periods of the search index")


def _plan_shard(name: str, html: str, parts: tuple[Portion, ...]) -> Iterator[Output]:
    yield Output(f"search/{name}.bin", Gathered("search"), ShardView(html, parts), f"the search index of {name}")


def periods(stories: Sequence[Article], most: int) -> Iterator[Period]:
    """Cut stories, which are in order, into periods of at most `most` where the calendar allows it."""
    for decade, found in groupby(stories, lambda story: story.date.year // 10):
        members = list(found)
        if not decade:
            yield UNDATED, _portions(members, 4)
        elif 4 * len(members) <= most:
            yield f"{decade}0s", _portions(members, 4)
        else:
            yield from _cut(members, most, 4)


_FINER = {4: 7, 7: 10}
"""How much of an ISO date names a part of a year, and of a month."""

_DATED = {4: attrgetter("teaser.date.year"), 7: attrgetter("teaser.date.month"), 10: attrgetter("teaser.date.day")}
"""What sets the parts of one period apart."""


def _cut(stories: Sequence[Article], most: int, length: int) -> Iterator[Period]:
    for _, found in groupby(stories, _DATED[length]):
        members = list(found)
        finer = _FINER.get(length)
        if finer is None or len(members) <= most:
            yield _named(members[0], length), _portions(members, finer or length)
        else:
            yield from _cut(members, most, finer)


def _named(story: Article, length: int) -> str:
    """Return the period of a story; what isn't known of its date is 0: `2018-00`."""
    date = story.date
    return f"{date.year:04}-{date.month:02}-{date.day:02}"[:length]


def _portions(stories: Sequence[Article], length: int) -> tuple[Portion, ...]:
    """Cut a period into portions: of a year that is small its quarters, or the whole, for each portion costs time."""
    if length == 7 and len(stories) <= 4 * FEW:
        part = 12 if len(stories) <= FEW else 3
        found = groupby(stories, lambda story: f"{story.date.year:04}-{-(-story.date.month // part)}/{12 // part}")
        return tuple(Portion(name, tuple(some)) for name, some in found)
    parts = [tuple(some) for _, some in groupby(stories, _DATED[length])]
    return tuple(Portion(_named(part[0], length), part) for part in parts)


def serialise(view: PeriodsView) -> bytes:
    """Write the list of periods."""
    return compact({"periods": view.periods}).encode() + b"\n"


def portion(view: ShardView, part: Portion, texts: Sequence[Sequence[str]]) -> bytes:
    """Read the texts of one portion."""
    from newsgen.searching import portions  # it needs the stems of all languages, which no plan does

    return portions.portion(part.stories, texts, is_html=view.html == "sanitised")


def gathered(parts: Sequence[bytes]) -> bytes:
    """Make the file of a period of its portions."""
    from newsgen.searching import shards

    return shards.shard(parts)
