"""Folders in which publishers work: gone after a run, and those of killed runs with the next."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from newsgen.memory.lock import locked
from newsgen.publishing.workplace import workplace

YESTERDAY = 86_400


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(place: Path, name: str, *, seconds: int = YESTERDAY) -> Path:
    """Make the folder of a killed run, so many seconds old."""
    folder = place / name
    (folder / "work").mkdir(parents=True)
    (folder / "work" / "page.html").write_text("a page")
    aged(folder, seconds)
    return folder


def aged(folder: Path, seconds: int) -> None:
    then = folder.stat().st_mtime - seconds
    os.utime(folder, (then, then))


def test_it_is_empty_and_gone_afterwards(place: Path) -> None:
    with workplace("git") as folder:
        assert list(folder.iterdir()) == []
        assert folder.is_relative_to(place)
        (folder / "page.html").write_text("a page")
    assert list(place.iterdir()) == []


def test_the_folder_of_a_killed_run_goes_with_the_next(place: Path) -> None:
    left(place, "newsgen-git-killed")
    with workplace("git"):
        assert not (place / "newsgen-git-killed").exists()


def test_what_is_young_or_another_s_stays(place: Path) -> None:
    kept = {left(place, "newsgen-git-young", seconds=60), left(place, "newsgen-rsync-a"), left(place, "git-mine")}
    (place / "newsgen-git-link").symlink_to(left(place, "mine"))
    (place / "newsgen-git-file").write_text("mine")
    with workplace("git"):
        assert all((folder / "work" / "page.html").exists() for folder in kept)
    assert (place / "newsgen-git-file").exists()
    assert (place / "mine" / "work" / "page.html").exists()


def test_a_run_of_long_ago_that_still_works_keeps_its_own(place: Path) -> None:
    old = left(place, "newsgen-git-busy")
    with locked(old / "newsgen.lock", "publish", wait=False):
        aged(old, YESTERDAY)
        with workplace("git"):
            assert (old / "work" / "page.html").exists()
    aged(old, YESTERDAY)
    with workplace("git"):
        assert not old.exists()
