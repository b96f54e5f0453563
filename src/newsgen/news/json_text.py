"""JSON that can stand anywhere: in a file, and in a page, where nothing in it can end the element that holds it."""

from __future__ import annotations

import json
from typing import Any

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def json_text(value: Any) -> str:
    """Return a value as JSON on one line, without the fields and items that say nothing: `None` and empty text."""
    return json.dumps(_filled(value), ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _filled(item) for name, item in value.items() if item is not None and item != ""}
    if isinstance(value, list | tuple):
        return [_filled(item) for item in value if item is not None and item != ""]
    return value
