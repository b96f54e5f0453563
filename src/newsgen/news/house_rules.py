"""House rules: what a story must have and may have. They make an `Article` of a `Manuscript`, or say why not.

The table `STORY_FIELDS` is the whole list of fields. Rules never raise, and never change a story's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast
from urllib.parse import quote

from newsgen.news import bylines, fields, inferences, slugs
from newsgen.news.article import Article, Body, Correction, Credit, Photo, Teaser, Term
from newsgen.news.common_rules import HEADLINE_HINT, body_of, slug_of, timeless, was_asked
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Diagnostic, Span, softened
from newsgen.news.field_lines import quoted
from newsgen.news.fields import FieldType, Record, Report, read_fields, records
from newsgen.news.fingerprint import of_value
from newsgen.news.foreign_fields import FOREIGN_FIELDS
from newsgen.news.manuscript import Entry, Manuscript, Mapping, Scalar, Sequence, Value
from newsgen.news.settings import Profile, Settings
from newsgen.news.text import fold, one_line, shorten, unprintable
from newsgen.news.urls import PICTURES, beside, file_url, story_url

MAX_HEADLINE = 500

_BARE_ID = re.compile(r"[^\s/\\<>\"'?#%]+(?:/[^\s/\\<>\"'?#%]+)*\Z")


def _raw(_name: str, value: Value, _report: Report) -> Value:
    """Keep a value for a rule that needs more than the value alone."""
    return value


STORY_FIELDS: dict[str, FieldType[object]] = {
    "headline": fields.text,
    "date": fields.date,
    "byline": _raw,
    "deck": fields.text,
    "section": fields.text,
    "tags": fields.texts,
    "photos": _raw,
    "slug": fields.text,
    "draft": fields.boolean,
    "embargo": fields.instant,
    # For archivists:
    "id": fields.text,
    "kicker": fields.text,
    "added": fields.instant,
    "updated": fields.instant,
    "expires": fields.instant,
    "lang": fields.language,
    "outlet": fields.text,
    "dateline": fields.text,
    "wire": fields.text,
    "thread": fields.text,
    "aliases": fields.texts,
    "corrections": _raw,
    "source_url": fields.web_address,
    "typography": fields.boolean,
    "reviewed": fields.boolean,
    "sha256": fields.text,
    "body_lines": fields.text,
    "extra": _raw,
}

GATE_FIELDS = ("date", "draft", "embargo", "expires")
"""The fields that decide whether a story is public. One that can't be read hides the story and refuses the build."""


