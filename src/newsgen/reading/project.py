"""A project on disk: its folder, its settings, its theme. Reads them; what they mean is said in `news` and `theme`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen.news import settings as settings_table
from newsgen.news.diagnostics import Diagnostic, Span, error, with_excerpts
from newsgen.news.fingerprint import of_bytes, of_value
from newsgen.news.manuscript import Mapping as Tree
from newsgen.news.serving import hashed
from newsgen.news.settings import Settings
from newsgen.news.words import OVERRIDE
from newsgen.reading import sources
from newsgen.reading.records import Digested
from newsgen.reading.settings_file import read_toml

SETTINGS = "newsgen.toml"
SOURCES = ("articles", "pages", "static", "templates", "bylines", "outlets")
"""The folders of a project that newsgen reads and never writes to unasked."""

_OWN_ASSETS = "static/"
_WORDS = "words/"
TAKEN = ".theme"
"""The folder in `templates/` that holds the theme's files as they were when the project took them."""


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds `newsgen.toml` or `articles/`."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file() or (folder / "articles").is_dir():
            return folder
    return None


def read_settings(path: Path, shown: str, base_url: str | None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read the settings file, if there is one; `base_url` from the command line takes the place of the file's."""
    tree = Tree((), Span(shown))
    problems: tuple[Diagnostic, ...] = ()
    lines: list[str] = []
    if path.exists():
        read = sources.read(path.parent, path.name)
        text = read if isinstance(read, Diagnostic) else sources.text_of(read[0], shown)
        if isinstance(text, Diagnostic):
            return Settings(), (replace(text, span=replace(text.span, path=shown)),)
        lines = text.split("\n")
        tree, problems = read_toml(text, shown)
    made, more = settings_table.read(tree, known_zone=is_zone)
    found = with_excerpts((*problems, *more), lines)
    if base_url is not None:
        made, wrong = _with_base_url(made, base_url)
        found += wrong
    return made, found


def _with_base_url(made: Settings, address: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    tree, _ = read_toml(f'base_url = "{address}"' if '"' not in address else 'base_url = "?"', "--base-url")
    read, problems = settings_table.read(tree, known_zone=is_zone)
    return replace(made, base_url=read.base_url), problems


def is_zone(name: str) -> bool:
    """Tell whether this is the name of a time zone that is known here."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@dataclass(frozen=True)
class ThemeFiles:
    """The theme as found: template texts (the project's over newsgen's), word tables, and files copied as they are.

    `assets` maps the address of each copied file to where it lies. `hashed` maps the path of each file that templates
    name by `asset` to the same with a digest in its name, if that is wanted.
    """

    templates: Mapping[str, str]
    overridden: frozenset[str]
    words: Mapping[str, str]
    assets: Mapping[str, Path]
    hashed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Return what stands for all templates, and for what they name by digest."""
        names = sorted(self.hashed.items())
        return of_value((sorted(self.templates.items()), sorted(self.overridden), self.words_digest, names))

    @cached_property
    def words_digest(self) -> str:
        """Return what stands for all word tables."""
        return of_value(sorted(self.words.items()))


def own_theme() -> Path:
    """Return the folder of newsgen's own theme: in the installed package, else at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_theme"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def read_theme(root: Path, *, is_hashed: bool = False) -> tuple[ThemeFiles, tuple[Diagnostic, ...]]:
    """Read newsgen's theme and the project's overrides; with `is_hashed`, also what stylesheets and scripts hold."""
    own = own_theme()
    found, problems = sources.scan(own.parent, own.name)
    templates: dict[str, str] = {}
    words: dict[str, str] = {}
    assets: dict[str, Path] = {}
    for name in _names(found):
        if name.startswith(_OWN_ASSETS):
            assets[name] = own / name
            continue
        text = (own / name).read_text("utf-8")
        if name.startswith(_WORDS):
            words[Path(name).stem] = text
        else:
            templates[name] = templates[f"theme/{name}"] = text
    project = root / "templates"
    overridden: set[str] = set()
    if project.is_dir() and project.resolve() != own.resolve():
        files, more = sources.scan(root, "templates")
        problems += more
        for name in _names(files):
            if name.startswith(f"{TAKEN}/"):
                continue
            if name.startswith(_OWN_ASSETS):
                assets[name] = project / name
                continue
            read = sources.read(root, f"templates/{name}")
            text_read = read if isinstance(read, Diagnostic) else sources.text_of(read[0], f"templates/{name}")
            if isinstance(text_read, Diagnostic):
                problems.append(text_read)
            elif name.startswith(_WORDS):
                words[OVERRIDE + Path(name).stem] = text_read
                problems += _broken_words(f"templates/{name}", text_read)
            else:
                templates[name] = text_read
                overridden.add(name)
    names = dict(_hashed(root, templates.values(), assets)) if is_hashed else {}
    return ThemeFiles(templates, frozenset(overridden), words, assets, names), tuple(problems)


_ASSET = re.compile(r"""\basset\(\s*["']/([^"']+)["']""")


def _hashed(root: Path, templates: Iterable[str], assets: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """Yield the files that templates name, each with the path that has its digest."""
    for path in sorted({name for text in templates for name in _ASSET.findall(text)}):
        if path in assets:
            data = assets[path].read_bytes()
        else:
            read = sources.read(root, f"static/{path}", sources.MAX_FILE)
            if isinstance(read, Diagnostic):  # told when it is copied, if it is there
                continue
            data = read[0]
        name = hashed(path, of_bytes(data))
        if name != path and ".." not in path.split("/"):
            yield path, name


def _names(files: list[sources.Found]) -> list[str]:
    return [file.path.partition("/")[2] for file in files]


def _broken_words(path: str, text: str) -> list[Diagnostic]:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return [error("words-syntax", Span(path), f"this table can't be read: {problem}", "See docs/theme.md.")]
    return []


def digest_file(path: Path) -> Digested:
    """Return digest and hint of a file that is copied."""
    data = path.read_bytes()
    return Digested(hashlib.sha256(data).hexdigest(), sources.hint_of(path.stat()))
