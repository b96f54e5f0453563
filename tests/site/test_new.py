"""`newsgen init` and `newsgen new`: what they write passes `check` and builds, and nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.cli.main import COMMANDS
from tests.site.project import Project, story


@pytest.fixture
def paper(project: Project) -> Project:
    """Give a project as `newsgen init` begins it."""
    assert project.run("init").status == 0
    return project


def sources(project: Project) -> list[str]:
    return sorted(path for path in project.tree("articles"))


def only_new(project: Project, *arguments: str) -> tuple[str, str]:
    """Run `newsgen new`, and return the path and the text of the story that it makes."""
    outcome = project.run("new", *arguments)
    assert (outcome.status, outcome.err) == (0, "")
    path = outcome.out.strip()
    return path, (project.root / path).read_text("utf-8")


def test_a_beginning_passes_check_and_builds(paper: Project) -> None:
    checked = paper.run("check")
    assert (checked.status, checked.err) == (0, "")
    assert paper.run("build").status == 0
    assert "The archive opens" in paper.page("index.html")


def test_init_says_which_commands_come_next(project: Project) -> None:
    said = project.run("init", "my paper").out.partition("Next:\n")[2].splitlines()
    assert said[0].strip() == "cd 'my paper'"
    assert [line.split()[1] in COMMANDS for line in said[1:]] == [True, True]
    assert (project.root / "my paper/newsgen.toml").read_text("utf-8").count('title = "My paper"') == 1


def test_init_pins_the_identity(project: Project) -> None:
    project.run("init", "--base-url", "https://example.org/paper", "--title", 'The "Packet"')
    settings = (project.root / "newsgen.toml").read_text("utf-8")
    assert "[identity]\n" in settings
    assert 'authority = "example.org"' in settings
    assert project.run("check").status == 0
    alone = Project(project.root / "alone")
    assert alone.run("init").status == 0
    assert '.invalid"' in (alone.root / "newsgen.toml").read_text("utf-8")


def test_init_writes_over_nothing(project: Project) -> None:
    mine = {"newsgen.toml": 'title = "Mine"\n', ".gitignore": "x\n", "articles/a.md": story()}
    project.write(mine)
    assert project.run("init").status == 0
    assert {name: (project.root / name).read_text("utf-8") for name in mine} == mine
    assert sources(project) == ["a.md"]


def test_init_refuses_an_address_that_is_none(project: Project) -> None:
    assert project.run("init", "--base-url", "ftp://example.org/").status == 2
    assert project.tree(".") == {}


@pytest.mark.parametrize(
    ("headline", "path"),
    [
        ("Ferry runs again", "articles/2018/ferry-runs-again.md"),
        ("Harbour: ferry “runs” #1 again", "articles/2018/harbour-ferry-runs-1-again.md"),
        ("המעבורת שבה לפעול", "articles/2018/hmbvrt-shbh-lpvl.md"),
        ("渡轮恢复", "articles/2018/du-lun-hui-fu.md"),
        ("2018", "articles/2018/2018-c147.md"),
        ("README", "articles/2018/readme-story.md"),
        ("yes: no", "articles/2018/yes-no.md"),
    ],
)
def test_a_new_story_passes_check(paper: Project, headline: str, path: str) -> None:
    made, text = only_new(paper, headline, "--date", "2018-12-17")
    assert made.rpartition("/")[0] == path.rpartition("/")[0]
    if headline.isascii() and not headline.isdecimal():
        assert made == path
    checked = paper.run("check", "--strict")
    assert (checked.status, [problem.code for problem in checked.problems]) == (0, ["text-missing"])
    lines = text.splitlines()
    assert [line.partition(":")[0] for line in lines[1:10]] == [
        "headline", "date", "byline", "deck", "section", "tags", "slug", "id", "added",
    ]  # fmt: skip
    (paper.root / made).write_text(f"{text}It ran.\n", "utf-8")
    assert paper.run("check").problems == []
    paper.run("build")
    assert any(page.startswith("2018/12/17/") for page in paper.pages())


def test_a_story_without_a_text_is_published_and_noted(paper: Project) -> None:
    paper.write({"articles/a.md": story(body=""), "articles/b.md": story("B", body=" ", draft=True)})
    checked = paper.run("check", "articles/a.md", "articles/b.md")
    assert [problem.path for problem in checked.problems if problem.code == "text-missing"] == ["articles/a.md"]
    paper.run("build")
    assert [page for page in paper.pages() if page.endswith("ferry-runs-again/index.html")]


@pytest.mark.parametrize("date", ["1954-11", "1954~", "unknown", "2018-12-17T14:30+02:00"])
def test_a_new_story_can_have_any_date(paper: Project, date: str) -> None:
    only_new(paper, "Old", "story", "--date", date)
    assert paper.run("check").status == 0


def test_what_is_stated_stands_in_the_fields(paper: Project) -> None:
    _, text = only_new(
        paper, "A", "--byline", "By Ana Ruiz", "--section", "Harbour", "--outlet", "Post: late", "--slug", "x"
    )
    assert "byline: By Ana Ruiz\n" in text
    assert "section: Harbour\n" in text
    assert 'outlet: "Post: late"\n' in text
    assert "slug: x\nid: " in text


@pytest.mark.parametrize(
    "other",
    [
        {"articles/2018/ferry-runs-again.md": story("Another")},
        {"articles/2018/Ferry-Runs-Again.txt": "x"},
        {"articles/elsewhere.md": story(slug="ferry-runs-again")},
        {"articles/elsewhere.md": story("Another", id="2018/ferry-runs-again")},
    ],
)
def test_what_is_taken_is_refused(paper: Project, other: dict[str, str]) -> None:
    paper.write(other)
    before = paper.tree("articles")
    outcome = paper.run("new", "Ferry runs again", "--date", "2018-12-17")
    assert outcome.status == 1
    assert next(iter(other)) in outcome.err
    assert paper.tree("articles") == before


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["A", "--date", "30.2.2018"], 2),
        (["A", "--byline", "Ana Ruiz, The Gulf"], 1),
        (["A", "--slug", "../x"], 1),
        ([""], 2),
        ([], 2),
    ],
)
def test_what_would_not_pass_is_not_written(paper: Project, arguments: list[str], status: int) -> None:
    before = paper.tree("articles")
    assert paper.run("new", *arguments).status == status
    assert paper.tree("articles") == before


def test_a_new_story_needs_an_archive(tmp_path: Path) -> None:
    nowhere = Project(tmp_path / "nowhere")
    assert nowhere.run("new", "A").status == 2
    assert "say the headline" in nowhere.run("new", " ").err
    assert nowhere.tree(".") == {}


def test_edit_opens_the_editor(paper: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/^deck:/deck:Edited/")
    assert "deck:Edited" in only_new(paper, "A", "--edit")[1]
