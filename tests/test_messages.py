"""Every message has an entry in `docs/messages.md`, and what the pure half says is shown there as it is printed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.body import markup
from newsgen.cli.printer import formatted
from newsgen.news import register, settings
from newsgen.news.article import Article, Page
from newsgen.news.diagnostics import Diagnostic, with_excerpts
from newsgen.news.settings import Settings
from newsgen.reading.parser import parse
from newsgen.reading.settings_file import read_toml

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "messages.md"

MADE_BY = {"error", "warning", "note", "Diagnostic", "DateProblem", "_warn", "_warn_at", "_refuse"}
"""The functions and classes that a code is given to, as the first of their arguments that looks like one."""

COMPUTED = {"headline-unsure", "date-unsure", "date", "template-undefined", "template-error"}
"""Codes that no call names in full: made of a field's name, a default value, or chosen between two."""

CODE = re.compile(r"[a-z]+(?:-[a-z]+)*\Z")


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            arguments = [argument for argument in node.args[:3] if isinstance(argument, ast.Constant)]
            texts = [argument.value for argument in arguments if isinstance(argument.value, str)]
            if name in MADE_BY:
                yield from [text for text in texts if CODE.match(text)][:1]


def codes() -> set[str]:
    return {code for path in (ROOT / "src").rglob("*.py") for code in codes_in(path)} | COMPUTED


def entries() -> dict[str, str]:
    """Return the text under each heading of the manual that names a code."""
    parts = re.split(r"^### `([^`]+)`\n", MANUAL.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.partition("\n## ")[0] for part in parts[2::2]), strict=True))


def test_every_code_has_an_entry_and_every_entry_a_code() -> None:
    assert sorted(entries()) == sorted(codes())


def test_computed_codes_are_in_the_source() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    for code in COMPUTED:
        assert f'"{code}"' in source or (code.endswith("-unsure") and '"{name}-unsure"' in source), code


def test_entries_stand_once_and_in_order_within_their_part() -> None:
    parts = MANUAL.read_text("utf-8").split("\n## ")[1:]
    for part in parts:
        found = re.findall(r"^### `([^`]+)`$", part, re.MULTILINE)
        assert found == sorted(found)
    assert sum(len(re.findall(r"^### `", part, re.MULTILINE)) for part in parts) == len(entries())


@pytest.mark.parametrize("code", sorted(codes()))
def test_an_entry_says_when_shows_an_example_and_says_what_to_do(code: str) -> None:
    entry = entries()[code]
    when, example, then = re.fullmatch(r"\n(.+?)\n\n```text\n(.+?)\n```\n\n(.+)", entry.rstrip(), re.DOTALL).groups()  # type: ignore[union-attr]
    assert f"[{code}]" in example.split("\n")[0]
    assert when.endswith((".", "):", ":"))
    assert then.endswith(".")


# What the pure half says: the input, and the place that the message must name

H, D = "headline: Ferry runs again", "date: 2018-12-17"
SURE_CLIPPING = (
    "Ferry runs again\n\nBy Ana Ruiz\n\nDec. 17, 2018\n\nThe ferry runs again, the harbour office said today.\n"
)


def front(*lines: str, body: str = "The ferry runs again.") -> str:
    return "\n".join(["---", *lines, "---", "", body, ""])


