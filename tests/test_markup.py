"""Markup: Markdown and clippings as safe HTML, no word lost, every problem at its place."""

from __future__ import annotations

import html as html_module
import re
import sys
import time
from collections.abc import Mapping

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.body import markup
from newsgen.body.markup import MAX_NESTING, Fragment, clipping
from newsgen.news.article import Body
from newsgen.news.diagnostics import Level
from newsgen.news.manuscript import Slice
from newsgen.news.urls import ROOT

FIRST_LINE = 5
"""Where the body begins in the tests' files."""


def printed(
    text: str,
    *,
    language: str = "en",
    html: str = "escaped",
    targets: Mapping[str, str] | None = None,
    typographic: bool = False,
) -> Fragment:
    body = Body("markdown", (Slice(0, len(text), FIRST_LINE),), "digest", (), typographic)
    return markup.markdown(body, text, "articles/a.md", language, targets or {}, html=html)


def shown(text: str, **more: object) -> str:
    made = printed(text, **more)  # type: ignore[arg-type]
    assert made.problems == ()
    return made.html.strip()


def words_of(html: str) -> str:
    """Return the words that a reader sees, or has read to them."""
    alts = " ".join(re.findall(r'(?:alt|title)="([^"]*)"', html))
    return html_module.unescape(re.sub(r"<[^>]*>", " ", html) + " " + alts)


COMMONMARK = [
    ("Words.", "<p>Words.</p>"),
    ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
    ("a  \nb", "<p>a<br>\nb</p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
    ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
    ("    code <b>", "<pre><code>code &lt;b&gt;\n</code></pre>"),
    ("```py x\na & b\n```", '<pre><code class="language-py">a &amp; b\n</code></pre>'),
    ('```"><script>\nx\n```', '<pre><code class="language-&quot;&gt;&lt;script&gt;">x\n</code></pre>'),
    ("---", "<hr>"),
    ("&copy; &amp; &#0;", "<p>© &amp; \ufffd</p>"),
    ("&#1;&#31;", "<p>\ufffd\ufffd</p>"),
    ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ("{{ secret }} {% raw %}", "<p>{{ secret }} {% raw %}</p>"),
    ("(c) ... -- 'q'", "<p>(c) ... -- 'q'</p>"),
    ("<https://example.org/?a&b>", '<p><a href="https://example.org/?a&amp;b">https://example.org/?a&amp;b</a></p>'),
    ("https://example.org", "<p>https://example.org</p>"),
    ('[x](https://example.org "a \\"b\\"")', '<p><a href="https://example.org" title="a &quot;b&quot;">x</a></p>'),
    ("~~a~~", "<p>~~a~~</p>"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "html"), COMMONMARK)
def test_commonmark(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "<iframe src=//evil></iframe>",
        "<svg onload=alert(1)>",
        "<style>x</style>",
        "<math><mi//xlink:href='data:x'>",
        "<!-- a remark -->",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "<![>",
        "<div\nonmouseover='x'>",
    ],
)
def test_raw_html_is_shown_as_text(text: str) -> None:
    html = shown(text)
    assert set(re.findall(r"</?([a-z]+)", html)) <= {"p", "b"} - {"b"}
    assert html_module.unescape(re.sub(r"<p>|</p>", "", html)).split() == text.split()


# Headings, tables, footnotes


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# A", '<h2 id="a">A</h2>'),
        ("### A\n\n##### B", '<h2 id="a">A</h2>\n<h3 id="b">B</h3>'),
        ("### A\n\n# B\n\n### C", '<h2 id="a">A</h2>\n<h2 id="b">B</h2>\n<h3 id="c">C</h3>'),
        ("## A\n\n## A", '<h2 id="a">A</h2>\n<h2 id="a-2">A</h2>'),
        ("# *Ána*, [x](https://x.example)", '<h2 id="ana-x"><em>Ána</em>, <a href="https://x.example">x</a></h2>'),
        ("# חיפה 2018", '<h2 id="חיפה-2018">חיפה 2018</h2>'),
        ("# Main", '<h2 id="main-2">Main</h2>'),
        ("# Corrections", '<h2 id="corrections-2">Corrections</h2>'),
    ],
)
def test_headings(text: str, html: str) -> None:
    assert shown(text) == html


