"""Outputs: the walk over what they depend on, and that nothing in it can change without the fingerprint."""

from __future__ import annotations

import dataclasses
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen import outputs
from newsgen.news import entries
from newsgen.news.article import Body, Correction, Credit, Photo, Teaser, Term
from newsgen.news.dates import NewsDate
from newsgen.news.listing import Count, Link
from newsgen.news.output import (
    Copied,
    Output,
    Portion,
    PrintedText,
    Serialised,
    Surroundings,
    Templated,
    digest_of,
    fingerprint,
    inputs,
)
from newsgen.news.settings import Settings
from newsgen.outputs.calendar import ArchiveView, PeriodView
from newsgen.outputs.citations import CitationsView
from newsgen.outputs.corrections import CorrectionsView, Entry
from newsgen.outputs.corrections_feed import CorrectionEntry, CorrectionsFeedView
from newsgen.outputs.feed import ArchivedEntry, ArchivedFeedView, FeedView
from newsgen.outputs.front import FrontView
from newsgen.outputs.groups import GroupPeriodView, GroupView, IndexView
from newsgen.outputs.headers import HeadersView
from newsgen.outputs.news_sitemap import NewsEntry, NewsSitemapView
from newsgen.outputs.not_found import NotFoundView
from newsgen.outputs.on_this_day import DayOfYearView, DaysView
from newsgen.outputs.pages import PageView
from newsgen.outputs.redirects import RedirectTableView, RedirectView
from newsgen.outputs.robots import RobotsView
from newsgen.outputs.search import PeriodsView, ShardView
from newsgen.outputs.sitemap import SitemapIndexView, SitemapView
from newsgen.outputs.stories import StoryView
from newsgen.outputs.withdrawn import NoticeView
from tests.news.making import archive, article, day, page

AROUND = Surroundings("tools", "masthead", "words", {"x.html": "closure", "y.html": "other"})


def made(view: object = None, **more: Any) -> Output:
    return replace(Output("a/index.html", Templated("x.html"), view or Link("/a/", "A", NewsDate(2018)), "x"), **more)


def test_the_surroundings_are_in_the_walk() -> None:
    output = made()
    seen = fingerprint(output, AROUND)
    for name in ("toolchain", "masthead", "words"):
        more: dict[str, Any] = {name: "changed"}
        assert fingerprint(output, replace(AROUND, **more)) != seen
    assert fingerprint(output, replace(AROUND, templates={"x.html": "changed"})) != seen
    assert fingerprint(output, replace(AROUND, templates={"x.html": "closure", "y.html": "changed"})) == seen


def test_path_and_maker_are_in_the_walk() -> None:
    seen = fingerprint(made(), AROUND)
    assert fingerprint(made(path="b/index.html"), AROUND) != seen
    assert fingerprint(made(maker=Templated("y.html")), AROUND) != seen
    assert fingerprint(made(maker=Serialised("robots")), AROUND) != seen


def test_a_copied_file_depends_on_its_bytes_and_its_path_alone() -> None:
    copied = Output("a.jpg", Copied("articles/a.jpg", "digest"), None, "x")
    seen = fingerprint(copied, AROUND)
    assert fingerprint(copied, Surroundings("", "", "", {})) == seen
    assert fingerprint(replace(copied, maker=Copied("articles/a.jpg", "other")), AROUND) != seen
    assert fingerprint(replace(copied, path="b.jpg"), AROUND) != seen


def test_what_a_message_names_is_not_in_the_walk() -> None:
    assert fingerprint(made(origin="y"), AROUND) == fingerprint(made(), AROUND)


def test_the_texts_are_in_the_walk() -> None:
    story = article()
    text = PrintedText(story, (("b.md", "/b/"),))
    seen = fingerprint(made(texts=(text,)), AROUND)
    body = story.body
    others = [
        replace(text, targets=(("b.md", "/c/"),)),
        replace(text, targets=()),
        replace(text, story=replace(story, body=replace(body, digest="other"))),
        replace(text, story=replace(story, body=replace(body, syntax="clipping"))),
        replace(text, story=replace(story, body=replace(body, typographic=False))),
        replace(text, story=replace(story, teaser=replace(story.teaser, lang="he"))),
    ]
    prints = {fingerprint(made(texts=(other,)), AROUND) for other in others}
    assert len(prints | {seen, fingerprint(made(), AROUND)}) == len(others) + 2


