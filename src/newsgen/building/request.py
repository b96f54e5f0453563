"""What is asked of a build, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsgen.building.changes import Changes
from newsgen.loader import HiddenStory
from newsgen.news.diagnostics import Diagnostic

Progress = Callable[[str, int, int], None]
"""Told of what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Request:
    """What is to be built. `settings` is the settings file, there or not; `shown` how messages name `output`.

    `started` is the clock at the start, in nanoseconds; `jobs` are processes, `executor` is `module:function`;
    `has_changes` asks for what changed, file by file.
    """

    root: Path
    settings: Path
    output: Path
    shown: str
    as_of: datetime
    started: int
    base_url: str | None = None
    keep_going: bool = False
    drop: bool = False
    rehash: bool = False
    wait: bool = False
    prove: bool = False
    has_changes: bool = False
    jobs: int = 1
    executor: str = ""
    progress: Progress = field(default=lambda _what, _done, _all: None)


@dataclass(frozen=True)
class Report:
    """What a build did, in numbers of files, and what it has to say. `refused` builds changed nothing, unless the
    system stopped them while they put files in place.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    refused: bool = False
    busy: bool = False
    parsed: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    kept: int = 0
    stories: int = 0
    unreviewed: int = 0
    has_address: bool = False
    mended: tuple[str, ...] = ()
    hidden: tuple[HiddenStory, ...] = ()
    left_out: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)

    @property
    def is_unfinished(self) -> bool:
        """Tell whether some of the new files are in place, and others aren't."""
        return any(problem.code == "output-unfinished" for problem in self.diagnostics)
