"""One build at a time: the second says so and ends, or waits; a dead build holds nothing."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsgen
from newsgen.memory.lock import BusyError, locked
from newsgen.memory.remembered import state_path
from tests.engine.corpus import SMALL
from tests.engine.papers import NOW, Paper, codes
from tests.site.project import Project

pytest.importorskip("fcntl", reason="locks of other systems are another module's")


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Give an archive that isn't built yet."""
    return Paper(tmp_path / "paper").write(SMALL)


def lock_of(paper: Paper) -> Path:
    """Return the lock of the usual output folder."""
    return state_path(paper.root, paper.output).with_suffix(".lock")


@contextlib.contextmanager
def another_build(paper: Paper) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the lock, as a build does."""
    code = (
        "import sys, pathlib, newsgen.memory.lock\n"
        "with newsgen.memory.lock.locked(pathlib.Path(sys.argv[1]), 'build', wait=False):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    lock_of(paper).parent.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(lock_of(paper))],
        env={**os.environ, "PYTHONPATH": str(Path(newsgen.__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_second_build_ends_with_four_and_says_whose_turn_it_is(paper: Paper) -> None:
    with another_build(paper) as other:
        outcome = Project(paper.root).build()
    assert outcome.status == 4
    assert "another build is running" in outcome.err
    assert str(other.pid) in outcome.err
    assert not paper.output.exists()
    assert Project(paper.root).build().status == 0


def test_a_build_that_waits_builds_when_its_turn_comes(paper: Paper) -> None:
    with another_build(paper) as other:
        reports = []
        waiting = threading.Thread(target=lambda: reports.append(paper.build(wait=True)))
        waiting.start()
        time.sleep(0.5)
        assert not reports
        assert not paper.output.exists()
        other.kill()
        waiting.join(20)
    assert not reports[0].busy
    paper.expect_clean()


def test_builds_into_other_folders_are_no_hindrance(paper: Paper) -> None:
    with another_build(paper):
        assert codes(paper.build()) == ["busy"]
        paper.built(output=paper.root / "elsewhere")


def test_the_lock_of_a_killed_build_is_free(paper: Paper) -> None:
    with another_build(paper) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        paper.built()


def test_the_lock_of_a_killed_build_is_free_while_its_workers_still_run(tmp_path: Path) -> None:
    """A forked process has its parent's locks too, unless it lets them go."""
    lock = tmp_path / "state" / "x.lock"
    with locked(lock, "build", wait=False):
        ready = multiprocessing.get_context("fork").Event()
        worker = multiprocessing.get_context("fork").Process(target=_hold, args=(ready,))
        worker.start()
        assert ready.wait(10)
        with pytest.raises(BusyError), locked(lock, "build", wait=False):
            pass
    try:
        assert worker.is_alive()
        with locked(lock, "build", wait=False):
            pass
    finally:
        worker.kill()
        worker.join()


def _hold(ready: threading.Event) -> None:
    ready.set()
    time.sleep(60)


def test_two_builds_at_once_end_in_the_tree_of_one(paper: Paper) -> None:
    command = [sys.executable, "-m", "newsgen", "build", "--now", NOW, "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(Path(newsgen.__file__).parents[1])}

    def start(*more: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*command, *more], cwd=paper.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    builds = [start("--wait"), start(), start("--wait"), start()]
    for build in builds:
        build.communicate()
    assert {builds[0].returncode, builds[2].returncode} == {0}
    assert {builds[1].returncode, builds[3].returncode} <= {0, 4}
    paper.expect_clean()


@pytest.mark.parametrize("content", ["", "99999999\n", "rubbish \u00e9", "1\n"])
def test_what_stands_in_a_lock_means_nothing(paper: Paper, content: str) -> None:
    lock_of(paper).parent.mkdir()
    lock_of(paper).write_text(content, encoding="utf-8")
    paper.built()


def test_the_folder_of_the_state_is_left_alone_by_git(paper: Paper) -> None:
    paper.built()
    assert (paper.root / ".newsgen/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("obstacle", ["a file", "a folder", "a link"])
def test_something_else_in_the_place_of_the_lock(paper: Paper, obstacle: str, tmp_path: Path) -> None:
    if obstacle == "a file":
        (paper.root / ".newsgen").write_text("mine")
    elif obstacle == "a folder":
        lock_of(paper).mkdir(parents=True)
    else:
        (paper.root / ".newsgen").symlink_to(tmp_path / "nowhere")
    report = paper.build()
    assert report.refused
    assert codes(report) == ["system"]
    assert ".newsgen" in report.diagnostics[0].message
    assert not paper.output.exists()


def test_a_lock_that_outlives_its_build_for_a_moment(paper: Paper) -> None:
    """A process that a build forked as it was killed has the lock until it comes to let go."""
    import fcntl

    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    lock_of(paper).parent.mkdir(exist_ok=True)
    descriptor = os.open(lock_of(paper), os.O_RDWR | os.O_CREAT)
    os.write(descriptor, f"{dead.pid}\n".encode())
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    threading.Timer(0.3, os.close, (descriptor,)).start()
    with locked(lock_of(paper), "build", wait=False):
        assert lock_of(paper).read_text() == f"{os.getpid()} build\n"


def test_it_is_said_who_is_at_work(paper: Paper) -> None:
    lock, said = lock_of(paper), r"`newsgen publish` is running"
    with (
        locked(lock, "publish", wait=False),
        pytest.raises(BusyError, match=said),
        locked(lock, "build", wait=False),
    ):
        pass
