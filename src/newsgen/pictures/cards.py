"""Social cards, drawn by Pillow with a font of the project: paper, headline and day on a sheet of the default theme.

A card depends on its words, the font's bytes, Pillow's version and `picture_cache.DRAWING`, nothing else. Letters are
set one after the other; `news/cards.py` says for which scripts that will do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from newsgen.news.cards import HEIGHT, WIDTH
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.output import Drawn

_PAPER, _INK, _SOFT, _ACCENT = (252, 250, 245), (30, 27, 22), (95, 88, 76), (143, 29, 20)
_EDGE, _TOP, _FOOT = 80, 190, 540
_SIZES = (92, 80, 70, 62, 54, 47, 41, 36)
_LEADING = 1.16
_HAN = "\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\uffef"
_PIECE = re.compile(rf"\s+|[{_HAN}]|[^\s{_HAN}]+")
_SHADES = 32


def cards_of(font: bytes, batch: Sequence[tuple[str, Drawn]]) -> list[tuple[str, bytes] | Diagnostic]:
    """Draw some cards, each for the path of its output; the work of a worker."""
    found: list[tuple[str, bytes] | Diagnostic] = []
    for path, maker in batch:
        try:
            found.append((path, _drawn(font, maker)))
        except (OSError, ValueError) as problem:
            hint = "Name another font: a file that ends with .ttf, .otf or .ttc."
            found.append(error("card-font", Span(maker.font), f"no card can be drawn with this font: {problem}", hint))
            break
    return found


@cache
def _face(font: bytes, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)


def _drawn(font: bytes, card: Drawn) -> bytes:
    sheet = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(sheet)
    _row(pen, 118, 3)
    _row(pen, 125, 3)
    pen.text((_EDGE, 92), _cut(card.label, _face(font, 36), WIDTH - 2 * _EDGE), _ACCENT, _face(font, 36), anchor="ls")
    size, lines = _fitted(font, card.headline)
    for number, line in enumerate(lines):
        pen.text((_EDGE, _TOP + (number + 0.8) * size * _LEADING), line, _INK, _face(font, size), anchor="ls")
    pen.text((_EDGE, HEIGHT - 42), card.day, _SOFT, _face(font, 30), anchor="ls")
    file = BytesIO()
    sheet.quantize(_SHADES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _row(pen: ImageDraw.ImageDraw, top: int, thickness: int) -> None:
    pen.rectangle((_EDGE, top, WIDTH - _EDGE, top + thickness - 1), _INK)


def _fitted(font: bytes, headline: str) -> tuple[int, list[str]]:
    """Return the largest size at which a headline fits, and its lines; one that never fits is cut."""
    for size in _SIZES:
        most = int((_FOOT - _TOP) / (size * _LEADING))
        lines = _lines(headline, _face(font, size))
        if len(lines) <= most:
            return size, lines
    last = _cut(f"{lines[most - 1]} {lines[most]}", _face(font, size), WIDTH - 2 * _EDGE)
    return size, [*lines[: most - 1], last]


def _lines(text: str, face: ImageFont.FreeTypeFont) -> list[str]:
    """Break a text into lines that fit: at blanks, between signs of Chinese and Japanese, within words too long."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        rest = piece
        while face.getlength((line + rest).rstrip()) > WIDTH - 2 * _EDGE:
            if line.strip():
                lines.append(line.strip())
                line, rest = "", rest.lstrip()
                continue
            fits = next(n for n in range(len(rest), 0, -1) if n == 1 or face.getlength(rest[:n]) <= WIDTH - 2 * _EDGE)
            lines.append(rest[:fits])
            rest = rest[fits:]
        line += rest
    return [*lines, line.strip()] if line.strip() else lines


def _cut(text: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    """Cut a text so that it fits, with dots in the place of what is gone."""
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