STORIES: dict[str, tuple[str, str | bytes, tuple[int, int, int] | None]] = {
    # code: path, text, (line, column, length)
    "bidi-control": ("articles/a.md", front("headline: Ferry \u202eruns", D), (2, 11, 11)),
    "body-lines": ("articles/a.txt", front(H, D, "body_lines: 33-9"), (4, 13, 4)),
    "byline-unclear": ("articles/a.md", front(H, D, "byline: By Ana Ruiz, The Gulf"), (4, 9, 21)),
    "clipping-changed": (
        "articles/a.txt",
        f"---\n{H}\n{D}\nsha256: 0e1f\nbody_lines: '1'\n---\nFerry returns on Monday.\n",
        (7, 1, 1),
    ),
    "slug-changed": ("articles/a.md", front(H, D, "slug: con"), (4, 7, 3)),
    "withdrawal": ("articles/a.md", front(H, D, "withdrawn: {reason: The letter was forged.}"), (4, 12, 1)),
    "correction": ("articles/a.md", front(H, D, "corrections:", "- date: 2018-12-18"), (5, 3, 1)),
    "date": ("articles/a.md", front(H, "date: 2018-02-30"), (3, 7, 10)),
    "date-ambiguous": ("articles/a.md", front(H, "date: 03/04/2001"), (3, 7, 10)),
    "date-missing": ("articles/a.md", front(H), (1, 1, 1)),
    "date-skipped": ("articles/a.md", front(H, "date: 2018-03-11T02:30"), (3, 7, 16)),
    "date-unsure": (
        "articles/a.txt",
        "FERRY RUNS AGAIN\n\nBy Ana Ruiz\n\nThe ferry runs again, the harbour office said on Monday, and nobody knew."
        "\n\n"
        "It had stopped in the winter of 1997, and it was thought to be gone for good.\n\nPosted on: March 5, 2012\n\n"
        "December 17, 1998\n",
        None,
    ),
    "encoding": ("articles/a.md", front(H, D, body="Caf\xe9 Central").encode("latin-1"), (6, 4, 1)),
    "field-duplicate": ("articles/a.md", front(H, D, "headline: Ferry stops"), (4, 1, 8)),
    "field-foreign": ("articles/a.md", front("title: Ferry runs again", D), (2, 1, 5)),
    "field-length": ("articles/a.md", front(H, D, f"tags: [{', '.join(f't{n}' for n in range(1001))}]"), (4, 7, 1)),
    "field-type": ("articles/a.md", front(H, D, "section: [Harbour, News]"), (4, 10, 1)),
    "field-unknown": ("articles/a.md", front(H, D, "sektion: Harbour"), (4, 1, 7)),
    "field-unsure": (
        "articles/a.txt",
        "Ferry runs again all through the winter\n\nForty letters\n\n"
        + "The ferry runs again, the harbour office said today, and nobody knew. " * 3
        + "\n\nDec. 17, 2018 | Comments\n",
        (3, 1, 13),
    ),
    "front-matter-missing": ("articles/a.md", "# Ferry runs again\n\nThe ferry runs again.\n", (1, 1, 1)),
    "front-matter-size": ("articles/a.md", front(H, D, f"deck: {'so ' * 22_000}"), (2, 1, 1)),
    "front-matter-syntax": ("articles/a.md", front("headline: Harbour: ferry runs again", D), (2, 18, 1)),
    "front-matter-type": ("articles/a.md", front("- Ferry runs again", "- 2018-12-17"), (2, 1, 1)),
    "front-matter-unclosed": ("articles/a.md", "---\nheadline: Ferry runs again\n\nThe ferry runs again.\n", (1, 1, 3)),
    "headline-length": ("articles/a.md", front(f"headline: {'Ferry ' * 100}", D), (2, 11, 599)),
    "headline-missing": ("articles/a.md", front(D), (1, 1, 1)),
    "headline-unsure": (
        "articles/a.txt",
        "The ferry runs again, the harbour office said.\n\nDec. 17, 2018\n\nIt was thought to be gone.\n",
        None,
    ),
    "id": ("articles/a.md", front(H, D, "id: /ferry runs"), (4, 5, 11)),
    "language": ("articles/a.md", front(H, D, "lang: English"), (4, 7, 7)),
    "path": ("articles/a.md", front(H, D, "slug: ../ferry"), (4, 7, 8)),
    "photo-type": ("articles/a.md", front(H, D, "photos:", "- src: ferry.svg"), (5, 8, 9)),
    "slug-reserved": ("pages/tags.md", front("headline: Tags"), (2, 11, 4)),
    "unprintable": ("articles/a.md", front(H, D, body="The ferry\x0c runs."), (6, 10, 1)),
    "web-address": ("articles/a.md", front(H, D, "source_url: example.org/ferry"), (4, 13, 17)),
    "yaml-alias": ("articles/a.md", front(H, D, "section: *harbour"), (4, 10, 8)),
    "yaml-dash": ("articles/a.md", front(H, D, "tags:", "  -ferry"), (5, 3, 6)),
    "yaml-remark": ("articles/a.md", front("headline: Ferry #1 runs again", D), (2, 17, 13)),
    "yaml-tag": ("articles/a.md", front(H, D, "section: !important Harbour"), (4, 10, 18)),
}
BODIES = {
    "definition-unused": ("[AP]: Lisbon\n\nThe ferry runs again.", (6, 1, 12)),
    "footnote-unused": ("The ferry runs again.\n\n[^1]: It had stopped in 1998.", (8, 1, 29)),
    "link-scheme": ("The [ferry](javascript:alert) runs again.", (6, 13, 16)),
    "link-unresolved": ("The [ferry](gone.md) runs again.", (6, 13, 7)),
    "nesting": ("> " * 120 + "deep", (6, 1, 1)),
    "table-cells": ("| From | To |\n|---|---|\n| Lisbon | Porto | 9:30 |", (8, 1, 25)),
}
SETTINGS = {
    "field-value": ('[build]\nhtml = "raw"', (2, 8, 5)),
    "menu": ('[menu]\nAbout = "about"', (2, 9, 7)),
    "publish-target": ('[publish."my site"]\nto = "folder:copies"', (1, 2, 17)),
    "name-shared": ('[tags.Harbour]\naliases = ["Port"]\n[tags.Ferries]\naliases = ["port"]', (3, 2, 12)),
    "settings-syntax": ("title = The Packet", (1, 9, 1)),
    "timezone": ('timezone = "Lisbon"', (1, 12, 8)),
}


