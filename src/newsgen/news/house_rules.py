"""House rules: what a story must have and may have. They make an `Article` of a `Manuscript`, or say why not.

The table `STORY_FIELDS` is the whole list of fields. Rules never raise, and never change a story's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from typing import cast

from newsgen.news import bylines, fields, slugs
from newsgen.news.article import Article, Body, Correction, Credit, Page, Photo, Teaser, Term
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Diagnostic, Span, has_errors, softened
from newsgen.news.fields import FieldType, Record, Report, read_fields, records
from newsgen.news.fingerprint import of_text, of_value
from newsgen.news.manuscript import Entry, Manuscript, Mapping, Scalar, Sequence, Value
from newsgen.news.settings import Profile, Settings
from newsgen.news.text import fold, shorten
from newsgen.news.urls import PICTURES, allowed, beside, file_url, story_url

CONFIDENCE_BAR = 0.9
"""A clipping's headline and date are taken as read from here on; below, the editor is asked."""

MAX_HEADLINE = 500

_REFERENCE = re.compile(
    r"\]\(\s*<?([^\s<>()]+)|^ {0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s<>]+)|<(story:[^\s<>]+)>", re.MULTILINE
)
_BARE_ID = re.compile(r"[^\s/\\<>\"'?#%]+(?:/[^\s/\\<>\"'?#%]+)*\Z")

FOREIGN_FIELDS = {
    "title": "Write `headline`.",
    "author": "Write `byline`.",
    "authors": "Write `byline`, with a list for several people.",
    "dek": "Write `deck`.",
    "subtitle": "Write `deck`.",
    "description": "Write `deck`.",
    "summary": "Write `deck`.",
    "excerpt": "Write `deck`.",
    "category": "Write `section`.",
    "categories": "Write `section` for the one, `tags` for the others.",
    "keywords": "Write `tags`.",
    "lastmod": "Write `updated`.",
    "modified": "Write `updated`.",
    "publishdate": "Write `date`, or `embargo` if the story must stay hidden until then.",
    "published": "Write `date`; a story that must stay hidden has `draft: true`.",
    "pubdate": "Write `date`.",
    "expirydate": "Write `expires`.",
    "permalink": "Write `slug` for the last part of the address, `aliases` for old addresses.",
    "url": "Write `slug` for the last part of the address, `source_url` for where the story was found.",
    "redirect_from": "Write `aliases`.",
    "language": "Write `lang`.",
    "locale": "Write `lang`.",
    "publication": "Write `outlet`.",
    "publisher": "Write `outlet`.",
    "image": "Write `photos: [{src: picture.jpg, alt: …, caption: …, credit: …}]`.",
    "images": "Write `photos: [{src: picture.jpg, alt: …, caption: …, credit: …}]`.",
    "agency": "Write `wire`.",
    "place": "Write `dateline`.",
    "series": "Write `thread`.",
    "layout": "A story has no layout; change templates/article.html instead.",
    "params": "Write `extra`.",
}


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
    "extra": _raw,
}

PAGE_FIELDS: dict[str, FieldType[object]] = {
    "headline": fields.text,
    "slug": fields.text,
    "lang": fields.language,
    "typography": fields.boolean,
}

GATE_FIELDS = ("date", "draft", "embargo", "expires")
"""The fields that decide whether a story is public. One that can't be read hides the story and refuses the build."""


