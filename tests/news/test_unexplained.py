"""A headline is accepted where all that stands around it is explained."""

from __future__ import annotations

import pytest

from newsgen.formats import clipping
from newsgen.news.settings import Settings

STORY = "The ferry came back on Monday with forty cars and a brass band on board, and half the town saw her."
TITLE = "Ferry is back after the long winter"
RIVAL = "Harbour fees will rise in the spring"


def accepted(*lines: str) -> dict[str, str]:
    """What is read with enough confidence out of a page with a story under some lines."""
    manuscript = clipping.read("\n".join([*lines, STORY, STORY, STORY]), "a.txt")
    return {
        one.name: getattr(one.value, "text", "") for one in manuscript.inferred if one.confidence >= Settings.confidence
    }


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "By Ana Ruiz"),
        (TITLE, "Listen to it", "By Ana Ruiz", "March 5, 2012"),
        ("Harbour life", TITLE, "Half the town was on the quay.", "By Ana Ruiz"),
        (TITLE, "Home", "What's On", TITLE, "By Ana Ruiz"),
        (f"Home > Harbour > {TITLE}", TITLE, "March 5, 2012"),
    ],
)
def test_what_is_explained_is_accepted(lines: tuple[str, ...]) -> None:
    assert accepted(*lines)["headline"] == TITLE


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "Share this", RIVAL, "By Ana Ruiz"),
        ("View the picture in full", "Harbours", TITLE, "By Ana Ruiz"),
        (RIVAL, "Share", "Print", TITLE, "By Ana Ruiz"),
        (RIVAL, "March 4, 2012", TITLE, "March 5, 2012"),
        ("Foundation, From the archives, Technology", "New maps for all", "Share this", "By Ana Ruiz"),
        (TITLE, STORY, "What is this?", RIVAL, "By Ana Ruiz", "March 5, 2012"),
        ("Letters to the Courier", "Benches for the old park"),
        ("Notes from the Slipway", "By Ana Ruiz", "A word in favour of mud"),
        ("Harbour notices", "Notice of a new bridge", "March 5, 2012"),
        ("Bulletin of the Bridge Society, Spring 1981", "The owls of Pitt Street", "By Ana Ruiz"),
        ("Copied from a cutting in an album of my aunt's", "A strange catch"),
        (f"{TITLE} | Harbour Report", "By Ana Ruiz"),
        ("Click here for more on the winter", TITLE),
        ("Your daily dose of Saltmarsh life", "Bridge closed for painting", "By Ana Ruiz"),
        ("Notes & Queries", "Who put the lamp in the cow?"),
        ("The diary of a very old harbour cat", "March 5, 2012", "", "No more fish", ""),
        ("The Harbour Times", "Mud, rope and what is found in them", "", TITLE, "", "By Ana Ruiz"),
        (RIVAL, "02:02 - Source: Harbour News", TITLE, "By Ana Ruiz"),
    ],
)
def test_what_may_be_another_headline_is_asked_about(lines: tuple[str, ...]) -> None:
    assert "headline" not in accepted(*lines)


def test_a_deck_stands_between_headline_and_byline() -> None:
    deck = "Half the town was on the quay, and the band played until it rained."
    assert accepted(TITLE, deck, "By Ana Ruiz")["deck"] == deck


@pytest.mark.parametrize(
    "deck", ["Mayor and band (r.) wait at the quay", "Ferry back after a long, long winter", "More …"]
)
def test_a_caption_or_the_headline_again_is_no_deck(deck: str) -> None:
    assert "deck" not in accepted(TITLE, deck, "By Ana Ruiz")


def test_a_sections_name_above_says_that_the_first_of_two_rows_is_the_headline() -> None:
    assert "headline" not in accepted("The gnome as a weapon", "Pensioner fined", "March 5, 2012")
    assert accepted("Courts", "The gnome as a weapon", "Pensioner fined")["headline"] == "The gnome as a weapon"


@pytest.mark.parametrize(
    ("lines", "is_sure"),
    [
        (("By Ana Ruiz", "March 5, 2012"), True),
        (("Ana Ruiz", "March 5, 2012"), True),
        (("By Ana Ruiz", "Reviewed by Li Wei", "March 5, 2012"), False),
        (("By Ana Ruiz", "Photographs by Li Wei", "March 5, 2012"), True),
        (("Par Elba", "March 5, 2012"), False),
        (("Ana R", "March 5, 2012"), False),
        (("Mrs. Dodd's Rain Cake", "March 5, 2012"), False),
        (("Af Jens Holm", "March 5, 2012"), True),
        (("Ana Ruiz", "Photo: Li Wei / AP", "March 5, 2012"), False),
        (("By Ana Ruiz Harbourwide Correspondent", "March 5, 2012"), False),
        (("By Ana Ruiz Published in Fronts", "March 5, 2012"), False),
    ],
)
def test_a_name_is_a_writers_where_nothing_speaks_against_it(lines: tuple[str, ...], is_sure: bool) -> None:
    assert ("byline" in accepted(TITLE, *lines)) is is_sure


def test_a_name_alone_under_a_doubtful_headline_is_asked_about() -> None:
    assert "byline" not in accepted("Ferry", "Ana Ruiz", "March 5, 2012")
    assert "byline" in accepted("Ferry", "Ana Ruiz", "Staff Writer", "March 5, 2012")


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (("Saltmarsh Bugle", "March 5, 2012"), "Saltmarsh Bugle"),
        (("By Ana Ruiz, Saltmarsh Parish Magazine.", "March 5, 2012"), "Saltmarsh Parish Magazine"),
        (("By Ana Ruiz", "Courier", "March 5, 2012"), ""),
        (("March 5, 2012", "The duck has stopped the express three times in this week, police have said."), ""),
        (("By Ana Ruiz", "Rain and Its Names, by Ottoline Pugh. Halyard Press, 312 pp, £18.99"), ""),
        (("By Ana Ruiz", "Share this", "Saltmarsh News", "March 5, 2012"), ""),
    ],
)
def test_an_outlet_has_a_name_of_its_own_and_is_no_menus_entry(lines: tuple[str, ...], outlet: str) -> None:
    assert accepted(TITLE, *lines).get("outlet", "") == outlet


def test_a_deck_that_is_stated_says_that_the_row_above_it_is_the_headline() -> None:
    deck = "Three days and four letters"
    assert "headline" not in accepted("Who left it on?", deck)
    assert accepted("---", f"deck: {deck}", "---", "Who left it on?", deck)["headline"] == "Who left it on?"
