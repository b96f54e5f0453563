"""Sitemaps (sitemaps.org/protocol.html): `/sitemap.xml` is an index of one file a year, `/sitemap-2018.xml`.

`lastmod` comes from the stories' own fields, where they state it; pages that list stories have none. A year beyond
50,000 addresses has a file a month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.dates import NewsDate
from newsgen.news.facts import w3c
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import GROUPS, Settings

MOST_ADDRESSES = 50_000


@dataclass(frozen=True, slots=True)
class Address:
    """One line of a sitemap; `lastmod` may be empty."""

    url: str
    lastmod: str


@dataclass(frozen=True, slots=True)
class SitemapView:
    """What `sitemap.xml` sees: the stories of one period."""

    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexView:
    """What `sitemap_index.xml` sees: addresses of sitemaps."""

    sitemaps: tuple[str, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the index and a family for each year, if the site's address is known."""
    if not settings.base_url or "sitemap" not in settings.outputs:
        return
    names = []
    urls = tuple(_lists(archive, settings))
    for number, start in enumerate(range(0, len(urls), MOST_ADDRESSES)):
        names.append(f"lists{f'-{number}' if number else ''}")
        yield Family(
            f"sitemap {names[-1]}", _plan_lists, (names[-1], urls[start : start + MOST_ADDRESSES], settings.base_url)
        )
    by_year: dict[str, list[Article]] = {}
    for article in archive.articles:
        if article.canonical:
            continue  # its original is on another site, and sitemaps list originals
        by_year.setdefault(str(article.date.year or "undated"), []).append(article)
    for year, articles in sorted(by_year.items()):
        for name, part in _parts(year, articles):
            names.append(name)
            yield Family(f"sitemap {name}", _plan_stories, (name, tuple(part), settings.base_url, settings.timezone))
    yield Family("sitemap index", _plan_index, (tuple(names), settings.base_url))


def _lists(archive: Archive, settings: Settings) -> Iterator[str]:
    """Yield the addresses of all pages that list stories, and of those that are none."""
    yield "/"
    yield from (page.url for page in archive.pages)
    yield "/archive/"
    yield from (f"/{period}/" for period in _periods(archive))
    yield from ("/on-this-day/",) if "on_this_day" in settings.outputs else ()
    yield from ("/corrections/",) if "corrections" in settings.outputs else ()
    for kind in GROUPS:
        if kind in settings.outputs and archive.groups[kind]:
            yield f"/{kind}/"
            yield from (group.url for group in archive.groups[kind])


def _periods(archive: Archive) -> list[str]:
    """Return the years, months and days that hold stories, as they stand in addresses; the undated are the first."""
    dates = {(story.date.year, story.date.month, story.date.day) for story in archive.stories}
    periods = {period for year, month, day in dates for period in ((year, 0, 0), (year, month, 0), (year, month, day))}
    return [NewsDate(*period).folder for period in sorted(periods)]


def _parts(year: str, articles: Sequence[Article]) -> Iterator[tuple[str, Sequence[Article]]]:
    """Yield a year as one part, or its months where it has too many addresses for one file."""
    if len(articles) <= MOST_ADDRESSES:
        yield year, articles
        return
    by_month: dict[str, list[Article]] = {}
    for article in articles:
        by_month.setdefault(f"{year}-{article.date.month:02}", []).append(article)
    for month, found in sorted(by_month.items()):
        for number, start in enumerate(range(0, len(found), MOST_ADDRESSES)):
            yield f"{month}{f'-part{number}' if number else ''}", found[start : start + MOST_ADDRESSES]


def _plan_lists(name: str, urls: tuple[str, ...], base_url: str) -> Iterator[Output]:
    view = SitemapView(tuple(Address(_absolute(url, base_url), "") for url in urls))
    yield Output(_path(name), Templated("sitemap.xml"), view, "a sitemap")


def _plan_stories(name: str, articles: tuple[Article, ...], base_url: str, timezone: str) -> Iterator[Output]:
    view = SitemapView(tuple(_address(article, base_url, timezone) for article in articles))
    yield Output(_path(name), Templated("sitemap.xml"), view, "a sitemap")


def _plan_index(names: tuple[str, ...], base_url: str) -> Iterator[Output]:
    view = SitemapIndexView(tuple(_absolute(f"/{_path(name)}", base_url) for name in names))
    yield Output("sitemap.xml", Templated("sitemap_index.xml"), view, "the sitemap index")


def _path(name: str) -> str:
    return f"sitemap-{name}.xml"


def _address(article: Article, base_url: str, timezone: str) -> Address:
    moments = [moment for moment in (article.date, article.added, article.embargo, article.updated) if moment]
    moments += [correction.date for correction in article.corrections]
    latest = max(moments, key=lambda moment: moment.order)
    return Address(_absolute(article.url, base_url), w3c(latest, timezone))


def _absolute(url: str, base_url: str) -> str:
    return base_url + url.removeprefix("/")
