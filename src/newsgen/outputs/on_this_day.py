"""On this day: `/on-this-day/12-17/`, what ran on a day of the year in all years, and a calendar of those days.

All 366 days have a page from the first story on, also those on which nothing ran. No page depends on the clock: the
front page's script picks today's. A day leads to the days before and after it in the calendar, whatever ran on them, so
that a story changes the page of its own day only. A day with more than `FULL_LIST` stories lists its years with their
counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgen.news.archive import FULL_LIST, Archive, buckets
from newsgen.news.article import Teaser
from newsgen.news.listing import Count
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

Day = tuple[int, int]
"""A month and a day of it."""

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS: tuple[Day, ...] = tuple((month, day) for month, length in enumerate(_LENGTHS, 1) for day in range(1, length + 1))


@dataclass(frozen=True, slots=True)
class DaysView:
    """What `on_this_day.html` sees: for each month, the days on which something ran."""

    months: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class DayOfYearView:
    """What `day_of_year.html` sees: the stories of a day of the year, newest first, or its years with their counts.

    `earlier` and `later` are the days beside it, as (month, day); after the last day of the year comes the first.
    """

    month: int
    day: int
    number: int
    stories: tuple[Teaser, ...]
    years: tuple[Count, ...]
    earlier: Day
    later: Day


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the calendar and, if there are stories, a family for each month of the year."""
    if "on_this_day" not in settings.outputs:
        return
    by_day: dict[Day, list[Teaser]] = {}
    for story in archive.stories:
        if story.date.day:
            by_day.setdefault((story.date.month, story.date.day), []).append(story)
    months = tuple(tuple(day for month, day in sorted(by_day) if month == number) for number in range(1, 13))
    yield Family("on this day", _plan_calendar, (months,))
    if archive.stories:
        for month, length in enumerate(_LENGTHS, 1):
            pages = tuple(tuple(by_day.get((month, day), ())) for day in range(1, length + 1))
            yield Family(f"on this day, month {month}", _plan_month, (month, pages))


def _plan_calendar(months: tuple[tuple[int, ...], ...]) -> Iterator[Output]:
    yield Output("on-this-day/index.html", Templated("on_this_day.html"), DaysView(months), "the days of the year")


def _plan_month(month: int, pages: tuple[tuple[Teaser, ...], ...]) -> Iterator[Output]:
    for day, stories in enumerate(pages, 1):
        here = _DAYS.index((month, day))
        is_long = len(stories) > FULL_LIST
        view = DayOfYearView(
            month=month,
            day=day,
            number=len(stories),
            stories=() if is_long else stories[::-1],
            years=tuple(_years(stories)) if is_long else (),
            earlier=_DAYS[here - 1],
            later=_DAYS[(here + 1) % len(_DAYS)],
        )
        yield Output(
            output_path(f"/on-this-day/{month:02}-{day:02}/"),
            Templated("day_of_year.html"),
            view,
            f"the page of day {month:02}-{day:02}",
        )


def _years(stories: Sequence[Teaser]) -> Iterator[Count]:
    for bucket in reversed(buckets(stories, 3)):
        yield Count(f"/{bucket.date.folder}/", "", len(bucket.stories), bucket.date)
