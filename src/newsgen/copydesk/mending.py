"""Front matter amended: a list field is given more items, or fields are added, and every other character of the source
stays as it is.

Line ends may be of any kind. What stands in a way that can't be amended surely is left to its editor: None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass

from newsgen.copydesk import front_matter, other_fences
from newsgen.news.diagnostics import Span
from newsgen.news.field_lines import field_lines, quoted
from newsgen.news.fields import Report, is_absent, texts
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def with_items(source: str, name: str, items: SequenceOf[str]) -> str | None:
    """Return a source whose front matter's field `name` holds these items too; None where that isn't sure."""
    front = _front(source)
    if front is None:
        return None
    entry = front.entry(name)
    if entry is None:
        return front.with_lines(field_lines([(name, tuple(items))]))
    return "".join(front.lines) if _extend(front.lines, entry, items, front.end) else None


def with_fields(source: str, fields: SequenceOf[tuple[str, str]]) -> str | None:
    """Return a source whose front matter has these fields too, each on a line; None where that isn't sure.

    A field that stands there without a value is given it.
    """
    front = _front(source)
    if front is None:
        return None
    new = []
    for name, value in fields:
        entry = front.entry(name)
        (line,) = field_lines([(name, value)])
        if entry is None:
            new.append(line)
            continue
        at = entry.span.line - 1
        if not is_absent(entry.value) or not re.fullmatch(rf"{name}:[ \t]*", front.lines[at].rstrip("\r\n")):
            return None
        front.lines[at] = line + front.lines[at][len(front.lines[at].rstrip("\r\n")) :]
    return front.with_lines(new)


def with_words(source: str, places: Iterable[tuple[Span, str]]) -> str:
    """Return a source in which other words stand at some places."""
    lines = [line for line in _LINE.findall(source) if line]
    for span, word in sorted(places, key=lambda pair: pair[0], reverse=True):
        line, at = lines[span.line - 1], span.column - 1
        lines[span.line - 1] = line[:at] + word + line[at + span.length :]
    return "".join(lines)


def with_fences(source: str) -> str | None:
    """Return a source whose front matter stands between two `---`, its line ends as they were; None where that isn't
    sure.
    """
    end = _line_end(source)
    made = other_fences.refenced(_plain_ends(source))
    return made.replace("\n", end) if made is not None else None


def _line_end(source: str) -> str:
    return next((line[len(line.rstrip("\r\n")) :] for line in _LINE.findall(source) if line[-1:] in ("\r", "\n")), "\n")


def _plain_ends(source: str) -> str:
    return source.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class _Front:
    """A source by its lines, with their ends; its fields, and the line (from 0) that closes the front matter."""

    lines: list[str]
    fields: Mapping
    closing: int
    end: str

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.fields if entry.name == name), None)

    def with_lines(self, new: Iterable[str]) -> str:
        """Return the source with lines more at the end of its front matter, which it gets if it has none."""
        added = [line + self.end for line in new]
        if self.closing < 0:
            added = [f"---{self.end}", *added, f"---{self.end}"]
        at = max(self.closing, 0)
        return "".join([*self.lines[:at], *added, *self.lines[at:]])


def _front(source: str) -> _Front | None:
    """Take a source apart; None if its front matter can't be read without doubt."""
    lines = [line for line in _LINE.findall(source) if line]
    end = _line_end(source)
    text = _plain_ends(source)
    where, rest = front_matter.split(text)
    if where is None:
        return None if front_matter.is_unclosed(text) else _Front(lines, Mapping((), Span("")), -1, end)
    fields, problems = front_matter.read(text, where, "")
    return None if problems else _Front(lines, fields, rest.line - 2, end)


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
