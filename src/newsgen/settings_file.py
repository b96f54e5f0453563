"""`newsgen.toml` as a tree of values with places: the same nouns as front matter, so the same checks and messages."""

from __future__ import annotations

import re
import tomllib
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
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")

Path = tuple[str, ...]


def read_toml(text: str, path: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """Read TOML text; a syntax error gives an empty tree and says where."""
    top = Span(path, 1, 1)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return Mapping((), top), (_syntax_error(text, path, str(problem)),)
    except (ValueError, RecursionError) as problem:
        return Mapping((), top), (error("settings-syntax", top, f"the settings can't be read: {problem}"),)
    return _mapping(values, (), _places(text, path), top), ()


def _syntax_error(text: str, path: str, said: str) -> Diagnostic:
    place = _PLACE.search(said)
    line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
    hint = 'A line is `name = "text"`, with the text in quotes; a table begins with `[name]`.'
    return error("settings-syntax", Span(path, line, column), _PLACE.sub("", said).strip(), hint)


def _places(text: str, path: str) -> dict[Path, tuple[Span, Span]]:
    """Find where each key and its value stand: a scan of lines, good enough to point at them."""
    places: dict[Path, tuple[Span, Span]] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), 1):
        if match := _TABLE.match(line):
            table = _parts(match[1])
            span = Span(path, number, match.start(1) + 1, len(match[1]))
            places.setdefault(table, (span, span))
        elif match := _KEY.match(line):
            key = Span(path, number, len(match[1]) + 1, len(match[2]))
            value = Span(path, number, match.start(4) + 1, max(len(match[4].rstrip()), 1))
            places.setdefault((*table, *_parts(match[2])), (key, value))
    return places


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
