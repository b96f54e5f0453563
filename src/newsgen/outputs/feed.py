"""The Atom feed of the stories that entered the archive last (RFC 4287), at `/feed.xml`.

It goes by `added`, not by `date`: a clipping of 1931 that is added today is news to the feed's readers. Entries are
identified by `tag:` URIs (RFC 4151) made of the story's `id`, never of its address.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.output import Family, Output, PrintedText, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import encoded

ENTRIES = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One story in the feed; instants are RFC 3339 in UTC."""

    story: Article
    uri: str
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """What `feed.xml` sees: the entries, newest first."""

    uri: str
    updated: str
    entries: tuple[Entry, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the feed, if the site's address is known."""
    if not settings.masthead.feed:
        return
    zone = settings.zone or UTC
    newest = heapq.nlargest(ENTRIES, archive.articles, key=lambda article: (article.entered.order, article.id))
    entries = tuple(_entry(article, settings, zone) for article in newest)
    view = FeedView(
        uri=f"tag:{settings.tag_authority},{_MINTED}:feed",
        updated=max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z"),
        entries=entries,
    )
    yield Family("the feed", _plan, (view, tuple(archive.printed(article) for article in newest)))


def _plan(view: FeedView, texts: tuple[PrintedText, ...]) -> Iterator[Output]:
    yield Output("feed.xml", Templated("feed.xml"), view, "the feed", texts, absolute=True)


_MINTED = "2000"
"""The year in `tag:` URIs: when the authority was surely held. It must never change."""


def _entry(article: Article, settings: Settings, zone: tzinfo) -> Entry:
    published = article.date.instant(zone)
    moments = [moment.instant(zone) for moment in (article.added, article.updated) if moment]
    moments += [correction.date.instant(zone) for correction in article.corrections]
    return Entry(
        story=article,
        uri=f"tag:{settings.tag_authority},{_MINTED}:story{encoded(f'/{article.id}')}",
        published=_stamp(published),
        updated=_stamp(max([published, *moments])),
    )


def _stamp(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ") if instant.year > 999 else f"{instant.year:04}-01-01T00:00:00Z"
