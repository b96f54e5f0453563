"""The system refuses: every call that changes a file fails once, at each place of a build, in each way.

Whatever fails: a diagnostic that names file and cause, no traceback, files that hold old bytes or new ones, and once
the fault is gone, the tree of a clean build.
"""

from __future__ import annotations

import errno
import gc
import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

import newsgen
from newsgen import builder, loader
from newsgen.building.request import Report
from newsgen.memory.ledger import INTENT, LEDGER, TEMPORARY
from newsgen.news.diagnostics import Level
from newsgen.news.settings import Settings
from newsgen.reading import sources
from tests.engine.corpus import FERRY, SMALL, many
from tests.engine.faults import Fault, failing, faulty
from tests.engine.papers import NOW, Paper, codes, expect_same, pick, told, tree
from tests.site.project import Project, story

EDITS: dict[str, str | bytes | None] = {
    "articles/ferry.md": story("Ferry sinks", tags=["ferry", "quay"], byline="Bo Lind", id="ferry"),
    "articles/old.md": None,
    "articles/new.md": story("New", "2020-02-02", tags=["harbour"]),
    "static/CNAME": None,
    "static/deep/er": "a file",
}
CAUSES = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Give a built archive."""
    made = Paper(tmp_path / "paper").write(SMALL)
    made.built()
    return made


def own(path: str) -> bool:
    """Tell whether a file of the site is newsgen's own, of which old and new bytes are many."""
    return path in (LEDGER, INTENT) or path.startswith((TEMPORARY, f"{LEDGER}.", f"{INTENT}."))


