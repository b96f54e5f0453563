"""`newsgen why`: what a file of the site was made from, and why it was made again.

Or whether a story is on the site, where, and in which lists. It looks, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newsgen import outputs
from newsgen.building import work
from newsgen.building.plan import clashes, collisions
from newsgen.loader import Survey, load, survey
from newsgen.memory.ledger import mark_of
from newsgen.memory.remembered import remembered
from newsgen.memory.state import State
from newsgen.news.article import Article, Teaser
from newsgen.news.diagnostics import Diagnostic, Level
from newsgen.news.gate import Reason, shown
from newsgen.news.output import Output
from newsgen.news.settings import Settings
from newsgen.news.urls import FILES, output_path
from newsgen.reading import parser, sources
from newsgen.reading.records import Known
from newsgen.workers.workforce import Workforce


@dataclass(frozen=True)
class FileReason:
    """What a file of the site was made from: (label, what) of each input; and why it was last made."""

    path: str
    inputs: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class StoryReason:
    """Whether a story is on the site: its address, if it is there already, the pages that show it and why its own was
    last made; or why it isn't there, and at which instants it comes and goes by itself."""

    source: str
    headline: str = ""
    date: str = ""
    url: str = ""
    is_there: bool = False
    shown_on: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    hidden: Reason | None = None
    comes: datetime | None = None
    goes: datetime | None = None
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class OtherReason:
    """Why a file in `articles/` is no story; and the stories that show it, if it is a picture."""

    source: str
    what: str
    shown_by: tuple[str, ...] = ()


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
    made = _made(root, settings, source)
    comes, goes = (made and shown(made, settings.zone)) or (None, None)
    about = StoryReason(source, comes=comes, goes=goes, problems=alone.diagnostics)
    if made:
        about = replace(about, headline=made.teaser.headline, date=made.date.iso)
    if not alone.archive.stories_with_pages:
        hidden = next((story.reason for story in alone.hidden), None)
        errors = tuple(problem for problem in alone.diagnostics if problem.level is Level.ERROR)
        return replace(about, hidden=hidden, problems=errors)
    brief, known = remembered(book, settings)
    loaded = load(root, settings, as_of, found, known, parse)
    story = alone.archive.stories_with_pages[0]
    planned = list(outputs.plan(loaded.archive, settings))
    if story.source in {output.origin for pair in clashes(planned) for output in pair}:
        return replace(about, problems=tuple(collisions(root, planned)))
    path = output_path(story.url)
    last = book.inputs(path) if book else None
    file = brief.made.get(path)
    is_there = file is not None and file.mark == mark_of(source)
    pages = tuple([output.path for output in planned if _shows(output, story)])
    return replace(about, url=story.url, is_there=is_there, shown_on=pages, reasons=tuple(last[1]) if last else ())


def why_other(root: Path, settings: Settings, as_of: datetime, book: State | None, source: str) -> OtherReason | None:
    """Say why a file in `articles/` is no story; None if there is no such file."""
    if not (root / source).is_file():
        return None
    name = source.rpartition("/")[2]
    if source.lower().endswith(FILES):
        known = remembered(book, settings)[1]
        loaded = load(root, settings, as_of, survey(root, settings), known, work.parser(Workforce(1), 0))
        everything = loaded.archive.everything
        by = tuple(one.source for one in everything if source in {path for _, path in loaded.archive.files_of(one)})
        return OtherReason(source, "a picture or document" if by else "a file that no public story shows", by)
    if not name.lower().endswith(sources.STORIES):
        endings = f"{', '.join(sources.STORIES[:-1])} or {sources.STORIES[-1]}"
        return OtherReason(source, f"no story: the name of a story ends with {endings}")
    if sources.NO_STORY.fullmatch(name):
        return OtherReason(source, "no story: a name that begins with `_` or `.`, or is README, is passed over")
    return OtherReason(source, "no story: `ignore` below [build] passes it over, or it is what an editor left behind")


def _made(root: Path, settings: Settings, source: str) -> Article | None:
    read = sources.read(root, source)
    made = None if isinstance(read, Diagnostic) else parser.parse(settings, source, read[0]).made
    return made if isinstance(made, Article) else None


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
