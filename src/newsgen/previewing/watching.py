"""What a project's files are like: all of them at a glance, and which of them are not what they were.

Files are looked at, never opened. There is no other watching: it works the same on every system and on every disk, and
a look at twenty thousand files takes a tenth of a second.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from newsgen.loader import Survey, survey
from newsgen.news.settings import Settings
from newsgen.reading import sources
from newsgen.reading.project import own_theme
from newsgen.reading.sources import Found, Hint, hint_of

_PAUSE, _PAUSES = 0.02, 25
"""Seconds between two looks at a file that is being saved, and how often that is waited for."""


@dataclass(frozen=True)
class Sight:
    """All files that a site is made of, as they lie there: what stories and pages are made of, the project's templates,
    the theme's, and the settings file."""

    survey: Survey
    templates: tuple[Found, ...] = ()
    theme: tuple[Found, ...] = ()
    settings: tuple[Found, ...] = ()

    @cached_property
    def hints(self) -> dict[str, Hint]:
        """Return the hints of all files in the project's folder, by path."""
        seen = self.survey
        files = (*seen.stories, *seen.files, *seen.statics, *self.templates, *self.settings)
        return {file.path: file.hint for file in files}


def sight(root: Path, settings_file: Path, settings: Settings) -> Sight:
    """Look at a project's files."""
    own = own_theme()
    templates, _ = sources.scan(root, "templates")
    theme, _ = sources.scan(own.parent, own.name)
    hint = _hint(settings_file)
    stated = (Found(settings_file.name, hint),) if hint else ()
    return Sight(survey(root, settings), tuple(templates), tuple(theme), stated)


def renewed(old: Sight, root: Path, paths: Iterable[str]) -> Sight | None:
    """Look at a few of the files again; return None if one of them is gone."""
    fresh = {path: _hint(root / path) for path in paths}
    if all(old.hints.get(path) == hint for path, hint in fresh.items()):
        return old

    def looked_at(files: tuple[Found, ...]) -> tuple[Found, ...]:
        return tuple(
            [Found(file.path, hint) if (hint := fresh.get(file.path)) and hint != file.hint else file for file in files]
        )

    if None in fresh.values():
        return None
    seen = old.survey
    stories, files, statics = looked_at(seen.stories), looked_at(seen.files), looked_at(seen.statics)
    again = replace(seen, stories=stories, files=files, statics=statics)
    return replace(old, survey=again, templates=looked_at(old.templates), settings=looked_at(old.settings))


def differences(old: Sight, new: Sight) -> list[str]:
    """Return the paths of the files in the project's folder that are new, changed or gone, in order."""
    before, after = old.hints, new.hints
    if before == after:
        return []
    found = {path for path, hint in after.items() if before.get(path) != hint}
    return sorted(found | (before.keys() - after.keys()))


def settled(root: Path, paths: Iterable[str], seen: Sight) -> bool:
    """Wait until nobody is writing to some files: an editor may save one in pieces, or put another in its place.

    Tell whether they are what they were when they were seen.
    """
    waiting = list(paths)
    first = before = [seen.hints.get(path) for path in waiting]
    for _ in range(_PAUSES):
        time.sleep(_PAUSE)
        now = list(_hints(root, waiting))
        if now == before:
            break
        before = now
    return before == first


def _hints(root: Path, paths: Iterable[str]) -> Iterator[Hint | None]:
    for path in paths:
        yield _hint(root / path)


def _hint(path: Path) -> Hint | None:
    try:
        return hint_of(os.stat(path, follow_symlinks=False))
    except OSError:
        return None
