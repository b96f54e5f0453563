"""`newsgen publish` to a branch of a real repository, killed and cut off at every stage of a push."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.publishing.carrying import RECORD
from tests.real.parts import missing
from tests.real.wires import Wire, free_port, running
from tests.site.project import SOURCES, Project, story

pytestmark = pytest.mark.server

FEWER = "[outputs]\non_this_day = false\n"
BRANCH = "refs/heads/gh-pages"
STORIES = {
    f"articles/{number}.md": story(f"Story {number}", f"2018-12-{number + 1:02}", "It ran. " * 400, tags=["harbour"])
    for number in range(5)
}


def git(folder: Path, *arguments: str) -> str:
    made = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    return made.stdout.decode()


class Remote:
    """A bare repository with one publishing behind it, the commit of then, and a paper that changed since."""

    def __init__(self, top: Path) -> None:
        self.folder = top / "srv/paper.git"
        self.folder.mkdir(parents=True)
        git(self.folder, "init", "-q", "--bare", ".")
        git(self.folder, "config", "http.receivepack", "true")
        self.to = f"git:{self.folder}"
        self.paper = Project(top / "paper").write(STORIES | {"newsgen.toml": FEWER})
        self.paper.built()
        assert self.paper.run("publish", self.to).status == 0
        self.old = self.tip()
        self.paper.write(
            {"articles/0.md": None, "articles/new.md": story("Eels return", "2019-01-02", "Text. " * 9000)}
        )
        self.paper.built()

    def tip(self) -> str:
        return git(self.folder, "rev-parse", BRANCH).strip()

    def seen(self) -> dict[str, bytes]:
        listed = git(self.folder, "ls-tree", "-r", "-z", "--name-only", BRANCH).split("\0")
        show = ["git", "show"]
        return {
            path: subprocess.run([*show, f"{BRANCH}:{path}"], cwd=self.folder, capture_output=True, check=True).stdout
            for path in listed
            if path and path not in (RECORD, ".nojekyll")
        }

    def is_whole(self) -> bool:
        """Tell whether the branch is the old commit or a complete new one, and nothing in between."""
        git(self.folder, "fsck", "--connectivity-only", "--no-dangling")
        return self.tip() == self.old or self.seen() == self.site()

    def site(self) -> dict[str, bytes]:
        return {path: data for path, data in self.paper.tree().items() if not path.startswith(".newsgen-")}

    def finish(self) -> None:
        """Publish again: the site is there then, in one commit on the old one, and a third run does nothing."""
        assert self.paper.run("publish", self.to).status == 0
        assert self.seen() == self.site()
        assert git(self.folder, "rev-parse", f"{BRANCH}^").strip() == self.old
        assert " 0 added, 0 replaced, 0 removed" in self.paper.run("publish", self.to).out


@pytest.fixture
def remote(tmp_path: Path) -> Remote:
    return Remote(tmp_path)


@pytest.fixture
def port(remote: Remote) -> Iterator[int]:
    if not (Path(git(remote.folder, "--exec-path").strip()) / "git-daemon").exists():
        missing("git daemon")
    port, top = free_port(), remote.folder.parent
    options = ["--reuseaddr", "--export-all", "--enable=receive-pack", "--listen=127.0.0.1", f"--port={port}"]
    with running(["git", "daemon", *options, f"--base-path={top}", str(top)], port):
        yield port


def test_a_wire_that_is_cut_while_it_pushes(remote: Remote, port: int) -> None:
    whole = Wire(port, 1 << 30)
    assert remote.paper.run("publish", f"git:git://127.0.0.1:{whole.port}/paper.git", "--dry-run").status == 0
    asked = (1 << 30) - whole.left
    whole.close()
    failed = 0
    for allowed in (10, asked + 100, asked + 1_000, asked + 3_000, asked + 6_000):
        wire = Wire(port, allowed)
        outcome = remote.paper.run("publish", f"git:git://127.0.0.1:{wire.port}/paper.git")
        wire.close()
        failed += outcome.codes == ["publish-failed"]
        assert remote.is_whole()
    assert failed >= 4
    remote.finish()


@pytest.mark.parametrize("hook", ["pre-receive", "update", "post-receive"])
def test_a_server_that_dies_at_a_stage_of_the_push(remote: Remote, hook: str) -> None:
    place = remote.folder / "hooks" / hook
    place.parent.mkdir(exist_ok=True)
    place.write_text("#!/bin/sh\nkill -9 $PPID\n")
    place.chmod(0o755)
    outcome = remote.paper.run("publish", remote.to)
    assert outcome.codes == ["publish-failed"], outcome.out
    assert "as it was" in outcome.err
    assert remote.is_whole()
    assert (remote.tip() == remote.old) == (hook != "post-receive")
    place.unlink()
    if hook != "post-receive":
        remote.finish()
    else:
        assert " 0 added, 0 replaced, 0 removed" in remote.paper.run("publish", remote.to).out


def test_newsgen_itself_killed_at_any_moment(remote: Remote) -> None:
    chance = random.Random(8)
    command = [sys.executable, "-m", "newsgen", "publish", remote.to]
    for _ in range(6):
        process = subprocess.Popen(
            command,
            cwd=remote.paper.root,
            env={"PYTHONPATH": str(SOURCES), "PATH": "/usr/bin:/bin", "TMPDIR": str(remote.folder.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2 + chance.random())
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        time.sleep(0.1)
        assert remote.is_whole()
        if remote.tip() != remote.old:
            break
    if remote.tip() == remote.old:
        remote.finish()
    assert remote.seen() == remote.site()
