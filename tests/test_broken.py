"""A list of broken files, as editors make them: each is told of at the place that a careful person would point at.

`expected.json` was written by hand as to codes and places, before newsgen was asked; its hints were read aloud. Where a
hint says which line to write, that line must be right.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsgen.cli.printer import columns, formatted
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.settings import Settings
from newsgen.reading.parser import parse

FOLDER = Path(__file__).parent / "cases" / "broken"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))

WRITTEN = re.compile(r"Write (?:a colon for each `=`: )?`([a-z_]+: (?:(?!` for ).)*?)`(?:\.| if the sign)")
BEFORE_THE_CARET = {
    "hebrew.md": 21,
    "chinese.md": 14,
    "chinese-hash.md": 19,
    "combining.md": 14,
    "emoji.md": 18,
    "thai.md": 19,
    "tab-before-a-field.md": 0,
    "colon-of-full-width.md": 8,
}
"""Columns of a terminal that stand before the place: wide signs have two, combining ones none. Counted by hand."""


def found(name: str, data: bytes | None = None) -> list[Diagnostic]:
    """Return what is told of a file, in order of the places."""
    data = (FOLDER / name).read_bytes() if data is None else data
    return sorted(parse(Settings(), f"articles/{name}", data).problems, key=Diagnostic.sort_key)


def test_the_list_is_long_and_whole() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {"expected.json"} == set(EXPECTED)
    assert len(EXPECTED) >= 100


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_file_is_told_of_at_its_place(name: str) -> None:
    told = [(one.code, one.span.line, one.span.column, one.hint) for one in found(name)]
    assert told == [(row["code"], row["line"], row["column"], row["hint"]) for row in EXPECTED[name]]


@pytest.mark.parametrize("name", [name for name in EXPECTED if WRITTEN.match(EXPECTED[name][0]["hint"])])
def test_the_line_that_a_hint_shows_is_right(name: str) -> None:
    (problem, *_) = found(name)
    meant = WRITTEN.match(problem.hint)
    assert meant
    lines = (FOLDER / name).read_text("utf-8").split("\n")
    lines[problem.span.line - 1] = meant[1]
    left = found(name, "\n".join(lines).encode())
    assert [one for one in left if one.span.line <= problem.span.line and one.code == problem.code] == []


@pytest.mark.parametrize("name", BEFORE_THE_CARET)
def test_the_caret_stands_under_the_place(name: str) -> None:
    _, line, caret, *_ = formatted(found(name)[0]).split("\n")
    assert caret.index("^") - len("  | ") == BEFORE_THE_CARET[name]
    assert line.startswith("  | ")


def test_columns_of_a_terminal() -> None:
    assert [columns(text) for text in ("", "abc", "渡轮", "e\u0301", "⛴\ufe0f", "שלום", "\u200b")] == [
        0,
        3,
        4,
        1,
        2,
        4,
        0,
    ]
