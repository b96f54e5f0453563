"""The writer: the only module that touches the output folder.

Files are made beside the site first, then published by renames, each of which is atomic: whatever happens, every
file of the site has its old bytes or its new ones. Only a file whose present bytes are bytes that newsgen wrote is
ever replaced or removed; files of others are left alone, and refused by name where they stand in the way.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from newsgen.memory import ledger
from newsgen.memory.ledger import INTENT, LEDGER, OWN, PUBLISHED, TEMPORARY, Entry
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.fingerprint import of_bytes
from newsgen.news.targets import CURRENT
from newsgen.reading.sources import Hint, hint_of
from newsgen.site.staging import Staged, Staging, WriteError, digest_of, is_plain, refusal, told, unfinished

_HALF = ".tmp"
"""What the name of a ledger ends with while it is written."""


class Site:
    """An output folder that is ours to write to. `entries` is what newsgen last published there."""

    def __init__(
        self,
        folder: Path,
        shown: str,
        entries: dict[str, Entry],
        recorded: Mapping[str, Entry] | None,
        pending: Mapping[str, Entry],
        *,
        was_interrupted: bool,
        is_intact: bool = False,
    ) -> None:
        self.folder = folder
        self._prefix = f"{folder}{os.sep}"
        self.shown = shown
        self.entries = entries
        self.recorded = recorded
        """What the ledger on disk says; None when it is lost or damaged."""
        self.pending = pending
        self.was_interrupted = was_interrupted
        """Whether an earlier build stopped while it published, so that nothing on disk can be taken on trust."""
        self.is_intact = is_intact
        """Whether every file has been looked at, and is as it was left."""
        self.left: list[str] = []
        """The files that should have been removed, and hold what somebody else wrote into them."""
        self._made_folders: set[str] = {""}

    # Looking

    def hint(self, path: str) -> Hint | None:
        """Return the hint of a published file, or None when it isn't there or isn't a plain file."""
        try:
            status = os.lstat(f"{self._prefix}{path}")
        except OSError:
            return None
        return hint_of(status) if is_plain(status) else None

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a published file, or None when it isn't there or isn't a plain file."""
        try:
            return digest_of(f"{self._prefix}{path}")
        except OSError:
            return None

    def holds(self, path: str, digest: str) -> bool:
        """Tell whether a file has these bytes; raises `WriteError` when it is there and can't be read.

        What isn't known must not be forgotten: a page that should go would stay for ever.
        """
        with told(f"{self.shown}/{path}"):
            try:
                return is_plain(os.lstat(f"{self._prefix}{path}")) and digest_of(f"{self._prefix}{path}") == digest
            except (FileNotFoundError, NotADirectoryError):
                return False

    def obstacles(self, paths: Iterable[str]) -> Iterator[Diagnostic]:
        """Find foreign files where outputs should go, and foreign things where their folders should be."""
        if all(name.startswith(".") for name in os.listdir(self.folder)):
            paths = [path for path in paths if path.startswith(".")]  # nothing is there yet that could stand in the way
        passable = {""}
        for path in paths:
            if path.startswith(OWN):
                message = f"{self.shown}/{path} is a name that newsgen keeps for itself"
                yield error("address-shared", Span(f"{self.shown}/{path}"), message, "Rename the file, or the alias.")
            folder = os.path.dirname(path)
            if folder not in passable:
                yield from self._folder_obstacles(folder, passable)
            if self._is_foreign(path):
                message = f"newsgen did not write {self.shown}/{path}, and would have to overwrite it"
                yield error("output-foreign", Span(f"{self.shown}/{path}"), message, "Move that file away.")

    def _folder_obstacles(self, folder: str, passable: set[str]) -> Iterator[Diagnostic]:
        """Find what stands where a folder should be, or one above it; those that have been looked at are `passable`."""
        for part in (*_folders(folder), folder):
            if part in passable:
                continue
            passable.add(part)
            try:
                is_folder = stat.S_ISDIR(os.lstat(f"{self._prefix}{part}").st_mode)
            except OSError:
                continue
            if not is_folder and not self._is_ours(part):  # a file of ours is removed before the folder is made
                message = f"{self.shown}/{part} is not a folder of newsgen's, and pages belong below it"
                yield error("output-foreign", Span(f"{self.shown}/{part}"), message, "Move it away.")
                return

    def _is_foreign(self, path: str) -> bool:
        """Tell whether something that isn't ours stands where a file should go; a folder of ours makes room."""
        try:
            is_folder = stat.S_ISDIR(os.lstat(f"{self._prefix}{path}").st_mode)
        except OSError:
            return False
        if not is_folder:
            return path not in self.entries and not self._is_pending(path)
        place = self.folder / path
        inside = [Path(top, name) for top, folders, names in os.walk(place) for name in (*names, *_links(top, folders))]
        return not all(self._is_ours(name.relative_to(self.folder).as_posix()) for name in inside)

    def _is_ours(self, path: str) -> bool:
        """Tell whether a file holds the bytes that newsgen wrote, so that it may be removed."""
        return path in self.entries and self.holds(path, self.entries[path].digest)

    def _is_pending(self, path: str) -> bool:
        entry = self.pending.get(path)
        return entry is not None and self.digest(path) == entry.digest

    @cached_property
    def marks(self) -> frozenset[str]:
        """Return the marks of the stories that have a page here."""
        return frozenset(entry.mark for entry in self.entries.values() if entry.mark)

    # Making

    @cached_property
    def staging(self) -> Staging:
        """The folder where files are staged, on the site's own file system; it is made when it is first asked for."""
        folder = self.folder / TEMPORARY
        with told(f"{self.shown}/{TEMPORARY}"):
            if folder.is_symlink():
                folder.unlink()
            shutil.rmtree(folder, ignore_errors=True)  # what a build that was killed left there
            folder.mkdir(parents=True, exist_ok=True)
        return Staging(str(self.folder), self.shown)

    def publish(self, staged: Iterable[Staged], removed: Iterable[str], marks: Mapping[str, str]) -> int:
        """Put staged files in place, remove others, and write the ledger; return how many files were removed.

        `marks` are the marks of sources of the pages that were planned anew. Pages go before indexes, so that no index
        leads to a page that isn't there yet; removals come last.
        """
        ordered = sorted(staged, key=lambda file: (file.path.count("/") < 3, file.path))
        gone = [path for path in removed if path in self.entries]
        entries = dict(self.entries)
        for path, mark in marks.items():
            if path in entries and entries[path].mark != mark:
                entries[path] = Entry(entries[path].digest, mark)
        for path in gone:
            del entries[path]
        new = {file.path: Entry(file.digest, marks.get(file.path, "")) for file in ordered}
        entries |= new
        if entries == self.recorded and not ordered and not self.was_interrupted:
            self.entries = entries
            return 0
        if self.pending:  # what an interrupted build had published must not be forgotten if this one is, too
            self._write_whole(LEDGER, ledger.write(self.entries))
        data = ledger.write(entries)
        is_told = self.digest(LEDGER) == of_bytes(data)
        if not is_told:
            self._write_half(LEDGER, data)  # before the first rename: a disk that is full is found out in time
        del data
        self._write_whole(INTENT, ledger.write({**self.pending, **new}))
        try:
            count = self._put_in_place(ordered, gone)
            with told(f"{self.shown}/{LEDGER}"):
                if not is_told:
                    os.replace(self.folder / f"{LEDGER}{_HALF}", self.folder / LEDGER)
                (self.folder / INTENT).unlink(missing_ok=True)
        except WriteError as problem:
            raise WriteError(unfinished(problem.diagnostic)) from problem
        for path in self.pending.keys() - entries.keys():
            self._prune(path)
        self.entries = self.recorded = entries
        self.pending = {}
        return count

    def _put_in_place(self, ordered: Iterable[Staged], gone: Iterable[str]) -> int:
        """Put and remove files; return how many were removed."""
        first = _in_the_way(gone, ordered)
        count = sum(self._remove(path) for path in first)
        for file in ordered:
            self._put(file)
        return count + sum(self._remove(path) for path in gone if path not in first)

    def clear(self) -> None:
        """Remove what staging left behind, also that of a build that was killed."""
        with suppress(OSError):  # what is published is published
            shutil.rmtree(self.folder / TEMPORARY, ignore_errors=True)
        for name in (LEDGER, INTENT):
            with suppress(OSError):
                (self.folder / f"{name}{_HALF}").unlink()

    def _put(self, file: Staged) -> None:
        with told(f"{self.shown}/{file.path}"):
            folder = os.path.dirname(file.path)
            if folder not in self._made_folders:
                _make_folder(f"{self._prefix}{folder}")
                self._made_folders.add(folder)
            target = f"{self._prefix}{file.path}"
            try:
                os.replace(f"{self._prefix}{file.temporary}", target)
            except OSError:
                if os.path.islink(target) or not os.path.isdir(target):
                    raise
                _remove_empty(target)
                os.replace(f"{self._prefix}{file.temporary}", target)

    def _remove(self, path: str) -> bool:
        """Remove a file if its bytes are ours, with the folders that it leaves empty; tell whether that was done.

        Of a file that was cut down to nothing, there is nothing to lose.
        """
        is_behind = self._is_behind_link(path)
        hint = None if is_behind else self.hint(path)
        is_empty = hint is not None and hint.size == 0
        if is_behind or not (is_empty or self._is_ours(path)):
            self.left += [path] if hint else []
            self._prune(path)
            return False
        with told(f"{self.shown}/{path}"):
            (self.folder / path).unlink()
        self._prune(path)
        return True

    def _is_behind_link(self, path: str) -> bool:
        """Tell whether a folder above a file is a link now, so that the file is somewhere else."""
        return any((self.folder / parent).is_symlink() for parent in _folders(path))

    def _prune(self, path: str) -> None:
        """Remove the folders that a file has left empty."""
        for folder in reversed(_folders(path)):
            try:
                (self.folder / folder).rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                break
            self._made_folders.discard(folder)

    def _write_half(self, name: str, data: bytes) -> None:
        with told(f"{self.shown}/{name}"):
            (self.folder / f"{name}{_HALF}").write_bytes(data)

    def _write_whole(self, name: str, data: bytes) -> None:
        self._write_half(name, data)
        with told(f"{self.shown}/{name}"):
            os.replace(self.folder / f"{name}{_HALF}", self.folder / name)


