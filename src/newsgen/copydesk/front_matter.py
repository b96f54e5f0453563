"""Front matter: the lines between two `---` at the top of a story, composed to values with places.

The one home of PyYAML. It is asked for events only, never for values: YAML 1.1 would read `no` as False, `12:30`
as 750 and `2018-02-31` as an exception without a line. Anchors, aliases, merge keys, tags and duplicate names are
refused, so that no document can grow while it is read, run code or lose a value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from typing import cast

import yaml

from newsgen.news.broken_lines import IN_QUOTES, MAX_DEPTH, TOO_DEEP, Break, as_fields, explained, without
from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence, Slice, Value
from newsgen.news.repairs import repaired

MAX_CHARACTERS = 64 * 1024
MOST_BROKEN = 20
"""So many mistakes of YAML are told of one file; after that it is no front matter."""

MOST_REPAIRS = 2
"""So often a line is read as it was meant: a tab gives way to blanks, and then these."""


_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LOADER: type[yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp", "map", "seq")}
_QUOTING = {"'", '"', "|", ">"}
_NULLS = {"", "~", "null", "Null", "NULL"}
_LINE_MARKS = str.maketrans("\x85\u2028\u2029", "   ")
"""What YAML takes for line ends and no editor shows as such. They are white space of the same length here."""

_TABBED = re.compile(r"^[ \t]*\t[ \t]*(?=- |$)", re.MULTILINE)
"""Tabs before a line of a list, or alone, which YAML refuses and can mean one thing only. They are blanks here, one for
each."""

_UNREADABLE = re.compile("[\x7f-\x84\x86-\x9f]")
_LOOSE = re.compile(
    r"(?:\s*|[ \t\n]*[-–—]+[ \t]*\n)([A-Za-z_]{2,20}:.*(?:\n(?:[A-Za-z_]{2,20}:|[ \t]+\S|- ).*)*)"
    r"(?:\n[ \t]*[-–—]{3,}[ \t]*$)?",
    re.MULTILINE,
)
_CUT_BY_HASH = re.compile(r"[ \t]+(#\S[^\n]*)")


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


def loose(text: str) -> tuple[Slice | None, Slice]:
    """Split a story whose fields have no right fences around them: the lines at its top that look like fields, and the
    rest. None where the first line doesn't.
    """
    match = _LOOSE.match(text)
    if match is None:
        return None, Slice(0, len(text), 1)
    line = text.count("\n", 0, match.start(1)) + 1
    rest = match.end() + 1 if text.startswith("\n", match.end()) else match.end()
    return Slice(match.start(1), match.end(1), line), Slice(rest, len(text), text.count("\n", 0, rest) + 1)


def is_unclosed(text: str) -> bool:
    """Tell whether a story opens front matter and never closes it."""
    return _FENCE.match(text) is not None and split(text)[0] is None


def read(text: str, where: Slice | None, path: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """Return the fields in `text[where]` with their places in the file, and what is wrong with them."""
    empty = Mapping((), Span(path, 1, 1))
    if where is None:
        return empty, ()
    if where.end - where.start > MAX_CHARACTERS:
        return replace(empty, unread=("",)), (_too_large(Span(path, where.line, 1)),)
    stated = _TABBED.sub(lambda tabs: " " * len(tabs[0]), text[where.start : where.end].translate(_LINE_MARKS))
    lines, said = _legible(stated.split("\n"), where, path)
    broken: Counter[int] = Counter()
    meant: set[int] = set()
    unread: list[str] = []
    for _ in range(MOST_BROKEN):
        reader = _Reader(path, where.line - 1, lines)
        try:
            value = reader.compose("\n".join(lines))
        except yaml.MarkedYAMLError as problem:
            found = reader.explained(problem)
            if found.line not in broken:
                said.append(error("front-matter-syntax", reader.span(found), found.message, found.hint))
            if found.meant and broken[found.line] < MOST_REPAIRS:
                lines = [*lines[: found.line], found.meant, *lines[found.line + 1 :]]
                meant.add(found.line)
            else:
                lines, name = without(lines, found.line, found.below)
                unread.append(name)
            broken[found.line] += 1
        except (yaml.YAMLError, ValueError, RecursionError) as problem:
            message = f"the front matter cannot be read: {problem}"
            said.append(error("front-matter-syntax", Span(path, where.line, 1), message))
            break
        else:
            if value is None and reader.problems:
                unread.append("")
            entries = tuple(entry for entry in value or () if entry.name not in unread)
            read = Mapping(entries, value.span if value else empty.span, tuple(unread))
            repairs = {where.line + at: lines[at] for at in meant if lines[at]}
            return read, (*(_with_repair(one, repairs) for one in said), *reader.problems)
    return replace(empty, unread=("",)), tuple(said)


def _with_repair(problem: Diagnostic, repairs: MappingOf[int, str]) -> Diagnostic:
    """Return a problem with the line as it was meant, where that is known: its whole line."""
    is_broken = problem.code == "front-matter-syntax"
    return replace(problem, meant=repairs.get(problem.span.line, "")) if is_broken else problem


def _legible(lines: list[str], where: Slice, path: str) -> tuple[list[str], list[Diagnostic]]:
    """Return lines with `_` for what no line may hold, and what is to be said of each."""
    said = []
    for at, line in enumerate(lines):
        if bad := _UNREADABLE.search(line):
            said.append(_unreadable(bad, Span(path, where.line + at, bad.start() + 1)))
            lines[at] = _UNREADABLE.sub("_", line)
    return lines, said


def _too_large(span: Span) -> Diagnostic:
    return error(
        "front-matter-size",
        span,
        f"the front matter is longer than {MAX_CHARACTERS:,} characters (64 KiB)",
        "Move the text below the second `---` line.",
    )


def _unreadable(bad: re.Match[str], span: Span) -> Diagnostic:
    message = f"the character U+{ord(bad[0]):04X} can't stand in front matter"
    hint = "It was probably a quotation mark or a dash in the file's old encoding: type it anew, or delete it."
    return error("unprintable", span, message, hint)


class _Reader:
    """Builds values from YAML events in one pass, counting lines from the top of the file."""

    def __init__(self, path: str, line_offset: int, lines: list[str]) -> None:
        self.path = path
        self.line_offset = line_offset
        self.lines = lines
        self.problems: list[Diagnostic] = []

    def compose(self, text: str) -> Mapping | None:
        """Return the mapping that the text is, or None with a problem noted; raises what PyYAML raises."""
        events = yaml.parse(text, Loader=_LOADER)
        value: Value | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if value is not None:
                    message = "a line in the front matter begins with `---` and goes on"
                    hint = "Put `---` alone on a line below the last field, and what follows it on the next."
                    self._refuse("front-matter-type", event, message, hint)
                    return None
                value = self._value(event, events, 1)
        if value is None or isinstance(value, Mapping):
            return value
        if (bad := text.find(":\u00a0")) >= 0:
            line, column = text.count("\n", 0, bad), bad - text.rfind("\n", 0, bad)
            span = Span(self.path, line + self.line_offset + 1, column + 1)
            message = "a no-break space stands behind this colon, where a blank should stand"
            self.problems.append(error("front-matter-type", span, message, "Delete it and type a blank."))
            return None
        if not (isinstance(value, Scalar) and value.text == ""):
            self.problems.append(
                error(
                    "front-matter-type",
                    value.span,
                    "the front matter is not made of `name: value` lines",
                    as_fields(self.lines[value.span.line - self.line_offset - 1]),
                )
            )
        return None

    def _value(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Value:
        span = self._span(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(
                "yaml-alias",
                event,
                "`*` and `&` before a value are YAML's aliases and anchors, which are not taken here",
                self._in_quotes(event, "Else write the value out."),
            )
        tag = getattr(event, "tag", None)
        if tag and tag not in _PLAIN_TAGS:
            self._refuse(
                "yaml-tag",
                event,
                f"`{tag.replace('tag:yaml.org,2002:', '!!')}` before a value is a YAML tag, which is not taken here",
                self._in_quotes(event, "Else leave it out."),
            )
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=TOO_DEEP, problem_mark=cast("yaml.Mark", event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            quoted = event.style in _QUOTING
            if not quoted:
                self._warn_of_hash(event)
                if event.value[:1] == "-" and event.value[1:2].isalnum():
                    self._warn_of_dash(event, span)
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
        if not isinstance(key, Scalar) or not key.text.strip():
            hint = 'Write a word and a colon. Put the line in quotes if it is no field: "text".'
            problem = error("front-matter-type", key.span, "a field's name must be a plain word", hint)
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

    def _warn_of_hash(self, event: yaml.ScalarEvent) -> None:
        """Warn where `#1` cut the end off a value: to YAML it begins a remark."""
        end = cast("yaml.Mark", event.end_mark)
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if (cut := _CUT_BY_HASH.match(line, end.column)) and not cut[1].startswith("##"):
            column = cut.start(1)
            span = Span(self.path, end.line + self.line_offset + 1, column + 1, len(line) - column)
            message = f"“{cut[1].rstrip()}” is not read: a `#` after a space begins a remark"
            meant = repaired(line)
            self.problems.append(warning("yaml-remark", span, message, f"Write `{meant}`." if meant else IN_QUOTES))

    def _warn_of_dash(self, event: yaml.ScalarEvent, span: Span) -> None:
        """Warn where `-ferry` stands on a line of its own: it was meant for an item of a list, and is text."""
        start = cast("yaml.Mark", event.start_mark)
        if not self.lines[start.line][: start.column].strip():
            word = event.value.split()[0]
            message = f"“{word}” is not an item of a list: a blank is missing behind the dash"
            self.problems.append(warning("yaml-dash", span, message, f"Write `- {word[1:]}`, or put it in quotes."))

    def _in_quotes(self, event: yaml.Event, otherwise: str) -> str:
        """Say how the line of an event is written if its sign belongs to the text."""
        meant = repaired(self.lines[cast("yaml.Mark", event.start_mark).line])
        return f"Write `{meant}` if the sign belongs to the text. {otherwise}" if meant else f"{IN_QUOTES} {otherwise}"

    def _refuse(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        self.problems.append(error(code, self._span(event), message, hint))

    def _span(self, event: yaml.Event) -> Span:
        start, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.path, start.line + self.line_offset + 1, start.column + 1, max(length, 1))

    def explained(self, problem: yaml.MarkedYAMLError) -> Break:
        """Say where YAML's rules are broken, in an editor's words."""
        said = " ".join(part for part in (problem.context, problem.problem) if part)
        mark = problem.problem_mark or problem.context_mark
        if problem.context_mark and any(words in said for words in _POINT_AT_START):
            mark = problem.context_mark
        at, column = (mark.line, mark.column) if mark else (0, 0)
        return explained(said, self.lines, at, column)

    def span(self, found: Break) -> Span:
        """Return the place of a broken line in the file."""
        return Span(self.path, found.line + self.line_offset + 1, found.column + 1)


_POINT_AT_START = ("unexpected end of stream", "while parsing a flow", "while scanning an a", "expected ':'")
"""Problems that are noticed far from where they began: the beginning is where to look."""
