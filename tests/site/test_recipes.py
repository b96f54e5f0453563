"""The recipes: stories in the shapes that other tools write load without a word, and what a recipe says holds."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsgen.cli.printer import formatted
from newsgen.news.diagnostics import Diagnostic, Level, Span
from newsgen.news.story_fields import STORY_FIELDS
from tests import manual
from tests.site.project import Project

CASES = Path(__file__).parents[1] / "cases" / "recipes"


def filled(project: Project, tool: str) -> Project:
    """Give a project with the files of one tool, and the settings that its recipe asks for."""
    shutil.copytree(CASES / tool, project.root / "articles")
    settings = manual.blocks(manual.read(f"docs/{tool}.md"), "toml")
    return project.write({"newsgen.toml": "".join(settings)})


def test_what_decap_writes(project: Project) -> None:
    """The first of the stories was written by Decap itself, with a date picker, lists, an upload and empty fields."""
    filled(project, "decap").write({"articles/pier.png": "x"})
    assert project.built(now="2018-12-20T00:00:00Z").problems == []
    assert "Ferry" not in project.page("index.html")
    assert project.built(now="2018-12-24T06:00:00Z").problems == []
    (path,) = (path for path in project.pages() if path.startswith("2018/12/17/ferry") and path.endswith(".html"))
    page = project.page(path)
    assert "an hour late and with a band aboard</h1>" in page
    assert page.count('alt="A pier"') == 2
    assert {"bylines/ana-ruiz/index.html", "bylines/j-doe/index.html", "tags/music/index.html"} <= project.pages()


def test_what_obsidian_writes(project: Project) -> None:
    filled(project, "obsidian").write({"articles/Pasted image 20190102143000.png": "x"})
    assert project.built().problems == []
    page = project.page("2019/01/02/the-crane-fell/index.html")
    assert 'href="../../../../2018/12/17/ferry-runs-again/#heading"' in page
    (picture,) = re.findall(r'<img src="(?:\.\./)*([^"]+)" alt="A pier"', page)
    assert picture in project.pages()
    assert "tags/ferry/index.html" in project.pages()
    assert not any("title" in path for path in project.pages())


def test_the_config_of_decap_names_our_fields() -> None:
    (config,) = (yaml.safe_load(block) for block in manual.blocks(manual.read("docs/decap.md"), "yaml"))
    (stories,) = config["collections"]
    names = [field["name"] for field in stories["fields"]]
    assert stories["identifier_field"] in names
    assert {*names} - {"body"} <= {*STORY_FIELDS}
    photo = next(field for field in stories["fields"] if field["name"] == "photos")
    assert [field["name"] for field in photo["fields"]] == ["src", "alt", "caption", "credit"]


@pytest.mark.parametrize("level", list(Level))
def test_the_task_of_visual_studio_code_reads_our_messages(level: Level) -> None:
    tasks, _ = (json.loads(block) for block in manual.blocks(manual.read("docs/vscode.md"), "json"))
    pattern: dict[str, Any] = tasks["tasks"][0]["problemMatcher"]["pattern"]
    said = Diagnostic("date-unsure", level, Span("articles/a: b.md", 3, 7, 4), "it is [odd]: no", "Hint.", "date: 3")
    first, *others = formatted(said).split("\n")
    found = re.fullmatch(pattern["regexp"], first)
    assert found
    told = {name: found[group] for name, group in pattern.items() if name != "regexp"}
    assert told == {
        "file": "articles/a: b.md",
        "line": "3",
        "column": "7",
        "severity": str(level),
        "message": "it is [odd]: no",
        "code": "date-unsure",
    }
    assert not any(re.fullmatch(pattern["regexp"], line) for line in others)
