"""The last build's knowledge, in `.newsgen/`. Only a cache: lost, foreign or damaged, it costs time, never truth.

It holds no word of a story that is not public. Every row carries a checksum; a row that fails it, a file that SQLite
can't read, or one of another version of newsgen or Python makes an empty state.
"""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsgen import __version__, rows
from newsgen.ledger import Entry
from newsgen.records import FileRecord, Known, Record
from newsgen.sources import Hint

FORMAT = f"newsgen {__version__} format 1, Python {sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of one file of the site: its inputs' fingerprint, its bytes' digest, its hint on disk."""

    fingerprint: str
    digest: str
    mark: str
    hint: Hint


@dataclass(frozen=True)
class State:
    """Everything that the last build knew.

    `reading` stands for the settings and versions that stories were read with; `closures` are the digests of the
    templates' closures, with the digest of the theme that they were taken of.
    """

    reading: str = ""
    started: int = 0
    records: Mapping[str, Record] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    made: Mapping[str, Made] = field(default_factory=dict)
    closures: tuple[str, Mapping[str, str]] = ("", MappingProxyType({}))

    def known(self, reading: str) -> Known:
        """Return what the loader may rely on, if stories are still read with the same settings."""
        return Known(self.records if reading == self.reading else {}, self.files, self.started)

    def entries(self) -> dict[str, Entry]:
        """Return the ledger as this state remembers it."""
        return {path: Entry(made.digest, made.mark) for path, made in self.made.items()}


class NewerStateError(Exception):
    """The state was written by another version; its name is the message."""


def load(path: Path) -> tuple[State, str]:
    """Return the state in a file, and a note when there is one that can't be used."""
    if not path.exists():
        return State(), ""
    try:
        with closing(sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True)) as database:
            parts = dict(_checked(database.execute("select name, checksum, data from part")))
            return _state(parts), ""
    except NewerStateError as problem:
        return State(), f"the last build was made by {problem}; everything is built anew"
    except (sqlite3.Error, ValueError, EOFError, TypeError, KeyError, OSError):
        return State(), "what was known of the last build is damaged; everything is built anew"


def save(path: Path, state: State) -> None:
    """Write the state whole, in one transaction; raises `OSError` when that isn't possible."""
    reader = {
        "format": FORMAT,
        "reading": state.reading,
        "started": state.started,
        "records": {key: rows.record_row(record) for key, record in state.records.items()},
        "files": {key: rows.row_of(record) for key, record in state.files.items()},
        "closures": (state.closures[0], dict(state.closures[1])),
        "made": {key: rows.row_of(made) for key, made in state.made.items()},
    }
    temporary = path.with_name(path.name + ".tmp")
    with suppress(FileNotFoundError):
        temporary.unlink()
    try:
        with closing(sqlite3.connect(temporary)) as database:
            database.execute("pragma journal_mode = off")
            database.execute("pragma synchronous = off")
            database.execute("create table part (name text primary key, checksum blob, data blob)")
            database.executemany("insert into part values (?, ?, ?)", _parts(reader))
            database.commit()
    except sqlite3.Error as problem:
        raise OSError(str(problem)) from problem
    temporary.replace(path)


def _parts(values: Mapping[str, Any]) -> Iterable[tuple[str, bytes, bytes]]:
    for name, value in values.items():
        data = marshal.dumps(value)
        yield name, hashlib.sha256(data).digest(), data


def _checked(found: Iterable[tuple[str, bytes, bytes]]) -> Iterable[tuple[str, Any]]:
    for name, checksum, data in found:
        if hashlib.sha256(data).digest() != checksum:
            raise ValueError(name)
        if name == "format" and marshal.loads(data) != FORMAT:  # noqa: S302 - plain values, checksummed
            raise NewerStateError(marshal.loads(data))  # noqa: S302
        yield name, data


def _state(parts: Mapping[str, bytes]) -> State:
    values = {name: marshal.loads(data) for name, data in parts.items()}  # noqa: S302
    if values["format"] != FORMAT:
        raise NewerStateError(values["format"])
    reader = rows.Reader()
    return State(
        reading=values["reading"],
        started=values["started"],
        records={key: reader.record(row) for key, row in values["records"].items()},
        files={key: rows.file_record(row) for key, row in values["files"].items()},
        closures=values["closures"],
        made={key: Made(row[0], row[1], row[2], Hint(*row[3])) for key, row in values["made"].items()},
    )


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
