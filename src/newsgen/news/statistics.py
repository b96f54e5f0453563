"""What an archive holds, in numbers: its public stories by year, section, byline, outlet and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsgen.news.archive import Archive, terms_of
from newsgen.news.article import Article

Counts = tuple[tuple[str, int], ...]

_GROUPED = {"sections": "section", "bylines": "byline", "outlets": "outlet", "tags": "tag"}


@dataclass(frozen=True)
class Statistics:
    """Numbers of stories: `years` in order (stories without one under `undated`), the others the most first.

    `unreviewed` are the sources of clippings in which nobody has checked what was read. `without` counts stories
    that state none of a group.
    """

    stories: int
    clippings: int
    unreviewed: tuple[str, ...]
    years: Counts
    sections: Counts
    bylines: Counts
    outlets: Counts
    tags: Counts
    kinds: Counts
    without: Counts


def statistics(archive: Archive) -> Statistics:
    """Count the public stories of an archive."""
    articles = archive.articles
    groups = {kind: _ranked((group.name, len(group.stories)) for group in archive.groups[kind]) for kind in _GROUPED}
    without = ((name, sum(not terms_of(one.teaser, kind) for one in articles)) for kind, name in _GROUPED.items())
    return Statistics(
        stories=len(articles),
        clippings=sum(article.is_clipping for article in articles),
        unreviewed=tuple(sorted(article.source for article in articles if article.unreviewed)),
        years=tuple(sorted(Counter(_year(article) for article in articles).items())),
        sections=groups["sections"],
        bylines=groups["bylines"],
        outlets=groups["outlets"],
        tags=groups["tags"],
        kinds=_ranked(Counter(article.teaser.kind or "report" for article in articles).items()),
        without=tuple(without),
    )


def _year(article: Article) -> str:
    return f"{article.date.year:04}" if article.date.year else "undated"


def _ranked(counts: Iterable[tuple[str, int]]) -> Counts:
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


def by_decade(years: Counts) -> Counts:
    """Return the numbers of years together by tens: `1950s`."""
    found: Counter[str] = Counter()
    for year, number in years:
        found[f"{year[:3]}0s" if year.isdecimal() else year] += number
    return tuple(found.items())
