"""The names in a story's front matter: who wrote it, for which outlet, and the tags, section and thread it belongs to.

A name stays as the editor spelled it. Its identity is its own, or the one that the settings give to all spellings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from newsgen.news import bylines, fields, slugs
from newsgen.news.article import Credit, Term
from newsgen.news.diagnostics import Span
from newsgen.news.field_lines import quoted
from newsgen.news.fields import Report
from newsgen.news.manuscript import Mapping, Scalar, Sequence, Value
from newsgen.news.settings import Profile, Settings
from newsgen.news.text import fold, one_line, shorten

_LEFT_OVER = re.compile(r"\s*[(（]\s*[)）]|(?:[\s,;]+(?:and|und|et|y|&))?(?:\s+[-–—])?[\s,;/|•]*\Z|\A[\s,;/|•]+")
"""What stays of a byline's punctuation where a part is taken out of it."""

_HANDLE = re.compile(
    r"\s*[(（](?!(?:photo|foto|text|texte|testo|video|grafik|bild)s?\W)@?[a-z0-9][a-z0-9_.-]{0,38}[)）](?=\Z|[\s,;])"
)
"""What a writer is called on some website or, in small letters, in the newsroom."""

_LIKE_A_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
"""A name as tools write it, and no reader: `jane-doe`."""

_MARKUP = re.compile(r"<[a-z/][^<>]{0,500}>|\[([^\[\]]{1,200})\]\([^()]{0,500}\)", re.IGNORECASE)
"""HTML, and links of Markdown."""


@dataclass(frozen=True, slots=True)
class Bylined:
    """What a byline says: the people, and, where it names them, the outlet, the place and the agency."""

    credits: tuple[Credit, ...] = ()
    outlet: Term | None = None
    place: str = ""
    wire: str = ""


@lru_cache(2000)
def _bylined(line: str, outlets: frozenset[str]) -> bylines.Byline:
    """Read a byline, of which there are fewer than stories; `outlets` are the folded names in the settings."""
    return bylines.read(line, lambda part: fold(part) in outlets)


def _stated(line: str, outlets: frozenset[str]) -> bylines.Byline:
    """Read a byline of which an editor says that it is one: handles are passed over, and words in small letters behind
    a name, which name nobody, say what somebody does.
    """
    read = _bylined(line, outlets)
    if read.unclear and (plain := _HANDLE.sub("", line)) != line:
        line, read = plain, _bylined(plain, outlets)
    if not read.unclear.islower() or not line.endswith(read.unclear):
        return read
    named = _bylined(line.removesuffix(read.unclear).rstrip(" ,;|/•–—-"), outlets)
    is_sure = " " in read.unclear or any(" " in one.name for one in named.credits)
    if named.unclear or not is_sure:
        return read
    return replace(named, credits=tuple(replace(one, role=one.role or read.unclear) for one in named.credits))


class Names:
    """Makes terms of names; what is wrong with them goes into the report."""

    def __init__(self, settings: Settings, report: Report) -> None:
        self.settings = settings
        self.report = report

    def term(self, name: str, kind: str, span: Span) -> Term:
        """Make a term; a name that the settings list as another's spelling gets the other's identity."""
        self.refuses_path(name, span)
        profile: Profile | None = self.settings.profiles(kind).get(fold(name))
        term = slugs.term(profile.name if profile else name)
        is_file_name = profile and kind in ("bylines", "outlets") and _LIKE_A_SLUG.fullmatch(name)
        return Term(term.name if is_file_name else name, term.key, term.slug)

    def refuses_path(self, name: str, span: Span) -> bool:
        """Tell whether a name is a path out of its folder, and note it."""
        if slugs.leaves_its_folder(name):
            hint = "Write a plain name: no `..`, no backslash, no slash at the start."
            self.report.error("path", span, f"“{shorten(name, 80)}” is a path, not a name", hint)
            return True
        return False

    def byline(self, value: object) -> Bylined:
        """Read a byline: one text, or a list of them; each may name several people."""
        if not isinstance(value, Scalar | Sequence | Mapping):
            return Bylined()
        found: dict[tuple[str, str], Credit] = {}
        outlet, wire, places = None, "", []
        for item in value.items[: fields.MAX_ITEMS] if isinstance(value, Sequence) else (value,):
            read = self._read(item)
            for credit in read.credits:
                found.setdefault((credit.person.key, credit.role), credit)
            outlet, wire = outlet or read.outlet, wire or read.wire
            places += [read.place] if read.place else []
        return Bylined(tuple(found.values()), outlet, ", ".join(dict.fromkeys(places)), wire)

    def _read(self, item: Value) -> Bylined:
        if isinstance(item, Mapping):
            hint, name = "Write `byline: Ana Ruiz and J. Doe`, or a list of such texts.", item.get("name")
            if isinstance(name, Scalar) and name.text:
                hint = (
                    f"Write the name alone: {quoted(one_line(name.text))}. More of a person stands in bylines/NAME.md."
                )
            self.report.error("field-type", item.span, "`byline` must be text or a list of texts, not a map", hint)
            return Bylined()
        line = fields.text("byline", item, self.report)
        if not line or self.refuses_path(line, item.span):
            return Bylined()
        known = self.settings.profiles("outlets")
        read = _stated(line, frozenset(known))
        if read.unclear:
            self._ask(line, read.unclear, item.span)
        people = tuple(Credit(self.term(credit.name, "bylines", item.span), credit.role) for credit in read.credits)
        if read.outlet and (profile := known.get(fold(read.outlet))) and profile.agency:
            return Bylined(people, None, read.place, read.wire or read.outlet)
        outlet = self.term(read.outlet, "outlets", item.span) if read.outlet else None
        return Bylined(people, outlet, read.place, read.wire)

    def _ask(self, line: str, part: str, span: Span) -> None:
        if _MARKUP.search(line):
            plain = one_line(_MARKUP.sub(lambda link: link[1] or "", line))
            hint = f"Write `byline: {quoted(plain)}`. Links of a person stand in bylines/NAME.md."
            self.report.error("byline-unclear", span, "a byline holds names alone, without links and HTML", hint)
            return
        names = _LEFT_OVER.sub("", line.replace(part, ""))
        hint = (
            f"Write `byline: [{quoted(names)}, {quoted(part)}]` for two people, or "
            f"`byline: {quoted(names)}` and `outlet: {quoted(part)}`."
        )
        if not _stated(job := f"{names}, {part.lower()}", frozenset()).unclear:
            shown = job if quoted(plain := job.replace(",", "")) == plain else quoted(job)
            hint += f"\nIf it is what somebody does, write it in small letters: `byline: {shown}`."
        self.report.error("byline-unclear", span, f"“{part}” can be a person, an outlet or a job", hint)
