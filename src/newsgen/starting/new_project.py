"""A new project: its first files, made of the texts in `starter/`. None that lies there is ever written over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from newsgen.reading.filing import put

STARTER = Path(__file__).parent / "starter"

SETTINGS = {"newsgen.toml": "newsgen.toml", ".gitignore": "gitignore"}
"""Where the files of every project lie, each with the name of its text in `starter/`."""

SAMPLE = {"articles/{year}/the-archive-opens.md": "welcome.md"}
"""The same for what a project gets that has no story yet."""


ALONGSIDE = {
    "github": {
        ".github/workflows/archive.yml": "ci/github.yml",
        ".github/actions/newsgen/action.yml": "ci/github-action.yml",
    },
    "gitlab": {".gitlab-ci.yml": "ci/gitlab.yml"},
    "netlify": {"netlify.toml": "ci/netlify.toml"},
    "cloudflare": {"wrangler.toml": "ci/cloudflare.toml"},
    "docker": {"Dockerfile": "ci/Dockerfile"},
    "nginx": {"nginx.conf": "ci/nginx.conf"},
}
"""Files for services that build and publish, by what they are called; they are copied as they are."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a project before it is there. `mark` is a word that no other project has, `now` the moment of
    its clock."""

    title: str
    base_url: str
    timezone: str
    mark: str
    now: datetime

    @property
    def authority(self) -> str:
        """Return the name in the ids of its feeds: its host, else one that nobody can own (RFC 2606)."""
        return urlsplit(self.base_url).hostname or f"{self.mark}.invalid"

    @property
    def values(self) -> dict[str, str]:
        """Return what the texts of `starter/` leave open."""
        return {
            "title": _text(self.title),
            "timezone": _line("timezone", self.timezone, "Europe/Lisbon"),
            "base_url": _line("base_url", self.base_url, "https://example.org/"),
            "authority": _text(self.authority),
            "date": f"{self.now:%Y-%m-%d}",
            "year": f"{self.now:%Y}",
            "added": self.now.isoformat(timespec="seconds"),
        }


def _text(value: str) -> str:
    """Return a text as TOML has it."""
    return json.dumps(value, ensure_ascii=False)


def _line(name: str, value: str, example: str) -> str:
    """Return a setting, or an example of it as a remark."""
    return f"{name} = {_text(value)}" if value else f"# {name} = {_text(example)}"


def begin(root: Path, beginning: Beginning, table: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Write the files of a table, of path and text in `starter/`; yield each path, and whether it is new."""
    for place, name in table.items():
        path = place.format(year=beginning.values["year"])
        is_new = not (root / path).exists()
        if is_new:
            text = (STARTER / name).read_text("utf-8")
            put(root, path, Template(text).substitute(beginning.values))
        yield path, is_new


def put_alongside(root: Path, service: str) -> Iterator[tuple[str, bool]]:
    """Write the files for a service; yield each path, and whether it is new."""
    for path, name in ALONGSIDE[service].items():
        is_new = not (root / path).exists()
        if is_new:
            put(root, path, (STARTER / name).read_text("utf-8"))
        yield path, is_new
