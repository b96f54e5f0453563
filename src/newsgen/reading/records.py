"""What is known of each source between builds: the nouns that loader, parser and state share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from newsgen.news.article import Article, Page
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.pictures import NOTHING, Facts
from newsgen.reading.sources import Hint


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one source turned into; nothing when it can't be a story. `digest` and `hint` are those of its bytes; there
    is no hint if they can't be read."""

    path: str
    made: Article | Page | None
    problems: tuple[Diagnostic, ...] = ()
    digest: str = ""
    hint: Hint | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one source: the digest of its bytes, and the story or page made of it. Only of public ones."""

    digest: str
    made: Article | Page


class Digested(NamedTuple):
    """What is known of a file that is copied as it is; `facts` are a picture's."""

    digest: str
    hint: Hint
    facts: Facts = NOTHING


@dataclass(frozen=True)
class Known:
    """What was known before: records, hints and files by path, and the instant (ns) before which hints count.

    `is_timely` tells that time alone has changed nothing since, so that what is known to be public still is; `until`
    is the next instant at which it may, if there is one.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    hints: Mapping[str, Hint] = field(default_factory=dict)
    files: Mapping[str, Digested] = field(default_factory=dict)
    before: int = 0
    is_timely: bool = False
    until: datetime | None = None

    def is_trusted(self, old: Hint | None, new: Hint) -> bool:
        """Tell whether a hint spares a read: nothing differs, and the file is older than the last build's start."""
        return old == new and max(new.mtime, new.ctime) < self.before
