"""The archive: order, groups, neighbours, buckets, and which name and address a group has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.archive import Archive, buckets, loose
from newsgen.news.settings import GROUPS, Profile, Settings
from tests.news.making import archive, article, page, read_story


def ids(shelved: Archive) -> list[str]:
    return [story.id for story in shelved.articles]


def slugs(shelved: Archive, kind: str) -> dict[str, str]:
    return {group.key: group.slug for group in shelved.groups[kind]}


def test_order_is_day_then_time_then_id() -> None:
    stories = [
        article("z", "unknown"),
        article("y", "1998"),
        article("x", "1998-12"),
        article("w", "1998-12-17"),
        article("b", "1998-12-17T09:00+14:00"),
        article("c", "1998-12-17T09:00-12:00"),
        article("a", "1998-12-17T10:00"),
    ]
    for arranged in (stories, stories[::-1], sorted(stories, key=lambda story: story.id)):
        assert ids(archive(*arranged)) == ["z", "y", "x", "w", "b", "c", "a"]


dates = st.sampled_from(["unknown", "1912", "1998-12", "1998-12-17", "1998-12-17T09:00Z", "2018-01-01", "2018-12-31"])


@given(st.lists(st.tuples(st.integers(0, 50), dates), unique_by=lambda pair: pair[0]), st.randoms())
def test_the_order_of_arrival_makes_no_difference(written: list[tuple[int, str]], random: object) -> None:
    stories = [article(f"s{number}", date, tags=("A", "b") if number % 2 else ("a",)) for number, date in written]
    shuffled = list(stories)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert archive(*stories) == archive(*shuffled)


def test_folding_makes_one_group_and_keeps_each_spelling() -> None:
    shelved = archive(
        article("b", tags=("CAFÉ",)), article("a", tags=("café", "Cafe")), article("c", tags=("cafe\u0301",))
    )
    (group,) = shelved.groups["tags"]
    assert (group.key, group.slug, group.url) == ("cafe", "cafe", "/tags/cafe/")
    assert [story.id for story in group.stories] == ["a", "b", "c"]
    assert [story.tags[0].name for story in group.stories] == ["café", "CAFÉ", "cafe\u0301"]


def test_the_groups_name_is_the_first_spelling_in_order_of_id_not_of_date() -> None:
    shelved = archive(article("b", "1931-01-01", tags=("FERRY",)), article("a", "2018-01-01", tags=("Ferry",)))
    assert shelved.groups["tags"][0].name == "Ferry"


def test_the_settings_name_wins() -> None:
    settings = Settings(outlets=(Profile("The Gulf", ("Gulf",), "https://gulf.example/"),))
    (group,) = archive(article(outlet="THE GULF"), settings=settings).groups["outlets"]
    assert (group.name, group.link) == ("The Gulf", "https://gulf.example/")


def test_every_kind_of_group() -> None:
    story = article(tags=("T",), byline=("B", "C"), outlet="O", section="S", thread="H")
    found = {kind: [group.name for group in groups] for kind, groups in archive(story).groups.items()}
    assert found == {"tags": ["T"], "bylines": ["B", "C"], "outlets": ["O"], "sections": ["S"], "threads": ["H"]}
    assert tuple(found) == GROUPS


def test_two_identities_with_one_slug_get_stable_suffixes() -> None:
    forward = archive(article("a", tags=("C++",)), article("b", tags=("C#",)), article("c", tags=("C",)))
    backward = archive(article("c", tags=("C",)), article("b", tags=("C#",)), article("a", tags=("C++",)))
    found = slugs(forward, "tags")
    assert found == slugs(backward, "tags")
    assert found["c"] == "c"
    assert len(set(found.values())) == 3
    assert all(slug.startswith("c") for slug in found.values())
    # a suffix is there from the first, so the second one to come moves nothing
    assert slugs(archive(article("a", tags=("C++",))), "tags")["c++"] == found["c++"]


def test_homophones_of_two_scripts_are_two_groups() -> None:
    shelved = archive(article("a", tags=("Москва",)), article("b", tags=("Moskva",)), article("c", tags=("Мόсква",)))
    found = slugs(shelved, "tags")
    assert len(set(found.values())) == len(found) == 3
    assert found["moskva"] == "moskva"


def test_a_new_address_reaches_the_stories_that_print_it() -> None:
    alone = archive(article("a", tags=("Москва",)))
    both = archive(article("a", tags=("Москва",)), article("b", tags=("Moskva",)))
    old, new = alone.articles[0], both.articles[0]
    assert new.teaser.tags[0].slug == slugs(both, "tags")["москва"] != old.teaser.tags[0].slug
    assert (new.digest, new.teaser.digest) != (old.digest, old.teaser.digest)
    assert both.articles[1] == archive(article("b", tags=("Moskva",))).articles[0]


@pytest.mark.parametrize("kind", GROUPS)
def test_clashes_are_settled_in_every_kind(kind: str) -> None:
    def named(id_: str, name: str) -> object:
        values: dict[str, object] = {
            "tags": {"tags": (name,)},
            "bylines": {"byline": (name,)},
            "outlets": {"outlet": name},
            "sections": {"section": name},
            "threads": {"thread": name},
        }
        return article(id_, **values[kind])  # type: ignore[arg-type]

    shelved = archive(named("a", "Москва"), named("b", "Moskva"))  # type: ignore[arg-type]
    assert len(set(slugs(shelved, kind).values())) == 2


def test_a_story_is_in_a_group_once() -> None:
    (group,) = archive(article(tags=("a", "A", "á"))).groups["tags"]
    assert len(group.stories) == 1


# Buckets

STORIES = archive(
    article("a", "unknown"),
    article("b", "1998"),
    article("c", "1998-12"),
    article("d", "1998-12-17"),
    article("e", "1998-12-17T10:00"),
    article("f", "1998-12-18"),
    article("g", "2018-01-01"),
).stories


@pytest.mark.parametrize(
    ("parts", "found", "rest"),
    [
        (1, {"1998": "bcdef", "2018": "g"}, "a"),
        (2, {"1998-12": "cdef", "2018-01": "g"}, "ab"),
        (3, {"1998-12-17": "de", "1998-12-18": "f", "2018-01-01": "g"}, "abc"),
    ],
)
def test_buckets(parts: int, found: dict[str, str], rest: str) -> None:
    cut = buckets(STORIES, parts)
    assert {bucket.date.iso: "".join(story.id for story in bucket.stories) for bucket in cut} == found
    assert "".join(story.id for story in loose(STORIES, parts)) == rest


@given(st.lists(dates, max_size=30), st.integers(1, 3))
def test_each_story_is_in_one_bucket_or_loose(written: list[str], parts: int) -> None:
    stories = archive(*(article(f"s{number:02}", date) for number, date in enumerate(written))).stories
    cut = buckets(stories, parts)
    assert len({bucket.date for bucket in cut}) == len(cut)
    assert [bucket.date.order for bucket in cut] == sorted(bucket.date.order for bucket in cut)
    assert sorted(story.id for bucket in cut for story in bucket.stories) == sorted(
        {story.id for story in stories} - {story.id for story in loose(stories, parts)}
    )


# Where references lead

FILES = {"articles/pics/ferry.jpg": "d1", "articles/other/ferry.jpg": "d2", "articles/plan.pdf": "d3"}


def test_references_lead_to_stories_pages_and_files() -> None:
    references = (
        "b.md",
        "b.md#part",
        "story:b",
        "../pages/about.md",
        "pics/ferry.jpg",
        "gone.md",
        "story:gone",
        "../../x.md",
    )
    shelved = archive(article("a", references=references), article("b"), pages=(page(),), files=FILES)
    targets = dict(shelved.printed(shelved.articles[0]).targets)
    assert targets == {
        "b.md": "/2018/12/17/story-b/",
        "b.md#part": "/2018/12/17/story-b/#part",
        "story:b": "/2018/12/17/story-b/",
        "../pages/about.md": "/about/",
        "pics/ferry.jpg": "/2018/12/17/story-a/ferry.jpg",
        "gone.md": "",
        "story:gone": "",
        "../../x.md": "",
    }


def test_files_are_published_by_the_stories_and_pages_that_use_them() -> None:
    from newsgen.news.article import Photo

    photos = (
        Photo("articles/plan.pdf"),
        Photo("articles/pics/ferry.jpg"),
        Photo(caption="no file"),
        Photo("articles/no.jpg"),
    )
    story = article("a", references=("pics/ferry.jpg", "plan.pdf"), photos=photos)
    shelved = archive(story, files=FILES)
    assert shelved.files_of(story) == (
        ("/2018/12/17/story-a/plan.pdf", "articles/plan.pdf"),
        ("/2018/12/17/story-a/ferry.jpg", "articles/pics/ferry.jpg"),
    )
    about = page(references=("../articles/pics/ferry.jpg",))
    assert shelved.files_of(about) == (("/about/ferry.jpg", "articles/pics/ferry.jpg"),)


def test_two_files_of_one_name_are_both_there_to_be_refused() -> None:
    story = article("a", references=("pics/ferry.jpg", "other/ferry.jpg"))
    urls = [url for url, _ in archive(story, files=FILES).files_of(story)]
    assert urls == ["/2018/12/17/story-a/ferry.jpg"] * 2


def test_an_archive_of_nothing() -> None:
    empty = archive()
    assert empty.articles == ()
    assert all(empty.groups[kind] == () for kind in GROUPS)


def test_shelving_twice_changes_nothing() -> None:
    once = archive(article("a", tags=("Москва",)), article("b", tags=("Moskva",)))
    assert archive(*once.articles) == once
    assert archive(*(replace(story) for story in once.articles)) == once


@given(
    st.dates(date(1400, 1, 2), date(2199, 12, 30)),
    st.sampled_from(["", "T00:00", "T23:59:59", "T02:30Z", "T00:30+14:00", "T23:30-12:00", "T12:00+05:45"]),
    st.sampled_from(sorted(available_timezones() - {"localtime", "posixrules", "Factory"})),
)
def test_no_zone_and_no_offset_moves_a_story_to_another_day(when: date, time: str, zone: str) -> None:
    """Its address, its day, its month and its year are those that are written."""
    made, _ = read_story(f"headline: Ferry\ndate: {when}{time}", settings=Settings(timezone=zone))
    assert made is not None
    assert made.url == f"/{when:%Y/%m/%d}/ferry/" if when.year > 999 else True
    shelved = archive(made, settings=Settings(timezone=zone))
    for parts, expected in (
        (1, (when.year, 0, 0)),
        (2, (when.year, when.month, 0)),
        (3, (when.year, when.month, when.day)),
    ):
        (bucket,) = buckets(shelved.stories, parts)
        assert (bucket.date.year, bucket.date.month, bucket.date.day) == expected


@pytest.mark.parametrize(
    ("written", "folder"),
    [("1998", "1998"), ("1998-12", "1998/12"), ("1912~", "1912"), ("1998?", "1998"), ("unknown", "undated")],
)
def test_a_date_that_is_known_in_part_invents_no_day(written: str, folder: str) -> None:
    made, _ = read_story(f"headline: Ferry\ndate: {written}")
    assert made is not None
    assert made.url == f"/{folder}/ferry/"
    shelved = archive(made)
    assert buckets(shelved.stories, 3) == []
    assert loose(shelved.stories, 3) == shelved.stories
    assert made.date.iso == folder.replace("/", "-").removeprefix("undated")
