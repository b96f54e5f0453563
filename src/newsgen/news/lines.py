"""The page: a text cut into its visible lines, in blocks between blank lines.

Nothing is changed: a line is a stretch of the text, a value read from it says where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsgen.news.diagnostics import Span
from newsgen.news.manuscript import Scalar, Slice

MAX_TYPED = 120  # no typist's line is longer
_FULL_LINE = 30  # a shorter one ends where it likes

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_MARKS = re.compile(r"^(?:>[> ]*(?=\S)|#{1,6}\s+(?=\S)|\*{1,2}(?=[^*\s]))+|(?<=[^*\s])\*{1,2}$")
"""How mail programs quote, and how Markdown marks a headline."""

_BYLINE = re.compile(r"(?:by|di|de|von|par|por|door|from)\s+[^\Wa-z\d_]")
_FULL_TEXT = re.compile(r"\s*(?:full ?text|article text|volltext)\s*[:：][ \t\u00a0]*(?=\S)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？．؟۔]['\"’”»)\]）」』]{0,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its line end."""

    start: int
    end: int
    number: int
    block: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text cut into lines; lines that show nothing but aren't white space are kept apart.

    `is_typed`: no line is longer than a typist's, so that lines of one block may be one sentence.
    """

    text: str
    path: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]
    invisible: tuple[Line, ...]
    is_typed: bool

    def line(self, at: int) -> str:
        """Return a line's text without the blanks at its ends."""
        return _MARKS.sub("", self.text[self.lines[at].start : self.lines[at].end].strip().strip(_INVISIBLE).strip())

    def same_block(self, at: int, other: int) -> bool:
        """Tell whether no blank line parts two lines."""
        return self.lines[at].block == self.lines[other].block

    def runs_on(self, at: int, other: int) -> bool:
        """Tell whether two lines may be parts of one sentence, wrapped by a typist."""
        return self.is_typed and self.same_block(at, other)

    def stands_alone(self, at: int) -> bool:
        """Tell whether a line is a block by itself."""
        is_alone = at + 1 == len(self.lines) or not self.same_block(at, at + 1)
        return is_alone and (at == 0 or not self.same_block(at - 1, at))

    def scalar(self, start: int, end: int, text: str = "") -> Scalar:
        """Return `text[start:end]`, or `text` where it differs from what is printed, with its place."""
        row = bisect_right(self.starts, start)
        printed = text or re.sub(r"\s*\n(?:\s|>(?=[> ]))*", " ", self.text[start:end])
        return Scalar(printed, Span(self.path, row, start - self.starts[row - 1] + 1, max(end - start, 1)))

    def stretch(self, first: int, last: int) -> Scalar:
        """Return the lines from `first` up to `last`, excluding it, without the blanks around them."""
        start, end = self.lines[first].start, self.lines[last - 1].end
        start = self.text.index(self.line(first), start)
        last_line = self.line(last - 1)
        end = self.text.rindex(last_line, self.lines[last - 1].start, end) + len(last_line)
        return self.scalar(start, end)


def cut(text: str, path: str, rest: Slice) -> Page:
    """Cut `text[rest]` into its visible lines; without any blank line between them, each is a block."""
    starts, lines, invisible = [0], list[Line](), list[Line]()
    block, at, number = 0, rest.start, rest.line
    starts.extend(match.end() for match in re.finditer("\n", text))
    for raw in text[rest.start : rest.end].split("\n"):
        line = Line(at, at + len(raw), number, block)
        at, number = at + len(raw) + 1, number + 1
        if raw.strip().strip(_INVISIBLE).strip():
            lines.append(line)
        else:
            block += 1
            invisible.extend([line] if raw.strip() else [])
    is_typed = _is_typed(text, lines)
    if is_typed:
        lines = _indented(text, lines)
    elif lines and lines[0].block == lines[-1].block:  # no blank lines: a line is a paragraph
        lines = [Line(line.start, line.end, line.number, at) for at, line in enumerate(lines)]
    return Page(text, path, tuple(starts), tuple(lines), tuple(invisible), is_typed)


def _indented(text: str, lines: list[Line]) -> list[Line]:
    """Part typed lines where one is indented under a sentence's end; without blank lines also where one ends short."""
    is_dense = lines[0].block == lines[-1].block
    full = max(line.end - line.start for line in lines)
    made, block = [lines[0]], 0
    for above, line in pairwise(lines):
        ended = ends_sentence(text[above.start : above.end].strip())
        is_indented = text[line.start : line.start + 1] in " \t" and text[above.start : above.start + 1] not in " \t"
        is_short = above.end - above.start < 0.75 * full
        is_title = is_dense and above.end - above.start < 0.6 * full
        is_new = line.block != above.block or (ended and (is_indented or (is_dense and is_short))) or is_title
        block += is_new
        made.append(Line(line.start, line.end, line.number, block))
    return made


def _is_typed(text: str, lines: list[Line]) -> bool:
    """Tell whether a typist has wrapped the lines: none is too long, and sentences go on from one to the next."""
    wrapped = 0
    full = max((_FULL_LINE, *(0.6 * (line.end - line.start) for line in lines)))
    for one, other in pairwise(lines):
        if width(text[one.start : one.end]) > MAX_TYPED:
            return False
        below = text[other.start : other.end].strip()
        if _BYLINE.match(below):
            continue
        is_full = one.end - one.start >= full and not ends_sentence(text[one.start : one.end].strip())
        wrapped += one.block == other.block and is_full and (below[:1].islower() or _is_caseless(below[:1]))
    return wrapped > 0 and (not lines or width(text[lines[-1].start : lines[-1].end]) <= MAX_TYPED)


def _is_caseless(char: str) -> bool:
    return char.isalpha() and char.lower() == char.upper()


def width(line: str) -> int:
    """Return how wide a line is in print: signs of Chinese and Japanese count twice."""
    return len(line) if line.isascii() else sum(2 if "\u3000" <= char <= "\uffee" else 1 for char in line)


def paragraphs(page: Page, first: int, last: int) -> Iterator[Slice]:
    """Join the lines of a block; where one of them is too long to be typed, each is a paragraph of its own."""
    start = first
    while start < last:
        end = start + 1
        while end < last and page.same_block(start, end):
            end += 1
        first = page.lines[start].start + text_start(page.text[page.lines[start].start : page.lines[start].end])
        if any(page.lines[at].end - page.lines[at].start > MAX_TYPED for at in range(start, end)):
            yield Slice(first, page.lines[start].end, page.lines[start].number)
            yield from (Slice(line.start, line.end, line.number) for line in page.lines[start + 1 : end])
        else:
            yield Slice(first, page.lines[end - 1].end, page.lines[start].number)
        start = end


def text_start(line: str) -> int:
    """Return where the story begins in a line such as `Full text: The ferry …`; 0 where no label stands before it."""
    match = _FULL_TEXT.match(line)
    return match.end() if match else 0


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a full stop or the like, in any script, quotation marks after it or not."""
    return _SENTENCE_END.search(text[-8:]) is not None


def is_cased(text: str) -> bool:
    """Tell whether a text has letters of a script with capitals."""
    return any(char.lower() != char.upper() for char in text)
