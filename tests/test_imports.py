"""Imports point one way, each library has one home, and nothing grows too long: held over the syntax trees.

Imports for typing alone count, and so do imports inside functions.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from newsgen import outputs

ROOT = Path(__file__).parents[1] / "src" / "newsgen"
FILES = {
    path.relative_to(ROOT.parent).with_suffix("").as_posix().replace("/", "."): path for path in ROOT.rglob("*.py")
}
MODULES = {name.removesuffix(".__init__"): path for name, path in FILES.items()}
PACKAGES = {name.removesuffix(".__init__") for name in FILES if name.endswith(".__init__")}

THIRD_PARTY_HOMES = {
    "yaml": {"newsgen.copydesk.front_matter"},
    "slugify": {"newsgen.news.slugs"},
    "markdown_it": {"newsgen.body.markup", "newsgen.body.footnotes", "newsgen.body.plain", "newsgen.body.quotes"},
    "mdit_py_plugins": {"newsgen.body.footnotes"},
    "nh3": {"newsgen.body.sanitiser"},
    "PIL": {"newsgen.pictures.cards", "newsgen.pictures.darkroom"},
    "jinja2": {"newsgen.templating.compiled", "newsgen.templating.theme", "newsgen.renderer"},
    "markupsafe": {"newsgen.templating.compiled", "newsgen.templating.theme", "newsgen.renderer"},
    "click": {name for name in MODULES if name.startswith("newsgen.cli.")},
    "sqlite3": {"newsgen.memory.database", "newsgen.memory.state"},
    "snowballstemmer": {"newsgen.searching.stems"},
    "obstore": {"newsgen.publishing.publishers.s3"},
}

MAX_LINES = 400
TABLES_OF_WORDS: dict[str, str] = {}
"""Modules that may be longer, each with the reason: tables that only grow with the languages in them."""

MAX_FUNCTION = 50


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


@cache
def imports(module: str) -> frozenset[str]:
    """Return every module that a module imports by a statement, wherever and whatever for."""
    return frozenset(found(module))


def found(module: str) -> Iterator[str]:
    package = module if module in PACKAGES else module.rpartition(".")[0]
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner in MODULES else base


def own(module: str) -> set[str]:
    """Return the modules of newsgen that a module imports."""
    return {name for name in imports(module) if name == "newsgen" or name.startswith("newsgen.")} - {module}


def inside(package: str) -> list[str]:
    return sorted(name for name in MODULES if name.startswith(f"newsgen.{package}."))


def cycle(modules: set[str]) -> list[str]:
    """Return modules that import each other in a circle, or nothing."""
    done: set[str] = set()
    way: list[str] = []

    def follow(module: str) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        way.append(module)
        for other in sorted(own(module) & modules):
            if circle := follow(other):
                return circle
        way.pop()
        done.add(module)
        return []

    return next((circle for module in sorted(modules) if (circle := follow(module))), [])


def test_the_walk_sees_modules_and_imports() -> None:
    assert len(MODULES) > 40
    assert own("newsgen.news.archive") >= {"newsgen.news.article", "newsgen.news.dates"}
    assert imports("newsgen.copydesk.front_matter") >= {"yaml", "re"}
    assert own("newsgen.__main__") & {"newsgen.cli", "newsgen.cli.main"}
    assert "newsgen.news.words" in own("newsgen.renderer")


@pytest.mark.parametrize("module", ["newsgen.news", *inside("news")])
def test_news_imports_nothing_but_news(module: str) -> None:
    assert {name for name in own(module) if not name.startswith("newsgen.news")} == set()


def test_no_circle_inside_news() -> None:
    assert cycle(set(inside("news"))) == []


PURE = ("news", "copydesk", "clippings", "searching", "formats", "outputs", "checks")
"""The packages that turn values into values."""


@pytest.mark.parametrize("package", PURE)
def test_the_pure_half_imports_nothing_else(package: str) -> None:
    for module in inside(package):
        strangers = {name for name in own(module) if name.split(".")[1] not in PURE}
        assert strangers == set(), module


@pytest.mark.parametrize("package", ["formats", "outputs", "checks", "importers", "publishing.publishers"])
def test_members_never_import_each_other(package: str) -> None:
    for module in inside(package):
        assert {name for name in own(module) if name.startswith(f"newsgen.{package}")} == set(), module


def test_only_the_command_line_imports_importers() -> None:
    for module in MODULES:
        if not module.startswith(("newsgen.importers", "newsgen.cli.")):
            assert not {name for name in own(module) if name.startswith("newsgen.importers")}, module


def test_only_publishing_imports_publishers() -> None:
    for module in MODULES:
        if not module.startswith("newsgen.publishing.publishers") and module != "newsgen.publishing.publish":
            assert not {name for name in own(module) if name.startswith("newsgen.publishing.publishers")}, module


def test_a_packages_front_imports_its_members() -> None:
    assert {f"newsgen.outputs.{name}" for name in (*outputs.KINDS, "headers")} == set(inside("outputs"))
    assert own("newsgen.checks") >= set(inside("checks"))
    assert own("newsgen.publishing.publishers") >= set(inside("publishing.publishers"))


SHARED_BY_COMMANDS = {f"newsgen.cli.{name}" for name in ("opening", "printer", "clock", "progress", "reviewing")}
SHARED_IN_CLI = {"newsgen.cli", "newsgen.cli.main", "newsgen.cli.examples", *SHARED_BY_COMMANDS}


def test_commands_never_import_each_other() -> None:
    for module in set(inside("cli")) - SHARED_IN_CLI:
        others = {name for name in own(module) if name.startswith("newsgen.cli.")}
        assert others <= SHARED_BY_COMMANDS, module


def test_no_circle_among_modules() -> None:
    assert cycle(set(MODULES) - {name for name in MODULES if name.startswith("newsgen.news.")}) == []


ORDER = (
    ("news",),
    ("copydesk", "searching", "workers"),
    ("clippings",),
    ("formats", "outputs", "checks"),
    ("reading", "body"),
    ("memory", "templating", "importers", "starting"),
    ("loader", "renderer", "site"),
    ("pictures",),
    ("building",),
    ("builder", "checking", "previewing", "publishing"),
    ("cli",),
    ("__main__",),
)
"""The packages and the three drivers from the ground up: each imports only those of the rows above it."""


def test_packages_import_one_way() -> None:
    rows = {name: row for row, names in enumerate(ORDER) for name in names}
    for module in MODULES.keys() - {"newsgen"}:
        package = module.split(".")[1]
        for other in own(module) - {"newsgen"}:
            below = other.split(".")[1]
            assert below == package or rows[below] < rows[package], (module, other)


def test_nobody_imports_the_command_line() -> None:
    for module in MODULES:
        if module.split(".")[1:2] not in (["cli"], ["__main__"]):
            assert not {name for name in own(module) if name.split(".")[1:2] == ["cli"]}, module


@pytest.mark.parametrize("library", THIRD_PARTY_HOMES)
def test_each_library_has_one_home(library: str) -> None:
    users = {module for module in MODULES if library in {name.partition(".")[0] for name in imports(module)}}
    assert users <= THIRD_PARTY_HOMES[library]


def test_no_other_library_is_used() -> None:
    import sys

    used = {name.partition(".")[0] for module in MODULES for name in imports(module)}
    assert used - set(sys.stdlib_module_names) - {"newsgen", "__future__"} <= set(THIRD_PARTY_HOMES)


def test_the_pure_half_touches_neither_disk_nor_clock() -> None:
    outside = {"os", "sys", "pathlib", "io", "time", "random", "subprocess", "socket", "locale", "tempfile", "shutil"}
    for module in (name for package in PURE for name in inside(package)):
        assert not imports(module) & outside, module


# Length


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_module_is_too_long(module: str) -> None:
    lines = MODULES[module].read_text("utf-8").count("\n")
    assert lines <= MAX_LINES or module in TABLES_OF_WORDS, f"{lines} lines"


def test_modules_on_the_list_of_long_ones_are_long() -> None:
    assert all(reason for reason in TABLES_OF_WORDS.values())
    assert all(MODULES[module].read_text("utf-8").count("\n") > MAX_LINES for module in TABLES_OF_WORDS)


def long_functions() -> Iterator[tuple[str, str, int, bool]]:
    for module, path in MODULES.items():
        text = path.read_text("utf-8").split("\n")
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                said = "\n".join(text[node.lineno - 1 : node.body[0].end_lineno]).lower()
                if length > MAX_FUNCTION:
                    yield module, node.name, length, "long:" in said


def test_a_long_function_says_why() -> None:
    assert [(module, name, length) for module, name, length, has_reason in long_functions() if not has_reason] == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_module_says_what_it_owns(module: str) -> None:
    assert (ast.get_docstring(tree(module)) or module == "newsgen.__main__") != ""
    assert ast.get_docstring(tree(module)), module
