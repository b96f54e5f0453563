"""The pictures and files of public stories, each in the folder of the story that uses it."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.archive import Archive
from newsgen.news.article import Article, Page
from newsgen.news.output import Copied, Output
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:  # noqa: ARG001
    """Yield one output for each file that a story or page shows or links to."""
    everything: tuple[Article | Page, ...] = (*archive.articles, *archive.pages)
    for story in everything:
        if story.body.references or (isinstance(story, Article) and story.photos):
            for url, source in archive.files_of(story):
                yield Output(output_path(url), Copied(source, archive.files[source]), None, source)
