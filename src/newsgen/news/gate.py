"""Is this public now? The one place that answers.

A story is hidden while it is a draft, before its embargo ends and its date begins, and once it has expired. Days and
times without an offset are read in the site's zone. Where no zone is set, a `date` begins where on Earth it begins
first, and the others are read in UTC. An instant counts from its very second on.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
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


def next_change(article: Article, as_of: datetime, zone: tzinfo | None) -> datetime | None:
    """Return the next instant after `as_of` at which time alone may show or hide this story."""
    if article.draft:
        return None
    instants = [article.date.begins(zone)]
    instants += [moment.instant(zone or UTC) for moment in (article.embargo, article.expires) if moment]
    return min((instant for instant in instants if instant > as_of), default=None)
