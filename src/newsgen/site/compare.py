"""Compare: what of the plan must be made, held against what the last build made and what lies on disk.

A family of outputs whose inputs are what they were isn't even planned: what it made is known by path and fingerprint.
An output is left alone only if its fingerprint is the same and its file holds the bytes that newsgen put there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field

from newsgen.memory.brief import Brief
from newsgen.memory.ledger import mark_of
from newsgen.memory.plans import Kept, Span, kept, prints_stories
from newsgen.news.output import Family, Output, Surroundings, fingerprint
from newsgen.reading.sources import Hint
from newsgen.site.writer import Site


@dataclass
class Compared:
    """The outcome. `stale` are the outputs that must be made, `marks` the marks of all that had to be planned, by path.

    `prints` are the fingerprints of all files of the site, `hints` those of the files that stay, `mended` the paths of
    files that someone else changed. `families` are the plan's, by name: digest and paths; `spans` are the months of the
    stories in those that print texts.
    """

    stale: list[Output] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    prints: dict[str, str] = field(default_factory=dict)
    hints: dict[str, Hint] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    families: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    clashes: bool = False


def compare(
    families: Iterable[Family],
    copied: Iterable[Output],
    around: Surroundings,
    brief: Brief,
    site: Site,
    keep: Callable[[str, Kept], None],
    *,
    rehash: bool,
) -> Compared:
    """Plan what changed, and find what of it must be made; have that kept which the families that print texts are
    planned from."""
    eye = _Eye(brief, site, is_trusting=not rehash and not site.was_interrupted)
    found = Compared()
    is_same_around = brief.around == around.digest
    paths: list[str] = []
    for family in families:
        digest = family.digest
        known = brief.families.get(family.name)
        if is_same_around and known and known[0] == digest and eye.all_intact(known[1], found):
            found.families[family.name] = known
            found.spans |= {family.name: brief.spans[family.name]} if family.name in brief.spans else {}
            paths += known[1]
            continue
        if prints_stories(family):
            planned_from = kept(family)
            found.spans[family.name] = planned_from.span
            keep(family.name, planned_from)
        planned = tuple([eye.weighed(output, around, found) for output in family.outputs()])
        found.families[family.name] = (digest, planned)
        paths += planned
    paths += [eye.weighed(output, around, found) for output in copied]
    found.clashes = has_clash(paths)
    return found


def compare_some(
    families: Iterable[Family],
    derived: Set[str],
    around: Surroundings,
    brief: Brief,
    site: Site,
    keep: Callable[[str, Kept], None],
) -> Compared | None:
    """Compare as if all other families had been planned, too, and were what they were; the site is intact.

    `derived` are the paths of files that are in no plan. None where these families would make other files than before.
    """
    found = compare(families, (), around, brief, site, keep, rehash=False)
    if any(paths != brief.families[name][1] for name, (_, paths) in found.families.items()):
        return None
    stale = {output.path for output in found.stale}
    stay = {path: made for path, made in brief.made.items() if path not in derived}
    found.prints = {path: made.fingerprint for path, made in stay.items()} | found.prints
    found.hints = {path: made.hint for path, made in stay.items() if path not in stale}
    found.families = {**brief.families, **found.families}
    found.spans = {**brief.spans, **found.spans}
    return found


@dataclass
class _Eye:
    """Looks at files of the site."""

    brief: Brief
    site: Site
    is_trusting: bool

    def all_intact(self, paths: Iterable[str], found: Compared) -> bool:
        """Tell whether all these files are as they were left; if so, take them into what stays."""
        made = self.brief.made
        hints = {}
        for path in paths:
            hint = self._intact_hint(path)
            if hint is None:
                return False
            hints[path] = hint
        found.hints |= hints
        found.prints |= {path: made[path].fingerprint for path in hints}
        return True

    def weighed(self, output: Output, around: Surroundings, found: Compared) -> str:
        """Take a planned output in, among those that must be made if it is one of them; return its path."""
        path = output.path
        found.prints[path] = fingerprint(output, around)
        found.marks[path] = mark_of(output.origin) if output.is_story else ""
        if not self.is_unchanged(path, found):
            found.stale.append(output)
        return path

    def is_unchanged(self, path: str, found: Compared) -> bool:
        """Tell whether a planned file can stay; if so take it in, and note it if someone else changed it."""
        made, entry = self.brief.made.get(path), self.site.entries.get(path)
        if entry is None:
            return False
        hint = self._intact_hint(path)
        is_same = made is not None and made.fingerprint == found.prints[path]
        if hint is None and (made is None or made.digest == entry.digest):
            found.mended += [path] if self.site.digest(path) != entry.digest else []
        if hint is None or not is_same:
            return False
        found.hints[path] = hint
        return True

    def _intact_hint(self, path: str) -> Hint | None:
        """Return a file's hint if its bytes are those of the last build, else None."""
        made, entry = self.brief.made.get(path), self.site.entries.get(path)
        if made is None or entry is None or made.digest != entry.digest:
            return None
        if self.site.is_intact:
            return made.hint
        hint = self.site.hint(path)
        if hint is None:
            return None
        if (self.is_trusting and hint == made.hint) or self.site.digest(path) == entry.digest:
            return hint
        return None


def has_clash(paths: list[str]) -> bool:
    """Tell whether two files would share an address, or one would be a folder of another; who, is asked later."""
    keys = {address_key(path) for path in paths}
    if len(keys) != len(paths):
        return True
    folders: set[str] = set()
    for key in keys:
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return not folders.isdisjoint(keys)


def address_key(path: str) -> str:
    """Return what two paths share that are one address on some system: without case, in one Unicode form."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
