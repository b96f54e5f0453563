"""Wrong usage, and other settings files, addresses and folders."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import pytest

from newsgen.cli.main import COMMANDS
from tests.site.project import Project, story


def ahead() -> str:
    return (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write({"articles/a.md": story()})


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--no-such-option"],
        ["build", "articles"],
        ["build", "--now", "yesterday"],
        ["build", "--now", "2018-02-31"],
        ["build", "--config", "nowhere.toml"],
        ["build", "--drop"],
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(paper: Project, arguments: list[str]) -> None:
    before = paper.snapshot(".")
    outcome = paper.run(*arguments)
    assert outcome.status == 2
    assert outcome.err
    assert paper.snapshot(".") == before


def test_a_folder_without_an_archive_is_wrong_usage(project: Project) -> None:
    outcome = project.run("build")
    assert outcome.status == 2
    assert "articles/" in outcome.err


def test_a_build_of_the_future_needs_a_folder_of_its_own(paper: Project) -> None:
    outcome = paper.build(now=ahead())
    assert outcome.status == 2
    assert "--output" in outcome.err
    assert not (paper.root / "site").exists()
    paper.built("--output", "preview", now=ahead())
    assert "index.html" in paper.pages("preview")


def test_two_output_folders_know_nothing_of_each_other(paper: Project) -> None:
    paper.built()
    first = paper.snapshot("site")
    assert paper.built("--output", "other").counts[1] == len(paper.pages("other"))
    assert paper.tree("other") == paper.tree("site")
    assert paper.snapshot("site") == first
    assert paper.built().counts[:3] == (0, 0, 0)


def test_another_settings_file_names_the_project(paper: Project) -> None:
    paper.write({"settings/winter.toml": 'title = "Winter"\n', "newsgen.toml": 'title = "Summer"\n'})
    paper.write({"winter.toml": 'title = "Winter"\n'})
    paper.built("--config", "winter.toml")
    assert "Winter" in paper.page("index.html")
    assert "Summer" not in paper.page("index.html")


def test_the_address_on_the_command_line_takes_the_place_of_the_settings(paper: Project) -> None:
    paper.write({"newsgen.toml": 'base_url = "https://old.example/"\n'})
    paper.built("--base-url", "https://new.example/paper")
    feed = paper.page("feed.xml")
    assert "https://new.example/paper/" in feed
    assert "old.example" not in feed


@pytest.mark.parametrize("address", ["new.example", "ftp://new.example/", 'https://new.example/"', "https://x/?a=b"])
def test_a_wrong_address_on_the_command_line_is_refused(paper: Project, address: str) -> None:
    assert paper.refused("--base-url", address).codes == ["web-address"]


def test_the_reader_of_a_log_gets_numbers_and_names_only_when_asked_for(paper: Project) -> None:
    paper.write({"articles/secret-merger.md": story("Merger", embargo="2030-01-01")})
    quiet = paper.built()
    assert "1 embargo" in quiet.out
    assert "secret-merger" not in quiet.out + quiet.err
    assert "articles/secret-merger.md (embargo)" in paper.built("--list-hidden").out


def test_the_help_names_every_command(project: Project) -> None:
    said = project.run("--help").out
    assert all(name in said for name in COMMANDS)


def test_an_executor_may_stand_beside_the_settings(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [*sys.path])
    crew = "from concurrent.futures import ThreadPoolExecutor\n\n\ndef executor():\n    return ThreadPoolExecutor(2)\n"
    project.write({"articles/a.md": story(), "crew_of_a_test.py": crew})
    assert "no module" in project.build("--executor", "crew_of_another_test:executor").err.lower()
    assert project.build("--executor", "crew_of_a_test:executor", below="articles").status == 0
