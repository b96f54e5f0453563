"""A quotation that is opened is closed, at the end of its last paragraph at the latest.

Newspapers leave a quotation open at a paragraph's end if the next paragraph goes on with it, and begin that one with
a quotation mark too. So a paragraph that opens more than it closes is told of only if the next one doesn't begin so.
A clipping is printed as it was found, and is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.news.diagnostics import Diagnostic, Span, warning
from newsgen.news.prose import Prose

CODES = ("quote-unclosed",)

_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"))
_MARKS = re.compile('["“«「『]')
_BEFORE = " \t\n([{—–-*_“‘«"
"""What may stand before a quotation."""

_NO_PROSE = re.compile(r"[ \t]*(?:[|#>]|[-*+] |\d+[.)] |\[[^\]]+\]:|<)")


def read(prose: Prose) -> Iterator[Diagnostic]:
    """Find quotation marks in a story in Markdown that have no partner."""
    if prose.syntax != "markdown" or not _MARKS.search(prose.text):
        return
    paragraphs = list(_paragraphs(prose))
    for at, lines in enumerate(paragraphs):
        text = "\n".join(line for _, line in lines)
        following = paragraphs[at + 1][0][1].lstrip() if at + 1 < len(paragraphs) else ""
        for opening, closing in _pairs(text):
            place = _unpaired(text, opening, closing)
            if place is not None and not following.startswith(opening):
                before = text.count("\n", 0, place)
                column = place - (text.rfind("\n", 0, place) + 1) + 1
                message = f"a quotation is opened with {opening} here and not closed in this paragraph"
                hint = f"Close it with {closing}, or begin the next paragraph with {opening} if it goes on."
                yield warning("quote-unclosed", Span(prose.path, lines[0][0] + before, column), message, hint)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs that the text may have. Where “ closes (as in „…“), and ” opens (as in ”…”), nothing is said."""
    for opening, closing in _PAIRS:
        if opening in text and not (opening == "“" and "„" in text):
            yield opening, closing
    if '"' in text:
        yield '"', '"'


def _unpaired(text: str, opening: str, closing: str) -> int | None:
    """Return where the quotation is opened that is never closed."""
    if opening == closing:
        return _unpaired_straight(text)
    waiting: list[int] = []
    for match in re.finditer(f"[{opening}{closing}]", text):
        if match[0] == opening:
            waiting.append(match.start())
        elif waiting:
            waiting.pop()
    return waiting[0] if waiting else None


def _unpaired_straight(text: str) -> int | None:
    """Do the same for `"`: behind a letter or a figure it closes a quotation, or stands for inches or gershayim."""
    opened: int | None = None
    for match in re.finditer('"', text):
        at = match.start()
        opens = not text[at - 1 : at].strip(_BEFORE) and bool(text[at + 1 : at + 2].strip())
        if opens and opened is None:
            opened = at
        elif opens:
            return opened
        else:
            opened = None
    return opened


def _paragraphs(prose: Prose) -> Iterator[list[tuple[int, str]]]:
    """Yield the paragraphs as their lines; lists, tables, headings and quotations are something else."""
    lines: list[tuple[int, str]] = []
    for number, line in (*prose.written, (0, "")):
        if line.strip() and not _NO_PROSE.match(line) and not line.startswith(("    ", "\t")):
            lines.append((number, line))
        elif lines:
            yield lines
            lines = []
