"""The pictures and files of public stories, each in the folder of the story that uses it."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.output import Copied, Family, Output
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

Used = tuple[str, str, str, str]
"""A file that a story or page shows or links to: its address, its project path, its digest, and the story's source."""


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield one family: all files."""
    used = [
        (url, source, archive.files[source], story.source)
        for story in archive.everything
        if story.body.references or (isinstance(story, Article) and (story.photos or story.scans))
        for url, source in archive.files_of(story)
    ]
    yield Family("files of stories", _plan, (tuple(used),))


def _plan(used: tuple[Used, ...]) -> Iterator[Output]:
    for url, source, digest, story in used:
        yield Output(output_path(url), Copied(source, digest), None, story)
