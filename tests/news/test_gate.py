"""The gate: what is public, to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.gate import Reason, hidden, news_ends, next_change, shown
from tests.news.making import article, day

NEW_YORK = ZoneInfo("America/New_York")
SECOND = timedelta(seconds=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


CASES = [
    # fields, zone, the last second on one side, what it is then, what it is a second later
    ({"embargo": "2018-12-20T08:00:00Z"}, None, "2018-12-20T07:59:59+00:00", Reason.EMBARGO, None),
    ({"embargo": "2018-12-20T08:00:00"}, NEW_YORK, "2018-12-20T12:59:59+00:00", Reason.EMBARGO, None),
    ({"embargo": "2018-12-20T08:00:00"}, None, "2018-12-20T07:59:59+00:00", Reason.EMBARGO, None),
    ({"embargo": "2018-12-20"}, NEW_YORK, "2018-12-20T04:59:59+00:00", Reason.EMBARGO, None),
    ({"embargo": "2018-12-20T08:00:00+02:00"}, NEW_YORK, "2018-12-20T05:59:59+00:00", Reason.EMBARGO, None),
    ({"expires": "2018-12-20T08:00:00Z"}, None, "2018-12-20T07:59:59+00:00", None, Reason.EXPIRED),
    ({"expires": "2018-12-20"}, NEW_YORK, "2018-12-20T04:59:59+00:00", None, Reason.EXPIRED),
]


@pytest.mark.parametrize(("written", "zone", "before", "first", "then"), CASES)
def test_embargo_and_expiry_to_the_second(
    written: dict[str, str], zone: ZoneInfo | None, before: str, first: Reason | None, then: Reason | None
) -> None:
    story = article(**{name: day(text) for name, text in written.items()})  # type: ignore[arg-type]
    assert hidden(story, at(before), zone) is first
    assert hidden(story, at(before) + SECOND, zone) is then
    assert next_change(story, at(before), zone) == at(before) + SECOND
    assert next_change(story, at(before) + SECOND, zone) is None


@pytest.mark.parametrize(
    ("date", "zone", "before"),
    [
        ("2030-01-01", None, "2029-12-31T09:59:59+00:00"),  # begun anywhere
        ("2030-01-01", NEW_YORK, "2030-01-01T04:59:59+00:00"),
        ("2030-01-01T10:00", NEW_YORK, "2030-01-01T14:59:59+00:00"),
        ("2030-01-01T10:00+02:00", NEW_YORK, "2030-01-01T07:59:59+00:00"),
        ("2030-02", NEW_YORK, "2030-02-01T04:59:59+00:00"),
        ("2030", NEW_YORK, "2030-01-01T04:59:59+00:00"),
        ("2030~", None, "2029-12-31T09:59:59+00:00"),
    ],
)
def test_a_date_that_lies_ahead(date: str, zone: ZoneInfo | None, before: str) -> None:
    story = article(date=date)
    assert hidden(story, at(before), zone) is Reason.FUTURE
    assert hidden(story, at(before) + SECOND, zone) is None
    assert next_change(story, at(before), zone) == at(before) + SECOND


def test_a_draft_is_never_public_and_no_time_changes_it() -> None:
    story = article(draft=True, embargo=day("2018-12-20"), expires=day("2019-01-01"))
    assert hidden(story, at("2018-12-25T00:00:00+00:00"), None) is Reason.DRAFT
    assert next_change(story, at("2018-01-01T00:00:00+00:00"), None) is None


def test_an_embargo_after_the_expiry_never_shows() -> None:
    story = article(embargo=day("2019-01-02"), expires=day("2019-01-01"))
    for text in ("2018-12-31", "2019-01-01", "2019-01-02", "2030-01-01"):
        assert hidden(story, at(f"{text}T12:00:00+00:00"), None) is not None


def test_an_unknown_date_is_past() -> None:
    assert hidden(article(date="unknown"), at("1900-01-01T00:00:00+00:00"), None) is None


instants = st.datetimes(datetime(2018, 1, 1), datetime(2020, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def written(when: datetime) -> object:
    return day(when.strftime("%Y-%m-%dT%H:%M:%SZ"))


@given(instants, instants, instants)
def test_between_two_changes_nothing_changes(embargo: datetime, expires: datetime, now: datetime) -> None:
    def is_public(when: datetime) -> bool:
        return hidden(story, when, None) is None

    now = now.replace(microsecond=0)
    story = article(date="2018-06-01", embargo=written(embargo), expires=written(expires))
    change = next_change(story, now, None)
    if change is not None:
        assert change > now
        assert is_public(change - SECOND) is is_public(now) is not is_public(change)
    else:
        assert is_public(at("2100-01-01T00:00:00+00:00")) is is_public(now)


@given(instants, instants, instants, instants)
def test_a_story_is_public_exactly_while_it_is_shown(
    date: datetime, embargo: datetime, expires: datetime, now: datetime
) -> None:
    now = now.replace(microsecond=0)
    story = article(date=f"{date:%Y-%m-%dT%H:%M:%SZ}", embargo=written(embargo), expires=written(expires))
    span = shown(story, None)
    is_inside = span is not None and span[0] <= now and (span[1] is None or now < span[1])
    assert is_inside is (hidden(story, now, None) is None)


def test_news_is_news_for_two_days_from_when_it_ran() -> None:
    assert news_ends(article("a", "2018-12-17T10:00Z"), None) == at("2018-12-19T10:00:00+00:00")
    assert news_ends(article("a", "2018-12-17", added=day("2026-01-01")), UTC) == at("2018-12-19T00:00:00+00:00")
    assert news_ends(article("a", "2018-12-17", embargo=day("2018-12-18T06:00Z")), UTC) == at(
        "2018-12-20T06:00:00+00:00"
    )
    assert news_ends(article("a", "2018-12"), UTC) is None
    assert news_ends(article("a", "2018-12-17", canonical="https://x.example/"), UTC) is None
