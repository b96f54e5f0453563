"""The archive by date: `/archive/`, `/2018/`, `/2018/12/`, `/2018/12/17/`, and `/undated/`.

A year or month of more than `FULL_LIST` stories lists its parts only. Each page links up, and to the previous and
next period that holds stories; no strips of years, no totals but its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgen.news.archive import FULL_LIST, Archive, Bucket, buckets, loose
from newsgen.news.article import Teaser
from newsgen.news.dates import UNKNOWN, NewsDate
from newsgen.news.listing import Count, Link
from newsgen.news.output import Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """What `archive.html` sees: the years with their counts, and how many stories have no date."""

    years: tuple[Count, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class PeriodView:
    """What `year.html`, `month.html`, `day.html` and `undated.html` see.

    `parts` are the months of a year or the days of a month that hold stories. `stories` are oldest first; where there
    are more than a page should list, only those stand there that belong to no part. `number` counts them all.
    """

    date: NewsDate
    number: int
    stories: tuple[Teaser, ...]
    parts: tuple[Count, ...]
    earlier: Link | None
    later: Link | None


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:  # noqa: ARG001
    """Yield the archive's front and a page for each year, month and day that holds stories."""
    stories = archive.stories
    undated = tuple(story for story in stories if not story.date.year)
    years = buckets(stories, 1)
    front = ArchiveView(tuple(_count(year) for year in years), len(undated))
    yield Output("archive/index.html", Templated("archive.html"), front, "the archive's front")
    if undated:
        view = PeriodView(UNKNOWN, len(undated), undated, (), None, None)
        yield Output("undated/index.html", Templated("undated.html"), view, "the page of undated stories")
    months = [buckets(year.stories, 2) for year in years]
    days = [[buckets(month.stories, 3) for month in year] for year in months]
    yield from _pages("year.html", years, months, 2)
    yield from _pages("month.html", [m for year in months for m in year], [d for year in days for d in year], 3)
    all_days = [day for year in days for month in year for day in month]
    yield from _pages("day.html", all_days, [[]] * len(all_days), 0)


def _pages(template: str, periods: Sequence[Bucket], parts: Sequence[Sequence[Bucket]], depth: int) -> Iterator[Output]:
    links = [None, *(Link(_url(period.date), "", period.date) for period in periods), None]
    for index, period in enumerate(periods):
        view = PeriodView(
            date=period.date,
            number=len(period.stories),
            stories=period.stories if not depth or len(period.stories) <= FULL_LIST else loose(period.stories, depth),
            parts=tuple(_count(part) for part in parts[index]),
            earlier=links[index],
            later=links[index + 2],
        )
        url = _url(period.date)
        yield Output(output_path(url), Templated(template), view, f"the page of {period.date.iso}")


def _count(bucket: Bucket) -> Count:
    return Count(_url(bucket.date), "", len(bucket.stories), bucket.date)


def _url(date: NewsDate) -> str:
    return f"/{date.folder}/"
