"""Fields as an editor would write them above a story: one line each, in quotes where YAML would need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf

Written = str | bool | tuple[str, ...] | tuple[MappingOf[str, str], ...]
"""A value of a field to be written: a text, yes or no, a list of texts, or a list of small maps of texts."""

_NEEDS_QUOTES = re.compile(
    r":(?:\s|\Z)|\s#|[\[\]{},\\\x7f-\x9f\u2028\u2029\ufeff]|\A(?:[-?\s:#&*!|>'\"%@`~=]|\Z|\.\.\.)|\s\Z"
    r"|\A(?:null|Null|NULL)\Z"
)
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def quoted(text: str) -> str:
    """Return a text as a YAML scalar on one line; reading it gives the very same text."""
    if not _NEEDS_QUOTES.search(text) and text.isprintable():
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def field_lines(fields: Iterable[tuple[str, Written]]) -> Iterator[str]:
    """Yield the lines of some fields, without line ends."""
    for name, value in fields:
        if isinstance(value, bool):
            yield f"{name}: {'true' if value else 'false'}"
        elif isinstance(value, str):
            yield f"{name}: {quoted(value)}"
        elif all(isinstance(item, str) for item in value):
            yield f"{name}: [{', '.join(quoted(str(item)) for item in value)}]"
        else:
            yield f"{name}:"
            for item in value:
                pairs = [f"{key}: {quoted(text)}" for key, text in dict(item).items()]  # type: ignore[arg-type]
                yield from (("  - " if at == 0 else "    ") + pair for at, pair in enumerate(pairs))
