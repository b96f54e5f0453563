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
    """Yield one family: all old addresses but those that a story still has."""
    old = [
        (path, story_link(article.teaser), article.source)
        for article in archive.stories_with_pages
        if article.aliases
        for path in dict.fromkeys(map(_path, article.aliases))
        if path != output_path(article.url)
    ]
    yield Family("redirects", _plan, (tuple(old),))


def _plan(old: tuple[tuple[str, Link, str], ...]) -> Iterator[Output]:
    for path, target, source in old:
        yield Output(path, Templated("redirect.html"), RedirectView(target), source)


def _path(alias: str) -> str:
    """Return the file for an alias; one without a suffix or final slash is taken as a folder."""
    last = alias.rpartition("/")[2]
    return output_path(alias if not last or "." in last else alias + "/")
