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
