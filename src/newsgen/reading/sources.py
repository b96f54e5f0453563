"""The one place that opens the project's own files: finds them, reads them, tells what is wrong with them.

Nothing outside the project's folder is ever read: symbolic links are refused by name, not followed. Files are read
whole and once; the bytes that are digested are the bytes that are used.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.fingerprint import of_bytes
from newsgen.news.text import encodings, unprintable

MAX_SOURCE = 5 * 1024 * 1024
MAX_FILE = 200 * 1024 * 1024

MARKDOWN = (".md", ".markdown")
STORIES = (*MARKDOWN, ".txt")
_LEFTOVER = re.compile(
    r"#.*#|\.#.*|.*~|4913|.*\.(?:swp|swo|swx|tmp|temp|bak|orig|rej|part|crdownload)|\.ds_store|thumbs\.db|desktop\.ini"
    r"|.*\.sync-conflict-.*|.*\bconflicted copy\b.*|\.git|\.gitignore|\.hg|\.svn",
    re.IGNORECASE | re.DOTALL,
)
"""What editors, systems and synchronising services leave behind: never part of anything."""

_PLAIN = re.compile(r"[0-9a-z][0-9a-z_-]*\.(?:md|markdown|txt)")
"""Names that most stories have: no leftover's, and without any character that a name can't have."""

NO_STORY = re.compile(r"[._].*|readme\.(?:md|markdown|txt)", re.IGNORECASE | re.DOTALL)
"""Names among the stories that are not stories by custom."""

_FOREIGN_FOLDER = "_posts"
"""Where other tools keep what is published, behind a mark that here means the opposite."""

_RENAMED = (".mdown", ".mkdn", ".mkd")
_MISTAKEN = (*_RENAMED, ".html", ".htm", ".rtf", ".doc", ".docx", ".odt", ".rst", ".org", ".text")
_UNNAMABLE = re.compile("[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff\\\\]")
_RETRIES = 5
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")


class Hint(NamedTuple):
    """What the file system says of a file. Equal and old enough, it spares a read; it is never proof."""

    size: int
    mtime: int
    ctime: int
    inode: int


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the project: its path from the project's folder, with `/`, and its hint."""

    path: str
    hint: Hint


def hint_of(status: os.stat_result) -> Hint:
    """Return the hint in a stat result; times in nanoseconds."""
    return Hint(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def scan(
    root: Path, folder: str, ignore: Sequence[str] = (), skip: re.Pattern[str] = _LEFTOVER
) -> tuple[list[Found], list[Diagnostic]]:
    """Return the files below one folder of the project in order of their paths.

    Leftovers of editors are passed over, and so are files and folders whose path matches a glob of `ignore` or whose
    name matches `skip`.
    """
    found: list[Found] = []
    problems: list[Diagnostic] = []
    top = root / folder
    if top.is_symlink():
        return [], [_link(folder)]
    if top.is_dir():
        _scan(str(top), f"{folder}/", ignore, skip, found, problems)
    found.sort(key=lambda file: file.path)
    return found, problems


def find(root: Path, path: str) -> Found | None:
    """Return one file of the project, or None if it isn't there or is reached through a link."""
    place = root
    for part in path.split("/"):
        place /= part
        if place.is_symlink():
            return None
    return Found(path, hint_of(place.stat())) if place.is_file() else None


def _scan(
    path: str,
    shown: str,
    ignore: Sequence[str],
    skip: re.Pattern[str],
    found: list[Found],
    problems: list[Diagnostic],
) -> None:
    """Walk one folder and those in it."""
    waiting = [(path, shown)]
    while waiting:
        path, shown = waiting.pop()
        try:
            entries = list(os.scandir(path))
        except OSError as problem:
            problems.append(unreadable(shown, problem))
            continue
        for entry in entries:
            name = f"{shown}{entry.name}"
            is_plain = _PLAIN.fullmatch(entry.name) is not None
            if (not is_plain and _LEFTOVER.fullmatch(entry.name)) or (ignore and _ignored(name, ignore)):
                continue
            if skip.fullmatch(entry.name):
                if entry.name == _FOREIGN_FOLDER:
                    problems.append(_foreign_folder(name))
                continue
            if entry.is_symlink():
                problems.append(_link(name))
            elif not is_plain and (bad := _UNNAMABLE.search(name)):
                span = Span(_UNNAMABLE.sub("?", name))
                message = f"this file's name holds the character U+{ord(bad[0]):04X}"
                problems.append(error("path", span, message, "Rename the file."))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, name + "/"))
            elif entry.is_file(follow_symlinks=False):
                try:
                    found.append(Found(name, hint_of(entry.stat(follow_symlinks=False))))
                except FileNotFoundError:
                    continue  # gone since the folder was listed
            else:
                problems.append(error("path", Span(name), "this is neither a file nor a folder", "Move it away."))


def _ignored(path: str, globs: Iterable[str]) -> bool:
    """Tell whether a path below its top folder, or one of its parts, matches a glob."""
    below = path.partition("/")[2]
    parts = below.split("/")
    return any(
        fnmatchcase(below, glob) if "/" in glob.strip("/") else any(fnmatchcase(p, glob.strip("/")) for p in parts)
        for glob in globs
    )


