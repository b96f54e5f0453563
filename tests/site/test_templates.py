"""A project's own templates: block by block or whole; what is wrong with them is told with template, line and story."""

from __future__ import annotations

import pytest

from tests.site.project import Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write({"articles/ferry.md": story(deck="The deck")})


@pytest.mark.parametrize("parent", ["article.html", "theme/article.html"])
def test_a_template_that_extends_the_theme_s_changes_only_its_blocks(paper: Project, parent: str) -> None:
    paper.write(
        {"templates/article.html": f'{{% extends "{parent}" %}}\n{{% block body %}}<p>Mine</p>{{% endblock %}}\n'}
    )
    paper.built()
    html = paper.page(FERRY)
    assert "<p>Mine</p>" in html
    assert "It ran." not in html
    assert "The deck" in html


def test_a_block_can_keep_what_the_theme_says(paper: Project) -> None:
    paper.write(
        {"templates/base.html": '{% extends "base.html" %}{% block footer %}{{ super() }}<p>More</p>{% endblock %}'}
    )
    paper.built()
    assert "<p>More</p>" in paper.page(FERRY)
    assert "<p>More</p>" in paper.page("index.html")
    assert 'class="foot"' in paper.page("index.html")


def test_a_template_can_take_the_whole_place(paper: Project) -> None:
    paper.write({"templates/article.html": "<h1>{{ story.teaser.headline }}</h1>{{ text(story) }}"})
    paper.built()
    assert paper.page(FERRY) == "<h1>Ferry runs again</h1><p>It ran.</p>\n"


def test_a_template_that_is_gone_gives_the_theme_s_back(paper: Project) -> None:
    paper.built()
    before = paper.tree()
    paper.write({"templates/article.html": "mine"}).built()
    assert paper.page(FERRY) == "mine"
    paper.write({"templates/article.html": None}).built()
    assert paper.tree() == before


def test_a_partial_reaches_every_page_that_includes_it(paper: Project) -> None:
    paper.write({"templates/article.html": '{% include "mine/part.html" %}', "templates/mine/part.html": "one"}).built()
    assert paper.page(FERRY) == "one"
    paper.write({"templates/mine/part.html": "two"}).built()
    assert paper.page(FERRY) == "two"


def test_a_stylesheet_and_words_can_be_the_project_s(paper: Project) -> None:
    paper.write({"templates/static/style.css": "p{color:red}", "templates/static/mine.css": "x"}).built()
    assert paper.page("static/style.css") == "p{color:red}"
    assert paper.page("static/mine.css") == "x"


WRONG = {
    "syntax": ("<p>\n{% if x %}\n", "template-syntax", 2),
    "an unknown tag": ("\n\n{% nonsense %}", "template-syntax", 3),
    "an undefined name": ("one\ntwo\n{{ nobody }}", "template-undefined", 3),
    "an undefined attribute": ("{{ story.title }}", "template-undefined", 1),
    "an undefined function": ("\n{{ now() }}", "template-undefined", 2),
    "division by zero": ("\n{{ 1 // 0 }}", "template-error", 2),
    "a missing template": ('\n{% include "nowhere.html" %}', "template-missing", 2),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_template_is_told_with_its_line(paper: Project, name: str) -> None:
    paper.built()
    content, code, line = WRONG[name]
    outcome = paper.write({"templates/article.html": content}).refused()
    problem = outcome.problems[0]
    assert (problem.code, problem.path, problem.line) == (code, "templates/article.html", line), outcome.err
    if code in ("template-undefined", "template-error"):
        assert "articles/ferry.md" in outcome.err


def test_templates_that_include_each_other_are_refused(paper: Project) -> None:
    paper.write({"templates/article.html": '\n{% include "b.html" %}', "templates/b.html": '{% include "c.html" %}'})
    outcome = paper.write({"templates/c.html": '\n\n{% include "b.html" %}'}).refused()
    assert set(outcome.codes) == {"template-error"}
    assert outcome.problems[0].path in ("templates/b.html", "templates/c.html")
    assert "articles/ferry.md" in outcome.err


def test_a_template_that_never_ends_is_stopped(paper: Project) -> None:
    paper.write(
        {"templates/article.html": "{% for x in range(99999999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}"}
    )
    outcome = paper.refused()
    assert set(outcome.codes) <= {"too-slow", "template-error"}
    assert "articles/ferry.md" in outcome.err


@pytest.mark.parametrize(
    "code",
    [
        "{{ [1, 2]|random }}",
        "{{ lipsum() }}",
        "{% include '/etc/hostname' %}",
        "{% include '../newsgen.toml' %}",
    ],
)
def test_a_template_has_no_chance_clock_or_file(paper: Project, code: str) -> None:
    paper.write({"newsgen.toml": "", "templates/page.html": code, "pages/about.md": "---\nheadline: About\n---\n"})
    paper.refused()


def test_the_text_of_a_story_is_never_a_template(paper: Project) -> None:
    body = "{{ masthead.title }} {% for x in y %} {# gone #} {{ 7*7 }}"
    paper.write({"articles/ferry.md": story("{{ 7*7 }}", body=body, slug="x", deck="{% raw %}", tags=["{{ x }}"])})
    paper.built()
    html = paper.page("2018/12/17/x/index.html")
    assert "{{ masthead.title }} {% for x in y %} {# gone #} {{ 7*7 }}" in html
    assert "<h1>{{ 7*7 }}</h1>" in html
    assert "{% raw %}" in html
