"""Staging: new files are made beside the site, on its own file system, by any process of this machine.

Also what both halves of writing share: plain files, and what is said when the system refuses.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from itertools import count

from newsgen.memory.ledger import TEMPORARY
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.fingerprint import of_bytes


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is made but not yet published."""

    path: str
    temporary: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder beside the published files where new ones are made, by any process on this machine."""

    folder: str
    shown: str

    def stage(self, path: str, data: bytes, digest: str) -> Staged:
        """Write the bytes of what is to become the file `path`."""
        temporary = f"{TEMPORARY}/{os.getpid()}-{next(_numbers)}"
        with told(f"{self.shown}/{path}"):
            file = os.open(f"{self.folder}{os.sep}{temporary}", _CREATE, 0o666)
            try:
                _write_all(file, data)
            finally:
                os.close(file)
        return Staged(path, temporary, digest, len(data))

    def is_published(self, path: str, digest: str) -> bool:
        """Tell whether a file of the site has these bytes."""
        try:
            return digest_of(f"{self.folder}{os.sep}{path}") == digest
        except OSError:
            return False


_numbers = count(1)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class WriteError(Exception):
    """The system refused to write; `diagnostic` names the file and the cause."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class told:  # noqa: N801 - reads as a word in `with told(path):`
    """Turns an `OSError` into a `WriteError` that names the file as the user knows it."""

    def __init__(self, shown: str) -> None:
        self.shown = shown

    def __enter__(self) -> None:
        """Begin; nothing to do."""

    def __exit__(self, _kind: object, problem: BaseException | None, _traceback: object) -> None:
        """Turn the system's error into ours."""
        if isinstance(problem, OSError):
            raise WriteError(refusal(self.shown, problem)) from problem


def refusal(shown: str, problem: OSError) -> Diagnostic:
    """Say that the system refused to write a file."""
    hint = "Nothing is lost: the site stands as it was, and the next build completes it."
    return error("output-write", Span(shown), f"{shown} can't be written: {problem.strerror or problem}", hint)


def unfinished(problem: Diagnostic) -> Diagnostic:
    """Say of a refusal that it came when the first files were in place already."""
    hint = "Every file is whole, but only some are new. The next build completes the site."
    return error("output-unfinished", problem.span, problem.message, hint)


def digest_of(path: str) -> str:
    """Return the SHA-256 of a plain file."""
    with open(path, "rb", opener=_open_plain) as file:
        return of_bytes(file.read())


def _open_plain(path: str, flags: int) -> int:
    """Open a file for reading unless it is a link, and without waiting for anyone at the other end of a pipe."""
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    if not is_plain(os.fstat(descriptor)):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a plain file", path)
    return descriptor


def is_plain(status: os.stat_result) -> bool:
    """Tell whether a status is that of a plain file: no folder, link, pipe or device."""
    return (status.st_mode & 0o170000) == 0o100000


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
