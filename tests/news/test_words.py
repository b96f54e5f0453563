"""Words: every language's table is complete, and its plurals and dates are right."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from newsgen.news import words
from newsgen.news.words import Words, plural
from tests.news.making import day

TABLES = {
    path.stem: path.read_text("utf-8") for path in (Path(__file__).parents[2] / "templates" / "words").glob("*.toml")
}
LANGUAGES = sorted(TABLES)
CATEGORIES = {
    "en": {"one", "other"},
    "de": {"one", "other"},
    "es": {"one", "many", "other"},
    "fr": {"one", "many", "other"},
    "he": {"one", "two", "other"},
    "ru": {"one", "few", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "zh": {"other"},
}


def flat(table: dict[str, object], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def table(language: str) -> dict[str, object]:
    return flat(tomllib.loads(TABLES[language]))


def said(language: str) -> Words:
    return words.read(language, TABLES)


PLURALS = {key.rpartition(".")[0] for key in table("en") if key.endswith(".other")}


def test_the_languages_that_ship() -> None:
    assert set(LANGUAGES) == set(CATEGORIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_complete(language: str) -> None:
    def plain(keys: set[str]) -> set[str]:
        return {key for key in keys if key.rpartition(".")[0] not in PLURALS and not key.startswith("languages.")}

    assert plain(set(table(language))) == plain(set(table("en")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("noun", sorted(PLURALS))
def test_every_plural_has_its_forms(language: str, noun: str) -> None:
    have = {key.rpartition(".")[2] for key in table(language) if key.startswith(f"{noun}.")}
    assert CATEGORIES[language] - {"other"} <= have
    assert have <= CATEGORIES[language] | {"other"}
    assert have


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_a_text_are_those_of_the_english_one(language: str) -> None:
    english = table("en")
    for key, text in table(language).items():
        if isinstance(text, str) and key in english and not key.startswith("date."):
            places = set(re.findall(r"\{(\w+)\}", text))
            allowed = set(re.findall(r"\{(\w+)\}", str(english[key])))
            assert places <= allowed, key
            if key.rpartition(".")[0] not in PLURALS:
                assert places == allowed, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_empty(language: str) -> None:
    for key, value in table(language).items():
        assert value != "", key
        if isinstance(value, list):
            assert all(value), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendars_are_whole(language: str) -> None:
    found = said(language)
    assert len(found.months) == len(found.months_short) == len(found.months_alone) == 12
    assert len(found.weekdays) == 7
    assert len(set(found.months)) == len(set(found.months_alone)) == 12


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["2018-12-17T14:30", "2018-12-17", "2018-12", "2018", "1912~", "1912?", "1998-12%", "unknown"]
)
def test_every_date_can_be_said(language: str, text: str) -> None:
    found, when = said(language), day(text)
    for spoken in (found.date(when), found.short_date(when), found.full_date(when)):
        assert spoken
        assert "{" not in spoken
        if when.year:
            assert str(when.year) in spoken
    if when.day:
        assert found.weekday(when) in found.full_date(when)


def test_english_dates() -> None:
    found = said("en")
    assert found.date(day("2018-12-17")) == "17 December 2018"
    assert found.full_date(day("2018-12-17")) == "Monday, 17 December 2018"
    assert found.short_date(day("2018-12-17")) == "17 Dec 2018"
    assert found.date(day("2018-12")) == "December 2018"
    assert found.date(day("1912~")) == "about 1912"
    assert found.date(day("1912?")) == "1912 (date uncertain)"
    assert found.date(day("unknown")) == "Undated"
    assert found.weekday(day("2018-12")) == ""
    assert found.time(day("2018-12-17T14:30:59")) == "14:30"
    assert found.month_name(day("2018")) == ""


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", {0: "other", 1: "one", 2: "other", 11: "other", 21: "other", 101: "other"}),
        ("fr", {0: "one", 1: "one", 2: "other", 1_000_000: "many", 1_000_001: "other"}),
        ("es", {0: "other", 1: "one", 2: "other", 2_000_000: "many"}),
        ("pt-BR", {0: "one", 1: "one", 2: "other"}),
        ("zh-Hans", {0: "other", 1: "other"}),
        ("he", {0: "other", 1: "one", 2: "two", 3: "other", 10: "other", 20: "other"}),
        (
            "ru",
            {
                0: "many",
                1: "one",
                2: "few",
                4: "few",
                5: "many",
                11: "many",
                12: "many",
                14: "many",
                21: "one",
                22: "few",
            },
        ),
        ("uk", {111: "many", 112: "many", 121: "one", 1_001: "one", 1_011: "many"}),
        (
            "ar",
            {0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other", 102: "other"},
        ),
        ("ar", {103: "few", 110: "few", 111: "many", 200: "other", 1_003: "few"}),
    ],
)
def test_plurals_are_cldrs(language: str, numbers: dict[int, str]) -> None:
    assert {number: plural(language, number) for number in numbers} == numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_its_noun(language: str) -> None:
    found = said(language)
    for noun in PLURALS:
        for number in (*range(31), 99, 100, 101, 111, 1_000, 1_001, 41_207):
            text = found.count(noun, number)
            assert "{" not in text
            assert text


def test_thousands() -> None:
    assert said("en").number(41_207) == "41,207"
    assert said("en").count("stories", 1) == "1 story"
    assert said("en").count("stories", 1_412) == "1,412 stories"


def test_a_language_falls_back_to_its_base_and_to_english() -> None:
    tables = {"en": TABLES["en"], "pt": 'dates = "Datas"', "pt-BR": 'tags = "Etiquetas"'}
    found = words.read("pt-BR", tables)
    assert (found("dates"), found("tags"), found("bylines")) == ("Datas", "Etiquetas", "Bylines")
    assert found.language == "pt-BR"
    assert words.read("eo", tables).language == "en"
    assert words.read("pt-PT", tables).language == "pt"


def test_a_word_that_no_table_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        said("en")("no such word")


def test_every_word_counts_in_the_digest() -> None:
    one = words.read("en", TABLES)
    other = words.read("en", {"en": TABLES["en"].replace('dates = "Dates"', 'dates = "Days"')})
    assert one.digest != other.digest
    assert words.read("en", TABLES).digest == one.digest


def test_languages_have_names_of_their_own() -> None:
    found = said("en")
    assert found.language_name("he") == "עברית"
    assert found.language_name("pt-BR") == "Português"
    assert found.language_name("zh-Hant") == "繁體中文"
    assert found.language_name("tlh") == "tlh"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "17 December"),
        ("de", "17. Dezember"),
        ("es", "17 de diciembre"),
        ("fr", "17 décembre"),
        ("he", "17 בדצמבר"),
        ("ar", "17 ديسمبر"),
        ("ru", "17 декабря"),
        ("zh", "12月17日"),
    ],
)
def test_a_day_of_any_year(language: str, expected: str) -> None:
    assert said(language).day_of_year(12, 17) == expected


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert said("fr").date(day("1931-05-01")) == "1er mai 1931"
    assert said("fr").date(day("1931-05-11")) == "11 mai 1931"
    assert said("en").date(day("1931-05-01")) == "1 May 1931"
