"""Stories in Markdown: front matter and body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.formats import markdown
from newsgen.news.manuscript import Scalar


def test_fields_and_body() -> None:
    text = "---\nheadline: Ferry returns\n---\n\n\nIt came *back*.\n"
    manuscript = markdown.read(text, "a.md")
    headline = manuscript.fields.get("headline")
    assert isinstance(headline, Scalar)
    assert headline.text == "Ferry returns"
    (body,) = manuscript.body
    assert (text[body.start : body.end], body.line) == ("It came *back*.\n", 6)
    assert (manuscript.syntax, manuscript.diagnostics, manuscript.inferred) == ("markdown", (), ())


def test_indented_code_at_the_top_keeps_its_indent() -> None:
    text = "---\nheadline: a\n---\n\n    code\n"
    (body,) = markdown.read(text, "a.md").body
    assert text[body.start : body.end] == "    code\n"


def test_no_body_is_no_slice() -> None:
    assert markdown.read("---\nheadline: a\n---\n \n", "a.md").body == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Ferry returns #\n\nIt came back.\n", "headline: Ferry returns"),
        ("Ferry returns\n\nIt came back.\n", "headline: Ferry returns"),
        ("intro\n\n# Ferry: it *returns*\n", 'headline: "Ferry: it returns"'),
        ("word " * 100, "headline: What happened"),
        ("", "headline: What happened"),
    ],
)
def test_missing_front_matter_shows_the_lines_to_copy(text: str, line: str) -> None:
    (problem,) = markdown.read(text, "a.md").diagnostics
    assert problem.code == "front-matter-missing"
    assert problem.hint.split("\n")[1:] == ["---", line, "date: YYYY-MM-DD", "---"]


def test_unclosed_front_matter() -> None:
    (problem,) = markdown.read("---\nheadline: a\n\ntext\n", "a.md").diagnostics
    assert (problem.code, problem.span.line) == ("front-matter-unclosed", 1)


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    for part in markdown.read(text, "a.md").body:
        assert text[part.start : part.end].strip()
        assert text.count("\n", 0, part.start) + 1 == part.line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('+++\ntitle = "x"\n+++\nText.\n', "TOML"),
        ('{\n  "title": "x"\n}\nText.\n', "JSON"),
        ("\n\n---\nheadline: x\n---\n", "three dashes"),
        (" ---\nheadline: x\n---\n", "three dashes"),
        ("----\nheadline: x\n----\n", "three dashes"),
        ("———\nheadline: x\n———\n", "three dashes"),
        ("Title: x\nDate: 2018-12-17\n\nText.\n", "no `---` lines"),
    ],
)
def test_front_matter_of_other_tools_is_known_for_what_it_is(text: str, said: str) -> None:
    (problem,) = markdown.read(text, "articles/a.md").diagnostics
    assert problem.code == "front-matter-missing"
    assert said in problem.message


def test_a_text_that_begins_with_a_colon_in_its_line_is_no_front_matter() -> None:
    (problem,) = markdown.read("Harbour: the ferry runs\n\nIt ran.\n", "articles/a.md").diagnostics
    assert problem.message == "the story has no front matter"
