"""`newsgen.toml` as a tree with places: each key and value where it stands, each slip in an editor's words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.manuscript import Mapping, Scalar, Sequence, Value
from newsgen.reading.settings_file import read_toml
from tests.news.making import told


def plain(value: Value) -> object:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {entry.name: plain(entry.value) for entry in value}


def test_values_are_texts_as_written() -> None:
    toml = 'a = "x"\nb = 7\nc = true\nd = 2018-12-17\ne = [1, "y"]\n[t]\nf = {g = 08:30:00}'
    tree, problems = read_toml(toml, "newsgen.toml")
    assert problems == ()
    assert plain(tree) == {
        "a": "x",
        "b": "7",
        "c": "true",
        "d": "2018-12-17",
        "e": ["1", "y"],
        "t": {"f": {"g": "08:30:00"}},
    }


PLACES = [
    ('title = "x"', "title", (1, 1, 5), (1, 9, 3)),
    ('  title   =   "x"   # remark', "title", (1, 3, 5), (1, 15, 3)),
    ('title = "a # b" # c', "title", (1, 1, 5), (1, 9, 7)),
    ("title = 'a # b' # c", "title", (1, 1, 5), (1, 9, 7)),
    ('title = "日本"', "title", (1, 1, 5), (1, 9, 4)),
    ('"my title" = 1', "my title", (1, 1, 10), (1, 14, 1)),
    ("[build]\nhtml = 'x'", "build.html", (2, 1, 4), (2, 8, 3)),
    ("[build]\nhtml = 'x'", "build", (1, 2, 5), (1, 2, 5)),
    ("build.html = 'x'", "build.html", (1, 1, 10), (1, 14, 3)),
    ('[outlets."The Gulf"] # x\nurl = 1', "outlets.The Gulf.url", (2, 1, 3), (2, 7, 1)),
    ("[outlets.'a.b']\nurl = 1", "outlets.a.b.url", (2, 1, 3), (2, 7, 1)),
    ("x = [\n  1,\n  2,\n]\ny = 3", "y", (5, 1, 1), (5, 5, 1)),
    ('d = """\n[build]\ny = 2\n"""\ny = 3', "y", (5, 1, 1), (5, 5, 1)),
    ("d = '''\n[build]\n'''\n[build]\ny = 3", "build.y", (5, 1, 1), (5, 5, 1)),
    ('d = """one line"""\n[build]\ny = 3', "build.y", (3, 1, 1), (3, 5, 1)),
]


@pytest.mark.parametrize(("toml", "path", "key", "value"), PLACES)
def test_places(toml: str, path: str, key: tuple[int, int, int], value: tuple[int, int, int]) -> None:
    tree, problems = read_toml(toml, "newsgen.toml")
    assert problems == ()
    found: Value = tree
    name = tree.span
    rest = path
    while rest:
        assert isinstance(found, Mapping)
        entry = next(entry for entry in found if rest == entry.name or rest.startswith(f"{entry.name}."))
        rest, name, found = rest[len(entry.name) + 1 :], entry.span, entry.value
    assert (name.line, name.column, name.length) == key
    assert (found.span.line, found.span.column, found.span.length) == value
    assert found.span.path == "newsgen.toml"


SLIPS = [
    ("title = x", (1, 9), "what follows the `=` can't be read"),
    ("title = ", (1, 9), "what follows the `=` can't be read"),
    ('title = "x', (1, 11), "a quotation mark is opened and never closed"),
    ("title = 'a\nb'", (1, 11), "a quotation mark is opened and never closed"),
    ('title "x"', (1, 7), "there is no `=` after the name"),
    ("title", (1, 6), "there is no `=` after the name"),
    ('title = "a" b', (1, 13), "something follows that doesn't belong to the value"),
    ('title = "a\\q"', (1, 13), "a backslash in double quotes"),
    ('title = "a"\ntitle = "b"', (2, 12), "this name has a value already"),
    ("[build]\n[build]", (2, 7), "this table stands twice"),
    ("\n\n[build", (3, 7), "the heading of a table is not closed"),
    ("x = {a=1", (1, 9), "a table is opened with `{`"),
    ("= 5", (1, 1), "Invalid statement"),
    ("x = 1979-13-45", (1, 9), "something follows that doesn't belong to the value"),
]


@pytest.mark.parametrize(("toml", "place", "words"), SLIPS)
def test_slips(toml: str, place: tuple[int, int], words: str) -> None:
    tree, problems = read_toml(toml, "newsgen.toml")
    assert tree.entries == ()
    (problem,) = problems
    assert problem.code == "settings-syntax"
    assert problem.message.startswith(words)
    assert problem.hint.endswith(".")
    assert "(at" not in problem.message
    assert (problem.span.line, problem.span.column) == place


@pytest.mark.parametrize(
    "toml", ["x = " + "[" * 100_000, "x = " + "9" * 5_000, "x = " + "{a=" * 50_000, "a." * 2_000 + "b = 1"]
)
def test_bombs_are_refused_soon(toml: str) -> None:
    started = time.monotonic()
    _, problems = read_toml(toml, "newsgen.toml")
    assert [code for code, *_ in told(problems)] in (["settings-syntax"], [])
    assert time.monotonic() - started < 10


@given(st.text(max_size=100))
def test_any_text_gives_a_tree_or_a_problem(text: str) -> None:
    tree, problems = read_toml(text.replace("\r", ""), "newsgen.toml")
    assert isinstance(tree, Mapping)
    assert len(problems) <= 1
    assert not (problems and tree.entries)


def test_nothing_is_no_settings() -> None:
    assert read_toml("", "n")[0].entries == ()
    assert read_toml("# only a remark\n", "n")[1] == ()


def test_texts_that_would_blow_up_every_page_are_refused() -> None:
    long = "x" * 1001
    toml = f'title = "{long}"\n[menu]\n{long} = "/a/"\n[build]\nignore = ["{long[1:]}", "{long}"]\n'
    _, problems = read_toml(toml, "newsgen.toml")
    assert [(one.code, one.span.line) for one in problems] == [("field-length", line) for line in (1, 3, 5)]
