"""The review of a clipping: every line beside what was made of it, then questions, the fewest that settle it.

What the reader is sure of is offered, and Enter takes it; what it isn't sure of is shown, and Enter leaves it empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as day_of
from itertools import groupby

import click

from newsgen.cli.printer import clean, columns
from newsgen.clippings.allotment import LEFT_OUT, STORY, Allotted
from newsgen.copydesk.inferences import NEEDED
from newsgen.importers.clipping import ORDER, Clipping, written
from newsgen.news import dates, printed_dates
from newsgen.news.diagnostics import Span
from newsgen.news.field_lines import Written
from newsgen.news.fields import Report
from newsgen.news.manuscript import Scalar
from newsgen.news.story_fields import STORY_FIELDS
from newsgen.news.text import shorten

WIDTH = 72
"""Columns of a text that are shown at most."""

ASKED = ("headline", "date", "byline", "outlet")
"""What is asked about one by one; the rest is shown together."""

_PINNED = ("id", "slug", "added", "reviewed", "sha256", "body_lines", "typography")
_LISTS = ("tags", "aliases", "related")
_NOT_TYPED = ("photos", "corrections", "withdrawn", "extra", *_PINNED[3:])
"""Fields that are more than one line of text."""

_FORMS = {"date": " (1966-07-03, or July 1966, or 1966, or 1966~ for about, or unknown)"}

_TAKE = ("=", "+")
_ANSWERS = re.compile(r"y|n|yes|no", re.IGNORECASE)
_MOST_OF_A_RUN = 7
"""So many lines of the story are shown together; of a longer run its ends."""

_WORDS = "type another value, `-` for none, `?` to see the whole text"
_LOST = {
    "headline": "A story needs a headline. If it is lost, describe the story in square brackets, as archivists do:"
    " [Roman coins found in a drain]",
    "date": "A story needs a date, as far as it is known; `unknown` if nobody can date it",
}


def listing(account: Sequence[Allotted], *, whole: bool = False) -> Iterator[str]:
    """Yield each line with its number and what became of it; of a long run of the story only its ends."""
    wide = max((len(_use(one)) for one in account), default=0)
    for use, run in groupby(account, lambda one: one.use):
        rows = list(run)
        is_long = use == STORY and len(rows) > _MOST_OF_A_RUN and not whole
        shown = [*rows[:3], None, *rows[-3:]] if is_long else rows
        for one in shown:
            if one is None:
                yield f"  {'':4}  {'':{wide}}  … {len(rows) - 6} more lines of the story …"
            else:
                why = f"  ({one.why})" if one.use == LEFT_OUT else ""
                text = clean(one.text) if whole else cut(one.text, WIDTH - wide)
                yield f"  {one.number:>4}  {_use(one):{wide}}  {text}{why}"


def _use(one: Allotted) -> str:
    return one.why if one.use not in (STORY, LEFT_OUT) else one.use


def cut(text: str, width: int) -> str:
    """Return a text on one line, cut to a width, that can't drive the terminal."""
    return clean(shorten(" ".join(text.split()), max(width, 20)))


def review(found: Clipping, sure: dict[str, Written], bar: float) -> dict[str, Written]:
    """Ask what is to be asked of a clipping and return the fields that stand; raises `click.Abort`."""
    asked = _Review(found, dict(sure), bar)
    asked.list_fields()
    asked.list_lines()
    if asked.is_all_right():
        return asked.fields | {"reviewed": True}
    click.echo(f"  Enter takes what stands in brackets. Or {_WORDS}.")
    for name in ASKED:
        asked.ask(name)
    asked.ask_about_the_rest()
    asked.ask_about_the_text()
    return asked.fields | {"reviewed": True}


