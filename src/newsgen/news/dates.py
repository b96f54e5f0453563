"""Dates as a newspaper knows them: to the second, the day, the month, the year, or not at all.

ISO 8601, and the level 0 and 1 parts of EDTF that archives use (`1998-12`, `1912~`, `1998?`, `unknown`). The calendar
day is the one *written*: an offset never moves it, a bare date is never zoned.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum

from newsgen.news.text import shorten

FIRST_YEAR, LAST_YEAR = 1400, 2200

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)\Z", re.ASCII)
_TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"[ \t]*(?:([Zz]|UTC|GMT)|([+-]\d{1,2}):?(\d{2})?)?\Z",
    re.ASCII,
)
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\Z", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})((?:[Tt]|[ \t]+)\d.*)?\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}[~?%]?\Z", re.ASCII)

PATTERN = rf"^\s*({_DATE.pattern}|{_TIME.pattern}|[Uu][Nn][Kk][Nn][Oo][Ww][Nn])".replace(r"\Z", "") + r"\s*$"
"""What a date looks like, as a regular expression for JSON Schema: `parse` takes no text that differs."""

PATTERN_OF_A_DAY = rf"^\s*({_DAY.pattern}|{_TIME.pattern})".replace(r"\Z", "") + r"\s*$"
"""The same for a date that must be known to the day."""

_EVERYWHERE_FIRST = timezone(timedelta(hours=14))


class Precision(StrEnum):
    """How much of a date is known."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NewsDate:
    """A date with its precision; parts that are not known are 0 or empty.

    `time` is `HH:MM:SS` as written, `offset` is `Z`, `+HH:MM` or empty (the site's zone). `qualifier` is EDTF's:
    `~` approximate, `?` uncertain, `%` both.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    time: str = ""
    offset: str = ""
    qualifier: str = ""

    @property
    def precision(self) -> Precision:
        """Return how much of the date is known."""
        if self.time:
            return Precision.TIME
        if self.day:
            return Precision.DAY
        if self.month:
            return Precision.MONTH
        return Precision.YEAR if self.year else Precision.UNKNOWN

    @property
    def iso(self) -> str:
        """Return the date in ISO 8601, cut to what is known; empty when nothing is."""
        return self.iso_day + (f"T{self.time}{self.offset}" if self.time else "")

    @property
    def iso_day(self) -> str:
        """Return year, month and day as far as known: `2018-12-17`, `2018-12`, `2018` or empty."""
        parts = [f"{self.year:04}"] if self.year else []
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def said(self) -> str:
        """Return all that the date says, its qualifier too, in one text."""
        return f"{self.year} {self.month} {self.day} {self.time} {self.offset} {self.qualifier}"

    @property
    def folder(self) -> str:
        """Return the part of an address that the date makes: `2018/12/17`, `2018/12`, `2018` or `undated`."""
        return self.iso_day.replace("-", "/") or "undated"

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Sort key: by the day as written, then by the time; what is not known comes first."""
        return (self.year, self.month, self.day, self.time)

    def begins(self, zone: tzinfo | None) -> datetime:
        """Return the instant at which it begins: in its own offset, else in `zone`, else where it begins first."""
        return self.instant(zone or _EVERYWHERE_FIRST)

    def instant(self, zone: tzinfo) -> datetime:
        """Return the instant at which it begins, in `zone` unless it has an offset; UTC, whole seconds.

        A time that the zone skips is moved forward, one that it has twice is the earlier (PEP 495, fold 0).
        """
        hour, minute, second = (int(part) for part in self.time.split(":")) if self.time else (0, 0, 0)
        written = datetime(
            max(self.year, 1), self.month or 1, self.day or 1, hour, minute, second, tzinfo=self._zone() or zone
        )
        try:
            return written.astimezone(UTC)
        except OverflowError:
            return written.replace(tzinfo=UTC)

    def is_skipped_in(self, zone: tzinfo) -> bool:
        """Tell whether a time without offset falls into the hour that `zone` leaves out in spring."""
        if not self.time or self.offset:
            return False
        hour, minute, second = (int(part) for part in self.time.split(":"))
        local = datetime(self.year, self.month, self.day, hour, minute, second, tzinfo=zone)
        return local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None)

    def _zone(self) -> timezone | None:
        if not self.offset:
            return None
        if self.offset == "Z":
            return UTC
        sign = -1 if self.offset[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(self.offset[1:3]), minutes=int(self.offset[4:6])))