def make_article(
    manuscript: Manuscript, text: str, settings: Settings
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """Make an article of a manuscript whose source says `text`; None when it can't be one."""
    return _Desk(manuscript, text, settings).article()


def make_page(manuscript: Manuscript, text: str, settings: Settings) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """Make a page that is no story, such as About."""
    report = Report()
    report.problems.extend(manuscript.diagnostics)
    found = read_fields(manuscript.fields, PAGE_FIELDS, report, foreign=FOREIGN_FIELDS)
    headline = found.get("headline")
    if not isinstance(headline, str):
        report.error("headline-missing", Span(manuscript.path, 1, 1), "this page has no headline", _HEADLINE_HINT)
        return None, tuple(report.problems)
    slug = _slug(found.get("slug"), manuscript, headline, settings, report)
    page = Page(
        url=f"/{slug}/",
        headline=headline,
        source=manuscript.path,
        lang=cast("str", found.get("lang", settings.language)),
        body=_body(manuscript, text, typographic=settings.typography and found.get("typography") is not False),
    )
    return replace(page, digest=of_value(replace(page, body=_timeless(page.body)))), tuple(report.problems)


_HEADLINE_HINT = "Add a line `headline: …` between the two `---` at the top."
_DATE_HINT = "Add a line `date: 2018-12-17` between two `---` lines at the top, with the day the story ran."


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
        self.found = self._inferred(stated) | stated

    def article(self) -> tuple[Article | None, tuple[Diagnostic, ...]]:
        """Return the story, if it can be one, and all problems; those of a draft are warnings.

        What is wrong with a field that decides whether the story is public stays an error.
        """
        made = self._article()
        problems = self.report.problems
        gate_is_read = not any(
            fields.is_absent(entry.value) is False and entry.name not in self.found
            for entry in self.manuscript.fields
            if entry.name in GATE_FIELDS
        )
        if self.found.get("draft") is True and gate_is_read and not has_errors(self.manuscript.diagnostics):
            return made, softened(problems)
        return made, tuple(problems)

    def _article(self) -> Article | None:
        headline, date = self._headline(), self._date()
        bylined, outlet = self._byline()
        body = self._body()
        pictures = self._photos()
        aliases = self._aliases()
        corrections = self._corrections()
        identity = self._id()
        if headline is None or date is None:
            return None
        slug = _slug(self.found.get("slug"), self.manuscript, headline, self.settings, self.report)
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
        )
        return replace(made, digest=of_value(replace(made, body=_timeless(body))))

    # What a clipping's reader found counts where the editor stated nothing and the reader is sure enough.

    def _inferred(self, stated: MappingOf[str, object]) -> dict[str, object]:
        sure = {}
        for inference in self.manuscript.inferred:
            if inference.name in stated or inference.name not in STORY_FIELDS:
                continue
            if inference.name in ("headline", "date") and inference.confidence < CONFIDENCE_BAR:
                self._ask(inference.name, inference.value)
                continue
            value = STORY_FIELDS[inference.name](inference.name, inference.value, self.report)
            if value is not None:
                sure[inference.name] = value
        return sure

    def _ask(self, name: str, value: Value) -> None:
        read = value.text if isinstance(value, Scalar) else ""
        self.report.error(
            f"{name}-unsure",
            value.span,
            f"this looks like the story's {name}, but it isn't certain: “{shorten(read, 80)}”",
            f"Add a line `{name}: {_yaml_text(read)}` between two `---` lines at the top if it is right.",
        )

    def _headline(self) -> str | None:
        headline = self._text("headline")
        if not headline:
            if not self._asked("headline"):
                self.report.error("headline-missing", self.span, "this story has no headline", _HEADLINE_HINT)
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
            zone = self.settings.zone
            if zone is not None and date.is_skipped_in(zone):
                message = (
                    f"there was no {date.time[:5]} on that day in {self.settings.timezone}: the clocks went forward"
                )
                self.report.warning("date-skipped", self._span("date"), message, "It is read as an hour later.")
            return date
        if not self._asked("date"):
            self.report.error("date-missing", self.span, "this story has no date", _DATE_HINT)
        return None

    def _asked(self, name: str) -> bool:
        """Tell whether a problem with this field has been noted already, so that it isn't called missing too."""
        stated = self.manuscript.fields.get(name)
        if stated is not None and not fields.is_absent(stated):
            return True
        return any(p.code.startswith((f"{name}-", "front-matter", "yaml")) for p in self.report.problems)

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
        lines = fields.texts("byline", value, self.report) if isinstance(value, Sequence) else None
        if lines is None:
            line = fields.text("byline", value, self.report)
            lines = (line,) if line else ()
        known = self.settings.profiles("outlets")
        bylined: list[Credit] = []
        for line in lines:
            read = bylines.read(line, lambda part: fold(part) in known)
            if read.unclear:
                self._unclear_byline(line, read.unclear, value.span)
            bylined += [Credit(self._named(c.name, "bylines"), c.role) for c in read.credits]
            if read.outlet and outlet is None:
                outlet = self._named(read.outlet, "outlets")
        return tuple(dict.fromkeys(bylined)), outlet

    def _unclear_byline(self, line: str, part: str, span: Span) -> None:
        names = line.replace(part, "").strip(" ,")
        self.report.error(
            "byline-unclear",
            span,
            f"“{part}” can be a person or an outlet",
            f"Write `byline: [{_yaml_text(names)}, {_yaml_text(part)}]` for two people, or "
            f"`byline: {_yaml_text(names)}` and `outlet: {_yaml_text(part)}`.",
        )

    def _term(self, name: str, kind: str = "") -> Term | None:
        text = self._text(name)
        return self._named(text, kind or f"{name}s", self._span(name)) if text else None

    def _tags(self) -> tuple[Term, ...]:
        names = cast("tuple[str, ...]", self.found.get("tags", ()))
        denied = {fold(tag) for tag in self.settings.denied_tags}
        terms = (self._named(name, "tags", self._span("tags")) for name in names if fold(name) not in denied)
        return tuple({term.key: term for term in reversed(tuple(terms))}.values())[::-1]

    def _named(self, name: str, kind: str, span: Span | None = None) -> Term:
        """Make a term; a name that the settings list as another's spelling gets the other's identity."""
        if span is not None and slugs.leaves_its_folder(name) and ".." in name:
            self.report.error("path", span, f"“{name}” would lead out of its folder", "Leave out `..`.")
        profile: Profile | None = self.settings.profiles(kind).get(fold(name))
        term = slugs.term(profile.name if profile else name)
        return Term(name, term.key, term.slug)

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
        path = beside(self.manuscript.path, src)
        if path is None or not path.startswith("articles/"):
            message = f"the picture “{src}” must lie in the articles folder"
            self.report.error(
                "path", record.span("src"), message, "Write its name relative to the story: `src: ferry.jpg`."
            )
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
            elif "date" in record.values or record.where.get("date") is None or not record.text("text"):
                message = "a correction needs `date` and `text`"
                self.report.error("correction", record.where.span, message, "Write `- {date: 2018-12-18, text: …}`.")
        return tuple(sorted(made, key=lambda correction: correction.date.order))

    def _aliases(self) -> tuple[str, ...]:
        good = []
        for alias in cast("tuple[str, ...]", self.found.get("aliases", ())):
            if not alias.startswith("/") or alias.startswith("//") or slugs.leaves_its_folder(alias.replace("/", "-")):
                message = f"“{alias}” is not an old address of this site"
                self.report.error("path", self._span("aliases"), message, "Begin it with one `/`: `/old/address/`.")
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
        return _body(self.manuscript, self.text, typographic=wanted)

    def _text(self, name: str) -> str:
        value = self.found.get(name)
        return value if isinstance(value, str) else ""

    def _moment(self, name: str) -> NewsDate | None:
        value = self.found.get(name)
        return value if isinstance(value, NewsDate) else None

    def _span(self, name: str) -> Span:
        value = self.manuscript.fields.get(name)
        if value is None:
            value = next((i.value for i in self.manuscript.inferred if i.name == name), None)
        return value.span if value else self.span


