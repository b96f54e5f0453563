"""Content decides: what changed is noticed whatever the times say, and what didn't change costs nothing."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.building import unchanged
from newsgen.memory import ledger
from newsgen.memory.ledger import LEDGER
from newsgen.news.fingerprint import of_bytes
from newsgen.workers import processes
from tests.engine.corpus import FERRY, SMALL
from tests.engine.papers import Paper, codes, expect_same, told
from tests.site.project import story

ON_LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux forks processes of its own accord"
)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Give a built archive."""
    made = Paper(tmp_path / "paper").write(SMALL)
    made.built()
    return made


def rewritten(path: Path, old: bytes, new: bytes) -> None:
    """Change a file in place; its size, and the time that it says, stay as they were."""
    status = path.stat()
    data = path.read_bytes()
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("articles/ferry.md", b"It ran.", b"It sat."),
        ("articles/piano.txt", b"eels", b"cods"),
        ("articles/pier.jpg", b"no picture", b"no painter"),
        ("pages/about.md", b"We are", b"We see"),
        ("static/CNAME", b"example.org", b"example.net"),
        ("templates/article.html", b"<p>end", b"<p>fin"),
        ("newsgen.toml", b"The Paper", b"The Piper"),
    ],
)
def test_equal_size_and_time_with_other_bytes_is_noticed(paper: Paper, path: str, old: bytes, new: bytes) -> None:
    before = paper.tree()
    rewritten(paper.root / path, old, new)
    paper.built()
    assert paper.tree() != before
    paper.expect_clean()


@pytest.mark.parametrize("path", [FERRY, "feed.xml", "CNAME", "static/style.css", "2001/02/seen/pier.jpg"])
def test_a_file_of_the_site_with_equal_size_and_time_is_mended(paper: Paper, path: str) -> None:
    data = (paper.output / path).read_bytes()
    rewritten(paper.output / path, data, data[::-1])
    assert paper.built().mended == (path,)
    paper.expect_clean()


def test_a_story_that_takes_the_place_of_another_of_its_size_and_time(paper: Paper) -> None:
    ferry, other = paper.root / "articles/ferry.md", paper.root / "other"
    other.write_bytes(ferry.read_bytes().replace(b"It ran.", b"It sat."))
    shutil.copystat(ferry, other)
    other.replace(ferry)
    assert paper.built().rendered
    paper.expect_clean()


def copied(paper: Paper, place: Path, *without: str) -> Paper:
    """Copy a project as a new clone does: every file gets the time of now."""
    shutil.copytree(paper.root, place, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(*without))
    return Paper(place)


def test_a_new_clone_with_state_and_site_parses_and_renders_nothing(paper: Paper, tmp_path: Path) -> None:
    clone = copied(paper, tmp_path / "clone")
    before = clone.seen()
    report = clone.built()
    assert (report.parsed, report.rendered, report.written, report.removed) == (0, 0, 0, 0)
    assert clone.seen() == before
    assert clone.built().rendered == 0


def test_a_new_clone_with_the_state_alone_parses_nothing_and_renders_everything(paper: Paper, tmp_path: Path) -> None:
    clone = copied(paper, tmp_path / "clone", "site")
    report = clone.built()
    assert report.parsed == 0
    assert report.rendered == report.written == len(clone.tree()) - 1
    expect_same(clone.tree(), paper.tree())


def test_a_new_clone_with_the_site_alone_writes_nothing(paper: Paper, tmp_path: Path) -> None:
    clone = copied(paper, tmp_path / "clone", ".newsgen")
    before = clone.seen()
    report = clone.built()
    assert (report.written, report.removed, report.mended) == (0, 0, ())
    assert clone.seen() == before


def test_a_restored_state_of_older_sources_is_no_harm(paper: Paper, tmp_path: Path) -> None:
    clone = copied(paper, tmp_path / "clone")
    paper.write(
        {"articles/old.md": None, "articles/ferry.md": "---\nheadline: New\ndate: 2020-01-01\nid: ferry\n---\nX\n"}
    )
    paper.built()
    newest = copied(paper, tmp_path / "newest", ".newsgen")
    shutil.copytree(clone.root / ".newsgen", newest.root / ".newsgen")
    newest.built()
    newest.expect_clean()
    assert newest.built().rendered == 0


# Hands that reach into the site


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def scribbled(path: Path) -> None:
    path.write_text("scribble")


