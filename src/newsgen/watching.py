"""What a project's files are like: all of them at a glance, and which of them are not what they were.

Files are looked at, never opened. There is no other watching: it works the same on every system and on every disk, and
a look at twenty thousand files takes a tenth of a second.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgen import sources
from newsgen.loader import Survey, survey
from newsgen.news.settings import Settings
from newsgen.project import own_theme
from newsgen.sources import Found, Hint, hint_of

_PAUSE, _PAUSES = 0.02, 25
"""Seconds between two looks at a file that is being saved, and how often that is waited for."""


@dataclass(frozen=True, slots=True)
class Sight:
    """All files that a site is made of, as they lie there: what stories and pages are made of, the project's templates,
    the theme's, and the settings file."""

    survey: Survey
    templates: tuple[Found, ...] = ()
    theme: tuple[Found, ...] = ()
    settings: tuple[Found, ...] = ()

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


def differences(old: Sight, new: Sight) -> list[str]:
    """Return the paths of the files in the project's folder that are new, changed or gone, in order."""
    before, after = old.hints(), new.hints()
    if before == after:
        return []
    found = {path for path, hint in after.items() if before.get(path) != hint}
    return sorted(found | (before.keys() - after.keys()))


def settled(root: Path, paths: Iterable[str]) -> None:
    """Wait until nobody is writing to some files: an editor may save one in pieces, or put another in its place."""
    waiting = list(paths)
    before = list(_hints(root, waiting))
    for _ in range(_PAUSES):
        time.sleep(_PAUSE)
        now = list(_hints(root, waiting))
        if now == before:
            return
        before = now


def _hints(root: Path, paths: Iterable[str]) -> Iterator[Hint | None]:
    for path in paths:
        yield _hint(root / path)


def _hint(path: Path) -> Hint | None:
    try:
        return hint_of(os.stat(path, follow_symlinks=False))
    except OSError:
        return None
