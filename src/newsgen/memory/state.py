"""The last build's knowledge, in `.newsgen/`. Only a cache: lost, foreign or damaged, it costs time, never truth.

One SQLite file of parts, each with a checksum: what a build asks first (`brief`: everything that tells whether anything
changed at all), the records of stories, the inputs of each file of the site, and rendered texts.
It holds no word of a story that is not public: such stories are never put in, and what is removed is overwritten.
A part that fails its checksum, or was written by another version of newsgen or Python, makes the state empty.
"""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsgen import __version__
from newsgen.memory import rows
from newsgen.memory.brief import Brief, brief_of, brief_row, made_row
from newsgen.memory.database import FAILURES, connected, connected_in_memory, remove
from newsgen.memory.parts import Parts, Shelf, edited, month_of, recut
from newsgen.memory.plans import Kept
from newsgen.memory.rows import Row
from newsgen.news.output import Told
from newsgen.reading.records import Record

FORMAT = f"newsgen {__version__} format 11, Python {sys.version_info.major}.{sys.version_info.minor}"


class StateError(Exception):
    """The state can't be used; the message says why."""


class State:
    """An open state file. Nothing is read before it is asked for. Found damaged, it is begun anew when it is saved."""

    def __init__(self, database: sqlite3.Connection, path: Path | None = None, *, is_kept: bool = True) -> None:
        self._database = database
        self._path = path
        self._is_kept = is_kept
        self._is_usable = True
        self._is_forgotten = False
        self._is_empty = False

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def brief(self) -> Brief:
        """Return what tells whether anything changed; raises `StateError`."""
        values = self._part("brief")
        if values is None:
            self._is_usable = False
            return Brief()
        if values["format"] != FORMAT:
            self._is_usable = False
            message = f"the last build was made by {values['format']}; everything is built anew"
            raise StateError(message)
        return brief_of(values, self._many("sources"), self._many("made"))

    def records(self) -> dict[str, Record]:
        """Return the records of all stories and pages, by source; raises `StateError`."""
        return self._records("records")

    def records_of(self, months: Iterable[str]) -> dict[str, Record]:
        """Return the records of the stories of some months (see `month_of`); raises `StateError`."""
        found: dict[str, Record] = {}
        for month in months:
            found |= self._records(f"records {month}")
        return found

    def inputs(self, path: str) -> tuple[list[tuple[str, str, str]], list[str]] | None:
        """Return what a file of the site was made from (label, what, digest), and what made it stale last time.

        None where that isn't known.
        """
        try:
            found = list(self._checked("select path, checksum, data from inputs where path = ?", path))
            return _loads(found[0][1]) if found else None
        except StateError:
            return None

    def bodies(self, sources: Iterable[str]) -> Iterator[tuple[str, str, bytes]]:
        """Yield (source, key, data) of kept bodies of some stories."""
        for source in sources:
            query = "select key, checksum, data from body where source = ?"
            for key, data in self._checked(query, source):
                yield source, key, data

    def has_bodies(self) -> bool:
        """Tell whether any body is kept; one look instead of one for each story."""
        try:
            return self._database.execute("select 1 from body limit 1").fetchone() is not None
        except sqlite3.Error:
            return False

    def forget(self) -> None:
        """Throw away all that is known, and keep nothing of this build: it was found to be wrong."""
        self._is_forgotten = True
        if self._is_kept:
            with suppress(OSError):
                self._begin_anew()

    def begin(self) -> None:
        """Make room for what a build will keep: a state that can't be used is begun anew."""
        if self._is_kept and not self._is_usable:
            with suppress(OSError):
                self._begin_anew()

    def keep_bodies(self, found: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep bodies, each as (source, key, data), until the state is saved with them; what can't be kept is lost."""
        with self._noticing():
            self._database.executemany(
                "insert or replace into body values (?, ?, ?, ?)",
                ((source, key, _checksum(data), data) for source, key, data in found),
            )

    def drop_body(self, source: str) -> None:
        """Let go of a body that isn't the story's any more: there may be words in it that its editor took out."""
        with self._noticing():
            self._database.execute("delete from body where source = ?", (source,))

    def portions(self, path: str, keys: Mapping[str, str]) -> dict[str, bytes]:
        """Return the portions kept of a gathered output by name, as far as their keys are these; let go of the others.

        There may be words in them that are gone from the site. Raises `StateError`.
        """
        query = "select name || char(10) || key, checksum, data from portion where path = ?"
        there = {name.partition("\n")[0]: (name, data) for name, data in self._checked(query, path)}
        kept = {name: data for name, (whole, data) in there.items() if f"{name}\n{keys.get(name)}" == whole}
        gone = [(path, name) for name in there.keys() - kept.keys()]
        with self._noticing():
            self._database.executemany("delete from portion where path = ? and name = ?", gone)
        return kept

    def keep_portions(self, path: str, found: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep portions of a gathered output, each as (name, key, data), until the state is saved with them."""
        sealed = [(path, name, key, _checksum(data), data) for name, key, data in found if self._path is not None]
        with self._noticing():
            self._database.executemany("insert or replace into portion values (?, ?, ?, ?, ?)", sealed)

    def keep_inputs(self, found: Iterable[tuple[str, Told]]) -> None:
        """Keep what files of the site were made from, likewise."""
        with self._noticing():
            self._database.executemany(
                "insert or replace into inputs values (?, ?, ?)", ((path, *_sealed(row)) for path, row in found)
            )

    def keep_plan(self, name: str, kept: Kept) -> None:
        """Keep what a family is planned from, likewise."""
        row = (kept.kind, kept.function, kept.stories, kept.inputs)
        with self._noticing():
            self._database.execute("insert or replace into plan values (?, ?, ?)", (name, *_sealed(row)))

    def plan(self, name: str) -> Kept | None:
        """Return what a family was planned from when it was planned last, if that is known; raises `StateError`."""
        found = list(self._checked("select name, checksum, data from plan where name = ?", name))
        return Kept(*_loads(found[0][1])) if found else None

    def save(
        self, before: Brief, brief: Brief, old: Mapping[str, Record], new: Mapping[str, Record], gone: Iterable[str]
    ) -> None:
        """Write what changed, in one transaction; raises `OSError` when that isn't possible.

        `before` and `old` are what was read of this state. Nothing stays of a story that is not among the new records,
        whatever was known of the old ones. The records may be those of some months alone, old and new.
        """
        if self._is_forgotten:
            return
        if not self._is_kept:
            message = f"{self._path} can't be opened"
            raise OSError(message)
        if self._is_empty:  # what was read of it isn't there any more
            before, old = Brief(), {}
        if self._is_usable:
            with self._noticing():
                self._save(before, brief, old, new, gone)
        if not self._is_usable:
            self._begin_anew()
            if new.keys() != brief.sources.keys():
                return  # these are some of the records only, and the others are lost
            try:
                self._save(Brief(), brief, {}, new, ())
            except FAILURES as problem:
                raise OSError(str(problem)) from problem

    def _save(
        self, before: Brief, brief: Brief, old: Mapping[str, Record], new: Mapping[str, Record], gone: Iterable[str]
    ) -> None:
        with self._database:
            self._put("brief", brief_row(replace(brief, format=FORMAT)))
            self._put_many("sources", before.sources, brief.sources, tuple)
            self._put_many("made", before.made, brief.made, made_row)
            self._put_many("records", old, new, rows.record_row, _shelf)
            past = [(name,) for name in before.spans if name not in brief.spans]
            self._database.executemany("delete from plan where name = ?", past)
            left = [(path,) for path in gone]
            self._database.executemany("delete from inputs where path = ?", left)
            self._database.executemany("delete from portion where path = ?", left)
            known = old or [source for (source,) in self._database.execute("select source from body")]
            dropped = [(source,) for source in known if source not in new]
            self._database.executemany("delete from body where source = ?", dropped)
        if dropped:  # what is deleted is overwritten, but SQLite may have moved it before, and left a copy behind
            self._database.execute("vacuum")

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Notice that the file can't be used: it is begun anew when it is saved."""
        try:
            yield
        except (*FAILURES, StateError):
            self._is_usable = False

    def _begin_anew(self) -> None:
        """Forget everything: what is damaged or of another version is not worth mending."""
        self._database.close()
        remove(self._path)
        database = connected(self._path)
        if database is None:
            self._is_kept = False
            message = f"{self._path} can't be opened"
            raise OSError(message)
        self._database = database
        self._is_usable = self._is_empty = True

    def _put(self, name: str, value: Any) -> None:
        self._database.execute("insert or replace into part values (?, ?, ?)", (name, *_sealed(value)))

    def _put_many(
        self,
        name: str,
        old: Mapping[str, Any],
        new: Mapping[str, Any],
        row: Callable[[Any], Row],
        shelf: Shelf | None = None,
    ) -> None:
        """Put down the changed ones of many named values, in parts."""
        before, after = Parts(old, shelf), Parts(new, shelf)
        cut, parts = recut(before, after)
        gone = [f"{name} {emptied} %" for emptied in cut] if old else [f"{name} %"]  # what is there may not be known
        self._database.executemany("delete from part where name like ?", [(part,) for part in gone])
        for part in sorted(parts):  # one after another: rows of all would take their size in memory once more
            self._put(f"{name} {part}", {path: row(new[path]) for path in parts[part]})
        for part, paths in edited(before, after, cut).items():
            kept = self._part(f"{name} {part}") or {}
            for path, is_there in paths.items():
                kept.pop(path, None)
                if is_there:
                    kept[path] = row(new[path])
            self._put(f"{name} {part}", kept)

    def _records(self, name: str) -> dict[str, Record]:
        reader = rows.Reader()
        return {path: reader.record(row) for path, row in self._many(name)}

    def _many(self, name: str) -> Iterator[tuple[str, Any]]:
        query = "select name, checksum, data from part where name like ?"
        for _, data in self._checked(query, f"{name} %"):
            yield from _loads(data).items()

    def _part(self, name: str) -> Any:
        found = list(self._checked("select name, checksum, data from part where name = ?", name))
        return _loads(found[0][1]) if found else None

    def _checked(self, query: str, *values: str) -> Iterator[tuple[str, bytes]]:
        try:
            for name, checksum, data in self._database.execute(query, values):
                if _checksum(data) != checksum:
                    self._is_usable = False
                    raise StateError(_DAMAGED)
                yield name, data
        except FAILURES as problem:
            self._is_usable = False
            raise StateError(_DAMAGED) from problem


_DAMAGED = "what was known of the last build is damaged; everything is built anew"


@contextmanager
def opened(path: Path) -> Iterator[State]:
    """Open a state file for reading and writing; one that can't be used is made anew, in memory if need be."""
    database = connected(path)
    if database is None:
        remove(path)
        database = connected(path)
    book = State(database or connected_in_memory(), path, is_kept=database is not None)
    with closing(book):
        yield book


@contextmanager
def in_memory() -> Iterator[State]:
    """Open a state that knows nothing and is forgotten."""
    with closing(State(connected_in_memory())) as book:
        yield book


@contextmanager
def readable(path: Path) -> Iterator[State | None]:
    """Open a state file to look things up, without changing it; None when there is none."""
    if not path.exists():
        yield None
        return
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        yield None
        return
    with closing(database):
        yield State(database)


def _shelf(record: Record) -> str:
    return month_of(record.made)


def _sealed(value: Any) -> tuple[bytes, bytes]:
    data = marshal.dumps(value)
    return _checksum(data), data


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _loads(data: bytes) -> Any:
    try:
        return marshal.loads(data)  # noqa: S302 - plain values that newsgen wrote, checksummed
    except (ValueError, EOFError, TypeError) as problem:
        raise StateError(_DAMAGED) from problem
