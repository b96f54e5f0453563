"""Lines of front matter that YAML can't read: what is wrong with each, in an editor's words, and how it was meant.

Lines and columns count from 0. Whoever reads goes on with the line as its message writes it (`meant`), or without it,
and so finds what else is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgen.news.repairs import missing_brackets, repaired
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
    below: int = 0
    """So many lines below are a part of what this one begins."""


def explained(said: str, lines: list[str], at: int, column: int) -> Break:
    """Turn libyaml's words, and the place that they are about, into an editor's."""
    if ("directive" in said or "document start" in said) and (found := _directive(lines, at)):
        return found
    if ("document start" in said or "'-' indicator" in said) and (found := _first(lines, at)):
        return found
    if at != (opened := _opened(lines, at)):
        quote = _OPENED.match(lines[opened])
        return _open_quote(lines, opened, quote.end(1) if quote else 0)
    if "parsing a flow node" in said and not any(line.strip() for line in lines[at:]):
        opened, begins = _open_bracket(lines, at)
        if opened < at:
            return _open_list(lines, opened, begins)
    line = lines[at] if at < len(lines) else ""
    if "parsing a flow sequence" in said or "parsing a flow mapping" in said:
        return _open_list(lines, at, column)
    if "mapping values" in said and not _COLON_BEFORE.search(line[:column]):
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
        return _tabbed(lines, at, column)
    if message == _NEVER_CLOSED:
        return _open_quote(lines, at, column)
    return _with_repair(at, column, message, hint, line)


def without(lines: list[str], at: int, below: int = 0) -> tuple[list[str], str]:
    """Return the lines but for one with so many below, and for what belongs to it; and the name of the field that it
    is a part of.

    The name is empty where it has none. So that places hold, the line is emptied.
    """
    left = list(lines)
    left[at : at + below + 1] = [""] * (below + 1)
    if lines[at][:1] not in (" ", "\t", "-"):
        below = at + below + 1
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
_COLON_BEFORE = re.compile(r":[ \t]")
_BRACKETED = re.compile(r"([ \t]*(?:- +)*(?:[\w-]+:[ \t]+)?)[\[{]")
_HAS_VALUE = re.compile(r"[ \t]*(?:- +)*[\w-]+:[ \t]+[^\s|>#]")
_LEAD = re.compile(r"[ \t]*(?:- +)*")
_REMARK = re.compile(r"[ \t,\[{](#\S)")
_FIELD = re.compile(r"[ \t]*(?:- +)*[\w-]+:(?:[ \t]|\Z)")


def _opened(lines: list[str], at: int) -> int:
    """Return the line above whose quotation mark swallowed what stands from there to this one, else this one."""
    for above in range(min(at, len(lines)) - 1, -1, -1):
        found = _OPENED.match(lines[above])
        if found and found[2] not in lines[above][found.end() :]:
            return above if any(map(_FIELD.match, lines[above + 1 : at + 1])) else at
        if found:
            break
    return at


def _directive(lines: list[str], at: int) -> Break | None:
    """Say that a line is none of front matter: the nearest above that begins with `%`."""
    for above in range(min(at, len(lines) - 1), -1, -1):
        if lines[above].startswith("%"):
            hint = _FOR_YAML if lines[above].startswith(("%YAML", "%TAG")) else _NOT_FOR_YAML
            return Break(above, 0, "a line of front matter can't begin with `%`", hint)
    return None


def _first(lines: list[str], at: int) -> Break | None:
    """Say why those above a line, which look like no fields to YAML, let this one look as if it didn't fit."""
    for above, line in enumerate(lines[:at]):
        if line.startswith("- ") and _FIELD.match(line):
            meant = line[2:].lstrip()
            return Break(
                above, 0, "a dash stands before this field", "Begin it with its name, without the dash.", meant
            )
        if line.strip() and not line.startswith("#"):
            return None if _FIELD.match(line) else _formless(lines, above, 0)
    return None


