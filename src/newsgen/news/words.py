"""The words that pages say, in the site's language: labels, dates, numbers and plurals, from one table a language.

A table is a TOML file of the theme, `words/LANGUAGE.toml`. What a language's table lacks is said in English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from newsgen.news.dates import NewsDate, Precision
from newsgen.news.fingerprint import of_value

OVERRIDE = "project/"
"""Before the language in the name of a table that a project lays over the theme's."""


@dataclass(frozen=True)
class Words:
    """One language's table, completed by English. Asked for a word that no table has, it raises `KeyError`."""

    language: str
    table: Mapping[str, str]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    months_alone: tuple[str, ...]
    weekdays: tuple[str, ...]
    languages: Mapping[str, str]
    digest: str

    def __call__(self, key: str, **values: object) -> str:
        """Return a label, with its `{places}` filled in."""
        text = self.table[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun in the right plural: `412 stories`."""
        category = plural(self.language, number)
        text = self.table.get(f"{key}.{category}") or self.table[f"{key}.other"]
        return text.format(n=self.number(number))

    def number(self, number: int) -> str:
        """Return a whole number with the language's mark between thousands."""
        return f"{number:,}".replace(",", self.table["thousands"])

    def date(self, when: NewsDate) -> str:
        """Return a date in words, as far as it is known: `17 December 2018`, `December 2018`, `about 1912`."""
        match when.precision:
            case Precision.UNKNOWN:
                return self("undated")
            case Precision.YEAR:
                text = self._pattern("year", when)
            case Precision.MONTH:
                text = self._pattern("month", when)
            case _:
                text = self._pattern("day", when)
        return self(_QUALIFIERS[when.qualifier], date=text) if when.qualifier else text

    def short_date(self, when: NewsDate) -> str:
        """Return a date for narrow places: `17 Dec 2018`."""
        return self._pattern("day_short", when) if when.day else self.date(when)

    def weekday(self, when: NewsDate) -> str:
        """Return the day of the week's name; empty for less than a day."""
        return self.weekdays[date(when.year, when.month, when.day).weekday()] if when.day else ""

    def full_date(self, when: NewsDate) -> str:
        """Return a day with its weekday: `Monday, 17 December 2018`."""
        return self._pattern("day_full", when) if when.day else self.date(when)

    def time(self, when: NewsDate) -> str:
        """Return hours and minutes as written; empty when not known."""
        return when.time[:5]

    def day_of_year(self, month: int, day: int) -> str:
        """Return a day of any year: `17 December`."""
        return self._pattern("of_year", NewsDate(0, month, day))

    def month_name(self, when: NewsDate) -> str:
        """Return the month's name as it stands alone: `December`."""
        return self.months_alone[when.month - 1] if when.month else ""

    def language_name(self, language: str) -> str:
        """Return a language's own name, or its tag where the table lacks it."""
        return self.languages.get(language) or self.languages.get(language.partition("-")[0], language)

    def _pattern(self, name: str, when: NewsDate) -> str:
        return self.table[f"date.{name}"].format(
            year=when.year,
            month=self.months[when.month - 1] if when.month else "",
            month_alone=self.month_name(when),
            month_short=self.months_short[when.month - 1] if when.month else "",
            month_number=when.month,
            day=self.table["date.first_day"] if when.day == 1 else when.day,
            weekday=self.weekday(when) if when.year else "",
        )


_QUALIFIERS = {"~": "date.approximate", "?": "date.uncertain", "%": "date.approximate"}


def read(language: str, tables: Mapping[str, str]) -> Words:
    """Make the words of a language out of the theme's tables (TOML text by language tag).

    A project's own table stands under `OVERRIDE` and the tag, and need not be complete. Falls back from `pt-
    BR` to `pt` to `en`. Raises `tomllib.TOMLDecodeError` for a broken table.
    """
    wanted = ("en", language.partition("-")[0], language)
    chain = [tag for tag in wanted if tag in tables or OVERRIDE + tag in tables]
    labels: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for tag in [name for each in dict.fromkeys(chain) for name in (each, OVERRIDE + each) if name in tables]:
        for key, value in tomllib.loads(tables[tag]).items():
            if key == "languages":
                names |= value
            elif isinstance(value, list):
                lists[key] = tuple(value)
            else:
                labels |= dict(_flat(key, value))
    return Words(
        language=chain[-1],
        table=labels,
        months=lists["months"],
        months_short=lists["months_short"],
        months_alone=lists["months_alone"],
        weekdays=lists["weekdays"],
        languages=names,
        digest=of_value((chain[-1], sorted(labels.items()), sorted(lists.items()), sorted(names.items()))),
    )


def _flat(key: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for name, inner in value.items() for pair in _flat(f"{key}.{name}", inner)]
    return [(key, str(value))]


def plural(language: str, number: int) -> str:
    """Return the CLDR plural category of a whole number (unicode.org/reports/tr35, plural rules)."""
    base = language.partition("-")[0]
    last, last_two = number % 10, number % 100
    match base:
        case "zh" | "ja" | "ko" | "vi" | "th" | "id":
            return "other"
        case "fr" | "pt" | "es" | "it" | "ca" if number and number % 1_000_000 == 0:
            return "many"
        case "fr" | "pt":
            return "one" if number < 2 else "other"
        case "ru" | "uk" | "be":
            if last == 1 and last_two != 11:
                return "one"
            return "few" if 2 <= last <= 4 and not 12 <= last_two <= 14 else "many"
        case "ar":
            named = {0: "zero", 1: "one", 2: "two"}
            return named.get(number) or ("few" if 3 <= last_two <= 10 else "many" if last_two >= 11 else "other")
        case "he":
            return "one" if number == 1 else "two" if number == 2 else "other"
        case _:
            return "one" if number == 1 else "other"