def make_article(
    manuscript: Manuscript, text: str, settings: Settings
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """Make an article of a manuscript whose source says `text`; None when it can't be one."""
    return _Desk(manuscript, text, settings).article()


DATE_HINT = "Add a line `date: 2018-12-17` between two `---` lines at the top, with the day the story ran."


class _Desk:
    """Reads one manuscript, field by field; what goes wrong is in `report`."""

    def __init__(self, manuscript: Manuscript, text: str, settings: Settings) -> None:
        self.manuscript = manuscript
        self.text = text
        self.settings = settings
        self.report = Report()
        self.report.problems.extend(manuscript.diagnostics)
        self.span = Span(manuscript.path, 1, 1)
        ignored = settings.ignored_fields
        stated = read_fields(manuscript.fields, STORY_FIELDS, self.report, foreign=FOREIGN_FIELDS, ignored=ignored)
        read = inferences.taken(manuscript, STORY_FIELDS, stated, settings.confidence, self.report)
        self.unsure = read.unsure
        self.found = read.values | stated

    def article(self) -> tuple[Article | None, tuple[Diagnostic, ...]]:
        """Return the story, if it can be one, and all problems; those of a draft are warnings.

        What is wrong with a field that decides whether the story is public stays an error.
        """
        made = self._article()
        if self.found.get("draft") is not True:
            return made, tuple(self.report.problems)
        gate = {entry.value.span for entry in self.manuscript.fields if entry.name in GATE_FIELDS}
        hard = [p for p in self.report.problems if p.span in gate or p in self.manuscript.diagnostics]
        soft = [p for p in self.report.problems if p not in hard]
        return made, (*hard, *softened(soft))

    def _article(self) -> Article | None:
        headline, date = self._headline(), self._date()
        bylined, outlet = self._byline()
        body = self._body()
        pictures = self._photos()
        aliases = self._aliases()
        corrections = self._corrections()
        identity = self._id()
        self._warn_of_skipped_times()
        if headline is None or date is None:
            return None
        slug = slug_of(self.found.get("slug"), self.manuscript, headline, self.settings, self.report)
        teaser = Teaser(
            id=identity,
            url=story_url(date, slug),
            headline=headline,
            date=date,
            lang=self._text("lang") or self.settings.language,
            deck=self._text("deck"),
            kicker=self._text("kicker"),
            byline=bylined,
            outlet=outlet,
            section=self._term("section"),
            tags=self._tags(),
            thread=self._term("thread"),
            wire=self._text("wire"),
        )
        made = Article(
            teaser=replace(teaser, digest=of_value(teaser)),
            source=self.manuscript.path,
            body=body,
            added=self._moment("added"),
            updated=self._moment("updated"),
            embargo=self._moment("embargo"),
            expires=self._moment("expires"),
            draft=self.found.get("draft") is True,
            dateline=self._text("dateline"),
            photos=tuple(replace(p, url=file_url(teaser.url, p.src)) if p.src else p for p in pictures),
            corrections=corrections,
            aliases=aliases,
            source_url=self._text("source_url"),
            extra=self._extra(),
            unreviewed=self.found.get("reviewed", self.manuscript.syntax != "clipping") is False,
        )
        return replace(made, digest=of_value(replace(made, body=timeless(body))))

    def _headline(self) -> str | None:
        headline = self._text("headline")
        if not headline:
            if not self._asked("headline"):
                self.report.error("headline-missing", self.span, "this story has no headline", HEADLINE_HINT)
            return None
        if len(headline) > MAX_HEADLINE:
            message = f"the headline has {len(headline)} characters; {MAX_HEADLINE} is the most"
            self.report.error(
                "headline-length", self._span("headline"), message, "Move the rest into `deck` or the text."
            )
        return headline

    def _date(self) -> NewsDate | None:
        date = self.found.get("date")
        if isinstance(date, NewsDate):
            return date
        if not self._asked("date"):
            self.report.error("date-missing", self.span, "this story has no date", DATE_HINT)
        return None

    def _warn_of_skipped_times(self) -> None:
        zone = self.settings.zone
        for name in ("date", "added", "updated", "embargo", "expires"):
            moment = self._moment(name)
            if zone and moment and moment.is_skipped_in(zone):
                where = self.settings.timezone
                message = f"there was no {moment.time[:5]} on that day in {where}: the clocks went forward"
                self.report.warning("date-skipped", self._span(name), message, "It is read as an hour later.")

    def _asked(self, name: str) -> bool:
        return was_asked(name, self.manuscript, self.report)

    def _id(self) -> str:
        stated = self._text("id")
        if stated and (not _BARE_ID.match(stated) or ".." in stated):
            message = f"“{stated}” can't be an id"
            self.report.error(
                "id", self._span("id"), message, "Use letters, digits and hyphens, for example `ferry-1998`."
            )
        return stated or self.manuscript.path.partition("/")[2].rpartition(".")[0]

    # Names

    def _byline(self) -> tuple[tuple[Credit, ...], Term | None]:
        value = self.found.get("byline")
        outlet = self._term("outlet", "outlets")
        if not isinstance(value, Scalar | Sequence | Mapping):
            return (), outlet
        known = self.settings.profiles("outlets")
        bylined: dict[tuple[str, str], Credit] = {}
        for item in value.items[: fields.MAX_ITEMS] if isinstance(value, Sequence) else (value,):
            line = fields.text("byline", item, self.report)
            if not line or self._refuses_path(line, item.span):
                continue
            read = bylines.read(line, lambda part: fold(part) in known)
            if read.unclear:
                self._unclear_byline(line, read.unclear, item.span)
            for credit in read.credits:
                person = self._named(credit.name, "bylines", item.span)
                bylined.setdefault((person.key, credit.role), Credit(person, credit.role))
            if read.outlet and outlet is None:
                outlet = self._named(read.outlet, "outlets", item.span)
        return tuple(bylined.values()), outlet

    def _unclear_byline(self, line: str, part: str, span: Span) -> None:
        names = line.replace(part, "").strip(" ,")
        self.report.error(
            "byline-unclear",
            span,
            f"“{part}” can be a person or an outlet",
            f"Write `byline: [{quoted(names)}, {quoted(part)}]` for two people, or "
            f"`byline: {quoted(names)}` and `outlet: {quoted(part)}`.",
        )

    def _term(self, name: str, kind: str = "") -> Term | None:
        text = self._text(name)
        return self._named(text, kind or f"{name}s", self._span(name)) if text else None

    def _tags(self) -> tuple[Term, ...]:
        names = cast("tuple[str, ...]", self.found.get("tags", ()))
        denied = {fold(tag) for tag in self.settings.denied_tags}
        terms = (self._named(name, "tags", self._item_span("tags", name)) for name in names if fold(name) not in denied)
        return tuple({term.key: term for term in reversed(tuple(terms))}.values())[::-1]

    def _named(self, name: str, kind: str, span: Span) -> Term:
        """Make a term; a name that the settings list as another's spelling gets the other's identity."""
        self._refuses_path(name, span)
        profile: Profile | None = self.settings.profiles(kind).get(fold(name))
        term = slugs.term(profile.name if profile else name)
        return Term(name, term.key, term.slug)

    def _refuses_path(self, name: str, span: Span) -> bool:
        if slugs.leaves_its_folder(name):
            hint = "Write a plain name: no `..`, no backslash, no slash at the start."
            self.report.error("path", span, f"“{shorten(name, 80)}” is a path, not a name", hint)
            return True
        return False

    # Photos, corrections, aliases, extra

    def _photos(self) -> tuple[Photo, ...]:
        value = self.found.get("photos")
        if not isinstance(value, Scalar | Sequence | Mapping):
            return ()
        types: dict[str, FieldType[object]] = dict.fromkeys(("src", "caption", "credit", "alt"), fields.text)
        made = []
        for record in records("photos", value, self.report, types):
            src = self._photo_source(record) if record.text("src") else ""
            if src is not None:
                photo = Photo(src, "", record.text("caption"), record.text("credit"), record.text("alt"))
                made.append(photo)
        return tuple(made)

    def _photo_source(self, record: Record) -> str | None:
        src = record.text("src")
        path = beside(self.manuscript.path, quote(src))  # a name, not an address: `#` and `%20` are part of it
        seen = (path, beside(self.manuscript.path, quote(slugs.decoded(src))))
        if path is None or not all(one and one.startswith("articles/") for one in seen):
            message = f"the picture “{src}” must lie in the articles folder"
            hint = "Write its name relative to the story: `src: ferry.jpg`."
            self.report.error("path", record.span("src"), message, hint)
        elif not path.lower().endswith(PICTURES):
            message = f"“{src}” is not a picture that browsers show"
            self.report.error("photo-type", record.span("src"), message, f"Use one of {', '.join(PICTURES)}.")
        else:
            return path
        return None

    def _corrections(self) -> tuple[Correction, ...]:
        value = self.found.get("corrections")
        if not isinstance(value, Scalar | Sequence | Mapping):
            return ()
        types: dict[str, FieldType[object]] = {"date": fields.date, "text": fields.text, "kind": fields.text}
        made = []
        for record in records("corrections", value, self.report, types):
            date = record.values.get("date")
            if isinstance(date, NewsDate) and record.text("text"):
                made.append(Correction(date, record.text("text"), record.text("kind")))
            elif not record.was_refused("date") and not record.was_refused("text"):
                message = "a correction needs `date` and `text`"
                self.report.error("correction", record.where.span, message, "Write `- {date: 2018-12-18, text: …}`.")
        return tuple(sorted(made, key=lambda correction: correction.date.order))

    def _aliases(self) -> tuple[str, ...]:
        good = []
        for alias in cast("tuple[str, ...]", self.found.get("aliases", ())):
            if not slugs.is_old_address(alias):
                message = f"“{shorten(alias, 80)}” can't be an old address of this site"
                hint = "Write the path alone, from the site's root: `/old/address/`, without `?`, `#` and `..`."
                self.report.error("path", self._item_span("aliases", alias), message, hint)
            else:
                good.append(alias)
        return tuple(good)

    def _extra(self) -> tuple[tuple[str, str], ...]:
        value = self.found.get("extra")
        if not isinstance(value, Mapping):
            if isinstance(value, Scalar | Sequence):
                self.report.error("field-type", value.span, "`extra` must be a map", "Write `extra: {shelf: B12}`.")
            return ()
        return tuple(_flattened(value, self.report))

    # Small things

    def _body(self) -> Body:
        wanted = self.settings.typography and self.found.get("typography") is not False
        slices = tuple(sorted((*self.manuscript.body, *self.unsure), key=lambda piece: piece.start))
        return body_of(replace(self.manuscript, body=slices), self.text, typographic=wanted)

    def _text(self, name: str) -> str:
        value = self.found.get(name)
        return value if isinstance(value, str) else ""

    def _moment(self, name: str) -> NewsDate | None:
        value = self.found.get(name)
        return value if isinstance(value, NewsDate) else None

    def _item_span(self, name: str, text: str) -> Span:
        """Return where an item of a list is written."""
        value = self.manuscript.fields.get(name)
        items = value.items if isinstance(value, Sequence) else ()
        return next((i.span for i in items if isinstance(i, Scalar) and one_line(i.text) == text), self._span(name))

    def _span(self, name: str) -> Span:
        value = self.manuscript.fields.get(name)
        if value is None:
            value = next((i.value for i in self.manuscript.inferred if i.name == name), None)
        return value.span if value else self.span


def _flattened(value: Mapping, report: Report, prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for entry in value:
        pairs += _flattened_entry(entry, report, prefix)
    return pairs


def _flattened_entry(entry: Entry, report: Report, prefix: str) -> list[tuple[str, str]]:
    name = f"{prefix}{one_line(entry.name)}"
    if bad := unprintable(entry.name):
        report.error(
            "unprintable", entry.span, f"a name in `extra` holds the character U+{ord(bad[0]):04X}", "Delete it."
        )
        return []
    if isinstance(entry.value, Mapping):
        return _flattened(entry.value, report, f"{name}.")
    read: Callable[[str, Value, Report], str | tuple[str, ...] | None]
    read = fields.texts if isinstance(entry.value, Sequence) else fields.text
    value = read(name, entry.value, report)
    return [] if value is None else [(name, value if isinstance(value, str) else ", ".join(value))]
