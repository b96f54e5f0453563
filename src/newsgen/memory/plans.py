"""What families that print texts are planned from, as rows and back: an edited text needs no plan of anything else.

A row says of each story only which one it is, and in which month its record stands; all else is plain values.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from typing import Any

from newsgen.memory.parts import month_of
from newsgen.memory.rows import Row
from newsgen.news.article import Article
from newsgen.news.output import Family, Portion, PrintedText, field_names

_STORY = "story"

Span = tuple[str, str]
"""The first and the last month of some stories."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How a family is planned: by which function of which kind of outputs, and from what, in a row.

    `stories` are those among its inputs: the months of their records, by source.
    """

    kind: str
    function: str
    stories: dict[str, str]
    inputs: Row

    @property
    def span(self) -> Span:
        """Return the first and the last month of the stories."""
        months = self.stories.values()
        return min(months), max(months)

    def family(self, name: str, story: Callable[[str], Article]) -> Family:
        """Return the family again, with the stories that are given by source."""
        module = importlib.import_module(f"newsgen.outputs.{self.kind}")
        return Family(name, getattr(module, self.function), _value(self.inputs, story))


def prints_stories(family: Family) -> bool:
    """Tell whether a family's inputs hold stories' texts, and not only what other pages say of stories."""
    firsts = [each[0] for each in family.inputs if isinstance(each, tuple) and each]
    return any(
        isinstance(first, Portion) or (isinstance(first, PrintedText) and isinstance(first.story, Article))
        for first in firsts
    )


def kept(family: Family) -> Kept:
    """Return how a family is planned."""
    stories: dict[str, str] = {}
    inputs = _row(family.inputs, stories)
    return Kept(family.plan.__module__.rpartition(".")[2], family.plan.__name__, stories, inputs)


def _row(value: Any, stories: dict[str, str]) -> Row:
    """Return a value as a row: nouns are lists that begin with their name; put down the stories that are met."""
    noun = type(value)
    if noun is tuple:
        return tuple([_row(item, stories) for item in value])
    if noun is Article:
        stories[value.source] = month_of(value)
        return [_STORY, value.source]
    if not is_dataclass(noun):
        return value
    return [f"{noun.__module__}:{noun.__name__}", *[_row(getattr(value, name), stories) for name in field_names(noun)]]


def _value(row: Row, story: Callable[[str], Article]) -> Any:
    """Return what a row stands for."""
    if isinstance(row, tuple):
        return tuple([_value(item, story) for item in row])
    if not isinstance(row, list):
        return row
    name, *values = row
    if name == _STORY:
        return story(values[0])
    return _noun(name)(*[_value(item, story) for item in values])


_NOUNS: dict[str, Callable[..., Any]] = {}


def _noun(name: str) -> Callable[..., Any]:
    """Return a dataclass of newsgen's by its name; nothing else can be called from here."""
    if name not in _NOUNS:
        module, _, noun = name.partition(":")
        found = getattr(importlib.import_module(module), noun) if module.startswith("newsgen.") else None
        if not (isinstance(found, type) and is_dataclass(found)):
            raise TypeError(name)
        _NOUNS[name] = found
    return _NOUNS[name]
