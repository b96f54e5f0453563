"""Field types: each reads one value as written and returns what it means, or notes in a `Report` why it can't.

Front matter and settings share them, so that a date or a web address is the same thing, with the same message, in
both. A type is a function of (name of the field, value, report); None means absent or refused.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from newsgen.news import dates
from newsgen.news.broken_lines import unparted
from newsgen.news.dates import DateProblem, NewsDate
from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.field_lines import quoted, toml_key
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence, Value
from newsgen.news.text import bidi_control, one_line, shorten, unprintable

T = TypeVar("T")
MAX_ITEMS = 1000
MOST_NAMED = 10
"""Known names that a message lists at most."""

GATE_FIELDS = ("date", "draft", "embargo", "expires")
"""The fields that decide whether a story is public. One that can't be read hides the story and refuses the build."""

TRUE, FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}\Z")
_KINDS = {Scalar: "text", Sequence: "a list", Mapping: "a map"}


class Report:
    """Collects the problems of one source while it is read."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []

    def error(self, code: str, span: Span, message: str, hint: str = "", meant: str = "") -> None:
        """Note a problem that refuses the build; `meant` is what must stand at its place instead, if that is sure."""
        self.problems.append(error(code, span, message, hint, meant))

    def warning(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note a problem that stops nothing."""
        self.problems.append(warning(code, span, message, hint))


FieldType = Callable[[str, Value, Report], T | None]


class Foreign(NamedTuple):
    """A field of another tool: what to write here instead, and the field that the settings can let it stand for."""

    hint: str
    ours: str = ""


def is_absent(value: Value) -> bool:
    """Tell whether a field was left empty: no text, no items."""
    if isinstance(value, Scalar):
        return not value.text.strip()
    return not (value.items if isinstance(value, Sequence) else value.entries)


def scalar(name: str, value: Value, report: Report, example: str = "") -> str | None:
    """Read one piece of text as written; a list or a map is a wrong type."""
    if not isinstance(value, Scalar):
        hint = f"Write `{name}: {example}`." if example else f"Write `{name}: …` on one line."
        if isinstance(value, Sequence) and len(value.items) == 1 and isinstance(value.items[0], Scalar):
            hint = f"Write `{name}: {quoted(one_line(value.items[0].text))}`."
        report.error("field-type", value.span, f"`{name}` must be text, not {_KINDS[type(value)]}", hint)
        return None
    if bad := unprintable(value.text):
        message = f"`{name}` holds the character U+{ord(bad[0]):04X}, which can't be published"
        hint = "A backslash in double quotes makes such signs: use single quotes." if value.quoted else "Delete it."
        report.error("unprintable", value.span, message, hint)
        return None
    return value.text


def text(name: str, value: Value, report: Report) -> str | None:
    """Read text that is printed on one line; line breaks become spaces."""
    read = scalar(name, value, report)
    if read is None:
        return None
    if bidi_control(read):
        message = f"`{name}` holds a character that turns the direction of writing"
        report.warning("bidi-control", value.span, message, "Delete it unless it is meant; it is kept and isolated.")
    return one_line(read)


def texts(name: str, value: Value, report: Report) -> tuple[str, ...] | None:
    """Read a list of texts; one text alone is split at its commas."""
    if isinstance(value, Mapping):
        report.error("field-type", value.span, f"`{name}` must be a list, not a map", f"Write `{name}: [one, two]`.")
        return None
    if isinstance(value, Scalar):
        line = text(name, value, report)
        return None if line is None else tuple(part for part in map(str.strip, line.split(",")) if part)
    if len(value.items) > MAX_ITEMS:
        report.error("field-length", value.span, _too_many(name, len(value.items)), "Leave out the least important.")
        return ()
    read = (text(name, item, report) for item in value.items)
    return tuple(dict.fromkeys(item for item in read if item))


def _too_many(name: str, number: int) -> str:
    return f"`{name}` has {number:,} items; {MAX_ITEMS:,} is the most"


def boolean(name: str, value: Value, report: Report) -> bool | None:
    """Read true or false (also yes and no, on and off)."""
    read = scalar(name, value, report, "true")
    if read is None:
        return None
    word = read.strip().casefold()
    if word not in TRUE | FALSE:
        report.error(
            "field-type",
            value.span,
            f"`{name}` must be true or false, not “{shorten(read, 40)}”",
            f"Write `{name}: true`.",
        )
        return None
    return word in TRUE


