"""What a build changed in the site, file by file, with addresses and reasons: for caches that must be told.

It is the difference of the folder before and after, files of others and newsgen's own left out: a file that was to be
removed and stayed, because somebody had changed it, isn't in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from newsgen.memory.state import State
from newsgen.news.settings import Settings
from newsgen.news.urls import encoded, page_url
from newsgen.site.staging import Staged
from newsgen.site.writer import Site

_FORMAT = "newsgen changes 1"
_FIRST = "it was made for the first time"


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its path, the addresses that it answers, and why it is not what it was."""

    path: str
    urls: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All files that are not what they were, in order of their paths."""

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()


class Watch:
    """Looks at a site before it is published, and tells afterwards what became of it."""

    def __init__(self, site: Site, staged: Iterable[Staged], gone: Iterable[str]) -> None:
        self._site = site
        before = [(file.path, site.digest(file.path), file.digest) for file in staged]
        self._added = sorted(path for path, old, _ in before if old is None)
        self._changed = sorted(path for path, old, new in before if old not in (None, new))
        self._going = sorted(path for path in gone if os.path.lexists(site.folder / path))

    def changes(self, book: State, settings: Settings) -> Changes:
        """Return what changed; `book` knows the reasons, as far as they are known."""

        def told(path: str, reasons: Iterable[str]) -> Change:
            return Change(path, _urls(path, settings.base_url), tuple(reasons))

        def reasons(path: str) -> list[str]:
            made = book.inputs(path)
            return made[1] if made else ["why isn't known"]

        def of_changed(path: str) -> list[str]:
            found = reasons(path)
            return ["what it was made from before isn't known"] if found == [_FIRST] else found

        removed = [path for path in self._going if not os.path.lexists(self._site.folder / path)]
        return Changes(
            tuple(told(path, reasons(path)) for path in self._added),
            tuple(told(path, of_changed(path)) for path in self._changed),
            tuple(told(path, ["it belongs to the site no more"]) for path in removed),
        )


def _urls(path: str, base_url: str) -> tuple[str, ...]:
    """Return the addresses of a file, from the site's root where its own address isn't known."""
    return tuple(base_url.rstrip("/") + url for url in dict.fromkeys((page_url(path), encoded(f"/{path}"))))


def written(changes: Changes, as_of: str) -> bytes:
    """Return changes as JSON."""
    import json
    from dataclasses import asdict

    return (json.dumps({"format": _FORMAT, "as_of": as_of, **asdict(changes)}, indent=1) + "\n").encode()
