"""Front matter that other tools read: TOML between `+++`, JSON in braces, fields without fences.

It is written anew between two `---`, with the same names and values; the text below stays as it is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence

from newsgen.copydesk import front_matter
from newsgen.news.field_lines import quoted

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_REMARK = re.compile(r"(?:[^#\"'\n]|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')*(#[^\n]*)")
_SURELY_FIELDS = re.compile(r"^(?:headline|title|date)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_NO_TEXT = re.compile("[\ud800-\udfff]")
"""Halves of a character, which JSON can spell and no file can hold."""

_GROUPS = "taxonomies"
"""Where Zola keeps what is a field of its own elsewhere: tags, categories."""


def refenced(text: str) -> str | None:
    """Return a story (lines ended by `\\n`) with its front matter between two `---`; None if there is none to be found,
    or something of it would be lost.
    """
    if text.startswith("+++"):
        return _of_toml(text)
    if text.startswith("{"):
        return _of_json(text)
    where, rest = front_matter.loose(text)
    if where is None:
        return None
    fields = text[where.start : where.end].rstrip("\n")
    if not _SURELY_FIELDS.search(fields):
        return None  # a conversation looks so as well
    return f"---\n{fields}\n---\n{text[rest.start :]}"


def _of_toml(text: str) -> str | None:
    match = _TOML.match(text)
    if match is None:
        return None
    try:
        fields = tomllib.loads(match[1], parse_float=str)
    except (ValueError, RecursionError):
        return None
    remarks = [found[1] for line in match[1].split("\n") if (found := _REMARK.match(line))]
    if remarks and ('"""' in match[1] or "'''" in match[1]):
        return None  # a `#` within a text of several lines looks like a remark
    return _written(fields, text[match.end() :], remarks)


def _of_json(text: str) -> str | None:
    try:
        fields, end = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return _written(fields, text[end:].removeprefix("\n"))


def _written(fields: Mapping[str, object], body: str, remarks: Sequence[str] = ()) -> str | None:
    groups = fields.get(_GROUPS)
    if isinstance(groups, dict) and not any(name in fields for name in groups):
        fields = {name: value for name, value in fields.items() if name != _GROUPS} | groups
    try:
        lines = [*remarks, *_lines(fields)]
    except RecursionError:
        return None
    made = "\n".join(("---", *lines, "---", body))
    return None if _NO_TEXT.search(made) else made


def _lines(fields: Mapping[str, object]) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            yield f"{quoted(name)}:"
            yield from (f"  - {_flow(item)}" for item in value)
        elif isinstance(value, dict) and value:
            yield f"{quoted(name)}:"
            yield from (f"  {quoted(key)}: {_flow(item)}" for key, item in value.items())
        else:
            yield f"{quoted(name)}: {_flow(value)}".rstrip()


def _flow(value: object) -> str:
    """Return a value on one line."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case dict():
            return "{" + ", ".join(f"{quoted(str(name))}: {_flow(item)}" for name, item in value.items()) + "}"
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            return quoted(str(value))
