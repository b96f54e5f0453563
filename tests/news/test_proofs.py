"""The last look: values whose form, or whose words, speak against them are asked about."""

from __future__ import annotations

import pytest

from newsgen.clippings.proofs import DOUBTFUL
from newsgen.clippings.recurring import recurring
from newsgen.copydesk.inferences import scalar_texts
from newsgen.formats import clipping
from newsgen.news.given_names import begins_with_given
from newsgen.news.manuscript import Inference

STORY = "The lighthouse on Hob Point was dark for three nights, the harbour office said. The keeper had gone fishing."


def read(text: str, name: str) -> Inference | None:
    return next((one for one in clipping.read(text, "a.txt").inferred if one.name == name), None)


def is_taken(text: str, name: str) -> bool:
    found = read(text, name)
    assert found is not None, name
    return found.confidence > DOUBTFUL


@pytest.mark.parametrize(
    ("head", "taken"),
    [
        ("Lighthouse dark for three nights", True),
        ("Notes from a rocking chair", False),  # a column's name: the story says nothing of it
        ("Seven reasons why nobody will ever see us again", True),  # so long that it is nothing else
    ],
)
def test_a_headline_has_a_word_of_its_story(head: str, taken: bool) -> None:
    assert is_taken(f"{head}\n\nMarch 5, 2012\n\n{STORY}\n", "headline") is taken


@pytest.mark.parametrize(
    ("deck", "taken"),
    [("Keeper was told to bring his own matches", True), ("Hob Point harbour lighthouse dark three nights", False)],
)
def test_of_two_rows_the_one_that_the_story_is_about_is_the_headline(deck: str, taken: bool) -> None:
    text = f"Weather, tides and other harbour matters of interest\n\n{deck}\n\nBy Olga Vardy\n\n{STORY}\n"
    assert is_taken(text, "headline") is taken


@pytest.mark.parametrize(
    ("name", "taken"),
    [("Olga Vardy", True), ("E. R. Plumley", True), ("Coastal Enterprise", False), ("Olga Vardy Northwick", False)],
)
def test_a_name_alone_begins_as_names_do(name: str, taken: bool) -> None:
    text = f"Lighthouse dark for three nights\n\n{name}\n\nMarch 5, 2012\n\n{STORY}\n"
    found = read(text, "byline")
    assert (found is not None and found.confidence > DOUBTFUL) is taken


@pytest.mark.parametrize(
    ("line", "names", "taken"),
    [
        ("By Olga Vardy and Tom Fenn", ["Olga Vardy", "Tom Fenn"], True),
        ("By Zzorba Vardy", ["Zzorba Vardy"], True),
        ("By Olga Vardy and Zzorba Fenn", ["Olga Vardy", "Zzorba Fenn"], False),
    ],
)
def test_of_several_names_each_begins_as_names_do(line: str, names: list[str], taken: bool) -> None:
    text = f"Lighthouse dark for three nights\n\n{line}\n\nMarch 5, 2012\n\n{STORY}\n"
    found = read(text, "byline")
    assert found is not None
    assert (list(scalar_texts(found.value)), found.confidence > DOUBTFUL) == (names, taken)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Jean-Baptiste Tréhorel", True),
        ("ÉLODIE Marchand", True),
        ("Mrs Ada Pomfret", True),
        ("Д. Морозова", True),
        ("Мария Калуга", True),
        ("王小明", True),
        ("鈴木花子", True),
        ("김민준", True),
        ("有料記事", False),
        ("Evening Star", False),
        ("", False),
    ],
)
def test_first_names_that_are_known(name: str, known: bool) -> None:
    assert begins_with_given(name) is known


@pytest.mark.parametrize(
    ("title", "story", "found"),
    [
        ("Ferries return to Saltmarsh", "The ferry to Saltmarsh returned on Monday.", (2, 3)),
        ("What they said about us", "Nothing.", (0, 1)),
        ("המגדלור ביפו", "אור ביפו, ליד מגדלור ישן", (2, 2)),
        ("梅を数える", "百三十六。梅を干す。", (1, 4)),
        ("", "", (0, 0)),
    ],
)
def test_words_that_come_again(title: str, story: str, found: tuple[int, int]) -> None:
    assert recurring(title, story) == found


