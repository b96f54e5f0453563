"""The text of a source as rules see it."""

from __future__ import annotations

import pytest

from newsgen.news.prose import Prose


def written(*lines: str) -> list[str]:
    numbered = tuple(enumerate(lines, 1))
    return [line for _, line in Prose("articles/a.md", "markdown", "en", "escaped", numbered).written]


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("a `b` c", "a xxx c"),
        ("a ``b ` c`` d", "a xxxxxxxxx d"),
        ("a `b", "a `b"),
        ("``a` b", "``a` b"),
        ("`a``b`c`", "xxxxxxc`"),
        ("`a` ``b`` `c", "xxx xxxxx `c"),
        ("no ticks", "no ticks"),
    ],
)
def test_code_in_a_line_is_rubbed_out(line: str, seen: str) -> None:
    assert written(line, "`") == [seen, "`"]


def test_fenced_code_is_rubbed_out() -> None:
    assert written("a", "```py", "b", "```", "c") == ["a", "", "", "", "c"]


def test_a_line_of_nothing_but_ticks_is_read_at_once() -> None:
    line = " ".join("`" * number for number in range(1, 1500))
    assert written(line) == [line]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("See [[B]] and ![[p.png]].", ["B", "p.png"]),
        ("[[Feature 12]](https://example.org/12)", []),
        ("[[Feature 12]][12]", []),
        ("Noted in [[Bug 3]].", []),
        ("if [[ -f x ]]; then [[:alpha:]]", []),
    ],
)
def test_wikilinks_are_told_from_links_in_brackets(line: str, found: list[str]) -> None:
    lines = tuple(enumerate((line, "", "[bug 3]: https://example.org/3"), 1))
    links = Prose("articles/a.md", "markdown", "en", "escaped", lines).links
    assert [link.target for link in links if link.is_wiki] == found
