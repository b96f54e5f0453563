"""A text cut into lines and paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsgen.news import lines
from newsgen.news.manuscript import Slice


def paragraphs(text: str) -> list[str]:
    page = lines.cut(text, "s.txt", Slice(0, len(text), 1))
    return [text[one.start : one.end] for one in lines.paragraphs(page, 0, len(page.lines))]


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("one\ntwo\n\n \u00a0\nthree\n") == ["one\ntwo", "three"]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert paragraphs("one\ntwo\nthree") == ["one", "two", "three"]


def test_a_line_too_long_to_be_typed_is_a_paragraph() -> None:
    long = "It came back. " * 10
    assert paragraphs(f"{long.strip()}\n{long.strip()}\n\nend") == [long.strip(), long.strip(), "end"]


def test_a_value_over_two_lines_is_one_line_of_text() -> None:
    page = lines.cut("  WAR\n  ENDS \n\nx", "s.txt", Slice(0, 16, 1))
    value = page.stretch(0, 2)
    assert (value.text, value.span.line, value.span.column, value.span.length) == ("WAR ENDS", 1, 3, 10)


@given(st.text(alphabet="ab .\n\u200f\u00a0", max_size=60))
def test_every_visible_line_is_in_a_paragraph_unchanged(text: str) -> None:
    page = lines.cut(text, "s.txt", Slice(0, len(text), 1))
    kept = "".join(paragraphs(text)) + "".join(text[one.start : one.end] for one in page.invisible)
    assert sorted("".join(kept.split())) == sorted("".join(text.split()))
