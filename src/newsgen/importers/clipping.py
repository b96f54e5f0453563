"""Clippings taken into the archive: what was read out of one becomes front matter above its untouched text.

From then on the fields are facts, and the record says which lines are the story, so that a better reader moves nothing.
Not one character of the text changes. Pure: bytes in, text out; who asks the editor and writes the file is the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from newsgen.clippings.allotment import STORY, Allotted, allotted, texts_of
from newsgen.clippings.oddities import Oddity, oddities
from newsgen.copydesk import clipping_record, front_matter
from newsgen.copydesk.inferences import NEEDED, scalar_texts
from newsgen.formats import clipping
from newsgen.news import escaping, lines, slugs
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.field_lines import Written, field_lines
from newsgen.news.lines import Page
from newsgen.news.manuscript import Manuscript, Scalar, Sequence, Slice, Value
from newsgen.news.manuscript import Mapping as Tree
from newsgen.news.settings import Settings
from newsgen.news.text import one_line
from newsgen.news.tongues import same
from newsgen.reading import sources

ORDER = (
    "headline",
    "date",
    "byline",
    "deck",
    "kicker",
    "outlet",
    "dateline",
    "wire",
    "section",
    "updated",
    "photos",
    "lang",
)
"""What a reader may find, in the order in which it is written down."""

_RECORD = ("reviewed", "sha256", "body_lines")
_BARE_ID = re.compile(r"[^\s/\\<>\"'?#%]+(?:/[^\s/\\<>\"'?#%]+)*\Z")


@dataclass(frozen=True, slots=True)
class Clipping:
    """A clipping as it was read, before it is taken in.

    `text` is the whole file with newlines as line ends, `rest` what of it is below the front matter; `untouched` is
    that with the line ends that it came with.
    """

    name: str
    text: str
    rest: Slice
    untouched: str
    manuscript: Manuscript

    @property
    def words(self) -> str:
        """Return the text below the front matter."""
        return self.text[self.rest.start : self.rest.end]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text below the front matter."""
        return clipping_record.digest(self.words)

    def stated(self, name: str) -> str:
        """Return a field's text in the front matter, or nothing."""
        value = self.manuscript.fields.get(name)
        return ", ".join(scalar_texts(value)) if value is not None else ""

    def sure(self, bar: float, language: str = "") -> dict[str, Written]:
        """Return the inferred fields that are sure enough and not stated, but for the site's `language`."""
        found = {one.name: one for one in reversed(self.manuscript.inferred)}
        return {
            name: written(found[name].value)
            for name in ORDER
            if name in found and found[name].confidence >= bar and not self.stated(name)
            if name != "lang" or not same("".join(scalar_texts(found[name].value)), language)
        }

    def lacking(self, bar: float) -> tuple[str, ...]:
        """Return which of headline and date are neither stated nor sure."""
        known = self.sure(bar)
        return tuple(name for name in NEEDED if name not in known and not self.stated(name))

    def account(self, fields: Mapping[str, Written], chosen: str | None = None) -> tuple[Allotted, ...]:
        """Say what becomes of each line if `fields` are accepted; `chosen` are lines that somebody named as the story.

        Stated fields are accepted but for those that `fields` hold; an empty one is taken away.
        """
        stated: dict[str, Written] = {entry.name: texts_of(entry.value) for entry in self.manuscript.fields}
        accepted = {name: texts for name, value in (stated | dict(fields)).items() if (texts := _texts(value))}
        page = self._page()
        named = clipping_record.numbers(page, self.rest.line, chosen) if chosen is not None else None
        return allotted(page, self.rest.line, self.manuscript, accepted, named)

    def lines(self, account: Iterable[Allotted]) -> str:
        """Return which lines are the story, as `body_lines` says it."""
        story = {one.number for one in account if one.use == STORY}
        return clipping_record.stated(self._page(), self.rest.line, story)

    def are_lines(self, chosen: str) -> bool:
        """Tell whether a text such as `5, 9-33` names lines of this clipping."""
        return bool(chosen) and clipping_record.numbers(self._page(), self.rest.line, chosen) is not None

    def body(self, fields: Mapping[str, Written]) -> tuple[Slice, ...]:
        """Return the story's paragraphs, in the lines that are chosen or in those that the fields leave to it."""
        stated = self.body_lines(fields)
        return clipping_record.body(self._page(), self.rest.line, stated) or ()

    def body_lines(self, fields: Mapping[str, Written]) -> str:
        """Return the lines that are chosen in `fields`, or those that the other fields leave to the story."""
        return str(fields["body_lines"]) if "body_lines" in fields else self.lines(self.account(fields))

    def _page(self) -> Page:
        return lines.cut(self.text, self.name, self.rest)

    def odd(self) -> tuple[Oddity, ...]:
        """Return what looks odd in the story's text, by the lines of the text."""
        found = oddities(self.text, self.manuscript.body)
        return tuple(replace(one, line=one.line - self.rest.line + 1) for one in found)


