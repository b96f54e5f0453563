"""Hostile strings in every field: nothing crashes or runs, nothing escapes, every page and feed is well-formed."""

from __future__ import annotations

import json
import posixpath
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from newsgen.news.story_fields import STORY_FIELDS
from tests.site.project import Project, story

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example",
    'https://evil.example/"onload="x',
    "https://[::1",
    "]]>&<!--</script></style></title>",
    "&amp;&#60;&lt;script&gt;",
    "{{ 7*7 }}{% raw %}",
    "../../etc/passwd",
    "%2e%2e%2f%2e%2e",
    "/etc/passwd",
    "C:\\windows",
    "\\\\host\\share",
    "a\u202eb",
    "a\u0000b",
    "\ufffe",
    "\x1b[31mred",
    "\u2028\u2029\u0085",
    "\u200b",
    "x" * 3000,
    "Z\u0338\u0321\u031b" * 50,
    "\ufdfa" * 30,
    "con",
    "nul.txt",
    "..",
    "...",
    " ",
    "\t\n\r\n",
    "null",
    "~",
    "no",
    "0x10",
    "1e400",
    "12:30",
    "2018-02-30",
    "9999-12-31",
    "0001-01-01",
    "2200-12-31T23:59:59-14:00",
    "1400-01-01T00:00+14:00",
    "By A, " * 200,
    "()((),;|/ and and",
    "(AP) —",
    "NARUSE, Yui and TANAKA, Ken",
    "C++",
    "الخبر",
    "index.html",
    ".git/config",
    "feed.xml",
    "corrections",
    "*" * 200,
    "[" * 200,
    "$(id)`id`%s%n",
    "--><!-- -- --!>",
    "\U0001f469\u200d\U0001f469\u200d\U0001f466\ufe0f\U0001f3f4\U000e0067\U000e007f",
    "\u2067abc\u2066def\u2069 \u05d0\u202dghi",
    "LPT1 .md",
    "\\u003cscript\\u003e",
]


def shapes(value: str) -> list[object]:
    """Return a value alone, in lists and in maps of all the names that fields know."""
    names = ("date", "text", "kind", "reason", "src", "alt", "caption", "credit")
    return [
        value,
        [value, value, "ok"],
        {value: value},
        dict.fromkeys(names[:4], value),
        [{"date": "2018-12-18", "text": value, "kind": value}],
        [{"src": value, "alt": value}, {"caption": value, "credit": value}],
        {"date": "2018-12-18", "reason": value},
        [[value], {value: [value]}],
    ]