def test_a_heading_without_words_is_no_heading() -> None:
    assert shown("##\n\n# Real\n\nText.\n\n### #\n") == '<h2 id="real">Real</h2>\n<p>Text.</p>'


def test_six_levels_of_headings_fit() -> None:
    html = shown("\n\n".join("#" * level + f" H{level}" for level in range(1, 7)))
    assert re.findall(r"<(h\d)", html) == ["h2", "h3", "h4", "h5", "h6", "h6"]


def test_a_heading_of_signs_has_an_anchor_of_its_own() -> None:
    anchors = re.findall(r'id="([^"]*)"', shown("# ...\n\n# !!!\n\n# ..."))
    assert len(set(anchors)) == 3
    assert all(anchors)


def test_no_anchor_is_there_twice() -> None:
    html = shown("# fn1\n\n# fnref1\n\n# A\n\n# A\n\n# A 2\n\nx[^n] y[^n]\n\n[^n]: note")
    anchors = re.findall(r'id="([^"]*)"', html)
    assert len(anchors) == len(set(anchors))


def test_tables_say_their_alignment_by_class() -> None:
    html = shown("| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | 3 |")
    assert '<div class="table" tabindex="0">\n<table>' in html
    assert '<th class="left">a</th>\n<th class="center">b</th>\n<th class="right">c</th>' in html
    assert '<td class="left">1</td>\n<td class="center"><em>2</em></td>' in html
    assert "style" not in html


def test_rows_with_too_few_cells_are_filled_and_bars_can_be_escaped() -> None:
    assert "<td>a|b</td>\n<td></td>" in shown("| a | b |\n|---|---|\n| a\\|b |")


@pytest.mark.parametrize(
    ("row", "last"),
    [
        ("| 1 | 2 | 3 |", "2 | 3"),
        ("1 | *2* | <b>", "<em>2</em> | &lt;b&gt;"),
        ("| 1 | 2 | | 4 |", "2 |  | 4"),
        ("| | | 3", " | 3"),
    ],
)
def test_the_last_cell_of_a_row_holds_what_the_head_has_no_cells_for(row: str, last: str) -> None:
    made = printed(f"Words.\n\n| a | b |\n|---|---|\n{row}\n")
    assert f"<td>{last}</td>\n</tr>" in made.html
    assert [(p.code, p.level, p.span.line, p.excerpt) for p in made.problems] == [
        ("table-cells", Level.WARNING, FIRST_LINE + 4, row)
    ]


def test_rows_with_empty_cells_too_many_are_taken() -> None:
    assert "<td>2</td>\n</tr>" in shown("| a | b |\n|---|---|\n| 1 | 2 | | |\n")


def test_footnotes() -> None:
    html = shown("One[^a] two[^a] three^[inline].\n\n[^a]: The note.")
    assert html.count('href="#fn1"') == 2
    assert '<li id="fn1" class="footnote-item"><p>The note.' in html
    assert 'href="#fnref1"' in html
    assert 'href="#fnref1:1"' in html
    assert '<li id="fn2" class="footnote-item"><p>inline' in html


@pytest.mark.parametrize(
    ("text", "lost", "lines"),
    [
        ("Words.\n\n[^a]: Alone.", "Alone.", [7]),
        ("x[^a]\n\n[^a]: One.\n\n[^a]: Another.", "Another.", [9]),
        ("[^a]: One[^b].\n\n[^b]: Two.", "Two.", [5]),
        ("[^a]: A\n\n[^a]: B\n\n[^a]: C", "C", [5, 7, 9]),
    ],
)
def test_footnotes_that_nothing_refers_to_are_printed_and_told(text: str, lost: str, lines: list[int]) -> None:
    made = printed(text)
    assert lost in words_of(made.html)
    assert [(p.code, p.level, p.span.line) for p in made.problems] == [
        ("footnote-unused", Level.WARNING, line) for line in lines
    ]
    for anchor in re.findall(r'href="#([^"]*)"', made.html):
        assert f'id="{anchor}"' in made.html


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[AP]: Jerusalem\n\nWords.", [5]),
        ("[x][y]\n\n[y]: https://a.example\n[y]: https://b.example", [8]),
        ("[Y] and [x][y]\n\n[y]: https://a.example", []),
        ("> [in]: quote", [5]),
        ("[a]: b\n[c]: d", [5, 6]),
        ("[a]: b\n[a]: https://d.example", [5, 6]),
    ],
)
def test_lines_that_only_define_a_link_nobody_uses_are_told(text: str, lines: list[int]) -> None:
    found = [(p.code, p.level, p.span.line) for p in printed(text).problems if p.code == "definition-unused"]
    assert found == [("definition-unused", Level.WARNING, line) for line in lines]


def test_an_address_of_the_web_that_no_link_uses_is_a_note() -> None:
    found = [(p.code, p.level, p.span.line) for p in printed("Words.\n\n[a]: https://b.example\n[c]: d").problems]
    assert found == [("definition-unused", Level.NOTE, 7), ("definition-unused", Level.WARNING, 8)]


# Links

TARGETS = {
    "other.md": "/2018/x/",
    "my file.md": "/y/",
    "story:ferry": "/z/",
    "ferry.jpg": "/a/ferry.jpg",
    "c.md#part": "/c/#part",
}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x](other.md)", f'<a href="{ROOT}/2018/x/">x</a>'),
        ("[x](<my file.md>)", f'<a href="{ROOT}/y/">x</a>'),
        ("[x](my%20file.md)", f'<a href="{ROOT}/y/">x</a>'),
        ("[x](story:ferry)", f'<a href="{ROOT}/z/">x</a>'),
        ("<story:ferry>", f'<a href="{ROOT}/z/">story:ferry</a>'),
        ("[x](c.md#part)", f'<a href="{ROOT}/c/#part">x</a>'),
        ("[x](/tags/ferry/)", f'<a href="{ROOT}/tags/ferry/">x</a>'),
        ("[x](/\\\\y)", f'<a href="{ROOT}/%5Cy">x</a>'),
        ("[x](#part)", '<a href="#part">x</a>'),
        ("[x](mailto:a@b.example)", '<a href="mailto:a@b.example">x</a>'),
        ("[x][r]\n\n[r]: other.md", f'<a href="{ROOT}/2018/x/">x</a>'),
        ("![x](ferry.jpg)", f'<img src="{ROOT}/a/ferry.jpg" alt="x" loading="lazy">'),
        ("![a *b* `c` ![d](e)](ferry.jpg)", f'<img src="{ROOT}/a/ferry.jpg" alt="a b c d" loading="lazy">'),
        ("![x](https://x.example/a.jpg)", '<img src="https://x.example/a.jpg" alt="x" loading="lazy">'),
        ("![x](data:image/png;base64,AA==)", '<img src="data:image/png;base64,AA==" alt="x" loading="lazy">'),
        (
            "[![x](ferry.jpg)](other.md)",
            f'<a href="{ROOT}/2018/x/"><img src="{ROOT}/a/ferry.jpg" alt="x" loading="lazy"></a>',
        ),
    ],
)
def test_links(text: str, html: str) -> None:
    assert shown(text, targets=TARGETS) == f"<p>{html}</p>"


DROPPED = [
    # body, what stays, code, line, column, length
    ("See [the words](javascript:alert(1)).", "See the words.", ("link-scheme", 5, 17, 19)),
    ("See [x](JAVASCRIPT:y).", "See x.", ("link-scheme", 5, 9, 12)),
    ("Words.\n\nMore [x](vbscript:y).", "More x.", ("link-scheme", 7, 10, 10)),
    ("[x](data:text/html,y)", "x", ("link-scheme", 5, 5, 16)),
    ("[x](feed:https://y.example)", "x", ("link-scheme", 5, 5, 22)),
    ("[x](///evil.example/)", "x", ("link-scheme", 5, 5, 16)),
    ("[x](<\\\\\\\\evil.example>)", "x", None),
    ("[x](java&#115;cript:y)", "x", None),
    ("[x](&#x6A;avascript:y)", "x", None),
    ("[x](javascript&colon;y)", "x", None),
    ("<javascript:y>", "javascript:y", ("link-scheme", 5, 2, 12)),
    ("![the alt](javascript:y)", "the alt", ("link-scheme", 5, 12, 12)),
    ("![the *alt*](data:image/svg+xml,y)", "the alt", ("link-scheme", 5, 14, 20)),
    ("[x](data:image/png;base64,AA==)", "x", ("link-scheme", 5, 5, 26)),
    ("[x](gone.md)", "x", ("link-unresolved", 5, 5, 7)),
    ("[x](story:gone)", "x", ("link-unresolved", 5, 5, 10)),
    ("![x](gone.jpg)", "x", ("link-unresolved", 5, 6, 8)),
    ("![x](other.md)", "x", ("link-unresolved", 5, 6, 8)),
    ("![x](#part)", "x", ("link-unresolved", 5, 6, 5)),
    ("![x]()", "x", ("link-unresolved", 5, 1, 1)),
    ("[x](java%09script:y)", "x", ("link-unresolved", 5, 5, 15)),
    ("[x](12:30.md)", "x", ("link-unresolved", 5, 5, 8)),
    ("[x](?q=1)", "x", ("link-unresolved", 5, 5, 4)),
    ("[x][r] y\n\n[r]: vbscript:z", "x y", ("link-scheme", 7, 6, 10)),
    ("| a |\n|---|\n| [x](gone.md) |", "x", ("link-unresolved", 7, 7, 7)),
    ("- a\n- b\n  [x](gone.md)", "x", ("link-unresolved", 7, 7, 7)),
    ("😀😀 [x](gone.md)", "x", ("link-unresolved", 5, 8, 7)),
    ("x[^1]\n\n[^1]: see [y](gone.md)", "see y", ("link-unresolved", 7, 15, 7)),
    ("# [x](gone.md)", "x", ("link-unresolved", 5, 7, 7)),
    ("[**x** y](gone.md)", "x y", ("link-unresolved", 5, 11, 7)),
]


WRITTEN_OFTEN = [
    ("See [that](gone.md#x) and ![pier](gone.md)", [(5, 12, 9), (5, 35, 7)]),
    ("gone.md [x](old/gone.md) [y](gone.md)", [(5, 13, 11), (5, 30, 7)]),
    ("[x](gone.md), [y](gone.md)\n[z](<gone.md>)", [(5, 5, 7), (5, 19, 7), (6, 6, 7)]),
    ("[x](gone.md#y) [z][r]\n\n[r]: gone.md", [(5, 5, 9), (7, 6, 7)]),
    ("[x](\ngone.md)", [(6, 1, 7)]),
    ("[x](a%20b.md) [y](<a b.md>)", [(5, 5, 8), (5, 20, 6)]),
]


@pytest.mark.parametrize(("text", "places"), WRITTEN_OFTEN)
def test_a_target_is_told_where_it_is_written_whole(text: str, places: list[tuple[int, int, int]]) -> None:
    spans = [problem.span for problem in printed(text).problems]
    assert [(span.line, span.column, span.length) for span in spans] == places


def test_a_missing_file_is_no_other_site_for_what_follows_it() -> None:
    hints = {
        printed(f"[x]({target})").problems[0].hint for target in ("gone.md", "gone.md#x", "gone.md?x", "gone.jpg#x")
    }
    assert len(hints) == 1
    assert "https" not in hints.pop()
    (problem,) = printed("[x](example.org/old#x)").problems
    assert problem.hint == "If it leads to another site, write https://example.org/old#x"


@pytest.mark.parametrize(("text", "kept", "place"), DROPPED)
def test_a_link_that_may_not_be_printed_becomes_its_text(
    text: str, kept: str, place: tuple[str, int, int, int] | None
) -> None:
    made = printed(text, targets=TARGETS)
    assert kept in " ".join(words_of(made.html).split())
    for address in re.findall(r'(?:href|src)="([^"]*)"', made.html):
        assert address.startswith("#fn")
    (problem,) = made.problems
    assert problem.level is Level.WARNING
    assert problem.excerpt == text.split("\n")[problem.span.line - FIRST_LINE]
    if place:
        assert (problem.code, problem.span.line, problem.span.column, problem.span.length) == place


