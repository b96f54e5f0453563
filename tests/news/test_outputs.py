"""The plans of `newsgen.outputs`: which files a site has, what each shows, and which families may be left unplanned."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen import outputs
from newsgen.news.archive import FULL_LIST, Archive
from newsgen.news.article import Article, Correction, Photo
from newsgen.news.entries import ENTRIES
from newsgen.news.listing import Count
from newsgen.news.output import Copied, Output, Serialised, Surroundings, Templated, fingerprint
from newsgen.news.settings import GROUPS, Settings
from newsgen.outputs import citations, redirects, robots
from newsgen.outputs.calendar import PeriodView
from newsgen.outputs.feed import FeedView
from newsgen.outputs.front import FrontView
from newsgen.outputs.groups import GroupPeriodView, GroupView
from newsgen.outputs.redirects import RedirectView
from newsgen.outputs.sitemap import SitemapIndexView, SitemapView
from newsgen.outputs.stories import StoryView
from tests.news.making import archive, article, day, page

BASE = Settings(base_url="https://example.org/news/")
NOTHING = Settings(outputs=())


def planned(shelved: Archive, settings: Settings = Settings()) -> dict[str, Output]:  # noqa: B008
    found: dict[str, Output] = {}
    for output in outputs.plan(shelved, settings):
        assert output.path not in found
        found[output.path] = output
    return found


def view(found: dict[str, Output], path: str) -> Any:
    return found[path].view


def many(number: int, date: str = "2018-01-01", start: int = 0, **more: Any) -> list[Article]:
    return [article(f"s{index:04}", date, **more) for index in range(start, start + number)]


def test_all_the_files_of_a_small_site() -> None:
    story = article("ferry", tags=("T",), byline=("B",), outlet="O", section="S", thread="H", aliases=("/old",))
    found = planned(archive(story, pages=(page(),)), replace(BASE, base_url="https://example.org/"))
    days = {path for path in found if re.fullmatch(r"on-this-day/\d\d-\d\d/index.html", path)}
    assert len(days) == 366
    assert sorted(found.keys() - days) == sorted(
        {"2018/12/17/story-ferry/index.html", "2018/12/17/index.html", "2018/12/index.html", "2018/index.html"}
        | {"index.html", "404.html", "feed.xml", "rss.xml", "feed.json", "sections/s/feed.xml", "robots.txt"}
        | {"sitemap.xml", "sitemap-2018.xml", "sitemap-lists.xml"}
        | {"_redirects", "redirects/nginx.map", "redirects/apache.conf"}
        | {"archive/index.html", "about/index.html", "old/index.html", "corrections/index.html", "corrections/feed.xml"}
        | {"on-this-day/index.html"}
        | {f"{kind}/index.html" for kind in GROUPS}
        | {"tags/t/index.html", "bylines/b/index.html", "outlets/o/index.html", "sections/s/index.html"}
        | {"threads/h/index.html", "search/index.html", "search/periods.json", "search/2010s.bin"}
    )


def test_the_makers() -> None:
    found = planned(archive(article()), BASE)
    assert {path for path, output in found.items() if not isinstance(output.maker, Templated)} == {
        "search/periods.json",
        "search/2010s.bin",
    }
    assert isinstance(planned(archive())["robots.txt"].maker, Serialised)


def test_an_empty_archive_still_is_a_site() -> None:
    assert {"index.html", "archive/index.html", "tags/index.html", "404.html"} <= set(planned(archive()))


def test_an_undated_story_has_its_page() -> None:
    found = planned(archive(article("a", "unknown"), article("b")))
    assert [story.id for story in view(found, "undated/index.html").stories] == ["a"]
    assert view(found, "archive/index.html").undated == 1
    assert "undated/index.html" not in planned(archive(article("b")))


# What is switched off is not there


@pytest.mark.parametrize("kind", GROUPS)
def test_groups_can_be_switched_off(kind: str) -> None:
    story = article(tags=("T",), byline=("B",), outlet="O", section="S", thread="H")
    on, off = (
        planned(archive(story)),
        planned(archive(story), Settings(outputs=tuple(k for k in Settings.outputs if k != kind))),
    )
    assert {path for path in on if path.startswith(f"{kind}/")}
    assert not {path for path in off if path.startswith(f"{kind}/")}


def test_without_an_address_there_is_no_feed_and_no_sitemap() -> None:
    found = planned(archive(article()))
    assert not {path for path in found if path.startswith(("feed", "sitemap"))}
    assert robots.serialise(view(found, "robots.txt")) == b"User-agent: *\nAllow: /\n"


def test_robots_names_the_sitemap_and_is_left_out_below_a_hosts_root() -> None:
    found = planned(archive(article()), Settings(base_url="https://example.org/"))
    assert robots.serialise(view(found, "robots.txt")).endswith(b"\n\nSitemap: https://example.org/sitemap.xml\n")
    assert "robots.txt" not in planned(archive(article()), BASE)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("feed", "feed.xml"),
        ("sitemap", "sitemap.xml"),
        ("robots", "robots.txt"),
        ("not_found", "404.html"),
        ("on_this_day", "on-this-day/index.html"),
        ("corrections", "corrections/index.html"),
        ("search", "search/index.html"),
    ],
)
def test_other_outputs_can_be_switched_off(name: str, file: str) -> None:
    settings = replace(BASE, base_url="https://example.org/")
    assert file in planned(archive(article()), settings)
    off = replace(settings, outputs=tuple(output for output in settings.outputs if output != name))
    assert file not in planned(archive(article()), off)


def test_sections_that_are_switched_off_are_not_on_the_front() -> None:
    shelved = archive(article(section="S"))
    assert [count.label for count in view(planned(shelved), "index.html").sections] == ["S"]
    assert view(planned(shelved, NOTHING), "index.html").sections == ()


# Neighbours


def test_neighbours_of_stories_cross_months_and_years() -> None:
    found = planned(archive(article("a", "1998-12-31"), article("b", "1999-01-01"), article("c", "2018-05-05")))
    views = [v.view for v in found.values() if isinstance(v.view, StoryView)]
    got = {v.story.id: tuple(link and link.label for link in (v.earlier, v.later)) for v in views}
    assert got == {"a": (None, "Story b"), "b": ("Story a", "Story c"), "c": ("Story b", None)}


def test_neighbours_in_a_thread() -> None:
    stories = [
        article("a", "1998-01-01", thread="H"),
        article("b", "1998-01-02"),
        article("c", "2018-01-03", thread="h"),
    ]
    views = {v.view.story.id: v.view for v in planned(archive(*stories)).values() if isinstance(v.view, StoryView)}
    assert (views["a"].earlier_in_thread, views["a"].later_in_thread and views["a"].later_in_thread.label) == (
        None,
        "Story c",
    )
    assert views["b"].earlier_in_thread is views["b"].later_in_thread is None
    off = planned(archive(*stories), NOTHING)
    assert all(v.view.later_in_thread is None for v in off.values() if isinstance(v.view, StoryView))


dates = st.sampled_from(
    [
        "unknown",
        "1912",
        "1931-05",
        "1931-05-06",
        "1998-11-30",
        "1998-12-01",
        "1998-12-17",
        "1998-12-17T10:00",
        "2018",
        "2018-03-03",
    ]
)


@given(st.lists(dates, max_size=14))
def test_periods_lead_to_the_next_that_hold_stories(written: list[str]) -> None:
    stories = [article(f"s{number:02}", date) for number, date in enumerate(written)]
    found = planned(archive(*stories))
    for depth in (1, 2, 3):
        folders = sorted(
            {story.date.folder for story in stories if len(story.date.folder.split("/")) >= depth and story.date.year}
        )
        folders = sorted({"/".join(folder.split("/")[:depth]) for folder in folders})
        for index, folder in enumerate(folders):
            seen: PeriodView = view(found, f"{folder}/index.html")
            earlier = f"/{folders[index - 1]}/" if index else None
            later = f"/{folders[index + 1]}/" if index + 1 < len(folders) else None
            assert (seen.earlier and seen.earlier.url, seen.later and seen.later.url) == (earlier, later)
            assert seen.number == sum(story.date.folder.startswith(folder) for story in stories)
            assert all(part.number for part in seen.parts)


# Splits


@pytest.mark.parametrize(("number", "split"), [(FULL_LIST, False), (FULL_LIST + 1, True)])
def test_calendar_pages_list_all_or_their_parts(number: int, split: bool) -> None:
    stories = [*many(number - 2, "2018-03-05"), article("m", "2018-03"), article("y", "2018")]
    found = planned(archive(*stories))
    year, month, one = (view(found, f"{path}/index.html") for path in ("2018", "2018/03", "2018/03/05"))
    assert (len(year.stories), year.number) == (1 if split else number, number)
    assert (len(month.stories), month.number) == (number - 1, number - 1)
    assert [part.url for part in year.parts] == ["/2018/03/"]
    assert [part.number for part in month.parts] == [number - 2]
    assert len(one.stories) == number - 2


def test_a_full_month_lists_only_what_has_no_day() -> None:
    found = planned(archive(*many(FULL_LIST + 1, "2018-03-05"), article("m", "2018-03")))
    assert [story.id for story in view(found, "2018/03/index.html").stories] == ["m"]
    assert len(view(found, "2018/03/05/index.html").stories) == FULL_LIST + 1


def group_paths(found: dict[str, Output]) -> set[str]:
    return {path.removeprefix("tags/t/").removesuffix("index.html") for path in found if path.startswith("tags/t/")}


def test_a_group_up_to_the_limit_is_one_page() -> None:
    found = planned(archive(*many(FULL_LIST - 1, tags=("T",)), article("u", "unknown", tags=("T",))))
    assert group_paths(found) == {""}
    front: GroupView = view(found, "tags/t/index.html")
    assert (len(front.stories), front.newest, front.number) == (FULL_LIST, (), FULL_LIST)
    assert [count.url for count in front.years] == ["#y2018"]
    assert front.stories[0].id == f"s{FULL_LIST - 2:04}"


def test_beyond_it_each_year_has_a_page() -> None:
    stories = [
        *many(FULL_LIST, "2018-03-05", tags=("T",)),
        article("x", "1998-01-01", tags=("T",)),
        article("u", "unknown", tags=("T",)),
    ]
    found = planned(archive(*stories))
    assert group_paths(found) == {"", "1998/", "2018/"}
    front: GroupView = view(found, "tags/t/index.html")
    assert [story.id for story in front.stories] == ["u"]
    assert len(front.newest) == 30
    assert [(count.url, count.number) for count in front.years] == [("/tags/t/2018/", FULL_LIST), ("/tags/t/1998/", 1)]
    year: GroupPeriodView = view(found, "tags/t/2018/index.html")
    assert (len(year.stories), year.parts) == (FULL_LIST, ())
    assert year.earlier is not None
    assert (year.earlier.url, year.later) == ("/tags/t/1998/", None)


def test_a_year_beyond_it_has_months_and_a_month_has_days() -> None:
    stories = [
        *many(FULL_LIST + 1, "2018-03-05", tags=("T",)),
        article("d", "2018-03-09", tags=("T",)),
        article("m", "2018-03", tags=("T",)),
        article("n", "2018-04-01", tags=("T",)),
        article("y", "2018", tags=("T",)),
    ]
    found = planned(archive(*stories))
    assert group_paths(found) == {"", "2018/", "2018/03/", "2018/04/", "2018/03/05/", "2018/03/09/"}
    assert [story.id for story in view(found, "tags/t/2018/index.html").stories] == ["y"]
    assert [story.id for story in view(found, "tags/t/2018/03/index.html").stories] == ["m"]
    assert [story.id for story in view(found, "tags/t/2018/04/index.html").stories] == ["n"]
    assert len(view(found, "tags/t/2018/03/05/index.html").stories) == FULL_LIST + 1


@given(st.lists(st.tuples(dates, st.booleans()), max_size=12))
def test_every_story_can_be_reached_by_date_and_by_tag(written: list[tuple[str, bool]]) -> None:
    stories = [
        article(f"s{number:02}", date, tags=("T",) if tagged else ()) for number, (date, tagged) in enumerate(written)
    ]
    found = planned(archive(*stories))
    listed = {
        story.id
        for path, output in found.items()
        if isinstance(output.view, PeriodView)
        for story in output.view.stories
    }
    assert listed == {story.id for story in stories}
    tagged = {
        story.id for output in found.values() if isinstance(output.view, GroupView) for story in output.view.stories
    }
    assert tagged == {story.id for story in stories if story.teaser.tags}


def test_the_front_shows_the_newest_first() -> None:
    front: FrontView = view(planned(archive(*many(20), article("u", "unknown"))), "index.html")
    assert [story.id for story in front.newest] == [f"s{number:04}" for number in range(19, 7, -1)]
    assert (front.number, front.first, front.last) == (21, day("2018-01-01"), day("2018-01-01"))


# Feed: see also tests/news/test_feeds.py


def feed(*stories: Article, settings: Settings = BASE) -> FeedView:
    found = view(planned(archive(*stories), settings), "feed.xml")
    assert isinstance(found, FeedView)
    return found


def test_the_feed_goes_by_added() -> None:
    old = article("old", "1931-01-01", added=day("2026-01-01"))
    new = article("new", "2018-01-01")
    assert [entry.story.id for entry in feed(old, new).entries] == ["old", "new"]
    assert [entry.published for entry in feed(old, new).entries] == ["1931-01-01T00:00:00Z", "2018-01-01T00:00:00Z"]
    assert [entry.updated for entry in feed(old, new).entries] == ["2026-01-01T00:00:00Z", "2018-01-01T00:00:00Z"]


def test_the_feed_has_its_limit_and_is_updated_with_its_newest() -> None:
    found = feed(*many(ENTRIES + 5), article("z", "2018-01-01", updated=day("2019-01-01")))
    assert len(found.entries) == ENTRIES
    assert found.updated == "2019-01-01T00:00:00Z"
    assert feed().updated == "1970-01-01T00:00:00Z"


def test_corrections_are_updates_of_an_entry() -> None:
    story = article(corrections=(Correction(day("2020-05-05T10:00+02:00"), "x"),))
    assert feed(story).entries[0].updated == "2020-05-05T08:00:00Z"


def test_identities_are_tag_uris_and_plain_ascii() -> None:
    found = feed(article("my story #1/é"))
    assert found.uri == "tag:example.org,2000:feed"
    assert found.entries[0].uri == "tag:example.org,2000:story/my%20story%20%231/%C3%A9"
    assert feed(article("a"), settings=replace(BASE, authority="old.example")).uri == "tag:old.example,2000:feed"


def test_instants_are_of_the_sites_zone() -> None:
    story = article("a", "2018-12-17T09:00")
    assert (
        feed(story, settings=replace(BASE, timezone="America/New_York")).entries[0].published
        == "2018-12-17T09:00:00-05:00"
    )


def test_the_feed_prints_its_stories_texts_with_whole_addresses() -> None:
    output = planned(archive(article("a"), article("b")), BASE)["feed.xml"]
    assert output.absolute
    assert [text.story.source for text in output.texts] == ["articles/b.md", "articles/a.md"]


# Sitemaps


def addresses(found: dict[str, Output], path: str) -> list[tuple[str, str]]:
    seen: SitemapView = view(found, path)
    return [(address.url, address.lastmod) for address in seen.addresses]


def test_sitemaps_are_a_file_a_year() -> None:
    stories = [article("a", "1998-12-17"), article("b", "2018-12-17"), article("c", "unknown")]
    found = planned(archive(*stories), BASE)
    index: SitemapIndexView = view(found, "sitemap.xml")
    base = "https://example.org/news/"
    assert set(index.sitemaps) == {
        base + name for name in ("sitemap-lists.xml", "sitemap-1998.xml", "sitemap-2018.xml", "sitemap-undated.xml")
    }
    assert addresses(found, "sitemap-1998.xml") == [(base + "1998/12/17/story-a/", "1998-12-17")]
    assert addresses(found, "sitemap-undated.xml") == [(base + "undated/story-c/", "")]


def test_the_sitemap_of_lists_has_the_pages_that_are_there() -> None:
    shelved = archive(
        article("a", "2018-12-17", tags=("T",)), article("b", "1998"), article("c", "unknown"), pages=(page(),)
    )
    found = planned(shelved, replace(BASE, outputs=("tags", "sitemap")))
    urls = {url.removeprefix("https://example.org/news") for url, _ in addresses(found, "sitemap-lists.xml")}
    periods = {"/1998/", "/2018/", "/2018/12/", "/2018/12/17/", "/undated/"}
    assert urls == {"/", "/about/", "/archive/", *periods, "/tags/", "/tags/t/"}
    pages = set(found)
    assert {f"{url[1:]}index.html" for url in urls} <= pages


@pytest.mark.parametrize(
    ("more", "lastmod"),
    [
        ({}, "2018-12-17"),
        ({"updated": day("2019-01-01")}, "2019-01-01"),
        ({"updated": day("2019-01-01T10:00")}, "2019-01-01"),  # W3C datetime has no time without an offset
        ({"updated": day("2019-01-01T10:00+02:00")}, "2019-01-01T10:00:00+02:00"),
        ({"corrections": (Correction(day("2020-01-01"), "x"),), "updated": day("2019-01-01")}, "2020-01-01"),
        ({"updated": day("2000-01-01")}, "2018-12-17"),
        ({"added": day("2026-01-01")}, "2026-01-01"),  # there was no page before
        ({"embargo": day("2018-12-18T06:00Z")}, "2018-12-18T06:00:00Z"),
    ],
)
def test_lastmod(more: dict[str, Any], lastmod: str) -> None:
    found = planned(archive(article("a", **more)), BASE)
    assert addresses(found, "sitemap-2018.xml")[0][1] == lastmod


def test_long_sitemaps_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsgen.outputs import sitemap

    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 3)
    stories = [*many(5, "2018-03-05"), *many(1, "2018-04-05", start=10), *many(2, "1998-01-01", start=20)]
    found = planned(archive(*stories), BASE)
    files = {path for path in found if path.startswith("sitemap-") and "lists" not in path}
    assert all(len(addresses(found, path)) <= 3 for path in files)
    assert sum(len(addresses(found, path)) for path in files) == 8
    assert {f"https://example.org/news/{path}" for path in found if path.startswith("sitemap-")} == set(
        view(found, "sitemap.xml").sitemaps
    )


# Redirects, pages, files


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old", "old/index.html"),
        ("/old/", "old/index.html"),
        ("/old.html", "old.html"),
        ("/a/b.c/d", "a/b.c/d/index.html"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/café", "café/index.html"),
    ],
)
def test_redirects(alias: str, path: str) -> None:
    found = planned(archive(article(aliases=(alias,))))
    seen: RedirectView = view(found, path)
    assert seen.target is not None
    assert seen.target.url == "/2018/12/17/story-a/"


def test_tables_of_redirects_for_servers() -> None:
    stories = [article(aliases=("/old", "/a b.html", "/caf%C3%A9/")), article("b", aliases=('/x"$y/',))]
    found = planned(archive(*stories), replace(BASE, base_url="https://example.org/news/"))
    tables = {path: redirects.serialise(view(found, path)).decode().split("\n")[1:-1] for path in redirects.TABLES}
    assert tables["_redirects"] == [
        "/news/a%20b.html /news/2018/12/17/story-a/ 301",
        "/news/caf%C3%A9/ /news/2018/12/17/story-a/ 301",
        "/news/old/ /news/2018/12/17/story-a/ 301",
        "/news/x%22$y/ /news/2018/12/17/story-b/ 301",
    ]
    assert tables["redirects/nginx.map"] == [
        '"/news/a b.html" "/news/2018/12/17/story-a/";',
        '"/news/café/" "/news/2018/12/17/story-a/";',
        '"/news/café" "/news/2018/12/17/story-a/";',
        '"/news/old/" "/news/2018/12/17/story-a/";',
        '"/news/old" "/news/2018/12/17/story-a/";',
        '"/news/x\\"$y/" "/news/2018/12/17/story-b/";',
        '"/news/x\\"$y" "/news/2018/12/17/story-b/";',
    ]
    assert tables["redirects/apache.conf"] == [
        'RedirectMatch 301 "^/news/a\\ b\\.html$" "/news/2018/12/17/story-a/"',
        'RedirectMatch 301 "^/news/café/?$" "/news/2018/12/17/story-a/"',
        'RedirectMatch 301 "^/news/old/?$" "/news/2018/12/17/story-a/"',
        'RedirectMatch 301 "^/news/x\\"\\$y/?$" "/news/2018/12/17/story-b/"',
    ]
    assert not redirects.TABLES.keys() & planned(archive(article())).keys()
    assert not redirects.TABLES.keys() & planned(archive(*stories), NOTHING).keys()


def test_citations_are_bundled_by_month() -> None:
    stories = [article("a", "2018-12-17"), article("b", "2018-12-18"), article("c", "1954"), article("d", "unknown")]
    found = planned(archive(*stories), replace(BASE, outputs=("citations",)))
    months = ("2018-12", "1954", "undated")
    paths = {path for path in found if path.startswith("citations/")}
    assert paths == {f"citations/{month}.{form}" for month in months for form in ("txt", "bib", "ris", "json")}
    made = {
        form: citations.serialise(view(found, f"citations/2018-12.{form}")) for form in ("txt", "bib", "ris", "json")
    }
    assert [item["id"] for item in json.loads(made["json"])] == ["a", "b"]
    assert made["bib"].count(b"@article{") == made["ris"].count(b"TY  - NEWS\r\n") == made["txt"].count(b"\n") == 2
    assert not [path for path in planned(archive(*stories), BASE) if path.startswith("citations/")]


def test_the_news_sitemap_names_what_is_news_and_the_paper_without_brackets() -> None:
    stories = [replace(article(f"s{n:04}", "2018-12-17"), digest=f"{n}") for n in range(1005)]
    settings = replace(BASE, title="The Packet (archive)", outputs=("news_sitemap",))
    news = frozenset(story.source for story in stories)
    seen = view(planned(replace(archive(*stories), news=news), settings), "news-sitemap.xml")
    assert (seen.name, len(seen.entries)) == ("The Packet", 1000)
    assert seen.entries[0].story.id == "s1004"
    none = view(planned(archive(*stories), settings), "news-sitemap.xml")
    assert none.entries == ()


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("zh-Hant-TW", "zh-tw"), ("zh", "zh-cn"), ("zh-Hans", "zh-cn"), ("haw", "haw")],
)
def test_languages_of_news(tag: str, language: str) -> None:
    story = article()
    story = replace(story, teaser=replace(story.teaser, lang=tag))
    shelved = replace(archive(story), news=frozenset([story.source]))
    seen = view(planned(shelved, replace(BASE, outputs=("news_sitemap",))), "news-sitemap.xml")
    assert seen.entries[0].language == language


def test_a_story_whose_original_is_elsewhere_is_in_no_sitemap() -> None:
    found = planned(archive(article("a", canonical="https://post.example/a"), article("b")), BASE)
    assert [url for url, _ in addresses(found, "sitemap-2018.xml")] == ["https://example.org/news/2018/12/17/story-b/"]


def test_an_alias_that_is_said_twice_or_is_the_storys_own_address_is_no_clash() -> None:
    aliases = ("/old", "/old/", "/2018/12/17/story-a/", "/2018/12/17/story-a")
    found = planned(archive(article(aliases=aliases)))
    assert [path for path, output in found.items() if isinstance(output.view, RedirectView)] == ["old/index.html"]


def test_files_stand_beside_the_stories_and_pages_that_use_them() -> None:
    files = {"articles/a.jpg": "d1", "articles/b.pdf": "d2", "articles/secret.jpg": "d3"}
    story = article("s", photos=(Photo("articles/a.jpg"),), references=("b.pdf", "a.jpg"))
    found = planned(archive(story, pages=(page(references=("../articles/a.jpg",)),), files=files))
    copied = {path: output.maker for path, output in found.items() if isinstance(output.maker, Copied)}
    assert copied == {
        "2018/12/17/story-s/a.jpg": Copied("articles/a.jpg", "d1"),
        "2018/12/17/story-s/b.pdf": Copied("articles/b.pdf", "d2"),
        "about/a.jpg": Copied("articles/a.jpg", "d1"),
    }


def test_two_pictures_of_one_name_are_both_planned_so_that_the_clash_is_seen() -> None:
    files = {"articles/x/a.jpg": "d1", "articles/y/a.jpg": "d2"}
    story = article("s", references=("x/a.jpg", "y/a.jpg"))
    clash = [o for o in outputs.plan(archive(story, files=files), Settings()) if o.path.endswith(".jpg")]
    assert {output.path for output in clash} == {"2018/12/17/story-s/a.jpg"}
    assert [output.maker for output in clash] == [Copied("articles/x/a.jpg", "d1"), Copied("articles/y/a.jpg", "d2")]


def test_pages_print_their_text() -> None:
    output = planned(archive(pages=(page(),)))["about/index.html"]
    assert output.origin == "pages/about.md"
    assert [text.story.source for text in output.texts] == ["pages/about.md"]


# Families: what is unchanged need not be planned


class _AnyTemplate(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key


AROUND = Surroundings("tools", "masthead", "words", _AnyTemplate())


Planned = list[tuple[str, str]]


def families(shelved: Archive, settings: Settings) -> dict[tuple[str, str], Planned]:
    """Return path and fingerprint of each output of each family, by the family's name and digest."""
    found: dict[tuple[str, str], Planned] = {}
    for family in outputs.families(shelved, settings):
        key = (family.name, family.digest)
        assert key not in found
        found[key] = [(output.path, fingerprint(output, AROUND)) for output in family.outputs()]
    return found


