"""The wheel, installed in an environment of its own away from the checkout, builds what the checkout builds."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.real.parts import missing
from tests.site.project import CLIPPING, NOW, Project, story, tree

REPOSITORY = Path(__file__).parents[1]
ALONE = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}

FILES = {
    "articles/piano.txt": "---\ntags: [harbour]\n---\n" + CLIPPING,
    "articles/ferry.md": story(body='See [the piano](piano.txt), "as it was".', tags=["harbour", "ferry"]),
}


def ran(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command that must succeed, and return what it printed."""
    made = subprocess.run(command, cwd=cwd, env=ALONE, capture_output=True, text=True, encoding="utf-8", check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, if the package index answers."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "-q"]
    trial = [*pip, "download", "--no-deps", "--retries", "0", "-d", str(folder / "trial"), "hatchling"]
    if subprocess.run(trial, env=ALONE, capture_output=True, check=False).returncode:
        missing("the package index, which the wheel is built with,")
    ran(*pip, "wheel", "--no-deps", "-w", folder, REPOSITORY)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, and return the folder of its commands."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    ran(sys.executable, "-m", "venv", folder)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    ran(commands / "python", "-m", "pip", "-q", "install", wheel)
    return commands


def test_the_wheel_holds_the_package_and_its_theme_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"newsgen/py.typed", "newsgen/_theme/base.html", "newsgen/_theme/static/style.css"} <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"newsgen"}
    theme = {path.relative_to(REPOSITORY / "templates").as_posix() for path in (REPOSITORY / "templates").rglob("*.*")}
    assert {name.removeprefix("newsgen/_theme/") for name in names if name.startswith("newsgen/_theme/")} == theme


def test_the_installed_command_builds_the_same_site(installed: Path, tmp_path: Path) -> None:
    here = Project(tmp_path / "here").write(FILES)
    here.built()
    there = Project(tmp_path / "there").write(FILES)
    ran(installed / "newsgen", "build", "--now", NOW, cwd=there.root)
    assert tree(there.root / "site") == tree(here.root / "site")
    assert "0 rendered, 0 written" in ran(installed / "newsgen", "build", "--now", NOW, cwd=there.root)


def test_the_installed_package_stands_alone(installed: Path, tmp_path: Path) -> None:
    said = ran(installed / "python", "-c", "import newsgen; print(newsgen.__file__)", cwd=tmp_path)
    assert str(REPOSITORY) not in said
    assert ran(installed / "newsgen", "--version", cwd=tmp_path) == ran(
        installed / "python", "-m", "newsgen", "--version", cwd=tmp_path
    )
