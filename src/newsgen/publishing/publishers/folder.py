"""Publishes to a folder of this machine: each version in a folder of its own, and a link to the one that readers see.

A web server's root is `current` in the folder. It is a link that is changed in one step, when the new version is
complete, so no reader sees half a site. What didn't change is the same file in both versions (a hard link). Files of
others in a version are taken along into the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from newsgen.memory.ledger import LEDGER, OWN
from newsgen.news.delivery import Delivery
from newsgen.news.targets import CURRENT, Target
from newsgen.publishing.carrying import RECORD, Cargo, PublishError, record, recorded
from newsgen.reading.project import SOURCES
from newsgen.site.staging import digest_of

VERSIONS = "versions"
_NEW = f"{OWN}new"


@contextmanager
def opened(target: Target, root: Path) -> Iterator[Folder]:
    """Open a folder, which need not be there yet; what the system refuses is told as a `PublishError`."""
    top = Path(os.path.normpath(root / os.path.expanduser(target.place)))
    own = [root / name for name in (*SOURCES, ".newsgen", ".git")]
    is_in_site = any((folder / LEDGER).exists() for folder in (top, *top.parents))
    if top == root or is_in_site or any(top.is_relative_to(folder) for folder in own):
        raise PublishError(f"{top} is a part of the project, or of a site", "Choose a folder of its own.")
    try:
        yield Folder(top, target.keep)
    except OSError as problem:
        message = f"{problem.filename or top} can't be used: {problem.strerror or problem}"
        raise PublishError(message, "Readers still see the version before.") from problem


class Folder:
    """The folder that versions are in."""

    def __init__(self, top: Path, keep: int) -> None:
        self._top = top
        self._keep = keep
        self._link = top / CURRENT
        if self._link.exists() and not self._link.is_symlink():
            raise PublishError(f"{self._link} is there and is no link of newsgen's", "Move it away.")
        self._old = top / os.readlink(self._link) if self._link.is_symlink() else None
        if self._old and self._old.parent != top / VERSIONS:
            raise PublishError(f"{self._link} leads to {self._old}, which is no version of newsgen's", "Move it away.")

    def published(self) -> Mapping[str, str]:
        """Return what the version holds that readers see."""
        return {path: entry.digest for path, entry in recorded(self._record(self._old)).items()}

    def strangers(self, paths: Collection[str], cargo: Cargo) -> list[str]:
        """Return the files of others in the present version that stand where files of ours should."""
        if self._old is None:
            return []
        return [path for path in paths if os.path.lexists(self._old / path) and not self._is_ours(path, cargo)]

    def _is_ours(self, path: str, cargo: Cargo) -> bool:
        try:
            return digest_of(f"{self._old}/{path}") == cargo.entries[path].digest
        except OSError:
            return False

    def carry(self, found: Delivery, cargo: Cargo) -> None:
        """Make the new version, and lead readers to it; remove versions that are older than those to keep."""
        new = self._top / VERSIONS / _NEW
        shutil.rmtree(new, ignore_errors=True)  # what a run that was cut off left there
        new.mkdir(parents=True)
        sent = {*found.added, *found.replaced}
        for done, path in enumerate(cargo.entries, 1):
            self._put(new, path, cargo, is_new=path in sent)
            cargo.progress("Copying", done, len(cargo.entries))
        for path in self._others(cargo, found):
            self._link_from_old(path, new)
        (new / RECORD).write_bytes(record(cargo.digests))
        version = self._named(cargo.moment)
        new.rename(version)
        self._lead_to(version)
        self._prune(version)

    def _put(self, new: Path, path: str, cargo: Cargo, *, is_new: bool) -> None:
        place = new / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if not is_new and self._link_from_old(path, new):
            return
        if is_new or (cargo.folder / path).exists():  # else it was to stay for old pages, and somebody took it away
            place.write_bytes(cargo.read(path))

    def _link_from_old(self, path: str, new: Path) -> bool:
        """Take a file of the present version over; tell whether it is there."""
        old, place = f"{self._old}/{path}", new / path
        if self._old is None or not os.path.lexists(old):
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, place, follow_symlinks=False)
        except OSError:  # a file system without hard links
            shutil.copy2(old, place, follow_symlinks=False)
        return True

    def _others(self, cargo: Cargo, found: Delivery) -> Iterator[str]:
        """Yield the files of the present version that newsgen didn't put there."""
        ours = {RECORD, *cargo.entries, *found.removed}
        for top, folders, names in os.walk(self._old) if self._old else ():
            links = [name for name in folders if os.path.islink(os.path.join(top, name))]
            for name in (*names, *links):
                path = os.path.relpath(os.path.join(top, name), self._old).replace(os.sep, "/")
                if path not in ours:
                    yield path

    def _named(self, moment: str) -> Path:
        """Return the folder of a new version: named by the moment, so that the newest is the last."""
        names = (self._top / VERSIONS).glob(f"{moment}-*")
        number = max((int(place.name[-3:]) for place in names if place.name[-3:].isdecimal()), default=0) + 1
        return self._top / VERSIONS / f"{moment}-{number:03}"

    def _lead_to(self, version: Path) -> None:
        temporary = self._top / f"{OWN}link"
        with suppress(FileNotFoundError):
            temporary.unlink()
        temporary.symlink_to(f"{VERSIONS}/{version.name}", target_is_directory=True)
        os.replace(temporary, self._link)

    def _prune(self, version: Path) -> None:
        """Remove old versions, and no folder without a record of ours."""
        ours = sorted(
            place for place in version.parent.iterdir() if not place.is_symlink() and (place / RECORD).is_file()
        )
        for place in ours[: -self._keep]:
            if place != version:
                shutil.rmtree(place)

    def _record(self, version: Path | None) -> bytes | None:
        try:
            return (version / RECORD).read_bytes() if version else None
        except FileNotFoundError:
            return None
