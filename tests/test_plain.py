"""The quick rules for plain prose give what the library's own rules give, token for token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsgen.body.plain import plain_prose

QUOTES = {
    "one character each": ["“", "”", "‘", "’"],
    "wide": ["«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"],
}


def parsers(quotes: list[str]) -> tuple[MarkdownIt, MarkdownIt]:
    quick, slow = (MarkdownIt("commonmark", {"typographer": True, "quotes": quotes}) for _ in range(2))
    for parser in (quick, slow):
        parser.enable(["table", "smartquotes"])
    plain_prose(quick)
    return quick, slow


@pytest.mark.parametrize("name", QUOTES)
@given(text=st.text("ab19 \"\"''.,-–(“”«\u00a0_é漢\u05d0\u0301²*[](\n#>`", max_size=40))
def test_quick_rules_change_nothing(name: str, text: str) -> None:
    quick, slow = parsers(QUOTES[name])
    assert quick.parse(text) == slow.parse(text)


@pytest.mark.parametrize("name", QUOTES)
@given(text=st.text("a1 \"\"''.(é\u05d0", max_size=30))
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
