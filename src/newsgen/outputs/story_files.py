"""The pictures and files of public stories, each in the folder of the story that uses it."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.archive import Archive
from newsgen.news.output import Copied, Output
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:  # noqa: ARG001
    """Yield one output for each file that a story shows or links to."""
    for article in archive.articles:
        if article.photos or article.body.references:
            for url, source in archive.files_of(article).items():
                yield Output(output_path(url), Copied(source, archive.files[source]), None, article.source)
