"""What the last build knew, for commands that only look: as much of it as holds for these settings and this version."""

from __future__ import annotations

import os
from pathlib import Path

from newsgen.memory.brief import Brief
from newsgen.memory.state import State, StateError
from newsgen.news import compression
from newsgen.news.fingerprint import of_value
from newsgen.news.settings import Settings
from newsgen.reading.records import Known
from newsgen.workers import toolchain


def state_path(root: Path, output: Path) -> Path:
    """Return the state file of an output folder: in `.newsgen/`, named by the folder's path from the project's."""
    relative = os.path.relpath(output.resolve(), root.resolve()).replace(os.sep, "/")
    return root / ".newsgen" / f"{of_value(relative)[:12]}.state"


def reading(settings: Settings) -> str:
    """Return what stands for all that decides how a story is read."""
    return of_value((settings.reading, toolchain.versions()))


def surroundings(settings: Settings, theme: str) -> str:
    """Return what stands for all that files are made with: versions, settings, and the theme by its digest."""
    tools = (toolchain.versions(), compression.VERSION) if "compressed" in settings.outputs else toolchain.versions()
    return of_value((tools, settings, theme))


def remembered(book: State | None, settings: Settings) -> tuple[Brief, Known]:
    """Return what is known of the site and of its sources; nothing where there is no state, or none that is of use."""
    try:
        brief = book.brief() if book else Brief()
        if book is None or brief.reading != reading(settings):
            return brief, Known()
        return brief, Known(book.records(), brief.sources, brief.files, brief.started)
    except StateError:
        return Brief(), Known()