def deleted(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_folder_of_folders(path: Path) -> None:
    path.unlink()
    (path / "in" / "side").mkdir(parents=True)


def a_link_to_its_copy(path: Path) -> None:
    copy = next(parent for parent in path.parents if parent.name == "site").parent / "copy"
    path.rename(copy)
    path.symlink_to(copy)


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@ON_LINUX
@pytest.mark.parametrize("damage", [scribbled, deleted, a_folder])
def test_a_large_site_is_looked_at_aside(
    paper: Paper, damage: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    aside = processes.aside

    def noted(question: Callable[[], bool]) -> Callable[[], bool]:
        asked.append(question)
        return aside(question)

    monkeypatch.setenv("NEWSGEN_START_METHOD", "fork")
    monkeypatch.setattr(unchanged, "LARGE", 1)
    monkeypatch.setattr(unchanged, "cores", lambda: 2)
    monkeypatch.setattr(processes, "aside", noted)
    report = paper.built()
    assert (report.parsed, report.rendered, report.written) == (0, 0, 0)
    damage(paper.output / FERRY)
    assert paper.built().mended == (FERRY,)
    paper.write({"articles/new.md": story("New", "2001-02-03")})
    paper.built()
    paper.expect_clean()
    assert len(asked) == 3


@ON_LINUX
def test_who_is_asked_aside_may_die() -> None:
    def breaks() -> bool:
        raise KeyboardInterrupt

    def dies() -> bool:
        os.kill(os.getpid(), signal.SIGKILL)
        return True

    answers = [processes.aside(question) for question in (lambda: True, lambda: False, breaks, dies)]
    assert [answer() for answer in answers] == [True, False, False, False]


PLACES = [FERRY, "index.html", "CNAME", "2001/02/seen/map.png"]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    "damage",
    [emptied, cut, scribbled, deleted, a_folder, a_folder_of_folders, a_link_to_its_copy, a_link_to_nowhere, a_pipe],
)
@pytest.mark.parametrize("state", ["known", "lost"])
def test_whatever_is_done_to_a_file_of_the_site_is_mended_and_named(
    paper: Paper, damage: Callable[[Path], None], path: str, state: str
) -> None:
    before = paper.tree()
    damage(paper.output / path)
    if state == "lost":
        paper.forget()
    report = paper.built()
    assert report.mended == (path,), told(report)
    assert not (paper.output / path).is_symlink()
    expect_same(paper.tree(), before)
    assert paper.empty_folders() == []
    again = paper.built()
    assert (again.rendered, again.written, again.mended) == (0, 0, ())


@pytest.mark.parametrize("path", PLACES)
def test_a_folder_with_somebodys_files_in_a_page_s_place_is_refused_by_name(paper: Paper, path: str) -> None:
    (paper.output / path).unlink()
    (paper.output / path / "deep").mkdir(parents=True)
    (paper.output / path / "deep" / "mine").write_text("mine")
    before = paper.seen()
    report = paper.build()
    assert codes(report) == ["output-foreign"]
    assert report.diagnostics[0].span.path == f"site/{path}"
    assert paper.seen() == before
    shutil.rmtree(paper.output / path)
    paper.built()
    paper.expect_clean()


def test_a_file_in_a_folder_s_place_is_refused_by_name(paper: Paper) -> None:
    shutil.rmtree(paper.output / "2018")
    (paper.output / "2018").write_text("mine")
    report = paper.build()
    assert set(codes(report)) == {"output-foreign"}
    assert {problem.span.path for problem in report.diagnostics} == {"site/2018"}
    assert (paper.output / "2018").read_text() == "mine"


def test_a_folder_that_became_a_link_is_left_alone_and_nothing_behind_it_is_removed(paper: Paper) -> None:
    aside = paper.root / "aside"
    (paper.output / "1931").rename(aside)
    (paper.output / "1931").symlink_to(aside)
    paper.write({"articles/old.md": None}).built()
    assert (aside / "old-news" / "index.html").is_file()


def test_modes_are_the_owner_s_affair(paper: Paper) -> None:
    page = paper.output / FERRY
    page.chmod(0o600)
    report = paper.built()
    assert (report.written, report.mended) == (0, ())
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert paper.built().rendered == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_page_that_nobody_can_read_is_mended(paper: Paper) -> None:
    (paper.output / FERRY).chmod(0)
    assert paper.built().mended == (FERRY,)
    paper.expect_clean()


@pytest.mark.parametrize("damage", [emptied, cut, scribbled, deleted])
def test_the_ledger_is_mended_too(paper: Paper, damage: Callable[[Path], None]) -> None:
    before = paper.tree()
    damage(paper.output / LEDGER)
    report = paper.built()
    assert (report.written, report.removed) == (0, 0)
    expect_same(paper.tree(), before)


def test_an_older_ledger_is_mended_too(paper: Paper) -> None:
    old = (paper.output / LEDGER).read_bytes()
    paper.write({"articles/new.md": SMALL["articles/old.md"], "articles/old.md": None}).built()
    paper.write({"articles/newer.md": "---\nheadline: Newer\ndate: 2020-01-01\n---\nX.\n"}).built()
    (paper.output / LEDGER).write_bytes(old)
    paper.write({"articles/new.md": None}).built()
    paper.expect_clean()


def test_a_ledger_that_leads_out_of_the_folder_is_not_believed(paper: Paper) -> None:
    precious = paper.root / "precious"
    precious.write_text("precious")
    known = ledger.read((paper.output / LEDGER).read_bytes())
    assert known is not None
    for path in ("../precious", str(precious), "2018/../../precious"):
        forged = ledger.write({**known, path: ledger.Entry(of_bytes(b"precious"))})
        (paper.output / LEDGER).write_bytes(forged)
        paper.built()
        assert precious.read_text() == "precious"
        paper.expect_clean()


@pytest.mark.parametrize("name", ["a\u2028b", "a\x85b", "a\u2029b", " a ", "a\u00a0b", "-", "#a", "%41", "a\u0301"])
def test_a_name_of_any_letters_is_kept_in_the_ledger(paper: Paper, name: str) -> None:
    paper.write({f"static/{name}": "x"}).built()
    paper.forget()
    assert paper.built().written == 0
    paper.expect_clean()
    paper.write({f"static/{name}": None}).built()
    paper.expect_clean()


@pytest.mark.parametrize("name", [".newsgen-ledger", ".newsgen-intent", ".newsgen-tmp/1", ".newsgen-other"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_name_of_newsgen_s_own_is_refused(paper: Paper, name: str, is_first: bool) -> None:
    if is_first:
        paper.forget()
        shutil.rmtree(paper.output)
    paper.write({f"static/{name}": "mine"})
    report = paper.build()
    assert "address-shared" in codes(report), told(report)
