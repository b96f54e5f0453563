"""Sitemaps (sitemaps.org/protocol.html): `/sitemap.xml` is an index of one file a year, `/sitemap-2018.xml`.

`lastmod` comes from the stories' own fields, where they state it; pages that list stories have none. A year beyond
50,000 addresses has a file a month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.output import Output, Templated
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


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Yield the index and its sitemaps, if the site's address is known."""
    if not settings.base_url or "sitemap" not in settings.outputs:
        return
    made = list(_sitemaps(archive, settings))
    for path, addresses in made:
        yield _output(path, addresses, settings)
    index = SitemapIndexView(tuple(_absolute(f"/{path}", settings) for path, _ in made))
    yield Output("sitemap.xml", Templated("sitemap_index.xml"), index, "the sitemap index")


def _sitemaps(archive: Archive, settings: Settings) -> Iterator[tuple[str, list[Address]]]:
    fronts = ["/", *(page.url for page in archive.pages), "/archive/"]
    groups = [group.url for kind in GROUPS if kind in settings.outputs for group in archive.groups[kind]]
    fronts += [f"/{kind}/" for kind in GROUPS if kind in settings.outputs]
    lists = [Address(url, "") for url in fronts + groups]
    for number, start in enumerate(range(0, len(lists), MOST_ADDRESSES)):
        yield f"sitemap-lists{number or ''}.xml", lists[start : start + MOST_ADDRESSES]
    by_year: dict[str, list[Article]] = {}
    for article in archive.articles:
        by_year.setdefault(article.date.folder[:4], []).append(article)
    for year, articles in sorted(by_year.items()):
        yield from _year(year if year.isdecimal() else "undated", articles)


def _year(name: str, articles: Sequence[Article]) -> Iterator[tuple[str, list[Address]]]:
    if len(articles) <= MOST_ADDRESSES:
        yield f"sitemap-{name}.xml", [_address(article) for article in articles]
        return
    by_month: dict[str, list[Address]] = {}
    for article in articles:
        by_month.setdefault(f"{name}-{article.date.month:02}", []).append(_address(article))
    for month, addresses in sorted(by_month.items()):
        for number, start in enumerate(range(0, len(addresses), MOST_ADDRESSES)):
            yield f"sitemap-{month}{f'-{number}' if number else ''}.xml", addresses[start : start + MOST_ADDRESSES]


def _address(article: Article) -> Address:
    moments = [moment for moment in (article.date, article.updated) if moment]
    moments += [correction.date for correction in article.corrections]
    latest = max(moments, key=lambda moment: moment.order)
    # W3C datetime takes a time only together with an offset.
    return Address(article.url, latest.iso if latest.offset or not latest.time else latest.iso_day)


def _output(path: str, addresses: Sequence[Address], settings: Settings) -> Output:
    absolute = tuple(Address(_absolute(address.url, settings), address.lastmod) for address in addresses)
    return Output(path, Templated("sitemap.xml"), SitemapView(absolute), "a sitemap")


def _absolute(url: str, settings: Settings) -> str:
    return settings.base_url + url.removeprefix("/")
