"""The templates as values: the project's over newsgen's own, and what each of them is made of.

A project's `templates/article.html` takes the place of the theme's; one that says `{% extends "article.html" %}` (or
`"theme/article.html"`) changes only the blocks that it names. A closure is a template with everything that it
extends, includes or imports.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateNotFound, meta, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.loaders import FunctionLoader
from jinja2.runtime import Context

from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.fingerprint import of_text, of_value
from newsgen.templating.compiled import QuickEnvironment
from newsgen.templating.kept_code import Kept, Mention, shelf
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

    def is_own(self, name: str) -> bool:
        """Tell whether a template is the theme's own."""
        return name in self.templates and name not in self.overridden

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


class _Loader(FunctionLoader):
    """Loads templates; of the theme's own, the code that was kept."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        super().__init__(self._text)

    def _text(self, name: str) -> tuple[str, str, None] | None:
        text = self.theme.templates.get(name)
        return None if text is None else (text, self.theme.shown_path(name), None)

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Return a template, compiled."""
        kept = None
        if self.theme.is_own(name) and not is_on():
            text = self.theme.templates[name]
            kept = shelf().get(name, text)
            if kept is None and shelf().can_keep:
                kept = _compiled(environment, name, text, self.theme)
                shelf().put({name: kept})
        if kept is None:
            return super().load(environment, name, globals)
        return environment.template_class.from_code(environment, kept.compiled(), globals or {})


def environment(theme: Theme) -> Environment:
    """Make the environment that templates run in: escaping, strict, without clock, random and files."""
    made = (_CheckedEnvironment if is_on() else _Environment)(
        loader=_Loader(theme),
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
    mentions, problems = _mentions(theme)
    env = environment(theme)
    direct = {name: _references(env, name, mentions.get(text, ()), theme) for name, text in theme.templates.items()}
    digests = {name: of_text(text) for name, text in theme.templates.items()}
    digests |= {f"{_ASSET}{path}": name for path, name in theme.hashed.items()}
    found = {}
    for name in theme.templates:
        reached = _reached(name, direct)
        found[name] = of_value(sorted((other, digests.get(other, "missing")) for other in reached))
    return found, tuple(problems)


def _mentions(theme: Theme) -> tuple[dict[str, tuple[Mention, ...]], list[Diagnostic]]:
    """Return what each template's text mentions, by the text, and the syntax errors of all of them."""
    env = environment(theme)
    found: dict[str, tuple[Mention, ...]] = {}
    new: dict[str, Kept] = {}
    problems = []
    for name, text in theme.templates.items():
        is_own = theme.is_own(name)
        if is_own and text in found:  # they are there twice
            continue
        kept = shelf().get(name, text) if is_own else None
        try:
            if kept is None and is_own and shelf().can_keep and not is_on():
                kept = new[name] = _compiled(env, name, text, theme)
            found[text] = kept.mentions if kept else _mentioned(env.parse(text, name, theme.shown_path(name)))
        except TemplateSyntaxError as problem:
            found[text] = ()
            problems.append(syntax_problem(theme, name, problem))
    if new:
        shelf().put(new)
    return found, problems


def _compiled(env: Environment, name: str, text: str, theme: Theme) -> Kept:
    """Compile one of the theme's own templates."""
    tree = env.parse(text, name, theme.shown_path(name))
    code = env.compile(tree, name, theme.shown_path(name))
    return Kept(of_text(text), _mentioned(tree), marshal.dumps(code))


def _mentioned(tree: nodes.Template) -> tuple[Mention, ...]:
    """Return what a template mentions: other templates, and what the functions that print one are given."""
    found: list[Mention] = [("template", name) for name in meta.find_referenced_templates(tree)]
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("item", "fixed", "asset"):
            named = call.args[0] if call.args else None
            found.append((call.node.name, str(named.value) if isinstance(named, nodes.Const) else None))
    return tuple(found)


def _references(env: Environment, name: str, mentions: Iterable[Mention], theme: Theme) -> set[str]:
    """Return the templates and the files with a digest in their names that a template's mentions mean."""
    found: set[str] = set()
    for kind, named in mentions:
        if kind == "item":
            found.add(ITEM)
        elif kind == "asset":
            paths = list(theme.hashed) if named is None else [named.removeprefix("/")]
            found |= {f"{_ASSET}{path}" for path in paths if path in theme.hashed}
        elif named is None:  # a name that is only known at run time: it may be any template
            return {*theme.templates, *(f"{_ASSET}{path}" for path in theme.hashed)}
        else:
            found.add(env.join_path(named, name) if kind == "template" else named)
    return found


def syntax_problem(theme: Theme, name: str, problem: TemplateError) -> Diagnostic:
    """Say where a template can't be read."""
    line = getattr(problem, "lineno", 0) or 0
    excerpt = theme.templates.get(name, "").split("\n")[line - 1] if line else ""
    made = error("template-syntax", Span(theme.shown_path(name), line, 1), problem.message or "it can't be read")
    return Diagnostic(made.code, made.level, made.span, made.message, "See docs/theme.md.", excerpt)


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
