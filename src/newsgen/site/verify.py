"""Holds a site against its manifest: in a folder, or where it is published.

Without a manifest a folder's ledger serves, or the record that publishing left in it. Reads only. What is found is told
file by file: flipped (other bytes), missing, and in a folder extra.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from newsgen import __version__
from newsgen.memory import ledger
from newsgen.memory.ledger import LEDGER, OWN, PUBLISHED
from newsgen.news import manifest
from newsgen.news.fingerprint import of_bytes
from newsgen.news.targets import CURRENT
from newsgen.news.urls import page_url

_AT_ONCE = 8
_SECONDS = 30.0
_NOT_SERVED = frozenset({"_redirects"})
"""Files that hosts read and don't hand out."""

_ERROR_PAGES = frozenset({"404.html"})
"""Files that hosts hand out with a status that says that nothing was found."""

Progress = Callable[[str, int, int], None]
Fetch = Callable[[str], "bytes | None"]
"""Gives the bytes of a file by its path; None when it isn't there. Raises `OSError` when that can't be told."""


def _silent(_what: str, _done: int, _all: int) -> None:
    """Say nothing of how far it is."""


class NothingToHoldError(Exception):
    """There is no manifest, and no ledger, that can be read, to hold a site against."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a site was held against, how many files that names, and the paths of those that are not as it says."""

    against: str
    files: int
    flipped: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether every file is as it should be."""
        return not (self.flipped or self.missing or self.extra)


@dataclass
class _Desk:
    """Collects what is known of a site and what is wrong with it. `digests` are those of its files, by path."""

    fetch: Fetch
    progress: Progress
    digests: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    flipped: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def take_manifest(self) -> bool:
        """Read the manifest; tell whether there is one that can be used."""
        data = self.fetch(manifest.ROOT)
        parts = manifest.read_root(data) if data else None
        if parts is None:
            return False
        self.own = {manifest.ROOT, *(part.path for part in parts)}
        for part in parts:
            data = self.fetch(part.path)
            if data is None:
                self.missing.append(part.path)
                continue
            found = manifest.read_part(data) if of_bytes(data) == part.digest else None
            if found is None:
                self.flipped.append(part.path)
            else:
                self.digests |= {path: file.digest for path, file in found.items()}
        return True

    def hold(self, paths: Sequence[str]) -> None:
        """Hold files against their digests, several at once."""
        with ThreadPoolExecutor(_AT_ONCE) as crew:
            for done, (path, data) in enumerate(crew.map(lambda path: (path, self._digest(path)), paths), 1):
                self.progress("Comparing", done, len(paths))
                if data is None:
                    self.missing.append(path)
                elif data != self.digests[path]:
                    self.flipped.append(path)

    def _digest(self, path: str) -> str | None:
        data = self.fetch(path)
        return None if data is None else of_bytes(data)

    def verdict(self, against: str, extra: Iterable[str] = ()) -> Verdict:
        flipped, missing = tuple(sorted(self.flipped)), tuple(sorted(self.missing))
        return Verdict(against, len(self.digests), flipped, missing, tuple(sorted(extra)))


def verify_folder(folder: Path, progress: Progress = _silent) -> Verdict:
    """Hold a folder against its manifest, or its ledger; raises `NothingToHoldError`, and `OSError` from the disk.

    Of a folder with versions it is the one that readers see.
    """
    if (folder / CURRENT / PUBLISHED).is_file():
        folder = folder / CURRENT

    def fetch(path: str) -> bytes | None:
        place = folder / path
        return place.read_bytes() if place.is_file() and not place.is_symlink() else None

    desk = _Desk(fetch, progress)
    has_manifest = desk.take_manifest()
    if not has_manifest:
        if (folder / manifest.ROOT).exists():
            raise NothingToHoldError(f"{manifest.ROOT} is damaged, or another tool's")
        lists = [name for name in (LEDGER, PUBLISHED) if (folder / name).is_file()]
        entries = ledger.read(fetch(lists[0]) or b"") if lists else None
        if entries is None:
            raise NothingToHoldError(f"there is no {manifest.ROOT} in {folder}, and no ledger of newsgen's")
        desk.digests = {path: entry.digest for path, entry in entries.items()}
    desk.hold(sorted(desk.digests))
    unread = {path for path in (*desk.flipped, *desk.missing) if path in desk.own}
    unlisted = set(_files(folder)) - desk.digests.keys() - desk.own
    if (folder / PUBLISHED).is_file():  # also an old stylesheet, which stays a while
        unlisted -= (ledger.read(fetch(PUBLISHED) or b"") or {}).keys()
    extra = [path for path in unlisted if manifest.part_of(path) not in unread]
    return desk.verdict(manifest.ROOT if has_manifest else lists[0], extra)


def verify_site(url: str, progress: Progress = _silent) -> Verdict:
    """Hold a published site against its own manifest; raises `NothingToHoldError`, and `OSError` from the network.

    What is there and isn't in the manifest can't be seen from outside.
    """
    base = url if url.endswith("/") else url + "/"

    def fetch(path: str) -> bytes | None:
        return _fetched(base + page_url(path)[1:], is_error_page=path in _ERROR_PAGES)

    desk = _Desk(fetch, progress)
    if not desk.take_manifest():
        raise NothingToHoldError(f"there is no manifest at {base}{manifest.ROOT}")
    desk.hold(sorted(desk.digests.keys() - _NOT_SERVED))
    return desk.verdict(base + manifest.ROOT)


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files of a folder, but newsgen's own and Git's."""
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git" and not name.startswith(OWN)]
        linked = [name for name in folders if Path(top, name).is_symlink()]
        for name in (*names, *linked):
            path = Path(top, name).relative_to(folder).as_posix()
            if not path.startswith(OWN):
                yield path


def _fetched(address: str, *, is_error_page: bool) -> bytes | None:
    headers = {"User-Agent": f"newsgen/{__version__}", "Accept-Encoding": "identity", "Cache-Control": "no-cache"}
    try:
        with urlopen(Request(address, headers=headers), timeout=_SECONDS) as answer:  # noqa: S310 - http(s), see the command
            data: bytes = answer.read()
            return data
    except HTTPError as problem:
        if problem.code in (404, 410):
            return problem.read() if is_error_page else None
        raise OSError(f"{address} answers {problem.code} {problem.reason}") from problem
    except URLError as problem:
        raise OSError(
            f"{address} doesn't answer: {getattr(problem.reason, 'strerror', None) or problem.reason}"
        ) from problem
    except HTTPException as problem:
        raise OSError(f"{address}: {problem}") from problem