def expect_whole(paper: Paper, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Expect every file of the site to hold its old bytes or its new ones."""
    now = tree(paper.output)
    for path, data in now.items():
        assert own(path) or data in (before.get(path), after.get(path)), path
    missing = (before.keys() & after.keys()) - now.keys()
    assert not missing


def expect_as_it_was(report: Report, paper: Paper, before: Mapping[str, bytes]) -> None:
    """Expect that a build which doesn't say it stopped in the middle changed no file of the site."""
    if not report.is_unfinished:
        now = tree(paper.output)
        assert {path: now[path] for path in now if not own(path)} == {p: before[p] for p in before if not own(p)}


def expect_said(report: Report, cause: int) -> None:
    """Expect a refusal that names a file and the system's words."""
    errors = [problem for problem in report.diagnostics if problem.level is Level.ERROR]
    assert errors, told(report)
    assert any(os.strerror(cause) in problem.message for problem in errors), told(report)
    assert all(problem.span.path for problem in errors)


def sweep(
    paper: Paper, cause: int, *, cold: bool, stride: int, first: int, lasting: bool, reading: bool = False
) -> int:
    """Let the n-th call fail for every n; return how many there are."""
    _, old = paper.clean()
    paper.write(EDITS)
    _, new = paper.clean()
    kept = paper.root.parent / "kept"
    for name in (".newsgen", "site"):
        shutil.copytree(paper.root / name, kept / name)
    number = first
    while True:
        for name in (".newsgen", "site"):
            shutil.rmtree(paper.root / name, ignore_errors=True)
            if not cold:
                shutil.copytree(kept / name, paper.root / name)
        with faulty(Fault(number, failing(cause), lasting=lasting), reading=reading) as fault:
            report = paper.build()
        gc.collect()
        expect_whole(paper, {} if cold else old, new)
        if report.refused:
            expect_said(report, cause)
            expect_as_it_was(report, paper, {} if cold else old)
        again = paper.built()
        assert not [problem for problem in again.diagnostics if problem.level is not Level.NOTE], told(again)
        expect_same(paper.tree(), new)
        assert paper.built().rendered == 0
        if not fault.struck:
            return fault.calls
        number += stride


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("cold", [False, True], ids=["a later build", "a first build"])
@pytest.mark.parametrize("cause", CAUSES, ids=errno.errorcode.get)
def test_every_call_that_changes_a_file_fails(paper: Paper, cause: int, cold: bool, lasting: bool) -> None:
    stride = pick(37, 17)
    calls = sweep(paper, cause, cold=cold, stride=stride, first=1 + (cause * 7 + lasting) % stride, lasting=lasting)
    assert calls > 60


@pytest.mark.parametrize("cause", [errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_calls_that_read_a_file_fail(paper: Paper, cause: int) -> None:
    stride = pick(41, 13)
    assert sweep(paper, cause, cold=False, stride=stride, first=1 + cause % stride, lasting=False, reading=True) > 60


def test_the_first_and_the_last_calls_fail(paper: Paper) -> None:
    """The lock, the intent, the ledger: each call of a build that changes little."""
    for number in range(1, 100):
        paper.write({"articles/new.md": story("New", "2020-02-02", body=f"The {number}th.")})
        before = tree(paper.output)
        _, after = paper.clean()
        with faulty(Fault(number, failing(errno.ENOSPC))) as fault:
            report = paper.build()
        expect_whole(paper, before, after)
        if report.refused:
            expect_said(report, errno.ENOSPC)
            expect_as_it_was(report, paper, before)
        paper.built()
        expect_same(paper.tree(), after)
        if not fault.struck:
            break
    assert number > 15


def test_short_writes_are_written_to_the_end(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data)[:7]))
    paper.write(EDITS).built()
    monkeypatch.undo()
    paper.expect_clean()


# Real refusals


def command(*arguments: str) -> list[str]:
    """Return the command line of a build in a process of its own."""
    return [sys.executable, "-m", "newsgen", "build", "--now", NOW, *arguments]


def environment() -> dict[str, str]:
    """Return the environment of a process of its own."""
    return {**os.environ, "PYTHONPATH": str(Path(newsgen.__file__).parents[1])}


@pytest.mark.parametrize("limit", [0, 1, 500, 2000, 6000, 20_000])
def test_files_may_grow_only_so_far(paper: Paper, limit: int) -> None:
    """The system's own short writes and refusals, for every file, the state too."""
    paper.write(EDITS)
    paper.write({"articles/long.md": story("Long", "2020-02-03", "A long story. " * 3000)})
    _, after = paper.clean()
    before = tree(paper.output)
    made = subprocess.run(
        command(),
        cwd=paper.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert made.returncode == 1, made.stderr
    assert os.strerror(errno.EFBIG) in made.stderr
    assert "Traceback" not in made.stderr
    expect_whole(paper, before, after)
    paper.built()
    expect_same(paper.tree(), after)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if not mount or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.mark.root
@pytest.mark.parametrize("what", ["the site", "everything"])
def test_a_full_disk(small_disk: Path, tmp_path: Path, what: str) -> None:
    root = small_disk / "paper" if what == "everything" else tmp_path / "paper"
    output = small_disk / "site"
    paper = Paper(root).write(many(8))
    paper.built(output=output)
    before = tree(output)
    space = os.statvfs(small_disk)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (space.f_bavail * space.f_frsize - 40_000))
    paper.write(many(8, 1))
    report = paper.build(output=output)
    assert report.refused
    expect_said(report, errno.ENOSPC)
    now = tree(output)
    clean = Paper(tmp_path / "clean").write(many(8, 1))
    clean.built()
    assert all(data in (before.get(path), clean.tree().get(path)) for path, data in now.items() if not own(path))
    assert before.keys() - {LEDGER} <= now.keys()
    filler.unlink()
    paper.built(output=output)
    expect_same(tree(output), clean.tree())


NOBODY = 65534


@contextmanager
def ordinary() -> Iterator[None]:
    """Be an ordinary user, whom the system can refuse something; tests may well be run by root."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def owned() -> Iterator[Paper]:
    """Give a built archive that belongs to an ordinary user, with something to publish."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        made = Paper(Path(folder) / "paper").write(SMALL).write({"articles/deep/er.md": story("Deep", "1990-01-01")})
        made.built()  # here everything is imported that an ordinary user might not be allowed to import
        for top, folders, names in os.walk(made.root):
            for name in (".", *folders, *names) if os.geteuid() == 0 else ():
                os.chown(os.path.join(top, name), NOBODY, NOBODY, follow_symlinks=False)
        with ordinary():
            made.write({"articles/new.md": story("New", "2020-02-02", tags=["harbour"])})
            made.write({"articles/another.md": story("Another", "2018-12-17")})
        yield made


@contextmanager
def forbidden(path: Path, mode: int) -> Iterator[None]:
    """Take away a right for a while."""
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(mode)
    try:
        with ordinary():
            yield
    finally:
        path.chmod(before)


@pytest.mark.parametrize("place", ["site", "site/2018/12/17", "site/tags"])
def test_a_folder_that_may_not_be_written_to(owned: Paper, place: str) -> None:
    before = tree(owned.output)
    _, after = owned.clean()
    with forbidden(owned.root / place, 0o555):
        report = owned.build()
    assert report.refused
    expect_said(report, errno.EACCES)
    assert place in told(report)
    expect_whole(owned, before, after)
    with ordinary():
        owned.built()
    expect_same(owned.tree(), after)
    assert owned.empty_folders() == []


def test_a_state_that_may_not_be_written_is_no_reason_to_stop(owned: Paper) -> None:
    with forbidden(owned.state(), 0o444), ordinary():
        os.chmod(owned.root / ".newsgen", 0o555)
        report = owned.built()
        os.chmod(owned.root / ".newsgen", 0o755)
    assert [problem.code for problem in report.diagnostics if problem.level is Level.WARNING] == ["state"]
    owned.expect_clean()


def test_a_folder_for_the_lock_that_may_not_be_written_to(owned: Paper) -> None:
    before = owned.tree()
    shutil.rmtree(owned.root / ".newsgen")
    with forbidden(owned.root, 0o555):
        report = owned.build()
    assert report.refused
    expect_said(report, errno.EACCES)
    assert ".newsgen" in told(report)
    assert owned.tree() == before


@pytest.mark.parametrize(
    "path",
    [
        "articles/ferry.md",
        "articles/pier.jpg",
        "pages/about.md",
        "static/CNAME",
        "templates/article.html",
        "newsgen.toml",
    ],
)
def test_a_source_that_may_not_be_read(owned: Paper, path: str) -> None:
    before = owned.tree()
    source = owned.root / path
    source.write_bytes(source.read_bytes() + b" ")
    with forbidden(source, 0):
        report = owned.build()
    assert report.refused
    expect_said(report, errno.EACCES)
    assert path in told(report)
    assert owned.tree() == before


@pytest.mark.parametrize("path", ["articles", "articles/deep", "static", "templates", "pages"])
def test_a_folder_of_sources_that_may_not_be_read(owned: Paper, path: str) -> None:
    before = owned.tree()
    with forbidden(owned.root / path, 0):
        report = owned.build()
    assert report.refused
    assert path in told(report)
    assert owned.tree() == before


def test_a_page_that_may_not_be_read_is_no_reason_to_stop(owned: Paper) -> None:
    with forbidden(owned.output / FERRY, 0):
        report = owned.built()
    assert report.mended == (FERRY,)
    owned.expect_clean()


def test_a_folder_to_be_in_a_place_that_may_not_be_written_to(owned: Paper) -> None:
    theirs = owned.root.parent / "theirs"
    theirs.mkdir()
    with forbidden(theirs, 0o555):
        report = owned.build(output=theirs / "site")
    assert report.refused
    expect_said(report, errno.EACCES)
    assert "site" in told(report)


# Sources that change under our hands


class Meddler:
    """Does something to a file at the n-th time that a file is read."""

    def __init__(self, paper: Paper, path: str, content: str | None, number: int) -> None:
        self.paper, self.path, self.content, self.number = paper, path, content, number
        self.real = sources.read
        self.reads = 0

    def __call__(self, root: Path, path: str, limit: int = sources.MAX_SOURCE) -> object:
        self.reads += 1
        if self.reads == self.number:
            self.paper.write({self.path: self.content})
        return self.real(root, path, limit)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("articles/ferry.md", story("Ferry stops", tags=["ferry"], id="ferry")),
        ("articles/ferry.md", None),
        ("articles/pier.jpg", "another picture"),
        ("articles/pier.jpg", None),
        ("pages/about.md", None),
        ("static/CNAME", "example.net"),
        ("static/CNAME", None),
        ("templates/article.html", None),
    ],
)
def test_a_source_that_changes_during_the_build(
    paper: Paper, path: str, content: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = (paper.root / path).read_bytes()
    number = 0
    while True:
        number += pick(5, 2)
        paper.forget()
        before = paper.tree()
        meddler = Meddler(paper, path, content, number)
        monkeypatch.setattr(sources, "read", meddler)
        report = paper.build()
        monkeypatch.undo()
        if report.refused:
            assert paper.tree() == before
            assert set(codes(report)) & {"source-changing", "source-gone", "system", "photo-missing"}, told(report)
        after = paper.build()
        clean, wanted = paper.clean()
        assert after.refused == clean.refused
        if not after.refused:
            expect_same(paper.tree(), wanted)
        paper.write({path: original}).built()
        paper.expect_clean()
        if meddler.reads < number:
            break
    assert number > 8


def test_a_static_file_that_goes_between_survey_and_plan(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    real = loader.survey

    def survey(root: Path, settings: Settings) -> loader.Survey:
        found = real(root, settings)
        paper.write({"static/CNAME": None})
        return found

    monkeypatch.setattr(builder, "survey", survey)
    before = paper.tree()
    paper.forget()
    report = paper.build()
    assert report.refused
    assert "CNAME" in told(report)
    assert paper.tree() == before
    monkeypatch.undo()
    paper.built()
    paper.expect_clean()


def test_a_terminal_that_hangs_up(paper: Paper) -> None:
    """A reader that goes away, `newsgen build | head -0`, is no mistake of anyone."""
    made = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m newsgen build --now {NOW} --list-hidden | true"],
        cwd=Project(paper.root).root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in made.stderr
    assert "mistake" not in made.stderr
