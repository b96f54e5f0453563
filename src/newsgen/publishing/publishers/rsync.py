"""Publishes over ssh with rsync: pages first, lists of them then, removals last, each file replaced in one step.

rsync is told file by file what to send and what to remove; it never looks for anything by itself, so that files of
others stay. It must be on both sides, 3.1 or later. ssh signs in by its own means and asks nobody; `RSYNC_RSH` may name
another way to call it, as rsync has it.

A server has no lock for us that would not outlive a run that was cut off. So each run marks the record, and looks
before it removes anything whether its mark is still there: if not, somebody else publishes, and it ends. Then the
record says of all that it sent that nobody knows what lies there, so that the next run sends it again.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newsgen.news.delivery import Delivery
from newsgen.news.targets import Target
from newsgen.publishing.carrying import RECORD, Cargo, PublishError, record, recorded, under_way
from newsgen.publishing.workplace import workplace

_SECONDS = 60
_SOME_MISSING, _SOME_GONE = 23, 24
"""What rsync ends with when files were not there, or went away while they were sent."""

_SAME_EVERYWHERE = ("--checksum", "--no-implied-dirs", "--perms", "--chmod=D755,F644", "--omit-dir-times")


@contextmanager
def opened(target: Target, root: Path) -> Iterator[Server]:  # noqa: ARG001
    """Open a folder of a server: read the record there."""
    with workplace("rsync") as folder:
        yield Server(target, folder)


class Server:
    """A folder of another machine."""

    def __init__(self, target: Target, own: Path) -> None:
        self._place = target.place
        self._own = own
        shell = os.environ.get("RSYNC_RSH") or "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15"
        self._shell = f"{shell} -p {target.port}" if target.port else shell
        self._is_there, data = self._fetch()
        self._recorded = recorded(data)

    def _fetch(self) -> tuple[bool, bytes | None]:
        """Fetch the record; tell whether the folder is there, and return the record if there is one."""
        with tempfile.TemporaryDirectory(dir=self._own) as there:
            made = self._called("--ignore-missing-args", f"{self._place}{RECORD}", f"{there}/")
            if made.returncode == _SOME_MISSING and b"change_dir" in made.stderr and b"No such file" in made.stderr:
                return False, None
            _expect_well(made)
            found = Path(there, RECORD)
            return True, found.read_bytes() if found.is_file() else None

    def published(self) -> Mapping[str, str]:
        """Return what the record says."""
        return {path: entry.digest for path, entry in self._recorded.items()}

    def strangers(self, paths: Collection[str], cargo: Cargo) -> list[str]:
        """Return the files of others that stand where files of ours should, by a rehearsal of what is to be sent."""
        if not paths or not self._is_there:
            return []
        said = self._send(cargo.folder, paths, "--dry-run", "--out-format=%i %n", "--8-bit-output")
        rows = [row.partition(" ") for row in said.splitlines()]
        # `<fcst......`: a file, sent because its bytes differ; a new one has `+` in place of what differs
        return sorted(name for told, _, name in rows if told[1:2] == "f" and "c" in told[2:3])

    def carry(self, found: Delivery, cargo: Cargo) -> None:
        """Say what is under way, send, remove, and say what is there."""
        mark = secrets.token_hex(6)
        marks = dict.fromkeys((*found.added, *found.replaced, *found.removed), mark)
        begun = record(under_way(found, self.published()), marks)
        self._put_record(begun)
        steps, done = list(cargo.ordered(found)), 0
        for paths in steps:
            if paths:
                for _ in self._sent(cargo.folder, paths):
                    done += 1
                    cargo.progress("Sending", done, sum(map(len, steps)))
        self._expect_alone(begun, found)
        self._remove(found.removed)
        for folders in _left_empty(found.removed, cargo.entries):
            self._remove(folders)
        self._put_record(record(cargo.digests))

    def _expect_alone(self, begun: bytes, found: Delivery) -> None:
        """Raise `PublishError` if the record isn't ours any more; it says then that nobody knows what we sent."""
        _, data = self._fetch()
        if data != begun:
            there = {path: entry.digest for path, entry in recorded(data).items()}
            self._put_record(record(under_way(found, there)))
            message = "somebody else published here meanwhile"
            raise PublishError(message, "Wait until they are done, and publish again: both may have sent some of it.")

    def _remove(self, paths: Collection[str]) -> None:
        """Remove files, or folders that are empty: what is missing here is removed there."""
        nothing = self._own / "nothing"
        nothing.mkdir(exist_ok=True)
        if paths:
            self._send(nothing, paths, "--delete-missing-args", "--dirs", fine=(0, _SOME_GONE))

    def _put_record(self, data: bytes) -> None:
        (self._own / RECORD).write_bytes(data)
        there = () if self._is_there else ("--mkpath",)
        _expect_well(self._called(*_SAME_EVERYWHERE, *there, f"{self._own}/{RECORD}", self._place))
        self._is_there = True

    def _send(self, folder: Path, paths: Iterable[str], *options: str, fine: tuple[int, ...] = (0,)) -> str:
        """Send some files of a folder, and no others; return what rsync says of them."""
        chosen = (*_SAME_EVERYWHERE, *self._listed(paths), *options)
        made = self._called(*chosen, f"{folder}/", self._place)
        _expect_well(made, fine)
        return made.stdout.decode("utf-8", "surrogateescape")

    def _sent(self, folder: Path, paths: Sequence[str]) -> Iterator[None]:
        """Do the same, and yield for each file when it is on its way, or at the end if it was there already."""
        chosen = (*_SAME_EVERYWHERE, *self._listed(paths), "--outbuf=Line", "--out-format=%n")
        command, left = self._command(*chosen, f"{folder}/", self._place), len(paths)
        with (self._own / "said").open("w+b") as said:
            with _started(command, said) as running:
                assert running.stdout
                for line in running.stdout:
                    if not line.endswith(b"/\n"):
                        left -= 1
                        yield
            said.seek(0)
            _expect_well(subprocess.CompletedProcess(command, running.returncode, b"", said.read()))
        yield from [None] * left

    def _listed(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Put a list of files down, and return the options that name it."""
        place = self._own / "paths"
        place.write_bytes("".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape"))
        return "--from0", f"--files-from={place}"

    def _called(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = self._command(*arguments)
        with _started(command, subprocess.PIPE) as running:
            out, said = running.communicate()
        return subprocess.CompletedProcess(command, running.returncode, out, said)

    def _command(self, *arguments: str) -> list[str]:
        return ["rsync", "--rsh", self._shell, f"--timeout={_SECONDS}", "--protect-args", *arguments]


def _started(command: list[str], said: int | IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said)  # noqa: S603
    except FileNotFoundError as problem:
        raise PublishError("there is no rsync on this machine", "Install it, and publish again.") from problem


def _expect_well(made: subprocess.CompletedProcess[bytes], fine: tuple[int, ...] = (0,)) -> None:
    """Raise `PublishError` unless rsync ended well."""
    if made.returncode not in fine:
        said = made.stderr.decode("utf-8", "replace").strip().splitlines()
        cause = "; ".join(said[:3]) or f"status {made.returncode}"
        raise PublishError(f"rsync: {cause}", "What was sent is whole. Once the cause is gone, publish again.")


def _left_empty(removed: Iterable[str], kept: Iterable[str]) -> list[list[str]]:
    """Return the folders that hold nothing of ours any more, in layers, the deepest first."""
    full = {folder for path in kept for folder in _folders(path)}
    gone = sorted({folder for path in removed for folder in _folders(path)} - full)
    depths = sorted({folder.count("/") for folder in gone}, reverse=True)
    return [[folder for folder in gone if folder.count("/") == depth] for depth in depths]


def _folders(path: str) -> Iterator[str]:
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
