"""What templates say with our compiler is what they say with Jinja's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from newsgen.templating.compiled import QuickEnvironment, printed, quick


@dataclass(frozen=True, slots=True)
class Story:
    headline: str = "Ferry & <tug>"
    tags: tuple[str, ...] = ("a", "b")
    empty: None = None

    def shouted(self, times: int = 1) -> str:
        return self.headline.upper() + "!" * times


class Dressed:
    """Knows its own HTML."""

    def __html__(self) -> str:
        return "<b>dressed</b>"


class Plain:
    def __str__(self) -> str:
        return "<plain>"


PARTS = """
{%- macro one(a) %}[{{ a }}]{% endmacro -%}
{%- macro two(a, b="<b>") %}[{{ a }}|{{ b }}]{% endmacro -%}
{%- macro nil() %}!{% endmacro -%}
{%- macro all(a) %}[{{ a }}{{ varargs }}{{ kwargs }}]{% endmacro -%}
{%- macro round(a) %}<i>{{ caller(a) }}</i>{% endmacro -%}
{%- macro deep(n) %}{{ n }}{% if n %}{{ deep(n - 1) }}{% endif %}{% endmacro -%}
"""
IMPORT = '{% from "parts" import one, two, nil, all, round, deep %}'
BASE = "<{% block head %}base {{ story.headline }}{% endblock %}>{% block body %}{% endblock %}"

CASES = {
    "text": "{{ story.headline }} {{ 'a<b' }} {{ 3 }} {{ 2.5 }} {{ none }} {{ true }} {{ story.tags }}",
    "markup": "{{ marked }} {{ dressed }} {{ plain }} {{ story.headline|safe }} {{ story.headline|e }}",
    "attribute": "{{ story.headline }} {{ table.key }} {{ table['key'] }} {{ table.items() | list }} {{ 'x'.upper() }}",
    "nothing": "{{ story.empty }} {{ story.empty or 'else' }} {{ table.gone is defined }} {{ table.gone|d('no') }}",
    "chain": "{{ nested.a.b.c }} {{ nested.a.b.gone is defined }} {{ nested.a.gone|d('x') }} {{ nested.a['b'].c }}",
    "method": "{{ story.shouted() }} {{ story.shouted(2) }} {{ story.shouted(times=3) }} {{ story.shouted(*[4]) }}",
    "stars": "{{ story.shouted(**{'times': 2}) }}",
    "keyword": "{{ echo(1, **{'class': 'x'}) }} {{ echo(class='y') }}",
    "function": "{{ echo('<') }} {{ echo(marked) }} {{ echo(a=1, b='<') }}",
    "macro": IMPORT + "{{ one('<') }}{{ one(marked) }}{{ one(a='<') }}{{ two(1) }}{{ two(1, 2) }}{{ two(b=3, a=4) }}",
    "macro of nothing": IMPORT + "{{ nil() }}",
    "macro in text": IMPORT + "{{ one('x') ~ '<' }} {{ 'a' ~ one('<') }} {{ one(one('<')) }}",
    "macro special": IMPORT
    + "{{ all(1, 2, c=3) }}{% call(x) round('<') %}<u>{{ x }}{{ story.headline }}</u>{% endcall %}",
    "macro deep": IMPORT + "{{ deep(3) }}",
    "macro own": "{% macro m(s) %}{{ s.headline }}{% endmacro %}{{ m(story) }}{{ m(s=story) }}",
    "macro too few": IMPORT + "{{ one() }}",
    "macro too many": IMPORT + "{{ one(1, 2) }}",
    "macro wrong name": IMPORT + "{{ one(1, z=2) }}",
    "loop": "{% for t in story.tags %}{{ loop.index }}{{ t }}{{ loop.cycle('<', '>') }}{% else %}no{% endfor %}",
    "loop of loops": "{% for a in [1, 2] recursive %}{{ a }}{% if a == 1 %}{{ loop([2]) }}{% endif %}{% endfor %}",
    "set": "{% set x = story.headline %}{{ x }}{% set y %}<b>{{ x }}</b>{% endset %}{{ y }}",
    "namespace": "{% set n = namespace(a=1) %}{% for t in [1, 2] %}{% set n.a = n.a + t %}{% endfor %}{{ n.a }}",
    "joiner": "{% set j = joiner('<') %}{% for t in story.tags %}{{ j() }}{{ t }}{% endfor %}",
    "unescaped": "{% autoescape false %}{{ story.headline }}{{ marked }}{% endautoescape %}{{ story.headline }}",
    "filters": "{{ story.tags|join('<') }} {{ '%s<'|format('<') }} {{ story.tags|map('upper')|list }}",
    "select": "{{ [story]|selectattr('empty', 'none')|map(attribute='headline')|first }}",
    "tests": "{{ story.empty is none }} {{ story is defined }} {{ gone is defined }}",
    "inherit": "{% extends 'base' %}{% block head %}{{ super() }}+{% endblock %}"
    "{% block body %}{{ self.head() }}{% endblock %}",
    "include": '{% include "included" %}',
    "import": '{% import "parts" as p %}{{ p.one("<") }}{{ p.two("<", "x") }}',
    "filter block": "{% filter upper %}{{ story.headline }}{% endfilter %}",
    "undefined": "{{ gone }}",
    "undefined attribute": "{{ story.gone }}",
    "undefined below": "{{ nested.a.gone.more }}",
    "undefined called": "{{ gone() }}",
    "undefined method": "{{ story.gone() }}",
    "fault inside": "{{ fails() }}",
    "attribute fault inside": "{{ trap.attribute }}",
}


class Trap:
    @property
    def attribute(self) -> str:
        raise ValueError("no")


def fails() -> str:
    raise ValueError("inside")


SEEN: dict[str, Any] = {
    "story": Story(),
    "marked": Markup("<em>&amp;</em>"),
    "dressed": Dressed(),
    "plain": Plain(),
    "table": {"key": "<value>"},
    "nested": {"a": {"b": {"c": "<c>"}}},
    "echo": lambda *given, **named: f"{given}{named}" if named else given[0],
    "fails": fails,
    "trap": Trap(),
}


def said(kind: type[Environment], name: str) -> tuple[str, str]:
    texts = {**CASES, "parts": PARTS, "base": BASE, "included": "({{ story.headline }})"}
    made = kind(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)
    made.globals["place"] = "<here>"
    try:
        return "", made.get_template(name).render(SEEN)
    except (TemplateError, TypeError, ValueError) as problem:
        return type(problem).__name__, str(problem)


@pytest.mark.parametrize("name", CASES)
def test_templates_say_the_same(name: str) -> None:
    faulty = ("undefined", "fault", "attribute fault", "macro too many", "macro wrong", "macro too few")
    expected = said(Environment, name)
    assert said(QuickEnvironment, name) == expected
    assert bool(expected[0]) == name.startswith(faulty)


def test_the_quicker_code_is_used() -> None:
    source = QuickEnvironment(autoescape=True).compile("{{ a.b(c) }}{% macro m(x) %}{{ x }}{% endmacro %}", raw=True)
    assert "context.call" not in source
    assert "environment.printed(" in source
    assert "environment.quick(" in source


def test_what_is_printed_is_escaped_once() -> None:
    assert printed("<&>") == "&lt;&amp;&gt;"
    assert printed(Markup("<b>")) == "<b>"
    assert printed(Dressed()) == "<b>dressed</b>"
    assert printed(Plain()) == "&lt;plain&gt;"
    assert printed(7) == "7"


def test_a_macro_that_takes_more_than_its_arguments_is_left_to_jinja() -> None:
    module = QuickEnvironment(autoescape=True).from_string(PARTS).module
    assert quick(module.all) is module.all  # type: ignore[attr-defined]
    assert not hasattr(module.one, "arguments")  # type: ignore[attr-defined]
    assert isinstance(module.one("<"), Markup)  # type: ignore[attr-defined]
