"""What a story's text may put on a page: nothing that runs, nothing that breaks the page, and never less than all."""

from __future__ import annotations

import os
import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest

from tests.site.project import SOURCES, Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><style>x</style></svg>",
    "<iframe src=https://evil.example></iframe>",
    "<math><mtext></mtext></math>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#9;script:alert(1)">x</a>',
    '<p style="position:fixed">x</p>',
    "<style>*{display:none}</style>",
    "<form action=https://evil.example><input name=x></form>",
    "<base href=https://evil.example/>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "<!-- --><script>alert(1)</script>",
    "<object data=x></object><embed src=x>",
    "<a id=main name=main>x</a>",
    "</div></main></body><script>x</script>",
    "<![CDATA[<script>x</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
]


class Seen(HTMLParser):
    """Tags and attributes of a page's text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "data")]


def printed(project: Project, body: str, **fields: object) -> str:
    """Return the story's text as printed."""
    project.write({"articles/a.md": story(body=body, **fields)}).built()  # type: ignore[arg-type]
    html = project.page(FERRY)
    return html.partition('<div class="text">\n')[2].partition("\n</div>\n")[0].strip()


def expect_harmless(html: str) -> None:
    seen = Seen(html)
    assert not {"script", "style", "iframe", "svg", "math", "form", "input", "base", "meta", "object", "embed"} & set(
        seen.tags
    )
    assert not {name for name in seen.names if name.startswith("on")} | seen.names & {"style", "name", "srcdoc"}
    assert not [link for link in seen.links if "script:" in link.lower() or "evil" in link]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("around", ["{}", "Words {} words", "> {}", "| a |\n|---|\n| {} |"])
def test_html_in_a_story_is_shown_as_text(project: Project, hostile: str, around: str) -> None:
    html = printed(project, around.format(hostile))
    expect_harmless(html)
    shown = unescape(re.sub(r"<[^>]+>", "", html))
    assert hostile[:6] in shown


@pytest.mark.parametrize("hostile", HOSTILE)
def test_html_in_a_story_may_be_sanitised_instead(project: Project, hostile: str) -> None:
    pytest.importorskip("nh3", reason="needs the extra `html`")
    project.write({"newsgen.toml": '[build]\nhtml = "sanitised"\n'})
    html = printed(project, f"One <em>word</em>.\n\n{hostile}\n\nLast words.\n")
    assert "<em>word</em>" in html
    expect_harmless(html)


def test_what_markdown_makes_survives_the_sanitiser(project: Project) -> None:
    pytest.importorskip("nh3", reason="needs the extra `html`")
    body = (
        "## A heading\n\nA [link](pier.md), ![a picture](pier.jpg), *words*[^1] and `code`.\n\n"
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```python\nx\n```\n\n1. one\n\n[^1]: A note.\n"
    )
    project.write({"articles/pier.md": story("Pier", "1998-01-01"), "articles/pier.jpg": "x"})
    plain = printed(project, body)
    project.write({"newsgen.toml": '[build]\nhtml = "sanitised"\n'})
    assert Seen(printed(project, body)).tags == Seen(plain).tags


PARTS = [
    '![alt "quoted" <b>](pier.jpg "title \\" onerror=alert(1) x=\\"")',
    '[text](https://example.com/ "a \\" onclick=alert(1)")',
    '```"><script>alert(1)</script>\nx\n```',
    '# A heading" onclick=alert(1) x="\n',
    "a[^<script>]\n\n[^<script>]: <img onerror=x>",
    "| <script> |\n|---|\n| <script> |",
    "{style=position:fixed}\n# x {onclick=alert(1)}",
    '<https://example.com/"onclick=alert(1)>',
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script>",
]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_markdown_is_escaped_for_its_place(project: Project, part: str) -> None:
    project.write({"articles/pier.jpg": "x"})
    expect_harmless(printed(project, part))


@pytest.mark.parametrize(
    "field",
    [
        "headline",
        "deck",
        "kicker",
        "byline",
        "tags",
        "section",
        "outlet",
        "dateline",
        "wire",
        "thread",
        "extra",
        "photos",
        "corrections",
    ],
)
def test_every_field_is_escaped_on_every_page(project: Project, field: str) -> None:
    bad = "\"'><script>alert</script>&amp;"
    values: dict[str, object] = {
        "tags": [bad],
        "byline": [bad],
        "extra": {bad: bad},
        "photos": [{"src": "pier.jpg", "alt": bad, "caption": bad, "credit": bad}],
        "corrections": [{"date": "2018-12-18", "text": bad, "kind": bad}],
    }
    project.write({"articles/pier.jpg": "x", "newsgen.toml": 'base_url = "https://example.org/"\n'})
    project.write({"articles/a.md": story(**{"slug": "x", field: values.get(field, bad)})})  # type: ignore[arg-type]
    project.built()
    pages = [path for path in project.pages() if path.endswith((".html", ".xml"))]
    assert [path for path in pages if "<script" in without_own(project.page(path))] == []
    assert [path for path in pages if "&lt;script" in project.page(path)]


