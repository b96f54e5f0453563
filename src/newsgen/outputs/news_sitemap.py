"""The Google News sitemap, by choice: `/news-sitemap.xml`, the stories that ran in the two days before the build.

It goes by a story's own date: a clipping of 2018 that is added today is no news. Besides the gate it is the one place
in which the moment of a build shows; what it holds is decided at load (see `gate.news_ends`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.article import Teaser
from newsgen.news.facts import w3c
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings

MOST_NEWS = 1_000
"""As many as Google takes (2026-11)."""

_CHINESE = {"zh": "zh-cn", "zh-Hans": "zh-cn", "zh-CN": "zh-cn", "zh-Hant": "zh-tw", "zh-TW": "zh-tw"}


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """One story; `language` has two or three letters, or is `zh-cn` or `zh-tw`."""

    story: Teaser
    language: str
    published: str


@dataclass(frozen=True, slots=True)
class NewsSitemapView:
    """What `news_sitemap.xml` sees: the name of the paper without what stands in brackets, and the stories."""

    name: str
    entries: tuple[NewsEntry, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the one file, also when there is no news."""
    if not settings.base_url or "news_sitemap" not in settings.outputs:
        return
    fresh = [article.teaser for article in archive.articles if article.source in archive.news]
    entries = tuple(
        NewsEntry(story, _language(story.lang), w3c(story.date, settings.timezone)) for story in fresh[::-1]
    )
    name = " ".join(re.sub(r"\([^)]*\)", " ", settings.title).split()) or settings.title
    yield Family("news sitemap", _plan, (NewsSitemapView(name, entries[:MOST_NEWS]),))


def _plan(view: NewsSitemapView) -> Iterator[Output]:
    yield Output("news-sitemap.xml", Templated("news_sitemap.xml"), view, "the news sitemap")


def _language(tag: str) -> str:
    return _CHINESE.get("-".join(tag.split("-")[:2])) or tag.partition("-")[0]
