"""`newsgen register` and `newsgen check --urls`: an address that was published does not vanish unsaid."""

from __future__ import annotations

import pytest

from newsgen.news.register import REGISTER
from tests.site.project import NOW, Outcome, Project, story

FERRY = "/2018/12/17/ferry-runs-again/"


@pytest.fixture
def paper(project: Project) -> Project:
    """Give a registered archive."""
    project.write(
        {"articles/ferry.md": story(id="ferry"), "articles/pier.md": story("Pier opens", "2019-01-02", id="pier")}
    )
    project.write({"articles/draft.md": story("Draft", draft=True), "articles/soon.md": story("Soon", "2199-01-01")})
    assert registered(project).out == f"2 added to {REGISTER}, which holds 2.\n"
    return project


def registered(project: Project, *arguments: str, now: str = NOW) -> Outcome:
    return project.run("register", "--now", now, *arguments)


def checked(project: Project, *arguments: str) -> Outcome:
    return project.run("check", "--urls", "--now", NOW, *arguments)


def text(project: Project, path: str) -> str:
    return (project.root / path).read_text("utf-8")


def lines(project: Project) -> list[str]:
    return (project.root / REGISTER).read_text("utf-8").splitlines()[1:]


def test_the_register_holds_public_stories_and_no_build_writes_it(paper: Project) -> None:
    assert lines(paper) == [f"{FERRY} ferry", "/2019/01/02/pier-opens/ pier"]
    before = (paper.root / REGISTER).stat().st_mtime_ns
    paper.write({"articles/new.md": story("New")}).built()
    assert registered(paper).out == f"1 added to {REGISTER}, which holds 3.\n"
    assert registered(paper).out == f"0 added to {REGISTER}, which holds 3.\n"
    paper.write({"articles/new.md": None}).built()
    assert len(lines(paper)) == 3
    assert (paper.root / REGISTER).stat().st_mtime_ns >= before


def test_all_is_well(paper: Project) -> None:
    assert (checked(paper).status, checked(paper).out) == (0, "0 errors, 0 warnings.\n")


def test_a_story_that_moved_is_named_and_can_be_given_its_alias(paper: Project) -> None:
    paper.write({"articles/ferry.md": story("Boat runs again", id="ferry")})
    assert paper.run("check", "--now", NOW).status == 0
    outcome = checked(paper)
    assert outcome.status == 1
    (problem,) = [one for one in outcome.problems if one.level == "error"]
    assert (problem.code, problem.path, problem.line) == ("url-vanished", REGISTER, 2)
    assert "/2018/12/17/boat-runs-again/" in problem.message
    assert "articles/ferry.md" in outcome.err
    fixed = checked(paper, "--fix")
    assert fixed.status == 0, fixed.err
    assert FERRY in text(paper, "articles/ferry.md").partition("aliases")[2]


def test_a_story_that_is_gone_can_be_restored_withdrawn_or_released(paper: Project) -> None:
    kept = text(paper, "articles/ferry.md")
    paper.write({"articles/ferry.md": None})
    outcome = checked(paper)
    assert outcome.codes == ["url-vanished"]
    assert "withdrawn" in outcome.err
    assert f"--release {FERRY}" in outcome.err
    paper.write({"articles/ferry.md": kept})
    assert checked(paper).status == 0
    paper.write({"articles/ferry.md": story(id="ferry", withdrawn={"date": "2019-01-01", "reason": "Untrue."})})
    assert checked(paper).status == 0
    paper.write({"articles/ferry.md": None})
    assert registered(paper, "--release", FERRY).out == f"Released: {FERRY}\n0 added to {REGISTER}, which holds 1.\n"
    assert checked(paper).status == 0
    assert "ferry" not in text(paper, REGISTER)


def test_what_may_be_the_same_story_under_another_id_is_suggested(paper: Project) -> None:
    paper.write({"articles/ferry.md": None, "articles/again.md": story(date="2018-12-18", id="other")})
    assert "If articles/again.md is that story" in checked(paper).err


@pytest.mark.parametrize("hidden", [{"expires": "2020-01-01"}, {"embargo": "2199-01-01"}])
def test_expiry_and_an_embargo_set_back_let_an_address_go(paper: Project, hidden: dict[str, str]) -> None:
    paper.write({"articles/ferry.md": story(id="ferry", **hidden)})
    assert checked(paper).status == 0
    paper.write({"articles/ferry.md": story("Other words", id="ferry", **hidden)})
    assert checked(paper).status == 0


def test_a_story_that_is_a_draft_again_has_not_let_its_address_go(paper: Project) -> None:
    paper.write({"articles/ferry.md": story(id="ferry", draft=True)})
    assert checked(paper).codes == ["url-vanished"]


def test_without_the_file_nothing_is_checked(paper: Project) -> None:
    paper.write({REGISTER: None, "articles/ferry.md": None})
    assert checked(paper).status == 0


def test_a_register_that_can_not_be_read_is_said_and_left(paper: Project) -> None:
    paper.write({REGISTER: "nonsense\n"})
    assert checked(paper).codes == ["register-line"]
    assert registered(paper).codes == ["register-line"]
    assert text(paper, REGISTER) == "nonsense\n"


def test_releasing_what_is_not_there_is_said(paper: Project) -> None:
    outcome = registered(paper, "--release", "/nothing/")
    assert (outcome.status, "/nothing/ is not in" in outcome.err) == (1, True)


def test_a_whole_address_can_be_released_as_a_browser_shows_it(paper: Project) -> None:
    paper.write({"newsgen.toml": 'base_url = "https://example.org/archive/"\n', "articles/ferry.md": None})
    outcome = registered(paper, "--release", f"https://example.org/archive{FERRY}")
    assert (outcome.status, outcome.out.splitlines()[0]) == (0, f"Released: {FERRY}")
    assert lines(paper) == ["/2019/01/02/pier-opens/ pier"]
    assert registered(paper, "--release", f"https://elsewhere.example/archive{FERRY}").status == 1


def test_a_broken_story_leaves_the_register_as_it_was(paper: Project) -> None:
    before = lines(paper)
    paper.write({"articles/bad.md": story("Bad", "yesterday"), "articles/new.md": story("New")})
    assert registered(paper).status == 1
    assert lines(paper) == before
