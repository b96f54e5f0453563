"""What is said to have happened can't lie ahead: `added`, `updated`, the days of corrections; nor a `date` by a year.

Feeds and sitemaps go by these. A slip of the pen, 2042 for 2024, keeps a story at the head of every feed for years,
and search engines stop trusting the site's dates. A day's grace is given, for it is tomorrow somewhere. A story whose
`date` or `embargo` lies ahead waits for it, unseen; more than a year of that is rarely meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

from newsgen.news.article import Article
from newsgen.news.checking import Finding, Paper
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Span, note, warning

CODES = ("date-ahead",)

_GRACE = timedelta(days=1)
_LONG = timedelta(days=366)


def check(paper: Paper) -> Iterator[Finding]:
    """Find public stories that were added, updated or corrected in the future, and stories that wait for years."""
    zone = paper.settings.zone or UTC
    for story in (*paper.archive.articles, *paper.broken):
        for name, moment in _moments(story):
            if moment.instant(zone) > paper.as_of + _GRACE:
                message = f"`{name}` lies ahead: feeds would show this story as the newest until then"
                yield Finding(warning("date-ahead", Span(story.source), message, "Correct the date."), (f"{name}:",))
    waiting = paper.waiting
    for story in paper.later.articles:
        for name, until in (("date", story.date), ("embargo", story.embargo)):
            if story.source in waiting and until and until.instant(zone) > paper.as_of + _LONG:
                message = f"`{name}` lies more than a year ahead, and the story is hidden until then"
                hint = f"Is {until.year} right? Then all is well."
                yield Finding(note("date-ahead", Span(story.source), message, hint), (f"{name}:",))


def _moments(story: Article) -> Iterator[tuple[str, NewsDate]]:
    if story.added:
        yield "added", story.added
    if story.updated:
        yield "updated", story.updated
    for correction in story.corrections:
        yield "corrections", correction.date
