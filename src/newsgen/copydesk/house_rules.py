"""House rules: what a story must have and may have. They make an `Article` of a `Manuscript`, or say why not.

Rules never raise, and never change a story's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from newsgen.copydesk import clipping_record, front_matter, inferences, record_rules
from newsgen.copydesk.common_rules import HEADLINE_HINT, body_of, slug_of, timeless, was_asked
from newsgen.copydesk.foreign_fields import FOREIGN_FIELDS, in_our_words, refuse_hidden
from newsgen.copydesk.name_rules import Names
from newsgen.news import fields, slugs
from newsgen.news.article import Article, Body, Teaser, Term
from newsgen.news.dates import UNKNOWN, DateProblem, NewsDate, parse
from newsgen.news.diagnostics import Diagnostic, Span, error, softened
from newsgen.news.field_lines import FILE_NAME
from newsgen.news.fields import GATE_FIELDS, Report, read_fields
from newsgen.news.fingerprint import of_text, of_value
from newsgen.news.manuscript import Entry, Manuscript, Mapping, Scalar, Sequence, Value
from newsgen.news.settings import Settings
from newsgen.news.story_fields import STORY_FIELDS
from newsgen.news.text import fold, one_line, shorten, unprintable
from newsgen.news.tongues import same
from newsgen.news.urls import story_url

MAX_HEADLINE = 500

_DAY_IN_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=[-_. ])", re.ASCII)
_ID_PART = r"[^\s/\\<>\"](?:[^/\\<>\"]*[^\s/\\<>\"])?"
_BARE_ID = re.compile(rf"{_ID_PART}(?:/{_ID_PART})*\Z")
"""What a file may be called, but for signs that no link could have: a story without `id` has that of its path."""


def make_article(
    manuscript: Manuscript, text: str, settings: Settings
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """Make an article of a manuscript whose source says `text`; None when it can't be one."""
    return _Desk(manuscript, text, settings).article()


def legible(manuscript: Manuscript, text: str, settings: Settings) -> Article:
    """Return as much of a story as can be read; without a headline or a date it has no address. For proofreading."""
    return _Desk(manuscript, text, settings).legible()


_NAMED = """the file's name begins with that day.
Or take such names as dates in all stories: `dates_in_names = true`, below `[front_matter]` in newsgen.toml."""
DATE_HINT = "Add a line `date: 2018-12-17` between two `---` lines at the top, with the day the story ran."