def said_of_story(code: str) -> tuple[Diagnostic, ...]:
    path, text, _ = STORIES[code]
    data = text if isinstance(text, bytes) else text.encode()
    return parse(Settings(timezone="America/New_York"), path, data).problems


def said_of_body(code: str) -> tuple[Diagnostic, ...]:
    text = front(H, D, body=BODIES[code][0])
    made = parse(Settings(), "articles/a.md", text.encode()).made
    assert isinstance(made, Article | Page)
    source = "".join(text[piece.start : piece.end] for piece in made.body.slices)
    return markup.markdown(made.body, source, "articles/a.md", "en", {}, html="escaped").problems


def said_of_settings(code: str) -> tuple[Diagnostic, ...]:
    tree, problems = read_toml(SETTINGS[code][0], "newsgen.toml")
    _, more = settings.read(tree, known_zone=lambda name: "/" in name)
    return with_excerpts((*problems, *more), SETTINGS[code][0].split("\n"))


def said_of_register(_code: str) -> tuple[Diagnostic, ...]:
    return register.read("# Addresses\n2018/12/17/ferry\n")[1]


CASES = [
    ("register-line", said_of_register, (2, 1, 16)),
    *((code, said_of_story, place) for code, (_, _, place) in STORIES.items()),
    *((code, said_of_body, place) for code, (_, place) in BODIES.items()),
    *((code, said_of_settings, place) for code, (_, place) in SETTINGS.items()),
]


@pytest.mark.parametrize(("code", "said", "place"), CASES, ids=[case[0] for case in CASES])
def test_shown(code: str, said: object, place: tuple[int, int, int] | None) -> None:
    problems = said(code)  # type: ignore[operator]
    assert [problem.code for problem in problems] == [code]
    (problem,) = problems
    if place:
        assert (problem.span.line, problem.span.column, problem.span.length) == place
    assert problem.excerpt
    assert formatted(problem) in entries()[code], f"docs/messages.md should show:\n{formatted(problem)}"


def test_every_code_of_the_pure_half_is_shown() -> None:
    source = ROOT / "src" / "newsgen"
    pure = [
        *(source / "news").glob("*.py"),
        *(source / "copydesk").glob("*.py"),
        *(source / "clippings").glob("*.py"),
        *(source / "formats").glob("*.py"),
        source / "body" / "markup.py",
        source / "reading" / "settings_file.py",
    ]
    named = {code for path in pure for code in codes_in(path)} | {"headline-unsure", "date-unsure", "date"}
    elsewhere = {"html-extra", "host-limit"}  # what is missing, or counted, stands at no place of an input
    assert named - elsewhere <= {code for code, *_ in CASES}


def test_messages_are_for_editors() -> None:
    """No word of the machinery: read aloud, they must make sense to someone who has never seen code."""
    for code, said, _ in CASES:
        for problem in said(code):
            words = f"{problem.message} {problem.hint}".lower()
            assert problem.hint
            assert not re.search(
                r"\b(?:scalar|node|token|parse|parser|exception|traceback|none|null|dict|str|int|regex)\b", words
            ), code
