"""Diagnostics on a terminal: place, code and message, the reader's own line with a caret under it, and a hint."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TextIO

from newsgen.news.diagnostics import Diagnostic, Level
from newsgen.news.field_lines import settings_lines

VERY_MANY, OFTEN, FEW = 100, 10, 8
"""From how many messages on they are summed up, how often the same is told then, and in how many lines."""

_QUOTED = re.compile("“[^”]*”")

WIDTH = 100
"""Columns of an excerpt that are shown at most."""

_COLOURS = {Level.ERROR: "31;1", Level.WARNING: "33;1", Level.NOTE: "36"}
_SHOWN_OF_CONTROL = dict.fromkeys([*range(32), 127, *range(0x80, 0xA0), *range(0x202A, 0x202F)], "\ufffd")
_SHOWN_OF_CONTROL |= dict.fromkeys(range(0x2066, 0x206A), "\ufffd") | {9: " "}


def show(diagnostics: Iterable[Diagnostic], stream: TextIO | None = None) -> None:
    """Print diagnostics in order of their places, each once. Of very many, those that say the very same are told a few
    times and then counted, and at the end stands what most of them are.
    """
    out = stream or sys.stderr
    colourful = out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    found = sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key)
    is_much = len(found) >= VERY_MANY
    said: Counter[tuple[str, str, str]] = Counter()
    for diagnostic in found:
        same = (diagnostic.code, diagnostic.message, diagnostic.hint)
        said[same] += 1
        if not is_much or said[same] <= OFTEN:
            print(formatted(diagnostic, colourful=colourful), file=out)
    if is_much:
        for line in (*summary(found, sum(max(number - OFTEN, 0) for number in said.values())), *_once(found)):
            print(line, file=out)


def summary(found: Sequence[Diagnostic], untold: int) -> list[str]:
    """Return how many messages there are, what most of them say, and how many were counted only."""
    lines = [f"These are {len(found):,} messages. The commonest:", *commonest(found)]
    if untold:
        lines.append(f"{untold:,} that say the same as others are only counted; `newsgen check --format json` has all.")
    return lines


def _once(found: Iterable[Diagnostic]) -> list[str]:
    """Return what newsgen.toml can say of fields of another tool: of known ones, and of those that are often there."""
    often = Counter(one.foreign for one in found if one.foreign and one.span.path.startswith("articles/"))
    lines = [
        *settings_lines(foreign for foreign, number in often.items() if foreign and (all(foreign) or number >= OFTEN))
    ]
    told = "newsgen.toml can say once what the fields of another tool mean:"
    return [told, *(f"    {clean(line)}" for line in lines)] if lines else []


def commonest(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return what is said most often, with how often; whatever stands in quotation marks doesn't count."""
    said = Counter((str(d.level), _QUOTED.sub("“…”", clean(d.message)), d.code) for d in diagnostics)
    most = said.most_common(FEW)
    return [f"{number:>9,} × {level}: {message} [{code}]" for (level, message, code), number in most if number > 1]


def formatted(diagnostic: Diagnostic, *, colourful: bool = False) -> str:
    """Return `path:line:column: level: message [code]`, excerpt, caret and hint, in lines."""
    span = diagnostic.span
    place = ":".join(str(part) for part in (clean(span.path), span.line, span.column) if part)
    level = str(diagnostic.level)
    if colourful:
        place, level = f"\033[1m{place}\033[0m", f"\033[{_COLOURS[diagnostic.level]}m{level}\033[0m"
    lines = [f"{place}: {level}: {clean(diagnostic.message)} [{diagnostic.code}]"]
    if diagnostic.excerpt and span.line:
        lines += _pointed(diagnostic.excerpt, span.column, span.length)
    if diagnostic.hint:
        lines += [f"    {clean(line)}" for line in diagnostic.hint.split("\n")]
    return "\n".join(lines)


def _pointed(line: str, column: int, length: int) -> list[str]:
    """Return a line and a caret under its part from `column` (from 1), both cut to `WIDTH` columns."""
    start = max(column - 1, 0)
    if start + length > WIDTH:  # a long line: begin a little before the place
        cut = max(start - WIDTH // 3, 0)
        line, start = ("…" if cut else "") + line[cut:], start - cut + (1 if cut else 0)
    line = line[:WIDTH]
    before = clean(line[:start])
    marked = clean(line[start : start + length])
    caret = " " * columns(before) + "^" * max(columns(marked), 1)
    return [f"  | {clean(line)}", f"  | {caret}"] if column else [f"  | {clean(line)}"]


def clean(text: str) -> str:
    """Return text that can't drive the terminal: control characters become replacement characters."""
    return text.translate(_SHOWN_OF_CONTROL).encode("utf-8", "replace").decode()


def columns(text: str) -> int:
    """Return how many columns a text takes: none for combining marks, two for wide characters."""
    return sum(
        0
        if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me")
        else 2
        if unicodedata.east_asian_width(char) in "WF" or after == _AS_PICTURE
        else 1
        for char, after in zip(text, f"{text} "[1:], strict=True)
    )


_AS_PICTURE = "\ufe0f"
"""Asks for the sign before it as a coloured picture, which is wide."""