def open_site(
    folder: Path, shown: str, project: Path, remembered: Mapping[str, Entry], *, is_intact: bool = False
) -> Site | Diagnostic:
    """Open an output folder, or say why it must not be written to.

    `remembered` is what the last build's state knows of it: it stands in for a ledger that is lost or damaged, and for
    any ledger where the folder is known to be as that build left it.
    """
    refused = _refused_place(folder, shown, project)
    if refused:
        return refused
    if is_intact:
        return Site(folder, shown, dict(remembered), remembered, {}, was_interrupted=False, is_intact=True)
    own = recorded = _read_ledger(folder / LEDGER)
    pending = _read_ledger(folder / INTENT)
    if own is None and _is_empty(folder):
        own = {}
    if own is None and pending is None and not remembered:
        if (folder / LEDGER).exists():
            message = f"the ledger of {shown} is damaged, so newsgen can't tell which files are its own"
            return error("output-ledger", Span(f"{shown}/{LEDGER}"), message, "Empty the folder and build again.")
        if (folder / CURRENT / PUBLISHED).is_file():
            message = f"{shown} holds what `newsgen publish` brought there, and no build writes there"
            return error("output-foreign", Span(shown), message, "Build into site/, and publish it.")
        message = f"{shown} holds files that newsgen did not write"
        return error("output-foreign", Span(shown), message, "Choose an empty folder, or move the files away.")
    if (folder / ".git").exists() and not (folder / LEDGER).exists():
        message = f"{shown} is the top of a Git repository"
        return error("output-place", Span(shown), message, "Choose a folder inside it: `--output site`.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        return refusal(shown, problem)
    known = dict(remembered if own is None else own)
    was_interrupted = os.path.lexists(folder / INTENT)
    site = Site(folder, shown, known, recorded, pending or {}, was_interrupted=was_interrupted)
    others = {path: e for path, e in remembered.items() if path not in known or known[path].digest != e.digest}
    try:  # older than the ledger, or newer: what the disk holds tells which is right
        site.entries |= {path: entry for path, entry in others.items() if site.holds(path, entry.digest)}
        site.entries |= {path: entry for path, entry in site.pending.items() if site.holds(path, entry.digest)}
    except WriteError as problem:
        return problem.diagnostic
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


def _links(top: str, folders: Iterable[str]) -> list[str]:
    """Return those of some folders that are links: `os.walk` doesn't go into them."""
    return [name for name in folders if os.path.islink(os.path.join(top, name))]


def _make_folder(folder: str) -> None:
    """Make a folder, with those above it."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise


def _remove_empty(folder: str) -> None:
    """Remove a folder that stands where a file should go, with the empty folders in it; a file in it stops us."""
    for inner, _, _ in os.walk(folder, topdown=False):
        os.rmdir(inner)
