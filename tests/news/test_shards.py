"""The search index: whatever is put in is found again, in one portion or in several."""

from __future__ import annotations

import marshal
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.article import Article, Photo
from newsgen.searching.portions import portion
from newsgen.searching.shards import LEAF, shard
from newsgen.searching.terms import folded, vocabulary, words
from tests.news.making import article
from tests.search_index import Index, read

LEAF_AT_MOST = LEAF + 300


def stories(*texts: str, lang: str = "en") -> list[tuple[Article, tuple[str, ...]]]:
    made = [article(f"s{at:03}", f"2018-{1 + at // 28:02}-{1 + at % 28:02}") for at in range(len(texts))]
    return [
        (replace(one, teaser=replace(one.teaser, lang=lang)), (text,)) for one, text in zip(made, texts, strict=True)
    ]


def index(*parts: list[tuple[Article, tuple[str, ...]]]) -> Index:
    return read(shard([portion([one for one, _ in part], [text for _, text in part], is_html=False) for part in parts]))


def test_a_word_is_found_in_all_its_forms() -> None:
    found = index(stories("The ferries ran.", "A ferry sank.", "The pier stood."))
    assert found.find("ferry") == found.find("ferries") == {0, 1}
    assert found.find("pier") == {2}
    assert found.find("boat") == set()
    assert found.entries["ferries"].stems == ("ferri",)
    assert found.entries["ferries"].is_word
    assert not found.entries["ferri"].is_word


def test_the_head_says_more_than_the_text_and_often_more_than_once() -> None:
    one = article("a", headline="Ferry", tags=("harbour",))
    found = index([(one, ("pier " * 9 + "crane",))])
    weights = {term: entry.stories[0][1] for term, entry in found.entries.items() if entry.stories}
    assert weights["ferri"] > weights["harbour"] > weights["crane"]
    assert weights["pier"] > weights["crane"]
    assert 0 <= min(weights.values()) <= max(weights.values()) <= 15


def test_what_else_a_story_says_is_found() -> None:
    one = article("a", byline=("Ana Ruíz",), outlet="Packet", section="Harbour", thread="Flood", dateline="LISBON")
    one = replace(one, photos=(Photo(caption="A crane", alt="steel"),))
    found = index([(one, ("Text.",))])
    for word in ("ana", "ruiz", "packet", "harbour", "flood", "lisbon", "crane", "steel"):
        assert found.find(word) == {0}, word


def test_a_record_says_what_a_result_shows() -> None:
    one = article("a", "2018-12-17", "Ferry runs", byline=("Ana", "Bo"), outlet="Packet")
    text = (
        "# Head\n\n![A pier](pier.jpg)\n\nThe *first* [run](https://x.example/a_(b)) was `late`. It\nrained.\n\nMore."
    )
    found = index([(one, (text,))])
    lede = "The first run was late. It rained."
    assert found.records == [["2018-12-17", "ferry-runs", "en", "Packet", "Ana, Bo", "Ferry runs", lede]]
    assert found.days == ["2018-12-17"]
    assert found.groups["bylines"] == {"ana": ("Ana", [0]), "bo": ("Bo", [0])}
    assert not found.find("example")


def test_an_address_that_isnt_made_of_the_date_is_kept_whole() -> None:
    one = article("a", "1912~")
    found = index([(replace(one, teaser=replace(one.teaser, url="/1912/x%20y/z/")), ("",))])
    assert found.records[0][:2] == ["1912~", "/1912/x%20y/z/"]


@pytest.mark.parametrize(("is_html", "expected"), [(True, {0}), (False, {0, 1})])
def test_tags_are_text_unless_they_are_printed(is_html: bool, expected: set[int]) -> None:
    part = stories("A table.", '<table class="x">Words</table>')
    data = portion([one for one, _ in part], [text for _, text in part], is_html=is_html)
    assert read(shard([data])).find("table") == expected


SAID = ["ferry", "ferries", "été", "渡轮停", "渡轮", "𠀀𠀁", "שלום", "x2", "नदी"]


@given(st.lists(st.lists(st.sampled_from(SAID)), min_size=1, max_size=12))
def test_recall_is_that_of_brute_force(texts: list[list[str]]) -> None:
    part = stories(*(" ".join(text) for text in texts))
    half = len(part) // 2
    found = index(part)
    assert index(part[:half], part[half:]) == found if half else True
    for word in {word for text in texts for word in text}:
        for form, _ in vocabulary("en").terms(word):
            stems = {stem for each, stem in vocabulary("en").terms(word) if each == form}
            expected = {
                at
                for at, text in enumerate(texts)
                for each in text
                for _, s in vocabulary("en").terms(each)
                if s in stems
            }
            assert found.find(form) == expected


def test_blocks_are_small_and_say_what_they_begin_with() -> None:
    text = " ".join(f"word{number:05x}" for number in range(4_000))
    found = index(stories(text, text[: len(text) // 2]))
    assert len(found.blocks) > 5
    assert all(size <= LEAF_AT_MOST for _, size in found.blocks)
    assert any(len(first) < len("word00000") for first, _ in found.blocks)
    assert found.entries.keys() == dict.fromkeys(sorted(found.entries)).keys()
    assert found.find("word00f9f") == {0}
    assert found.find("word00001") == {0, 1}


def test_the_bytes_are_those_of_the_stories_alone() -> None:
    part = stories("One ferry.", "Ferries, two of them.", "A third one")
    data = [portion([one], [text], is_html=False) for one, text in part]
    assert shard(data) == shard([bytes(each) for each in data])
    assert data[0] == portion([part[0][0]], [part[0][1]], is_html=False)


def test_two_languages_may_trace_a_word_to_two_stems() -> None:
    english, german = stories("Nationals met."), stories("Die Nationals.", lang="de")
    found = index(english, german)
    assert found.entries["nationals"].stems == ("nation", "national")
    assert found.find("nationals") == {0, 1}


def test_an_empty_portion_and_a_story_without_words() -> None:
    found = index([(article("a", headline="…"), ("",))])
    assert len(found.records) == 1
    assert marshal.loads(portion([], [], is_html=False))[0] == 0


def test_every_word_of_a_text_is_in_the_dictionary() -> None:
    text = "Das Fährschiff „Möwe“ fuhr 7.40 Uhr ab; l’été, O'Brien, C++ and don't."
    found = index(stories(text, lang="de"))
    for word in words(text):
        assert found.find(folded(word)) == {0}, word


def test_marks_within_a_word_do_not_cut_it() -> None:
    found = index(stories("Die **渡し**船。", "[이력](https://x.example/)을 봅니다", "ה**רכבת** יצאה", "an*other* one"))
    assert found.find("し船") == {0}
    assert found.find("력을") == {1}
    assert found.find("הרכבת") == {2}
