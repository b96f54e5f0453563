"""The JSON Schema of front matter, held against the rules by a validator that knows nothing of newsgen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.copydesk import front_matter
from newsgen.copydesk.schema import schema
from newsgen.news.diagnostics import Level
from newsgen.news.field_lines import field_lines
from newsgen.news.manuscript import Scalar, Sequence, Value
from newsgen.news.story_fields import FIELDS
from tests.news.making import read_story

ARTICLES = Path(__file__).parents[2] / "articles"
CHECK = jsonschema.Draft7Validator(schema())
HEAD = "headline: Ferry runs again\ndate: 2018-12-17"


def plain(value: Value) -> Any:
    """Return a value as YAML 1.2 reads it: numbers and truth as such, dates as text."""
    if isinstance(value, Scalar):
        if value.quoted:
            return value.text
        text = value.text
        if re.fullmatch(r"[-+]?(?:0|[1-9]\d*)", text):
            return int(text)
        if re.fullmatch(r"[-+]?\d+\.\d+", text):
            return float(text)
        return {"true": True, "false": False, "": None}.get(text, text)
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {entry.name: plain(entry.value) for entry in value}


def fields_of(text: str) -> Any:
    where, _ = front_matter.split(text)
    read, problems = front_matter.read(text, where, "articles/a.md")
    assert problems == ()
    return plain(read)


def errors(front: str) -> list[str]:
    return [error.message for error in CHECK.iter_errors(fields_of(f"---\n{front}\n---\n"))]


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    assert list(schema()["properties"]) == [field.name for field in FIELDS]
    assert all(field["description"].endswith(".") for field in schema()["properties"].values())


@pytest.mark.parametrize("path", sorted(ARTICLES.rglob("*.md")), ids=lambda path: path.name)
def test_the_stories_of_the_sample_fit(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.name.lower() != "readme.md":
        assert list(CHECK.iter_errors(fields_of(text))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "title: x",
        "headline: [a]",
        "date: yesterday",
        "date: 03/04/2018",
        "date: 1066",
        "date: [2018]",
        "embargo: 2018-12",
        "embargo: 2018",
        "expires: unknown",
        "draft: perhaps",
        "lang: English please",
        "source_url: javascript:alert(1)",
        "canonical: /x",
        "kind: essay",
        "tags: {a: b}",
        "tags: [[a]]",
        "byline: {name: x}",
        "photos: x.jpg",
        "photos: [{file: x.jpg}]",
        "scan: {src: x.pdf}",
        "corrections: [{date: 2018-12-18}]",
        "corrections: [{text: x}]",
        "corrections: [{date: soon, text: x}]",
        "withdrawn: 2018-12-18",
        "withdrawn: {reason: x}",
        "extra: x",
    ],
)
def test_what_the_rules_refuse_does_not_fit(wrong: str) -> None:
    name = wrong.partition(":")[0]
    front = "\n".join([*(line for line in HEAD.split("\n") if not line.startswith(f"{name}:")), wrong])
    assert errors(front)
    assert any(problem.level is Level.ERROR for problem in read_story(front)[1])


@pytest.mark.parametrize(
    "front",
    ["headline: x", "date: 2018", "headline: ''\ndate: 2018", "headline: x\ndate:", "headline: x\ndraft: false"],
)
def test_headline_and_date_are_needed(front: str) -> None:
    assert errors(front)


def test_a_draft_needs_neither() -> None:
    assert errors("draft: true") == []


def test_names_that_the_settings_pass_over_fit() -> None:
    check = jsonschema.Draft7Validator(schema(["weight", "headline"]))
    assert not list(check.iter_errors({"headline": "x", "date": "2018", "weight": [5]}))
    assert list(CHECK.iter_errors({"headline": "x", "date": "2018", "weight": [5]}))


TEXTS = st.text("ab 01-~?%:TZ+./[]{}#'\"", max_size=24)
ODD_DATES = st.from_regex(r"\A\s?(1[3-9]|2\d)\d\d(-\d\d(-\d\d([T ]\d\d?:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?)?)?[~?%]?\Z")


@given(st.sampled_from([field.name for field in FIELDS]), TEXTS | ODD_DATES | st.sampled_from(["yes", "0", "unknown"]))
def test_what_the_rules_take_fits(name: str, text: str) -> None:
    """Texts of all sorts in every field: what is taken by the rules is taken by the schema."""
    stated = {"headline": "Ferry", "date": "2018-12-17"} | {name: text}
    front = "\n".join(field_lines(stated.items()))
    made, problems = read_story(front)
    if made is not None and not any(problem.level is Level.ERROR for problem in problems) and name != "kind":
        assert errors(front) == []
