"""The archive that a command is run in: its folder and its settings, or words that say what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import click

from newsgen.cli.printer import show
from newsgen.news.diagnostics import Diagnostic, has_errors
from newsgen.news.settings import Settings
from newsgen.reading.project import SETTINGS, find_root, read_settings

REFUSED = 1
"""What a command that was refused exits with."""


class RefusedError(click.ClickException):
    """A command ends here; the diagnostics say why."""

    exit_code = REFUSED

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        super().__init__("refused")
        self.problems = problems

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - diagnostics have a place of their own
        """Print the diagnostics."""
        show(self.problems)


def archive(hint: str = "`newsgen init` begins one") -> Path:
    """Return the folder of the archive that the user is in; ends the command where there is none."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError(f"there is no archive here: no newsgen.toml and no articles/ folder; {hint}")
    return root


def settings_of(root: Path, base_url: str | None = None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return an archive's settings, and what is to be said of them; ends the command if they can't be used."""
    settings, said = read_settings(root / SETTINGS, SETTINGS, base_url)
    if has_errors(said):
        raise RefusedError(said)
    return settings, said
