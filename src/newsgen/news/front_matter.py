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

from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence, Slice, Value
from newsgen.news.repairs import repaired
from newsgen.news.text import shorten

MAX_CHARACTERS = 64 * 1024
MAX_DEPTH = 20

_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LOADER: type[yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp", "map", "seq")}
_QUOTING = {"'", '"', "|", ">"}
_TOO_DEEP = "nested too deeply"
_NULLS = {"", "~", "null", "Null", "NULL"}
_LINE_MARKS = str.maketrans("\x85\u2028\u2029", "   ")
"""What YAML takes for line ends and no editor shows as such. They are white space of the same length here."""

_TABBED = re.compile(r"^[ \t]*\t[ \t]*(?=- |$)", re.MULTILINE)
"""Tabs before a line of a list, or alone, which YAML refuses and can mean one thing only. They are blanks here, one for
each."""

_UNREADABLE = re.compile("[\x7f-\x84\x86-\x9f]")
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
    stated = _TABBED.sub(lambda tabs: " " * len(tabs[0]), text[where.start : where.end].translate(_LINE_MARKS))
    reader = _Reader(path, where.line - 1, stated.split("\n"))
    if bad := _UNREADABLE.search(stated):
        return empty, (_unreadable(bad, stated, where, path),)
    try:
        value = reader.compose(stated)
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
        f"the front matter is longer than {MAX_CHARACTERS:,} characters (64 KiB)",
        "Move the text below the second `---` line.",
    )


def _unreadable(bad: re.Match[str], stated: str, where: Slice, path: str) -> Diagnostic:
    line = stated.count("\n", 0, bad.start())
    column = bad.start() - stated.rfind("\n", 0, bad.start())
    message = f"the character U+{ord(bad[0]):04X} can't stand in front matter"
    hint = "It was probably a quotation mark or a dash in the file's old encoding: type it anew, or delete it."
    return error("unprintable", Span(path, where.line + line, column), message, hint)


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
                    self._as_fields(value.span.line),
                )
            )
        return None

    def _as_fields(self, line: int) -> str:
        """Say how a line that is no field is written as one, where it has an `=` for the colon."""
        written = self.lines[line - self.line_offset - 1]
        if found := _EQUALS.fullmatch(written):
            return f"Write a colon for each `=`: `{repaired(f'{found[1]}: {found[2]}')}`."
        return "Write one field a line, with a blank after the colon: `headline: Ferry runs again`."

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
            raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=cast("yaml.Mark", event.start_mark))
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
            self.problems.append(warning("yaml-remark", span, message, f"Write `{meant}`." if meant else _IN_QUOTES))

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
        return f"Write `{meant}` if the sign belongs to the text. {otherwise}" if meant else f"{_IN_QUOTES} {otherwise}"

    def _refuse(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        self.problems.append(error(code, self._span(event), message, hint))

    def _span(self, event: yaml.Event) -> Span:
        start, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.path, start.line + self.line_offset + 1, start.column + 1, max(length, 1))

    def syntax_error(self, problem: yaml.MarkedYAMLError) -> Diagnostic:
        """Say where YAML's rules are broken, in an editor's words."""
        said = " ".join(part for part in (problem.context, problem.problem) if part)
        mark = problem.problem_mark or problem.context_mark
        if problem.context_mark and any(words in said for words in _POINT_AT_START):
            mark = problem.context_mark
        at, column = (mark.line, mark.column) if mark else (0, 0)
        line = self.lines[at] if at < len(self.lines) else ""
        if "mapping values" in said and ": " not in line[:column] and not line.startswith((" ", "\t")):
            at = next((above for above in range(at - 1, -1, -1) if self.lines[above].strip()), 0)
            place, message, hint = _formless(self.lines[at])
            span = Span(self.path, at + self.line_offset + 1, place + 1)
            return error("front-matter-syntax", span, message, hint)
        span = Span(self.path, at + self.line_offset + 1, column + 1)
        message, hint = _explained(said, line, column)
        if hint in _QUOTING_HINTS and (meant := repaired(line)):
            hint = f"Write `{meant}`."
        return error("front-matter-syntax", span, message, hint)


_EQUALS = re.compile(r"([A-Za-z_-]+)[ \t]*=[ \t]*(\S.*)")
_NO_BLANK = re.compile(r"([A-Za-z_-]+)(:)(\S.*)")
_OTHER_COLON = re.compile(r"([^\s:]+)\s*([：﹕︓])\s*(.*)")