def test_a_stated_deck_says_which_row_is_the_headline() -> None:
    text = (
        f"Notes from a rocking chair\n\nWeather, tides and matters of interest to sailors\n\nMarch 5, 2012\n\n{STORY}\n"
    )
    stated = f"---\ndeck: Weather, tides and matters of interest to sailors\n---\n{text}"
    assert (is_taken(text, "headline"), is_taken(stated, "headline")) == (False, True)


def test_a_caption_that_begins_with_a_label_is_asked_about() -> None:
    head = "Lighthouse dark for three nights\n\nBy Olga Vardy\n\nMarch 5, 2012\n\n"
    assert is_taken(f"{head}The lamp at dusk. (Photo: Tom Fenn)\n\n{STORY}\n", "photos")
    assert not is_taken(f"{head}HOB POINT: The lamp at dusk. (Photo: Tom Fenn)\n\n{STORY}\n", "photos")


@pytest.mark.parametrize(
    ("line", "name", "taken"),
    [
        ("Le Petit Riverain, 4 avril 1934", "outlet", True),
        ("Le Petit Riverain du 4 avril 1934", "outlet", False),  # where the name ends nobody says
        ("Harbour Times, 5./6. November 2005", "date", False),  # two days, no month
        ("(BY WIRE FROM OUR REPORTER.)", "byline", False),
        ("Byline: Olga Vardy, Harbour Times", "byline", True),
        ("记者 林小芳 摄影 陈海", "byline", False),  # a job stands before the second name
    ],
)
def test_what_is_cut_oddly_is_asked_about(line: str, name: str, taken: bool) -> None:
    found = read(f"Lighthouse dark for three nights\n\n{line}\n\n{STORY}\n", name)
    assert (found is not None and found.confidence > DOUBTFUL) is taken


def test_the_day_of_a_mail_is_not_the_storys() -> None:
    mail = "Begin forwarded message:\n\nFrom: Ruth\nDate: 12 June 2013\n\n"
    text = f"See below, from the loft.\n\n{mail}Lighthouse dark for three nights\n\nBy Olga Vardy\n\n{STORY}\n"
    found = read(text, "date")
    assert found is None or found.confidence <= DOUBTFUL


def test_a_day_long_before_that_of_the_paper_below_is_asked_about() -> None:
    text = f"Lighthouse dark for three nights\n\nMay 2, 1951\n\n{STORY}\n\nHarbour Courier, May {{day}}\n"
    assert is_taken(text.format(day="3, 1951"), "date")
    assert not is_taken(text.format(day="2, 1981"), "date")


def test_who_stands_above_the_headline_begins_as_names_do() -> None:
    found = read(
        f"FROM OUR FILES\n\nLighthouse dark for three nights\n\n{STORY}\n\nHarbour Courier, May 2, 1981\n", "byline"
    )
    assert found is None or found.confidence <= DOUBTFUL


def test_two_people_in_one_name_are_asked_about() -> None:
    text = f"Lighthouse dark for three nights\n\nBy {{}}\n\nMarch 5, 2012\n\n{STORY}\n"
    assert is_taken(text.format("Joost de Wit"), "byline")
    assert not is_taken(text.format("Anneke Blom Beeld Joost de Wit"), "byline")


def test_rows_under_a_doubtful_deck_are_no_captions() -> None:
    head = "Lighthouse dark for three nights\n\n{deck}\n\nBy Olga Vardy\n\n"
    caption = "The lamp room of the lighthouse at dusk"
    told = "Keeper was told to bring his own matches"
    assert is_taken(f"{head.format(deck=told)}{caption}\n\n{STORY}\n", "photos")
    assert not is_taken(f"{head.format(deck=told)}{caption}\n\nThe keeper with his rod\n\n{STORY}\n", "photos")


@pytest.mark.parametrize("head", ["Lighthouse dark for three nights - tribune-online", "»Ich war nur fischen«"])
def test_what_a_window_adds_to_a_headline_makes_it_doubtful(head: str) -> None:
    story = STORY + " »Ich war nur fischen«, sagte er."
    assert is_taken(f"{head}\n\nMarch 5, 2012\n\n{story}\n", "headline") is ("online" not in head)