UNKNOWN = NewsDate()


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Why a text is no date: words for the message and the hint; and the date that it is if it can only be one."""

    message: str
    hint: str = "Write it as 2018-12-17, or with a time as 2018-12-17T14:30:00+01:00."
    code: str = "date"
    meant: str = ""


def parse(text: str) -> NewsDate | DateProblem:
    """Read a date from front matter or settings."""
    text = text.strip()
    if text.casefold() == "unknown":
        return UNKNOWN
    if match := _DATE.match(text):
        year, month, day, qualifier = match.groups()
        return _checked(text, NewsDate(int(year), int(month or 0), int(day or 0), qualifier=qualifier), month, day)
    if match := _TIME.match(text):
        return _timed(text, match)
    return _not_a_date(text)


def _timed(text: str, match: re.Match[str]) -> NewsDate | DateProblem:
    year, month, day, hour, minute, second, utc, offset_hours, offset_minutes = match.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return DateProblem(f"there is no time {hour}:{minute}" + (f":{second}" if second else ""))
    if offset_hours and (abs(int(offset_hours)) > 14 or int(offset_minutes or 0) > 59):
        said = f"{offset_hours}:{offset_minutes or '00'}"
        bare = text[: match.start(8)].strip()
        hint = f"Write {bare}, or the right offset behind it: clocks differ from Greenwich by at most 14 hours."
        return DateProblem(f"there is no offset {said}", hint)
    offset = "Z" if utc else ""
    if offset_hours:
        offset = f"{offset_hours[0]}{offset_hours[1:]:0>2}:{offset_minutes or '00'}"
    time = f"{int(hour):02}:{minute}:{min(int(second or 0), 59):02}"
    return _checked(text, NewsDate(int(year), int(month), int(day), time, offset), month, day)


def _checked(text: str, value: NewsDate, month: str | None, day: str | None) -> NewsDate | DateProblem:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return DateProblem(f"the year {text[:4]} is outside {FIRST_YEAR} to {LAST_YEAR}", "Check the year.")
    if month is not None and not 1 <= value.month <= 12:
        return DateProblem(f"there is no month {month}")
    if day is not None:
        last = calendar.monthrange(value.year, value.month)[1]
        if not 1 <= value.day <= last:
            name = calendar.month_name[value.month]
            return DateProblem(f"{name} {value.year} has no day {day}", f"{name} {value.year} has {last} days.")
    return value


_ABBREVIATIONS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUOTES = "\"'“”„‟‘’«»"
_MONTHS = {name: at for at, name in enumerate(_ABBREVIATIONS, 1)}
_IN_WORDS = (
    re.compile(
        r"(?:[A-Za-z]{3,9},?\s+)?(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"
    ),
    re.compile(
        r"(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})\b"
    ),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\Z"),
)
"""How a day may be put where it can only be that day: in English words, or without hyphens."""


def _meant(text: str) -> str:
    """Return the day that a text can only mean, or nothing."""
    bare = text.strip(_QUOTES + " ")
    if bare != text and isinstance(parse(bare), NewsDate):
        return bare
    for looks in _IN_WORDS:
        if match := looks.match(bare):
            written = match["month"]
            month = int(written) if written.isdecimal() else _MONTHS.get(written[:3].title(), 0)
            if _is_day(int(match["year"]), month, int(match["day"])):
                return f"{match['year']}-{month:02}-{int(match['day']):02}"
    return ""


def _not_a_date(text: str) -> DateProblem:
    if meant := _meant(text):
        return DateProblem(f"“{shorten(text, 60)}” is not written as a date here", f"Write {meant}.", meant=meant)
    if match := _NUMERIC.match(text):
        return _numeric(text, *match.groups())
    if match := _LOOSE.match(text):
        year, month, day = (int(part) for part in match.groups()[:3])
        meant = f"{year:04}-{month:02}-{day:02}{match[4] or ''}"
        if meant != text and isinstance(parse(meant), NewsDate):
            return DateProblem(f"“{text}” is not written as a date here", f"Write {meant}.", meant=meant)
    shown = shorten(text, 60)
    if text.isdecimal():
        return DateProblem(f"“{shown}” is a bare number, not a date")
    return DateProblem(f"“{shown}” is not a date")


def _numeric(text: str, first: str, second: str, year: str) -> DateProblem:
    readings = [
        f"{year}-{month:02}-{day:02}"
        for month, day in ((int(first), int(second)), (int(second), int(first)))
        if _is_day(int(year), month, day)
    ]
    if len(set(readings)) == 2:
        return DateProblem(
            f"“{text}” can be read as two days",
            f"Write {readings[0]} if the month comes first, {readings[1]} if the day does.",
            "date-ambiguous",
        )
    if readings:
        return DateProblem(f"“{text}” is not written as a date here", f"Write {readings[0]}.", meant=readings[0])
    return DateProblem(f"“{text}” is not a date")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR
