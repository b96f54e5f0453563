"""The templates as values: the project's over newsgen's own, and what each of them is made of.

A project's `templates/article.html` takes the place of the theme's; one that says `{% extends "article.html" %}` (or
`"theme/article.html"`) changes only the blocks that it names. A closure is a template with everything that it
extends, includes or imports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateNotFound, meta, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.loaders import FunctionLoader
from jinja2.runtime import Context

from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.fingerprint import of_text, of_value
from newsgen.templating.compiled import QuickEnvironment
from newsgen.templating.listed import check_access, is_on

ITEM = "_item.html"
"""The template of one story in a list, which the function `item` renders."""

_THEME = "theme/"
_ASSET = "asset:"


@dataclass(frozen=True)
class Theme:
    """Template texts by name. The theme's own are also there under `theme/NAME`; `overridden` are the project's.

    `hashed` are the paths of files whose names have a digest on pages, each with that name.
    """

    templates: Mapping[str, str]
    overridden: frozenset[str] = frozenset()
    hashed: Mapping[str, str] = field(default_factory=dict)

    def shown_path(self, name: str) -> str:
        """Return the path by which a message names a template."""
        return f"templates/{name}" if name in self.overridden else f"{_THEME}{name.removeprefix(_THEME)}"


class _Context(Context):
    """A context that calls what templates call, and nothing else: none of our functions asks for the context."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if kwargs:  # what compiled templates add for functions that ask for the context
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class _Own(Environment):
    """An environment in which a template that extends its own name extends the theme's."""

    context_class = _Context

    def join_path(self, template: str, parent: str) -> str:
        return _THEME + template if template == parent else template


class _Environment(_Own, QuickEnvironment):
    """The environment of every build."""


class _CheckedEnvironment(_Own):
    """An environment in which a template that reaches behind a value raises."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        check_access(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        check_access(obj, argument)
        return super().getitem(obj, argument)


def environment(theme: Theme) -> Environment:
    """Make the environment that templates run in: escaping, strict, without clock, random and files."""

    def load(name: str) -> tuple[str, str, None] | None:
        text = theme.templates.get(name)
        return None if text is None else (text, theme.shown_path(name), None)

    made = (_CheckedEnvironment if is_on() else _Environment)(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    del made.globals["lipsum"]
    del made.filters["random"]
    return made


def closures(theme: Theme) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Return a digest of each template's closure, and the syntax errors of all templates.

    The stylesheets and scripts that a template names by their digest belong to it.
    """
    env = environment(theme)
    direct: dict[str, set[str]] = {}
    problems = []
    for name, text in theme.templates.items():
        try:
            direct[name] = _references(env, name, text, theme)
        except TemplateSyntaxError as problem:
            direct[name] = set()
            if not (name.startswith(_THEME) and name.removeprefix(_THEME) not in theme.overridden):
                problems.append(syntax_problem(theme, name, problem))
    digests = {name: of_text(text) for name, text in theme.templates.items()}
    digests |= {f"{_ASSET}{path}": name for path, name in theme.hashed.items()}
    found = {}
    for name in theme.templates:
        reached = _reached(name, direct)
        found[name] = of_value(sorted((other, digests.get(other, "missing")) for other in reached))
    return found, tuple(problems)


def syntax_problem(theme: Theme, name: str, problem: TemplateError) -> Diagnostic:
    """Say where a template can't be read."""
    line = getattr(problem, "lineno", 0) or 0
    excerpt = theme.templates.get(name, "").split("\n")[line - 1] if line else ""
    made = error("template-syntax", Span(theme.shown_path(name), line, 1), problem.message or "it can't be read")
    return Diagnostic(made.code, made.level, made.span, made.message, "See docs/theme.md.", excerpt)


def _references(env: Environment, name: str, text: str, theme: Theme) -> set[str]:
    tree = env.parse(text, name, theme.shown_path(name))
    found: set[str] = set()
    for reference in meta.find_referenced_templates(tree):
        if reference is None:  # a name that is only known at run time: it may be any template
            return _anything(theme)
        found.add(env.join_path(reference, name))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "item":
            found.add(ITEM)
        if isinstance(call.node, nodes.Name) and call.node.name == "fixed":
            named = call.args[0] if call.args else None
            if not isinstance(named, nodes.Const):
                return _anything(theme)
            found.add(str(named.value))
        if isinstance(call.node, nodes.Name) and call.node.name == "asset":
            found |= _named_assets(call, theme)
    return found


def _anything(theme: Theme) -> set[str]:
    return {*theme.templates, *(f"{_ASSET}{path}" for path in theme.hashed)}


def _named_assets(call: nodes.Call, theme: Theme) -> set[str]:
    """Return the file that a call of `asset` names, as a part of the template; all of them if it may be any."""
    named = call.args[0] if call.args else None
    paths = [str(named.value).removeprefix("/")] if isinstance(named, nodes.Const) else list(theme.hashed)
    return {f"{_ASSET}{path}" for path in paths if path in theme.hashed}


def _reached(name: str, direct: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting.extend(direct.get(current, ()))
    return reached


def missing_template(problem: TemplateNotFound) -> str:
    """Return the message for a template that isn't there."""
    return f"there is no template “{re.sub('^' + _THEME, '', str(problem.name or problem))}”"
