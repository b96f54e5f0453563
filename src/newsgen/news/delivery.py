"""What is to be sent to a place where the site was published before: the difference of two lists, and its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsgen.news.serving import is_hashed, unhashed

Digests = Mapping[str, str]
"""SHA-256 of files, by path; empty where somebody else changed a file of ours: it is put back, and never removed."""

_LISTS = (".html", ".xml", ".json", ".txt", ".map", ".conf", "_redirects", "_headers")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Paths to add, to replace and to remove, each in order, and how many stay."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to do."""
        return not (self.added or self.replaced or self.removed)


def delivery(wanted: Digests, there: Digests) -> Delivery:
    """Return what makes of the files that are there those that are wanted."""
    added = tuple(sorted(wanted.keys() - there.keys()))
    removed = tuple(sorted(path for path, digest in there.items() if digest and path not in wanted))
    replaced = tuple(sorted(path for path, digest in wanted.items() if path in there and there[path] != digest))
    return Delivery(added, replaced, removed, len(wanted) - len(added) - len(replaced))


def still_needed(wanted: Digests, there: Digests) -> dict[str, str]:
    """Return what stays for one more time although nobody wants it: stylesheets and the like whose successors are new.

    They have a digest in their names. A page that a reader has open, or somebody's copy of it, asks for the old one.
    """
    old = {path: digest for path, digest in there.items() if digest and path not in wanted and is_hashed(_plain(path))}
    if not old:
        return {}
    found = delivery(wanted, {path: digest for path, digest in there.items() if path not in old})
    if found.is_empty:  # nothing is done for their sake alone
        return old
    new = {unhashed(_plain(path)) for path in (*found.added, *found.replaced) if is_hashed(_plain(path))}
    return {path: digest for path, digest in old.items() if unhashed(_plain(path)) in new}


def in_order(found: Delivery, pages: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """Return what is sent in three steps, so that nothing leads to what isn't there yet.

    First go pictures, stylesheets and the like, then the `pages` of stories, then all lists of them.
    """
    stories = frozenset(pages)
    steps: tuple[list[str], list[str], list[str]] = ([], [], [])
    for path in sorted((*found.added, *found.replaced)):
        plain = _plain(path)
        steps[1 if plain in stories else 2 if plain.endswith(_LISTS) else 0].append(path)
    return steps


def _plain(path: str) -> str:
    return path.removesuffix(".gz")
