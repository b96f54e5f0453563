"""A build that is killed at any moment leaves whole files and no process, and the next one ends as a clean one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import newsgen
from newsgen.memory import ledger
from newsgen.memory.ledger import INTENT, LEDGER, TEMPORARY
from tests.engine.corpus import SMALL, many
from tests.engine.forge import Forge, lasting, survivors
from tests.engine.papers import NOW, Paper, expect_same, pick, tree

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc, to look for processes")


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    """Give a process that forks builds."""
    made = Forge(tmp_path / "log")
    yield made
    made.close()


class Story:
    """An archive in editions, each a few edits after the one before, with what a clean build makes of it."""

    def __init__(self, folder: Path) -> None:
        self.paper = Paper(folder / "paper")
        self.edition = 0
        self.possible: dict[str, set[bytes]] = defaultdict(set)
        self._clean: dict[int, dict[str, bytes]] = {}
        self.print()
        self.paper.built()
        self.settled()

    def print(self) -> None:
        """Write the sources of the present edition: one of six, so that each is built cleanly only once."""
        turn = self.edition % 6
        for name in ("articles", "templates"):
            shutil.rmtree(self.paper.root / name, ignore_errors=True)
        self.paper.write(many(6, turn, parts=4)).write(
            {path: data for path, data in SMALL.items() if path[-4:] != "toml"}
        )
        if turn % 2:
            self.paper.write({"articles/old.md": None, "templates/article.html": None})
        self.clean_tree()

    def clean_tree(self) -> dict[str, bytes]:
        """Return what a clean build makes of the present edition."""
        turn = self.edition % 6
        if turn not in self._clean:
            self._clean[turn] = self.paper.clean()[1]
        return self._clean[turn]

    def next_edition(self, *, cold: bool) -> None:
        """Edit, or else begin anew with nothing."""
        if cold:
            shutil.rmtree(self.paper.output, ignore_errors=True)
            self.paper.forget()
            self.possible.clear()
        else:
            self.edition += 1
            self.print()
        for path, data in self.clean_tree().items():
            self.possible[path].add(data)

    def expect_whole(self) -> None:
        """Expect every file to hold bytes that some build put there in one piece."""
        for path, data in tree(self.paper.output).items():
            if path.startswith((TEMPORARY, f"{LEDGER}.", f"{INTENT}.")):
                continue
            if path in (LEDGER, INTENT):
                assert ledger.read(data) is not None, path
            else:
                assert data in self.possible[path], path

    def expect_mended(self) -> None:
        """Expect the next build to make what a clean one makes, and to leave nothing beside it."""
        self.paper.built()
        self.settled()

    def settled(self) -> None:
        """Expect the tree of a clean build; from now on its files may be there."""
        expect_same(self.paper.tree(), self.clean_tree())
        assert self.paper.empty_folders() == []
        self.possible.clear()
        for path, data in self.clean_tree().items():
            self.possible[path].add(data)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Give an archive that is built."""
    return Story(tmp_path)


def test_killed_at_any_moment(story: Story, forge: Forge) -> None:
    """At random moments, of cold builds and others, with and without workers, sometimes twice or thrice in a row."""
    chance = random.Random()
    lengths: dict[tuple[bool, str], float] = defaultdict(lambda: 1.0)
    gone: list[int] = []
    ended = 0
    for _ in range(pick(100, 330)):
        cold, jobs = chance.random() < 0.3, chance.choice("12")
        story.next_edition(cold=cold)
        start = time.perf_counter()
        build = forge.start(story.paper.root, "--jobs", jobs)
        time.sleep(chance.random() * lengths[cold, jobs])
        os.kill(build, signal.SIGKILL)
        status = forge.status()
        if status == 0:
            ended += 1
            lengths[cold, jobs] = min(lengths[cold, jobs], time.perf_counter() - start) * 0.9
        else:
            assert status == -signal.SIGKILL, forge.log.read_text()
            lengths[cold, jobs] *= 1.02
        gone.append(build)
        story.expect_whole()
        if chance.random() < 0.7:
            story.expect_mended()
    story.expect_mended()
    assert [process for build in gone for process in lasting(build)] == []
    assert ended < pick(70, 230)


