"""Sources amended on disk: read, mended, held against what they were, and put back whole.

A source is written only if it turns into the same story but for what was to be mended; one that is no story yet, only
if it has fewer mistakes then.
"""

from __future__ import annotations

import codecs
import os
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsgen.copydesk import front_matter
from newsgen.copydesk.mending import with_fences, with_fields, with_items, with_words
from newsgen.news.article import Article
from newsgen.news.checking import Amendment, Mend, Pin, Refence, Spelling
from newsgen.news.diagnostics import Diagnostic, Level, Span, error, has_errors, warning
from newsgen.news.field_lines import field_lines
from newsgen.news.settings import Settings
from newsgen.reading import parser, sources

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def amend(root: Path, settings: Settings, mend: Amendment) -> Diagnostic | None:
    """Mend one source; return why it can't be done, or None once it is."""
    read = sources.read(root, mend.path)
    if isinstance(read, Diagnostic):
        return read
    mark, encoding = next((pair for pair in _MARKS if read[0].startswith(pair[0])), (b"", "utf-8"))
    text = _mended(read[0][len(mark) :].decode(encoding), mend)
    data = mark + text.encode(encoding) if text is not None else b""
    if not data or not _is_right(settings, mend, read[0], data):
        message = "this file's front matter can't be changed by newsgen"
        return warning("not-mended", Span(mend.path), message, _by_hand(mend))
    return _put(root / mend.path, mend.path, data)


def _mended(text: str, mend: Amendment) -> str | None:
    match mend:
        case Mend():
            return with_items(text, mend.field, mend.items)
        case Pin():
            return with_fields(text, mend.fields)
        case Spelling():
            return with_words(text, mend.places)
        case Refence():
            return with_fences(text)


def _by_hand(mend: Amendment) -> str:
    """Say what an editor is to do instead."""
    match mend:
        case Mend():
            return f"Add {', '.join(mend.items)} to `{mend.field}` yourself."
        case Pin():
            return "\n".join(["Write yourself:", *field_lines(mend.fields)])
        case Spelling() | Refence():
            return "Do what the messages about it say."


def _is_right(settings: Settings, mend: Amendment, old: bytes, new: bytes) -> bool:
    if isinstance(mend, Spelling):
        return _is_better(settings, mend, old, new)
    if isinstance(mend, Refence):
        return _is_legible(mend.path, new) or _is_better(settings, mend, old, new)
    return _is_same_but_for(settings, mend, old, new)


def _is_legible(path: str, data: bytes) -> bool:
    """Tell whether nothing is wrong with the front matter of some bytes, whatever its fields say."""
    text = sources.text_of(data, path)
    if isinstance(text, Diagnostic):
        return False
    where, _ = front_matter.split(text)
    return where is not None and not front_matter.read(text, where, path)[1]


def _is_better(settings: Settings, mend: Spelling | Refence, old: bytes, new: bytes) -> bool:
    """Tell whether the new bytes have fewer errors than the old ones, and none that those hadn't."""
    before, after = (
        Counter(
            (one.code, one.message)
            for one in parser.parse(settings, mend.path, data).problems
            if one.level is Level.ERROR
        )
        for data in (old, new)
    )
    return after < before


def _is_same_but_for(settings: Settings, mend: Mend | Pin, old: bytes, new: bytes) -> bool:
    """Tell whether the new bytes make the same story, with what was to be added and nothing wrong."""
    before, after = parser.parse(settings, mend.path, old), parser.parse(settings, mend.path, new)
    if has_errors(after.problems) or not isinstance(before.made, Article) or not isinstance(after.made, Article):
        return False
    blank: dict[str, Any] = {"digest": ""} | ({mend.field: ()} if isinstance(mend, Mend) else {"added": None})
    bodies = [replace(made.body, slices=()) for made in (before.made, after.made)]
    if replace(before.made, body=bodies[0], **blank) != replace(after.made, body=bodies[1], **blank):
        return False
    if isinstance(mend, Pin):
        return after.made.added in (before.made.added, before.made.date)
    items = {*getattr(before.made, mend.field), *mend.items}
    return set(getattr(after.made, mend.field)) == items


def _put(place: Path, path: str, data: bytes) -> Diagnostic | None:
    half = place.with_name(f".{place.name}.tmp")
    try:
        half.write_bytes(data)
        os.chmod(half, place.stat().st_mode & 0o7777)
        os.replace(half, place)
    except OSError as problem:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        return error("source-unwritable", Span(path), f"this file can't be changed: {problem.strerror}", _WRITABLE)
    return None


_WRITABLE = "Nothing in it was changed. Check its permissions, and the room on the disk."
