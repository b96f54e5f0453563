"""On this day: `/on-this-day/12-17/`, what ran on a day of the year in all years, and a calendar of those days.

A day has a page once something ran on it, up to 366. No page depends on the clock: the front page's script picks
today's. A day with more than `FULL_LIST` stories lists its years with their counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from newsgen.news.archive import FULL_LIST, Archive, buckets
from newsgen.news.article import Teaser
from newsgen.news.listing import Count
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

Day = tuple[int, int]
"""A month and a day of it."""


@dataclass(frozen=True, slots=True)
class DaysView:
    """What `on_this_day.html` sees: for each month, the days on which something ran."""

    months: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class DayOfYearView:
    """What `day_of_year.html` sees: the stories of a day of the year, newest first, or its years with their counts.

    `earlier` and `later` are the nearest days with a page, as (month, day); none at the ends of the year.
    """

    month: int
    day: int
    number: int
    stories: tuple[Teaser, ...]
    years: tuple[Count, ...]
    earlier: Day | None
    later: Day | None


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the calendar, and a family for each month of the year."""
    if "on_this_day" not in settings.outputs:
        return
    by_day: dict[Day, list[Teaser]] = {}
    for story in archive.stories:
        if story.date.day:
            by_day.setdefault((story.date.month, story.date.day), []).append(story)
    days = sorted(by_day)
    months = tuple(tuple(day for month, day in days if month == number) for number in range(1, 13))
    yield Family("on this day", _plan_calendar, (months,))
    start = 0
    for month, found in groupby(days, lambda day: day[0]):
        pages = tuple(tuple(by_day[day]) for day in found)
        end = start + len(pages)
        edges = (days[start - 1] if start else None, days[end] if end < len(days) else None)
        yield Family(f"on this day, month {month}", _plan_month, (pages, *edges))
        start = end


def _plan_calendar(months: tuple[tuple[int, ...], ...]) -> Iterator[Output]:
    yield Output("on-this-day/index.html", Templated("on_this_day.html"), DaysView(months), "the days of the year")


def _plan_month(pages: tuple[tuple[Teaser, ...], ...], before: Day | None, after: Day | None) -> Iterator[Output]:
    days: list[Day | None] = [before, *(_day(stories) for stories in pages), after]
    for index, stories in enumerate(pages):
        month, day = _day(stories)
        is_long = len(stories) > FULL_LIST
        view = DayOfYearView(
            month=month,
            day=day,
            number=len(stories),
            stories=() if is_long else stories[::-1],
            years=tuple(_years(stories)) if is_long else (),
            earlier=days[index],
            later=days[index + 2],
        )
        yield Output(
            output_path(f"/on-this-day/{month:02}-{day:02}/"),
            Templated("day_of_year.html"),
            view,
            f"the page of day {month:02}-{day:02}",
        )


def _day(stories: Sequence[Teaser]) -> Day:
    return stories[0].date.month, stories[0].date.day


def _years(stories: Sequence[Teaser]) -> Iterator[Count]:
    for bucket in reversed(buckets(stories, 3)):
        yield Count(f"/{bucket.date.folder}/", "", len(bucket.stories), bucket.date)
