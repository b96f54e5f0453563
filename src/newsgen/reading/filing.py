"""The archive's folder as an importer sees it: what lies there, and a new file put in.

A file appears whole or not at all, and none that lies there is ever written over, but for one that is named.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from newsgen.copydesk import front_matter
from newsgen.copydesk.clipping_record import digest
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.fields import TRUE
from newsgen.news.settings import Settings
from newsgen.reading import sources

_REVIEWED = re.compile(r"^reviewed:\s*(\w+)", re.MULTILINE)
_RECORDED = re.compile(r"^sha256:\s*([0-9a-f]{64})\s*$", re.MULTILINE)


def stories(root: Path, settings: Settings) -> Iterator[tuple[str, str, frozenset[str], bool | None]]:
    """Yield path, text below the front matter, and digests (recorded, actual) of each story that can be read; and
    whether somebody has reviewed it, None of a story that never was a clipping.
    """
    found, _ = sources.scan(root, "articles", settings.ignore, sources.NO_STORY)
    for file in found:
        if not file.path.lower().endswith(sources.STORIES):
            continue
        read = sources.read(root, file.path)
        text = read if isinstance(read, Diagnostic) else sources.text_of(read[0], file.path)
        if isinstance(text, Diagnostic):
            continue
        where, rest = front_matter.split(text)
        words = text[rest.start : rest.end]
        stated = _RECORDED.findall(text[where.start : where.end]) if where else []
        said = _REVIEWED.search(text[where.start : where.end]) if where else None
        reviewed = said[1].lower() in TRUE if said else False if file.path.lower().endswith(".txt") else None
        yield file.path, words, frozenset([*stated, digest(words)]), reviewed


def words(root: Path, path: str) -> str:
    """Return the text below the front matter of one story; nothing if it can't be read."""
    read = sources.read(root, path)
    text = read if isinstance(read, Diagnostic) else sources.text_of(read[0], path)
    if isinstance(text, Diagnostic):
        return ""
    _, rest = front_matter.split(text)
    return text[rest.start : rest.end]


def free_path(root: Path, folder: str, stem: str, suffix: str) -> str:
    """Return a path in a folder that no file has yet: numbered when the name is taken, in any case."""
    there = root / folder
    taken = {name.casefold() for name in os.listdir(there)} if there.is_dir() else set()
    stems = {name.rpartition(".")[0] for name in taken}
    name, number = stem, 2
    while name.casefold() in stems:
        name, number = f"{stem}-{number}", number + 1
    return f"{folder}/{name}{suffix}"


def put(root: Path, path: str, text: str) -> None:
    """Write a file whole, its folders with it; raises `OSError`."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_name(f".{place.name}.tmp")
    try:
        half.write_text(text, "utf-8", newline="")
        os.replace(half, place)
    except OSError:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise
