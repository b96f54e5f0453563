"""The pictures and files of public stories, in the folder of the story that uses them, and copies of pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.output import Converted, Copied, Family, Output
from newsgen.news.pictures import Picture, copies
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

FAMILY = "files of stories"

Used = tuple[str, str, str, Picture | None, str]
"""A file that a story or page shows or links to: its address, its project path, its digest, the picture that it is if
it has copies, and the story's source."""


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield one family: all files."""
    used = [
        (url, source, archive.files[source], _with_copies(archive.pictures.get(source)), story.source)
        for story in archive.everything
        if story.body.references or (story.photos or story.scans if isinstance(story, Article) else story.portrait)
        for url, source in archive.files_of(story)
    ]
    yield Family(FAMILY, _plan, (tuple(used),))


def _with_copies(picture: Picture | None) -> Picture | None:
    return picture if picture and picture.widths else None


def _plan(used: tuple[Used, ...]) -> Iterator[Output]:
    for url, source, digest, picture, story in used:
        if picture is None:
            yield Output(output_path(url), Copied(source, digest), None, story)
            continue
        suffix = posixpath.splitext(source)[1].lower()
        yield Output(output_path(url), Converted(source, digest, picture.width, suffix), None, story)
        for kind in (".avif", ".jpg"):
            for address, width in copies(url, picture, kind):
                if address != url:
                    yield Output(output_path(address), Converted(source, digest, width, kind), None, story)