stories_strategy = st.lists(
    st.builds(
        lambda number, date, tags, headline, body, thread, ref, added: article(
            f"s{number}",
            date,
            headline,
            tags=tags,
            thread=thread,
            section=thread,
            references=ref,
            added=added,
            body_digest=body,
        ),
        st.integers(0, 6),
        dates,
        st.sampled_from([(), ("T",), ("t", "Ü")]),
        st.sampled_from(["", "Other words"]),
        st.sampled_from(["b1", "b2"]),
        st.sampled_from(["", "H"]),
        st.sampled_from([(), ("s1.md",), ("a.jpg",)]),
        st.sampled_from([None, day("2026-01-01")]),
    ),
    max_size=7,
    unique_by=lambda story: story.id,
)
projects = st.tuples(
    stories_strategy,
    st.sampled_from([Settings(), BASE, replace(BASE, timezone="Asia/Tokyo"), replace(BASE, outputs=("tags", "feed"))]),
    st.sampled_from([{}, {"articles/a.jpg": "d1"}, {"articles/a.jpg": "d2"}]),
)


@given(projects, projects, st.integers(0, 6))
def test_a_family_with_the_same_digest_has_the_same_outputs(
    one: tuple[list[Article], Settings, dict[str, str]],
    other: tuple[list[Article], Settings, dict[str, str]],
    shared: int,
) -> None:
    stories, settings, files = one
    taken = {story.id for story in stories[:shared]}
    mixed = [*stories[:shared], *(story for story in other[0] if story.id not in taken)]
    before = families(archive(*stories, pages=(page(),), files=files), settings)
    for changed in (
        archive(*mixed, pages=(page(),), files=files),
        archive(*stories, files=files),
        archive(*stories, pages=(page(),), files=other[2]),
    ):
        after = families(changed, settings)
        assert all(before[key] == after[key] for key in before.keys() & after.keys())
    after = families(archive(*stories, pages=(page(),), files=files), other[1])
    assert all(before[key] == after[key] for key in before.keys() & after.keys())


