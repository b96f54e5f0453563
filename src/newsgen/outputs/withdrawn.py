"""What stands in the place of a withdrawn story: a notice of when and why it was taken back, and nothing of its text.

Search engines are asked to forget the page. No list, feed, sitemap or neighbour names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.dates import NewsDate
from newsgen.news.output import Family, Output, PrintedText, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What `withdrawn.html` sees: the story's headline, its language and day, and when and why it was withdrawn."""

    headline: str
    lang: str
    date: NewsDate
    withdrawn: NewsDate
    reason: str


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield one family: all notices."""
    yield Family("notices of withdrawn stories", _plan, (tuple(map(archive.printed, archive.withdrawn)),))


def _plan(texts: tuple[PrintedText, ...]) -> Iterator[Output]:
    for text in texts:
        story = text.story
        if isinstance(story, Article) and story.withdrawn:
            told, taken = story.teaser, story.withdrawn
            view = NoticeView(told.headline, told.lang, told.date, taken.date, taken.reason)
            yield Output(output_path(story.url), Templated("withdrawn.html"), view, story.source, (text,))
