"""The front page: the newest stories, the sections, this day in other years, and the years of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive, buckets, lead_photos
from newsgen.news.article import Photo, Teaser
from newsgen.news.dates import NewsDate
from newsgen.news.listing import Count, indexes
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings

NEWEST = 12


@dataclass(frozen=True, slots=True)
class FrontView:
    """What `front.html` sees: the newest stories by date, newest first, and what the archive holds.

    `indexes` are those of groups that hold any, see `calendar.ArchiveView`.
    `photos` are the first pictures of the newest stories that have any, by id.
    """

    newest: tuple[Teaser, ...]
    photos: tuple[tuple[str, Photo], ...]
    sections: tuple[Count, ...]
    indexes: tuple[Count, ...]
    years: tuple[Count, ...]
    number: int
    first: NewsDate
    last: NewsDate


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the one front page."""
    stories = archive.stories
    dated = [story for story in stories if story.date.year]
    sections = archive.groups["sections"] if "sections" in settings.outputs else ()
    view = FrontView(
        newest=stories[-NEWEST:][::-1],
        photos=lead_photos(archive.articles[-NEWEST:]),
        sections=tuple(Count(group.url, group.name, len(group.stories)) for group in sections),
        indexes=indexes(archive.groups, settings.masthead.indexes),
        years=tuple(Count(f"/{year.date.folder}/", "", len(year.stories), year.date) for year in buckets(stories, 1)),
        number=len(stories),
        first=dated[0].date if dated else NewsDate(),
        last=dated[-1].date if dated else NewsDate(),
    )
    yield Family("the front page", _plan, (view,))


def _plan(view: FrontView) -> Iterator[Output]:
    yield Output("index.html", Templated("front.html"), view, "the front page")