def test_killed_at_every_step(story: Story, forge: Forge) -> None:
    """Before each single call that changes a file: of a cold build and of one that puts, replaces and removes."""
    for cold in (False, True):
        step = 0
        while True:
            step += 1 if step < 12 else random.randrange(1, pick(60, 25))
            story.next_edition(cold=cold)
            forge.start(story.paper.root, "--jobs", "1", dies_at=step)
            status = forge.status()
            story.expect_whole()
            if random.random() < 0.5:
                story.next_edition(cold=False)
                forge.start(story.paper.root, "--jobs", "1", dies_at=random.randrange(10, 200))
                forge.status()
                story.expect_whole()
            story.expect_mended()
            if status == 0:
                break
        assert step > 40


def test_the_last_steps_one_after_another(story: Story, forge: Forge) -> None:
    """Ledger and intent change hands in the last few steps: each of them, over several builds that all die there."""
    story.next_edition(cold=False)
    forge.start(story.paper.root, "--jobs", "1", dies_at=100_000)
    assert forge.status() == 0
    story.settled()
    for step in range(5, pick(60, 120), pick(5, 1)):
        for _ in range(3):
            story.next_edition(cold=False)
            forge.start(story.paper.root, "--jobs", "1", dies_at=step)
            forge.status()
            story.expect_whole()
        story.expect_mended()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_in_a_loop_until_it_is_done(story: Story, forge: Forge, jobs: str) -> None:
    """Each try may take a little longer: whatever was left by those before it is no hindrance."""
    story.next_edition(cold=True)
    patience = 0.0
    tries = 0
    while True:
        patience += 0.02
        tries += 1
        build = forge.start(story.paper.root, "--jobs", jobs)
        time.sleep(patience)
        os.kill(build, signal.SIGKILL)
        if forge.status() == 0:
            break
        story.expect_whole()
    assert tries > 1
    story.settled()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("whom", ["the build", "the group"])
def test_interrupted(story: Story, forge: Forge, number: int, status: int, jobs: str, whom: str) -> None:
    """By a key or by the system, the build alone or with its workers: it ends soon, and says so in one line."""
    stopped = 0
    for turn in range(pick(6, 25)):
        story.next_edition(cold=turn % 2 == 0)
        build = forge.start(story.paper.root, "--jobs", jobs)
        time.sleep(0.02 + random.random() * (0.4 if turn % 2 else 0.7))
        (os.kill if whom == "the build" else os.killpg)(build, number)
        start = time.monotonic()
        found = forge.status()
        assert time.monotonic() - start < 15
        log = forge.log.read_text()
        assert "Traceback" not in log
        assert "Error" not in log
        assert found in (0, status), log
        stopped += found == status
        story.expect_whole()
        story.expect_mended()
        assert lasting(build) == []
    assert stopped


def environment() -> Mapping[str, str]:
    """Return the environment of a process of its own."""
    return {**os.environ, "PYTHONPATH": str(Path(newsgen.__file__).parents[1])}


def test_killed_as_users_run_it(story: Story) -> None:
    """With a process that is started as usual, that of the command line."""
    command = [sys.executable, "-m", "newsgen", "build", "--now", NOW, "--jobs", "2"]
    for turn in range(pick(6, 20)):
        story.next_edition(cold=turn % 2 == 0)
        build = subprocess.Popen(
            command, cwd=story.paper.root, env=environment(), stdout=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(random.random())
        build.kill()
        build.wait()
        story.expect_whole()
        story.expect_mended()
        assert lasting(build.pid) == []


def test_workers_do_not_outlive_a_large_build(tmp_path: Path) -> None:
    """With the real thresholds: enough stories for processes, killed in the midst of rendering."""
    paper = Paper(tmp_path / "paper").write(many(450))
    command = [sys.executable, "-m", "newsgen", "build", "--now", NOW, "--jobs", "2"]
    for method in ("fork", "forkserver", "spawn"):
        shutil.rmtree(paper.output, ignore_errors=True)
        build = subprocess.Popen(
            command,
            cwd=paper.root,
            env={**environment(), "NEWSGEN_START_METHOD": method},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 30
        while len(survivors(build.pid)) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.2)
        assert build.poll() is None, "it was too quick to be killed"
        build.kill()
        build.wait()
        assert lasting(build.pid) == [], method
