"""The archive by date: `/archive/`, `/2018/`, `/2018/12/`, `/2018/12/17/`, and `/undated/`.

A year or month of more than `FULL_LIST` stories lists its parts only. Each page links up, and to the previous and
next period that holds stories; no strips of years, no totals but its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from newsgen.news.archive import FULL_LIST, Archive, Bucket, buckets, lead_photos, loose
from newsgen.news.article import Photo, Teaser
from newsgen.news.dates import UNKNOWN, NewsDate
from newsgen.news.listing import Count, Link, indexes
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

Photos = tuple[tuple[str, Photo], ...]
"""Pictures by the ids of their stories."""

Prints = tuple[tuple[str, str, str], ...]
"""Where stories stood in print: id, edition and page; one of the two may be empty."""


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """What `archive.html` sees: the years with their counts, how many stories have no date, and the indexes of groups.

    `indexes` are those that hold any; a line's label is its kind, its number that of the groups.
    """

    years: tuple[Count, ...]
    undated: int
    indexes: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """What `year.html`, `month.html`, `day.html` and `undated.html` see.

    `parts` are the months of a year or the days of a month that hold stories. `stories` are oldest first; where there
    are more than a page should list, only those stand there that belong to no part. `number` counts them all. `days`
    are a year's: for each month, how many stories ran on each of its days. `photos` are a day's: the first pictures of
    its stories, by the stories' ids; `prints` say where its stories stood in print, and such a day is in the order of
    its pages.
    """

    date: NewsDate
    number: int
    stories: tuple[Teaser, ...]
    parts: tuple[Count, ...]
    earlier: Link | None
    later: Link | None
    days: tuple[tuple[int, ...], ...] = ()
    photos: Photos = ()
    prints: Prints = ()


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the archive's front, the undated, and a family for each year with its months and days."""
    stories = archive.stories
    undated = tuple(story for story in stories if not story.date.year)
    years = buckets(stories, 1)
    counts = tuple(_count(year) for year in years)
    kinds = indexes(archive.groups, settings.masthead.indexes)
    yield Family("the archive's front", _plan_front, (counts, len(undated), kinds))
    if undated:
        yield Family("undated stories", _plan_undated, (undated,))
    months = _link_chain(stories, 2)
    days = _link_chain(stories, 3)
    links = [None, *(_link(year.date) for year in years), None]
    photos = dict(lead_photos(archive.articles))
    prints = {a.id: (a.id, a.edition, a.print_page) for a in archive.articles if a.edition or a.print_page}
    for index, year in enumerate(years):
        edges = (links[index], links[index + 2], *_edges(months, year.date), *_edges(days, year.date))
        shown = (_photos(year, photos), _prints(year, prints))
        yield Family(f"year {year.date.year}", _plan_year, (year.stories, *shown, *edges))


def _link_chain(stories: Sequence[Teaser], parts: int) -> list[NewsDate]:
    """Return the months (`parts` 2) or days (3) that hold stories, in order."""
    known = dict.fromkeys(map(attrgetter(*("date.year", "date.month", "date.day")[:parts]), stories))
    return [NewsDate(*date) for date in known if all(date)]


def _edges(periods: Sequence[NewsDate], year: NewsDate) -> tuple[Link | None, Link | None]:
    """Return the last period before a year and the first after it."""
    before = bisect_left(periods, (year.year,), key=lambda date: (date.year,))
    after = bisect_right(periods, (year.year,), key=lambda date: (date.year,))
    earlier = _link(periods[before - 1]) if before else None
    return earlier, _link(periods[after]) if after < len(periods) else None


def _plan_front(years: tuple[Count, ...], undated: int, kinds: tuple[Count, ...]) -> Iterator[Output]:
    view = ArchiveView(years, undated, kinds)
    yield Output("archive/index.html", Templated("archive.html"), view, "the archive's front")


def _plan_undated(stories: tuple[Teaser, ...]) -> Iterator[Output]:
    view = PeriodView(UNKNOWN, len(stories), stories, (), None, None)
    yield Output("undated/index.html", Templated("undated.html"), view, "the page of undated stories")