@given(projects)
def test_the_families_make_up_the_plan(project: tuple[list[Article], Settings, dict[str, str]]) -> None:
    stories, settings, files = project
    shelved = archive(*stories, files=files)
    paths: Iterable[str] = (path for made in families(shelved, settings).values() for path, _ in made)
    assert sorted(paths) == sorted(output.path for output in outputs.plan(shelved, settings))


@pytest.mark.parametrize("name", ["headline", "deck", "kicker", "wire", "lang"])
def test_what_a_teaser_says_changes_the_families_that_print_it(name: str) -> None:
    from newsgen.news.fingerprint import of_value

    story = article(tags=("T",))
    more: dict[str, Any] = {name: "xx"}
    teaser = replace(story.teaser, **more)
    changed = replace(story, teaser=replace(teaser, digest=of_value(teaser)))
    changed = replace(changed, digest=of_value(changed))
    before, after = families(archive(story), Settings()), families(archive(changed), Settings())
    stale = {key[0] for key in before.keys() - after.keys()}
    assert {"the front page", "tags t", "year 2018", "stories 2018-12"} <= stale


def test_what_only_the_story_says_changes_its_own_family() -> None:
    from newsgen.news.fingerprint import of_value

    story = article(tags=("T",))
    changed = replace(story, dateline="LISBON")
    changed = replace(changed, digest=of_value(changed))
    before, after = families(archive(story), Settings()), families(archive(changed), Settings())
    assert {key[0] for key in before.keys() - after.keys()} == {"stories 2018-12", "search 2010s"}


