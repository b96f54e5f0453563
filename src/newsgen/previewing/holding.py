"""What a preview holds in memory, for files change and break while it runs."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

from newsgen.news.diagnostics import Diagnostic
from newsgen.news.output import Pictured
from newsgen.pictures.picture_cache import PictureCache
from newsgen.reading import sources

_PAGES = 200


class Texts:
    """Texts of sources as they were when they could last be read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[str, tuple[str, bytes]] = {}

    def text(self, path: str, digest: str) -> str | Diagnostic:
        """Return the text of a source with a digest, and hold it."""
        held = self._held.get(path)
        if held and held[0] == digest:
            return zlib.decompress(held[1]).decode()
        found = sources.text(self._root, path, digest)
        if isinstance(found, str):
            self._held[path] = (digest, zlib.compress(found.encode(), 1))
        return found

    def keep_only(self, paths: Iterable[str]) -> None:
        """Let go of the texts of all other sources."""
        for path in self._held.keys() - set(paths):
            del self._held[path]


class Pages:
    """The pages that were shown last, as they last could be made."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def hold(self, path: str, data: bytes) -> None:
        """Hold a page, and let go of the one that was shown longest ago if there are many."""
        self._held.pop(path, None)
        self._held[path] = data
        if len(self._held) > _PAGES:
            del self._held[next(iter(self._held))]

    def get(self, path: str) -> bytes | None:
        """Return a page."""
        return self._held.get(path)


class BorrowedPictures(PictureCache):
    """The copies of pictures that builds have made; what is made for the preview stays in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._own: dict[Pictured, bytes] = {}

    def get(self, maker: Pictured) -> bytes | None:
        """Return a copy that was made before."""
        return self._own.get(maker) or super().get(maker)

    def keep(self, maker: Pictured, data: bytes) -> None:
        """Keep a copy as long as the preview runs."""
        self._own[maker] = data
