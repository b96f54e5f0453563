"""The README: what it shows is what happens."""

from __future__ import annotations

import shlex
from html import unescape
from pathlib import Path

import pytest

from tests import manual
from tests.site.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give an empty project folder."""
    return Project(tmp_path / "paper")


def test_there_are_two_lines_to_run_and_each_is_one_line() -> None:
    commands = manual.blocks(manual.section("README.md", "## Two lines"), "sh")
    assert [command.count("\n") for command in commands] == [1, 1]
    assert [shlex.split(command.rpartition("&&")[2]) for command in commands] == [
        [".venv/bin/newsgen", "build"],
        [".venv/bin/pytest", "-q", "-n", "auto"],
    ]


def test_the_smallest_story_has_four_lines_and_builds(project: Project) -> None:
    (story,) = manual.blocks(manual.section("README.md", "## The smallest story"), "markdown")
    assert story.splitlines()[0] == story.splitlines()[3] == "---"
    project.write({"articles/ferry.md": story})
    assert project.built().problems == []
    assert "<em>Ada Tolliver</em>" in project.page("2018/12/17/ferry-runs-again/index.html")


def test_the_clipping_becomes_the_page_that_stands_beside_it(project: Project) -> None:
    told = manual.section("README.md", "## A clipping and what becomes of it")
    (clipping,) = manual.blocks(told, "text")
    project.write({"articles/piano.txt": clipping})
    assert project.built().problems == []
    address = next(code for code in manual.code(told) if code.startswith("/1998/"))
    page = unescape(project.page(f"{address.strip('/')}/index.html"))
    text = page.partition('<div class="text">')[2].partition("</div>")[0]
    for name, value in manual.rows(told):
        match name:
            case "text":
                assert value.startswith("three")
                assert text.count("<p>") == 3
            case "left out":
                assert all(line not in page for line in value.replace("\\|", "|").split(", "))
            case _:
                assert value in page.replace("&nbsp;", " "), name
    body = clipping.partition("(photo credit: PORT OFFICE)\n\n")[2].partition("\n\nPosted")[0]
    assert [p.partition("</p>")[0] for p in text.split("<p>")[1:]] == body.split("\n\n")


def test_the_picture_is_there_and_small() -> None:
    (picture,) = [link for link in manual.links(manual.read("README.md")) if link.endswith(".png")]
    data = (manual.REPOSITORY / picture).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) <= 150_000