def test_one_story_more_changes_few_files() -> None:
    """The bound of docs/architecture.md: 25 files and 3 for each name, whatever the archive's size."""
    stories = [
        article(f"s{n:03}", f"19{50 + n // 12}-{n % 12 + 1:02}-15", tags=("T",), byline=("B",)) for n in range(240)
    ]
    new = article("new", "1960-06-15T10:00", tags=("T",), byline=("B",))
    settings = replace(BASE, base_url="https://example.org/")

    def prints(*shelf: Article) -> dict[str, str]:
        return {o.path: fingerprint(o, AROUND) for o in outputs.plan(archive(*shelf, settings=settings), settings)}

    before, after = prints(*stories), prints(*stories, new)
    changed = {path for path in after if after[path] != before.get(path)}
    assert not before.keys() - after.keys()
    assert len(changed) <= 25 + 3 * 2


def test_the_first_name_of_a_kind_is_on_the_archives_front_and_changes_no_other_page() -> None:
    stories = many(30)

    def prints(*shelf: Article) -> dict[str, str]:
        return {path: fingerprint(output, AROUND) for path, output in planned(archive(*shelf)).items()}

    before, after = prints(*stories, article("new")), prints(*stories, article("new", thread="Ferry"))
    assert {path for path in after if after[path] != before.get(path)} == {
        *("index.html", "archive/index.html", "threads/index.html", "threads/ferry/index.html"),
        *("2018/12/17/story-new/index.html", "2018/12/17/index.html", "2018/12/index.html", "2018/index.html"),
        *("on-this-day/12-17/index.html", "search/2010s.bin"),
    }
    found = planned(archive(*stories, article("new", thread="Ferry")))
    assert view(found, "archive/index.html").indexes == (Count("/threads/", "threads", 1),)


