"""`newsgen.toml` as a tree of values with places: the same nouns as front matter, so the same checks and messages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from datetime import date, time
from typing import Any

from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence, Value

_TABLE = re.compile(r"\s*\[\[?\s*(.+?)\s*\]\]?\s*(?:#.*)?\Z")
_KEY = re.compile(
    r"(\s*)((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)(\s*=\s*)(.*)"
)
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")
_VALUE = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^#\"'])*")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")

Path = tuple[str, ...]


def read_toml(text: str, path: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """Read TOML text; a syntax error gives an empty tree and says where."""
    top = Span(path, 1, 1)
    try:
        tree = _mapping(tomllib.loads(text), (), _places(text, path), top)
        return tree, tuple(_too_long(tree))
    except tomllib.TOMLDecodeError as problem:
        return Mapping((), top), (_syntax_error(text, path, str(problem)),)
    except (ValueError, RecursionError) as problem:
        said = "lists and tables are nested too deeply" if isinstance(problem, RecursionError) else str(problem)
        hint = "Settings are short: look for a number of thousands of digits, or for brackets without end."
        return Mapping((), top), (error("settings-syntax", top, f"the settings can't be read: {said}", hint),)


MAX_CHARACTERS = 1000
"""How long a name or a text may be: most stand on every page."""


def _too_long(value: Value) -> Iterator[Diagnostic]:
    """Refuse names and texts that would blow up every page."""
    if isinstance(value, Scalar) and len(value.text) > MAX_CHARACTERS:
        message = f"this has {len(value.text):,} characters; {MAX_CHARACTERS:,} is the most in a setting"
        yield error("field-length", value.span, message, "Longer texts belong on a page: pages/about.md.")
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _too_long(item)
    elif isinstance(value, Mapping):
        for entry in value:
            yield from _too_long(Scalar(entry.name, entry.span))
            yield from _too_long(entry.value)


_SHOWN = 'A line is `name = "text"`, with the text in quotes; a table begins with `[name]`.'
_EXPLANATIONS = (
    ("Cannot overwrite", "this name has a value already, further up", "Keep one of the two."),
    ("Cannot declare", "this table stands twice", "Put its lines under one heading."),
    ("Expected '='", "there is no `=` after the name", _SHOWN),
    (
        "Invalid value",
        "what follows the `=` can't be read",
        "Put text in double quotes; write numbers, true and false plain.",
    ),
    ("Unterminated string", "a quotation mark is opened and never closed", "Close it at the end of the text."),
    ("Illegal character '\\n'", "a quotation mark is opened and never closed", "Close it at the end of the text."),
    ("invalid character '\\n'", "a quotation mark is opened and never closed", "Close it at the end of the text."),
    ("Unclosed array", "a list is opened with `[` and never closed", "Close it with `]`."),
    ("Unclosed inline table", "a table is opened with `{` and never closed", "Close it with `}`."),
    (
        "after a statement",
        "something follows that doesn't belong to the value",
        "Put the whole text in one pair of quotes.",
    ),
    ("at the end of a table declaration", "the heading of a table is not closed", "Write it as `[name]`."),
    ("Unescaped '\\'", "a backslash in double quotes has a meaning of its own", "Use single quotes around the text."),
)


def _syntax_error(text: str, path: str, said: str) -> Diagnostic:
    place = _PLACE.search(said)
    lines = text.rstrip("\n").split("\n")
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    for words, message, hint in _EXPLANATIONS:
        if words in said:
            return error("settings-syntax", Span(path, line, column), message, hint)
    plain = _PLACE.sub("", said).replace("(at end of document)", "at the end of the file").strip()
    return error("settings-syntax", Span(path, line, column), plain, _SHOWN)


def _places(text: str, path: str) -> dict[Path, tuple[Span, Span]]:
    """Find where each key and its value stand: a scan of lines, good enough to point at them."""
    places: dict[Path, tuple[Span, Span]] = {}
    table: Path = ()
    open_quote = ""
    for number, line in enumerate(text.split("\n"), 1):
        if open_quote:
            open_quote = "" if line.count(open_quote) % 2 else open_quote
        elif match := _TABLE.match(line):
            table = _parts(match[1])
            span = Span(path, number, match.start(1) + 1, len(match[1]))
            places.setdefault(table, (span, span))
        elif match := _KEY.match(line):
            key = Span(path, number, len(match[1]) + 1, len(match[2]))
            value = Span(path, number, match.start(4) + 1, max(len(_without_remark(match[4])), 1))
            places.setdefault((*table, *_parts(match[2])), (key, value))
            open_quote = next((quote for quote in ('"""', "'''") if match[4].count(quote) % 2), "")
    return places


def _without_remark(value: str) -> str:
    """Cut the remark off the end of a value as written."""
    match = _VALUE.match(value)
    return (match[0] if match else value).rstrip()


def _parts(dotted: str) -> Path:
    return tuple(match[1] or match[2] or match[3] or "" for match in _PART.finditer(dotted))


def _mapping(values: MappingOf[str, Any], at: Path, places: MappingOf[Path, tuple[Span, Span]], span: Span) -> Mapping:
    entries = []
    for name, value in values.items():
        key, where = places.get((*at, name), (span, span))
        entries.append(Entry(name, key, _value(value, (*at, name), places, where)))
    return Mapping(tuple(entries), span)


def _value(value: Any, at: Path, places: MappingOf[Path, tuple[Span, Span]], span: Span) -> Value:
    if isinstance(value, dict):
        return _mapping(value, at, places, span)
    if isinstance(value, list):
        return Sequence(tuple(_value(item, at, places, span) for item in value), span)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", span)
    if isinstance(value, date | time):
        return Scalar(value.isoformat(), span)
    return Scalar(str(value), span, isinstance(value, str))
