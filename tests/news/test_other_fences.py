"""Front matter of other tools, written anew between two `---`."""

from __future__ import annotations

import json

import pytest

from newsgen.copydesk import front_matter
from newsgen.copydesk.mending import with_fences
from newsgen.news.manuscript import Mapping, Scalar, Sequence, Value

TOML = """+++
# who: the night desk
title = "Harbour: \\"ferry\\" runs #1"  # again
date = 2018-12-17T10:00:00Z
draft = false
weight = 1_000
ratio = 1.50
tags = ["a, b", 'c#d']
[taxonomies]
categories = ["News"]
[extra]
shelf = "B12"
deep = {page = 4}
[[resources]]
src = "x.png"
+++
Text.

+++ stays +++
"""


def fields(text: str) -> object:
    where, _ = front_matter.split(text)
    read, problems = front_matter.read(text, where, "articles/a.md")
    assert not problems
    return plain(read)


def plain(value: Value) -> object:
    match value:
        case Scalar():
            return value.text
        case Sequence():
            return [plain(item) for item in value.items]
        case Mapping():
            return {entry.name: plain(entry.value) for entry in value}


def test_toml_says_the_same_in_our_fences() -> None:
    made = with_fences(TOML)
    assert made is not None
    assert fields(made) == {
        "title": 'Harbour: "ferry" runs #1',
        "date": "2018-12-17T10:00:00+00:00",
        "draft": "false",
        "weight": "1000",
        "ratio": "1.50",
        "tags": ["a, b", "c#d"],
        "extra": {"shelf": "B12", "deep": {"page": "4"}},
        "resources": [{"src": "x.png"}],
        "categories": ["News"],
    }
    assert made.startswith("---\n# who: the night desk\n# again\ntitle: ")
    assert made.endswith("\n---\nText.\n\n+++ stays +++\n")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_stay(end: str) -> None:
    made = with_fences('+++\ntitle = "x"\n+++\nText.\n'.replace("\n", end))
    assert made == "---\ntitle: x\n---\nText.\n".replace("\n", end)


def test_json_says_the_same_in_our_fences() -> None:
    said = {"title": "x: y", "tags": ["a"], "draft": True, "none": None, "n": 1.5, "extra": {"a": {"b": ["c"]}}}
    made = with_fences(json.dumps(said, indent=1) + "\nText {a}.\n")
    assert made is not None
    assert fields(made) == said | {"draft": "true", "none": "", "n": "1.5"}
    assert made.endswith("\n---\nText {a}.\n")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Title: x\nDate: 2018\n\nText.\n", "---\nTitle: x\nDate: 2018\n---\n\nText.\n"),
        ("\n---\ntitle: x\n---\nText.\n", "---\ntitle: x\n---\nText.\n"),
        ("-----\ntitle: x\n-----\nText.\n", "---\ntitle: x\n---\nText.\n"),
    ],
)
def test_fields_without_right_fences_get_them(text: str, made: str) -> None:
    assert with_fences(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "Anna: Where is it?\nBen: Here.\n\nText.\n",
        "+++\ntitle = x\n+++\n",
        '+++\ntitle = "x"\n',
        '+++\na = """\n# text\n"""\n# remark\n+++\n',
        '{"title": "x"\nText.\n',
        '{"a":' * 100_000,
        '{"title": "\\ud800"}\nText.\n',
        "# Ferry runs again\n\nText.\n",
        "",
    ],
)
def test_what_is_not_sure_is_left_alone(text: str) -> None:
    assert with_fences(text) is None