def test_a_long_index_has_a_shelf_for_each_letter() -> None:
    names = [
        "“Ash”",
        "Ärzte",
        "Łódź",
        "Бор",
        "أحمد",
        "احمد",
        "ελιά",
        "Έβρος",
        "한국",
        "하늘",
        "漢字",
        "港口",
        "かな",
        "1914",
    ]

    def shelves(number: int) -> list[tuple[str, list[str]]]:
        story = article("a", tags=(*names, *(f"b{n:02}" for n in range(number - len(names)))))
        found = view(planned(archive(story)), "tags/index.html").shelves
        return [(letter, [group.label for group in shelf]) for letter, shelf in found]

    assert [letter for letter, _ in shelves(40)] == [""]
    found = dict(shelves(41))
    assert len(found.pop("B")) == 41 - len(names)
    assert found == {
        "0–9": ["1914"],
        "A": ["Ärzte", "“Ash”"],
        "Ł": ["Łódź"],
        "Ε": ["Έβρος", "ελιά"],
        "Б": ["Бор"],
        "ا": ["أحمد", "احمد"],
        "か": ["かな"],
        "字": ["港口", "漢字"],
        "ㅎ": ["하늘", "한국"],
    }


# A year's days, days of the year, corrections


def test_a_year_says_how_many_stories_ran_on_each_of_its_days() -> None:
    stories = [article("a", "2016-02-29"), article("b", "2016-02-29"), article("c", "2016-02"), article("d", "2016")]
    days = view(planned(archive(*stories)), "2016/index.html").days
    assert [len(month) for month in days] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert days[1][28] == 2
    assert sum(map(sum, days)) == 2


