"""Pages that are no stories, from `pages/*.md`: About, the corrections policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.article import Page
from newsgen.news.output import Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


@dataclass(frozen=True, slots=True)
class PageView:
    """What `page.html` sees."""

    page: Page


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:  # noqa: ARG001
    """Yield one output a page."""
    for page in archive.pages:
        yield Output(
            output_path(page.url), Templated("page.html"), PageView(page), page.source, (archive.printed(page),)
        )
