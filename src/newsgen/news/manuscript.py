"""A source split by its syntax, unchecked: fields with their places, and where the body stands.

Owns the tree of values that front matter and settings are read into. A `Scalar` holds the text *as written*
(`no`, `12:30`, `010`), never what YAML or TOML would make of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.diagnostics import Diagnostic, Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written; empty text means absent. `quoted` tells `"null"` from `null`."""

    text: str
    span: Span
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Value, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named values in the order of the file; names are unique.

    `unread` are the names of fields that stand there and can't be read; empty where the name can't be read either.
    """

    entries: tuple[Entry, ...]
    span: Span
    unread: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, name: str) -> Value | None:
        """Return the value under a name, or None."""
        return next((e.value for e in self.entries if e.name == name), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, where the name stands, and its value."""

    name: str
    span: Span
    value: Value


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of the source's text: `text[start:end]`, beginning on `line` (from 1)."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Inference:
    """A field that was read out of running text, not stated: its value and how sure the reader is (0 to 1).

    `stretches` is the story's own text that the field takes out of the body; it goes back there if the field isn't
    taken. `evidence` names what it was read by.
    """

    name: str
    value: Value
    confidence: float
    stretches: tuple[Slice, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a clipping that belongs to no field and no paragraph, and the reason in one or two words."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a format made of one source.

    `fields` were stated in front matter and count as facts; `inferred` were read out of the text and give way to
    them. The body is the `body` slices of the source's text, in order; a clipping has one slice a paragraph.
    """

    path: str
    syntax: str
    fields: Mapping
    body: tuple[Slice, ...]
    inferred: tuple[Inference, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