def test_a_day_of_the_year_holds_all_years_newest_first() -> None:
    stories = [article("a", "1954-02-28"), article("b", "2016-02-28"), article("c", "2016-03-01")]
    found = planned(archive(*stories, article("d", "2016-03"), article("e", "unknown")))
    assert view(found, "on-this-day/index.html").months == ((), (28,), (1,), *[()] * 9)
    first, second = view(found, "on-this-day/02-28/index.html"), view(found, "on-this-day/03-01/index.html")
    assert [story.id for story in first.stories] == ["b", "a"]
    assert (first.earlier, first.later) == ((2, 27), (2, 29))
    assert (second.earlier, second.later, second.number) == ((2, 29), (3, 2), 1)


def test_a_day_of_the_year_on_which_nothing_ran_has_a_page_that_no_story_of_another_day_changes() -> None:
    def days(*shelf: Article) -> dict[str, str]:
        found = planned(archive(*shelf))
        return {path: fingerprint(found[path], AROUND) for path in found if path.startswith("on-this-day/")}

    assert [*days()] == ["on-this-day/index.html"]  # an archive without stories has no days
    before, after = days(article("a", "2016-02-29")), days(article("a", "2016-02-29"), article("b", "2016-12-31"))
    assert before.keys() == after.keys()
    assert {path for path in after if after[path] != before[path]} == {
        "on-this-day/index.html",
        "on-this-day/12-31/index.html",
    }
    last = view(planned(archive(article("a", "unknown"))), "on-this-day/12-31/index.html")
    assert (last.number, last.earlier, last.later) == (0, (12, 30), (1, 1))


def test_a_day_of_the_year_with_many_stories_lists_its_years() -> None:
    stories = many(200) + many(1, "2019-01-01", 200)
    found = view(planned(archive(*stories)), "on-this-day/01-01/index.html")
    assert (found.stories, found.number) == ((), 201)
    assert [(count.url, count.number) for count in found.years] == [("/2019/01/01/", 1), ("/2018/01/01/", 200)]


def test_the_front_shows_the_first_pictures_of_its_stories() -> None:
    pictures = (Photo(caption="alone"), Photo("p/a.jpg", "/a.jpg"), Photo("p/b.jpg", "/b.jpg"))
    found = planned(archive(article("a", photos=pictures), article("b")))
    assert view(found, "index.html").photos == (("a", pictures[1]),)
    assert view(found, "2018/12/17/index.html").photos == (("a", pictures[1]),)
    assert view(found, "2018/index.html").photos == ()


def test_the_front_shows_a_story_once_in_the_sites_language() -> None:
    def newest(*shelf: Article) -> list[str]:
        return [story.id for story in view(planned(archive(*shelf)), "index.html").newest]

    def told(id_: str, date: str, **more: Any) -> Article:
        made = article(id_, date, **more)
        return replace(made, teaser=replace(made.teaser, lang=id_))

    barco = told("es", "2018-12-17")
    ferry = told("en", "2018-12-18", translation_of="es")
    bac = told("fr", "2018-12-19", translation_of="es")
    assert newest(article("old", "2018-01-01"), barco, ferry, bac) == ["en", "old"]
    assert newest(barco, bac) == ["es"]
    assert newest(ferry, bac) == ["en"]  # the original isn't on the site
    assert newest(*many(20), ferry, bac)[:2] == ["en", "s0019"]
    assert len(newest(*many(20), ferry, bac)) == 12


