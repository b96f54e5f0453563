"""Plain text as Markdown that shows the very same text: whatever Markdown would take for markup is escaped."""

from __future__ import annotations

import re

BLANKS = " \t\x85"
"""What no page shows at the ends of a line; no-break spaces are shown, and become entities."""

_MARKS = re.compile(r"([\\`*_\[\]<>&|~^!])")
_AT_START = re.compile(r"(?:[#+=:-]|\d{1,9}[.)])")
_LAST_SIGN = re.compile(r"[#+=:.)-](?=\Z)")
_OUTER_BLANKS = re.compile(r"\A[^\S ]+|[^\S ]+\Z")


def paragraph(text: str) -> str:
    """Return a paragraph as Markdown: its lines stay lines, blanks at their ends, which no page shows, go."""
    return "\n".join(_line(line.strip(BLANKS)) for line in text.split("\n"))


def _line(line: str) -> str:
    blanks = [(match.span(), match[0]) for match in _OUTER_BLANKS.finditer(line)]
    head = _entities(blanks[0][1]) if blanks and blanks[0][0][0] == 0 else ""
    is_tailed = bool(blanks) and blanks[-1][0][1] == len(line) and blanks[-1][0][0] > 0
    tail = _entities(blanks[-1][1]) if is_tailed else ""
    inner = line[blanks[0][0][1] if head else 0 : blanks[-1][0][0] if tail else len(line)]
    start = _AT_START.match(inner) if not head else None
    escaped = _MARKS.sub(r"\\\1", inner[start.end() :] if start else inner)
    return head + (_escaped_start(start[0]) if start else "") + escaped + tail


def _escaped_start(sign: str) -> str:
    return _LAST_SIGN.sub(lambda match: "\\" + match[0], sign)


def _entities(blanks: str) -> str:
    return "".join(f"&#{ord(char)};" for char in blanks)
