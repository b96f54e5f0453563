"""One build or publishing at a time for each output folder. The system drops the lock of a process that dies."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BusyError(Exception):
    """Somebody else holds the lock; the message says who."""


@contextmanager
def locked(path: Path, command: str, *, wait: bool) -> Iterator[None]:
    """Hold a lock file, in a folder that Git is told to leave alone; waits for it, or raises `BusyError`.

    Others are told that this is `newsgen COMMAND`.
    """
    folder = path.parent
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    _held.add(descriptor)
    try:
        patience = time.monotonic() + _PATIENCE
        while not _take(descriptor):
            owner, _, its_command = os.pread(descriptor, 100, 0).decode("ascii", "replace").strip().partition(" ")
            if not wait and (time.monotonic() > patience or not _is_gone(owner)):
                who = "another build" if its_command in ("", "build") else f"`newsgen {its_command}`"
                raise BusyError(f"{who} is running{f' (process {owner})' if owner else ''}")
            time.sleep(0.1)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {command}\n".encode(), 0)
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


_PATIENCE = 3.0
"""Seconds after which a lock counts as another build's though the process that took it is gone."""


def _is_gone(owner: str) -> bool:
    """Tell whether a process is gone for sure: one that it forked as it was killed has the lock for a moment longer."""
    if os.name == "nt" or not owner.isdigit():
        return False
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


_held: set[int] = set()
"""The descriptors of locks. A forked process has them too, and must not hold a lock after the build has died."""


def _let_go() -> None:
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _take(descriptor: int) -> bool:
    """Try to lock a file; tell whether that worked."""
    try:
        import fcntl  # not on Windows
    except ImportError:
        return _take_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_on_windows(descriptor: int) -> bool:
    import msvcrt  # only on Windows

    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
