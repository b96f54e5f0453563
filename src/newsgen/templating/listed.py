"""The debug mode of the renderer: whatever a page is made of must be among the inputs that its output lists.

Views hold nothing but what is listed, so there are two ways left in which a page could depend on more: by reaching
behind a value (a class, a module, a function's globals), or because a digest doesn't cover all that its value says.
Both raise `UnlistedError` here. `NEWSGEN_DEBUG_INPUTS=1` switches it on; it takes time, and is for tests.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from types import FunctionType, MethodType, ModuleType
from typing import Any

from newsgen.news.article import Article, Page, Teaser
from newsgen.news.fingerprint import of_value
from newsgen.news.output import Output

SWITCH = "NEWSGEN_DEBUG_INPUTS"

_CLOSED = (type, ModuleType, FunctionType, MethodType)


class UnlistedError(Exception):
    """A template or serialiser reached for something that its output doesn't list."""


def is_on() -> bool:
    """Tell whether the debug mode is switched on."""
    return os.environ.get(SWITCH, "") not in ("", "0")


def check_access(value: object, name: object) -> None:
    """Refuse an attribute that isn't part of what a value says; called for each access of a template."""
    if isinstance(name, str) and (name.startswith("_") or isinstance(value, _CLOSED)):
        raise UnlistedError(f"“{name}” of {type(value).__name__} is not among the inputs")


def check_digests(output: Output) -> None:
    """Refuse an output in whose view a digest doesn't stand for all of its value."""
    for value in _values(output.view):
        if isinstance(value, Teaser) and value.digest != of_value(replace(value, digest="")):
            raise UnlistedError(f"the digest of the teaser {value.id} does not cover all of it")
        if isinstance(value, Article | Page) and not value.digest:
            raise UnlistedError(f"{value.source} has no digest")


def _values(value: Any) -> Iterator[Any]:
    """Yield a value and all that it holds."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from _values(getattr(value, item.name))


class Listed:
    """A view as a serialiser sees it in the debug mode: its fields and nothing behind them."""

    def __init__(self, view: Any) -> None:
        object.__setattr__(self, "_view", view)

    def __getattribute__(self, name: str) -> Any:
        view = object.__getattribute__(self, "_view")
        if name not in {item.name for item in fields(view)}:
            raise UnlistedError(f"“{name}” of {type(view).__name__} is not among the inputs")
        return getattr(view, name)
