"""A clipping made into Markdown shows the text that it had."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.body import markup
from newsgen.formats import markdown
from newsgen.news import escaping
from newsgen.news.article import Body
from newsgen.news.text import unprintable

HOSTILE = st.text(alphabet="\\`*_[]<>&|~^!#+=:-.)(1 \t\nab/{}\"'\u00a0;@", max_size=40)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60)
TEXTS = st.one_of(HOSTILE, ANY).filter(lambda text: not unprintable(text) and text.strip())


def shown(source: str) -> str:
    text = f"---\nheadline: a\n---\n{source}\n"
    manuscript = markdown.read(text, "articles/a.md")
    body = Body("markdown", manuscript.body, "", (), typographic=False)
    parts = "".join(text[piece.start : piece.end] for piece in manuscript.body)
    made = markup.markdown(body, parts, "articles/a.md", "en", {}, html="escaped")
    assert made.problems == ()
    assert re.findall(r"<(/?\w+)", made.html) == ["p", "/p"]
    return html.unescape(re.sub(r"</?p>", "", made.html))


def lines(text: str) -> list[str]:
    """The text's lines as a page shows them: blanks at their ends don't count."""
    return [line.strip(escaping.BLANKS) for line in text.strip("\n").split("\n") if line.strip(escaping.BLANKS)]


@settings(max_examples=400)
@given(TEXTS)
def test_the_text_is_the_same(text: str) -> None:
    kept = "\n".join(lines(text))
    if kept:
        assert lines(shown(escaping.paragraph(kept))) == lines(kept)


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "1. no list", "- no list", "+ no list", "* no list", "> no quotation", "***", "---", "===",
        "a\n===", "a\n---", "    no code", "```", "~~~", "<b>no markup</b>", "&amp; &copy;", "[no](link)", "![no](pic)",
        "[^1]: no footnote", "[a]: no definition", "| a | b |\n|---|---|", "a  \nb", "a\\\nb", "https://example.org/a_b_c",
        "1986\\. A year", "<https://example.org>", "a*b*c _d_ `e`", "\u00a0at the edges\u00a0", "1) no list",
    ],
)  # fmt: skip
def test_markup_is_text(text: str) -> None:
    assert lines(shown(escaping.paragraph(text))) == lines(text)


def test_plain_prose_stays_plain() -> None:
    prose = "The ferry – it was 6.12 – ran again (“at last”), said Ana Ruiz: 'We waited.'"
    assert escaping.paragraph(prose) == prose
