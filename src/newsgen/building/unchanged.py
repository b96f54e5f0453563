"""The short cut: when nothing has changed, a build need only look, and plans and reads nothing.

It is taken only where it can't be wrong: the same versions, settings and theme, every source with the hint that it had
and older than the last build, no instant passed at which time alone changes something, and every file of the site as
it was left. Whatever is not known, a draft say, is read and must turn out to be hidden.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from newsgen.building import work
from newsgen.loader import HiddenStory, Survey, load, others_digest
from newsgen.memory.brief import Brief, Made
from newsgen.memory.ledger import LEDGER, OWN
from newsgen.news.article import is_portrait
from newsgen.news.settings import Settings
from newsgen.reading.project import ThemeFiles
from newsgen.reading.records import Known
from newsgen.reading.sources import Found, Hint, hint_of
from newsgen.site.writer import Site
from newsgen.workers.workforce import Workforce, cores

FEW = 50
"""Up to so many edited stories are worth a look of their own, if they are few beside the others."""

LARGE = 40_000
"""From so many files on it pays to look at the site beside the sources."""


class _Asked(Protocol):
    """The part of a request that matters here."""

    @property
    def root(self) -> Path: ...
    @property
    def as_of(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Look:
    """What a look shows where hardly anything has changed: the hidden stories, and public ones that were edited."""

    hidden: tuple[HiddenStory, ...] = ()
    edited: tuple[str, ...] = ()


def looked(asked: _Asked, settings: Settings, brief: Brief, found: Survey, theme: ThemeFiles) -> Look | None:
    """Return what a look shows if nothing has changed since the last build but for a few stories, else None.

    Versions, settings, theme and site are the caller's to compare.
    """
    if not is_timely(brief, asked.as_of) or not _same_files(brief, found, theme):
        return None
    known = brief.sources
    trusted = Known(hints=known, before=brief.started).is_trusted
    others = [file for file in found.stories if not trusted(known.get(file.path), file.hint)]
    edited = tuple(file.path for file in others if file.path in known)
    unknown = tuple(file for file in others if file.path not in known)
    if len(found.stories) - len(unknown) != len(known) or len(edited) > min(FEW, len(known) // 2):
        return None
    hidden = _hidden(asked, settings, brief, unknown) if unknown else ()
    return None if hidden is None else Look(hidden, edited)


def _hidden(
    asked: _Asked, settings: Settings, brief: Brief, others: tuple[Found, ...]
) -> tuple[HiddenStory, ...] | None:
    """Return these stories if they are all hidden, and stay so no shorter than what is known."""
    rest = Survey(others, (), (), ())
    loaded = load(asked.root, settings, asked.as_of, rest, Known(), work.parser(Workforce(1), 0))
    if loaded.records or loaded.broken or loaded.diagnostics:
        return None
    if loaded.next_change and (brief.until is None or loaded.next_change.timestamp() < brief.until):
        return None
    return loaded.hidden


def is_timely(brief: Brief, as_of: datetime) -> bool:
    """Tell whether no instant has come since the last build at which time alone shows or hides something."""
    return brief.as_of <= as_of.timestamp() and (brief.until is None or as_of.timestamp() < brief.until)


def _same_files(brief: Brief, found: Survey, theme: ThemeFiles) -> bool:
    """Tell whether all copied files are as they were: pictures, static files, the theme's."""
    trusted = Known(before=brief.started).is_trusted
    files: Iterable[Found] = (*found.files, *found.statics, *_assets(theme))
    others = []
    names = 0
    others += [(f.path, f.hint) for f in found.stories if f.path not in brief.sources and is_portrait(f.path)]
    for file in files:
        record = brief.files.get(file.path)
        if record is None:
            others.append((file.path, file.hint))
        elif trusted(record.hint, file.hint):
            names += 1
        else:
            return False
    return names == len(brief.files) and others_digest(others) == brief.others


def _assets(theme: ThemeFiles) -> Iterable[Found]:
    return (Found(f"theme/{name}", hint_of(place.stat())) for name, place in theme.assets.items())


def looking(folder: Path, brief: Brief) -> Callable[[], bool]:
    """Begin to look at the site, aside if it is large; return what waits for the outcome of `same_site`."""
    look = partial(same_site, folder, brief)
    if len(brief.made) < LARGE or cores() < 2:
        return look
    from newsgen.workers.processes import aside, forks  # a small site is looked at before they are imported

    return aside(look) if forks() else look


def same_site(folder: Path, brief: Brief) -> bool:
    """Tell whether every file of the site is as the last build left it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        names = os.listdir(descriptor)
        if any(name.startswith(OWN) and name != LEDGER for name in names):  # left behind by a build that was killed
            return False
        if brief.ledger is None or hint_of(os.stat(LEDGER, dir_fd=descriptor, follow_symlinks=False)) != brief.ledger:
            return False
        for path, made in brief.made.items():
            status = os.stat(path, dir_fd=descriptor, follow_symlinks=False)
            hint = made.hint
            if status.st_mtime_ns != hint.mtime or status.st_size != hint.size or hint_of(status) != hint:
                return False
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def as_made(
    site: Site, prints: Mapping[str, str], hints: Mapping[str, Hint], before: Mapping[str, Made]
) -> dict[str, Made]:
    """Return what the next build holds the site against: each file with the fingerprint that it was made by."""
    made = {}
    for path, entry in site.entries.items():
        hint = hints.get(path) or site.hint(path)
        if hint is None:
            continue
        known = before.get(path)
        is_known = known and known.hint is hint and known.fingerprint == prints[path] and known.mark == entry.mark
        made[path] = known if known and is_known else Made(prints[path], entry.digest, entry.mark, hint)
    return made
