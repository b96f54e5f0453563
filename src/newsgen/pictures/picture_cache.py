"""Copies of pictures, and cards, that were made before, in `.newsgen/pictures/`: none is encoded twice, however the
site changes.

A file's name stands for the picture's bytes, the width, the format and the encoder, or for a card's words and font;
what it holds begins with its own digest. Only what the site shows is kept. Lost or broken, the cache costs time, never
truth.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from newsgen.news.fingerprint import of_value
from newsgen.news.output import Drawn, Pictured
from newsgen.workers.toolchain import version_of

DRAWING = "cards 1"
"""Changes when cards are drawn in another way."""

_DIGEST = 32


def kept_pictures(root: Path) -> Path:
    """Return the folder in which a project's copies are kept."""
    return root / ".newsgen" / "pictures"


class PictureCache:
    """A folder of copies; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, maker: Pictured) -> bytes | None:
        """Return a copy, if it was kept and is what was kept."""
        if self._folder is None:
            return None
        try:
            data = (self._folder / key(maker)).read_bytes()
        except OSError:
            return None
        return data[_DIGEST:] if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST] else None

    def keep(self, maker: Pictured, data: bytes) -> None:
        """Keep a copy; a disk that doesn't take it costs time in the next build."""
        if self._folder is None:
            return
        place = self._folder / key(maker)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            new = place.with_suffix(f".{os.getpid()}")
            new.write_bytes(hashlib.sha256(data).digest() + data)
            new.replace(place)

    def listing(self) -> str:
        """Return what stands for the names of all that is kept; empty when nothing is."""
        try:
            names = os.listdir(self._folder) if self._folder else []
        except OSError:
            names = []
        return of_value(sorted(names)) if names else ""

    def prune(self, shown: Iterable[Pictured]) -> None:
        """Delete what none of these outputs is made of."""
        if self._folder is None or not self._folder.is_dir():
            return
        wanted = {key(maker) for maker in shown}
        for place in self._folder.iterdir():
            if place.name not in wanted:
                with suppress(OSError):
                    place.unlink()


def key(maker: Pictured) -> str:
    """Return what stands for a copy, wherever it is shown."""
    if isinstance(maker, Drawn):
        words = (maker.headline, maker.label, maker.day)
        return of_value((DRAWING, maker.font_digest, words, version_of("pillow")))[:40]
    return of_value((maker.digest, maker.width, maker.suffix, version_of("pillow")))[:40]
