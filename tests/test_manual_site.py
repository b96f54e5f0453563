"""The manual: its first five minutes can be walked as they are written, and it builds as a site of its own."""

from __future__ import annotations

import re
import runpy
import shlex
import sys
from pathlib import Path

import pytest

from tests import manual
from tests.site.project import Project

BUILD = manual.REPOSITORY / "docs" / "build.py"


def told(output: str) -> list[str]:
    """Return lines as they can be compared: without the day, the clock and the numbers of files."""
    plain = re.sub(r"\b20\d\d/", "2026/", output)
    return [re.sub(r"\d+ (rendered|written)", r"N \1", line).rstrip() for line in plain.splitlines() if line.strip()]


def test_the_five_minutes_are_as_they_are_written(tmp_path: Path) -> None:
    text = manual.read("docs/start.md").partition("\n## ")[0]
    (wrong,) = manual.blocks(text, "markdown")
    project = Project(tmp_path)
    path = ""
    for block in manual.blocks(text, "console"):
        for part in block.split("$ ")[1:]:
            command, _, expected = part.partition("\n")
            name, *arguments = shlex.split(command)
            if name == "cd":
                project = Project(project.root / arguments[0])
                continue
            if arguments == ["check"] and (project.root / path).read_text("utf-8") == wrong:
                assert told(expected)[0] in told(project.run("check").err), "the mistake is told"
            outcome = project.run(*arguments)
            said = [
                line for line in told(outcome.err + outcome.out) if "[unpinned]" not in line and "--fix" not in line
            ]
            assert said == told(expected), command
            if arguments[0] == "new":
                path = outcome.out.strip()
                (project.root / path).write_text(wrong, "utf-8")
            elif "a second" in expected:
                mended = wrong.replace(
                    "deck: An hour late: with a band aboard", 'deck: "An hour late: with a band aboard"'
                )
                (project.root / path).write_text(mended, "utf-8")
    assert "2 stories in site" in outcome.out


@pytest.fixture(scope="module")
def project_of_the_manual(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Write the manual as a project."""
    root = tmp_path_factory.mktemp("manual") / "project"
    runpy.run_path(str(BUILD))["write"](root)
    return Project(root)


def test_the_manual_as_a_site_has_no_link_that_leads_nowhere(project_of_the_manual: Project) -> None:
    outcome = project_of_the_manual.run("check")
    found = [problem for problem in outcome.problems if problem.code.startswith("link") or problem.level == "error"]
    assert found == [], outcome.err


def test_the_manual_builds_as_a_site_by_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["build.py", str(tmp_path / "site")])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(BUILD), run_name="__main__")
    assert ended.value.code == 0
    pages = {place.name for place in (manual.REPOSITORY / "docs").glob("*.md")}
    assert len(list((tmp_path / "site").glob("*/index.html"))) >= len(pages)
    assert "Ten facts" in (tmp_path / "site" / "editors" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("example", manual.blocks(manual.read("docs/editors.md"), "markdown"))
def test_what_editors_are_shown_builds(tmp_path: Path, example: str) -> None:
    assert Project(tmp_path).write({"articles/a.md": example}).built().problems == []


@pytest.mark.parametrize("example", manual.blocks(manual.read("docs/editors.md"), "yaml"))
def test_what_editors_are_shown_is_taken(tmp_path: Path, example: str) -> None:
    text = f"---\nheadline: A\ndate: 2018-12-17\n{example}---\nText.\n"
    project = Project(tmp_path).write({"articles/a.md": text, "articles/long-pier.jpg": "x"})
    assert project.built().problems == []


def test_editors_are_told_of_the_ten_fields_of_the_code() -> None:
    from newsgen.news.story_fields import FOR_EDITORS

    rows = manual.rows(manual.section("docs/editors.md", "## Ten facts"))
    assert [manual.code(row[0])[0] for row in rows] == [field.name for field in FOR_EDITORS]