def test_two_links_of_one_address_are_told_at_two_places() -> None:
    problems = printed("[x](gone.md) and [y](gone.md)\n[z](gone.md)").problems
    assert [(p.span.line, p.span.column) for p in problems] == [(5, 5), (5, 22), (6, 5)]


def test_an_address_without_words_is_kept() -> None:
    assert shown("[](https://example.org/)") == '<p><a href="https://example.org/"></a></p>'


# Quotes


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", "“He said ‘x’ today”"),
        ("en-GB", "“He said ‘x’ today”"),
        ("de", "„He said ‚x‘ today“"),
        ("fr", "«\u00a0He said ‹\u00a0x\u00a0› today\u00a0»"),
        ("es", "«He said “x” today»"),
        ("ru", "«He said „x“ today»"),
        ("sv", "”He said ’x’ today”"),
        ("he", "&quot;He said 'x' today&quot;"),
        ("yi", "&quot;He said 'x' today&quot;"),
        ("xx", "&quot;He said 'x' today&quot;"),
    ],
)
def test_quotes_by_language(language: str, quoted: str) -> None:
    assert shown("\"He said 'x' today\"", language=language, typographic=True) == f"<p>{quoted}</p>"


def test_quotes_can_be_left_alone() -> None:
    assert shown('"x" it\'s', typographic=False) == "<p>&quot;x&quot; it's</p>"


@pytest.mark.parametrize("language", ["he", "en", "fr", "ru"])
@pytest.mark.parametrize("text", ['צה"ל', 'ד"ר', "ג'ורג'", "צ'רצ'יל", "רח' הרצל", 'ארה"ב', 'תש"ח'])
def test_gershayim_and_geresh_are_untouched_in_any_language(language: str, text: str) -> None:
    html = shown(f"x {text} y", language=language, typographic=True)
    assert html_module.unescape(html) == f"<p>x {text} y</p>"


def test_quotes_around_hebrew_words_are_set_in_an_english_story() -> None:
    assert shown('"צה"ל" said', typographic=True) == "<p>“צה&quot;ל” said</p>"


def test_code_and_addresses_keep_their_quotes() -> None:
    html = shown('`"x"` [a](https://x.example/?q="y") "z"', typographic=True)
    assert "<code>&quot;x&quot;</code>" in html
    assert "%22y%22" in html
    assert "“z”" in html


# Nesting


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - ", "* > "])
@pytest.mark.parametrize("depth", [1, 13, 21, 40, 49, 50, 51, 97, 99, 101, 150, 2000])
def test_deep_text_is_printed_or_refused(mark: str, depth: int) -> None:
    made = printed("Before.\n\n" + mark * depth + "deepword\n\nAfter.")
    if made.problems:
        assert [(p.code, p.level, p.span.line) for p in made.problems] == [("nesting", Level.ERROR, FIRST_LINE + 2)]
        assert made.problems[0].excerpt.endswith("deepword")
        assert depth > 20
    else:
        assert {"Before.", "deepword", "After."} <= set(words_of(made.html).split())


def test_the_limit_is_generous() -> None:
    assert printed("> " * 90 + "x").problems == ()
    assert printed("- " * 45 + "x").problems == ()
    assert MAX_NESTING == 100


blocks = st.recursive(
    st.sampled_from(
        [
            "para",
            "# head",
            "*em* `code`",
            "| a | b |\n|---|---|\n| c | d |",
            "```\nfence\n```",
            "1) one",
            "x[^n]\n\n[^n]: note",
        ]
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: "\n".join("> " + line for line in text.split("\n"))),
        inner.map(lambda text: "- " + "\n  ".join(text.split("\n"))),
        inner.map(lambda text: "10. " + "\n    ".join(text.split("\n"))),
        st.tuples(inner, inner).map("\n\n".join),
    ),
    max_leaves=8,
)


def numbered(text: str) -> tuple[str, list[str]]:
    """Give each word its own number, so that each can be looked for."""
    found: list[str] = []

    def number(match: re.Match[str]) -> str:
        found.append(f"{match[0]}{len(found)}q")
        return found[-1]

    return re.sub(r"(?<![\^`])\b[a-z]+\b(?!\])", number, text), found