def read(data: bytes, name: str) -> Clipping | Diagnostic:
    """Read a clipping, without regard to the record of an earlier import."""
    text = sources.text_of(data, name)
    if isinstance(text, Diagnostic):
        return text
    _, rest = front_matter.split(text)
    raw = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    ends = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", raw))]
    untouched = raw[ends[rest.line - 1] if rest.start else 0 :] if rest.start < len(text) else ""
    return Clipping(name, text, rest, untouched, clipping.read_anew(text, name))


def filed(found: Clipping, fields: Mapping[str, Written], path: str, settings: Settings, added: str) -> str:
    """Return a clipping with its record: stated fields as they stand, then `fields`, then what is pinned.

    `path` is where it will stand, from the project's folder; an empty field is one that the editor took away.
    """
    record = field_lines([("body_lines", found.body_lines(fields))])
    front = [*_front(found, fields, path, settings, added), *record]
    end = next(iter(re.findall(r"\r\n|\r|\n", found.untouched)), "\n")
    return "".join(line + end for line in ("---", *front, "---")) + found.untouched


def as_markdown(found: Clipping, fields: Mapping[str, Written], path: str, settings: Settings, added: str) -> str:
    """Return a clipping as a Markdown story that shows the very same paragraphs."""
    front = [*_front(found, fields, path, settings, added), *field_lines([("typography", False)])]
    parts = (escaping.paragraph(found.text[piece.start : piece.end]) for piece in found.body(fields))
    return "".join(f"{line}\n" for line in ("---", *front, "---")) + "".join(f"\n{part}\n" for part in parts)


def _front(found: Clipping, fields: Mapping[str, Written], path: str, settings: Settings, added: str) -> Iterator[str]:
    headline = fields.get("headline") or found.stated("headline")
    known = {
        "id": _id(path),
        "slug": slugs.from_headline(str(headline), keep_script=settings.slugs == "unicode"),
        "added": added,
    }
    pinned = {name: value for name, value in known.items() if value and name not in fields and not found.stated(name)}
    record: dict[str, Written] = {"reviewed": fields.get("reviewed", False), "sha256": found.digest}
    ordered = [(name, fields[name]) for name in sorted(fields, key=_place) if fields[name] and name not in _RECORD]
    yield from _kept_lines(found, {*fields, *_RECORD})
    yield from field_lines([*ordered, *pinned.items(), *record.items()])


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _id(path: str) -> str:
    """Return the id that the story has by its path, or nothing where that can't be written down."""
    bare = str(PurePosixPath(path).with_suffix("")).partition("/")[2]
    return bare if _BARE_ID.match(bare) else ""


def _kept_lines(found: Clipping, without: set[str]) -> Iterator[str]:
    """Yield the lines of front matter that stand already, but for some fields."""
    where, _ = front_matter.split(found.text)
    if where is None:
        return
    dropping = False
    entries = {entry.span.line: entry.name for entry in found.manuscript.fields}
    for number, line in enumerate(found.text[where.start : where.end].removesuffix("\n").split("\n"), where.line):
        dropping = entries[number] in without if number in entries else dropping
        if not dropping and (line.strip() or number in entries):
            yield line


def _texts(value: Written) -> tuple[str, ...]:
    """Return the texts of a value that is to be written."""
    if isinstance(value, bool):
        return ()
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(text for each in value for text in ((each,) if isinstance(each, str) else each.values()))


def written(value: Value) -> Written:
    """Return a value that was read, as it is written down."""
    if isinstance(value, Scalar):
        return one_line(value.text)
    if isinstance(value, Sequence) and value.items and isinstance(value.items[0], Tree):
        maps = [item for item in value.items if isinstance(item, Tree)]
        return tuple({e.name: one_line(e.value.text) for e in item if isinstance(e.value, Scalar)} for item in maps)
    return tuple(one_line(text) for text in scalar_texts(value))
