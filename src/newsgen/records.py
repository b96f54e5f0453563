"""What is known of each source between builds: the nouns that loader, parser and state share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsgen.news.article import Article, Page
from newsgen.news.diagnostics import Diagnostic
from newsgen.sources import Hint


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one source turned into; nothing when it can't be a story."""

    path: str
    made: Article | Page | None
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one source: its hint, its digest, and the story or page made of it. Only of public ones."""

    hint: Hint
    digest: str
    made: Article | Page


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known of a file that is copied as it is."""

    hint: Hint
    digest: str


@dataclass(frozen=True)
class Known:
    """What the last build knew: records by path, and the instant (in ns) before which hints can be trusted."""

    records: Mapping[str, Record] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    before: int = 0