def without_own(html: str) -> str:
    """Return a page without the theme's own script and without data for machines, which no browser runs."""
    return re.sub(
        r'<script type="application/ld\+json">[^<]*</script>|<script src="[^"<]*/(?:today|search)\.js" defer></script>',
        "",
        html,
    )


def test_no_page_runs_a_script_and_every_page_forbids_it(project: Project) -> None:
    project.write({"articles/a.md": story(tags=["x"]), "pages/about.md": "---\nheadline: About\n---\nx"}).built()
    for path in project.pages():
        if path.endswith(".html"):
            html = project.page(path)
            assert "<script" not in without_own(html)
            assert "default-src 'none'" in html or 'http-equiv="refresh"' in html, path


def test_lists_of_many_levels_keep_every_word(project: Project) -> None:
    body = "".join(f"{'  ' * level}- level{level}\n" for level in range(25))
    html = printed(project, body)
    assert all(f"level{level}" in html for level in range(25))


@pytest.mark.parametrize(
    "body",
    [
        "[" * 5_000,
        "*a **a " * 5_000,
        "<" * 20_000,
        "`" + "a`" * 10_000,
        "![[]()" * 3_000,
        "[a](b" * 5_000,
        "\\" * 20_000,
        "> " * 40 + "x\n" * 2_000,
        "|" * 5_000 + "\n" + "|-" * 2_500,
        "&" * 20_000,
        "a\n" * 20_000,
        "[^1]" * 3_000 + "\n\n[^1]: x",
    ],
    ids=lambda body: repr(body[:8]),
)
def test_pathological_markdown_is_printed_or_refused_in_time(project: Project, body: str) -> None:
    outcome = project.write({"articles/a.md": story(body=body)}).build()
    assert outcome.status in (0, 1)
    assert set(outcome.codes) <= {"too-slow", "nesting"}


CLIPPED = "A *headline* of the day\n\nDecember 17, 2018\n\n{}\n\nNo headline was ever longer than its day was.\n"


@pytest.mark.parametrize(
    "text",
    [
        '# Not a heading, "just" a line that *begins* with a mark -- and __goes on__ as lines do in papers.',
        "<b>Bold</b> was the plan; [a link](javascript:x) was not, and the paper printed both of them as they came in.",
        "He said \u201cyes', \u00ab no \u00bb and 'perhaps\", with a\u00a0no-break space, two  spaces and an &amp;.",
    ],
)
def test_a_clipping_is_printed_as_it_stands(project: Project, text: str) -> None:
    project.write({"articles/a.txt": CLIPPED.format(text)}).built()
    html = project.page("2018/12/17/a-headline-of-the-day/index.html")
    assert f"<p>{escape(text, quote=False)}</p>" in html


@pytest.mark.parametrize(
    ("lang", "typed", "set_as"),
    [
        ("en", '"yes"', "\u201cyes\u201d"),
        ("de", '"ja"', "\u201eja\u201c"),
        ("fr", '"oui"', "\u00ab\u00a0oui\u00a0\u00bb"),
        ("he", 'דו"ח "כן"', 'דו"ח "כן"'),
        ("xx", '"yes"', '"yes"'),
    ],
)
def test_quotes_are_set_by_language_and_never_for_hebrew(project: Project, lang: str, typed: str, set_as: str) -> None:
    assert set_as in unescape(printed(project, f"A word: {typed}.", lang=lang))


def test_quotes_may_be_left_alone(project: Project) -> None:
    assert unescape(printed(project, '"yes" -- it\'s', typography=False)) == '<p>"yes" -- it\'s</p>'
    project.write({"newsgen.toml": "[build]\ntypography = false\n"})
    assert unescape(printed(project, '"yes"')) == '<p>"yes"</p>'


def test_the_library_for_html_is_asked_for_by_name(project: Project) -> None:
    project.write(
        {"newsgen.toml": '[build]\nhtml = "sanitised"\n', "stub/nh3.py": "raise ModuleNotFoundError('nh3')\n"}
    )
    project.write({"articles/html.md": story("Some <b>HTML</b>", body="<b>x</b>")})
    path = f"{project.root / 'stub'}{os.pathsep}{SOURCES}"
    outcome = project.process("build", "--now", "2024-06-01", environment={"PYTHONPATH": path})
    assert outcome.status == 1, outcome.out
    assert "nh3" in outcome.err
    assert "newsgen[html]" in outcome.err
    assert "Traceback" not in outcome.err