def _slug(stated: object, manuscript: Manuscript, headline: str, settings: Settings, report: Report) -> str:
    if not isinstance(stated, str):
        return slugs.from_headline(headline, keep_script=settings.slugs == "unicode")
    if slugs.leaves_its_folder(stated):
        value = manuscript.fields.get("slug")
        message = f"the slug “{stated}” would lead out of its folder"
        hint = "A slug is one part of an address: letters, digits and hyphens."
        report.error("path", value.span if value else Span(manuscript.path, 1, 1), message, hint)
    return slugs.pinned(stated)


def _body(manuscript: Manuscript, text: str, *, typographic: bool) -> Body:
    parts = [text[piece.start : piece.end] for piece in manuscript.body]
    references: tuple[str, ...] = ()
    if manuscript.syntax == "markdown":
        found = (match[match.lastindex or 0] for part in parts for match in _REFERENCE.finditer(part))
        references = tuple(sorted({target for target in found if _is_internal(target)}))
    digest = of_text("\x00".join(parts))
    return Body(manuscript.syntax, manuscript.body, digest, references, typographic)


def _is_internal(target: str) -> bool:
    return target.startswith("story:") or (not target.startswith(("#", "/")) and ":" not in target and allowed(target))


def _timeless(body: Body) -> Body:
    """Return a body without the parts that its own digest stands for."""
    return replace(body, slices=(), digest="")


def _flattened(value: Mapping, report: Report, prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for entry in value:
        pairs += _flattened_entry(entry, report, prefix)
    return pairs


def _flattened_entry(entry: Entry, report: Report, prefix: str) -> list[tuple[str, str]]:
    name = f"{prefix}{entry.name}"
    if isinstance(entry.value, Mapping):
        return _flattened(entry.value, report, f"{name}.")
    read: Callable[[str, Value, Report], str | tuple[str, ...] | None]
    read = fields.texts if isinstance(entry.value, Sequence) else fields.text
    value = read(name, entry.value, report)
    return [] if value is None else [(name, value if isinstance(value, str) else ", ".join(value))]


def _yaml_text(text: str) -> str:
    """Quote a text for a hint where YAML would need it."""
    if re.search(r"[:#\[\]{},&*!|>'\"%@`]|\A[-?\s]|\s\Z", text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