class _Desk:
    """Reads one manuscript, field by field; what goes wrong is in `report`."""

    def __init__(self, manuscript: Manuscript, text: str, settings: Settings) -> None:
        self.text = text
        self.settings = settings
        self.report = Report()
        self.report.problems.extend(manuscript.diagnostics)
        manuscript = replace(manuscript, fields=in_our_words(manuscript.fields, settings.our_names, self.report))
        self.manuscript = manuscript
        self.span = Span(manuscript.path, 1, 1)
        ignored = settings.ignored_fields
        stated = read_fields(manuscript.fields, STORY_FIELDS, self.report, foreign=FOREIGN_FIELDS, ignored=ignored)
        read = inferences.taken(manuscript, STORY_FIELDS, stated, settings.confidence, self.report)
        self.unsure = read.unsure
        self.found = read.values | stated
        if "lang" not in stated and same(str(self.found.get("lang", "")), settings.language):
            self.found.pop("lang", None)  # the site's own tag says more: `zh-Hant`
        refuse_hidden(manuscript.fields, ignored, self.report)
        self.names = Names(settings, self.report)

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
        made = self.legible()
        if not made.url:
            return None
        made = taken_back(made) if made.withdrawn else made
        return replace(made, digest=of_value(replace(made, body=timeless(made.body))))

    def legible(self) -> Article:
        """Return what can be read of the story; its address is empty if it lacks a headline or a date."""
        headline, date = self._headline(), self._date()
        self._warn_of_skipped_times()
        bylined = self.names.byline(self.found.get("byline"))
        url = self._url(headline, date)
        outlet = self._term("outlet", "outlets")
        teaser = Teaser(
            id=self._id(),
            url=url,
            headline=headline or "",
            date=date or UNKNOWN,
            lang=self._text("lang") or self.settings.language,
            deck=self._text("deck"),
            kicker=self._text("kicker"),
            byline=bylined.credits,
            outlet=outlet or bylined.outlet,
            section=self._term("section"),
            tags=self._tags(),
            thread=self._term("thread"),
            wire=self._text("wire") or bylined.wire,
            kind=self._text("kind"),
        )
        return self._whole(teaser, bylined.place)

    def _whole(self, teaser: Teaser, place: str) -> Article:
        path, report, url = self.manuscript.path, self.report, teaser.url
        return Article(
            teaser=replace(teaser, digest=of_value(teaser)),
            source=path,
            body=self._body(),
            added=self._moment("added"),
            updated=self._moment("updated"),
            embargo=self._moment("embargo"),
            expires=self._moment("expires"),
            draft=self.found.get("draft") is True,
            dateline=self._text("dateline") or place,
            edition=self._text("edition"),
            print_page=self._text("print_page"),
            column=self._text("column"),
            canonical=self._text("canonical"),
            translation_of=self._text("translation_of"),
            related=cast("tuple[str, ...]", self.found.get("related", ())),
            photos=record_rules.photos(self.found.get("photos"), path, url, report),
            scans=record_rules.scans(self.found.get("scan"), path, url, report),
            corrections=record_rules.corrections(self.found.get("corrections"), report),
            withdrawn=record_rules.withdrawal(self.found.get("withdrawn"), report),
            aliases=self._aliases(),
            source_url=self._text("source_url"),
            extra=self._extra(),
            sha256=self._sha256(),
            unreviewed=self.found.get("reviewed", self.manuscript.syntax != "clipping") is False,
        )

    def _url(self, headline: str | None, date: NewsDate | None) -> str:
        if headline is None or date is None:
            return ""
        return story_url(date, slug_of(self.found.get("slug"), self.manuscript, headline, self.settings, self.report))

    def _headline(self) -> str | None:
        headline = self._text("headline")
        if not headline:
            if not self._asked("headline"):
                span, hint = self._left_open("headline", HEADLINE_HINT)
                self.report.error("headline-missing", span, "this story has no headline", hint)
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
            hint, named = DATE_HINT, self._named_day()
            if isinstance(named, DateProblem):
                hint = f"{DATE_HINT}\nThe file's name begins with a day, but {named.message}."
            elif named:
                if self.settings.dates_in_names:
                    return named
                hint = f"Add a line `date: {named.iso}` below the first `---`: {_NAMED}"
            span, hint = self._left_open("date", hint)
            problem = error("date-missing", span, "this story has no date", hint)
            is_named = isinstance(named, NewsDate)
            self.report.problems.append(replace(problem, foreign=FILE_NAME) if is_named else problem)
        return None

    def _left_open(self, name: str, hint: str) -> tuple[Span, str]:
        """Return where a field stands that has no value, and what to do; else the top of the story and `hint`."""
        entry = next((entry for entry in self.manuscript.fields if entry.name == name), None)
        return (entry.span, "Write it behind the colon.") if entry else (self.span, hint)

    def _named_day(self) -> NewsDate | DateProblem | None:
        """Return the day that the name of the file begins with."""
        match = _DAY_IN_NAME.match(self.manuscript.path.rpartition("/")[2])
        return parse(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}") if match else None

    def _warn_of_skipped_times(self) -> None:
        zone = self.settings.zone
        for name in ("date", "added", "updated", "embargo", "expires"):
            moment = self._moment(name)
            if zone and moment and moment.is_skipped_in(zone):
                where = self.settings.timezone
                message = f"there was no {moment.time[:5]} on that day in {where}: the clocks went forward"
                self.report.warning("date-skipped", self._span(name), message, "It is read as an hour later.")

    def _asked(self, name: str) -> bool:
        return was_asked(name, STORY_FIELDS, self.manuscript, self.report)

    def _id(self) -> str:
        stated = self._text("id")
        if stated and (not _BARE_ID.match(stated) or ".." in stated):
            message = f"“{stated}” can't be an id"
            self.report.error(
                "id",
                self._span("id"),
                message,
                "Use letters, digits and hyphens, for example `ferry-1998`, and slashes only between them.",
            )
        return stated or self.manuscript.path.partition("/")[2].rpartition(".")[0]

    def _term(self, name: str, kind: str = "") -> Term | None:
        text = self._text(name)
        return self.names.term(text, kind or f"{name}s", self._span(name)) if text else None

    def _tags(self) -> tuple[Term, ...]:
        names = cast("tuple[str, ...]", self.found.get("tags", ()))
        denied = {fold(tag) for tag in self.settings.denied_tags}
        found = [self.names.term(n, "tags", self._item_span("tags", n)) for n in names if fold(n) not in denied]
        return tuple({term.key: term for term in reversed(found)}.values())[::-1]

    def _aliases(self) -> tuple[str, ...]:
        good = []
        for alias in cast("tuple[str, ...]", self.found.get("aliases", ())):
            if not slugs.is_old_address(alias):
                message = f"“{shorten(alias, 80)}” can't be an old address of this site"
                hint = "Write the path alone, from the site's root: `/old/address/`, without `?`, `#` and `..`."
                if slugs.is_old_address(f"/{alias}"):
                    hint = f"Write `/{alias}`: the path begins at the site's root."
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

    def _sha256(self) -> str:
        """Return the digest of a clipping's text: what its record holds, whatever stands above it."""
        if self.manuscript.syntax != "clipping":
            return ""
        _, rest = front_matter.split(self.text)
        return clipping_record.digest(self.text[rest.start : rest.end])

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


def taken_back(article: Article) -> Article:
    """Return what the notice in a withdrawn story's place shows, and what decides whether it stands there."""
    told = article.teaser
    teaser = Teaser(told.id, told.url, told.headline, told.date, told.lang)
    return Article(
        teaser=replace(teaser, digest=of_value(teaser)),
        source=article.source,
        body=Body(article.body.syntax, (), of_text("")),
        embargo=article.embargo,
        expires=article.expires,
        draft=article.draft,
        withdrawn=article.withdrawn,
        aliases=article.aliases,
    )


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
