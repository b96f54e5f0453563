"""What every way of publishing is: it knows what it published before, and carries what is new.

At each place lies a record of what newsgen put there, in the form of the ledger. Where files are sent one by one it is
written before the first, with all that will be there and nothing known of what is under way, and again at the end. So a
run that was cut off is finished by the next, and only files that newsgen put there are ever replaced or removed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsgen.building.request import Progress
from newsgen.memory import ledger
from newsgen.memory.ledger import PUBLISHED, Entry
from newsgen.news.delivery import Delivery, in_order
from newsgen.news.fingerprint import of_bytes
from newsgen.news.targets import Target

RECORD = PUBLISHED
UNKNOWN = "0" * 64


class PublishError(Exception):
    """It can't be done, or was not finished; the message says why, without secrets, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(without_secrets(message))
        self.hint = hint


@dataclass(frozen=True)
class Cargo:
    """The site as it is to be: its folder and the entries of its ledger. `moment` is now, as 20261122T090000Z;
    `progress` is told how many files are carried.
    """

    folder: Path
    entries: Mapping[str, Entry]
    moment: str
    progress: Progress = lambda _what, _done, _all: None

    @property
    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of every file, by path."""
        return {path: entry.digest for path, entry in self.entries.items()}

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, which must be those that the ledger names."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError as problem:
            raise PublishError(f"{path} can't be read: {problem.strerror or problem}", _BUILD) from problem
        if of_bytes(data) != self.entries[path].digest:
            raise PublishError(f"{path} changed while the site was published", _BUILD)
        return data

    def ordered(self, found: Delivery) -> Iterable[list[str]]:
        """Return what is sent, step by step."""
        return in_order(found, (path for path, entry in self.entries.items() if entry.mark))


_BUILD = "Build, and publish again."


class Carrier(Protocol):
    """A place that is open for publishing."""

    def published(self) -> Mapping[str, str]:
        """Return the SHA-256 of what newsgen published here, by path; `UNKNOWN` for what a run was cut off at."""

    def strangers(self, paths: Collection[str], cargo: Cargo) -> list[str]:
        """Return those of some paths where a file of somebody else lies, with other bytes than ours."""

    def carry(self, found: Delivery, cargo: Cargo) -> None:
        """Bring the place to hold the cargo; raises `PublishError`."""


Opening = Callable[[Target, Path], AbstractContextManager[Carrier]]
"""Opens a target for a project; raises `PublishError`."""


def record(entries: Mapping[str, str], marks: Mapping[str, str] | None = None) -> bytes:
    """Return a record of SHA-256 by path, each with a mark of the carrier's own if it needs one."""
    return ledger.write({path: Entry(digest, (marks or {}).get(path, "")) for path, digest in entries.items()})


def under_way(found: Delivery, there: Mapping[str, str]) -> dict[str, str]:
    """Return what the record says while things are sent: all that is there or will be, unknown where it changes."""
    return dict(there) | dict.fromkeys((*found.added, *found.replaced), UNKNOWN)


def recorded(data: bytes | None) -> dict[str, Entry]:
    """Return the entries of a record; none when there is none that can be read."""
    try:
        return (ledger.read(data) if data else None) or {}
    except ValueError:
        return {}


_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s'\"]+@")
_SECRETS = re.compile(r"(?i)key|token|secret|passw|credential")


def without_secrets(text: str) -> str:
    """Return what another program said, without passwords in addresses and secrets of the environment."""
    told = _IN_ADDRESS.sub("…@", text)
    for name, value in os.environ.items():
        if _SECRETS.search(name) and len(value) >= 6:
            told = told.replace(value, "…")
    return told
