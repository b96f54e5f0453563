"""The writer: the only module that touches the output folder.

Files are made beside the site first, then published by renames, each of which is atomic: whatever happens, every
file of the site has its old bytes or its new ones. Only a file whose present bytes are bytes that newsgen wrote is
ever replaced or removed; files of others are left alone, and refused by name where they stand in the way.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsgen import ledger
from newsgen.ledger import INTENT, LEDGER, TEMPORARY, Entry
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.fingerprint import of_bytes
from newsgen.sources import Hint, hint_of


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is made but not yet published."""

    path: str
    temporary: str
    digest: str
    mark: str


class WriteError(Exception):
    """The system refused to write; `diagnostic` names the file and the cause."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Site:
    """An output folder that is ours to write to. `entries` is what newsgen last published there."""

    def __init__(self, folder: Path, shown: str, entries: dict[str, Entry], pending: Mapping[str, Entry]) -> None:
        self.folder = folder
        self._prefix = f"{folder}{os.sep}"
        self.shown = shown
        self.entries = entries
        self.pending = pending
        self._made_folders: set[str] = {""}
        self._staged = 0

    @property
    def was_interrupted(self) -> bool:
        """Tell whether an earlier build stopped while it published, so that nothing on disk can be taken on trust."""
        return bool(self.pending)

    # Looking

    def hint(self, path: str) -> Hint | None:
        """Return the hint of a published file, or None when it isn't there or isn't a plain file."""
        try:
            status = os.lstat(f"{self._prefix}{path}")
        except OSError:
            return None
        return hint_of(status) if _is_plain(status) else None

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a published file, or None when it isn't there."""
        try:
            with open(f"{self._prefix}{path}", "rb") as file:
                return of_bytes(file.read())
        except OSError:
            return None

    def obstacles(self, paths: Iterable[str]) -> Iterator[Diagnostic]:
        """Find foreign files where outputs should go, and foreign things where their folders should be."""
        if all(name.startswith(".") for name in os.listdir(self.folder)):
            paths = [path for path in paths if path.startswith(".")]  # nothing is there yet that could stand in the way
        checked: set[str] = set()
        for path in paths:
            folder = os.path.dirname(path)
            if folder not in checked:
                checked.add(folder)
                yield from self._folder_obstacles(folder)
            if path not in self.entries and self._is_foreign(path):
                message = f"newsgen did not write {self.shown}/{path}, and would have to overwrite it"
                yield error("output-foreign", Span(f"{self.shown}/{path}"), message, "Move that file away.")

    def _folder_obstacles(self, folder: str) -> Iterator[Diagnostic]:
        parts = folder.split("/") if folder else []
        for end in range(1, len(parts) + 1):
            part = "/".join(parts[:end])
            place = self.folder / part
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                if part in self.entries and not place.is_symlink():
                    continue  # a file of ours that makes room: it is removed before the folder is made
                message = f"{self.shown}/{part} is not a folder of newsgen's, and pages belong below it"
                yield error("output-foreign", Span(f"{self.shown}/{part}"), message, "Move it away.")
                return

    def _is_foreign(self, path: str) -> bool:
        """Tell whether something that isn't ours stands where a file should go; a folder of ours makes room."""
        place = self.folder / path
        if not os.path.lexists(place) or self._is_pending(path):
            return False
        if place.is_symlink() or not place.is_dir():
            return True
        inside = (Path(top, name).relative_to(self.folder) for top, _, names in os.walk(place) for name in names)
        return any(name.as_posix() not in self.entries for name in inside)

    def _is_pending(self, path: str) -> bool:
        entry = self.pending.get(path)
        return entry is not None and self.digest(path) == entry.digest

    # Making

    def stage(self, path: str, data: bytes, mark: str = "") -> Staged:
        """Write a file's bytes beside the site, on its file system."""
        self._staged += 1
        temporary = f"{TEMPORARY}/{self._staged}"
        with _told(f"{self.shown}/{path}"):
            if self._staged == 1:
                (self.folder / TEMPORARY).mkdir(parents=True, exist_ok=True)
            with open(self.folder / temporary, "wb", buffering=0) as file:
                _write_all(file.fileno(), data)
        return Staged(path, temporary, of_bytes(data), mark)

    def publish(self, staged: Iterable[Staged], removed: Iterable[str], marks: Mapping[str, str]) -> int:
        """Put staged files in place, remove others, and write the ledger; return how many files were removed.

        `marks` are the marks of sources of the pages that were planned anew. Pages go before indexes, so that no index
        leads to a page that isn't there yet; removals come last.
        """
        ordered = sorted(staged, key=lambda file: (file.path.count("/") < 3, file.path))
        gone = [path for path in removed if path in self.entries]
        entries = {path: Entry(entry.digest, marks.get(path, entry.mark)) for path, entry in self.entries.items()}
        for path in gone:
            del entries[path]
        entries |= {file.path: Entry(file.digest, file.mark) for file in ordered}
        if entries == self.entries and not ordered and not self.pending and self._has_ledger():
            return 0
        intent = {**self.pending, **{file.path: Entry(file.digest, file.mark) for file in ordered}}
        self._write_whole(INTENT, ledger.write(intent))
        first = _in_the_way(gone, ordered)
        count = sum(self._remove(path) for path in first)
        for file in ordered:
            self._put(file)
        count += sum(self._remove(path) for path in gone if path not in first)
        self._write_whole(LEDGER, ledger.write(entries))
        with _told(f"{self.shown}/{INTENT}"):
            (self.folder / INTENT).unlink(missing_ok=True)
        self.entries = entries
        self.pending = {}
        return count

    def clear(self) -> None:
        """Remove what staging left behind."""
        shutil.rmtree(self.folder / TEMPORARY, ignore_errors=True)

    def _has_ledger(self) -> bool:
        return (self.folder / LEDGER).exists()

    def _put(self, file: Staged) -> None:
        with _told(f"{self.shown}/{file.path}"):
            folder = os.path.dirname(file.path)
            if folder not in self._made_folders:
                (self.folder / folder).mkdir(parents=True, exist_ok=True)
                self._made_folders.add(folder)
            target = self.folder / file.path
            if target.is_dir() and not target.is_symlink():
                _remove_empty(target)
            os.replace(self.folder / file.temporary, target)

    def _remove(self, path: str) -> bool:
        """Remove a file if its bytes are ours, with the folders that it leaves empty; tell whether that was done."""
        target = self.folder / path
        if self.digest(path) != self.entries[path].digest:
            return False
        with _told(f"{self.shown}/{path}"):
            target.unlink()
        folder = target.parent
        while folder != self.folder:
            try:
                folder.rmdir()
            except OSError:
                break
            self._made_folders.discard(folder.relative_to(self.folder).as_posix())
            folder = folder.parent
        return True

    def _write_whole(self, name: str, data: bytes) -> None:
        with _told(f"{self.shown}/{name}"):
            temporary = self.folder / f"{name}.tmp"
            temporary.write_bytes(data)
            os.replace(temporary, self.folder / name)