def whole_number(name: str, value: Value, report: Report) -> int | None:
    """Read a number of things: 1 or more, in digits."""
    read = scalar(name, value, report, "5")
    if read is None:
        return None
    digits = read.strip()
    if not (digits.isascii() and digits.isdecimal() and 0 < len(digits) < 10 and int(digits)):
        message = f"`{name}` must be a whole number, not “{shorten(read, 40)}”"
        report.error("field-type", value.span, message, f"Write `{name} = 5`.")
        return None
    return int(digits)


def date(name: str, value: Value, report: Report) -> NewsDate | None:
    """Read a date of any precision."""
    read = scalar(name, value, report, "2018-12-17")
    if read is None:
        return None
    found = dates.parse(read)
    if isinstance(found, DateProblem):
        report.error(found.code, value.span, f"`{name}`: {found.message}", found.hint, found.meant)
        return None
    return found


def instant(name: str, value: Value, report: Report) -> NewsDate | None:
    """Read a date that must be known to the day."""
    found = date(name, value, report)
    if found is not None and not found.day:
        report.error("date", value.span, f"`{name}` must name a day", "Write it as 2018-12-17.")
        return None
    return found


def language(name: str, value: Value, report: Report) -> str | None:
    """Read a language tag (BCP 47), in its usual case."""
    read = scalar(name, value, report, "en")
    if read is None:
        return None
    tag = read.strip().replace("_", "-")
    if not _LANGUAGE.match(tag):
        report.error("language", value.span, f"“{read}” is not a language tag", "Write it as `en`, `he` or `zh-Hans`.")
        return None
    first, *rest = tag.split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest]
    return "-".join([first.lower(), *cased])


def web_address(name: str, value: Value, report: Report) -> str | None:
    """Read an http or https address."""
    read = scalar(name, value, report, "https://example.org/")
    if read is None:
        return None
    address = read.strip()
    try:
        parts = urlsplit(address)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r'[\s<>"\\^`{|}]', address)
    except ValueError:
        valid = False
    if not valid:
        report.error("web-address", value.span, f"`{name}`: “{address}” is not a web address", "Begin it with https://")
        return None
    return address


def one_of(*words: str) -> FieldType[str]:
    """Make a type that takes one of some words, in capitals or not."""

    def read_word(name: str, value: Value, report: Report) -> str | None:
        read = scalar(name, value, report, words[0])
        if read is None:
            return None
        word = read.strip().casefold()
        if word not in words:
            listed = ", ".join(f"`{word}`" for word in words)
            message, hint = f"`{name}` can't be “{read.strip()}”", f"Write one of {listed}."
            report.error("field-value", value.span, message, hint)
            return None
        return word

    return read_word


_SAYS_ALL = ("src", "text")
"""What is meant by one text where a map should stand: a picture's file, a correction's words."""


def records(name: str, value: Value, report: Report, types: MappingOf[str, FieldType[object]]) -> list[Record]:
    """Read a list of maps whose names are known; a single map counts as a list of one."""
    items = value.items if isinstance(value, Sequence) else (value,)
    found: list[Record] = []
    if len(items) > MAX_ITEMS:
        report.error("field-length", value.span, _too_many(name, len(items)), "Leave out the least important.")
        return found
    for item in items:
        if isinstance(item, Mapping):
            found.append(Record(item, read_fields(item, types, report)))
        else:
            said = quoted(shorten(one_line(item.text), 60)) if isinstance(item, Scalar) and item.text else "…"
            example = ", ".join(f"{key}: {said if key in _SAYS_ALL else '…'}" for key in list(types)[:2])
            hint = f"Write `{name}: [{{{example}}}]`."
            report.error("field-type", item.span, f"`{name}` must be a list of maps", hint)
    return found


