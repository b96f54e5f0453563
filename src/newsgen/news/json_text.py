"""JSON that can stand anywhere: in a file, and in a page, where nothing in it can end the element that holds it."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import Any


def json_text(value: Any) -> str:
    """Return a value as JSON on one line, without the fields and items that say nothing: `None` and empty text."""
    return compact(_filled(value))


def compact(value: Any) -> str:
    """Return a value as JSON on one line."""
    text = _compact(value)
    return _UNSAFE.sub(_escaped, text) if _UNSAFE.search(text) else text


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _filled(item) for name, item in value.items() if item is not None and item != ""}
    if isinstance(value, list | tuple):
        return [_filled(item) for item in value if item is not None and item != ""]
    return value


def json_lines(value: dict[str, Any]) -> str:
    """Return a map as JSON for people to read and copy: a line for each name."""
    lines = [
        f'  "{name}": {encode_basestring(item) if type(item) is str else _dumped(item)}' for name, item in value.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}"


_dumped = json.JSONEncoder(ensure_ascii=False).encode
