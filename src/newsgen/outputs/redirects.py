"""Old addresses of stories (`aliases`), each a page that leads to the story's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.listing import Link, story_link
from newsgen.news.output import Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


@dataclass(frozen=True, slots=True)
class RedirectView:
    """What `redirect.html` sees: the story that the old address leads to."""

    target: Link | None


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:  # noqa: ARG001
    """Yield a page for each alias; one without a suffix or final slash is taken as a folder."""
    for article in archive.articles:
        own = output_path(article.url)
        for path in dict.fromkeys(map(_path, article.aliases)):
            if path != own:
                view = RedirectView(story_link(article.teaser))
                yield Output(path, Templated("redirect.html"), view, article.source)


def _path(alias: str) -> str:
    last = alias.rpartition("/")[2]
    return output_path(alias if not last or "." in last else alias + "/")