def open_site(folder: Path, shown: str, project: Path, remembered: Mapping[str, Entry]) -> Site | Diagnostic:
    """Open an output folder, or say why it must not be written to.

    `remembered` is what the last build's state knows of it: it stands in for a ledger that is lost or damaged.
    """
    refused = _refused_place(folder, shown, project)
    if refused:
        return refused
    own = _read_ledger(folder / LEDGER)
    pending = _read_ledger(folder / INTENT)
    if own is None and _is_empty(folder):
        own = {}
    if own is None and pending is None and not remembered:
        if (folder / LEDGER).exists():
            message = f"the ledger of {shown} is damaged, so newsgen can't tell which files are its own"
            return error("output-ledger", Span(f"{shown}/{LEDGER}"), message, "Empty the folder and build again.")
        message = f"{shown} holds files that newsgen did not write"
        return error("output-foreign", Span(shown), message, "Choose an empty folder, or move the files away.")
    if (folder / ".git").exists() and not (folder / LEDGER).exists():
        message = f"{shown} is the top of a Git repository"
        return error("output-place", Span(shown), message, "Choose a folder inside it: `--output site`.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        return _refusal(shown, problem)
    site = Site(folder, shown, dict(remembered if own is None else own), pending or {})
    for path, entry in site.pending.items():
        if site.digest(path) == entry.digest:
            site.entries[path] = entry
    return site


def _is_empty(folder: Path) -> bool:
    """Tell whether nothing but dotfiles lies in a folder, or it isn't there."""
    return not folder.is_dir() or all(name.startswith(".") for name in os.listdir(folder))


def _refused_place(folder: Path, shown: str, project: Path) -> Diagnostic | None:
    """Say why a folder can't be the output folder, whatever is in it."""
    hint = "Choose a folder of its own: `--output site`."
    span = Span(shown)
    if folder.is_symlink():
        return error("output-place", span, f"{shown} is a symbolic link", hint)
    if folder.exists() and not folder.is_dir():
        return error("output-place", span, f"{shown} is not a folder", hint)
    resolved, root = folder.resolve(), project.resolve()
    if resolved in (Path(resolved.anchor), Path.home().resolve()):
        return error("output-place", span, f"{shown} is no place for a site", hint)
    if resolved == root or resolved in root.parents:
        return error("output-place", span, f"{shown} holds the project itself", hint)
    for name in ("articles", "pages", "static", "templates", "bylines", "outlets", ".newsgen", ".git"):
        own = root / name
        if resolved == own or own in resolved.parents:
            return error("output-place", span, f"{shown} lies in the project's {name} folder", hint)
    return None


def _in_the_way(gone: Iterable[str], staged: Iterable[Staged]) -> set[str]:
    """Return the files to remove before others are put: a file gives way to a folder of its name, or the reverse."""
    paths = {file.path for file in staged}
    folders = {folder for path in paths for folder in _folders(path)}
    return {path for path in gone if path in folders or any(folder in paths for folder in _folders(path))}


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _read_ledger(path: Path) -> dict[str, Entry] | None:
    try:
        return ledger.read(path.read_bytes())
    except (OSError, ValueError):
        return None


def _remove_empty(folder: Path) -> None:
    """Remove a folder that stands where a file should go, with the empty folders in it; a file in it stops us."""
    for inner, _, _ in os.walk(folder, topdown=False):
        os.rmdir(inner)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _is_plain(status: os.stat_result) -> bool:
    return (status.st_mode & 0o170000) == 0o100000


class _told:  # noqa: N801 - reads as a word in `with _told(path):`
    """Turns an `OSError` into a `WriteError` that names the file as the user knows it."""

    def __init__(self, shown: str) -> None:
        self.shown = shown

    def __enter__(self) -> None:
        """Begin; nothing to do."""

    def __exit__(self, _kind: object, problem: BaseException | None, _traceback: object) -> None:
        """Turn the system's error into ours."""
        if isinstance(problem, OSError):
            raise WriteError(_refusal(self.shown, problem)) from problem


def _refusal(shown: str, problem: OSError) -> Diagnostic:
    hint = "Nothing is lost: the site stands as it was, and the next build completes it."
    return error("output-write", Span(shown), f"{shown} can't be written: {problem.strerror or problem}", hint)
