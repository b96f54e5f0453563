"""Saved web pages: menus line by line, and names and newspapers that only look like the story's."""

from __future__ import annotations

import pytest

from newsgen.copydesk.inferences import scalar_texts
from newsgen.formats import clipping
from newsgen.news.settings import Settings

STORY = "The ferry came back on Monday with forty cars and a brass band on board, and half the town saw her."
TITLE = "Ferry is back after the long winter"
MENUS = [
    "Skip to content",
    "My Harbour",
    "News & Events",
    "Best Boats",
    "Sea Lottery",
    "Sign in",
    "Podcasts",
    "Partners",
]


def accepted(*lines: str) -> dict[str, list[str]]:
    """What is read with enough confidence out of a page with a story under some lines."""
    manuscript = clipping.read("\n".join([*lines, STORY, STORY, STORY]), "a.txt")
    return {
        one.name: list(scalar_texts(one.value)) for one in manuscript.inferred if one.confidence >= Settings.confidence
    }


def test_titles_are_looked_for_from_below() -> None:
    found = accepted(
        *MENUS, TITLE, "Half the town was on the quay, and the band played.", "By Ana Ruiz", "March 5, 2012"
    )
    assert found["headline"] == [TITLE]
    assert found["byline"] == ["Ana Ruiz"]
    assert found["date"] == ["2012-03-05"]
    assert "outlet" not in found


def test_a_longer_menu_than_story_is_passed_over() -> None:
    menu = [f"Boats {number}" for number in range(300)]
    assert accepted(*menu, TITLE, "By Ana Ruiz", "March 5, 2012")["headline"] == [TITLE]


@pytest.mark.parametrize("last", [("Best Boats",), ("Kay Lee",), ("In this story", "Sea Lottery", "Kay Lee")])
def test_a_name_under_the_story_of_a_saved_page_is_a_menus(last: tuple[str, ...]) -> None:
    page = "\n".join([*MENUS, TITLE, "March 5, 2012", STORY, STORY, *last])
    assert not [one for one in clipping.read(page, "a.txt").inferred if one.name == "byline" and one.confidence >= 0.9]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Ruiz Harbour News", ["Ana Ruiz"]),
        ("By Ana Ruiz@anaruiz", ["Ana Ruiz"]),
        ("By Ana RuizTwitter", ["Ana Ruiz"]),
        ("By Ana Ruiz 5 minute read", ["Ana Ruiz"]),
        ("Monday March 5, 2012 10:44 am PST by Ana Ruiz", ["Ana Ruiz"]),
        ("Par Ana Ruiz avec AFP", ["Ana Ruiz"]),
    ],
)
def test_what_sites_print_behind_a_name_is_not_of_it(line: str, names: list[str]) -> None:
    assert accepted(TITLE, line, "March 5, 2012")["byline"] == names


def test_whose_picture_it_is_is_no_byline() -> None:
    assert "byline" not in accepted(TITLE, "March 5, 2012", "Kay Lee / AP")


@pytest.mark.parametrize(
    "line",
    ["Publicerad 5 maj 2012 kl 10.23", "Dodano: 5 maja 2012", "5 Mayıs 2012", "Publisert lørdag 05. mai 2012 - 13:26"],
)
def test_northern_and_eastern_months(line: str) -> None:
    assert accepted(TITLE, line)["date"] == ["2012-05-05"]


def test_a_day_in_a_line_of_its_own_that_says_more() -> None:
    assert accepted(TITLE, "March 5, 2012 Harbour desk 412 reads so far")["date"] == ["2012-03-05"]


def test_an_agency_names_its_reporter_below_the_story() -> None:
    page = "\n\n".join([TITLE, f"LONDON, March 5, 2012 (Reuters) - {STORY}", STORY, "(Reporting by Ana Ruiz)"])
    (found,) = [one for one in clipping.read(page, "a.txt").inferred if one.name == "byline"]
    assert list(scalar_texts(found.value)) == ["Ana Ruiz"]
