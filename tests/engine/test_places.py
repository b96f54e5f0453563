"""The same site wherever the project lies, whatever its folders are called, and however the output is named."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from tests.engine.corpus import SMALL, many
from tests.engine.papers import Paper, codes, expect_only_differences_written, expect_same, told, tree
from tests.engine.test_faults import NOBODY, forbidden
from tests.site.project import Project, story


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the tree that the sample makes in a plain place."""
    paper = Paper(tmp_path_factory.mktemp("plain") / "paper").write(SMALL)
    paper.built()
    return paper.tree()


NAMES = [
    "with space",
    "\u65b0\u805e \U0001f6a2",
    "a#b%20c&d",
    'it\'s "quoted"',
    "-dash",
    "c\u0327a\u0301",
    "x" * 200,
    "{{ x }}",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_project_s_folder_may_have_any_name(tmp_path: Path, name: str, wanted: dict[str, bytes]) -> None:
    project = Project(tmp_path / name).write(SMALL)
    assert project.process("build", "--now", "2024-06-01T12:00:00Z").status == 0
    expect_same(project.tree(), wanted)
    assert project.built().counts[:3] == (0, 0, 0)
    assert project.run("why", "site/index.html").status == 0


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_the_output_folder_may_have_any_name(tmp_path: Path, name: str, wanted: dict[str, bytes]) -> None:
    project = Project(tmp_path / "paper").write(SMALL)
    outcome = project.built(f"--output=./{name}")
    assert outcome.counts[0] == len(wanted) - 1
    expect_same(project.tree(name), wanted)


def test_one_output_folder_by_several_names(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    """Relative, absolute, with dots in it, from another folder: one lock, one state, one site."""
    project = Project(tmp_path / "paper").write(SMALL)
    project.built()
    for name in ("site", "./site", "site/", "articles/../site", str(project.root / "site"), "../paper/site"):
        assert project.built("--output", name).counts[:3] == (0, 0, 0)
    assert project.built("--output", "../site", below="articles").counts[:3] == (0, 0, 0)
    assert project.built(below="articles").counts[:3] == (0, 0, 0)
    assert len(list((project.root / ".newsgen").glob("*.state"))) == 1
    expect_same(project.tree(), wanted)


def test_a_project_that_is_moved_with_its_site_renders_nothing(tmp_path: Path) -> None:
    Paper(tmp_path / "here" / "paper").write(SMALL).built()
    (tmp_path / "here").rename(tmp_path / "there")
    moved = Paper(tmp_path / "there" / "paper")
    before = moved.seen()
    assert moved.built().rendered == 0
    assert moved.seen() == before


def test_a_project_reached_through_a_link(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    Paper(tmp_path / "real" / "paper").write(SMALL)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    paper = Paper(tmp_path / "link" / "paper")
    paper.built()
    expect_same(paper.tree(), wanted)
    assert Paper(tmp_path / "real" / "paper").built().rendered == 0


@pytest.mark.parametrize("umask", [0o000, 0o002, 0o022, 0o077])
def test_files_have_the_modes_that_the_umask_says(tmp_path: Path, umask: int) -> None:
    paper = Paper(tmp_path / "paper").write(SMALL)
    before = os.umask(umask)
    try:
        paper.built()
        paper.write({"articles/ferry.md": story("Ferry sinks", id="ferry")}).built()
    finally:
        os.umask(before)
    for place in paper.output.rglob("*"):
        mode = stat.S_IMODE(place.stat().st_mode)
        assert mode == (0o777 if place.is_dir() else 0o666) & ~umask, place


def another_file_system(*, than: Path) -> Path | None:
    """Return a folder on another file system, if there is one that may be written to."""
    for place in (Path("/dev/shm"), Path(tempfile.gettempdir()), Path.cwd()):
        if place.is_dir() and os.access(place, os.W_OK) and place.stat().st_dev != than.stat().st_dev:
            return place
    return None


def test_an_output_folder_on_another_file_system(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    place = another_file_system(than=tmp_path)
    if place is None:
        pytest.skip("there is one file system only")
    with tempfile.TemporaryDirectory(dir=place) as folder:
        paper = Paper(tmp_path / "paper").write(SMALL)
        paper.output = Path(folder) / "deep" / "site"
        paper.built()
        expect_same(paper.tree(), wanted)
        assert paper.built().rendered == 0
        before = paper.seen()
        paper.write({"articles/ferry.md": story("Ferry sinks", id="ferry"), "articles/old.md": None}).built()
        expect_only_differences_written(before, paper.seen())
        paper.expect_clean()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders are closed here as POSIX systems do")
def test_a_project_that_may_not_be_written_to_is_refused_in_plain_words() -> None:
    """With an output folder elsewhere too: lock and state need a place, and without them nothing is safe."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        top.chmod(0o755)
        (top / "out").mkdir()
        paper = Paper(top / "paper").write(SMALL)
        paper.built()
        paper.forget()
        if os.geteuid() == 0:
            os.chown(top / "out", NOBODY, NOBODY)
        with forbidden(paper.root, 0o555):
            report = paper.build(output=top / "out" / "site")
    assert report.refused
    assert codes(report) == ["system"]
    assert ".newsgen" in told(report)
    assert report.diagnostics[0].hint


def test_three_thousand_stories(tmp_path: Path) -> None:
    """What is rendered and written for one change is the same as in a small archive."""
    small, large = Paper(tmp_path / "small").write(many(300)), Paper(tmp_path / "large").write(many(3000))
    assert large.built(jobs=2).stories == 3000
    small.built(jobs=2)
    assert large.built().rendered == small.built().rendered == 0
    changes: tuple[dict[str, str | bytes | None], ...] = (
        {"articles/3/00003.md": story("Story 3", "2003-04-04", "Another text.", slug="story-3", tags=["tag 3"])},
        {"articles/new.md": story("New", "2030-01-01", tags=["tag 1"])},
        {"articles/new.md": story("New", "2009-03-07", tags=["tag 1"], section="Section 1", byline="Writer C")},
        {"articles/new.md": None},
    )
    for change in changes:
        written = []
        for paper in (small, large):
            before = paper.seen()
            report = paper.write(change).built()
            expect_only_differences_written(before, paper.seen())
            written.append(report.written + report.removed)
        assert max(written) <= 25 + 3 * 5 + 10, written
    _, wanted = large.clean(jobs=2)
    expect_same(large.tree(), wanted)


def test_a_site_that_is_copied_away_and_back(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "paper").write(SMALL)
    paper.built()
    shutil.copytree(paper.output, tmp_path / "copy")
    shutil.rmtree(paper.output)
    shutil.copytree(tmp_path / "copy", paper.output)
    report = paper.built()
    assert (report.rendered, report.mended) == (0, ())
    expect_same(paper.tree(), tree(tmp_path / "copy"))