def corrected(year: int, number: int) -> list[Article]:
    return [
        article(f"c{year}-{index}", corrections=(Correction(day(f"{year}-05-05"), f"{year}"),))
        for index in range(number)
    ]


def test_the_log_of_corrections_is_newest_first() -> None:
    found = planned(archive(*corrected(2018, 1), *corrected(2020, 1), article("none")))
    log = view(found, "corrections/index.html")
    assert [(entry.correction.text, entry.story.label) for entry in log.entries] == [
        ("2020", "Story c2020-0"),
        ("2018", "Story c2018-0"),
    ]
    assert (log.years, log.number) == ((), 2)


def test_a_long_log_of_corrections_has_a_page_for_each_year() -> None:
    found = planned(archive(*corrected(2018, 150), *corrected(2020, 51)))
    log = view(found, "corrections/index.html")
    assert (len(log.entries), log.number) == (30, 201)
    assert [(count.url, count.number) for count in log.years] == [
        ("/corrections/2020/", 51),
        ("/corrections/2018/", 150),
    ]
    assert len(view(found, "corrections/2018/index.html").entries) == 150


def test_corrections_of_an_unknown_year_stay_on_the_front_of_a_long_log() -> None:
    undated = article("u", corrections=(Correction(day("unknown"), "once"),))
    found = planned(archive(*corrected(2018, 201), undated))
    assert view(found, "corrections/index.html").entries[-1].correction.text == "once"
    assert [path for path in found if path.startswith("corrections/")] == [
        "corrections/index.html",
        "corrections/2018/index.html",
    ]


def test_a_day_that_was_printed_is_in_the_order_of_its_pages() -> None:
    pages = {"a": "10", "b": "2", "c": "", "d": "1"}
    stories = [article(name, print_page=page, edition="Late" if name == "d" else "") for name, page in pages.items()]
    found = view(planned(archive(*stories)), "2018/12/17/index.html")
    assert [story.id for story in found.stories] == ["d", "b", "a", "c"]
    assert found.prints == (("d", "Late", "1"), ("b", "", "2"), ("a", "", "10"))
    assert view(planned(archive(*stories)), "2018/12/index.html").prints == ()
