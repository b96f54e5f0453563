"""The Nu HTML checker finds no error on any page of the sample archive."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.site.test_sample import AFTER_IT, REPOSITORY, sample

pytestmark = pytest.mark.java


def complaints(checker: list[str], files: list[Path], *options: str) -> list[str]:
    """Return what the checker has to say of some files."""
    made = subprocess.run(
        [*checker, "--errors-only", "--format", "json", "--stdout", *options, *map(str, files)],
        capture_output=True,
        check=False,
    )
    told = json.loads(made.stdout)["messages"]
    return [f"{each.get('url')}:{each.get('lastLine')}: {each['message']}" for each in told]


@pytest.mark.parametrize("address", ["", "https://packet.example/"])
def test_every_page_is_valid(tmp_path: Path, checker: list[str], address: str) -> None:
    project = sample(tmp_path / "paper")
    project.built("--output", "out", *(["--base-url", address] if address else []), now=AFTER_IT)
    pages = sorted((project.root / "out").rglob("*.html"))
    assert len(pages) > 200
    assert complaints(checker, pages) == []


def test_the_stylesheet_is_valid(checker: list[str]) -> None:
    assert complaints(checker, [REPOSITORY / "templates/static/style.css"], "--css") == []


def test_the_checker_would_complain(checker: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div></p><img src=x>")
    assert len(complaints(checker, [page])) >= 2
