"""The corrections log: `/corrections/`, what was put right and when, newest first.

Up to `FULL_LIST` corrections all stand on one page; beyond that each year has one, and the front leads there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsgen.news.archive import FULL_LIST, NEWEST, Archive
from newsgen.news.article import Correction
from newsgen.news.dates import NewsDate
from newsgen.news.listing import Count, Link, story_link
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings

URL = "/corrections/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: what was put right, and in which story."""

    correction: Correction
    story: Link


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What `corrections.html` sees: the corrections of one year (`year`, 0 for all), newest first, and the years.

    Those whose year nobody knows stand on the front. `years` are empty as long as all corrections stand on one page.
    """

    year: int
    number: int
    entries: tuple[Entry, ...]
    years: tuple[Count, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield one family; the log is there also while nothing was ever put right."""
    if "corrections" not in settings.outputs:
        return
    entries = [
        Entry(correction, link)
        for article in archive.articles
        if article.corrections and (link := story_link(article.teaser))
        for correction in article.corrections
    ]
    entries.sort(key=lambda entry: entry.correction.date.order, reverse=True)
    yield Family("corrections", _plan, (tuple(entries),))


def _plan(entries: tuple[Entry, ...]) -> Iterator[Output]:
    template = Templated("corrections.html")
    if len(entries) <= FULL_LIST:
        view = CorrectionsView(0, len(entries), entries, ())
        yield Output("corrections/index.html", template, view, "the corrections log")
        return
    dated = [entry for entry in entries if entry.correction.date.year]
    by_year = [(year, tuple(found)) for year, found in groupby(dated, lambda entry: entry.correction.date.year)]
    years = tuple(Count(f"{URL}{year:04}/", "", len(found), NewsDate(year)) for year, found in by_year)
    view = CorrectionsView(0, len(entries), (*dated[:NEWEST], *entries[len(dated) :]), years)
    yield Output("corrections/index.html", template, view, "the corrections log")
    for year, found in by_year:
        view = CorrectionsView(year, len(found), found, ())
        yield Output(f"corrections/{year:04}/index.html", template, view, f"the corrections of {year}")
