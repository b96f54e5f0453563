"""What is said to have happened can't lie ahead: `added`, `updated`, and the days of corrections.

Feeds and sitemaps go by these. A slip of the pen, 2042 for 2024, keeps a story at the head of every feed for years, and
search engines stop trusting the site's dates. A day's grace is given, for it is tomorrow somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

from newsgen.news.article import Article
from newsgen.news.checking import Finding, Paper
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Span, warning

_GRACE = timedelta(days=1)


def check(paper: Paper) -> Iterator[Finding]:
    """Find public stories that were added, updated or corrected in the future."""
    latest = paper.as_of + _GRACE
    for story in paper.archive.articles:
        for name, moment in _moments(story):
            if moment.instant(paper.settings.zone or UTC) > latest:
                message = f"`{name}` lies ahead: feeds would show this story as the newest until then"
                yield Finding(warning("date-ahead", Span(story.source), message, "Correct the date."), (f"{name}:",))


def _moments(story: Article) -> Iterator[tuple[str, NewsDate]]:
    if story.added:
        yield "added", story.added
    if story.updated:
        yield "updated", story.updated
    for correction in story.corrections:
        yield "corrections", correction.date
