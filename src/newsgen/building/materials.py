"""What outputs are made of, fetched when it is needed and held against what was planned with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsgen.building.work import body_key, portion_key
from newsgen.loader import Loaded
from newsgen.memory.state import State, StateError
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.fingerprint import of_bytes
from newsgen.news.output import Output, PrintedText
from newsgen.news.settings import Settings
from newsgen.pictures.picture_cache import PictureCache
from newsgen.reading import sources
from newsgen.reading.records import Digested


class Materials:
    """Gives files and kept bodies, and the digests of sources: one that changed since it was loaded is an error.

    `copied` are files that lie outside `articles/`, by the name that outputs have for them; `keys` are those of the
    bodies that were asked for, by source; `pictures` keeps copies of pictures.
    """

    def __init__(
        self, root: Path, loaded: Loaded, settings: Settings, book: State, pictures: Path | None = None
    ) -> None:
        self.root = root
        self.loaded = loaded
        self.settings = settings
        self.book = book
        self.copied: dict[str, tuple[Path, Digested]] = {}
        self.keys: dict[str, str] = {}
        self.pictures = PictureCache(pictures)
        self.has_bodies = book.has_bodies()
        self._portion_keys: dict[tuple[str, str], str] = {}

    def digest(self, path: str) -> str:
        """Return the digest of the source that was parsed."""
        return self.loaded.records[path].digest

    def kept(self, printed: PrintedText) -> bytes | None:
        """Return the body kept of a story, if nothing that it depends on has changed."""
        source = printed.story.source
        key = self.keys[source] = body_key(printed, self.settings)
        if not self.has_bodies:
            return None
        try:
            for _, known, data in self.book.bodies([source]):
                if known == key:
                    return data
                self.book.drop_body(source)
        except StateError:
            pass
        return None

    def portions(self, output: Output) -> tuple[bytes | None, ...]:
        """Return the portions of a gathered output that were kept and are what they would be now; forget the others."""
        view: Any = output.view
        keys = {portion.name: portion_key(portion.digest, self.settings) for portion in view.portions}
        self._portion_keys |= {(output.path, name): key for name, key in keys.items()}
        try:
            found = self.book.portions(output.path, keys)
        except StateError:
            found = {}
        return tuple([found.get(portion.name) for portion in view.portions])

    def keep_portions(self, path: str, found: Iterable[tuple[str, bytes]]) -> None:
        """Keep portions that were made anew."""
        self.book.keep_portions(path, [(name, self._portion_keys[path, name], data) for name, data in found])

    def file(self, source: str) -> bytes | Diagnostic:
        """Return a copied file's bytes, if they are still the ones that were digested."""
        if source in self.copied:
            place, record = self.copied[source]
            read = sources.read(place.parent, place.name, sources.MAX_FILE)
        else:
            record = self.loaded.files[source]
            read = sources.read(self.root, source, sources.MAX_FILE)
        if isinstance(read, Diagnostic):
            return replace(read, span=replace(read.span, path=source))
        return read[0] if of_bytes(read[0]) == record.digest else sources.changing(source)
