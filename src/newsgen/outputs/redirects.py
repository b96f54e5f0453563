"""Old addresses of stories (`aliases`), each a page that leads to the story's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.listing import Link, story_link
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


@dataclass(frozen=True, slots=True)
class RedirectView:
    """What `redirect.html` sees: the story that the old address leads to."""

    target: Link


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield one family: all old addresses."""
    old = [
        (alias, story_link(article.teaser), article.source)
        for article in archive.articles
        if article.aliases
        for alias in article.aliases
    ]
    yield Family("redirects", _plan, (tuple(old),))


def _plan(old: tuple[tuple[str, Link, str], ...]) -> Iterator[Output]:
    """Yield a page for each alias; one without a suffix or final slash is taken as a folder."""
    for alias, target, source in old:
        last = alias.rpartition("/")[2]
        path = output_path(alias if not last or "." in last else alias + "/")
        yield Output(path, Templated("redirect.html"), RedirectView(target), source)
