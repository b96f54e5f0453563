"""The theme's own templates in compiled form, kept beside newsgen's own compiled modules, and trusted as those are.

Only a cache of what these versions make of these texts: where it is damaged, or nothing can be written, templates are
compiled as a project's are, which are never in it.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from newsgen.news.fingerprint import of_text
from newsgen.workers import toolchain

Mention = tuple[str, str | None]
"""Something that a template names, by how it does: `template`, `item`, `fixed` or `asset`; None if any may be meant."""


class Kept(NamedTuple):
    """What is known of one template: what stands for its text, what it mentions, and its code, as bytes: of thirty
    templates an edit needs six."""

    digest: str
    mentions: tuple[Mention, ...]
    code: bytes

    def compiled(self) -> CodeType:
        """Return the code."""
        made: CodeType = marshal.loads(self.code)  # noqa: S302 - as Python's own
        return made


class Shelf:
    """The templates of one version of newsgen, by name; read when it is made."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.kept = _read(place)
        self.can_keep = not sys.dont_write_bytecode and os.access(place.parent, os.W_OK)

    def get(self, name: str, text: str) -> Kept | None:
        """Return what is known of a template with this text."""
        found = self.kept.get(name)
        return found if found and found.digest == of_text(text) else None

    def put(self, found: Mapping[str, Kept]) -> None:
        """Keep templates; those of other versions go."""
        self.kept |= found
        data = marshal.dumps({name: tuple(kept) for name, kept in self.kept.items()})
        half = self.place.with_name(f"{self.place.name}.{os.getpid()}")
        try:
            half.write_bytes(sha256(data).digest() + data)
            os.replace(half, self.place)
            for other in self.place.parent.glob("theme-*"):
                if other != self.place:
                    other.unlink(missing_ok=True)
        except OSError:
            self.can_keep = False


def _read(place: Path) -> dict[str, Kept]:
    with suppress(OSError, ValueError, TypeError, EOFError):
        data = place.read_bytes()
        if data[:32] == sha256(data[32:]).digest():
            return {name: Kept(*row) for name, row in marshal.loads(data[32:]).items()}  # noqa: S302
    return {}


@cache
def shelf() -> Shelf:
    """Return the shelf of the versions that run now; processes that are forked later have it."""
    return Shelf(Path(cache_from_source(__file__)).with_name(f"theme-{toolchain.versions()}"))
