"""A line of front matter as its editor meant it: the value in the quotes that it needs."""

from __future__ import annotations

import re

from newsgen.news.field_lines import quoted

MAX_LENGTH = 160
"""A longer line isn't repeated in a hint."""

_FIELD = re.compile(r"([A-Za-z_-]+):[ \t]+(\S.*?)[ \t]*")
_TYPED = {"“": "”", "„": "“", "«": "»", "‘": "’", "”": "”"}
_OPEN = {"[": "]", "{": "}"}


def repaired(line: str) -> str:
    """Return the line `name: value` as it can be read; empty if it has no such form or is long."""
    found = _FIELD.fullmatch(line)
    if not found or len(line) > MAX_LENGTH:
        return ""
    value = found[2]
    closing = _OPEN.get(value[0], "")
    if closing and closing not in value:
        return f"{found[1]}: {value}{closing}"
    return f"{found[1]}: {in_quotes(_without_quotes(value))}"


def _without_quotes(value: str) -> str:
    """Take away quotes around a value that were meant as such."""
    first, last = value[0], value[-1]
    if len(value) > 2 and _TYPED.get(first) == last:
        return value[1:-1]
    if first in "\"'":
        if len(value) > 2 and last == first:
            return value[1:-1]
        if value.count(first) == 1:
            return value[1:]
    return value


def in_quotes(text: str) -> str:
    """Return a text as a YAML scalar: plain where that is enough, else in those quotes that it doesn't hold itself."""
    plain = quoted(text)
    if plain == text:
        return plain
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return plain if "'" in text or not text.isprintable() else f"'{text}'"
