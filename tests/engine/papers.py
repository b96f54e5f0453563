"""An archive on disk for tests of the engine, built in process: what was rendered, which files were touched."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsgen.builder import build
from newsgen.building import work
from newsgen.building.request import Report, Request
from newsgen.news.diagnostics import Level

NOW = "2024-06-01T12:00:00+00:00"
SOURCES = ("articles", "pages", "bylines", "outlets", "static", "templates", "newsgen.toml")
IS_THOROUGH = "NEWSGEN_THOROUGH" in os.environ


def pick(quick: int, thorough: int) -> int:
    """Return how often to try something: a few times for everyone, often where NEWSGEN_THOROUGH is set."""
    return thorough if IS_THOROUGH else quick


@dataclass(frozen=True)
class Seen:
    """A file as it lies there: its bytes, and what changes when it is written, even with the same bytes."""

    data: bytes
    mtime: int
    inode: int


class Paper:
    """A project folder that is built in this process."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "site"
        root.mkdir(parents=True, exist_ok=True)

    def write(self, files: Mapping[str, str | bytes | None]) -> Paper:
        """Write files; None removes one, with the folders that it leaves empty."""
        for name, content in files.items():
            path = self.root / name
            if content is None:
                path.unlink()
                for folder in path.relative_to(self.root).parents:
                    if len(folder.parts) > 1 and not any((self.root / folder).iterdir()):
                        (self.root / folder).rmdir()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def build(self, now: str = NOW, **options: Any) -> Report:
        """Build, whatever comes of it."""
        output = options.pop("output", self.output)
        request = Request(
            root=self.root,
            settings=self.root / "newsgen.toml",
            output=output,
            shown=output.name,
            as_of=datetime.fromisoformat(now),
            started=time.time_ns(),
            **options,
        )
        return build(request)

    def built(self, now: str = NOW, **options: Any) -> Report:
        """Build; it must succeed."""
        report = self.build(now, **options)
        assert not report.refused, told(report)
        assert not report.busy, told(report)
        return report

    def clean(self, now: str = NOW, **options: Any) -> tuple[Report, dict[str, bytes]]:
        """Build the same sources for the first time, elsewhere; return what came of it and the tree."""
        with tempfile.TemporaryDirectory() as folder:
            other = Paper(Path(folder) / "elsewhere")
            for name in SOURCES:
                place = self.root / name
                if place.is_dir():
                    shutil.copytree(place, other.root / name)
                elif place.exists():
                    shutil.copy(place, other.root / name)
            return other.build(now, **options), other.tree()

    def expect_clean(self, now: str = NOW) -> None:
        """Expect the tree of a first build, and no folder without a file."""
        report, tree = self.clean(now)
        assert not report.refused, told(report)
        expect_same(self.tree(), tree)
        assert self.empty_folders() == []

    def tree(self) -> dict[str, bytes]:
        """Return the bytes of all files of the site, by path."""
        return tree(self.output)

    def seen(self) -> dict[str, Seen]:
        """Return all files of the site with what tells whether they were written."""
        found = {}
        for path in files(self.output):
            status = (self.output / path).lstat()
            found[path] = Seen((self.output / path).read_bytes(), status.st_mtime_ns, status.st_ino)
        return found

    def empty_folders(self) -> list[str]:
        """Return the folders of the site that hold nothing."""
        return [folder for folder, folders, names in os.walk(self.output) if not folders and not names]

    def forget(self) -> None:
        """Throw away what was known of the last build."""
        shutil.rmtree(self.root / ".newsgen", ignore_errors=True)

    def state(self) -> Path:
        """Return the state file."""
        (found,) = (self.root / ".newsgen").glob("*.state")
        return found


def files(top: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder."""
    for folder, _, names in os.walk(top):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), top).replace(os.sep, "/")


def tree(top: Path) -> dict[str, bytes]:
    """Return the bytes of all files below a folder, by path."""
    return {path: (top / path).read_bytes() for path in sorted(files(top))}


def expect_same(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> None:
    """Expect two trees to be equal; name the files that aren't, not all their bytes."""
    assert sorted(found.keys() - wanted.keys()) == []
    assert sorted(wanted.keys() - found.keys()) == []
    assert [path for path in wanted if found[path] != wanted[path]] == []


def expect_only_differences_written(before: Mapping[str, Seen], after: Mapping[str, Seen]) -> None:
    """Expect the files whose bytes differ to be new files, and all others to be the very files that they were."""
    differing = {path for path in after if path not in before or before[path].data != after[path].data}
    written = {path for path in after if path not in before or before[path] != after[path]}
    assert written == differing


def told(report: Report) -> str:
    """Return the messages of a build, one a line."""
    return "\n".join(f"{d.span.path}:{d.span.line}: {d.message} [{d.code}]" for d in report.diagnostics)


def codes(report: Report) -> list[str]:
    """Return the codes of a build's errors."""
    return [problem.code for problem in report.diagnostics if problem.level is Level.ERROR]


@contextmanager
def small_batches(size: int = 3) -> Iterator[None]:
    """Hand the smallest archive to workers, a few pieces at a time."""
    before = work.FEW_SOURCES, work.FEW_OUTPUTS, work.RENDER_BATCH
    work.FEW_SOURCES, work.FEW_OUTPUTS, work.RENDER_BATCH = -1, -1, size
    try:
        yield
    finally:
        work.FEW_SOURCES, work.FEW_OUTPUTS, work.RENDER_BATCH = before
