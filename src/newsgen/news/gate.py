"""Is this public now? The one place that answers.

A story is hidden while it is a draft, before its embargo ends and its date begins, and once it has expired. Days and
times without an offset are read in the site's zone. Where no zone is set, a `date` begins where on Earth it begins
first, and the others are read in UTC. An instant counts from its very second on.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from newsgen.news.article import Article


class Reason(StrEnum):
    """Why a story is not on the site."""

    DRAFT = "draft"
    EMBARGO = "embargo"
    FUTURE = "dated ahead"
    EXPIRED = "expired"


def hidden(article: Article, as_of: datetime, zone: tzinfo | None) -> Reason | None:
    """Return why a story is not public at an instant, or None when it is."""
    if article.draft:
        return Reason.DRAFT
    if article.expires and article.expires.instant(zone or UTC) <= as_of:
        return Reason.EXPIRED
    if article.embargo and article.embargo.instant(zone or UTC) > as_of:
        return Reason.EMBARGO
    if article.date.begins(zone) > as_of:
        return Reason.FUTURE
    return None


def shown(article: Article, zone: tzinfo | None) -> tuple[datetime, datetime | None] | None:
    """Return from when until when a story is public; None when no time alone makes it so."""
    instants = [article.date.begins(zone)]
    instants += [article.embargo.instant(zone or UTC)] if article.embargo else []
    start, end = max(instants), article.expires.instant(zone or UTC) if article.expires else None
    return None if article.draft or (end is not None and end <= start) else (start, end)


def next_change(article: Article, as_of: datetime, zone: tzinfo | None) -> datetime | None:
    """Return the next instant after `as_of` at which time alone shows or hides this story."""
    return min((instant for instant in shown(article, zone) or () if instant and instant > as_of), default=None)


NEWS = timedelta(days=2)
"""So long a story is news to search engines, from its first publication on."""


def news_ends(article: Article, zone: tzinfo | None) -> datetime | None:
    """Return the instant from which on a story is no longer news: by when it ran, never by when it was added."""
    if not article.date.day or article.withdrawn or article.canonical:
        return None
    first = article.date.begins(zone)
    return (max(first, article.embargo.instant(zone or UTC)) if article.embargo else first) + NEWS
