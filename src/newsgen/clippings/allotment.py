"""What becomes of each line of a clipping: it is the story's, a field's own, or left out, and none is lost.

A line that the reader took for a headline, a deck, a name or a caption goes back to the story when the field is given
another value or none, unless it is the line of another field, or is known for furniture. Lines count from 1 at the
first line of the text, below the front matter, as `body_lines` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsgen.clippings.furniture import key
from newsgen.copydesk.inferences import alike, is_described, is_of, scalars
from newsgen.news import printed_dates
from newsgen.news.lines import Page
from newsgen.news.manuscript import Inference, Manuscript, Scalar, Slice, Value
from newsgen.news.text import one_line

Texts = Mapping[str, tuple[str, ...]]
"""The values of fields as texts; a field that isn't there is empty."""

STORY, FIELD, LEFT_OUT = "story", "field", "left out"

_OF_THE_STORY = ("headline", "deck", "kicker", "byline", "outlet", "photos")
"""Fields whose lines may have been the story's: a line with a date or `Filed under` never was."""

_NAMES = ("byline", "outlet", "kicker", "section")
_TITLES = ("headline", "deck")
_LONGEST = 400
_SMALL = (
    "by and from in on the of von und aus par et de da do di e y por para foto fotos photo photos photograph"
    " photographs picture image caption credit kicker headline title byline author source publication outlet"
    " section newspaper paper via posted published"
)
"""Words beside a value that say only what it is."""


@dataclass(frozen=True, slots=True)
class Allotted:
    """One line: its number, its text, what became of it, and which fields or for what reason.

    `rest` tells of a field's line that more is printed there than the field says.
    """

    number: int
    text: str
    use: str
    why: str = ""
    rest: bool = False


def allotted(
    page: Page, first_line: int, read: Manuscript, accepted: Texts, chosen: frozenset[int] | None = None
) -> tuple[Allotted, ...]:
    """Say what becomes of each line that shows something; `chosen` are the lines that somebody named as the story.

    `first_line` is the line of the file on which the text begins.
    """
    own = _own(page, read, accepted)
    reasons = {left.span.line: left.reason for left in read.left_out}
    story = _story(page, read, own, reasons)
    for row, name in _typed_at_the_edges(page, read, accepted, story).items():
        own[row] = [*(other for other in own.get(row, ()) if other != name), name]
        story.discard(row)
    reasons |= {row: f"read as {one.name}" for one in read.inferred for row in _rows(page, one) if row not in reasons}
    if chosen is not None:
        reasons |= dict.fromkeys(story, "not chosen")
        story = {line.number for line in page.lines if line.number - first_line + 1 in chosen}
    otherwise = "not chosen" if read.fields.get("body_lines") is not None else "repeated"
    made = []
    for line in sorted((*page.lines, *page.invisible), key=lambda line: line.number):
        at, text = line.number - first_line + 1, page.text[line.start : line.end].strip()
        if line.number in story:
            made.append(Allotted(at, text, STORY))
        elif line.number in own:
            rest = _has_more(page, line.number, text, read, accepted)
            made.append(Allotted(at, text, FIELD, ", ".join(own[line.number]), rest))
        else:
            made.append(Allotted(at, text, LEFT_OUT, reasons.get(line.number, otherwise)))
    return tuple(made)


def texts_of(value: Value) -> tuple[str, ...]:
    """Return the texts in a value, each on one line."""
    return tuple(one_line(scalar.text) for scalar in scalars(value))


def _story(page: Page, read: Manuscript, own: Mapping[int, list[str]], reasons: Mapping[int, str]) -> set[int]:
    """Return the lines of the story, with those that go back to it since no field has them."""
    story = {row for piece in read.body for row in _lines_of(page, piece)}
    stated = _stated(read)
    if "body_lines" in stated:
        freed = set(_own(page, read, stated))
    else:
        freed = {row for one in read.inferred if one.name in _OF_THE_STORY for row in _rows(page, one)}
    return story | (freed - own.keys() - reasons.keys())


def _typed_at_the_edges(page: Page, read: Manuscript, accepted: Texts, story: set[int]) -> dict[int, str]:
    """Return the first and last lines of the story that say nothing but a value which somebody typed."""
    stated, found = _stated(read), {one.name: texts_of(one.value) for one in reversed(read.inferred)}
    typed = {name: texts for name, texts in accepted.items() if texts not in (stated.get(name), found.get(name))}
    lines = [at for at, line in enumerate(page.lines) if line.number in story]
    named: dict[int, str] = {}
    for edge, names in ((lines, (*_TITLES, *_NAMES)), (lines[::-1], _NAMES)):
        values = {key(text): name for name in names for text in typed.get(name, ())}
        for at in edge:
            if (name := values.get(key(page.line(at)))) is None:
                break
            named[page.lines[at].number] = name
    return named


def _stated(read: Manuscript) -> dict[str, tuple[str, ...]]:
    return {entry.name: texts_of(entry.value) for entry in read.fields}


def _own(page: Page, read: Manuscript, accepted: Texts) -> dict[int, list[str]]:
    """Return the lines that say what a field says, with the names of the fields."""
    found = {one.name: one for one in reversed(read.inferred)}
    own: dict[int, list[str]] = {}
    for name, texts in accepted.items():
        one = found.get(name)
        if one is not None and is_of(texts_of(one.value), texts):
            rows: Iterable[int] = _rows(page, one)
        else:
            rows = (line.number for at, line in enumerate(page.lines) if _says(name, texts, page.line(at)))
        for row in dict.fromkeys(rows):
            own.setdefault(row, []).append(name)
    return own


def _says(name: str, texts: tuple[str, ...], line: str) -> bool:
    if not 0 < len(line) <= _LONGEST or is_described(texts):
        return False
    if name in _TITLES:
        return any(alike(text, line) for text in texts)
    if name not in _NAMES:
        return False
    there = f" {' '.join(_words(line))} "
    parts = [" ".join(_words(part)) for text in texts for part in re.split(r",|;|\s(?:and|und|et|y|e)\s", text)]
    return any(len(part) > 2 and f" {part} " in there and len(there) < len(part) + 40 for part in parts)


def _has_more(page: Page, number: int, line: str, read: Manuscript, accepted: Texts) -> bool:
    """Tell whether a field's line prints more than the fields that are taken from it say."""
    said = {word for texts in accepted.values() for text in texts for word in _words(text)}
    rest = line
    for one in read.inferred:
        if one.name in accepted:
            for scalar in scalars(one.value):
                if scalar.span.line == number:
                    printed = page.text[(start := _start(page, scalar)) : start + scalar.span.length]
                    rest = rest.replace(printed, " ", 1)
    more = [word for word in _words(rest) if word not in said and word not in _SMALL.split()]
    return bool(more) and not printed_dates.is_noise(" ".join(more))


def _words(text: str) -> list[str]:
    return [word for part in re.findall(r"\w+", text) if (word := key(part))]


def _rows(page: Page, one: Inference) -> Iterator[int]:
    """Yield the lines that a field was read from."""
    for scalar in scalars(one.value):
        start = _start(page, scalar)
        yield from range(
            scalar.span.line, scalar.span.line + 1 + page.text.count("\n", start, start + scalar.span.length)
        )
    for piece in one.stretches:
        yield from _lines_of(page, piece)


def _lines_of(page: Page, piece: Slice) -> range:
    return range(piece.line, piece.line + 1 + page.text.count("\n", piece.start, piece.end))


def _start(page: Page, scalar: Scalar) -> int:
    return page.starts[scalar.span.line - 1] + scalar.span.column - 1
