"""The SQLite file that the state is kept in: its tables, and how it is opened and thrown away."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

_TABLES = """
create table if not exists part (name text primary key, checksum blob, data blob) without rowid;
create table if not exists inputs (path text primary key, checksum blob, data blob) without rowid;
create table if not exists plan (name text primary key, checksum blob, data blob) without rowid;
create table if not exists body (source text primary key, key text, checksum blob, data blob);
create table if not exists portion (path text, name text, key text, checksum blob, data blob, primary key (path, name));
"""

FAILURES = (sqlite3.Error, ValueError, TypeError, OverflowError, MemoryError)
"""What a damaged file makes SQLite, and Python's module for it, raise."""


def connected_in_memory() -> sqlite3.Connection:
    """Connect to a new file that is forgotten when it is closed."""
    database = sqlite3.connect(":memory:")
    database.executescript(_TABLES)
    return database


def remove(path: Path | None) -> None:
    """Remove a state file with what SQLite leaves beside it."""
    for leftover in (path, path.with_name(path.name + "-journal")) if path else ():
        with suppress(OSError):
            leftover.unlink()


def connected(path: Path | None) -> sqlite3.Connection | None:
    """Connect to a state file, or return None when SQLite can't use it. Without a path it lies in memory."""
    try:
        database = sqlite3.connect(path or ":memory:")
    except sqlite3.Error:
        return None
    try:
        database.execute("pragma secure_delete = on")
        database.execute("pragma synchronous = off")
        database.executescript(_TABLES)
    except FAILURES:
        database.close()
        return None
    return database
