"""Diagnostics: order, level, and the reader's own line."""

from __future__ import annotations

from newsgen.news.diagnostics import Diagnostic, Level, Span, error, has_errors, note, softened, warning, with_excerpts


def test_order_is_by_place_then_code() -> None:
    a, b = Span("a.md", 2, 1), Span("a.md", 10, 1)
    problems = [
        error("x", b, "m"),
        error("y", a, "m"),
        warning("b", a, "m"),
        error("z", Span("a.md"), "m"),
        note("n", Span("B.md"), "m"),
    ]
    assert [p.code for p in sorted(problems, key=Diagnostic.sort_key)] == ["n", "z", "b", "y", "x"]


def test_levels() -> None:
    at = Span("a")
    assert [made("c", at, "m").level for made in (error, warning, note)] == [Level.ERROR, Level.WARNING, Level.NOTE]
    assert has_errors([warning("c", at, "m"), error("c", at, "m")])
    assert not has_errors([warning("c", at, "m"), note("c", at, "m")])


def test_softening_turns_errors_into_warnings_and_nothing_else() -> None:
    at = Span("a")
    assert [p.level for p in softened([error("c", at, "m"), note("c", at, "m")])] == [Level.WARNING, Level.NOTE]


def test_excerpts_are_the_lines_pointed_at() -> None:
    problems = [error("c", Span("a", line), "m") for line in (0, 1, 2, 3)]
    assert [p.excerpt for p in with_excerpts(problems, ["one", "two"])] == ["", "one", "two", ""]
    kept = Diagnostic("c", Level.ERROR, Span("a", 1), "m", "", "mine")
    assert with_excerpts([kept], ["one"])[0].excerpt == "mine"
