"""Front matter amended: a list field is given more items, and every other character of the source stays as it is.

Line ends may be of any kind. What stands in a way that can't be amended surely is left to its editor: None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as SequenceOf

from newsgen.news import front_matter
from newsgen.news.field_lines import field_lines, quoted
from newsgen.news.fields import Report, is_absent, texts
from newsgen.news.manuscript import Entry, Scalar, Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def with_items(source: str, name: str, items: SequenceOf[str]) -> str | None:
    """Return a source whose front matter's field `name` holds these items too; None where that isn't sure."""
    lines = [line for line in _LINE.findall(source) if line]
    end = next((line[len(line.rstrip("\r\n")) :] for line in lines if line[-1:] in "\r\n"), "\n")
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    where, rest = front_matter.split(text)
    if where is None:
        added = ["---", *field_lines([(name, tuple(items))]), "---"]
        return None if front_matter.is_unclosed(text) else "".join(line + end for line in added) + source
    fields, problems = front_matter.read(text, where, "")
    if problems:
        return None
    entry = next((entry for entry in fields if entry.name == name), None)
    if entry is None:
        lines[rest.line - 2 : rest.line - 2] = [line + end for line in field_lines([(name, tuple(items))])]
    elif not _extend(lines, entry, items, end):
        return None
    return "".join(lines)


def _extend(lines: list[str], entry: Entry, items: SequenceOf[str], end: str) -> bool:
    """Add items to a list that stands on one line, or with a line for each of its items."""
    at = entry.span.line - 1
    value = entry.value
    written = lines[at].rstrip("\r\n")
    is_block = isinstance(value, Sequence) and value.items and value.items[0].span.line != entry.span.line
    if isinstance(value, Sequence) and is_block:
        last = value.items[-1]
        line = lines[last.span.line - 1]
        dash = re.match(r"([ \t]*)-[ \t]+", line)
        if dash is None or not isinstance(last, Scalar) or not line[dash.end() :].strip():
            return False
        new = [f"{dash[1]}- {quoted(item)}{end}" for item in items]
        lines[last.span.line : last.span.line] = new
        return True
    if "#" in written or not written.startswith(f"{entry.name}:"):
        return False
    known = () if is_absent(value) else texts(entry.name, value, Report())
    if known is None:
        return False
    lines[at] = "".join(field_lines([(entry.name, (*known, *items))])) + lines[at][len(written) :]
    return True
