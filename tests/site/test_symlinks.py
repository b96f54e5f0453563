"""Symbolic links are refused by name, and nothing outside the project is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.site.project import Project, story


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Give a folder with a story outside the project."""
    Project(tmp_path / "outside").write(
        {"secret.md": story("Unwanted secret"), "deep/secret.md": story("Unwanted deep")}
    )
    return tmp_path / "outside"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("articles/link.md", "secret.md"),
        ("articles/link", "deep"),
        ("articles/loop", "../paper/articles"),
        ("articles/dangling.md", "nowhere.md"),
        ("articles/photo.jpg", "secret.md"),
        ("pages/link.md", "secret.md"),
        ("static/link.txt", "secret.md"),
        ("static/link", "deep"),
        ("templates/article.html", "secret.md"),
        ("templates/deep", "deep"),
    ],
)
def test_a_link_is_refused_by_name(project: Project, outside: Path, link: str, target: str) -> None:
    project.write({"articles/a.md": story()}).built()
    place = project.root / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside / target)
    outcome = project.build()
    assert outcome.status == 1
    assert [(problem.code, problem.path) for problem in outcome.problems] == [("symlink", link)]
    assert not [path for path, data in project.tree().items() if b"Unwanted" in data]


@pytest.mark.parametrize("folder", ["articles", "pages", "static", "templates"])
def test_a_folder_that_is_a_link_is_refused_by_name(project: Project, outside: Path, folder: str) -> None:
    project.write({"newsgen.toml": "", "articles/a.md": story()})
    if folder == "articles":
        project.write({"articles/a.md": None})
        (project.root / "articles").rmdir()
    (project.root / folder).symlink_to(outside)
    outcome = project.build()
    assert outcome.status == 1
    assert [(p.code, p.path) for p in outcome.problems if p.level == "error"] == [("symlink", folder)]
    assert not (project.root / "site/index.html").exists()


def test_settings_that_are_a_link_are_not_read(project: Project, outside: Path) -> None:
    (outside / "settings.toml").write_text('title = "Unwanted"\n')
    project.write({"articles/a.md": story()})
    (project.root / "newsgen.toml").symlink_to(outside / "settings.toml")
    assert project.build().status == 1


def test_a_link_in_a_folder_that_is_ignored_is_nobody_s_business(project: Project, outside: Path) -> None:
    project.write({"articles/a.md": story(), "newsgen.toml": '[build]\nignore = ["drafts"]\n'})
    (project.root / "articles/drafts").symlink_to(outside)
    project.built()


def test_a_project_below_a_link_is_fine(project: Project, tmp_path: Path) -> None:
    project.write({"articles/a.md": story()})
    (tmp_path / "way").symlink_to(project.root)
    Project(tmp_path / "way").built()
    assert "index.html" in project.pages()


def test_a_pipe_among_the_stories_is_refused_not_waited_for(project: Project) -> None:
    project.write({"articles/a.md": story()})
    os.mkfifo(project.root / "articles/pipe.md")
    outcome = project.build()
    assert outcome.status == 1
    assert outcome.problems[0].path == "articles/pipe.md"
