"""Lines of front matter that YAML can't read: what is wrong with each, in an editor's words, and how it was meant.

Lines and columns count from 0. Whoever reads goes on with the line as its message writes it (`meant`), or without it,
and so finds what else is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgen.news.repairs import repaired
from newsgen.news.text import shorten

MAX_DEPTH = 20
TOO_DEEP = "nested too deeply"
IN_QUOTES = "Put the whole value in quotes."


@dataclass(frozen=True, slots=True)
class Break:
    """The place at which a line is broken, what to say, and the line as it was meant; empty if that isn't sure."""

    line: int
    column: int
    message: str
    hint: str
    meant: str = ""


def explained(said: str, lines: list[str], at: int, column: int) -> Break:
    """Turn libyaml's words, and the place that they are about, into an editor's."""
    if at != (opened := _opened(lines, at)):
        line = lines[opened]
        found = _OPENED.match(line)
        return _with_repair(opened, found.end(1) if found else 0, _NEVER_CLOSED, _CLOSE, line)
    line = lines[at] if at < len(lines) else ""
    if "mapping values" in said and ": " not in line[:column]:
        if not line.startswith((" ", "\t")):
            at = next((above for above in range(at - 1, -1, -1) if lines[above].strip()), 0)
            return _formless(lines, at, 0)
        hint = "Begin it where that field begins."
        return Break(
            at, column, "this line is indented below a field that has a value already", hint, _level(lines, at)
        )
    if "expected ':'" in said and column == len(line) - len(line.lstrip()):
        return _formless(lines, at, column)
    message, hint = _explained(said, line, column)
    if hint == _BLANKS:
        lead = line[: len(line) - len(line.lstrip())]
        return Break(at, column, message, hint, lead.replace("\t", "  ") + line.lstrip())
    return _with_repair(at, column, message, hint, line)


def without(lines: list[str], at: int) -> tuple[list[str], str]:
    """Return the lines but for one, and for what belongs to it; and the name of the field that it is a part of.

    The name is empty where it has none. So that places hold, the line is emptied.
    """
    left = list(lines)
    left[at] = ""
    if lines[at][:1] not in (" ", "\t", "-"):
        below = at + 1
        while below < len(lines) and (not lines[below].strip() or lines[below][:1] in (" ", "\t", "-")):
            left[below] = ""
            below += 1
        return left, _name(lines[at])
    top = next((above for above in range(at, -1, -1) if lines[above][:1] not in ("", " ", "\t", "-", "#")), at)
    return left, _name(lines[top])


def _name(line: str) -> str:
    """Return the name of the field that a line states, or begins with."""
    found = re.match(r"[\w-]+", line)
    return found[0] if found else ""


_OPENED = re.compile(r"([ \t]*(?:- +)*[\w-]+:[ \t]+)([\"'])")
_FIELD = re.compile(r"[ \t]*(?:- +)*[\w-]+:(?:[ \t]|\Z)")


def _opened(lines: list[str], at: int) -> int:
    """Return the line above whose quotation mark swallowed what stands from there to this one, else this one."""
    for above in range(min(at, len(lines)) - 1, -1, -1):
        found = _OPENED.match(lines[above])
        if found and found[2] not in lines[above][found.end() :]:
            return above if _FIELD.match(lines[above + 1]) else at
        if found:
            break
    return at


def _level(lines: list[str], at: int) -> str:
    """Return an indented line as it stands where the field above it begins."""
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    begins = re.match(r"[ \t]*(?:- +)*", above)
    return " " * (begins.end() if begins else 0) + lines[at].lstrip()


def _with_repair(at: int, column: int, message: str, hint: str, line: str) -> Break:
    """Show the line as it was meant, where that is sure."""
    lead = re.match(r"[ \t]*(?:- +)*", line)
    start = lead.end() if lead else 0
    meant = repaired(line[start:]) if hint in _QUOTING_HINTS else ""
    if not meant:
        return Break(at, column, message, hint)
    return Break(at, column, message, f"Write `{meant}`.", line[:start] + meant)


_NO_BLANK = re.compile(r"([A-Za-z_-]+)(:)(\S.*)")
_OTHER_COLON = re.compile(r"([^\s:]+)\s*([：﹕︓])\s*(.*)")
_EQUALS = re.compile(r"([A-Za-z_-]+)[ \t]*(=)[ \t]*(\S.*)")


def as_fields(line: str) -> str:
    """Say how a line that is no field is written as one, where it has an `=` for the colon."""
    if found := _EQUALS.fullmatch(line):
        return f"Write a colon for each `=`: `{repaired(f'{found[1]}: {found[3]}')}`."
    return "Write one field a line, with a blank after the colon: `headline: Ferry runs again`."