def _formless(line: str) -> tuple[int, str, str]:
    """Say what is wrong with a line that should be a field: the place in it (from 0), a message and a hint."""
    for looks, message in (
        (_NO_BLANK, "there is no blank after this colon"),
        (_OTHER_COLON, "this is not the plain colon, `:`"),
    ):
        if found := looks.match(line):
            return found.start(2), message, f"Write `{shorten(f'{found[1]}: {found[3]}', 80)}`."
    return 0, "this line has no `name: value` form", "Write a field's name, a colon, a blank and its value."


_POINT_AT_START = ("unexpected end of stream", "while parsing a flow", "while scanning an a", "expected ':'")
"""Problems that are noticed far from where they began: the beginning is where to look."""

_COLON = 'Put the whole value in quotes if a colon belongs to it, for example headline: "Harbour: ferry runs again"'
_IN_QUOTES = "Put the whole value in quotes."
_CLOSE = "Close it at the end of the value, or take it away."
_SINGLE = "Use single quotes around the value, or write the backslash twice."
_LIST = "Write it as [one, two], or put the whole value in quotes if the bracket belongs to the text."
_MAP = "Write it as {name: value}, or put the whole value in quotes if the brace belongs to the text."
_OTHER_QUOTES = "Use other quotes around the whole value, or double those that belong to the text."
_QUOTING_HINTS = {_COLON, _IN_QUOTES, _CLOSE, _SINGLE, _LIST, _MAP, _OTHER_QUOTES}
"""What is said where the line itself can't be shown as it was meant."""

_EXPLANATIONS = (
    (_TOO_DEEP, f"more than {MAX_DEPTH} levels of lists and maps", "Front matter is short: move text below it."),
    ("mapping values are not allowed", "a second `: ` on this line", _COLON),
    (
        "expected ':'",
        "this line has no `name: value` form",
        "Write a field's name, a colon, a space and its value; begin a line that goes on with a blank.",
    ),
    (
        "while scanning an a",
        "a value can't begin with `*` or `&`",
        _IN_QUOTES,
    ),
    (
        "unexpected end of stream",
        "a quotation mark is opened here and never closed",
        _CLOSE,
    ),
    (
        "escape",
        "a backslash in double quotes has a meaning of its own, and not before this sign",
        _SINGLE,
    ),
    ("a tab character that violates", "a tab can't stand here", "Indent with blanks."),
    ("block sequence entries are not allowed", "a value can't begin with a dash and a blank", _IN_QUOTES),
    (
        "parsing a flow sequence",
        "a list that is opened with `[` is never closed",
        _LIST,
    ),
    (
        "parsing a flow mapping",
        "a map that is opened with `{` is never closed",
        _MAP,
    ),
    ("parsing a flow node", "a comma too many in this list", "Take it away, or put each value in quotes."),
    ("scanning a block scalar", "a value can't begin with `|` or `>`", _IN_QUOTES),
    ("document start", "this line doesn't begin where the others do", "Begin every field at the start of its line."),
)
_SIGNS = tuple("],}?")
_QUOTED_START = re.compile(r"[^:]*:[ \t]+(?:\"[^\"]*\"|'[^']*')[ \t]*\Z")


def _explained(said: str, line: str, column: int) -> tuple[str, str]:
    """Turn libyaml's words, with the line and the place (from 0) that they are about, into a message and a hint."""
    sign = line[column : column + 1]
    if "cannot start any token" in said and sign == "\t":
        return "a tab can't stand here", "Indent with blanks."
    if "cannot start any token" in said or (sign in _SIGNS and ("not allowed in" in said or "block node" in said)):
        return f"a value can't begin with “{sign}”", _IN_QUOTES
    if "mapping values" in said and ": " not in line[:column]:
        return "this line is indented below a field that has a value already", "Begin it where that field begins."
    for words, message, hint in _EXPLANATIONS:
        if words in said:
            return message, hint
    if _QUOTED_START.match(line[:column]):
        return "the quotation mark is closed here, and the value goes on", _OTHER_QUOTES
    if line[:column].rstrip().endswith(("]", "}")):
        return "text follows a closed list or map", _IN_QUOTES
    if "block" in said or "node" in said:
        return "this line doesn't fit the lines above it", "Begin every field at the start of its line."
    return f"the front matter can't be read: {said}", "If the value has special characters, put it in quotes."