@given(blocks, st.integers(0, 60))
def test_no_word_is_lost(text: str, more: int) -> None:
    text, words = numbered(text)
    text = "\n".join("> " * more + line for line in text.split("\n"))
    made = printed(text)
    if not any(problem.level is Level.ERROR for problem in made.problems):
        seen = words_of(made.html)
        assert [word for word in words if word not in seen and not made.html.count(f"language-{word}")] == []


@given(
    st.text(st.sampled_from("ab \n*_`[]()!<>#-|:\\\"'&^~1.\t"), max_size=60),
    st.booleans(),
    st.sampled_from(["en", "he", "fr"]),
)
def test_any_text_becomes_well_formed_and_harmless_html(text: str, typographic: bool, language: str) -> None:
    made = printed(text, typographic=typographic, language=language)
    assert "\x01" not in made.html
    depth: list[str] = []
    for closing, tag, own in re.findall(r"<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>", made.html):
        if tag in {"br", "hr", "img"}:
            continue
        if closing:
            assert depth.pop() == tag
        elif not own:
            depth.append(tag)
    assert depth == []
    assert not re.search(r"<(script|iframe|style|svg)|\son\w+=", made.html)


PATHOLOGICAL = {
    "nested brackets": "[" * 50_000 + "a" + "]" * 50_000,
    "nested links": "[a](b" * 10_000,
    "links in one line": "[x](y.md) " * 10_000,
    "emphasis": "*a **a " * 10_000 + "b" + " a** a*" * 10_000,
    "emphasis without end": "a**b" * 20_000,
    "underscores": "_a __a " * 10_000,
    "backquotes": "".join("e" + "`" * number for number in range(500)),
    "quotes": "\"'" * 20_000,
    "quotations": "> " * 50_000 + "a",
    "lists": "- " * 20_000 + "a",
    "items": "- a\n" * 10_000,
    "open pictures": "![[]()" * 10_000,
    "open html": "<?" * 30_000,
    "open entities": "&a" * 30_000,
    "autolinks": "<a:" * 20_000,
    "definitions": "[a]: u\n" * 10_000,
    "one footnote": "[^a]: u\n\n" * 3_000,
    "footnotes": "".join(f"[^{number}]: u\n\n" for number in range(3_000)),
    "footnote marks": "[^a]" * 5_000 + "\n\n[^a]: u",
    "inline footnotes": "^[" * 10_000,
    "tables": "|a|b|\n|-|-|\n" + "|x|y|z\n" * 5_000,
    "wide tables": "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n" + "|x\n" * 30,
    "escapes": "\\[" * 20_000,
    "parentheses": "](" * 30_000 + "(" * 20_000,
    "headings": "# a\n" * 3_000,
    "hebrew": "צ'" * 20_000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_texts_end(name: str) -> None:
    started = time.monotonic()
    printed(PATHOLOGICAL[name], typographic=True)
    assert time.monotonic() - started < 10


# Raw HTML, sanitised


def clean(text: str, **more: object) -> str:
    return printed(text, html="sanitised", **more).html.strip()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b>b</b>", "<p>a <b>b</b></p>"),
        ("<script>alert(1)</script>x", "x"),
        ("<p onclick='x'>y</p>", "<p>y</p>"),
        ("<a href='javascript:x'>y</a>", "<p><a>y</a></p>"),
        ("<a href='java&#9;script:x'>y</a>", "<p><a>y</a></p>"),
        ("<a href='///evil.example'>y</a>", "<p><a>y</a></p>"),
        ("<a href='//x.example'>y</a>", '<p><a href="https://x.example">y</a></p>'),
        ("<a href='/\\evil.example'>y</a>", "<p><a>y</a></p>"),
        ("<a href='data:text/html,x'>y</a>", "<p><a>y</a></p>"),
        ("<a href='/tags/'>y</a>", f'<p><a href="{ROOT}/tags/">y</a></p>'),
        ("<a href='https://x.example/'>y</a>", '<p><a href="https://x.example/">y</a></p>'),
        ("<img src='data:image/png;base64,AA'>", '<img src="data:image/png;base64,AA">'),
        ("<img src='data:image/svg+xml,AA' onerror=x>", "<img>"),
        ("<h2 id='location'>y</h2>", "<h2>y</h2>"),
        ("<a name='x' id='y'>z</a>", "<p><a>z</a></p>"),
        ("<form id=x><input name=y></form>", ""),
        ("<svg><a xlink:href='javascript:x'>y</a></svg>", "<p></p>"),
        ("<math><mi>x</mi></math>", "<p></p>"),
        ("<style>x</style>", ""),
        ("<iframe src='https://x.example'></iframe>", ""),
        ("<td style='text-align:left' class='left evil'>x</td>", "x"),
        ("<!-- x -->", ""),
        ("<div class='masthead'>x</div>", "<div>x</div>"),
        ("<img src=x onerror=alert(1)//", "<p>&lt;img src=x onerror=alert(1)//</p>"),
    ],
)
def test_sanitised_html(text: str, html: str) -> None:
    assert clean(text).replace(' class=""', "") == html


