"""The names in front matter: bylines as they are printed, in the languages that newspapers are printed in."""

from __future__ import annotations

import re

import pytest

from newsgen.news.settings import Profile, Settings
from tests.news.making import good_story, read_story, told

HEAD = "headline: Ferry runs again\ndate: 2018-12-17"


def bylined(written: str, settings: Settings = Settings()) -> list[tuple[str, str]]:  # noqa: B008
    teaser = good_story(f"{HEAD}\nbyline: {written}", settings=settings).teaser
    return [(credit.person.name, credit.role) for credit in teaser.byline]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ana Ruiz, J. Doe and Li Wei in Geneva", ["Ana Ruiz", "J. Doe", "Li Wei"]),
        ("Staff", ["Staff"]),
        ("By Staff", ["Staff"]),
        ("(AP) —", ["AP"]),
        ("By Ana Ruiz (AP)", ["Ana Ruiz"]),
        ("NARUSE, Yui", ["Yui Naruse"]),
        ("By NARUSE, Yui and TANAKA, Ken", ["Yui Naruse", "Ken Tanaka"]),
        ("Von Max Muster und Eva Klein", ["Max Muster", "Eva Klein"]),
        ("Par Jean Petit et Marie Noël", ["Jean Petit", "Marie Noël"]),
        ("Por Juan Pérez y Ana Ruiz", ["Juan Pérez", "Ana Ruiz"]),
        ("Di Mario Rossi", ["Mario Rossi"]),
        ("Por João Silva", ["João Silva"]),
        ("'Автор: Иван Петров'", ["Иван Петров"]),
        ("מאת דנה כהן", ["דנה כהן"]),
        ("بقلم أحمد علي", ["أحمد علي"]),
        ("作者：李伟", ["李伟"]),
        ("Xavier Noria (fxn)", ["Xavier Noria"]),
        ("Ana Ruiz (ana_r) and Bo Li (@boli), Cy Yu (cy)", ["Ana Ruiz", "Bo Li", "Cy Yu"]),
        ("李伟（liwei）", ["李伟"]),
        ("[By Ana Ruiz, By Bo Li and Cy Yu]", ["Ana Ruiz", "Bo Li", "Cy Yu"]),
    ],
)
def test_names_of_a_byline(written: str, names: list[str]) -> None:
    assert [name for name, _ in bylined(written)] == names


def test_roles_of_a_byline() -> None:
    assert bylined("Photographs by Ana Ruiz") == [("Ana Ruiz", "Photographs")]
    assert bylined("By Li Wei. Photographs by Ana Ruiz") == [("Li Wei", ""), ("Ana Ruiz", "Photographs")]
    assert bylined("Ana Ruiz, Staff Writer") == [("Ana Ruiz", "Staff Writer")]
    assert bylined("Ana Ruiz, keeper of the light") == [("Ana Ruiz", "keeper of the light")]
    assert bylined("fred, the harbour robot") == [("fred", "the harbour robot")]
    assert bylined("Ana Ruiz and Bo Li (boli), divers") == [("Ana Ruiz", "divers"), ("Bo Li", "divers")]


def test_what_a_hint_says_of_a_byline_is_taken() -> None:
    _, problems = read_story(f"{HEAD}\nbyline: Ana Ruiz, Head of Eels")
    assert [problem.code for problem in problems] == ["byline-unclear"]
    for written in re.findall(r"`byline: ([^`]*)`", problems[0].hint):
        assert bylined(written)[0][0] == "Ana Ruiz"
    assert told(read_story(f"{HEAD}\nbyline: ana-ruiz, wilma")[1])


@pytest.mark.parametrize("written", ["J. Doe", "Jane Doe", "jane-doe", "JANE DOE", "jane_doe", "Jané Doe"])
def test_spellings_of_one_person_meet(written: str) -> None:
    settings = Settings(people=(Profile("Jane Doe", ("J. Doe",)),))
    story = good_story(f"{HEAD}\nbyline: {written}", settings=settings)
    (credit,) = story.teaser.byline
    assert (credit.person.key, credit.person.slug) == ("jane doe", "jane-doe")


def test_a_name_that_is_written_like_a_file_s_is_printed_as_the_settings_have_it() -> None:
    settings = Settings(people=(Profile("Jane Doe", ("J. Doe",)),))
    assert bylined("jane-doe, J. Doe and bo-li", settings) == [("Jane Doe", ""), ("bo-li", "")]
    assert bylined("J. Doe", settings) == [("J. Doe", "")]


def test_the_wire_of_a_byline_is_the_story_s() -> None:
    assert good_story(f"{HEAD}\nbyline: (AP) —").teaser.wire == "AP"