def _plan_year(  # long in arguments: the neighbours of a year's first and last year, month and day
    stories: tuple[Teaser, ...],
    photos: Photos,
    prints: Prints,
    earlier_year: Link | None,
    later_year: Link | None,
    earlier_month: Link | None,
    later_month: Link | None,
    earlier_day: Link | None,
    later_day: Link | None,
) -> Iterator[Output]:
    year = Bucket(NewsDate(stories[0].date.year), stories)
    months = buckets(stories, 2)
    days = [buckets(month.stories, 3) for month in months]
    by_id = {each[0]: each for each in prints}
    all_days = [_in_print(day, by_id) for month in days for day in month]
    yield from _pages("year.html", [year], [months], 2, earlier_year, later_year)
    yield from _pages("month.html", months, days, 3, earlier_month, later_month)
    yield from _pages("day.html", all_days, [[]] * len(all_days), 0, earlier_day, later_day, dict(photos), by_id)


def _pages(
    template: str,
    periods: Sequence[Bucket],
    parts: Sequence[Sequence[Bucket]],
    depth: int,
    earlier: Link | None,
    later: Link | None,
    photos: Mapping[str, Photo] | None = None,
    prints: Mapping[str, tuple[str, str, str]] | None = None,
) -> Iterator[Output]:
    """Yield a page a period; `parts` are its parts, of `depth` numbers each; `earlier` and `later` are outside."""
    links = [earlier, *(_link(period.date) for period in periods), later]
    for index, period in enumerate(periods):
        view = PeriodView(
            date=period.date,
            number=len(period.stories),
            stories=period.stories if not depth or len(period.stories) <= FULL_LIST else loose(period.stories, depth),
            parts=tuple(_count(part) for part in parts[index]),
            earlier=links[index],
            later=links[index + 2],
            days=_days(period) if depth == 2 else (),
            photos=_photos(period, photos) if photos else (),
            prints=_prints(period, prints) if prints else (),
        )
        url = _url(period.date)
        yield Output(output_path(url), Templated(template), view, f"the page of {period.date.iso}")


def _photos(period: Bucket, photos: Mapping[str, Photo]) -> Photos:
    """Return the pictures of a period's stories; `photos` are all pictures, by the stories' ids."""
    return tuple((story.id, photos[story.id]) for story in period.stories if story.id in photos) if photos else ()


def _prints(period: Bucket, prints: Mapping[str, tuple[str, str, str]]) -> Prints:
    """Return where a period's stories stood in print; `prints` say it of all stories, by their ids."""
    return tuple(prints[story.id] for story in period.stories if story.id in prints) if prints else ()


def _in_print(day: Bucket, prints: Mapping[str, tuple[str, str, str]]) -> Bucket:
    """Return a day with its stories in the order of the pages that they stood on; the others follow."""
    if not any(story.id in prints for story in day.stories):
        return day

    def place(story: Teaser) -> tuple[bool, list[tuple[bool, int, str]]]:
        page = prints.get(story.id, ("", "", ""))[2]
        parts = re.findall(r"[0-9]+|[^0-9]+", page)
        return not page, [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]

    return Bucket(day.date, tuple(sorted(day.stories, key=place)))


def _days(year: Bucket) -> tuple[tuple[int, ...], ...]:
    """Return how many stories ran on each day of each month."""
    found = Counter((story.date.month, story.date.day) for story in year.stories)
    lengths = [monthrange(year.date.year, month)[1] for month in range(1, 13)]
    return tuple(tuple(found[month, day] for day in range(1, days + 1)) for month, days in enumerate(lengths, 1))


def _link(date: NewsDate) -> Link:
    return Link(_url(date), "", date)


def _count(bucket: Bucket) -> Count:
    return Count(_url(bucket.date), "", len(bucket.stories), bucket.date)


def _url(date: NewsDate) -> str:
    return f"/{date.folder}/"
