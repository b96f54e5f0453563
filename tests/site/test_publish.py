"""`newsgen publish`: to a folder and to a branch; what it refuses; that a rehearsal says what is then done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from newsgen.publishing.carrying import RECORD
from tests.site.project import Outcome, Project, story, tree

STORIES = {
    "articles/a.md": story(tags=["harbour"]),
    "articles/b.md": story("Eels return", "2018-12-18", "Text.", aliases=["/old/eels/"]),
    "static/CNAME": "example.org",
}
PAGE = "2018/12/17/ferry-runs-again/index.html"
KINDS = ["folder", "git"]


class Place:
    """A target of one kind, and what readers see there."""

    def __init__(self, kind: str, top: Path) -> None:
        self.kind = kind
        self.top = top
        self.to = f"{kind}:{top}"
        if kind == "git":
            git(top.parent, "init", "-q", "--bare", str(top))

    def seen(self) -> dict[str, bytes]:
        """Return all files that readers see, without newsgen's own."""
        own = {RECORD, ".nojekyll"}
        if self.kind == "folder":
            return {path: data for path, data in tree(self.top / "current").items() if path not in own}
        if not git(self.top, "branch", "--list", "gh-pages"):
            return {}
        listed = git(self.top, "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0")
        return {path: gitted(self.top, path) for path in listed if path and path not in own}

    def put(self, path: str, text: str) -> None:
        """Put a file there, as somebody else would."""
        if self.kind == "folder":
            place = self.top / "current" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
            return
        clone = self.top.parent / f"clone-{time.time_ns()}"
        git(self.top.parent, "clone", "-q", "-b", "gh-pages", str(self.top), str(clone))
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_text(text)
        git(clone, "add", "-A")
        git(clone, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "theirs")
        git(clone, "push", "-q", "origin", "gh-pages")

    def state(self) -> object:
        """Return what changes whenever anything is written there."""
        if self.kind == "git":
            return git(self.top, "for-each-ref")
        return sorted((str(p), p.lstat().st_ino, p.lstat().st_mtime_ns) for p in self.top.rglob("*"))


def git(folder: Path, *arguments: str) -> str:
    made = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()
    return made.stdout.decode()


def gitted(folder: Path, path: str) -> bytes:
    return subprocess.run(["git", "show", f"gh-pages:{path}"], cwd=folder, capture_output=True, check=True).stdout


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place(request.param, tmp_path / "there")


@pytest.fixture
def paper(project: Project) -> Project:
    project.write(STORIES).built()
    return project


def site(project: Project) -> dict[str, bytes]:
    return {path: data for path, data in project.tree().items() if not path.startswith(".newsgen-")}


def published(project: Project, *arguments: str) -> Outcome:
    outcome = project.run("publish", *arguments)
    assert outcome.status == 0, outcome.err
    return outcome


def numbers(outcome: Outcome) -> list[int]:
    return [int(number) for number in re.findall(r"([\d,]+) (?:to )?(?:add|replace|remove|keep|kept)", outcome.out)]


def rehearsed(outcome: Outcome) -> dict[str, set[str]]:
    rows = [line.split() for line in outcome.out.splitlines()]
    return {word: {row[1] for row in rows if row and row[0] == word} for word in ("add", "replace", "remove")}


def test_it_is_there_and_a_second_run_sends_nothing(paper: Project, place: Place) -> None:
    first = published(paper, place.to)
    assert place.seen() == site(paper)
    assert numbers(first)[:4] == [len(site(paper)), 0, 0, 0]
    assert "2 added to registered-urls.txt" in first.out
    assert "/2018/12/17/ferry-runs-again/ a" in (paper.root / "registered-urls.txt").read_text()
    before = place.state()
    assert numbers(published(paper, place.to)) == [0, 0, 0, len(site(paper))]
    assert place.state() == before


