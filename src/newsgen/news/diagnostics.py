"""Something to tell a human, with a place.

Owns `Span` and `Diagnostic`. Bad input never raises: whoever finds a problem returns a `Diagnostic`, and all of
them are printed together at the end, sorted by place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: an error refuses the build, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: line and column count from 1, 0 means the file as a whole; length in characters."""

    path: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: `code` is stable and names a page of the manual, `excerpt` is the reader's own line. `meant` is what
    must stand at the place instead, where there is one reading only. `foreign` is the field of another tool that stands
    there, and what the settings can say it is here: one of our fields, or nothing for one that is to be passed over."""

    code: str
    level: Level
    span: Span
    message: str
    hint: str = ""
    excerpt: str = ""
    meant: str = ""
    foreign: tuple[str, str] | None = None

    def sort_key(self) -> tuple[Span, str, str]:
        """Order by place, then by code and message."""
        return (self.span, self.code, self.message)


def error(code: str, span: Span, message: str, hint: str = "", meant: str = "") -> Diagnostic:
    """Make a diagnostic that refuses the build."""
    return Diagnostic(code, Level.ERROR, span, message, hint, meant=meant)


def warning(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic that is told and does not stop anything."""
    return Diagnostic(code, Level.WARNING, span, message, hint)


def note(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic that only informs."""
    return Diagnostic(code, Level.NOTE, span, message, hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether one of them refuses the build."""
    return any(d.level is Level.ERROR for d in diagnostics)


def softened(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return them with errors turned into warnings: what is wrong with a draft stops nobody."""
    return tuple(replace(d, level=Level.WARNING) if d.level is Level.ERROR else d for d in diagnostics)


def with_excerpts(diagnostics: Iterable[Diagnostic], lines: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Return them with the line of text that each points at; `lines` are the file's, without line ends."""
    return tuple(
        replace(d, excerpt=lines[d.span.line - 1]) if not d.excerpt and 0 < d.span.line <= len(lines) else d
        for d in diagnostics
    )
