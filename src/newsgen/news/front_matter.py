"""Front matter: the lines between two `---` at the top of a story, composed to values with places.

The one home of PyYAML. It is asked for events only, never for values: YAML 1.1 would read `no` as False, `12:30`
as 750 and `2018-02-31` as an exception without a line. Anchors, aliases, merge keys, tags and duplicate names are
refused, so that no document can grow while it is read, run code or lose a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import yaml

from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence, Slice, Value

MAX_CHARACTERS = 64 * 1024
MAX_DEPTH = 20

_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LOADER: type[yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp", "map", "seq")}
_QUOTING = {"'", '"', "|", ">"}
_TOO_DEEP = "nested too deeply"
_NULLS = {"", "~", "null", "Null", "NULL"}


def split(text: str) -> tuple[Slice | None, Slice]:
    """Split a story into front matter, without its fences, and the rest. No front matter: None and all the text."""
    start = _FENCE.match(text)
    if start is None:
        return None, Slice(0, len(text), 1)
    end = _END.search(text, start.end())
    if end is None:
        return None, Slice(0, len(text), 1)
    body_line = text.count("\n", 0, end.end()) + 1
    return Slice(start.end(), end.start(), 2), Slice(end.end(), len(text), body_line)


def is_unclosed(text: str) -> bool:
    """Tell whether a story opens front matter and never closes it."""
    return _FENCE.match(text) is not None and split(text)[0] is None


def read(text: str, where: Slice | None, path: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """Return the fields in `text[where]` with their places in the file, and what is wrong with them."""
    empty = Mapping((), Span(path, 1, 1))
    if where is None:
        return empty, ()
    if where.end - where.start > MAX_CHARACTERS:
        return empty, (_too_large(Span(path, where.line, 1)),)
    reader = _Reader(path, where.line - 1)
    try:
        value = reader.compose(text[where.start : where.end])
    except yaml.MarkedYAMLError as problem:
        return empty, (*reader.problems, reader.syntax_error(problem))
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        message = f"the front matter cannot be read: {problem}"
        return empty, (*reader.problems, error("front-matter-syntax", Span(path, where.line, 1), message))
    return (value or empty), tuple(reader.problems)


def _too_large(span: Span) -> Diagnostic:
    return error(
        "front-matter-size",
        span,
        f"the front matter is longer than {MAX_CHARACTERS // 1024} KiB",
        "Move the text below the second `---` line.",
    )


class _Reader:
    """Builds values from YAML events in one pass, counting lines from the top of the file."""

    def __init__(self, path: str, line_offset: int) -> None:
        self.path = path
        self.line_offset = line_offset
        self.problems: list[Diagnostic] = []

    def compose(self, text: str) -> Mapping | None:
        """Return the mapping that the text is, or None with a problem noted; raises what PyYAML raises."""
        events = yaml.parse(text, Loader=_LOADER)
        value: Value | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if value is not None:
                    self._refuse("front-matter-type", event, "a second document begins here", "Keep one.")
                    return None
                value = self._value(event, events, 1)
        if value is None or isinstance(value, Mapping):
            return value
        if not (isinstance(value, Scalar) and value.text == ""):
            self.problems.append(
                error(
                    "front-matter-type",
                    value.span,
                    "the front matter is not made of `name: value` lines",
                    "Write one field a line, for example `headline: Ferry runs again`.",
                )
            )
        return None

    def _value(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Value:
        span = self._span(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(
                "yaml-alias",
                event,
                "anchors (`&name`) and aliases (`*name`) are not taken in front matter",
                'Write the value out, or put it in quotes if it begins with `&` or `*`: "*text".',
            )
        tag = getattr(event, "tag", None)
        if tag and tag not in _PLAIN_TAGS:
            self._refuse(
                "yaml-tag",
                event,
                f"the YAML tag `{tag.replace('tag:yaml.org,2002:', '!!')}` is not taken in front matter",
                'Leave the tag out, or put the text in quotes: "!text".',
            )
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=cast("yaml.Mark", event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            quoted = event.style in _QUOTING
            return Scalar("" if not quoted and event.value in _NULLS else event.value, span, quoted)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(events, depth)), span)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(self._entries(events, depth), span)
        return Scalar("", span)

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Value]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._value(cast("yaml.NodeEvent", event), events, depth + 1)

    def _entries(self, events: Iterator[yaml.Event], depth: int) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(cast("yaml.NodeEvent", event), events, depth + 1)
            value = self._value(cast("yaml.NodeEvent", next(events)), events, depth + 1)
            self._add(entries, key, value)
        return tuple(entries.values())

    def _add(self, entries: dict[str, Entry], key: Value, value: Value) -> None:
        if not isinstance(key, Scalar):
            problem = error("front-matter-type", key.span, "a field's name must be a plain word")
        elif key.text == "<<":
            message = "merge keys (`<<`) are not taken in front matter"
            problem = error("yaml-alias", key.span, message, "Write the fields out.")
        elif key.text in entries:
            message = f"`{key.text}` stands twice; the first is on line {entries[key.text].span.line}"
            problem = error("field-duplicate", key.span, message, "Keep one of the two.")
        else:
            entries[key.text] = Entry(key.text, key.span, value)
            return
        self.problems.append(problem)

    def _refuse(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        self.problems.append(error(code, self._span(event), message, hint))

    def _span(self, event: yaml.Event) -> Span:
        start, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.path, start.line + self.line_offset + 1, start.column + 1, max(length, 1))

    def syntax_error(self, problem: yaml.MarkedYAMLError) -> Diagnostic:
        mark = problem.problem_mark or problem.context_mark
        line = (mark.line if mark else 0) + self.line_offset + 1
        column = (mark.column if mark else 0) + 1
        said = " ".join(part for part in (problem.context, problem.problem) if part)
        return error("front-matter-syntax", Span(self.path, line, column), *_explained(said))


def _explained(said: str) -> tuple[str, str]:
    """Turn libyaml's words into an editor's: a message and a hint."""
    if _TOO_DEEP in said:
        return f"more than {MAX_DEPTH} levels of lists and maps", "Front matter is for short facts; move text below it."
    if "mapping values are not allowed" in said:
        return (
            "a second `: ` on this line",
            'Put the whole value in quotes if a colon belongs to it, for example headline: "Harbour: ferry runs again"',
        )
    if "could not find expected ':'" in said:
        return "this line has no `name: value` form", "Write a field's name, a colon, a space and its value."
    if "cannot start any token" in said:
        return (
            "this character can't begin a value or a line",
            "Put the value in quotes, and indent with spaces, never with tabs.",
        )
    if "quoted scalar" in said:
        return "a quotation mark is never closed", "Close it, or put the value in the other kind of quotes."
    if "block mapping" in said and "block" in said:
        return f"the lines do not fit together: {said}", "Begin every field at the start of its line."
    return f"the front matter cannot be read: {said}", "If the value has special characters, put it in quotes."
