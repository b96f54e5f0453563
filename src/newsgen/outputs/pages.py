"""Pages that are no stories, from `pages/*.md`: About, the corrections policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.article import Page
from newsgen.news.output import Family, Output, PrintedText, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


@dataclass(frozen=True, slots=True)
class PageView:
    """What `page.html` sees."""

    page: Page


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield one family: all pages."""
    yield Family("pages", _plan, (tuple(archive.printed(page) for page in archive.pages),))


def _plan(texts: tuple[PrintedText, ...]) -> Iterator[Output]:
    for text in texts:
        if isinstance(text.story, Page):
            view = PageView(text.story)
            yield Output(output_path(text.story.url), Templated("page.html"), view, text.story.source, (text,))