def test_whom_a_letter_is_written_to_is_no_headline() -> None:
    text = f"Letters\n\nTo the Editor of the Lighthouse Times\n\n{STORY}\n\nOlga Vardy\n"
    assert not is_taken(text, "headline")


@pytest.mark.parametrize(
    ("head", "taken"),
    [
        ("Lighthouse dark for three nights\n\nThe harbour office is looking for a keeper", True),
        ("Hob Point Lighthouse\n\nThe harbour office is looking for a keeper", False),  # as likely a section's name
        ("Lighthouse keeper goes fishing\n\nHarbour office on Hob Point is dark", False),
        ("Lighthouse World", False),  # as likely a newspaper's name
        ("HarbourstoriesLighthousekeeper goes fishing for three nights", False),
        ("Lighthouse on Hob Point dark for three nights ...", False),
        ("Olga Vardy - the lighthouse dark for three nights", False),
        ("Associated Press lighthouse dark for three nights", False),
        ("Hob Point, Thursday, May 11. 1899 Lighthouse dark", False),
        ('From "The Harbour Courier" on Hob Point', False),
        ("Title: Lighthouse dark. Harbour Courier, p. 2.", False),
    ],
)
def test_a_headline_that_may_hold_more_or_be_a_label_is_asked_about(head: str, taken: bool) -> None:
    found = read(f"{head}\n\nBy Olga Vardy\n\nMarch 5, 2012\n\n{STORY}\n", "headline")
    assert (found is not None and found.confidence > DOUBTFUL) is taken


@pytest.mark.parametrize(
    ("writer", "taken"),
    [
        ("Olga Vardy", True),
        ("Olga Vardy PSP", False),
        ("Guest Contributors", False),
        ("Staff and Agencies", False),
        ("Staff", True),
    ],
)
def test_a_writers_name_is_a_name_alone(writer: str, taken: bool) -> None:
    found = read(f"Lighthouse dark for three nights\n\nBy {writer}\n\nMarch 5, 2012\n\n{STORY}\n", "byline")
    assert (found is not None and found.confidence > DOUBTFUL) is taken


def test_who_stands_under_the_last_line_begins_as_names_do() -> None:
    text = f"Lighthouse dark for three nights\n\n{STORY}\n\nThe lamp was out.\n\n{{}}\n"
    assert is_taken(text.format("Olga Vardy"), "byline")
    assert not is_taken(text.format("Hobbury Marsh-on-the-Hill"), "byline")


def test_a_deck_that_counts_pictures_is_asked_about() -> None:
    found = read(f"Lighthouse dark for three nights\n\nLamp photo 1 of 3\n\nBy Olga Vardy\n\n{STORY}\n", "deck")
    assert found is None or found.confidence <= DOUBTFUL


def test_on_a_page_without_a_headline_an_older_day_makes_a_day_doubtful() -> None:
    text = f"{{}}\n\nMarch 9, 2012\n\n{STORY}\n\nMarch 5, 2012\n\nThe lamp is lit again.\n"
    assert is_taken(text.format("Lighthouse dark for three nights"), "date")
    assert not is_taken(text.format("Hob Point"), "date")


def test_on_a_page_without_a_headline_a_second_byline_makes_a_byline_doubtful() -> None:
    text = f"Lighthouse World\n\nBy Tom Fenn\n\n{STORY}\n\n{{}}\n\nThe lamp is lit again.\n"
    assert is_taken(text.format("The office is glad."), "byline")
    assert not is_taken(text.format("By Olga Vardy"), "byline")


def test_the_day_on_which_a_clipping_was_copied_is_not_the_storys() -> None:
    text = f"Lighthouse dark for three nights\n\n{STORY}\n\n{{}} 3 February 1999\n"
    found = read(text.format("Transcribed by O. Vardy,"), "date")
    assert found is None or found.confidence <= DOUBTFUL


@pytest.mark.parametrize(("name", "taken"), [("Harbour Courier", True), ("Harbour Newspaper Collection", False)])
def test_whose_copy_it_is_is_no_newspaper(name: str, taken: bool) -> None:
    found = read(f"{name}\n\nLighthouse dark for three nights\n\nBy Olga Vardy\n\nMarch 5, 2012\n\n{STORY}\n", "outlet")
    assert (found is not None and found.confidence > DOUBTFUL) is taken