class Record:
    """The read values of one map, and where each was written."""

    def __init__(self, where: Mapping, values: dict[str, object]) -> None:
        self.where = where
        self.values = values

    def text(self, name: str) -> str:
        """Return a text field, empty when absent."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def was_refused(self, name: str) -> bool:
        """Tell whether a field was written and could not be read."""
        written = self.where.get(name)
        return written is not None and not is_absent(written) and name not in self.values

    def span(self, name: str) -> Span:
        """Return where a field's value stands, or the whole map."""
        value = self.where.get(name)
        return value.span if value else self.where.span


def read_fields(
    fields: Mapping,
    types: MappingOf[str, FieldType[object]],
    report: Report,
    *,
    foreign: MappingOf[str, Foreign] | None = None,
    ignored: Collection[str] = (),
) -> dict[str, object]:
    """Read each known field by its type; unknown names are errors that name the nearest known one.

    `foreign` are the names that other tools use.
    """
    found: dict[str, object] = {}
    for entry in fields:
        if entry.name in types:
            if not is_absent(entry.value):
                value = types[entry.name](entry.name, entry.value, report)
                if value is not None:
                    found[entry.name] = value
        elif entry.name not in ignored:
            meant = _refuse_unknown(entry, types, foreign or {}, report)
            if meant in types and fields.get(meant) is None and not is_absent(entry.value):
                types[meant](meant, entry.value, report)  # so that its own mistakes are told, too
    return found


_SAME = frozenset({"title", "author", "authors", "dek", "standfirst", "subtitle", "category", "keywords", "lastmod"})
"""Names of other tools that mean what ours mean. `description` is no deck, and `created` need not be the date."""


SLIP = 0.85
"""From this likeness on a name is one of ours, written wrongly; below it another tool's may be meant."""


def _refuse_unknown(entry: Entry, known: Iterable[str], foreign: MappingOf[str, Foreign], report: Report) -> str:
    """Say that a field isn't known; return the name that it was meant to have, if that is sure."""
    folded = entry.name.casefold().replace("-", "_")
    theirs = {name.replace("_", ""): there for name, there in foreign.items()}
    shown = shorten(one_line(entry.name), 40)
    known = list(known)
    if bad := unprintable(entry.name):
        report.error("unprintable", entry.span, f"a field's name holds the character U+{ord(bad[0]):04X}", "Delete it.")
        return ""
    name, column, message, written = unparted(entry.name, entry.value.text if isinstance(entry.value, Scalar) else "")
    if name.casefold() in known:
        span = replace(entry.span, column=entry.span.column + column, length=1)
        is_sure = written and isinstance(entry.value, Scalar) and not entry.value.quoted
        advice = f"Write `{written}`." if is_sure else f"Write `{name}`, a colon, a blank and its value."
        report.error("front-matter-syntax", span, message, advice)
        return ""
    if folded in known:
        message = f"`{shown}` is not a known field"
        report.error("field-unknown", entry.span, message, f"Did you mean `{folded}`?", folded)
        return folded
    if there := theirs.get(folded.replace("_", "")):
        return _refuse_foreign(entry, shown, there, folded in _SAME, report)
    near = difflib.get_close_matches(folded, known, 1, 0.65)
    hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
    if not near and len(known) > MOST_NAMED:
        hint = (
            f"Known here: {', '.join(known[:MOST_NAMED])}, and some more. "
            "Put it below `extra:`, or add its name to `ignore` under `[front_matter]` in newsgen.toml."
        )
    problem = error("field-unknown", entry.span, f"`{shown}` is not a known field", hint)
    is_slip = near and (near[0] in GATE_FIELDS or difflib.SequenceMatcher(None, folded, near[0]).ratio() > SLIP)
    report.problems.append(problem if is_slip else replace(problem, foreign=(entry.name, "")))
    return ""


def _refuse_foreign(entry: Entry, shown: str, there: Foreign, is_same: bool, report: Report) -> str:
    """Say what a field of another tool is called here; return the name that is meant, if that is sure."""
    hint = there.hint
    if there.ours:
        where = "below `[front_matter.names]` in newsgen.toml"
        hint += f'\nOr say it once for all stories, {where}: {toml_key(shown)} = "{there.ours}"'
    meant = there.ours if is_same else ""
    problem = error("field-foreign", entry.span, f"`{shown}` is not a field here", hint, meant)
    report.problems.append(replace(problem, foreign=(entry.name, there.ours)))
    return meant
