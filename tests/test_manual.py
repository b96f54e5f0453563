"""The manual: it names all that there is and nothing else, and its examples work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from newsgen import outputs
from newsgen.cli.main import COMMANDS
from newsgen.news.article import KINDS, Article, Correction, Credit, Photo, Scan, Teaser, Term
from newsgen.news.dates import NewsDate
from newsgen.news.listing import Count, Link
from newsgen.news.pictures import Picture
from newsgen.news.settings import Masthead
from newsgen.news.story_fields import STORY_FIELDS
from newsgen.outputs.corrections import Entry
from tests import manual
from tests.site.project import Project, story


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give an empty project folder."""
    return Project(tmp_path / "paper")


DOCUMENTS = ["README.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in (manual.REPOSITORY / "docs").glob("*.md"))]

TEN = manual.rows(manual.section("docs/stories.md", "## Ten fields").partition("###")[0])
OTHERS = manual.rows(manual.section("docs/stories.md", "## For archivists"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_the_manual_leads_somewhere(document: str) -> None:
    folder = (manual.REPOSITORY / document).parent
    inside = [link.partition("#")[0] for link in manual.links(manual.read(document)) if "://" not in link]
    assert [link for link in inside if link and not (folder / link).exists()] == []


def test_every_page_of_the_manual_is_in_its_index() -> None:
    pages = {path.name for path in (manual.REPOSITORY / "docs").glob("*.md")} - {"index.md"}
    assert pages <= set(manual.links(manual.read("docs/index.md")))


def test_the_manual_names_every_kind_of_story() -> None:
    said = manual.section("docs/stories.md", "## For archivists").partition("**Kinds**")[2].partition("\n\n")[0]
    assert manual.code(said) == list(KINDS)


def test_the_manual_names_every_field_of_a_story_ten_of_them_first() -> None:
    assert len(TEN) == 10
    named = [manual.code(row[0])[0] for row in TEN + OTHERS]
    assert sorted(named) == sorted(STORY_FIELDS)


def examples() -> Iterator[str]:
    for row in TEN + OTHERS:
        yield from manual.code(row[2]) if len(row) > 2 else []
    for block in manual.blocks(manual.read("docs/stories.md"), "yaml"):
        yield block.strip()


@pytest.mark.parametrize("example", list(examples()))
def test_every_example_of_a_field_is_taken(project: Project, example: str) -> None:
    name = example.partition(":")[0]
    needed = {"headline": "headline: A story", "date": "date: 2018-12-17"}
    lines = [line for field, line in needed.items() if field != name] + [example]
    project.write({"articles/a.md": "\n".join(["---", *lines, "---", "Text.\n"]), "articles/long-pier.jpg": "x"})
    project.write({"articles/page-one.pdf": "x"})
    assert project.built().problems == []


@pytest.mark.parametrize("example", manual.blocks(manual.read("docs/stories.md"), "markdown"))
def test_every_story_of_the_manual_builds(project: Project, example: str) -> None:
    assert project.write({"articles/a.md": example}).built().problems == []


@pytest.mark.parametrize("example", manual.blocks(manual.read("docs/clippings.md"), "text"))
def test_every_clipping_of_the_manual_builds(project: Project, example: str) -> None:
    assert project.write({"articles/a.txt": example}).built().problems == []


@pytest.mark.parametrize(
    "date", ["2018-12-17 14:30", "2018-12-17T14:30:00+01:00", "1954-11", "1954", "unknown", "1954~"]
)
def test_every_date_of_the_manual_is_taken(project: Project, date: str) -> None:
    assert f"`{date}`" in manual.read("docs/stories.md").replace("`date: ", "`")
    assert project.write({"articles/a.md": story(date=date)}).built().problems == []


# Settings


def tables() -> Iterator[tuple[str, list[str]]]:
    """Yield every row of the tables of plain settings, with the name of its table."""
    for part in manual.read("docs/settings.md").split("\n## ")[1:]:
        heading, _, text = part.partition("\n")
        name = heading.strip("`[]")
        if "`," not in heading and name != "menu":
            for row in manual.rows(text):
                yield ("" if heading == "The paper" else name), row


@pytest.mark.parametrize(("table", "row"), list(tables()))
def test_every_example_of_a_setting_is_taken(project: Project, table: str, row: list[str]) -> None:
    (example,) = manual.code(row[-1])
    assert example.partition(" =")[0] == manual.code(row[0])[0]
    toml = f"[{table}]\n{example}\n" if table else f"{example}\n"
    files = {"newsgen.toml": toml, "articles/a.md": story(), "fonts/paper-bold.ttf": "drawn with only at an address"}
    outcome = project.write(files).built()
    assert outcome.problems == []


@pytest.mark.parametrize("row", [row for _, row in tables()])
def test_an_example_of_a_setting_is_not_what_it_is_by_itself(row: list[str]) -> None:
    assert manual.code(row[2])[:1] != [manual.code(row[-1])[0].partition(" = ")[2]]


@pytest.mark.parametrize("example", manual.blocks(manual.read("docs/settings.md"), "toml"))
def test_every_table_of_the_manual_is_taken(project: Project, example: str) -> None:
    project.write({"newsgen.toml": example, "articles/a.md": story(), "pages/x.md": "---\nheadline: About\n---\n"})
    assert project.built().problems == []


# Commands


TOLD_ELSEWHERE = {
    "init": ("docs/start.md", [""]),
    "new": ("docs/start.md", [""]),
    "import": ("docs/clippings.md", ["clipping"]),
    "check": ("docs/checking.md", [""]),
    "serve": ("docs/preview.md", [""]),
    "explain": ("docs/checking.md", [""]),
    "stats": ("docs/checking.md", [""]),
    "schema": ("docs/stories.md", [""]),
    "next-release": ("docs/checking.md", [""]),
    "register": ("docs/checking.md", [""]),
    "publish": ("docs/publishing.md", [""]),
}
"""Commands that are told of elsewhere, with the kinds that they have."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_manual_and_no_other(project: Project, command: str) -> None:
    known = set(re.findall(r"--[a-z-]+", _help(project, command))) - {"--help"}
    told = set(re.findall(r"--[a-z-]+", section_of(command))) - {"--help"}
    assert told == known


def section_of(command: str) -> str:
    """Return the options that the manual lists for a command."""
    heading = f"## `newsgen {command}`"
    document, _ = TOLD_ELSEWHERE.get(command, ("docs/building.md", []))
    return "\n".join(row[0] for row in manual.rows(manual.section(document, heading)))


def _help(project: Project, command: str) -> str:
    _, kinds = TOLD_ELSEWHERE.get(command, ("", [""]))
    return "\n".join(project.run(*(word for word in (command, kind, "--help") if word)).out for kind in kinds)


@pytest.mark.parametrize("status", [0, 1, 2, 3, 4, 70, 130, 143])
def test_every_exit_status_is_in_the_manual(status: int) -> None:
    told = [row[0] for row in manual.rows(manual.section("docs/building.md", "## Exit statuses"))]
    assert str(status) in ", ".join(told).split(", ")


def test_the_kinds_of_addresses_in_the_manual_are_those_of_a_site(project: Project) -> None:
    told = [
        code
        for row in manual.rows(manual.section("docs/building.md", "## What is in `site/`"))
        for code in manual.code(row[0])
    ]
    named = {"section": "Harbour", "tags": ["x"], "byline": "Ana Ruiz", "outlet": "Post", "thread": "t"}
    project.write({"articles/a.md": story(**named), "pages/about.md": "---\nheadline: About\n---\n"})  # type: ignore[arg-type]
    project.write({"articles/b.md": story("Undated", "unknown")}).built("--base-url", "https://example.org/")
    files = {address.lstrip("/") + ("index.html" if address.endswith("/") else "") for address in told}
    assert files <= set(project.tree())


# What templates see

HIDDEN = {"body", "digest", "draft", "embargo", "expires", "aliases", "source", "key", "translation_of", "related"}
"""Fields of stories that pages have no use for: what they say is done before, or told by a view."""


def test_the_manual_names_all_that_a_template_sees() -> None:
    views = {
        value
        for kind in outputs.KINDS
        for value in vars(import_module(f"newsgen.outputs.{kind}")).values()
        if isinstance(value, type) and is_dataclass(value) and value.__name__.endswith("View")
    }
    nouns = {Article, Teaser, Photo, Picture, Scan, Correction, Credit, Term, Link, Count, NewsDate, Masthead, Entry}
    fields_of = {(noun.__name__, field.name) for noun in views | nouns for field in fields(noun)}
    told = set(re.findall(r"`([a-z_0-9]+)`", manual.read("docs/theme.md")))
    serialised = {
        "HeadersView",
        "RobotsView",
        "RedirectTableView",
        "CitationsView",
        "NotFoundView",
        "PeriodsView",
        "ShardView",
    }
    assert {pair for pair in fields_of if pair[1] not in told | HIDDEN and pair[0] not in serialised} == set()
