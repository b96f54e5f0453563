"""What a picture's file says of itself: its size, its caption and credit, and whether it tells where it was taken.

Only headers are read, of JPEG, PNG, GIF, WebP and AVIF; the picture itself is never decoded here. A file that can't be
read says nothing: whether browsers can show it is not our business.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page says of a picture beside its address: its size in pixels, and the widths of its copies."""

    width: int
    height: int
    widths: tuple[int, ...] = ()


class Facts(NamedTuple):
    """What the header of a file says. A width of 0: nothing. `is_located` tells whether the place is in it."""

    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""
    is_located: bool = False
    is_opaque: bool = True


NOTHING = Facts()

WIDTHS = (480, 960, 1440)
MOST = 1920
"""The widths of copies, and the width that none of them passes."""

RESIZED = (".jpeg", ".jpg", ".png")


def as_shown(path: str, facts: Facts, *, resized: bool) -> Picture:
    """Return what pages say of a picture; with copies if pictures are `resized` and this one can be.

    A picture with transparent parts, or one that may move, is left as it is. A copy that would be nearly as wide as the
    next one isn't made.
    """
    if not (resized and facts.is_opaque and path.lower().endswith(RESIZED)):
        return Picture(facts.width, facts.height)
    width = min(facts.width, MOST)
    height = max(round(facts.height * width / facts.width), 1)
    return Picture(width, height, (*(each for each in WIDTHS if each < 0.85 * width), width))


def read(data: bytes) -> Facts:
    """Return what the header of a picture's file says, as browsers show it: turned upright."""
    for magic, reader in _READERS:
        if data.startswith(magic, 4 if magic == b"ftyp" else 0):
            try:
                return reader(data)
            except (struct.error, IndexError, ValueError):
                return NOTHING
    return NOTHING


def copy_url(url: str, width: int, suffix: str) -> str:
    """Return the address of a copy of a picture: `/x/ferry-480.avif` for `/x/ferry.jpg`."""
    return f"{posixpath.splitext(url)[0]}-{width}{suffix}"


def copies(url: str, picture: Picture, suffix: str) -> Iterator[tuple[str, int]]:
    """Yield address and width of each copy; the widest JPEG is the picture's own address, where that is one."""
    for width in picture.widths:
        is_own = suffix == ".jpg" and width == picture.width and url.lower().endswith((".jpg", ".jpeg"))
        yield (url if is_own else copy_url(url, width, suffix)), width


def srcset(url: str, picture: Picture, suffix: str) -> str:
    """Return the copies of a picture in one format, as `srcset` has them (HTML, 4.8.4.2.1)."""
    return ", ".join(f"{address} {width}w" for address, width in copies(url, picture, suffix))


def _png(data: bytes) -> Facts:
    width, height, _, colour = struct.unpack_from(">IIBB", data, 16)
    header = data[: data.find(b"IDAT")]
    return Facts(width, height, is_located=_has_place(header), is_opaque=colour in (0, 2, 3) and b"tRNS" not in header)


def _gif(data: bytes) -> Facts:
    width, height = struct.unpack_from("<HH", data, 6)
    return Facts(width, height, is_opaque=False)


def _webp(data: bytes) -> Facts:
    kind = data[12:16]
    if kind == b"VP8X":
        width = 1 + int.from_bytes(data[24:27], "little")
        return Facts(width, 1 + int.from_bytes(data[27:30], "little"), is_located=_has_place(data), is_opaque=False)
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return Facts(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), is_opaque=False)
    width, height = struct.unpack_from("<HH", data, 26)
    return Facts(width & 0x3FFF, height & 0x3FFF)


def _avif(data: bytes) -> Facts:
    sizes = []
    at = data.find(b"ispe")
    while at >= 0:
        sizes.append(struct.unpack_from(">II", data, at + 8))
        at = data.find(b"ispe", at + 1)
    width, height = max(sizes)
    turn = data.find(b"irot")
    if turn >= 0 and data[turn + 4] & 1:
        width, height = height, width
    return Facts(width, height, is_located=_has_place(data), is_opaque=False)


def _jpeg(data: bytes) -> Facts:
    """Go over the segments of a JPEG file up to its frame header (ITU T.81 annex B)."""
    turned = is_located = False
    caption = credit = ""
    for marker, start, end in _segments(data):
        if marker == 0xE1 and data[start : start + 6] == b"Exif\0\0":
            exif = data[start + 6 : end]
            turned = _tags(exif).get(0x0112, 1) >= 5
            is_located = _has_place(data[start:end])
        elif marker == 0xED and data[start : start + 13] == b"Photoshop 3.0":
            caption, credit = _iptc(data[start:end])
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, start + 1)
            return Facts(*((height, width) if turned else (width, height)), caption, credit, is_located)
    return NOTHING


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment of a JPEG file."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at + 4, at + 2 + length
        at += 2 + length


def _tags(exif: bytes) -> dict[int, int]:
    """Return the short and long values of the first directory of Exif data (TIFF 6.0 section 2)."""
    order = "<" if exif[:2] == b"II" else ">"
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    (number,) = struct.unpack_from(f"{order}H", exif, start)
    found = {}
    for index in range(number):
        tag, kind, _ = struct.unpack_from(f"{order}HHI", exif, start + 2 + 12 * index)
        (found[tag],) = struct.unpack_from(order + ("H" if kind == 3 else "I"), exif, start + 10 + 12 * index)
    return found


def _has_place(data: bytes) -> bool:
    """Tell whether Exif data somewhere in these bytes has a directory of the place (tag 0x8825)."""
    at = max(data.find(b"II*\0"), data.find(b"MM\0*"))
    try:
        return at >= 0 and 0x8825 in _tags(data[at:])
    except struct.error:
        return False


def _iptc(segment: bytes) -> tuple[str, str]:
    """Return caption and credit of IPTC data (IIM 4.2: records 2:120, and 2:110 or 2:80) in a Photoshop segment."""
    at = segment.find(b"8BIM\x04\x04")
    if at < 0:
        return "", ""
    at += 6
    at += 1 + segment[at] + (1 - segment[at] % 2)  # a name, padded to an even length
    (length,) = struct.unpack_from(">I", segment, at)
    block = segment[at + 4 : at + 4 + length]
    found: dict[tuple[int, int], bytes] = {}
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        (size,) = struct.unpack_from(">H", block, at + 3)
        found.setdefault((block[at + 1], block[at + 2]), block[at + 5 : at + 5 + size])
        at += 5 + size
    is_utf8 = found.get((1, 90)) == b"\x1b%G"
    credit = found.get((2, 110)) or found.get((2, 80), b"")
    return _words(found.get((2, 120), b""), is_utf8=is_utf8), _words(credit, is_utf8=is_utf8)


def _words(data: bytes, *, is_utf8: bool) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "" if is_utf8 else data.decode("latin-1")
    return " ".join(text.split()) if all(char.isprintable() or char.isspace() for char in text) else ""


_READERS = (
    (b"\xff\xd8\xff", _jpeg),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF8", _gif),
    (b"RIFF", _webp),
    (b"ftyp", _avif),
)
