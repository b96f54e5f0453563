"""The quick rules for plain prose print what the library's own rules print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsgen.body.plain import plain_prose
from newsgen.body.quotes import curly_quotes

QUOTES = {
    "one character each": ["“", "”", "‘", "’"],
    "none": [],
    "wide": ["«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"],
}


def parsers(quotes: list[str]) -> tuple[MarkdownIt, MarkdownIt]:
    quick, slow = (MarkdownIt("commonmark").enable("table") for _ in range(2))
    quick.use(plain_prose)
    if quotes:
        slow.options["typographer"], slow.options["quotes"] = True, quotes
        slow.enable("smartquotes")
        quick.use(curly_quotes, quotes)
    return quick, slow


def tokens(parser: MarkdownIt, text: str) -> list[Token]:
    """Parse a text; the library leaves empty pieces of text beside stars, which print nothing."""
    found = parser.parse(text)
    for token in found:
        token.children = token.children and [one for one in token.children if one.type != "text" or one.content]
    return found


PIECES = [
    "a",
    "b1",
    "é",
    "漢",
    "\u0301",
    "²",
    "_",
    "*",
    "**",
    " ",
    " ",
    "\n",
    "\n\n",
    "\n\n\n",
    ".",
    ",",
    "!",
    "?",
    '"',
    "'",
]
PIECES += [
    "(",
    ")",
    "[",
    "]",
    "](",
    "<",
    ">",
    "&",
    "&amp;",
    "\\",
    "`",
    "#",
    "-",
    "–",
    "“",
    "«\u00a0",
    "|",
    "^",
    "1. ",
    "x.md",
    "\u00a0",
]
PIECES += [
    "*word*",
    "**two words**",
    "[x](https://x.example/a_b?c=1#d)",
    "[a b](c.md)",
    "![p](q.png)",
    "    ",
    "\t",
    "=",
    "12",
    "$",
]


@pytest.mark.parametrize("name", QUOTES)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=24))
def test_quick_rules_change_nothing(name: str, pieces: list[str]) -> None:
    quick, slow = parsers(QUOTES[name])
    text = "".join(pieces)
    assert quick.render(text) == slow.render(text)
    within = "> " + text.replace("\n", "\n> ")  # no paragraph is printed at once there: token for token
    assert tokens(quick, within) == tokens(slow, within)


@given(
    pieces=st.lists(
        st.sampled_from(["a", " ", ".", ",", "*", "**", "[a](b)", "[", "](", ")", "(", '"', "’", "é", "!", "_"]),
        max_size=14,
    )
)
def test_stars_and_links_are_cut_as_the_library_cuts_them(pieces: list[str]) -> None:
    quick, slow = parsers([])
    text = "a" + "".join(pieces)
    assert quick.render(text) == slow.render(text)
    assert quick.parse(f"> {text}") == slow.parse(f"> {text}")


@pytest.mark.parametrize("name", QUOTES)
@given(text=st.text("a1 \"\"''.(é", max_size=30))
def test_quotes_alone_are_set_alike(name: str, text: str) -> None:
    quick, slow = parsers(QUOTES[name])
    assert quick.render(text) == slow.render(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It isn\'t," he said.', "“It isn’t,” he said."),
        ("'\"Never,\" she wrote.'", "‘“Never,” she wrote.’"),
        ('a 12"" pipe, the dogs\' and the ’90s', "a 12&quot;&quot; pipe, the dogs’ and the ’90s"),
        ('"one *two\'s* three"', "“one <em>two’s</em> three”"),
    ],
)
def test_quotes_of_a_story(text: str, expected: str) -> None:
    quick, slow = parsers(QUOTES["one character each"])
    assert quick.render(text) == slow.render(text) == f"<p>{expected}</p>\n"
