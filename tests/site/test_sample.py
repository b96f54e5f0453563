"""This repository's own archive: it builds without a word of complaint, and every link of it leads somewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site.links import broken
from tests.site.project import Project

REPOSITORY = Path(__file__).parents[2]
BEFORE_THE_CENTENARY = "2031-01-01"
AFTER_IT = "2032-01-01"


def sample(folder: Path) -> Project:
    """Copy what the archive is made of."""
    project = Project(folder)
    for name in ("articles", "bylines", "outlets", "pages", "static", "newsgen.toml"):
        place = REPOSITORY / name
        if place.is_dir():
            shutil.copytree(place, folder / name)
        else:
            shutil.copy(place, folder / name)
    return project


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return sample(tmp_path_factory.mktemp("sample") / "paper")


@pytest.mark.parametrize("now", [BEFORE_THE_CENTENARY, AFTER_IT])
def test_it_builds_without_a_complaint(paper: Project, now: str) -> None:
    outcome = paper.built("--output", "out", now=now)
    assert outcome.problems == []
    assert outcome.err == ""
    assert len([path for path in paper.pages("out") if path.endswith(".html")]) > 200


@pytest.mark.parametrize("address", ["", "https://packet.example/", "https://packet.example/some/path/"])
def test_every_link_leads_somewhere(paper: Project, address: str) -> None:
    folder = f"out-{len(address)}"
    paper.built("--output", folder, *(["--base-url", address] if address else []), now=AFTER_IT)
    assert broken(paper.tree(folder), address) == []


def test_the_story_of_the_centenary_waits_for_its_day(paper: Project) -> None:
    paper.built("--output", "early", now=BEFORE_THE_CENTENARY)
    assert not [path for path, data in paper.tree("early").items() if path.startswith("2031") or b"/2031/" in data]


def test_it_is_large_enough_to_judge_by(paper: Project) -> None:
    stories = [path for path in (paper.root / "articles").rglob("*") if path.suffix in (".md", ".txt")]
    assert len(stories) >= 60
    assert len([path for path in stories if path.suffix == ".txt"]) >= 10
    paper.built("--output", "out", now=AFTER_IT)
    pages = "".join(
        paper.page(path, "out") for path in paper.pages("out") if path.count("/") >= 4 and path.endswith("l")
    )
    for language in ("he", "ar", "ru", "zh"):
        assert f'lang="{language}' in pages


def test_a_second_build_writes_nothing(paper: Project) -> None:
    paper.built("--output", "twice", now=AFTER_IT)
    assert paper.built("--output", "twice", now=AFTER_IT).counts[:3] == (0, 0, 0)
