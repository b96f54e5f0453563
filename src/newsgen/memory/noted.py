"""What `newsgen check` found to be in order, so that it needn't be read again: only digests of texts, and no words.

A file beside the state. Lost or damaged, it costs time. It holds for the version, the settings and the rules that it
was written with, and for no others.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

Notes = Mapping[bytes, int]
"""The digests of sources that are in order, each with a number that says what they don't state."""

_CHECKSUM = 16


def key(digest: str) -> bytes:
    """Return a digest as it is noted."""
    return bytes.fromhex(digest[:32])


def read_notes(path: Path, holds_for: str) -> Notes:
    """Return what was noted under the same circumstances; nothing if that can't be told."""
    try:
        data = path.read_bytes()
        if hashlib.blake2b(data[_CHECKSUM:], digest_size=_CHECKSUM).digest() != data[:_CHECKSUM]:
            return {}
        circumstances, found = marshal.loads(data[_CHECKSUM:])  # noqa: S302 - plain values of our own, checksummed
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if circumstances == holds_for and isinstance(found, dict) else {}


def write_notes(path: Path, holds_for: str, notes: Notes) -> None:
    """Note it, if that is possible and there is a state that it goes with."""
    data = marshal.dumps((holds_for, dict(sorted(notes.items()))))
    half = path.with_name(f"{path.name}.tmp")
    with suppress(OSError):
        if path.parent.is_dir():
            half.write_bytes(hashlib.blake2b(data, digest_size=_CHECKSUM).digest() + data)
            os.replace(half, path)
