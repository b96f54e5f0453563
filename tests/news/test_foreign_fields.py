"""Fields of other tools, called by our names where the settings say so."""

from __future__ import annotations

import jsonschema
import pytest

from newsgen.copydesk.schema import schema
from newsgen.news.diagnostics import Level
from newsgen.news.settings import Settings
from tests.news.making import good_story, read_page, read_story, told

NAMES = (("title", "headline"), ("author", "byline"), ("categories", "tags"), ("redirect_from", "aliases"))
OLD = Settings(field_names=NAMES, ignored_fields=("layout", "published", "status"))


def test_an_old_story_is_read_as_it_is() -> None:
    story = good_story(
        "layout: post\ntitle: Ferry runs again\nauthor: Ana Ruiz\ndate: 2018-12-17 10:00:00 -0500\n"
        "categories: [Harbour, News]\ntags:\n\t- ferry\nredirect_from: /old/\npublished: true",
        settings=OLD,
    )
    teaser = story.teaser
    assert (teaser.headline, teaser.date.iso) == ("Ferry runs again", "2018-12-17T10:00:00-05:00")
    assert [credit.person.name for credit in teaser.byline] == ["Ana Ruiz"]
    assert [tag.name for tag in teaser.tags] == ["Harbour", "News", "ferry"]
    assert story.aliases == ("/old/",)


def test_a_problem_is_told_where_it_stands() -> None:
    _, problems = read_story("title: [x]\ndate: 2018-12-17", settings=OLD)
    assert told(problems) == [("field-type", 2, 8, 1)]


def test_a_field_is_stated_once() -> None:
    made, problems = read_story("headline: x\ntitle: y\ndate: 2018-12-17", settings=OLD)
    assert told(problems) == [("field-duplicate", 3, 1, 5)]
    assert made is not None
    assert made.teaser.headline == "x"
    assert good_story("headline:\ntitle: y\ndate: 2018-12-17", settings=OLD).teaser.headline == "y"
    assert good_story("headline: y\ntitle:\ndate: 2018-12-17", settings=OLD).teaser.headline == "y"


@pytest.mark.parametrize(
    ("line", "draft"), [("published: no", True), ("published: true", False), ("published:", False)]
)
def test_published_is_the_opposite_of_draft(line: str, draft: bool) -> None:
    settings = Settings(field_names=(("published", "draft"),))
    assert good_story(f"headline: x\ndate: 2018-12-17\n{line}", settings=settings).draft is draft
    assert (
        told(read_story("headline: x\ndate: 2018-12-17\npublished: soon", settings=settings)[1])[0][0] == "field-type"
    )


@pytest.mark.parametrize(
    ("line", "draft"),
    [("status: publish", False), ("Status: Draft", True), ("visibility: private", True), ("visibility: public", False)],
)
def test_status_says_whether_it_is_a_draft(line: str, draft: bool) -> None:
    settings = Settings(field_names=tuple((name, "draft") for name in ("status", "Status", "visibility", "published")))
    assert good_story(f"headline: x\ndate: 2018-12-17\n{line}", settings=settings).draft is draft
    both = f"headline: x\ndate: 2018-12-17\n{line}\npublished: {not draft}"
    assert good_story(both.lower(), settings=settings).draft is draft
    against = f"headline: x\ndate: 2018-12-17\n{line}\npublished: {draft}"
    assert told(read_story(against, settings=settings)[1])[0][0] == "field-duplicate"


@pytest.mark.parametrize(
    "line",
    [
        "author: {name: Ana Ruiz, email: a@b.example}",
        "author:\n  display_name: Ana Ruiz\n  login: ana",
        "author: [{name: Ana Ruiz, url: ''}]",
    ],
)
def test_of_a_writer_the_name_is_read(line: str) -> None:
    (credit,) = good_story(f"title: x\ndate: 2018-12-17\n{line}", settings=OLD).teaser.byline
    assert credit.person.name == "Ana Ruiz"
    assert told(read_story(f"title: x\ndate: 2018-12-17\n{line.replace('author', 'byline')}", settings=OLD)[1])
    assert told(read_story("title: x\ndate: 2018-12-17\nauthor: {login: ana}", settings=OLD)[1])[0][0] == "field-type"


def test_pages_have_headlines_too() -> None:
    made, problems = read_page("title: About", OLD)
    assert (made and made.headline, problems) == ("About", ())
    assert told(read_page("author: x\ntitle: About", OLD)[1]) == [("field-foreign", 2, 1, 6)]


@pytest.mark.parametrize("line", ["published: false", "status: Draft"])
def test_what_hides_a_story_elsewhere_is_not_passed_over(line: str) -> None:
    head = f"title: x\ndate: 2018-12-17\n{line}"
    _, problems = read_story(head, settings=OLD)
    assert [(p.code, p.level, p.span.line) for p in problems] == [("field-foreign", Level.ERROR, 4)]
    _, problems = read_story(f"{head}\ndraft: true", settings=OLD)
    assert [p.level for p in problems] == [Level.WARNING]


def test_the_schema_knows_the_names() -> None:
    check = jsonschema.Draft7Validator(schema(OLD.ignored_fields, OLD.our_names))
    assert check.is_valid({"title": "x", "date": "2018-12-17", "categories": ["a"]})
    assert not check.is_valid({"title": "", "date": "2018-12-17"})
    assert not check.is_valid({"date": "2018-12-17"})
    assert not check.is_valid({"headline": "x"})
