"""The front page: the newest stories, the sections, this day in other years, and the years of the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from newsgen.news.archive import Archive, buckets, lead_photos, versions
from newsgen.news.article import Article, Photo, Teaser
from newsgen.news.dates import NewsDate
from newsgen.news.listing import Count, indexes
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings

NEWEST = 12


@dataclass(frozen=True, slots=True)
class FrontView:
    """What `front.html` sees: the newest stories by date, newest first, and what the archive holds.

    A story that is there in several languages is among the newest once, in the site's language where it has that.
    `photos` are the first pictures of the newest stories that have any, by id; `indexes` are those of groups that hold
    any, see `calendar.ArchiveView`.
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
    newest = _newest(archive.articles, settings.language)
    view = FrontView(
        newest=tuple(article.teaser for article in newest[::-1]),
        photos=lead_photos(newest),
        sections=tuple(Count(group.url, group.name, len(group.stories)) for group in sections),
        indexes=indexes(archive.groups, settings.masthead.indexes),
        years=tuple(Count(f"/{year.date.folder}/", "", len(year.stories), year.date) for year in buckets(stories, 1)),
        number=len(stories),
        first=dated[0].date if dated else NewsDate(),
        last=dated[-1].date if dated else NewsDate(),
    )
    yield Family("the front page", _plan, (view,))


def _newest(articles: Sequence[Article], language: str) -> tuple[Article, ...]:
    """Return the newest stories, oldest first; of translations the one in the site's language, or else the first."""
    others: set[str] = set()
    for found in versions(articles).values():
        shown = next((article for article in found if article.teaser.lang == language), found[0])
        others.update(article.id for article in found if article is not shown)
    newest = (article for article in reversed(articles) if article.id not in others)
    return tuple(islice(newest, NEWEST))[::-1]


def _plan(view: FrontView) -> Iterator[Output]:
    yield Output("index.html", Templated("front.html"), view, "the front page")