class Live(HTMLParser):
    """Collects what could run: scripts but for the theme's own and JSON, handlers, addresses that are programs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = dict(attrs)
        if tag == "script" and not (
            stated.get("src") or stated.get("type") in ("application/ld+json", "application/json")
        ):
            self.found.append(str(attrs))
        if tag in ("iframe", "object", "embed", "style", "svg") and not (tag == "svg" and "viewbox" in stated):
            self.found.append(tag)
        for name, value in attrs:
            address = (value or "").strip().lower()
            is_program = address.startswith(("javascript:", "vbscript:", "data:text", "//"))
            if name.startswith("on") or (name in ("href", "src", "srcset", "action") and is_program):
                self.found.append(f"{name}={value}")


def check(path: str, data: bytes) -> None:
    assert ".." not in path.split("/")
    assert posixpath.normpath(path) == path
    if path.startswith("search/") and path.endswith(".bin"):
        return
    text = data.decode("utf-8")
    assert not set(text) & {"\x00", "\ufffe", "\x1b"}, path
    if path.endswith(".html"):
        reader = Live()
        reader.feed(text)
        assert reader.found == [], path
        for part in text.split('<script type="application/ld+json">')[1:]:
            json.loads(part.partition("</script>")[0])
    elif path.endswith(".xml"):
        ET.fromstring(data)
    elif path.endswith(".json") and not path.startswith("static/"):
        json.loads(text)


@pytest.mark.parametrize("name", STORY_FIELDS)
def test_hostile_strings_in_a_field_do_no_harm(project: Project, name: str) -> None:
    files = {"newsgen.toml": 'base_url = "https://example.org/"\n', "articles/ok.md": story("Fine", "2018-12-16")}
    for number, value in enumerate(HOSTILE):
        choices = shapes(value)
        for way in {0, number % len(choices)}:
            key = f"s{number}-{way}"
            stated: dict[str, object] = {"slug": key, "id": key} | {name: choices[way]}
            headline, date = str(stated.pop("headline", f"Story {key}")), stated.pop("date", "2018-12-17")
            if name == "headline" and way:
                continue
            files[f"articles/{key}.md"] = story(headline, date, **stated)  # type: ignore[arg-type]
    project.write(files)
    outcome = project.build("--keep-going")
    for _ in HOSTILE:  # stories with one address refuse each other; all but one of them go
        shared = {p.path for p in outcome.problems if p.code in ("address-shared", "id-shared")}
        if outcome.status != 1 or not shared:
            break
        outcome = project.write(dict.fromkeys(shared)).build("--keep-going")
    assert outcome.status in (0, 3), outcome.err[-2000:]
    assert "\x1b" not in outcome.out + outcome.err
    assert "2018/12/16/fine/index.html" in project.pages()
    for path, data in project.tree().items():
        if not path.startswith("."):
            check(path, data)
    assert project.build("--keep-going").counts[:3] == (0, 0, 0)


def test_most_of_them_are_published_as_text(project: Project) -> None:
    """The tests above look at something: in a field of text, nearly all hostile strings are only text."""
    files = {f"articles/{n}.md": story(f"S {n}", slug=f"s{n}", deck=value) for n, value in enumerate(HOSTILE)}
    outcome = project.write(files).build("--keep-going")
    published = [path for path in project.pages() if path.startswith("2018/12/17/s")]
    assert outcome.status == 3
    assert len(published) >= len(HOSTILE) - 4


def test_hostile_strings_about_people_and_papers_do_no_harm(project: Project) -> None:
    files = {"newsgen.toml": 'base_url = "https://example.org/"\n'}
    for number, value in enumerate(HOSTILE):
        who = {"byline": f"Person Number{chr(97 + number // 26)}{chr(97 + number % 26)}", "outlet": f"Paper {number}"}
        files[f"articles/s{number}.md"] = story(f"S {number}", slug=f"s{number}", **who)
        told: list[dict[str, object]] = [
            {"links": {value: "https://example.org/"}},
            {"links": {"Home": value}},
            {"picture": value},
            {"name": value},
        ]
        told += [{"picture": {"src": "x.jpg", "alt": value}}, {"lang": value}]
        lines = [f"{name}: {json.dumps(said, ensure_ascii=False)}" for name, said in told[number % len(told)].items()]
        text = "\n".join(["---", *lines, "---", value, ""])
        files[f"bylines/{who['byline'].lower().replace(' ', '-')}.md"] = text
        files[f"outlets/paper-{number}.md"] = text.replace("---\n", f"---\nurl: {json.dumps(value)}\n", 1)
    outcome = project.write({name: text.encode("utf-8", "replace") for name, text in files.items()}).build(
        "--keep-going"
    )
    assert outcome.status in (0, 1, 3)
    bad = {problem.path: None for problem in outcome.problems if problem.level == "error"}
    assert all(path.startswith(("bylines/", "outlets/")) for path in bad)
    assert 0 < len(bad) < len(HOSTILE) * 2
    project.write(bad).built()
    for path, data in project.tree().items():
        if not path.startswith("."):
            check(path, data)


def test_hostile_strings_in_the_settings_do_no_harm(project: Project) -> None:
    words = " ".join(value for value in HOSTILE if not set(value) & set("\x00\x1b\ufffe\n\r\t") and len(value) < 200)
    said = json.dumps(words, ensure_ascii=False)
    settings = [f"{name} = {said}" for name in ("title", "description", "copyright", "license")]
    settings += ['base_url = "https://example.org/"', f'[menu]\n{said} = "/about/"', f"[publisher]\nname = {said}"]
    settings += [
        f'[outlets."O"]\naliases = [{said}]',
        f'[people.{said}]\naliases = ["P Q"]',
        f"[tags]\ndeny = [{said}]",
    ]
    project.write({"newsgen.toml": "\n".join(settings), "articles/a.md": story(byline="P Q", outlet="O")}).built()
    for path, data in project.tree().items():
        if not path.startswith("."):
            check(path, data)


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ('headline: "\\ud800"', "front-matter-syntax"),
        ('headline: "\\udfff\\ud800"', "front-matter-syntax"),
        ('headline: "\\0"', "unprintable"),
        ('headline: "\\x1b[31m"', "unprintable"),
        (f"headline: {'x' * 60_000}", "headline-length"),
        (f"headline: {'x' * 100_000}", "front-matter-size"),
        (f"{'x' * 1_000}: y", "field-unknown"),
        (f"headline: [{'[' * 5_000}", "front-matter-syntax"),
    ],
)
def test_what_no_field_can_hold_is_refused_in_few_words(project: Project, front: str, code: str) -> None:
    outcome = project.write({"articles/a.md": f"---\n{front}\ndate: 2018-12-17\n---\nIt ran.\n"}).refused()
    assert code in outcome.codes
    assert max(map(len, outcome.err.splitlines())) < 1000
    assert "\x1b" not in outcome.err
