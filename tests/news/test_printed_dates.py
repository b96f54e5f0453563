"""Dates and datelines as printed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.clippings import datelines
from newsgen.news import printed_dates


@pytest.mark.parametrize(
    "text",
    [
        "Dec. 17, 1998",
        "17 Dec 1998",
        "Thursday, December 17, 1998",
        "December 17th, 1998",
        "DECEMBER 17, 1998",
        "17th of December, 1998",
        "1998-12-17",
        "1998-12-17T21:41:00Z",
        "1998/12/17",
        "17/12/1998",
        "12/17/1998",
        "17.12.1998",
        "17. Dezember 1998",
        "Donnerstag, 17. Dezember 1998, 14:30 Uhr",
        "jeudi 17 décembre 1998",
        "17 de\u0301cembre 1998",
        "17 de diciembre de 1998",
        "17 dicembre 1998",
        "17 de dezembro de 1998",
        "17 december 1998, 14.30 uur",
        "17 декабря 1998 г.",
        "17 дек 1998",
        "17 בדצמבר 1998",
        "ב-17 בדצמבר 1998",
        "17 ديسمبر 1998",
        "١٧ كانون الأول ١٩٩٨",
        "17 ديسمبر/كانون الأول 1998",
        "1998年12月17日",
        "１９９８年１２月１７日（木）",
        "一九九八年十二月十七日",
        "平成10年12月17日",
        "December 17, 1998 at 9:41 PM",
        "Posted on December 17, 1998",
        "17\u00a0December\u00a01998",
    ],
)
def test_one_day_in_many_shapes(text: str) -> None:
    (found,) = printed_dates.find(text)
    assert found.iso == "1998-12-17"
    assert printed_dates.is_noise(f"{text[: found.start]} {text[found.end :]}".replace("T21:41:00Z", ""))


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("03/04/2018", ("2018-03-04", "2018-04-03")),
        ("3-4-2018", ("2018-03-04", "2018-04-03")),
        ("04/04/2018", ("2018-04-04",)),
        ("03.04.2018", ("2018-04-03",)),
        ("March 3", ("--03-03",)),
        ("29 February", ("--02-29",)),
        ("12月17日", ("--12-17",)),
    ],
)
def test_what_is_not_told(text: str, readings: tuple[str, ...]) -> None:
    (found,) = printed_dates.find(text)
    assert found.readings == readings


@pytest.mark.parametrize(
    "text",
    ["May 2018", "31 February 2018", "2018-13-45", "the 17th", "3.14159", "1/2", "17 Decembrists 2018", "10:12:2018"],
)
def test_no_dates(text: str) -> None:
    assert printed_dates.find(text) == ()


def test_updates_are_told_apart() -> None:
    text = "Published: March 5, 2012; Updated: March 6, 2012"
    assert [(one.iso, one.updated) for one in printed_dates.find(text)] == [("2012-03-05", False), ("2012-03-06", True)]


@pytest.mark.parametrize(
    ("text", "place", "wire", "readings"),
    [
        ("NEW HALLOW, Dec. 17, 1998 (AP) — The", "NEW HALLOW", "AP", ("1998-12-17",)),
        ("LONDON, March 3 (Reuters) - The", "LONDON", "Reuters", ("--03-03",)),
        ("LONDON, Dec. 17.—The", "LONDON", "", ("--12-17",)),
        ("(AP) — The", "", "AP", ()),
        ("HAVEN, Maine (AP) _ The", "HAVEN, Maine", "AP", ()),
        ("WASHINGTON, D.C. -- The", "WASHINGTON, D.C.", "", ()),
        ("PUERTO VIEJO.- El", "PUERTO VIEJO", "", ()),
        ("Berlin (dpa) - Der", "Berlin", "dpa", ()),
        ("МОСКВА, 17 дек — РИА Новости. Мэр", "МОСКВА", "РИА Новости", ("--12-17",)),
        ("МОСКВА, 17 декабря. /ТАСС/. Мэр", "МОСКВА", "ТАСС", ("--12-17",)),
        ("القدس (رويترز) - قال", "القدس", "رويترز", ()),
        ("新华社北京12月17日电 市长", "北京", "新华社", ("--12-17",)),
        ("【エルサレム共同】市長", "エルサレム", "共同", ()),
    ],
)
def test_datelines(text: str, place: str, wire: str, readings: tuple[str, ...]) -> None:
    found = datelines.lead(text)
    assert found is not None
    assert (text[slice(*found.place)], text[slice(*found.wire)]) == (place, wire)
    assert (found.date.readings if found.date else ()) == readings


@pytest.mark.parametrize(
    "text",
    [
        "The mayor — a tall man — said",
        "NATO — which met on Monday —",
        "He came on December 17, 2018 — a Monday — and left",
        "THE MAYOR SAID TODAY — AND MEANT IT",
        "Smith (left) - a baker",
        "",
    ],
)
def test_no_datelines(text: str) -> None:
    assert datelines.lead(text) is None


def test_years_for_dates_without_one() -> None:
    assert printed_dates.last_before("--12-31", "2004-01-02") == "2003-12-31"
    assert printed_dates.last_before("--03-03", "2004-03-04") == "2004-03-03"
    assert printed_dates.in_year("--02-29", "1987") == ""
    assert printed_dates.days_between("2003-12-31", "2004-01-02") == 2


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    found = printed_dates.find(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) and one.readings for one in found)
    datelines.lead(text)
    printed_dates.is_noise(printed_dates.trimmed(text))


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_iso_dates_read_as_themselves(day: date) -> None:
    assert [one.iso for one in printed_dates.find(day.isoformat())] == [day.isoformat()]
