"""Pictures made smaller, and stripped of what cameras write into them. The home of Pillow, the extra `images`.

A picture is decoded once for all its copies. What comes out depends on the bytes of the picture, the width and the
format, and on the version of Pillow, which is among the versions that every output depends on.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from newsgen.news.diagnostics import Diagnostic, Span, error

Wanted = tuple[int, str]
"""The width of a copy in pixels, and the ending of its name, which says its format."""

Plate = tuple[str, bytes, tuple[Wanted, ...]]
"""A picture on its way to a worker: its project path, its bytes, and the copies that are wanted."""

_FORMATS: dict[str, tuple[str, dict[str, object]]] = {
    ".avif": ("AVIF", {"quality": 55, "speed": 8}),
    ".jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
    ".jpeg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
    ".png": ("PNG", {"optimize": True}),
}

Image.MAX_IMAGE_PIXELS = 150_000_000


def copies_of(_: None, plates: Sequence[Plate]) -> list[tuple[str, Wanted, bytes] | Diagnostic]:
    """Make the copies of some pictures; the work of a worker."""
    found: list[tuple[str, Wanted, bytes] | Diagnostic] = []
    for path, data, wanted in plates:
        try:
            found += _copies(path, data, wanted)
        except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as problem:
            message = f"this picture can't be read: {problem}"
            found.append(error("picture-unreadable", Span(path), message, "Save it again with another program."))
    return found


def _copies(path: str, data: bytes, wanted: Sequence[Wanted]) -> list[tuple[str, Wanted, bytes]]:
    with Image.open(BytesIO(data)) as opened:
        colours = opened.info.get("icc_profile") if opened.mode in ("RGB", "L") else None
        image = ImageOps.exif_transpose(opened)
    if image.mode not in ("RGB", "L"):
        image = image.convert("RGB")
    image.info.clear()
    found = []
    for width, suffix in wanted:
        kind, options = _FORMATS[suffix]
        file = BytesIO()
        _narrowed(image, width).save(file, kind, **options, **({"icc_profile": colours} if colours else {}))
        found.append((path, (width, suffix), file.getvalue()))
    return found


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if width >= image.width:
        return image
    height = max(round(image.height * width / image.width), 1)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
