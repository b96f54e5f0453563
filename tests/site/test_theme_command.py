"""`newsgen theme`: files of the theme in a project, and what an upgrade changed in them."""

from __future__ import annotations

import pytest

from newsgen.reading.project import own_theme
from tests.site.project import Project, story


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write({"articles/a.md": story()})


def test_a_file_that_is_taken_is_the_theme_s_and_changes_no_page(paper: Project) -> None:
    before = paper.built() and paper.tree()
    outcome = paper.run("theme", "take", "article.html", "static/style.css", "words/en.toml")
    assert outcome.status == 0, outcome.err
    assert paper.page("templates/article.html", ".") == (own_theme() / "article.html").read_text("utf-8")
    paper.built()
    assert paper.tree() == before


def test_nothing_of_yours_is_written_over(paper: Project) -> None:
    paper.write({"templates/article.html": "mine"})
    outcome = paper.run("theme", "take", "article.html")
    assert (outcome.status, paper.page("templates/article.html", ".")) == (1, "mine")
    assert "there already" in outcome.err


def test_an_upgrade_shows_what_it_changed_until_it_is_settled(paper: Project) -> None:
    paper.run("theme", "take", "article.html", "day.html")
    assert "the theme's is as it was" in paper.run("theme", "diff").out
    now = paper.page("templates/article.html", ".")
    paper.write({"templates/.theme/article.html": now.replace("<h1>", "<h1 class=old>", 1)})
    paper.write({"templates/article.html": now + "<!-- mine -->"})
    outcome = paper.run("theme", "diff", "article.html")
    assert "-<h1 class=old>" in outcome.out
    assert "+<h1>" in outcome.out
    assert "mine" not in outcome.out
    assert "article.html  yours, and the theme's has changed" in paper.run("theme", "list").out
    assert paper.run("theme", "settle").status == 0
    assert "What is new" not in paper.run("theme", "diff").out
    assert "article.html  yours\n" in paper.run("theme", "list").out
    assert "mine" in paper.page("templates/article.html", ".")


def test_a_file_that_was_not_taken_is_held_against_the_theme_s(paper: Project) -> None:
    paper.write({"templates/day.html": (own_theme() / "day.html").read_text("utf-8") + "<!-- mine -->\n"})
    assert "+<!-- mine -->" in paper.run("theme", "diff").out


def test_a_project_without_files_of_its_own(paper: Project) -> None:
    assert "none of the theme's files" in paper.run("theme", "diff").out


@pytest.mark.parametrize("command", ["take", "diff", "settle"])
def test_a_name_that_the_theme_does_not_have_is_answered_with_the_nearest(paper: Project, command: str) -> None:
    outcome = paper.run("theme", command, "artcle.html")
    assert outcome.status == 2
    assert "Did you mean article.html?" in outcome.err


def test_outside_a_project(paper: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    outcome = Project(tmp_path_factory.mktemp("nowhere")).run("theme", "list")
    assert outcome.status == 2
    assert "no archive here" in outcome.err
