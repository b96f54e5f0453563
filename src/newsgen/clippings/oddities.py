"""What looks odd in a text that was typed or scraped: told to the editor, never mended.

A quotation mark that is never closed, no-break spaces where a link was lost, text that was decoded wrongly, a
paragraph that stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgen.news.manuscript import Slice

_CLOSING = {"„": "“”", "‚": "‘’", "«": "»", "「": "」", "『": "』", "“": "”", "‘": "’"}
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_LOST_LINK = re.compile(r"(?<=[^\W\d_])\u00a0(?=[^\W\d_])")
_MOJIBAKE = re.compile(
    "â€[™œ\u009d\u0094\u0093\u0099¦“”]|Ã[©¨¡³¶¼¤±§ª«®]|Â[\u00a0«»°]|Ð[\u0080-\u00bf]Ð|×[\u0090-\u00aa]×|\ufffd"
)


@dataclass(frozen=True, slots=True)
class Oddity:
    """What looks odd, in a few words, in which line of the file, and the text there."""

    line: int
    what: str
    text: str


def oddities(text: str, body: Sequence[Slice]) -> Iterator[Oddity]:
    """Yield what looks odd in the paragraphs of a text, in their order."""
    seen: dict[str, int] = {}
    for at, piece in enumerate(body):
        paragraph = text[piece.start : piece.end]
        following = text[body[at + 1].start : body[at + 1].end] if at + 1 < len(body) else ""
        place = _unclosed(paragraph, following)
        if place is not None:
            yield _oddity(paragraph, piece, place, "a quotation mark is opened here and never closed")
        if links := list(_LOST_LINK.finditer(paragraph)):
            number = f"{len(links)} no-break spaces" if len(links) > 1 else "a no-break space"
            yield _oddity(paragraph, piece, links[0].start(), f"{number} between words: a link may have been lost here")
        if wrong := _MOJIBAKE.search(paragraph):
            yield _oddity(paragraph, piece, wrong.start(), "signs of a text that was read in the wrong encoding once")
        if len(paragraph) > 40 and paragraph.strip() in seen:
            yield _oddity(paragraph, piece, 0, f"this paragraph stands in line {seen[paragraph.strip()]} already")
        seen.setdefault(paragraph.strip(), piece.line)


def _oddity(paragraph: str, piece: Slice, place: int, what: str) -> Oddity:
    start = max(place - 20, paragraph.rfind("\n", 0, place) + 1)
    end = paragraph.find("\n", place)
    shown = paragraph[start : min(place + 40, end if end >= 0 else len(paragraph))]
    return Oddity(piece.line + paragraph.count("\n", 0, place), what, shown.strip())


def _unclosed(paragraph: str, following: str) -> int | None:
    """Return where a quotation mark is opened that neither the paragraph nor the next one goes on with."""
    text = _APOSTROPHE.sub("x", paragraph)
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if opened and char in _CLOSING[opened[-1][0]]:
            opened.pop()
        elif char in "„«「『“":
            opened.append((char, place))
    straight = [place for place, char in enumerate(text) if char == '"']
    if opened and not following.lstrip().startswith(opened[0][0]):
        return opened[0][1]
    is_open = len(straight) % 2 == 1 and not re.search(r'\d"', text) and not following.lstrip().startswith('"')
    return straight[-1] if is_open else None
