"""The text of one source as rules see it: whole lines with their numbers in the file, and the links written in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newsgen.news.diagnostics import Span
from newsgen.news.manuscript import Slice
from newsgen.news.text import fold

_TICKS = re.compile("`+")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_LINK = re.compile(r"\]\(\s*(?:<([^<>]*)>|((?:\\.|[^\s<>()\\]|\((?:\\.|[^\s<>()\\])*\))+))")
_DEFINITION = re.compile(r"[ \t>]*\[[^\]]{1,200}\]:\s*(?:<([^<>]+)>|([^\s<>]+))")
_WIKI = re.compile(r"!?\[\[(?![\s:])([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{0,200}))?\]\](?![(\[])")
"""`[[words]](address)` is a link of Markdown whose words stand in brackets."""

_LABEL = re.compile(r"[ \t>]*\[([^\]]{1,200})\]:")
_BARE = re.compile(r"https?://[^\s<>\"'`\])}]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written: where to, and where the target stands. A wikilink's `span` is all of it."""

    target: str
    span: Span
    words: str = ""
    is_wiki: bool = False


@dataclass(frozen=True)
class Prose:
    """The text of a source: `lines` are (number in the file, line), whole and in order; in
    `written` code is rubbed out."""

    path: str
    syntax: str
    language: str
    html: str
    lines: tuple[tuple[int, str], ...]

    @cached_property
    def written(self) -> tuple[tuple[int, str], ...]:
        """Return the lines with `x` for every sign of code: what stands there is shown as it is."""
        if self.syntax != "markdown" or not any("`" in line or "~~~" in line for _, line in self.lines):
            return self.lines
        return tuple(_without_code(self.lines))

    @cached_property
    def text(self) -> str:
        """Return all of it, for a quick look whether a sign is there at all."""
        return "\n".join(line for _, line in self.written)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return the links in the text, in order."""
        if self.syntax != "markdown" or not any(sign in self.text for sign in ("](", "]:", "[[")):
            return ()
        return tuple(self._links())

    def _links(self) -> Iterator[Link]:
        labels = {fold(match[1]) for _, line in self.written if "]:" in line and (match := _LABEL.match(line))}
        for number, line in self.written:
            if "[[" in line:
                for match in _WIKI.finditer(line):
                    if fold(match[1]) in labels:
                        continue
                    span = Span(self.path, number, match.start() + 1, len(match[0]))
                    yield Link(match[1].strip(), span, (match[2] or match[1]).strip(), is_wiki=True)
            if "](" in line or "]:" in line:
                for match in (*_LINK.finditer(line), *_DEFINITION.finditer(line)):
                    group = match.lastindex or 0
                    span = Span(self.path, number, match.start(group) + 1, max(len(match[group]), 1))
                    yield Link(match[group], span)

    @cached_property
    def addresses(self) -> tuple[Link, ...]:
        """Return the web addresses that are written in the text."""
        if "://" not in self.text:
            return ()
        return tuple(
            Link(found, Span(self.path, number, match.start() + 1, len(found)))
            for number, line in self.written
            for match in _BARE.finditer(line)
            if (found := match[0].rstrip(".,;:!?*_"))
        )


def prose(
    path: str, syntax: str, language: str, html: str, text: str, slices: tuple[Slice, ...], lines: list[str]
) -> Prose:
    """Return the prose of a source: the lines that some slices of its text lie on."""
    numbers: dict[int, None] = {}
    for piece in slices:
        last = piece.line + text.count("\n", piece.start, piece.end) - text.endswith("\n", piece.start, piece.end)
        numbers.update(dict.fromkeys(range(piece.line, max(last, piece.line) + 1)))
    return Prose(path, syntax, language, html, tuple((number, lines[number - 1]) for number in numbers))


def _without_code(lines: tuple[tuple[int, str], ...]) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in lines:
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
            yield number, ""
        elif found:
            fence = found[1]
            yield number, ""
        else:
            yield number, _without_spans(line) if "`" in line else line


def _without_spans(line: str) -> str:
    """Return a line with `x` for every sign of its code spans: from some ticks to the next run of as many."""
    ticks = [match.span() for match in _TICKS.finditer(line)]
    nearest: dict[int, int] = {}
    partner = [0] * len(ticks)
    for at in range(len(ticks) - 1, -1, -1):
        number = ticks[at][1] - ticks[at][0]
        partner[at] = nearest.get(number, 0)
        nearest[number] = at
    parts, done, at = [], 0, 0
    while at < len(ticks):
        if partner[at]:
            start, end = ticks[at][0], ticks[partner[at]][1]
            parts += [line[done:start], "x" * (end - start)]
            done, at = end, partner[at]
        at += 1
    return "".join((*parts, line[done:]))
