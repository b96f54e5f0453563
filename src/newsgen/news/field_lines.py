"""Fields as an editor would write them above a story: one line each, in quotes where YAML would need them; and what the
settings say of fields that have other names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf

Written = str | bool | tuple[str, ...] | tuple[MappingOf[str, str], ...]
"""A value of a field to be written: a text, yes or no, a list of texts, or a list of small maps of texts."""

_NEEDS_QUOTES = re.compile(
    r":(?:\s|\Z)|\s#|[\[\]{},\\\x7f-\x9f\u2028\u2029\ufeff]|\A(?:[-?\s:#&*!|>'\"%@`~=]|\Z|\.\.\.)|\s\Z"
    r"|\A(?:null|Null|NULL)\Z"
)
FILE_NAME = ("", "date")
"""Stands among fields of other tools for a file whose name begins with the story's day."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def quoted(text: str) -> str:
    """Return a text as a YAML scalar on one line; reading it gives the very same text."""
    if not _NEEDS_QUOTES.search(text) and text.isprintable():
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def toml_key(name: str) -> str:
    """Return a name as it stands on the left of a line of newsgen.toml."""
    return name if _BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def settings_lines(foreign: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of newsgen.toml by which fields of other tools are read as ours, or passed over where they stand
    for none.
    """
    pairs = sorted(set(foreign))
    passed_over = [name for name, ours in pairs if not ours]
    if passed_over or FILE_NAME in pairs:
        yield "[front_matter]"
    if FILE_NAME in pairs:
        yield "dates_in_names = true"
    if passed_over:
        yield f"ignore = {json.dumps(passed_over, ensure_ascii=False)}"
    if named := [f'{toml_key(name)} = "{ours}"' for name, ours in pairs if ours and name]:
        yield "[front_matter.names]"
        yield from named


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