def test_what_markdown_makes_survives_the_cleaning() -> None:
    text = (
        "# Head\n\n*a* [x](other.md) ![p](ferry.jpg) n[^1] m^[k]\n\n| a |\n|:-:|\n| b |\n\n```py\nx < y\n```\n\n"
        '> "q"\n\n1. one\n\n---\n\n[^1]: note'
    )
    raw = printed(text, targets=TARGETS, typographic=True)
    cleaned = printed(text, targets=TARGETS, typographic=True, html="sanitised")
    strip = re.compile(r' class="language-py"|\s+')
    assert strip.sub("", cleaned.html) == strip.sub("", raw.html)


def test_an_address_that_looks_like_the_stand_in_is_left_alone() -> None:
    text = "[a](https://root.invalid/x) https://root-.invalid/y [b](/tags/)"
    assert clean(text) == (
        f'<p><a href="https://root.invalid/x">a</a> https://root-.invalid/y <a href="{ROOT}/tags/">b</a></p>'
    )


@given(st.text(st.sampled_from("<>/ab \"'=&#;:!-scriptonhref\n"), max_size=60))
def test_cleaned_html_is_clean(text: str) -> None:
    html = clean(text)
    assert not re.search(r"<(script|iframe|style|svg|form|input)", html)
    tags = nh3.ALLOWED_TAGS | {"section"}
    assert all(tag in tags for tag in re.findall(r"<([a-z][a-z0-9]*)", html))


def test_problems_are_told_in_sanitised_texts_too() -> None:
    assert [p.code for p in printed("[x](javascript:y)", html="sanitised").problems] == ["link-scheme"]


def test_without_the_extra_the_build_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "newsgen.body.sanitiser", raising=False)
    monkeypatch.setitem(sys.modules, "nh3", None)
    made = printed("a <b>b</b>", html="sanitised")
    assert made.html == ""
    assert [(p.code, p.level, p.span.path) for p in made.problems] == [("html-extra", Level.ERROR, "newsgen.toml")]
    assert "newsgen[html]" in made.problems[0].hint


# Clippings


def test_a_clipping_is_printed_as_it_stands() -> None:
    parts = ['He said "so" -- it\'s\u00a0true', "*not* [a](link) <b>&amp;</b>", "# no heading\nsecond line"]
    made = clipping(parts)
    assert made.problems == ()
    assert made.html == (
        '<p>He said "so" -- it\'s\u00a0true</p>\n'
        "<p>*not* [a](link) &lt;b&gt;&amp;amp;&lt;/b&gt;</p>\n"
        "<p># no heading\nsecond line</p>\n"
    )


@given(st.lists(st.text(), max_size=5))
def test_no_character_of_a_clipping_is_changed(parts: list[str]) -> None:
    html = clipping(parts).html
    assert [
        html_module.unescape(part) if "&" in part else part for part in re.findall(r"<p>(.*?)</p>\n", html, re.DOTALL)
    ] == [html_module.unescape(html_module.escape(part, quote=False)) for part in parts]
