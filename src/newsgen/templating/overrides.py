"""A project's own templates beside the theme's: what was taken from the theme, and what the theme has changed since.

`templates/.theme/NAME` is the theme's file as it was when the project's own was taken from it, or last held against it.
It is the project's, like the file itself: kept with it, and never part of the site.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgen.reading.project import TAKEN, own_theme


@dataclass(frozen=True, slots=True)
class Override:
    """A file that the project has in place of the theme's: its text, the theme's now, and the theme's as it was taken.

    `taken` is None when nobody knows.
    """

    name: str
    yours: str
    theme: str
    taken: str | None

    @property
    def is_behind(self) -> bool:
        """Tell whether the theme has changed since, or may have."""
        return self.taken != self.theme

    def difference(self) -> Iterator[str]:
        """Yield the lines of a unified diff: what the theme changed since, else how yours differs from the theme's."""
        if self.taken is None:
            pair = (self.theme, self.yours, f"theme/{self.name}", f"templates/{self.name}")
        else:
            pair = (self.taken, self.theme, f"theme/{self.name} as you took it", f"theme/{self.name} now")
        before, after, first, second = pair
        yield from difflib.unified_diff(before.splitlines(), after.splitlines(), first, second, lineterm="")


def names() -> list[str]:
    """Return the theme's files, in order."""
    own = own_theme()
    return sorted(path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file())


def overrides(root: Path) -> Iterator[Override]:
    """Yield the files that the project has in place of the theme's, in order of their names."""
    own, project = own_theme(), root / "templates"
    if project.resolve() == own.resolve():
        return
    for name in names():
        yours, taken = project / name, project / TAKEN / name
        if yours.is_file():
            known = taken.read_text("utf-8") if taken.is_file() else None
            yield Override(name, yours.read_text("utf-8"), (own / name).read_text("utf-8"), known)


def take(root: Path, name: str) -> Path:
    """Copy one of the theme's files into the project, to be changed there; raises `FileExistsError`."""
    text = (own_theme() / name).read_text("utf-8")
    place = root / "templates" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    settle(root, name)
    return place


def settle(root: Path, name: str) -> None:
    """Note the theme's file as it is now as the one that the project's goes by."""
    place = root / "templates" / TAKEN / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text((own_theme() / name).read_text("utf-8"), "utf-8", newline="\n")
