"""What is to be sent to a place where the site was published before: the difference of two lists, and its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


def in_order(found: Delivery, pages: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what is sent first and what is sent then, so that nothing leads to a page that isn't there yet.

    First go pictures, stylesheets and the like, and the `pages` of stories; then all lists of them.
    """
    stories = frozenset(pages)
    first: list[str] = []
    then: list[str] = []
    for path in sorted((*found.added, *found.replaced)):
        plain = path.removesuffix(".gz")
        is_list = plain.endswith(_LISTS) and plain not in stories
        (then if is_list else first).append(path)
    return first, then