def _open_quote(lines: list[str], at: int, column: int) -> Break:
    """Say that a quotation mark is never closed: in its line, or in those below down to the next field."""
    below = _below(lines, at)
    if any(line[:1] not in ("", " ", "\t") for line in lines[at + 1 : at + below + 1]):
        return Break(at, column, _NEVER_CLOSED, "Close it behind the last word of the value.", "", below)
    return _with_repair(at, column, _NEVER_CLOSED, _CLOSE, lines[at])


def _open_bracket(lines: list[str], at: int) -> tuple[int, int]:
    """Return the place of the nearest bracket above that begins a value and isn't closed in its line, if there is."""
    for above in range(min(at, len(lines)) - 1, -1, -1):
        found = _BRACKETED.match(lines[above])
        if found and missing_brackets(lines[above][found.end(1) :]) != "":
            return above, found.end(1)
    return at, 0


def _open_list(lines: list[str], at: int, column: int) -> Break:
    """Say why a list or map isn't closed: by whom, a `#` that hides its end, or what its items lack."""
    line = lines[at]
    what, closing, hint = ("map", "}", _MAP) if line[column : column + 1] == "{" else ("list", "]", _LIST)
    below = _below(lines, at)
    whole = " ".join(lines[at : at + below + 1])[column:]
    if (cut := _REMARK.search(line, column)) and closing in line[cut.end(1) :] and closing not in line[: cut.start(1)]:
        message = f"a `#` begins a remark here, which hides the end of the {what}"
        return _with_repair(at, cut.start(1), message, _HASH_IN_QUOTES, line)
    if what == "list" and missing_brackets(whole) == "":
        hint = "Put a comma between its items, or the whole value in quotes if the bracket belongs to the text."
        return Break(at, column, "a comma is missing in this list", hint, "", below)
    message = f"a {what} that is opened with `{line[column : column + 1]}` is never closed"
    if below:
        return Break(at, column, message, f"Close it with `{closing}` behind its last item.", "", below)
    return _with_repair(at, column, message, hint, line)


def _below(lines: list[str], at: int) -> int:
    """Return how many lines below one are no field beside it or above it, but may be a part of it."""
    number = 0
    for below, line in enumerate(lines[at + 1 :], 1):
        if _FIELD.match(line) and _begins(line) <= _begins(lines[at]):
            break
        number = below if line.strip() else number
    return number


def _begins(line: str) -> int:
    """Return the column in which what a line says begins, behind blanks and the dashes of lists."""
    found = _LEAD.match(line)
    return found.end() if found else 0


def _tabbed(lines: list[str], at: int, column: int) -> Break:
    """Say how a line is written that a tab indents: with blanks, or where the field above begins that has a value."""
    line = lines[at]
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    if _FIELD.match(line) and _HAS_VALUE.match(above):
        meant = _level(lines, at)
        hint = "Indent with blanks, and begin it where the field above begins."
        if meant == line.lstrip():
            hint = "Begin it at the start of the line."
        return Break(at, column, _TAB, hint, meant)
    lead = line[: len(line) - len(line.lstrip())]
    return Break(at, column, _TAB, _BLANKS, lead.replace("\t", "  ") + line.lstrip())


def _level(lines: list[str], at: int) -> str:
    """Return an indented line as it stands where the field above it begins."""
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    return " " * _begins(above) + lines[at].lstrip()


def _with_repair(at: int, column: int, message: str, hint: str, line: str) -> Break:
    """Show the line as it was meant, where that is sure."""
    start = _begins(line)
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
        meant = repaired(f"{found[1]}: {found[3]}")
        return f"Write a colon for each `=`: `{meant}`." if meant else _COLON_FOR_EACH
    return "Write one field a line, with a blank after the colon: `headline: Ferry runs again`."


