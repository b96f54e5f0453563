"""Entries of feeds: what identifies a story to feed readers for ever, when it entered the archive, and in what order.

A story enters at the latest of `added`, `embargo` and `date`: a clipping of 1931 that is added today is news to the
readers of feeds. Ids are `tag:` URIs (RFC 4151) made of the story's `id`, never of its address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from newsgen.news.article import Article, Teaser
from newsgen.news.dates import NewsDate
from newsgen.news.urls import encoded

ENTRIES = 20
"""So many stories stand in a feed, the newest first."""

MOST_TEXT = 200_000
"""So many characters of text a feed holds at most: the stories beyond it are named and linked."""

NOTHING_YET = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated."""

_MINTED = "2000"
"""The year in `tag:` URIs: when the authority was surely held. It must never change."""

_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Entry:
    """One story in a feed; instants are RFC 3339 in UTC, `published` is empty where the day isn't known.

    `is_whole` tells whether the feed holds the story's text.
    """

    story: Article
    uri: str
    published: str
    updated: str
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """A story with the instants at which it entered the archive and at which it last changed, RFC 3339 in UTC."""

    article: Article
    entered: str
    changed: str


def dated(articles: Iterable[Article], zone: tzinfo) -> list[Dated]:
    """Find when each story entered, and when it was last updated or corrected."""
    return [_dated(article, zone) for article in articles]


def latest(stories: Iterable[Dated]) -> list[Dated]:
    """Put stories in the order of a feed: by what last happened to them, newest first."""
    return sorted(stories, key=lambda story: (story.changed, story.article.id), reverse=True)


def _dated(article: Article, zone: tzinfo) -> Dated:
    entered = stamp(article.date, zone)
    for moment in (article.added, article.embargo):
        if moment:
            entered = max(entered, stamp(moment, zone))
    changed = entered
    if article.updated:
        changed = max(changed, stamp(article.updated, zone))
    for correction in article.corrections:
        changed = max(changed, stamp(correction.date, zone))
    return Dated(article, entered, changed)


def stamp(moment: NewsDate, zone: tzinfo) -> str:
    """Return the instant at which a date begins, in UTC: `2018-12-17T14:30:00Z`. Stamps are in order as texts."""
    if moment.offset == "Z" or (zone is UTC and not moment.offset):
        return f"{moment.year or 1:04}-{moment.month or 1:02}-{moment.day or 1:02}T{moment.time or '00:00:00'}Z"
    return moment.instant(zone).replace(tzinfo=None).isoformat() + "Z"


def published(teaser: Teaser, zone: tzinfo) -> str:
    """Return when a story ran; empty where less than the day is known, for no feed has a way to say so."""
    return stamp(teaser.date, zone) if teaser.date.day else ""


def entry(story: Dated, authority: str, zone: tzinfo, *, is_whole: bool = True) -> Entry:
    """Make an entry of a story as it stands now."""
    article = story.article
    return Entry(article, story_uri(authority, article.id), published(article.teaser, zone), story.changed, is_whole)


def story_uri(authority: str, identity: str) -> str:
    """Return what identifies a story to feed readers."""
    return uri(authority, f"story/{identity}")


def uri(authority: str, name: str) -> str:
    """Return a `tag:` URI under the site's authority."""
    return f"tag:{authority},{_MINTED}:{encoded(f'/{name}')[1:]}"


def rss_date(instant: str) -> str:
    """Return an instant as RSS has it (RFC 822 with a four-digit year), in English whatever the site's language."""
    when = datetime.fromisoformat(instant)
    day, month = _ENGLISH_DAYS[when.weekday()], _ENGLISH_MONTHS[when.month - 1]
    return f"{day}, {when.day:02} {month} {when.year:04} {when:%H:%M:%S} GMT"
