"""The plan of a site, unfolded only as far as somebody asks: the page that is looked at needn't wait for all others.

Families come in their order, and one whose inputs are what they were isn't planned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgen.news.output import Family, Output
from newsgen.site.compare import has_clash

Planned = tuple[Family, tuple[Output, ...]]


class Unfolding:
    """The outputs of one archive; `last` is the plan before, and `copied` are the files that are copied as they are."""

    def __init__(
        self, families: Iterable[Family] = (), copied: Iterable[Output] = (), last: Unfolding | None = None
    ) -> None:
        self.copied = tuple(copied)
        self._waiting = iter(families)
        self._families: dict[str, Planned] = {}
        self._known: dict[str, Planned] = {**last._known, **last._families} if last else {}
        self._by_path = {output.path: output for output in self.copied}

    def find(self, path: str) -> Output | None:
        """Return the output at a path."""
        while path not in self._by_path and self._unfold():
            pass
        return self._by_path.get(path)

    def unfold(self, families: int) -> bool:
        """Plan so many more families; tell whether there may be more."""
        return all(self._unfold() for _ in range(families))

    def everything(self) -> Iterator[Output]:
        """Yield all outputs, also those that have one path."""
        while self._unfold():
            pass
        for _, planned in self._families.values():
            yield from planned
        yield from self.copied

    def has_clash(self) -> bool:
        """Tell whether two outputs would share an address."""
        return has_clash([output.path for output in self.everything()])

    def _unfold(self) -> bool:
        """Plan the next family; tell whether there was one."""
        family = next(self._waiting, None)
        if family is None:
            self._known = {}
            return False
        known = self._known.get(family.name)
        made = known if known and known[0].inputs == family.inputs else (family, tuple(family.outputs()))
        self._families[family.name] = made
        for output in made[1]:
            self._by_path.setdefault(output.path, output)
        return True
