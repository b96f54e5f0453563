"""What a build did to a site: two looks at a folder, and what differs between them."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Tree = dict[str, tuple[int, int, bytes]]
"""For each file's path: when it was written (ns), its size, and the digest of its bytes."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths that are new, that are gone, whose bytes differ, and that were written again, changed or not."""

    created: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    rewritten: tuple[str, ...]

    @property
    def touched(self) -> int:
        """Return how many files are not what they were."""
        return len(self.created) + len(self.removed) + len(self.changed)


def look(folder: Path) -> Tree:
    """Read a whole folder."""
    found: Tree = {}
    waiting = [str(folder)]
    start = len(str(folder)) + 1
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                data = Path(entry.path).read_bytes()
                digest = hashlib.sha256(data).digest()[:16]
                found[entry.path[start:]] = (entry.stat(follow_symlinks=False).st_mtime_ns, len(data), digest)
    return found


def compare(before: Tree, after: Tree) -> Changes:
    """Say what differs between two looks at one folder."""
    both = before.keys() & after.keys()
    return Changes(
        created=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(path for path in both if before[path][1:] != after[path][1:])),
        rewritten=tuple(sorted(path for path in both if before[path][0] != after[path][0])),
    )


_DATE = r"\d{4}(?:/\d\d){0,2}"
_KINDS = (
    ("story", re.compile(r"(?:\d{4}(?:/\d\d){0,2}|undated)/[^/]*[^/\d][^/]*/index\.html")),
    ("day page", re.compile(r"\d{4}/\d\d/\d\d/index\.html")),
    ("month page", re.compile(r"\d{4}/\d\d/index\.html")),
    ("year page", re.compile(r"\d{4}/index\.html")),
    ("day of the year", re.compile(r"on-this-day/\d\d-\d\d/index\.html")),
    ("front page", re.compile(r"index\.html")),
    ("index of groups", re.compile(r"(?:tags|bylines|outlets|sections|threads)/index\.html")),
    ("group page", re.compile(r"(?:tags|bylines|outlets|sections|threads)/[^/]+/index\.html")),
    ("period of a group", re.compile(rf"(?:tags|bylines|outlets|sections|threads)/[^/]+/{_DATE}/index\.html")),
    ("sitemap", re.compile(r".*sitemap.*\.xml.*")),
    ("feed", re.compile(r".*feed.*|.*\.(?:xml|atom|rss)")),
    ("ledger", re.compile(r"\.newsgen-ledger")),
)


def kind_of(path: str) -> str:
    """Return what sort of file of newsgen's site this is; what is not known goes by its top folder."""
    for kind, pattern in _KINDS:
        if pattern.fullmatch(path):
            return kind
    return path.partition("/")[0]


def by_kind(paths: Iterable[str]) -> str:
    """Say how many files there are of each kind: `4 × group page, 1 × story`."""
    counts = Counter(map(kind_of, paths))
    return ", ".join(f"{number} × {kind}" for kind, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