@dataclass
class _Review:
    """One clipping under review; `fields` hold what was read and accepted, or typed."""

    found: Clipping
    fields: dict[str, Written]
    bar: float
    listed: tuple[Allotted, ...] = field(default=())

    def account(self) -> tuple[Allotted, ...]:
        chosen = self.fields.get("body_lines")
        return self.found.account(self.fields, None if chosen is None else str(chosen))

    def list_lines(self, *, whole: bool = False) -> None:
        """Print the lines with what is made of them."""
        self.listed = self.account()
        for line in listing(self.listed, whole=whole):
            click.echo(line)

    def list_fields(self, without: Sequence[str] = ()) -> None:
        """Print the fields that were read or stated."""
        for name, text in self._read(without):
            click.echo(f"    {name:10} {cut(text, WIDTH)}")

    def is_all_right(self) -> bool:
        """Ask whether everything is right as it stands, if it can be."""
        if not all(map(self.value, NEEDED)):
            return False
        answer = self._answer("  Is all of it right, the fields and the text? `y`, or Enter to go through it")
        return answer.lower() in ("y", "yes")

    def value(self, name: str) -> Written:
        """Return what stands in a field now."""
        if name in self.fields:
            return self.fields[name]
        stated = self.found.manuscript.fields.get(name)
        return written(stated) if stated is not None else ""

    def perhaps(self, name: str) -> Written:
        """Return what the reader found and wasn't sure of, or nothing."""
        unsure = (one.value for one in self.found.manuscript.inferred if one.name == name and one.confidence < self.bar)
        value = next(map(written, unsure), "")
        is_there = any(name != other and _shown(value) == _shown(self.value(other)) for other in ("headline", "deck"))
        return "" if is_there else value

    def ask(self, name: str) -> None:
        """Ask about one field until the answer can stand there."""
        now, perhaps = _shown(self.value(name)), self.perhaps(name)
        if name == "date" and not now:
            self._show_readings()
        question = f"  {name} [{now}]" if now else f"  {name}, perhaps “{_shown(perhaps)}” (`=` takes it)"
        question = question if now or perhaps else f"  {name}"
        question += "" if now else _FORMS.get(name, "")
        while True:
            answer = self._answer(question)
            if not answer and now:
                return
            if answer in _TAKE and perhaps:
                self.fields[name] = perhaps
                return
            if answer in ("", "-", *_TAKE):
                if name not in NEEDED:
                    self.fields[name] = ""
                    return
                click.echo(f"  {_LOST[name]}.{' `=` takes what stands behind “perhaps”.' if perhaps else ''}")
            elif said := self._set(name, answer):
                click.echo(f"  {said}")
            else:
                return

    def _show_readings(self) -> None:
        """Print in which ways a printed date can be read, with the days of the week."""
        for one in self.found.manuscript.diagnostics:
            if one.code == "date-ambiguous":
                ways = re.findall(r"\d{4}-\d\d-\d\d", one.hint)
                days = " or ".join(f"{way} (a {day_of.fromisoformat(way):%A})" for way in ways)
                click.echo(f"  {clean(one.message)}: {days}")

    def ask_about_the_rest(self) -> None:
        """Show all other fields at once, and change those that are named."""
        if not list(self._read(ASKED)):
            return
        while True:
            self.list_fields(ASKED)
            answer = self._answer("  Enter takes these; or a name and its value, `section News`, `deck -`")
            if not answer:
                return
            if said := self._change(answer):
                click.echo(f"  {said}")

    def _read(self, without: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the fields that were read or stated, as they are shown."""
        stated = [entry.name for entry in self.found.manuscript.fields]
        unsure = [one.name for one in self.found.manuscript.inferred]
        names = dict.fromkeys([*(name for name in ORDER if name in {*stated, *self.fields, *unsure}), *stated])
        for name in [*names, *(name for name in self.fields if name not in names)]:
            if name in without or name in _PINNED:
                continue
            value = self.value(name)
            if name == "photos" and value:
                yield from self._photos()
            elif value:
                yield name, _shown(value)
            elif name not in self.fields and (perhaps := self.perhaps(name)):
                yield name, f"(empty; `{name} =` takes “{shorten(_shown(perhaps), 48)}”)"

    def _photos(self) -> Iterator[tuple[str, str]]:
        pictures = self._pictures()
        for at, picture in enumerate(pictures, 1):
            for name, text in picture.items():
                yield f"{name} {at}" if len(pictures) > 1 else name, text

    def _pictures(self) -> list[dict[str, str]]:
        value = self.value("photos")
        return [dict(each) for each in value if not isinstance(each, str)] if isinstance(value, tuple) else []

    def _change(self, answer: str) -> str:
        """Put a value into the field that an answer names; return what is wrong with it, or nothing."""
        name, _, text = re.sub(r"\A(\w+):", r"\1 ", answer).partition(" ")
        name, text = name.lower().replace("-", "_"), text.strip()
        if name in ("caption", "credit"):
            return self._change_picture(name, text)
        if name not in STORY_FIELDS or (name in _NOT_TYPED and not (name == "photos" and text in ("-", "="))):
            return f"“{cut(name, 30)}” is no field to change here. Write a name and its value: `section News`."
        if not text:
            return f"Write what it should be: `{name} …`, or `{name} -` for none."
        if text == "-":
            if name in NEEDED:
                return f"{_LOST[name]}."
            self.fields[name] = ""
            return ""
        if text in _TAKE and (perhaps := self.perhaps(name)):
            self.fields[name] = perhaps
            return ""
        return self._set(name, text)

    def _change_picture(self, name: str, text: str) -> str:
        pictures = self._pictures()
        at = 0
        if len(pictures) > 1:
            number, _, text = text.partition(" ")
            if not number.isdecimal() or not 0 < int(number) <= len(pictures):
                return f"Say of which picture, 1 to {len(pictures)}: `{name} 1 …`."
            at = int(number) - 1
        if not text.strip():
            return f"Write what it should be: `{name} …`, or `{name} -` for none."
        pictures = pictures or [{}]
        pictures[at].pop(name, None)
        if text.strip() != "-":
            pictures[at][name] = text.strip()
        self.fields["photos"] = tuple(picture for picture in pictures if picture)
        return ""

    def _set(self, name: str, text: str) -> str:
        """Put a typed value into a field; return what is wrong with it, or nothing."""
        if name == "date":
            return self._set_date(text)
        if name in ASKED and (_ANSWERS.fullmatch(text) or (self.found.are_lines(text) and not text.isdecimal())):
            return f"“{cut(text, 30)}” is no {name}. Enter leaves it as it is; the lines are asked about last."
        report = Report()
        STORY_FIELDS[name](name, Scalar(text, Span("", 1, 1)), report)
        if report.problems:
            return f"{clean(report.problems[0].message)}. {clean(report.problems[0].hint)}"
        self.fields[name] = tuple(part.strip() for part in text.split(",") if part.strip()) if name in _LISTS else text
        return ""

    def _set_date(self, text: str) -> str:
        read = dates.parse(text)
        meant = read.meant if isinstance(read, dates.DateProblem) else text
        meant = meant or _as_printed(text)
        if meant:
            self.fields["date"] = meant
            if meant != text:
                click.echo(f"  date: {meant}")
            return ""
        hint = read.hint if isinstance(read, dates.DateProblem) and read.code != "date" else ""
        hint = hint or "Write 1966-07-03, or 1966-07 or July 1966, or 1966, or 1966~ for about 1966, or unknown."
        return f"{read.message}. {hint}" if isinstance(read, dates.DateProblem) else hint

    def ask_about_the_text(self) -> None:
        """Ask which lines are the story, until the answer is what stands there."""
        while True:
            account = self.account()
            if account != self.listed:
                self.list_lines()
            lines = self.found.lines(account)
            story = [one.text for one in account if one.use == STORY]
            if story:
                click.echo(f"  The text begins “{cut(story[0], 44)}” and ends “{_ending(story[-1], 44)}”.")
            answer = self._answer(f"  the story is lines [{lines}]" if lines else "  the story is lines [none]")
            if not answer and (lines or "body_lines" in self.fields):
                return
            if answer == "none":
                self.fields["body_lines"] = ""
            elif self.found.are_lines(answer):
                self.fields["body_lines"] = answer
                self.fields["body_lines"] = self.found.lines(self.account())
            elif not answer or not answer[0].isalpha():
                click.echo(f"  Name lines from 1 to {account[-1].number}, for example 4-12, or 4-9, 11-12; or `none`.")
            elif said := self._change(answer):
                click.echo(f"  {said}")

    def _answer(self, question: str) -> str:
        while True:
            answer = str(click.prompt(clean(question), default="", show_default=False)).strip()
            if answer != "?":
                return answer
            self.list_lines(whole=True)


def _as_printed(text: str) -> str:
    """Return the day or the month that a text says as newspapers print it, and nothing else; or nothing."""
    for one in (*printed_dates.find(text), *printed_dates.month_alone(text)):
        if printed_dates.is_noise(text[: one.start] + " " + text[one.end :]) and (one.iso or one.month):
            return one.iso or one.month
    return ""


def _shown(value: Written) -> str:
    if isinstance(value, tuple):
        return " and ".join(each if isinstance(each, str) else " · ".join(each.values()) for each in value)
    return str(value)


def _ending(text: str, width: int) -> str:
    """Return the end of a text."""
    text = " ".join(text.split())
    while columns(text) > width and " " in text:
        text = text.partition(" ")[2]
    return clean(text[-width:])