def test_pages_have_texts_too() -> None:
    about = page()
    one, other = PrintedText(about), PrintedText(replace(about, lang="he"))
    assert one.story_language == "en"
    assert fingerprint(made(texts=(one,)), AROUND) != fingerprint(made(texts=(other,)), AROUND)


def test_the_walk_is_what_is_hashed() -> None:
    """Two walks that say the same have one fingerprint; the first that is named is the path."""
    walk = list(inputs(made(), AROUND))
    assert walk[0] == ("path", "a/index.html")
    assert [label for label, _ in walk][1:4] == ["toolchain", "masthead", "words"]


# Every field of every view


FULL = article(
    "full",
    "2018-12-17",
    tags=("T",),
    byline=("B",),
    outlet="O",
    section="S",
    thread="H",
    photos=(Photo("a", "b", "c", "d", "e"),),
    corrections=(Correction(day("2019-01-01"), "x"),),
)
LINK, COUNT = Link("/a/", "A", NewsDate(2018), "en"), Count("/a/", "A", 3, NewsDate(2018))

VIEWS = [
    LINK,
    COUNT,
    ArchiveView((COUNT, COUNT), 2, (COUNT,)),
    PeriodView(NewsDate(2018), 2, (FULL.teaser,), (COUNT,), LINK, None),
    IndexView("tags", (("A", (COUNT,)),)),
    GroupView("tags", "n", "/u/", "l", "f", 2, NewsDate(1), NewsDate(2), (FULL.teaser,), (), (COUNT,)),
    GroupPeriodView("tags", "n", "/u/", NewsDate(2018), 1, (FULL.teaser,), (), None, LINK),
    FrontView((FULL.teaser,), (("a", Photo(url="/p")),), (COUNT,), (), (), 1, NewsDate(1), NewsDate(2)),
    StoryView(FULL, LINK, None, LINK, None, (LINK,), (LINK, LINK)),
    NoticeView("h", "en", NewsDate(2018), NewsDate(2019), "r"),
    PageView(page()),
    RedirectView(LINK),
    HeadersView("/", (("X-Name", "value"),), ("a.css",)),
    RobotsView(("x",)),
    RedirectTableView("hosts", "/", (("/a", "/b"),)),
    NewsSitemapView("n", (NewsEntry(FULL.teaser, "en", "p"),)),
    CitationsView("bib", Settings().masthead, (FULL,)),
    NotFoundView("/"),
    PeriodsView((("2018", 1),)),
    ShardView("escaped", (Portion("2018-12", (FULL,)),)),
    SitemapIndexView(("a", "b")),
    DaysView(((1, 2), ())),
    DayOfYearView(12, 17, 1, (FULL.teaser,), (COUNT,), (12, 16), (12, 18)),
    CorrectionsView(2018, 1, (Entry(FULL.corrections[0], LINK),), (COUNT,)),
    FeedView("u", "/f", "/", "n", "w", "e", (entries.Entry(FULL, "u", "p", "w", True),)),
    ArchivedFeedView("u", "/f", "e", "l", (ArchivedEntry(FULL.teaser, "u", "p", "w"),)),
    CorrectionsFeedView("u", "w", (CorrectionEntry(FULL.teaser, FULL.corrections[0], "u", "w"),)),
]