def unparted(name: str, value: str) -> tuple[str, int, str, str]:
    """Tell of a field whose name, as it was read, swallowed the start of its value, as in `headline:Ferry: it runs`:
    its name, the column at which that goes on, what to say, and how it was meant. All are empty of another.
    """
    for looks, message in ((_NO_BLANK, _NO_BLANK_HERE), (_EQUALS, _EQUALS_HERE)):
        if found := looks.fullmatch(name):
            return found[1], found.start(2), message, repaired(f"{found[1]}: {found[3]}: {value}")
    return "", 0, "", ""


def _is_unread(value: str) -> bool:
    """Tell whether a value can't be read as it stands, for its first sign."""
    return value[0] in "&*!|>%@`]}" or (value[0] in "\"'" and value.count(value[0]) == 1)


def _formless(lines: list[str], at: int, column: int) -> Break:
    """Say what is wrong with a line that should be a field, and begins in a column."""
    line = lines[at][column:]
    for looks, message in (
        (_NO_BLANK, _NO_BLANK_HERE),
        (_OTHER_COLON, "this is not the plain colon, `:`"),
        (_EQUALS, _EQUALS_HERE),
    ):
        if found := looks.match(line):
            written = f"{found[1]}: {found[3]}"
            meant = repaired(written) if looks is _EQUALS or _is_unread(found[3]) else written
            if not meant:
                hint = _COLON_FOR_EACH if looks is _EQUALS else _FORM
                return Break(at, column + found.start(2), message, hint)
            hint = f"Write `{shorten(meant, 80)}`."
            return Break(at, column + found.start(2), message, hint, lines[at][:column] + meant)
    return Break(at, column, _NO_FORM, _FORM)


_COLON = 'Put the whole value in quotes if a colon belongs to it, for example headline: "Harbour: ferry runs again"'
_NO_FORM = "this line has no `name: value` form"
_FORM = "Write a field's name, a colon, a blank and its value; begin a line that goes on with a blank."
_BLANKS = "Indent with blanks."
_NO_BLANK_HERE = "there is no blank after this colon"
_EQUALS_HERE = "an `=` stands here where a colon should"
_TAB = "a tab can't stand here"
_COLON_FOR_EACH = "Write a colon and a blank for each `=`."
_FOR_YAML = "Take this line away."
_NOT_FOR_YAML = "Take this line away; if it belongs to the value above, begin it with a blank."
_NEVER_CLOSED = "a quotation mark is opened here and never closed"
_CLOSE = "Close it at the end of the value, or take it away."
_SINGLE = "Use single quotes around the value, or write the backslash twice."
_LIST = "Write it as [one, two], or put the whole value in quotes if the bracket belongs to the text."
_MAP = "Write it as {name: value}, or put the whole value in quotes if the brace belongs to the text."
_OTHER_QUOTES = "Use other quotes around the whole value, or double those that belong to the text."
_NO_LIST = "Take it away, or put the whole value in quotes if the bracket belongs to the text."
_HASH_IN_QUOTES = "Put what begins with the `#` in quotes."
_QUOTING_HINTS = {_NO_LIST, _HASH_IN_QUOTES, _COLON, IN_QUOTES, _CLOSE, _SINGLE, _LIST, _MAP, _OTHER_QUOTES}
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
    ("a tab character that violates", _TAB, _BLANKS),
    ("a tab character where", _TAB, _BLANKS),
    ("block sequence entries are not allowed", "a value can't begin with a dash and a blank", IN_QUOTES),
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
        return _TAB, _BLANKS
    if "cannot start any token" in said or (sign in _SIGNS and ("not allowed in" in said or "block node" in said)):
        return f"a value can't begin with “{sign}”", IN_QUOTES
    for words, message, hint in _EXPLANATIONS:
        if words in said:
            return message, hint
    if _QUOTED_START.match(line[:column]):
        return "the quotation mark is closed here, and the value goes on", _OTHER_QUOTES
    if line[:column].rstrip().endswith(("]", "}")):
        return "text follows a closed list or map", _NO_LIST
    if "block" in said or "node" in said:
        return "this line doesn't fit the lines above it", "Begin every field at the start of its line."
    return f"the front matter can't be read: {said}", "If the value has special characters, put it in quotes."
