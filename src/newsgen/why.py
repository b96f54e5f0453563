"""`newsgen why`: what a file of the site was made from, and why it was made again.

Or whether a story is on the site, where, and in which lists. It looks, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from newsgen import outputs, work
from newsgen.loader import Loaded, Survey, load, survey
from newsgen.news.article import Article, Teaser
from newsgen.news.diagnostics import Diagnostic, Level
from newsgen.news.output import Output
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path
from newsgen.records import Known
from newsgen.remembered import remembered
from newsgen.state import State
from newsgen.workforce import Workforce


@dataclass(frozen=True)
class FileReason:
    """What a file of the site was made from: (label, what) of each input; and why it was last made."""

    path: str
    inputs: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class StoryReason:
    """Whether a story is on the site: its address and the pages that show it, or why it isn't there."""

    source: str
    url: str
    shown_on: tuple[str, ...]
    hidden: str
    problems: tuple[Diagnostic, ...]


def why_file(book: State, name: str) -> FileReason | None:
    """Look up a file of the site by its path or address; None when the last build made no such file."""
    for path in dict.fromkeys((name, output_path(name), output_path(name.rstrip("/") + "/"))):
        found = book.inputs(path.lstrip("/"))
        if found:
            inputs, reasons = found
            return FileReason(path.lstrip("/"), tuple((label, what) for label, what, _ in inputs), tuple(reasons))
    return None


def why_story(root: Path, settings: Settings, as_of: datetime, book: State | None, source: str) -> StoryReason | None:
    """Read a story as a build would now; None when there is no such source."""
    found = survey(root, settings)
    own = tuple(file for file in found.stories if file.path == source)
    if not own:
        return None
    parse = work.parser(Workforce(1), 0)
    alone = load(root, settings, as_of, Survey(own, found.files, (), ()), Known(), parse)
    hidden = next((str(story.reason) for story in alone.hidden), "")
    if not alone.archive.articles:
        errors = tuple(problem for problem in alone.diagnostics if problem.level is Level.ERROR)
        return StoryReason(source, "", (), hidden, errors)
    loaded = load(root, settings, as_of, found, remembered(book, settings)[1], parse)
    story = alone.archive.articles[0]
    return StoryReason(source, story.url, tuple(_pages_with(loaded, settings, story)), "", alone.diagnostics)


def _pages_with(loaded: Loaded, settings: Settings, story: Article) -> Iterator[str]:
    """Yield the files of the site that show a story."""
    for output in outputs.plan(loaded.archive, settings):
        if _shows(output, story):
            yield output.path


def _shows(output: Output, story: Article) -> bool:
    return any(text.story.source == story.source for text in output.texts) or any(
        _is_about(value, story) for value in _values(output.view)
    )


def _is_about(value: object, story: Article) -> bool:
    return isinstance(value, Teaser) and value.id == story.id


def _values(view: Any) -> Iterator[object]:
    """Yield what a view holds, and the parts of its tuples."""
    for item in fields(view) if view is not None else ():
        value = getattr(view, item.name)
        if isinstance(value, tuple):
            yield from value
        else:
            yield value
