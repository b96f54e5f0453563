"""A project folder for tests: write files, build through the command line, look at the tree."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import newsgen
from newsgen.cli.main import run

NOW = "2024-06-01T12:00:00Z"
"""The moment that test sites are built as of, unless a test says otherwise. It must lie in the past of any clock."""

LEDGER = ".newsgen-ledger"
SOURCES = Path(newsgen.__file__).parents[1]

_PROBLEM = re.compile(
    r"(?P<path>[^\n]*?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: (?P<level>error|warning|note): "
    r"(?P<message>[^\n]*) \[(?P<code>[a-z-]+)\]"
)
_SUMMARY = re.compile(r"([\d,]+) rendered, ([\d,]+) written, ([\d,]+) removed, ([\d,]+) kept")


@dataclass(frozen=True)
class Problem:
    """One message of a build, as printed."""

    path: str
    line: int
    column: int
    level: str
    message: str
    code: str


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def problems(self) -> list[Problem]:
        """Return the messages, in the order in which they were printed."""
        found = (_PROBLEM.fullmatch(line) for line in self.err.splitlines())
        return [
            Problem(m["path"], int(m["line"] or 0), int(m["column"] or 0), m["level"], m["message"], m["code"])
            for m in found
            if m
        ]

    @property
    def codes(self) -> list[str]:
        """Return the codes of all errors, in the order of their places."""
        return [problem.code for problem in self.problems if problem.level == "error"]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Return how many files were rendered, written, removed and kept."""
        found = _SUMMARY.search(self.out)
        assert found, f"no summary in {self.out!r}\n{self.err}"
        rendered, written, removed, kept = (int(number.replace(",", "")) for number in found.groups())
        return rendered, written, removed, kept


class Project:
    """A folder with an archive in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def write(self, files: Mapping[str, str | bytes | None]) -> Project:
        """Write files; None removes one."""
        for name, content in files.items():
            path = self.root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def run(self, *arguments: str, below: str = "") -> Outcome:
        """Run one command in the project's folder, or in one below it."""
        out, err = io.StringIO(), io.StringIO()
        before = signal.getsignal(signal.SIGTERM)
        with (
            contextlib.chdir(self.root / below),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                status = run(arguments)
            finally:
                signal.signal(signal.SIGTERM, before)
                gc.enable()
        return Outcome(status, out.getvalue(), err.getvalue())

    def build(self, *arguments: str, now: str = NOW, below: str = "") -> Outcome:
        """Build the site as of `now`, whatever comes of it."""
        return self.run("build", "--now", now, *arguments, below=below)

    def built(self, *arguments: str, now: str = NOW, below: str = "") -> Outcome:
        """Build the site as of `now`; it must succeed."""
        outcome = self.build(*arguments, now=now, below=below)
        assert outcome.status == 0, outcome.err
        return outcome

    def refused(self, *arguments: str, now: str = NOW) -> Outcome:
        """Build the site as of `now`; it must be refused, and leave everything that was written as it was."""
        before = self.snapshot(".")
        outcome = self.build(*arguments, now=now)
        assert outcome.status == 1, (outcome.out, outcome.err)
        assert outcome.codes, outcome.err
        assert without_state(self.snapshot(".")) == without_state(before)
        return outcome

    def process(
        self, *arguments: str, below: str = "", environment: Mapping[str, str] | None = None, umask: int = -1
    ) -> Outcome:
        """Run one command in a process of its own."""
        variables = {**os.environ, "PYTHONPATH": str(SOURCES), **(environment or {})}
        made = subprocess.run(
            [sys.executable, "-m", "newsgen", *arguments],
            cwd=self.root / below,
            env=variables,
            umask=umask,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Outcome(made.returncode, made.stdout, made.stderr)

    def tree(self, folder: str = "site") -> dict[str, bytes]:
        """Return the bytes of all files in a folder, by path."""
        return tree(self.root / folder)

    def snapshot(self, folder: str = "site") -> dict[str, tuple[int, bytes]]:
        """Return times and bytes of all files in a folder."""
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }

    def pages(self, folder: str = "site") -> set[str]:
        """Return the paths of all files of the site but those of newsgen itself."""
        return {path for path in self.tree(folder) if not path.rpartition("/")[2].startswith(".newsgen")}

    def page(self, path: str, folder: str = "site") -> str:
        """Return one file of the site as text."""
        return (self.root / folder / path).read_text("utf-8")

    def empty_folders(self, folder: str = "site") -> list[str]:
        """Return the folders of the site that hold nothing."""
        top = self.root / folder
        return [
            path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_dir() and not any(path.iterdir())
        ]


def tree(top: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder, by path."""
    return {p.relative_to(top).as_posix(): p.read_bytes() for p in sorted(top.rglob("*")) if p.is_file()}


def without_state(snapshot: Mapping[str, tuple[int, bytes]]) -> dict[str, tuple[int, bytes]]:
    """Leave out what newsgen keeps for itself: locks may come and go."""
    return {path: found for path, found in snapshot.items() if not path.startswith(".newsgen/")}


def story(headline: str = "Ferry runs again", date: str = "2018-12-17", body: str = "It ran.", **fields: object) -> str:
    """Return a story in Markdown; fields are written as JSON, which YAML reads."""
    stated = {"headline": headline, "date": date, **fields}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in stated.items() if value is not None]
    return "\n".join(["---", *lines, "---", body, ""])


CLIPPING = """\
HARBOUR: Crane drops a grand piano into the basin

Owner had been told it was insured against music

By OLGA VARDY, CAPE STERN OBSERVER
December 17, 1998

The new crane on the North Quay let go of a grand piano on Tuesday evening. (photo credit: PORT OFFICE)

A crane driver on his third day lowered a concert grand into nine feet of water on Tuesday, in view of the whole \
choir that had raised the money for it.

"I asked for slack and I was given slack,\u201d the driver, Mr. Anton Reeve, told the Observer. \
He added that\u00a0the piano had gone in 'very nearly in tune.

Divers found it upright. It will be left until spring, when the eels have done with it.

Posted in Harbour | Comments »

Leave a Reply
"""
"""An invented clipping, saved from a web page with all that came along."""


def same_address(path: str) -> str:
    """Return what a file system that ignores case and Unicode form makes of a path."""
    return unicodedata.normalize("NFC", path).casefold()
