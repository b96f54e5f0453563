"""What a build asks first: the brief, which tells whether anything changed at all since the last one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from newsgen.memory.ledger import Entry
from newsgen.memory.plans import Span
from newsgen.memory.rows import Row
from newsgen.news.archive import Clashes
from newsgen.news.pictures import Facts
from newsgen.reading.records import Digested
from newsgen.reading.sources import Hint

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Made(NamedTuple):
    """What is known of one file of the site: its inputs' fingerprint, its bytes' digest, its source's mark, its
    hint on disk."""

    fingerprint: str
    digest: str
    mark: str
    hint: Hint


@dataclass(frozen=True)
class Brief:
    """What tells whether anything changed since the last build.

    `sources`, `files` and `made` are hints and digests by path: of stories and pages, of copied files, of the files
    of the site; `ledger` is its ledger's hint. `others` stands for the files beside stories that no public story uses,
    and doesn't name them. `surroundings` stands for versions, settings and theme, `around` for what of them every
    output depends on, `reading` for those that stories are read with. `families` are the plan's, by name: digest and
    paths; `spans` of those that print stories' texts the first and the last month of these; `clashes` are the names
    that share an address. Time alone changes nothing from `as_of` to `until`, in seconds since 1970 (None: for ever).
    `closures` are the digests of the templates' closures, after the digest of the theme that they were taken of.
    `former` are addresses that stories have left, by source. `left_out` stands for stories that were left out because
    of errors, and names none; `pictures` for the names of the copies of pictures that are kept.
    """

    format: str = ""
    started: int = 0
    surroundings: str = ""
    around: str = ""
    reading: str = ""
    as_of: float = 0.0
    until: float | None = 0.0
    stories: int = 0
    unreviewed: int = 0
    sources: Mapping[str, Hint] = field(default_factory=dict)
    files: Mapping[str, Digested] = field(default_factory=dict)
    others: str = ""
    made: Mapping[str, Made] = field(default_factory=dict)
    ledger: Hint | None = None
    families: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    clashes: Clashes = field(default_factory=dict)
    closures: tuple[str, Mapping[str, str]] = ("", _NOTHING)
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: str = ""
    pictures: str = ""

    @property
    def next_change(self) -> datetime | None:
        """Return the instant at which time alone next shows or hides a story, if there is one."""
        return datetime.fromtimestamp(self.until, UTC) if self.until else None

    def entries(self) -> dict[str, Entry]:
        """Return the ledger as this state remembers it."""
        return {path: Entry(made.digest, made.mark) for path, made in self.made.items()}


def brief_of(values: dict[str, Any], sources: Iterable[tuple[str, Row]], made: Iterable[tuple[str, Row]]) -> Brief:
    """Return the brief that rows stand for: those of `brief_row`, of `sources`, and of `made`."""
    new = tuple.__new__  # half the time of calling a named tuple, a quarter of a million times
    values["ledger"] = values["ledger"] and Hint(*values["ledger"])
    values["sources"] = {path: new(Hint, row) for path, row in sources}
    values["files"] = {
        path: Digested(digest, Hint(*hint), Facts(*facts)) for path, (digest, hint, facts) in values["files"].items()
    }
    values["clashes"] = {kind: frozenset(keys) for kind, keys in values["clashes"].items()}
    values["made"] = {path: new(Made, (*row[:3], new(Hint, row[3:]))) for path, row in made}
    return Brief(**values)


def brief_row(brief: Brief) -> dict[str, Any]:
    """Return a brief as plain values, but for `sources` and `made`, which are large."""
    values = {item.name: getattr(brief, item.name) for item in fields(brief) if item.name not in ("sources", "made")}
    values["files"] = {path: (file.digest, tuple(file.hint), tuple(file.facts)) for path, file in brief.files.items()}
    values["ledger"] = brief.ledger and tuple(brief.ledger)
    values["families"] = dict(brief.families)
    values["spans"] = dict(brief.spans)
    values["clashes"] = {kind: sorted(keys) for kind, keys in brief.clashes.items()}
    values["former"] = dict(brief.former)
    values["closures"] = (brief.closures[0], dict(brief.closures[1]))
    return values


def made_row(made: Made) -> Row:
    """Return what is known of a file of the site as a row."""
    return (*made[:3], *made.hint)
