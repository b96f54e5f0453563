"""The ledger: which files in the output folder are newsgen's, and the bytes that it put there.

`.newsgen-ledger` is the mark of ownership and the list in one: sorted, checksummed, and the same for the same site.
`.newsgen-intent` stands beside it while a build publishes; found later, it says what an interrupted build was about
to do, so that its files are known as newsgen's. Pure text in and out; `writer` reads and writes the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsgen.news.fingerprint import of_bytes

LEDGER = ".newsgen-ledger"
INTENT = ".newsgen-intent"
TEMPORARY = ".newsgen-tmp"
PUBLISHED = ".newsgen-published"
"""What publishing leaves where it brought a site: a record of what it put there, in the form of a ledger."""
OWN = ".newsgen-"
"""What the names begin with of all that newsgen puts beside the site's files."""

_TITLE = "newsgen ledger 1"
_CHECKSUM = "checksum "
_UNUSABLE = frozenset(("", ".", ".."))
"""Parts that no path of ours has: a ledger that somebody else wrote must not lead out of the folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: the SHA-256 of its bytes, and for a story's page the mark of its source (see `mark_of`)."""

    digest: str
    mark: str = ""


Ledger = Mapping[str, Entry]


def mark_of(source: str) -> str:
    """Return the short mark by which a page remembers its source, without naming it."""
    return of_bytes(source.encode())[:12]


def write(entries: Ledger) -> bytes:
    """Return a ledger's bytes."""
    lines = (f"{entries[path].digest} {entries[path].mark or '-'} {path}" for path in sorted(entries))
    data = "\n".join([_TITLE, *lines, ""]).encode()  # nothing else of this size stays: a large site's takes 18 MB
    return data + f"{_CHECKSUM}{of_bytes(data)}\n".encode()


def read(data: bytes) -> dict[str, Entry] | None:
    """Return the entries of a ledger; None when it is damaged or of another version."""
    body, mark, checksum = data.rpartition(_CHECKSUM.encode())
    if not mark or checksum != f"{of_bytes(body)}\n".encode():
        return None
    title, *lines = body.decode().removesuffix("\n").split("\n")
    if title != _TITLE:
        return None
    entries = {}
    for line in lines:
        digest, source_mark, path = line.split(" ", 2)
        if not _UNUSABLE.isdisjoint(path.split("/")):
            return None
        entries[path] = Entry(digest, "" if source_mark == "-" else source_mark)
    return entries
