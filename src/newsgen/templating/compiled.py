"""Jinja's environment with less between a template and its bytes.

What a template says is what Jinja's manual says. Left out is what no template of ours can use: functions that ask for
the context, and globals that change after a template is compiled. A story's page takes half the time for it.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.runtime import Macro
from markupsafe import Markup, escape

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""MarkupSafe's own escaping without the wrapping, which takes ten times as long, where it can be had."""

_as_is: Callable[[type[Markup], str], Markup] = str.__new__
"""Makes markup of a string, without asking whether it is some other thing that knows its HTML."""


def printed(value: Any) -> str:
    """Return a value as templates print it: markup as it is, anything else escaped."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)


def quick(macro: Macro) -> Callable[..., str]:
    """Return a macro that is called with all its arguments by place without a search for them.

    One that takes more than that, or is called otherwise, is Jinja's.
    """
    count = len(macro.arguments)
    special = macro.catch_kwargs or macro.catch_varargs or macro.caller or not macro._default_autoescape
    if special:
        return macro
    function = macro._func

    def call(*given: Any, **named: Any) -> str:
        if named or len(given) != count:
            return macro(*given, **named)
        return _as_is(Markup, function(*given))

    return call


class _Code(CodeGenerator):
    """Writes calls as calls, attributes as attributes, and what is printed without wrapping it first."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(word.key) for word in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.write("(found if (found := getattr((behind := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(behind, {node.attr!r}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.quick(")
        super().macro_def(macro_ref, frame)
        self.write(")")


class QuickEnvironment(Environment):
    """An environment whose templates are compiled to quicker code."""

    code_generator_class = _Code
    printed = staticmethod(printed)
    quick = staticmethod(quick)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals in one mapping: they don't change any more, and are looked through often."""
        return {**self.globals, **(d or {})}