def _formless(lines: list[str], at: int, column: int) -> Break:
    """Say what is wrong with a line that should be a field, and begins in a column."""
    line = lines[at][column:]
    for looks, message in (
        (_NO_BLANK, "there is no blank after this colon"),
        (_OTHER_COLON, "this is not the plain colon, `:`"),
        (_EQUALS, "an `=` stands here where a colon should"),
    ):
        if found := looks.match(line):
            written = f"{found[1]}: {found[3]}"
            meant = (repaired(written) or written) if looks is _EQUALS else written
            hint = f"Write `{shorten(meant, 80)}`."
            return Break(at, column + found.start(2), message, hint, lines[at][:column] + meant)
    return Break(at, column, _NO_FORM, _FORM)


_COLON = 'Put the whole value in quotes if a colon belongs to it, for example headline: "Harbour: ferry runs again"'
_NO_FORM = "this line has no `name: value` form"
_FORM = "Write a field's name, a colon, a blank and its value; begin a line that goes on with a blank."
_BLANKS = "Indent with blanks."
_NEVER_CLOSED = "a quotation mark is opened here and never closed"
_CLOSE = "Close it at the end of the value, or take it away."
_SINGLE = "Use single quotes around the value, or write the backslash twice."
_LIST = "Write it as [one, two], or put the whole value in quotes if the bracket belongs to the text."
_MAP = "Write it as {name: value}, or put the whole value in quotes if the brace belongs to the text."
_OTHER_QUOTES = "Use other quotes around the whole value, or double those that belong to the text."
_QUOTING_HINTS = {_COLON, IN_QUOTES, _CLOSE, _SINGLE, _LIST, _MAP, _OTHER_QUOTES}
"""What is said where the line itself can't be shown as it was meant."""

_EXPLANATIONS = (
    (TOO_DEEP, f"more than {MAX_DEPTH} levels of lists and maps", "Front matter is short: move text below it."),
    ("mapping values are not allowed", "a second `: ` on this line", _COLON),
    (
        "expected ':'",
        _NO_FORM,
        _FORM,
    ),
    (
        "while scanning an a",
        "a value can't begin with `*` or `&`",
        IN_QUOTES,
    ),
    (
        "unexpected end of stream",
        _NEVER_CLOSED,
        _CLOSE,
    ),
    (
        "escape",
        "a backslash in double quotes has a meaning of its own, and not before this sign",
        _SINGLE,
    ),
    ("a tab character that violates", "a tab can't stand here", _BLANKS),
    ("block sequence entries are not allowed", "a value can't begin with a dash and a blank", IN_QUOTES),
    (
        "parsing a flow sequence",
        "a list that is opened with `[` is never closed",
        _LIST,
    ),
    (
        "parsing a flow mapping",
        "a map that is opened with `{` is never closed",
        _MAP,
    ),
    ("parsing a flow node", "a comma too many in this list", "Take it away, or put each value in quotes."),
    ("scanning a block scalar", "a value can't begin with `|` or `>`", IN_QUOTES),
    ("document start", "this line doesn't begin where the others do", "Begin every field at the start of its line."),
)
_SIGNS = tuple("],}?")
_QUOTED_START = re.compile(r"[^:]*:[ \t]+(?:\"[^\"]*\"|'[^']*')[ \t]*\Z")


def _explained(said: str, line: str, column: int) -> tuple[str, str]:
    """Turn libyaml's words, with the line and the place (from 0) that they are about, into a message and a hint."""
    sign = line[column : column + 1]
    if "cannot start any token" in said and sign == "\t":
        return "a tab can't stand here", _BLANKS
    if "cannot start any token" in said or (sign in _SIGNS and ("not allowed in" in said or "block node" in said)):
        return f"a value can't begin with “{sign}”", IN_QUOTES
    if "mapping values" in said and ": " not in line[:column]:
        return "this line is indented below a field that has a value already", "Begin it where that field begins."
    for words, message, hint in _EXPLANATIONS:
        if words in said:
            return message, hint
    if _QUOTED_START.match(line[:column]):
        return "the quotation mark is closed here, and the value goes on", _OTHER_QUOTES
    if line[:column].rstrip().endswith(("]", "}")):
        return "text follows a closed list or map", IN_QUOTES
    if "block" in said or "node" in said:
        return "this line doesn't fit the lines above it", "Begin every field at the start of its line."
    return f"the front matter can't be read: {said}", "If the value has special characters, put it in quotes."