def test_a_rehearsal_says_what_the_real_run_then_does(paper: Project, place: Place) -> None:
    assert not rehearsed(published(paper, place.to, "--dry-run"))["replace"]
    published(paper, place.to)
    paper.write({"articles/c.md": story("Piano", "2018-12-19"), "articles/a.md": None}).built()
    before, state = place.seen(), place.state()
    told = rehearsed(published(paper, place.to, "--dry-run"))
    assert place.state() == state
    outcome = published(paper, place.to)
    after = place.seen()
    assert after == site(paper)
    assert told["add"] == after.keys() - before.keys()
    assert told["remove"] == before.keys() - after.keys() >= {PAGE, "2018/12/17/index.html"}
    assert told["replace"] == {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert numbers(outcome)[:3] == [len(told[word]) for word in ("add", "replace", "remove")]


def test_only_what_the_ledger_names_is_sent_and_files_of_others_stay(paper: Project, place: Place) -> None:
    paper.write({"site/mine.txt": "mine", "site/notes/x.md": "mine"})
    published(paper, place.to)
    assert "mine.txt" not in place.seen()
    place.put("theirs.txt", "theirs")
    place.put("2018/12/17/theirs.txt", "theirs")
    paper.write({"articles/a.md": None}).built()
    published(paper, place.to)
    theirs = {"theirs.txt": b"theirs", "2018/12/17/theirs.txt": b"theirs"}
    assert (
        place.seen()
        == {path: d for path, d in site(paper).items() if "mine" not in path and "notes" not in path} | theirs
    )


def test_a_file_of_others_in_the_way_is_named(paper: Project, place: Place) -> None:
    published(paper, place.to)
    place.put("2018/12/19/piano/index.html", "theirs")
    paper.write({"articles/c.md": story("Piano", "2018-12-19")}).built()
    before = place.state()
    for arguments in ([], ["--dry-run"]):
        outcome = paper.run("publish", place.to, *arguments)
        assert outcome.status == 1
        assert outcome.codes == ["publish-foreign"]
        assert "2018/12/19/piano/index.html" in outcome.err
    assert place.state() == before
    published(paper, place.to, "--take-over")
    assert place.seen() == site(paper)


# What is refused


def refused(project: Project, code: str, *arguments: str) -> Outcome:
    to = project.root.parent / "refused"
    outcome = project.run("publish", f"folder:{to}", *arguments)
    assert outcome.codes == [code], outcome.err
    assert outcome.status == 1
    assert not to.exists()
    return outcome


def test_a_site_that_is_older_than_its_sources(paper: Project) -> None:
    files: list[dict[str, str | bytes | None]] = [
        {"articles/a.md": story(tags=["harbour"], body="It sat.")},
        {"articles/b.md": None},
        {"articles/c.md": story("Piano", "2018-12-19")},
        {"static/CNAME": "example.net"},
        {"templates/article.html": "x"},
        {"newsgen.toml": "title = 'X'"},
        {"newsgen.toml": "base_url = 'https://example.org/'"},
        {"articles/c.md": story("Piano", date="soon")},
    ]
    for each in files:
        old = {name: (paper.root / name).read_bytes() if (paper.root / name).exists() else None for name in each}
        paper.write(each)
        refused(paper, "publish-old")
        paper.write(old)
    published(paper, f"folder:{paper.root.parent}/there")


def test_a_fresh_checkout_is_as_good_as_the_folder_that_was_built_in(paper: Project, tmp_path: Path) -> None:
    paper.write({"articles/d.md": story("Secret", "2018-12-19", draft=True), "articles/unused.jpg": "x"}).built()
    shutil.copytree(paper.root, tmp_path / "clone", copy_function=shutil.copyfile)
    clone = Project(tmp_path / "clone")
    published(clone, f"folder:{tmp_path}/there")
    clone.write({"articles/a.md": story(tags=["harbour"], body="It sat.")})
    refused(clone, "publish-old")


def test_a_site_that_is_not_as_the_build_left_it(paper: Project) -> None:
    assert "is not as the build left it" in refused(paper.write({f"site/{PAGE}": "by hand"}), "publish-old").err


def test_a_site_that_was_not_finished(paper: Project) -> None:
    paper.write({"site/.newsgen-intent": ""})
    refused(paper, "publish-old")


def test_a_site_that_was_never_built(project: Project) -> None:
    project.write(STORIES)
    refused(project, "publish-old")


def test_a_site_of_a_moment_that_lies_ahead(project: Project) -> None:
    project.write(STORIES | {"articles/e.md": story("Embargo", "2018-12-17", embargo="2097-01-01")})
    project.built("--output", "later", now="2098-01-01T00:00:00Z")
    refused(project, "publish-ahead", "--output", "later")


def test_a_story_that_is_due_is_told_and_stops_nothing(project: Project, tmp_path: Path) -> None:
    project.write(STORIES | {"articles/e.md": story("Embargo", "2018-12-17", embargo="2025-01-01")}).built()
    outcome = published(project, f"folder:{tmp_path}/there")
    assert [problem.code for problem in outcome.problems] == ["publish-late"]
    assert "mbargo" not in outcome.err.replace("embargo", "")


def test_a_site_without_broken_stories_is_published_until_others_break(project: Project, tmp_path: Path) -> None:
    project.write(
        STORIES | {"articles/c.md": story("Broken", "soon"), "articles/d.md": story(body="[x](gone.md)", slug="d")}
    )
    assert project.build("--keep-going").status == 3
    published(project, f"folder:{tmp_path}/there")
    refused(project.write({"articles/c.md": story("Broken otherwise", "soon")}), "publish-old")


def test_a_build_that_is_running_is_not_disturbed(paper: Project) -> None:
    from newsgen.memory.lock import locked
    from newsgen.memory.remembered import state_path

    with locked(state_path(paper.root, paper.root / "site").with_suffix(".lock"), "build", wait=False):
        assert paper.run("publish", f"folder:{paper.root.parent}/there").status == 4


# Targets


@pytest.mark.parametrize(
    ("to", "secret"),
    [
        ("s3://AKIA:hunter22@bucket", "hunter22"),
        ("git:https://me:hunter22@example.org/p.git", "hunter22"),
        ("git:https://hunter22@example.org/p.git", "hunter22"),
        ("ssh://me:hunter22@example.org/srv", "hunter22"),
        ("ftp://me:hunter22@example.org/", "hunter22"),
        ("ssh://-oProxyCommand=x/srv", ""),
        ("ssh://example.org", ""),
        ("ssh://example.org/../srv", ""),
        ("s3://B", ""),
        ("git:ext::sh -c x", ""),
        ("git:--upload-pack=x", ""),
        ("git:origin#-x", ""),
        ("www.example.org:x", ""),
    ],
)
def test_what_is_no_target_is_refused_and_no_secret_repeated(paper: Project, to: str, secret: str) -> None:
    outcome = paper.run("publish", to)
    assert outcome.status == 2
    paper.write({"newsgen.toml": f'[publish.web]\nto = "{to}"\nsecret_key = "hunter33"\n'})
    inside = paper.run("build")
    assert set(inside.codes) <= {"publish-target", "field-unknown"}
    assert inside.codes
    for each in (outcome, inside):
        assert not secret or secret not in each.out + each.err
        assert "hunter33" not in each.out + each.err


def test_targets_have_names(paper: Project, tmp_path: Path) -> None:
    assert paper.run("publish").status == 2
    paper.write({"newsgen.toml": f'[publish.web]\nto = "folder:{tmp_path}/one"\n'}).built()
    assert published(paper).out.startswith("web: ")
    two = f'[publish.web]\nto = "folder:{tmp_path}/one"\n[publish.copy]\nto = "folder:{tmp_path}/two"\nkeep = 1\n'
    paper.write({"newsgen.toml": two}).built()
    outcome = paper.run("publish")
    assert outcome.status == 2
    assert "web, copy" in outcome.err
    published(paper, "copy")
    assert paper.run("publish", "other").status == 2


def test_a_site_that_is_more_than_its_host_takes_is_not_sent(
    paper: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from newsgen.news import hosts

    monkeypatch.setitem(hosts.HOSTS, "netlify", replace(hosts.HOSTS["netlify"], in_folder=3))
    paper.write({"newsgen.toml": f'[publish.web]\nto = "folder:{tmp_path}/one"\nhost = "netlify"\n'}).built()
    outcome = paper.run("publish")
    assert outcome.codes == ["host-limit"]
    assert not (tmp_path / "one").exists()


# Folders


def test_a_folder_keeps_some_versions_and_shares_what_did_not_change(paper: Project, tmp_path: Path) -> None:
    place = Place("folder", tmp_path / "there")
    for number in range(5):
        paper.write({"articles/a.md": story(body=f"Number {number}.")}).built()
        published(paper, place.to)
        assert place.seen() == site(paper)
    versions = sorted((place.top / "versions").iterdir())
    assert len(versions) == 3
    assert os.readlink(place.top / "current") == f"versions/{versions[-1].name}"
    one, two = (version / "CNAME" for version in versions[:2])
    assert one.stat().st_ino == two.stat().st_ino


def test_a_folder_with_versions_is_known_for_what_it_is(paper: Project, tmp_path: Path) -> None:
    top = tmp_path / "there"
    outcome = paper.run("publish", f"folder:{top}")
    assert f"A web server shows it from {top}/current." in outcome.out
    assert "A web server" not in paper.run("publish", "--dry-run", f"folder:{top}").out
    for folder in (top, top / "current"):
        assert paper.run("verify", str(folder)).out.endswith(".newsgen-published: all are as they should be.\n")
    refused = paper.run("build", "--output", str(top))
    assert refused.codes == ["output-foreign"]
    assert "newsgen publish" in refused.err
    (top / "current/index.html").unlink()
    assert paper.run("verify", str(top)).out.startswith("missing  index.html\n")


def test_a_folder_that_was_left_half_way_is_finished(paper: Project, tmp_path: Path) -> None:
    place = Place("folder", tmp_path / "there")
    published(paper, place.to)
    old = place.seen()
    paper.write({"articles/a.md": story(body="It sat.")}).built()
    (tmp_path / "there/versions/.newsgen-new/2018").mkdir(parents=True)
    (tmp_path / "there/versions/.newsgen-new/half").write_text("x")
    assert place.seen() == old
    published(paper, place.to)
    assert place.seen() == site(paper)


def test_a_folder_of_somebody_else_is_left_alone(paper: Project, tmp_path: Path) -> None:
    (tmp_path / "there/current").mkdir(parents=True)
    outcome = paper.run("publish", f"folder:{tmp_path}/there")
    assert outcome.codes == ["publish-failed"]
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["current"]


def without_locks(top: Path) -> dict[str, bytes]:
    """Return all files but locks, which say who held them last."""
    return {path: data for path, data in tree(top).items() if not path.endswith(".lock")}


@pytest.mark.parametrize("place", ["site", "site/2018", "articles", ".", ".newsgen/x", "articles/../pages/x"])
def test_a_part_of_the_project_is_no_place(paper: Project, place: str) -> None:
    before = without_locks(paper.root)
    assert paper.run("publish", f"folder:{place}").codes == ["publish-failed"]
    assert without_locks(paper.root) == before


# Branches


def test_a_branch_of_the_project_itself(paper: Project, tmp_path: Path) -> None:
    place = Place("git", tmp_path / "there")
    git(paper.root, "init", "-q")
    git(paper.root, "remote", "add", "origin", str(place.top))
    before = tree(paper.root / ".git")
    published(paper, "git:")
    assert place.seen() == site(paper)
    assert tree(paper.root / ".git") == before
    assert git(place.top, "log", "--format=%s", "gh-pages").splitlines() == [
        f"Publish: {len(site(paper))} added, 0 changed, 0 removed"
    ]


def test_a_remote_that_is_not_there_tells_no_secret(paper: Project) -> None:
    git(paper.root, "init", "-q")
    git(paper.root, "remote", "add", "origin", "https://me:hunter22@localhost:1/p.git")
    outcome = paper.run("publish", "git:origin")
    assert outcome.codes == ["publish-failed"]
    assert "hunter22" not in outcome.out + outcome.err
    assert paper.run("publish", "git:nowhere").codes == ["publish-failed"]


def test_what_somebody_changed_in_the_branch_is_put_back_and_never_removed(paper: Project, tmp_path: Path) -> None:
    place = Place("git", tmp_path / "there")
    published(paper, place.to)
    place.put(PAGE, "theirs")
    assert rehearsed(published(paper, place.to, "--dry-run")) == {"add": set(), "replace": {PAGE}, "remove": set()}
    published(paper, place.to)
    assert place.seen() == site(paper)
    place.put(PAGE, "theirs")
    paper.write({"articles/a.md": None}).built()
    published(paper, place.to)
    assert place.seen() == site(paper) | {PAGE: b"theirs"}


def test_of_two_at_once_the_second_is_told(paper: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsgen.publishing.publishers import git as branch

    place = Place("git", tmp_path / "there")
    published(paper, place.to)
    paper.write({"articles/a.md": story(body="It sat.")}).built()
    real = branch.Branch.carry

    def late(self: branch.Branch, *arguments: object) -> None:
        place.put("theirs.txt", "theirs")
        real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(branch.Branch, "carry", late)
    assert paper.run("publish", place.to).codes == ["publish-failed"]
    monkeypatch.setattr(branch.Branch, "carry", real)
    published(paper, place.to)
    assert place.seen() == site(paper) | {"theirs.txt": b"theirs"}


def test_of_a_branch_only_the_names_of_files_are_fetched(
    paper: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from the great hosts, which let a fetch leave out what files hold."""
    from newsgen.publishing.publishers import git as branch

    place = Place("git", tmp_path / "there")
    for name in ("uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"):
        git(place.top, "config", name, "true")
    to = f"git:file://{place.top}"
    published(paper, to)
    seen: list[int] = []
    real = branch.Branch.carry

    def counted(self: branch.Branch, found: Any, cargo: Any) -> None:
        listed = git(self._git.folder, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
        seen.append(listed.split().count("blob"))
        real(self, found, cargo)

    monkeypatch.setattr(branch.Branch, "carry", counted)
    paper.write({"articles/a.md": story(tags=["harbour"], body="It sat.")}).built()
    published(paper, to)
    assert seen == [1]
    assert place.seen() == site(paper)
