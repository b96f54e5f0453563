"""Feeds: what identifies an entry, in which order they stand, and the chain of archived documents (RFC 5005)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news import chain
from newsgen.news.article import Article, Correction
from newsgen.news.dates import NewsDate
from newsgen.news.entries import ENTRIES, MOST_TEXT, entered, published, rss_date, stamp
from newsgen.news.manuscript import Slice
from newsgen.news.output import Output
from newsgen.news.settings import Settings
from newsgen.outputs import corrections_feed, feed
from newsgen.outputs.corrections_feed import CorrectionsFeedView
from newsgen.outputs.feed import ArchivedFeedView, FeedView
from tests.news.making import archive, article, day

BASE = Settings(base_url="https://example.org/news/")


def planned(*stories: Article, settings: Settings = BASE, module: Any = feed) -> dict[str, Output]:
    shelved = archive(*stories, settings=settings)
    return {output.path: output for family in module.families(shelved, settings) for output in family.outputs()}


def live(*stories: Article, settings: Settings = BASE, path: str = "feed.xml") -> FeedView:
    view = planned(*stories, settings=settings)[path].view
    assert isinstance(view, FeedView)
    return view


def ids(view: FeedView | ArchivedFeedView) -> list[str]:
    """Return the ids of the stories in a feed."""
    return [entry.uri.partition("story/")[2] for entry in view.entries]


def many(number: int, added: str, start: int = 0, **more: Any) -> list[Article]:
    return [article(f"s{index:03}", "2001-01-01", added=day(added), **more) for index in range(start, start + number)]


# Instants


@pytest.mark.parametrize(
    ("written", "zone", "instant"),
    [
        ("2018-12-17", UTC, "2018-12-17T00:00:00Z"),
        ("2018-12-17T10:30Z", ZoneInfo("Asia/Tokyo"), "2018-12-17T10:30:00Z"),
        ("2018-12-17T10:30", ZoneInfo("Asia/Tokyo"), "2018-12-17T01:30:00Z"),
        ("2018-12-17T10:30+05:30", UTC, "2018-12-17T05:00:00Z"),
        ("2018-12-17", ZoneInfo("Asia/Tokyo"), "2018-12-16T15:00:00Z"),
        ("1954", UTC, "1954-01-01T00:00:00Z"),
        ("unknown", UTC, "0001-01-01T00:00:00Z"),
        ("unknown", ZoneInfo("Asia/Tokyo"), "0001-01-01T00:00:00Z"),
    ],
)
def test_stamps(written: str, zone: Any, instant: str) -> None:
    assert stamp(day(written), zone) == instant


def test_rss_has_english_dates() -> None:
    assert rss_date("2018-12-17T09:05:00Z") == "Mon, 17 Dec 2018 09:05:00 GMT"
    assert rss_date("1931-03-01T00:00:00+05:30") == "Sun, 01 Mar 1931 00:00:00 +0530"


@pytest.mark.parametrize(
    ("written", "timezone", "expected"),
    [
        ("1987-04-03", "Europe/London", "1987-04-03T00:00:00+01:00"),
        ("1987-04-03", "", "1987-04-03T00:00:00Z"),
        ("1987-04-03T10:00", "Europe/London", "1987-04-03T10:00:00+01:00"),
        ("1987-04-03T10:00Z", "Europe/London", "1987-04-03T10:00:00Z"),
        ("1987-04", "Europe/London", ""),
    ],
)
def test_a_story_stays_on_its_day_in_feeds(written: str, timezone: str, expected: str) -> None:
    assert published(article("a", written).teaser, timezone) == expected


def test_a_story_enters_at_the_latest_of_added_embargo_and_date() -> None:
    stories = [
        article("date", "2018-12-17T10:00Z", added=day("2018-01-01")),
        article("added", "2018-12-17", added=day("2018-12-18")),
        article("embargo", "2018-12-17", added=day("2018-12-17"), embargo=day("2018-12-19T06:00Z")),
    ]
    assert [(identity, instant) for instant, identity, _ in entered(stories, UTC)] == [
        ("date", "2018-12-17T10:00:00Z"),
        ("added", "2018-12-18T00:00:00Z"),
        ("embargo", "2018-12-19T06:00:00Z"),
    ]


moments = st.builds(
    lambda instant, form: day(instant.strftime(form)),
    st.integers(0, 8 * 24 * 60).map(lambda minutes: datetime(2018, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.sampled_from(
        ["%Y-%m-%d", "%Y-%m", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M-12:00", "%Y-%m-%dT%H:%M+14:00"]
    ),
)


@given(
    moments,
    st.none() | moments,
    st.none() | moments,
    st.sampled_from([UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Adak")]),
)
def test_it_is_the_latest_whatever_the_offsets(date: NewsDate, added: Any, embargo: Any, zone: tzinfo) -> None:
    story = article("a", added=added, embargo=embargo)
    story = replace(story, teaser=replace(story.teaser, date=date))
    instants = [moment.instant(zone) for moment in (date, added, embargo) if moment]
    ((instant, _, _),) = entered([story], zone)
    assert instant == f"{max(instants):%Y-%m-%dT%H:%M:%SZ}"


# Live feeds


def test_all_three_formats_have_the_same_stories() -> None:
    stories = many(ENTRIES + 5, "2020-01-01")
    assert ids(live(*stories)) != ids(live(*stories, path="rss.xml"))  # the open month is longer
    assert ids(live(*stories))[:ENTRIES] == ids(live(*stories, path="rss.xml")) == ids(live(*stories, path="feed.json"))


def test_a_feed_can_be_switched_off() -> None:
    only = replace(BASE, outputs=("rss",))
    assert set(planned(article(), settings=only)) == {"rss.xml"}
    assert planned(article(), settings=Settings()) == {}


def test_nothing_is_published_that_has_no_day() -> None:
    entries = {entry.story.id: entry for entry in live(article("a", "1954"), article("b", "1954-05-06")).entries}
    assert (entries["a"].published, entries["a"].updated) == ("", "1954-01-01T00:00:00Z")
    assert entries["b"].published == "1954-05-06T00:00:00Z"


def test_a_corrected_story_comes_again_under_its_id() -> None:
    stories = [article(f"s{number:02}", f"2018-01-{number:02}") for number in range(1, 29)]
    assert "s01" not in ids(live(*stories))
    stories[0] = replace(stories[0], corrections=(Correction(day("2019-01-01"), "x"),), digest="other")
    assert ids(live(*stories))[0] == "s01"


def test_a_feed_is_bounded_also_where_texts_are_long() -> None:
    stories = [article(f"s{number:02}", f"2018-01-{number:02}") for number in range(1, 7)]
    half = (Slice(0, MOST_TEXT // 2, 1),)
    stories = [replace(story, body=replace(story.body, slices=half)) for story in stories]
    output = planned(*stories)["feed.xml"]
    assert isinstance(output.view, FeedView)
    assert [entry.is_whole for entry in output.view.entries] == [True, True, False, False, False, False]
    assert [text.story for text in output.texts] == [stories[5], stories[4]]


def test_sections_have_feeds_and_other_groups_by_choice() -> None:
    stories = [
        article(f"s{number}", "2018-12-17", section="Harbour", tags=("ferry", "rare")[: 1 + (number == 0)])
        for number in range(3)
    ]
    assert set(planned(*stories)) == {"feed.xml", "rss.xml", "feed.json", "sections/harbour/feed.xml"}
    chosen = replace(BASE, group_feeds=("tags",), min_stories=3)
    assert "tags/ferry/feed.xml" in planned(*stories, settings=chosen)
    assert "tags/rare/feed.xml" not in planned(*stories, settings=chosen)
    assert "sections/harbour/feed.xml" not in planned(*stories, settings=chosen)
    off = replace(BASE, outputs=("feed",))
    assert set(planned(*stories, settings=off)) == {"feed.xml"}


def test_a_groups_feed_holds_its_own_stories() -> None:
    stories = [article(f"s{number:02}", "2018-12-17", section="AB"[number % 2]) for number in range(60)]
    view = live(*stories, path="sections/a/feed.xml")
    assert (view.name, view.page, view.uri) == ("A", "/sections/a/", "tag:example.org,2000:sections/a/feed")
    assert len(view.entries) == ENTRIES
    assert all(entry.story.teaser.section and entry.story.teaser.section.name == "A" for entry in view.entries)


def test_corrections_have_a_feed() -> None:
    corrections = (Correction(day("2019-01-01"), "one"), Correction(day("2019-01-01"), "two"))
    made = planned(article("a", corrections=corrections), article("b"), module=corrections_feed)
    view = made["corrections/feed.xml"].view
    assert isinstance(view, CorrectionsFeedView)
    assert [(entry.correction.text, entry.uri) for entry in view.entries] == [
        ("two", "tag:example.org,2000:correction/a/2019-01-01/2"),
        ("one", "tag:example.org,2000:correction/a/2019-01-01"),
    ]
    empty = planned(article("b"), module=corrections_feed)["corrections/feed.xml"].view
    assert isinstance(empty, CorrectionsFeedView)
    assert (empty.updated, empty.entries) == ("1970-01-01T00:00:00Z", ())
    assert planned(article("b"), module=corrections_feed, settings=Settings()) == {}


# The chain


def documents(*stories: Article) -> dict[str, ArchivedFeedView]:
    found = planned(*stories)
    return {path: out.view for path, out in found.items() if isinstance(out.view, ArchivedFeedView)}


def test_the_chain_leads_from_the_live_feed_to_the_oldest() -> None:
    stories = [article(f"s{month}", "2001-01-01", added=day(f"2020-{month:02}-05")) for month in (1, 2, 4)]
    stories += many(ENTRIES, "2020-06-01", 100)
    found = documents(*stories)
    assert list(found) == ["feed/2020-01.xml", "feed/2020-02.xml", "feed/2020-04.xml"]
    assert live(*stories).earlier == "/feed/2020-04.xml"
    around = [(view.earlier, view.later) for view in found.values()]
    assert around == [
        ("", "/feed/2020-02.xml"),
        ("/feed/2020-01.xml", "/feed/2020-04.xml"),
        ("/feed/2020-02.xml", ""),
    ]
    assert live(*stories, path="rss.xml").earlier == ""


def test_only_stories_that_say_when_they_were_added_are_in_it() -> None:
    stories = [article("a", "2019-01-01"), *many(1, "2020-01-01"), *many(ENTRIES, "2020-05-01", 1)]
    assert [ids(view) for view in documents(*stories).values()] == [["s000"]]


def test_what_is_open_stands_in_the_live_feed() -> None:
    stories = [*many(chain.MOST, "2020-05-05"), *many(3, "2020-01-01", 200)]
    view = live(*stories)
    assert set(ids(view)) == {story.id for story in stories[: chain.MOST]}
    assert sum(entry.is_whole for entry in view.entries) == ENTRIES


def test_a_month_with_more_is_cut_into_days() -> None:
    stories = [*many(chain.MOST, "2020-05-05"), *many(1, "2020-05-06", 200), *many(ENTRIES, "2020-06-01", 300)]
    assert list(documents(*stories)) == ["feed/2020-05-05.xml", "feed/2020-05-06.xml"]


def test_a_second_in_which_thousands_came_is_cut_by_their_ids() -> None:
    stories = [article(f"s{number}", "2001-01-01", added=day("2020-05-05T10:11:12Z")) for number in range(1000)]
    view = live(*stories)
    found = documents(*stories)
    assert len(view.entries) <= chain.MOST + 2 * ENTRIES
    assert all(len(one.entries) <= chain.MOST for one in found.values())
    assert all(path.startswith("feed/2020-05-05t10-11-12z") for path in found)
    everything = [*ids(view), *(name for one in found.values() for name in ids(one))]
    assert {story.id for story in stories} == set(everything)


def test_five_hundred_stories_in_any_order_of_their_dates() -> None:
    """Whatever enters later than all else changes no sealed document but the last, which gets its `next-archive`."""
    chance = random.Random(5005)
    begin = datetime(2019, 1, 1, tzinfo=UTC)
    moments = sorted(begin + timedelta(minutes=chance.randrange(60 * 24 * 900)) for _ in range(500))
    dates = [
        f"{chance.randrange(1900, 2018)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}" for _ in moments
    ]
    stories: list[Article] = []
    before: dict[str, ArchivedFeedView] = {}
    for number, (moment, date) in enumerate(zip(moments, dates, strict=True)):
        stories.append(article(f"s{number:03}", date, added=day(f"{moment:%Y-%m-%dT%H:%M:%SZ}")))
        after = documents(*stories)
        assert before.keys() <= after.keys()
        changed = [path for path in before if before[path] != after[path]]
        assert len(changed) <= 1
        for path in changed:
            assert replace(after[path], later="") == before[path]
        new = live(*stories)
        reached = {*ids(new), *(name for one in after.values() for name in ids(one))}
        assert reached == {story.id for story in stories}
        before = after
    assert len(before) > 20


def test_an_archived_entry_is_as_it_entered() -> None:
    stories = [*many(1, "2020-01-01"), *many(ENTRIES, "2020-05-01", 1)]
    before = documents(*stories)
    corrected = replace(stories[0], corrections=(Correction(day("2021-01-01"), "x"),), digest="other")
    assert len(before) == 1
    assert documents(corrected, *stories[1:]) == before
    assert ids(live(corrected, *stories[1:]))[0] == "s000"


def test_a_story_changes_the_live_feeds_or_one_document() -> None:
    stories = [
        article(f"s{number:03}", "2001-01-01", added=day(f"2020-{number % 12 + 1:02}-05")) for number in range(99)
    ]
    for added in ("2020-01-09", "2020-06-06", "2020-11-11", "2020-12-12", "2021-01-01"):
        new = article("new", "2001-01-01", added=day(added))
        before, after = planned(*stories), planned(*stories, new)
        changed = [path for path in after if before.get(path) != after[path]]
        assert len(changed) in (1, 3), changed