def changed(value: object) -> object:
    """Return another value of the same kind."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "x"
        case None:
            return LINK
        case tuple():
            return (*value, value[0] if value else "x")
        case NewsDate():
            return replace(value, day=7 if value.day != 7 else 8)
        case Link():
            return replace(value, label=value.label + "x")
    if hasattr(value, "digest"):
        return replace(value, digest=value.digest + "x")  # type: ignore[type-var]
    raise AssertionError(value)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: type(view).__name__)
def test_no_field_of_a_view_changes_unseen(view: Any) -> None:
    seen = {fingerprint(made(view), AROUND)}
    for field in fields(view):
        other = replace(view, **{field.name: changed(getattr(view, field.name))})
        seen.add(fingerprint(made(other), AROUND))
    assert len(seen) == len(fields(view)) + 1


def test_every_view_of_the_outputs_is_among_the_tested() -> None:
    """A new kind of output brings its view here."""
    tested = {type(view) for view in VIEWS} | {SitemapView}
    found = {
        value
        for kind in outputs.KINDS
        for value in vars(import_module(f"newsgen.outputs.{kind}")).values()
        if isinstance(value, type) and is_dataclass(value) and value.__name__.endswith("View")
    }
    assert {view for view in found if fields(view)} <= tested


@pytest.mark.parametrize("name", [field.name for field in fields(Teaser) if field.name != "digest"])
def test_no_field_of_a_teaser_is_missing_from_its_digest(name: str) -> None:
    """A value with a digest stands for all it says: the digest is made of the whole."""
    from newsgen.news.fingerprint import of_value

    teaser = replace(FULL.teaser, digest="")
    value = getattr(teaser, name)
    more: dict[str, Any] = {name: Term("x", "x", "x") if isinstance(value, Term) or value is None else changed(value)}
    other = replace(teaser, **more)
    assert of_value(other) != of_value(teaser)


def test_views_are_frozen_and_comparable() -> None:
    for view in VIEWS:
        assert is_dataclass(view)
        assert view == replace(view)  # type: ignore[type-var]
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(view, fields(view)[0].name, None)


texts = st.text(max_size=8)
news_dates = st.builds(NewsDate, st.integers(1400, 2200), st.integers(0, 12), st.integers(0, 28))
links = st.builds(Link, texts, texts, news_dates, texts)
counts = st.builds(Count, texts, texts, st.integers(0, 9), news_dates)
periods = st.builds(
    PeriodView,
    news_dates,
    st.integers(0, 9),
    st.just(()),
    st.lists(counts, max_size=3).map(tuple),
    st.none() | links,
    st.none() | links,
)


@given(periods, periods)
def test_equal_views_have_equal_fingerprints_and_others_do_not(one: PeriodView, other: PeriodView) -> None:
    assert (fingerprint(made(one), AROUND) == fingerprint(made(other), AROUND)) is (one == other)


@given(st.lists(counts, max_size=4), st.lists(counts, max_size=4))
def test_lists_never_run_into_each_other(first: list[Count], second: list[Count]) -> None:
    one, other = FrontView((), (), tuple(first), (), tuple(second), 1, NewsDate(), NewsDate()), (*first, *second)
    moved = replace(one, sections=other, years=())
    assert (fingerprint(made(one), AROUND) == fingerprint(made(moved), AROUND)) is (one == moved)


@given(st.tuples(texts, texts), st.tuples(texts, texts))
def test_texts_never_run_into_each_other(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (digest_of(one) == digest_of(other)) is (one == other)


def test_a_value_without_a_digest_says_all_it_holds() -> None:
    credit = Credit(Term("A", "a", "a"))
    assert digest_of(credit) != digest_of(replace(credit, role="photos"))
    body = Body("markdown", (), "")
    assert digest_of(body) != digest_of(replace(body, syntax="clipping"))


def test_a_plan_is_the_same_however_the_stories_came() -> None:
    stories = [article(f"s{number}", f"20{number:02}-01-01", tags=("a", "b")) for number in range(12)]
    settings = Settings(base_url="https://x.example/")

    def prints(order: list[Any]) -> dict[str, str]:
        class AnyTemplate(dict[str, str]):
            def __missing__(self, key: str) -> str:
                return key

        around = replace(AROUND, templates=AnyTemplate())
        return {output.path: fingerprint(output, around) for output in outputs.plan(archive(*order), settings)}

    assert prints(stories) == prints(stories[::-1])
