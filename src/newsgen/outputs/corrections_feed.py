"""The Atom feed of corrections, newest first, at `/corrections/feed.xml`: one entry a correction, not a story.

Its ids are made of the story's id and the day of the correction, so that a mended word is no new correction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from newsgen.news.archive import Archive
from newsgen.news.article import Article, Correction, Teaser
from newsgen.news.entries import ENTRIES, NOTHING_YET, stamp, uri
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One correction, the story that it corrects, and its instant, RFC 3339 in UTC."""

    story: Teaser
    correction: Correction
    uri: str
    updated: str


@dataclass(frozen=True, slots=True)
class CorrectionsFeedView:
    """What `corrections_feed.xml` sees: the newest corrections, newest first."""

    uri: str
    updated: str
    entries: tuple[CorrectionEntry, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the feed, if the site's address is known; it is there also while nothing was ever put right."""
    if not settings.masthead.corrections_feed:
        return
    zone = settings.zone or UTC
    entries = [
        CorrectionEntry(article.teaser, correction, address, stamp(correction.date, zone))
        for article in archive.articles
        if article.corrections
        for correction, address in _identified(article, settings.tag_authority)
    ]
    entries.sort(key=lambda entry: (entry.updated, entry.uri), reverse=True)
    updated = entries[0].updated if entries else NOTHING_YET
    view = CorrectionsFeedView(uri(settings.tag_authority, "corrections"), updated, tuple(entries[:ENTRIES]))
    yield Family("corrections feed", _plan, (view,))


def _plan(view: CorrectionsFeedView) -> Iterator[Output]:
    template = Templated("corrections_feed.xml")
    yield Output("corrections/feed.xml", template, view, "the feed of corrections", absolute=True)


def _identified(article: Article, authority: str) -> Iterator[tuple[Correction, str]]:
    """Yield a story's corrections with what identifies each: its day, numbered from the day's second on."""
    days: Counter[str] = Counter()
    for correction in article.corrections:
        day = correction.date.iso_day
        days[day] += 1
        again = f"/{days[day]}" if days[day] > 1 else ""
        yield correction, uri(authority, f"correction/{article.id}/{day}{again}")