def mistaken(files: Iterable[Found]) -> Iterator[Diagnostic]:
    """Warn of files among the stories that look like stories in a format that newsgen doesn't read."""
    for file in files:
        if file.path.lower().endswith(_MISTAKEN):
            message = "newsgen reads stories from .md and .txt files only; this file is left out"
            hint = "Save it as plain text, or move it elsewhere."
            if file.path.lower().endswith(_RENAMED):
                hint = "Rename it so that it ends with .md."
            yield warning("source-type", Span(file.path), message, hint)


def _foreign_folder(path: str) -> Diagnostic:
    message = "names that begin with `_` are passed over, and so are all stories in this folder"
    return warning(
        "source-type",
        Span(path),
        message,
        f"Rename it to {path.removesuffix(_FOREIGN_FOLDER)}posts, or add it to `[build] ignore`.",
    )


def read(root: Path, path: str, limit: int = MAX_SOURCE) -> tuple[bytes, Hint] | Diagnostic:
    """Read one file whole, with the hint that held before and after; at most `limit` bytes."""
    try:
        for _ in range(_RETRIES):
            file = os.open(f"{root}{os.sep}{path}", _READ)
            try:
                before = hint_of(os.fstat(file))
                data = _read_to_end(file, before.size, limit)
                after = hint_of(os.fstat(file))
            finally:
                os.close(file)
            if before == after:
                break
        else:
            return error("source-changing", Span(path), "this file changed while it was read", "Build again.")
    except OSError as problem:
        return unreadable(path, problem)
    if len(data) > limit:
        message = f"this file is larger than {limit // 1024 // 1024} MB"
        return error("source-size", Span(path), message, "Split it, or keep it out of the archive.")
    return data, after


def _read_to_end(file: int, size: int, limit: int) -> bytes:
    """Read an open file to its end, or to just beyond `limit`; `size` is how long it should be."""
    data = os.read(file, min(size, limit) + 1)
    if len(data) == size:
        return data
    while len(data) <= limit and (more := os.read(file, 1 << 16)):  # it grew, or came in pieces
        data += more
    return data


def text(root: Path, path: str, digest: str) -> str | Diagnostic:
    """Return a source's text, if its bytes are still those with this digest."""
    found = read(root, path)
    if isinstance(found, Diagnostic):
        return found
    return text_of(found[0], path) if of_bytes(found[0]) == digest else changing(path)


def changing(path: str) -> Diagnostic:
    """Say that a file isn't what it was when the build began."""
    return error("source-changing", Span(path), "this file changed during the build", "Build again.")


def text_of(data: bytes, path: str) -> str | Diagnostic:
    """Decode a source: UTF-8, for clippings also UTF-16 with a byte order mark. Line ends become newlines."""
    encoding = "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and path.lower().endswith(".txt"):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        return _undecodable(data, problem, path)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (encoding != "utf-8" or _may_hold_unprintable(data)) and (bad := unprintable(text)):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        message = f"the character U+{ord(bad[0]):04X} can't be published"
        return error("unprintable", Span(path, line, column), message, "Delete it, or replace it by a space.")
    return text


def _may_hold_unprintable(data: bytes) -> bool:
    """Tell quickly whether text in UTF-8 can hold what `unprintable` looks for."""
    return len(data.translate(None, _CONTROLS)) != len(data) or b"\xef\xbf" in data


def _undecodable(data: bytes, problem: UnicodeDecodeError, path: str) -> Diagnostic:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:200]:
        hint = "It looks like UTF-16. Open it in an editor and save it as UTF-8."
    else:
        hint = _other_encodings(data, problem.start, path)
    before = data[: problem.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    span = Span(path, before.count(b"\n") + 1, column)
    return error("encoding", span, f"the byte 0x{data[problem.start]:02X} here is not UTF-8", hint)


def _other_encodings(data: bytes, at: int, path: str) -> str:
    """Ask which old encoding a text is in, by showing how it reads in those that it may be in."""
    start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
    line = data[max(start, at - 30) : min(end if end >= 0 else len(data), at + 30)]
    found = [f"Read as {name} it says “{line.decode(name, 'replace').strip()}”." for name in encodings(data)]
    if not path.lower().endswith(".txt") or not found:
        return "\n".join([*found, "Open it in an editor and save it as UTF-8."])
    say = f"newsgen import clipping --encoding {encodings(data)[0]} {path}"
    return "\n".join([*found, f"Is that right? Then say so: `{say}`. Or save it as UTF-8 in an editor."])


def unreadable(path: str, problem: OSError) -> Diagnostic:
    """Say why the system doesn't let a file be read."""
    if isinstance(problem, FileNotFoundError):
        return error("source-gone", Span(path), "this file is gone", "Build again.")
    return error(
        "source-unreadable", Span(path), f"this file can't be read: {problem.strerror}", "Check its permissions."
    )


def _link(path: str) -> Diagnostic:
    message = "symbolic links are not followed: what they point to may lie outside the project"
    return error("symlink", Span(path), message, "Put the file itself here, or add the name to `[build] ignore`.")
