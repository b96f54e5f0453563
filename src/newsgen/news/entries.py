"""Entries of feeds: what identifies a story to feed readers for ever, when it entered the archive, and in what order.

A story enters at the latest of `added`, `embargo` and `date`: a clipping of 1931 that is added today is news to the
readers of feeds. Ids are `tag:` URIs (RFC 4151) made of the story's `id`, never of its address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from operator import itemgetter

from newsgen.news.article import Article, Teaser
from newsgen.news.dates import NewsDate
from newsgen.news.facts import w3c
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
    """One story in a feed; instants are RFC 3339, `updated` in UTC, `published` empty where the day isn't known.

    `is_whole` tells whether the feed holds the story's text.
    """

    story: Article
    uri: str
    published: str
    updated: str
    is_whole: bool = True


Dated = tuple[str, str, Article]
"""An instant (RFC 3339 in UTC), a story's id, and the story: of a hundred thousand a list is sorted in no time."""


def entered(articles: Iterable[Article], zone: tzinfo) -> list[Dated]:
    """Find the instant at which each story entered the archive; oldest first."""
    stamped = _stamps(zone)
    return sorted([(_entered(article, stamped), article.teaser.id, article) for article in articles], key=_ORDER)


def latest(stories: Iterable[Dated], zone: tzinfo) -> list[Dated]:
    """Put stories in the order of a feed: by when they entered, were updated or were corrected, newest first."""
    found = [_changed(story, zone) if story[2].updated or story[2].corrections else story for story in stories]
    return sorted(found, key=_ORDER, reverse=True)


_ORDER = itemgetter(0, 1)


def _stamps(zone: tzinfo) -> Callable[[NewsDate], str]:
    """Return `stamp` for one zone; days come again and again."""
    known: dict[tuple[int, int, int, str, str], str] = {}

    def stamped(moment: NewsDate) -> str:
        if moment.offset == "Z":
            return stamp(moment, zone)
        key = (moment.year, moment.month, moment.day, moment.time, moment.offset)
        found = known.get(key)
        if found is None:
            found = known[key] = stamp(moment, zone)
        return found

    return stamped


def _entered(article: Article, stamped: Callable[[NewsDate], str]) -> str:
    date, added = article.teaser.date, article.added
    if added is None:
        instant = stamped(date)
    elif _days(added) - _days(date) > 5:  # whatever the offsets, the date was long ago
        instant = stamped(added)
    else:
        instant = max(stamped(added), stamped(date))
    return max(instant, stamped(article.embargo)) if article.embargo else instant


def _days(moment: NewsDate) -> int:
    """Return a number that grows by at least 1 a day and by at most 4."""
    return moment.year * 372 + moment.month * 31 + moment.day


def _changed(story: Dated, zone: tzinfo) -> Dated:
    instant, identity, article = story
    moments = [*([article.updated] if article.updated else ()), *(one.date for one in article.corrections)]
    return max([instant, *(stamp(moment, zone) for moment in moments)]), identity, article


def stamp(moment: NewsDate, zone: tzinfo) -> str:
    """Return the instant at which a date begins, in UTC: `2018-12-17T14:30:00Z`. Stamps are in order as texts."""
    if moment.offset == "Z" or (zone is UTC and not moment.offset):
        return f"{moment.year or 1:04}-{moment.month or 1:02}-{moment.day or 1:02}T{moment.time or '00:00:00'}Z"
    return moment.instant(zone).replace(tzinfo=None).isoformat() + "Z"


def published(teaser: Teaser, timezone: str) -> str:
    """Return when a story ran, in its own offset or the zone's, so that it stays on its day (RFC 3339).

    Empty where less than the day is known, for no feed has a way to say so.
    """
    date = teaser.date
    if not date.day:
        return ""
    return w3c(date if date.time else replace(date, time="00:00:00"), timezone or "UTC").replace("+00:00", "Z")


def entry(story: Dated, authority: str, timezone: str, *, is_whole: bool = True) -> Entry:
    """Make an entry of a story as it stands now."""
    changed, identity, article = story
    return Entry(article, story_uri(authority, identity), published(article.teaser, timezone), changed, is_whole)


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
    zone = "GMT" if instant.endswith("Z") else f"{when:%z}"
    return f"{day}, {when.day:02} {month} {when.year:04} {when:%H:%M:%S} {zone}"
