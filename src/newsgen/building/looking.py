"""The archive as a build would read it now, for commands that only look: with what the last build knew, if it did."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from newsgen.building import work
from newsgen.loader import Loaded, load, survey
from newsgen.memory.remembered import remembered, state_path
from newsgen.memory.state import readable
from newsgen.news.settings import Settings
from newsgen.workers.workforce import Workforce, cores


def look(root: Path, settings: Settings, as_of: datetime) -> Loaded:
    """Read every story that the last build of `site/` doesn't know as it is, on all cores; nothing is written."""
    with readable(state_path(root, root / "site")) as book:
        _, known = remembered(book, settings)
    there = survey(root, settings)
    with Workforce(cores()) as force:
        return load(root, settings, as_of, there, known, work.parser(force, len(there.stories) - len(known.records)))
