"""Front matter: values as written, each with its exact place, and every way in which an editor can slip."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsgen.copydesk import front_matter
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.manuscript import Mapping, Scalar, Sequence, Value
from tests.news.making import told


def read(front: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    text = f"---\n{front}\n---\nThe body.\n"
    where, _ = front_matter.split(text)
    return front_matter.read(text, where, "articles/a.md")


def plain(value: Value) -> object:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {entry.name: plain(entry.value) for entry in value}


VALUES = [
    ("a: no", {"a": "no"}),
    ("a: yes", {"a": "yes"}),
    ("a: 12:30", {"a": "12:30"}),
    ("a: 010", {"a": "010"}),
    ("a: 0x1F", {"a": "0x1F"}),
    ("a: 1_000", {"a": "1_000"}),
    ("a: 1e3", {"a": "1e3"}),
    ("a: .inf", {"a": ".inf"}),
    ("a: 2018-02-31", {"a": "2018-02-31"}),
    ("a: 2018-12-17T25:61:00Z", {"a": "2018-12-17T25:61:00Z"}),
    ("a: true", {"a": "true"}),
    ("a: =", {"a": "="}),
    ("a:", {"a": ""}),
    ("a: null", {"a": ""}),
    ("a: ~", {"a": ""}),
    ("a: NULL", {"a": ""}),
    ('a: "null"', {"a": "null"}),
    ("a: '~'", {"a": "~"}),
    ('a: ""', {"a": ""}),
    ("a: []", {"a": []}),
    ("a: {}", {"a": {}}),
    ("a: [x, no, 010, ~]", {"a": ["x", "no", "010", ""]}),
    ("a:\n- x\n- y", {"a": ["x", "y"]}),
    ("a:\n  - b: 1\n    c: 2\n  - b: 3", {"a": [{"b": "1", "c": "2"}, {"b": "3"}]}),
    ("a:\n\t- x\n\t- y", {"a": ["x", "y"]}),
    ("a:\n  \t- x\n\t\nb: -5", {"a": ["x"], "b": "-5"}),
    ("a: >\n  one\n  two\nb: x", {"a": "one two\n", "b": "x"}),
    ("a: |\n  one\n  two", {"a": "one\ntwo\n"}),
    ("a: one\n  two", {"a": "one two"}),
    ("a: “Curly” — quotes’", {"a": "“Curly” — quotes’"}),
    ("a: it's", {"a": "it's"}),
    ('a: say "so"', {"a": 'say "so"'}),
    ("a: 'it''s'", {"a": "it's"}),
    ('a: "tab\\tand \\u00e9"', {"a": "tab\tand é"}),
    ("a: http://example.org/x", {"a": "http://example.org/x"}),
    ("a: x # a remark", {"a": "x"}),
    ("a: x#1", {"a": "x#1"}),
    ("# a remark\na: x", {"a": "x"}),
    ("שלום: עולם", {"שלום": "עולם"}),
    ("a: 😀", {"a": "😀"}),
    ("a: x\u2028y\u2029z\x85w", {"a": "x y z w"}),
    ("a: x\u00a0y", {"a": "x\u00a0y"}),
    ("", {}),
    ("# only a remark", {}),
    ("a: !!str 5", {"a": "5"}),
]


@pytest.mark.parametrize("loader", ["CLoader", "Loader"])
@pytest.mark.parametrize(("front", "value"), VALUES)
def test_values_are_read_as_written(monkeypatch: pytest.MonkeyPatch, front: str, value: object, loader: str) -> None:
    monkeypatch.setattr(front_matter, "_LOADER", getattr(yaml, loader))
    fields, problems = read(front)
    assert problems == ()
    assert plain(fields) == value


def test_a_tab_after_the_colon_is_taken_where_libyaml_is_there() -> None:
    fields, problems = read("a:\tx")
    assert plain(fields) == ({} if problems else {"a": "x"})


PLACES = [
    # front matter, path of the value, (line, column, length) of the key and of the value; the first line is 2
    ("headline: Ferry", "headline", (2, 1, 8), (2, 11, 5)),
    ("a: 1\ndate: 2018-12-17", "date", (3, 1, 4), (3, 7, 10)),
    ("headline :   Ferry  ", "headline", (2, 1, 8), (2, 14, 5)),
    ('headline: "Ferry"', "headline", (2, 1, 8), (2, 11, 7)),
    ("headline: 渡船再開", "headline", (2, 1, 8), (2, 11, 4)),
    ("tags: [😀, 😀b]", "tags.1", (2, 1, 4), (2, 11, 2)),
    ("😀: 😀😀 x", "😀", (2, 1, 1), (2, 4, 4)),
    ("שם: חיפה", "שם", (2, 1, 2), (2, 5, 4)),
    ("e\u0301: x", "e\u0301", (2, 1, 2), (2, 5, 1)),
    ("tags: [a, bb]", "tags", (2, 1, 4), (2, 7, 1)),
    ("tags: [a, bb]", "tags.1", (2, 1, 4), (2, 11, 2)),
    ("tags:\n- a\n- bb", "tags", (2, 1, 4), (3, 1, 1)),
    ("tags:\n- a\n- bb", "tags.1", (2, 1, 4), (4, 3, 2)),
    ("tags:\n  - a", "tags.0", (2, 1, 4), (3, 5, 1)),
    ("photos:\n- src: x.jpg\n  alt: y", "photos.0.alt", (4, 3, 3), (4, 8, 1)),
    ("deck: >\n  one\n  two\na: b", "a", (5, 1, 1), (5, 4, 1)),
    ("deck: >\n  one\n  two\na: b", "deck", (2, 1, 4), (2, 7, 1)),
    ("a: one\n  two\nb: x", "a", (2, 1, 1), (2, 4, 1)),
    ("a: x\u2028y\nb: z", "b", (3, 1, 1), (3, 4, 1)),
    ("a:\nb: z", "a", (2, 1, 1), (2, 3, 1)),
    ("'a': z", "a", (2, 1, 3), (2, 6, 1)),
]


@pytest.mark.parametrize("loader", ["CLoader", "Loader"])
@pytest.mark.parametrize(("front", "path", "key", "value"), PLACES)
def test_places(
    monkeypatch: pytest.MonkeyPatch,
    front: str,
    path: str,
    key: tuple[int, int, int],
    value: tuple[int, int, int],
    loader: str,
) -> None:
    monkeypatch.setattr(front_matter, "_LOADER", getattr(yaml, loader))
    fields, _ = read(front)
    found: Value = fields
    name = fields.span
    for part in path.split("."):
        if isinstance(found, Mapping):
            entry = next(entry for entry in found if entry.name == part)
            name, found = entry.span, entry.value
        else:
            assert isinstance(found, Sequence)
            found = found.items[int(part)]
    assert (name.line, name.column, name.length) == key
    assert (found.span.line, found.span.column, found.span.length) == value


PROBLEMS = [
    # front matter, (code, line, column, length), part of the message
    ("a: 1\na: 2", ("field-duplicate", 3, 1, 1), "`a` stands twice; the first is on line 2"),
    ("x: {a: 1, a: 2}", ("field-duplicate", 2, 11, 1), "`a` stands twice"),
    ("a: 1\n'a': 2", ("field-duplicate", 3, 1, 3), "`a` stands twice"),
    ("a: &x 1", ("yaml-alias", 2, 4, 4), "anchors"),
    ("a: *x", ("yaml-alias", 2, 4, 2), "aliases"),
    ("tags: [*x]", ("yaml-alias", 2, 8, 2), "aliases"),
    ("a: &x [b]", ("yaml-alias", 2, 4, 4), "anchors"),
    ("a: &x {b: c}", ("yaml-alias", 2, 4, 4), "anchors"),
    ("headline: &Co wins", ("yaml-alias", 2, 11, 8), "anchors"),
    ("<<: {a: b}", ("yaml-alias", 2, 1, 2), "merge keys"),
    ("a: !!python/object:os.system x", ("yaml-tag", 2, 4, 27), "`!!python/object:os.system`"),
    ("a: !!python/object/apply:os.system ['x']", ("yaml-tag", 2, 4, 33), "apply"),
    ("a: !local x", ("yaml-tag", 2, 4, 8), "`!local`"),
    ("a: !!binary aGk=", ("yaml-tag", 2, 4, 13), "`!!binary`"),
    ("a: !!set {x}", ("yaml-tag", 2, 4, 7), "`!!set`"),
    ("a: !<tag:evil,2020:x> y", ("yaml-tag", 2, 4, 20), "tag:evil"),
    ("- a\n- b", ("front-matter-type", 2, 1, 1), "not made of `name: value` lines"),
    ("just words", ("front-matter-type", 2, 1, 10), "not made of `name: value` lines"),
    ("headline:x", ("front-matter-type", 2, 1, 10), "not made of `name: value` lines"),
    ("'words'", ("front-matter-type", 2, 1, 7), "not made of `name: value` lines"),
    ("? [a]\n: b", ("front-matter-type", 2, 3, 1), "a plain word"),
    ("null: b", ("front-matter-type", 2, 1, 4), "a plain word"),
    ("'': b", ("front-matter-type", 2, 1, 2), "a plain word"),
    ("headline: a\n--- b", ("front-matter-type", 3, 5, 1), "begins with `---` and goes on"),
    ("headline: Harbour: ferry runs", ("front-matter-syntax", 2, 18, 1), "a second `: ` on this line"),
    ("headline x\ndate: y", ("front-matter-syntax", 2, 1, 1), "this line has no `name: value` form"),
    ("headline: x\n  date: y", ("front-matter-syntax", 3, 7, 1), "indented below a field"),
    ("headline: a\n\n  b\nc", ("front-matter-syntax", 5, 1, 1), "this line has no `name: value` form"),
    ('headline: "He said "so" there"', ("front-matter-syntax", 2, 21, 1), "quotation mark is closed here"),
    ("headline: 'It's here'", ("front-matter-syntax", 2, 15, 1), "quotation mark is closed here"),
    ('headline: "x\ndate: 2018', ("front-matter-syntax", 2, 11, 1), "opened here and never closed"),
    ("headline: 'x", ("front-matter-syntax", 2, 11, 1), "opened here and never closed"),
    ("headline: *Breaking* news", ("front-matter-syntax", 2, 11, 1), "can't begin with `*`"),
    ("headline: @home", ("front-matter-syntax", 2, 11, 1), "can't begin with “@”"),
    ("headline: `x`", ("front-matter-syntax", 2, 11, 1), "can't begin with “`”"),
    ("headline: %5", ("front-matter-syntax", 2, 11, 1), "can't begin with “%”"),
    ("headline: - dash", ("front-matter-syntax", 2, 11, 1), "begin with a dash"),
    ("headline: ]x", ("front-matter-syntax", 2, 11, 1), "can't begin with “]”"),
    ("headline: ? x", ("front-matter-syntax", 2, 11, 1), "can't begin with “?”"),
    ("headline: |x", ("front-matter-syntax", 2, 12, 1), "can't begin with `|`"),
    ("headline: [Photo] Ferry", ("front-matter-syntax", 2, 19, 1), "text follows a closed list"),
    ("tags: [a, b", ("front-matter-syntax", 2, 7, 1), "opened with `[` is never closed"),
    ("tags: {a: b", ("front-matter-syntax", 2, 7, 1), "opened with `{` is never closed"),
    ("tags: [a,, b]", ("front-matter-syntax", 2, 10, 1), "a comma too many"),
    ("tags:\n\ta: b", ("front-matter-syntax", 3, 1, 1), "a tab can't stand here"),
    ("\theadline: x", ("front-matter-syntax", 2, 1, 1), "a tab can't stand here"),
    ("  headline: x\ndate: y", ("front-matter-syntax", 3, 1, 1), "doesn't begin where the others do"),
    ('a: "\\q"', ("front-matter-syntax", 2, 5, 1), "a backslash in double quotes"),
    ("a: x\x92s", ("unprintable", 2, 5, 1), "U+0092"),
    ("a: b\nc: \x7f", ("unprintable", 3, 4, 1), "U+007F"),
    ("headline: Ferry #1 runs", ("yaml-remark", 2, 17, 7), "“#1 runs” is not read"),
    ("headline: #1 hit", ("yaml-remark", 2, 11, 6), "“#1 hit” is not read"),
    ("tags:\n  -ferry", ("yaml-dash", 3, 3, 6), "“-ferry” is not an item of a list"),
    ("tags:\n- ferry #news", ("yaml-remark", 3, 9, 5), "“#news” is not read"),
]


@pytest.mark.parametrize(("front", "place", "words"), PROBLEMS)
def test_problems(front: str, place: tuple[str, int, int, int], words: str) -> None:
    _, problems = read(front)
    assert told(problems)[:1] == [place]
    assert words in problems[0].message
    assert problems[0].hint.endswith((".", '"'))
    assert "mapping" not in problems[0].message
    assert "token" not in problems[0].message


@pytest.mark.parametrize(("front", "place", "words"), PROBLEMS)
def test_without_libyaml_the_same_is_refused(
    monkeypatch: pytest.MonkeyPatch, front: str, place: tuple[str, int, int, int], words: str
) -> None:
    monkeypatch.setattr(front_matter, "_LOADER", yaml.Loader)
    _, problems = read(front)
    assert [(problem.code, problem.span.line) for problem in problems[:1]] == [(place[0], place[1])]


def test_a_refused_tag_runs_nothing_and_keeps_the_text() -> None:
    fields, _ = read("a: !!python/object/apply:os.abort []\nb: !!python/name:os.abort x")
    assert plain(fields) == {"a": [], "b": "x"}


def test_all_problems_come_out_at_once() -> None:
    _, problems = read("a: &x 1\nb: *x\na: !t 2\nb: 3")
    assert sorted(problem.code for problem in problems) == [
        "field-duplicate",
        "field-duplicate",
        "yaml-alias",
        "yaml-alias",
        "yaml-tag",
    ]


SPLITS = [
    ("---\na: b\n---\nText\n", (4, 9, 2), (13, 18, 4)),
    ("---\n---\nText", (4, 4, 2), (8, 12, 3)),
    ("--- \t\na: b\n...\nText", (6, 11, 2), (15, 19, 4)),
    ("---\na: b\n---", (4, 9, 2), (12, 12, 3)),
    ("---\na: b\n---x\n---\nT", (4, 14, 2), (18, 19, 5)),
    ("No front matter", None, (0, 15, 1)),
    ("---\na: b\n", None, (0, 9, 1)),
    (" ---\na: b\n---\n", None, (0, 14, 1)),
    ("----\na: b\n----\n", None, (0, 15, 1)),
    ("", None, (0, 0, 1)),
]


@pytest.mark.parametrize(("text", "front", "rest"), SPLITS)
def test_split(text: str, front: tuple[int, int, int] | None, rest: tuple[int, int, int]) -> None:
    first, second = front_matter.split(text)
    assert (first and (first.start, first.end, first.line)) == front
    assert (second.start, second.end, second.line) == rest


@pytest.mark.parametrize(("text", "unclosed"), [("---\na: b\n", True), ("---\na: b\n---\n", False), ("a: b", False)])
def test_unclosed(text: str, unclosed: bool) -> None:
    assert front_matter.is_unclosed(text) is unclosed


def test_the_limit_is_64_kib() -> None:
    assert read("a: " + "x" * (64 * 1024 - 4))[1] == ()
    _, problems = read("a: " + "x" * (64 * 1024 - 3))
    assert told(problems) == [("front-matter-size", 2, 1, 1)]


def test_twenty_levels_are_enough() -> None:
    assert read("a: " + "[" * 18 + "]" * 18)[1] == ()
    _, problems = read("a: " + "[" * 20 + "]" * 20)
    assert told(problems) == [("front-matter-syntax", 2, 23, 1)]
    assert "20 levels" in problems[0].message


BOMBS = {
    "10,000 lines": "tags:\n" + "- a\n" * 10_000,
    "thousands of fields": "\n".join(f"k{number}: v" for number in range(6500)),
    "100,000 tags": "tags: [" + ",".join(f"t{number}" for number in range(100_000)) + "]",
    "short tags": "tags: [" + "a," * 32_000 + "]",
    "lists in lists": "a: " + "[" * 60_000,
    "maps in maps": "a: " + "{a: " * 15_000,
    "dashes": "- " * 30_000,
    "questions": "? " * 30_000,
    "aliases": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" for n in range(1000)),
    "merges": "a0: &a0 {x: y}\n" + "".join(f"a{n + 1}: &a{n + 1}\n  <<: [*a{n}, *a{n}]\n" for n in range(1000)),
    "a long name": "x" * 60_000 + ": 1",
    "an open quote": 'a: "' + "x" * 60_000,
    "quotes": "'" * 60_000,
    "colons": "a: " + "b:" * 30_000,
    "remarks": "a: b\n" + "#x\n" * 20_000,
    "cut remarks": "a:\n" + "- b #x\n" * 9_000,
    "tabs": "\t" * 60_000,
    "blank lines": "\n" * 60_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_soon(name: str) -> None:
    started = time.monotonic()
    read(BOMBS[name])
    assert time.monotonic() - started < 5


@given(st.text(max_size=200))
def test_any_text_gives_fields_or_problems(front: str) -> None:
    front = front.replace("\r", "")
    fields, problems = read(front)
    lines = f"---\n{front}\n---\nThe body.\n".split("\n")
    for problem in problems:
        assert 1 <= problem.span.line <= len(lines)
        assert problem.span.column >= 1
        assert problem.message
    assert isinstance(fields, Mapping)


words = st.text(st.characters(categories=["L", "N", "Zs", "P", "S"]), min_size=1, max_size=12)


@given(st.lists(words, min_size=1, max_size=5))
def test_quoted_text_comes_back_as_it_was_and_where_it_was(values: list[str]) -> None:
    values = [value.replace("\u2028", " ").replace("\u2029", " ") for value in values]
    quoted = ["'" + value.replace("'", "''") + "'" for value in values]
    fields, problems = read("\n".join(f"k{number}: {value}" for number, value in enumerate(quoted)))
    assert problems == ()
    assert [entry.value.text for entry in fields if isinstance(entry.value, Scalar)] == values
    for number, entry in enumerate(fields):
        assert (entry.value.span.line, entry.value.span.column) == (number + 2, len(f"k{number}: ") + 1)
        assert entry.value.span.length == len(quoted[number])


def test_a_no_break_space_behind_a_colon_is_told_as_such() -> None:
    text = "---\nheadline:\u00a0x\ndate:\u00a02018-12-17\n---\n"
    where, _ = front_matter.split(text)
    _, (problem,) = front_matter.read(text, where, "a.md")
    assert (problem.code, problem.span.line, problem.span.column) == ("front-matter-type", 2, 10)
    assert "no-break space" in problem.message
