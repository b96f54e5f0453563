"""Dates: every way of writing one, every way of getting it wrong, and what no zone may do to a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news import dates
from newsgen.news.dates import UNKNOWN, DateProblem, NewsDate, Precision, parse
from tests.news.making import day

ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})

READ = [
    ("2018-12-17", NewsDate(2018, 12, 17)),
    ("  2018-12-17\t", NewsDate(2018, 12, 17)),
    ("2018-12", NewsDate(2018, 12)),
    ("2018", NewsDate(2018)),
    ("1400", NewsDate(1400)),
    ("2200-12-31", NewsDate(2200, 12, 31)),
    ("1912~", NewsDate(1912, qualifier="~")),
    ("1912?", NewsDate(1912, qualifier="?")),
    ("1998-12%", NewsDate(1998, 12, qualifier="%")),
    ("1998-12-17~", NewsDate(1998, 12, 17, qualifier="~")),
    ("unknown", UNKNOWN),
    ("Unknown", UNKNOWN),
    ("2016-02-29", NewsDate(2016, 2, 29)),
    ("2000-02-29", NewsDate(2000, 2, 29)),
    ("2018-12-17T14:30", NewsDate(2018, 12, 17, "14:30:00")),
    ("2018-12-17 14:30", NewsDate(2018, 12, 17, "14:30:00")),
    ("2018-12-17t9:05", NewsDate(2018, 12, 17, "09:05:00")),
    ("2018-12-17T14:30:59", NewsDate(2018, 12, 17, "14:30:59")),
    ("2018-12-17T23:59:60", NewsDate(2018, 12, 17, "23:59:59")),
    ("2018-12-17T14:30:59.123456789", NewsDate(2018, 12, 17, "14:30:59")),
    ("2018-12-17T14:30:59,5Z", NewsDate(2018, 12, 17, "14:30:59", "Z")),
    ("2018-12-17T14:30Z", NewsDate(2018, 12, 17, "14:30:00", "Z")),
    ("2018-12-17T14:30z", NewsDate(2018, 12, 17, "14:30:00", "Z")),
    ("2018-12-17 14:30 UTC", NewsDate(2018, 12, 17, "14:30:00", "Z")),
    ("2018-12-17 14:30:00 GMT", NewsDate(2018, 12, 17, "14:30:00", "Z")),
    ("2018-12-17T14:30+02:00", NewsDate(2018, 12, 17, "14:30:00", "+02:00")),
    ("2018-12-17T14:30:00-0530", NewsDate(2018, 12, 17, "14:30:00", "-05:30")),
    ("2018-12-17 14:30:00 -05", NewsDate(2018, 12, 17, "14:30:00", "-05:00")),
    ("2018-12-17 14:30:00 -5", NewsDate(2018, 12, 17, "14:30:00", "-05:00")),
    ("2018-12-17 9:30 +5:30", NewsDate(2018, 12, 17, "09:30:00", "+05:30")),
    ("2018-12-17 9:30 -0:30", NewsDate(2018, 12, 17, "09:30:00", "-00:30")),
    ("2018-12-17T00:00:00+14:00", NewsDate(2018, 12, 17, "00:00:00", "+14:00")),
    ("2018-12-17T23:59:59-12:00", NewsDate(2018, 12, 17, "23:59:59", "-12:00")),
]

REFUSED = [
    ("2018-02-30", "date", "February 2018 has no day 30"),
    ("2017-02-29", "date", "February 2017 has no day 29"),
    ("1900-02-29", "date", "February 1900 has no day 29"),
    ("2018-04-31T10:00", "date", "April 2018 has no day 31"),
    ("2018-01-00", "date", "January 2018 has no day 00"),
    ("2018-13-01", "date", "there is no month 13"),
    ("2018-00-10", "date", "there is no month 00"),
    ("2018-00", "date", "there is no month 00"),
    ("2018-12-17T25:00", "date", "there is no time 25:00"),
    ("2018-12-17T24:00", "date", "there is no time 24:00"),
    ("2018-12-17T12:60", "date", "there is no time 12:60"),
    ("2018-12-17T12:00:61", "date", "there is no time 12:00:61"),
    ("2018-12-17T12:00+15:00", "date", "there is no offset +15:00"),
    ("2018-2-07T09:00:00.000Z", "date", "“2018-2-07T09:00:00.000Z” is not written as a date here"),
    ("2018/12/17 9:00 -0500", "date", "“2018/12/17 9:00 -0500” is not written as a date here"),
    ("2018/2/30 9:00", "date", "“2018/2/30 9:00” is not a date"),
    ("2018-12-17T12:00+01:60", "date", "there is no offset +01:60"),
    ("1066", "date", "the year 1066 is outside 1400 to 2200"),
    ("1066-10-14", "date", "the year 1066 is outside 1400 to 2200"),
    ("1399-12-31", "date", "the year 1399 is outside 1400 to 2200"),
    ("2201", "date", "the year 2201 is outside 1400 to 2200"),
    ("9999-12-31T23:59:59-12:00", "date", "the year 9999 is outside 1400 to 2200"),
    ("0000", "date", "the year 0000 is outside 1400 to 2200"),
    ("03/04/2001", "date-ambiguous", "“03/04/2001” can be read as two days"),
    ("3.4.2001", "date-ambiguous", "“3.4.2001” can be read as two days"),
    ("13/04/2001", "date", "“13/04/2001” is not written as a date here"),
    ("04-13-2001", "date", "“04-13-2001” is not written as a date here"),
    ("03/03/2001", "date", "“03/03/2001” is not written as a date here"),
    ("45/45/2001", "date", "“45/45/2001” is not a date"),
    ("03/04/0000", "date", "“03/04/0000” is not a date"),
    ("2018/1/5", "date", "“2018/1/5” is not written as a date here"),
    ("2018-1-5", "date", "“2018-1-5” is not written as a date here"),
    ("2018.13.45", "date", "“2018.13.45” is not a date"),
    ("18", "date", "“18” is a bare number, not a date"),
    ("201", "date", "“201” is a bare number, not a date"),
    ("201812", "date", "“201812” is a bare number, not a date"),
    ("1545055800", "date", "“1545055800” is a bare number, not a date"),
    ("２０１８", "date", "“２０１８” is a bare number, not a date"),
    ("٢٠١٨-١٢-١٧", "date", "“٢٠١٨-١٢-١٧” is not a date"),
    ("yesterday", "date", "“yesterday” is not a date"),
    ("Dec. 17, 2018", "date", "“Dec. 17, 2018” is not written as a date here"),
    ("2018-12-17T14", "date", "“2018-12-17T14” is not a date"),
    ("2018-12-17T14:30 EST", "date", "“2018-12-17T14:30 EST” is not a date"),
    ("2018-12-17\n2018", "date", "“2018-12-17\n2018” is not a date"),
    ("-2018", "date", "“-2018” is not a date"),
    ("", "date", "“” is not a date"),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_read(text: str, value: NewsDate) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(("text", "code", "message"), REFUSED)
def test_refused(text: str, code: str, message: str) -> None:
    found = parse(text)
    assert isinstance(found, DateProblem)
    assert (found.code, found.message) == (code, message)
    assert found.hint.endswith(".")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("03/04/2001", "Write 2001-03-04 if the month comes first, 2001-04-03 if the day does."),
        ("13/04/2001", "Write 2001-04-13."),
        ("2018/1/5", "Write 2018-01-05."),
        ("2018-02-30", "February 2018 has 28 days."),
    ],
)
def test_hints_show_what_to_write(text: str, hint: str) -> None:
    found = parse(text)
    assert isinstance(found, DateProblem)
    assert found.hint == hint
    for word in hint.replace(".", "").replace(",", "").split():
        if word[0].isdigit() and "-" in word:
            assert isinstance(parse(word), NewsDate)


def test_a_very_long_number_is_refused_in_few_words() -> None:
    found = parse("9" * 100_000)
    assert isinstance(found, DateProblem)
    assert len(found.message) < 120


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_problem(text: str) -> None:
    found = parse(text)
    assert isinstance(found, NewsDate | DateProblem)
    if isinstance(found, NewsDate):
        assert parse(found.iso or "unknown") == NewsDate(found.year, found.month, found.day, found.time, found.offset)


@pytest.mark.parametrize(
    ("text", "precision", "iso", "folder"),
    [
        ("2018-12-17T14:30+02:00", Precision.TIME, "2018-12-17T14:30:00+02:00", "2018/12/17"),
        ("2018-12-17", Precision.DAY, "2018-12-17", "2018/12/17"),
        ("2018-02", Precision.MONTH, "2018-02", "2018/02"),
        ("1912~", Precision.YEAR, "1912", "1912"),
        ("unknown", Precision.UNKNOWN, "", "undated"),
    ],
)
def test_precision_iso_and_folder(text: str, precision: Precision, iso: str, folder: str) -> None:
    found = day(text)
    assert (found.precision, found.iso, found.folder) == (precision, iso, folder)


def test_order_is_by_the_day_as_written_then_the_time() -> None:
    texts = [
        "unknown",
        "1998",
        "1998-12",
        "1998-12-17",
        "1998-12-17T01:00+14:00",
        "1998-12-17T09:00",
        "1998-12-17T10:00-12:00",
    ]
    assert sorted(texts, key=lambda text: day(text).order) == texts


days = st.dates(min_value=datetime(1400, 1, 1).date(), max_value=datetime(2200, 12, 31).date())  # noqa: DTZ001
offsets = st.sampled_from(
    ["", "Z", *(f"{sign}{hour:02}:{minute:02}" for sign in "+-" for hour in range(15) for minute in (0, 30, 45))]
)


@given(days, st.times(), offsets)
def test_no_offset_moves_the_day_of_a_written_date(when: object, time: object, offset: str) -> None:
    found = day(f"{when}T{str(time)[:8]}{offset}")
    assert found.iso_day == str(when)
    assert found.folder == str(when).replace("-", "/")
    assert found.order[:3] == tuple(int(part) for part in str(when).split("-"))


@given(days, st.sampled_from(ZONES))
def test_a_bare_day_begins_within_a_day_of_midnight_and_keeps_its_name(when: object, zone: str) -> None:
    found = day(str(when))
    assert found.folder == str(when).replace("-", "/")
    begins = found.begins(ZoneInfo(zone))
    midnight = datetime(found.year, found.month, found.day, tzinfo=UTC)
    assert abs(begins - midnight) <= timedelta(hours=16)
    shown = begins.astimezone(ZoneInfo(zone))
    # a whole day can be left out (Samoa, 2011-12-30): then the day begins when the next one does
    assert str(shown.date()) >= str(when) or found.is_skipped_in(ZoneInfo(zone))


@pytest.mark.parametrize("zone", ZONES)
def test_no_zone_moves_the_folder_of_any_date(zone: str) -> None:
    for text in ("2011-12-30", "2018-11-04", "2018-03-11T02:30", "1912-01-01", "2024-02-29T23:59:59", "1847-12-01"):
        found = day(text)
        found.begins(ZoneInfo(zone))
        assert found.folder == text[:10].replace("-", "/")


@pytest.mark.parametrize(
    ("text", "zone", "instant"),
    [
        ("2018-12-17", "Asia/Jerusalem", "2018-12-16T22:00:00+00:00"),
        ("2018-12-17T14:30", "America/New_York", "2018-12-17T19:30:00+00:00"),
        ("2018-12-17T14:30Z", "America/New_York", "2018-12-17T14:30:00+00:00"),
        ("2018-12-17T14:30+02:00", "America/New_York", "2018-12-17T12:30:00+00:00"),
        ("2018-12", "UTC", "2018-12-01T00:00:00+00:00"),
        ("2018", "UTC", "2018-01-01T00:00:00+00:00"),
        ("2018-03-11T02:30", "America/New_York", "2018-03-11T07:30:00+00:00"),  # left out: 03:30 EDT
        ("2018-11-04T01:30", "America/New_York", "2018-11-04T05:30:00+00:00"),  # twice: the earlier, EDT
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00+00:00"),  # midnight left out: 01:00
        ("2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00+00:00"),  # the day that Samoa left out
    ],
)
def test_instants(text: str, zone: str, instant: str) -> None:
    assert day(text).instant(ZoneInfo(zone)).isoformat() == instant


@pytest.mark.parametrize(
    ("text", "zone", "skipped"),
    [
        ("2018-03-11T02:00", "America/New_York", True),
        ("2018-03-11T02:59:59", "America/New_York", True),
        ("2018-03-11T01:59:59", "America/New_York", False),
        ("2018-03-11T03:00", "America/New_York", False),
        ("2018-03-11T02:30Z", "America/New_York", False),
        ("2018-11-04T01:30", "America/New_York", False),
        ("2018-03-11", "America/New_York", False),
        ("2018-03-11T02:30", "UTC", False),
    ],
)
def test_times_that_the_clocks_leave_out(text: str, zone: str, skipped: bool) -> None:
    assert day(text).is_skipped_in(ZoneInfo(zone)) is skipped


def test_without_a_zone_a_day_begins_where_it_begins_first() -> None:
    assert day("2018-12-17").begins(None).isoformat() == "2018-12-16T10:00:00+00:00"
    assert day("2018-12-17T00:00Z").begins(None).isoformat() == "2018-12-17T00:00:00+00:00"


def test_an_unknown_date_has_always_begun() -> None:
    for zone in (UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)), ZoneInfo("Asia/Tokyo")):
        assert UNKNOWN.begins(zone).year <= 2


def test_the_limits_of_years_are_the_documented_ones() -> None:
    assert (dates.FIRST_YEAR, dates.LAST_YEAR) == (1400, 2200)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("December 17, 2018", "2018-12-17"),
        ("Dec. 17th 2018", "2018-12-17"),
        ("Monday, 17 December 2018", "2018-12-17"),
        ("Mon, 17 Dec 2018 10:00:00 GMT", "2018-12-17"),
        ("1st May 1954", "1954-05-01"),
        ("20181217", "2018-12-17"),
        ("“2018-12-17”", "2018-12-17"),
        ("‘1954~’", "1954~"),
    ],
)
def test_a_day_that_is_put_otherwise_is_answered_with_how_to_write_it(text: str, meant: str) -> None:
    problem = parse(text)
    assert isinstance(problem, DateProblem)
    assert problem.hint == f"Write {meant}."
    assert isinstance(parse(meant), NewsDate)


@pytest.mark.parametrize("text", ["17 Brumaire 2018", "February 30, 2018", "20181317", "12345678", "May 2018", "““"])
def test_what_could_be_any_day_is_not_guessed_at(text: str) -> None:
    problem = parse(text)
    assert isinstance(problem, DateProblem)
    assert problem.hint.startswith("Write it as")
