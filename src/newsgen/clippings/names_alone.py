"""Names alone on their row, which are a byline only by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsgen.clippings import furniture
from newsgen.clippings.marked import PLACE_OR_OUTLET, Said, said
from newsgen.clippings.rows import Row
from newsgen.clippings.titles import is_navigation, may_be_headline
from newsgen.news import bylines
from newsgen.news.agencies import is_agency
from newsgen.news.bylines import Byline, Credit
from newsgen.news.lines import MAX_TYPED, ends_sentence, width
from newsgen.news.names import (
    has_outlet_word,
    is_collective,
    is_name,
    is_person,
    looks_like_outlet,
    may_be_outlet,
    special_outlet,
)

_LENGTH = re.compile(r"\d{1,6} (?:words|wörter|mots|palabras|parole|palavras|woorden|字)", re.IGNORECASE)
_AND_ROW = re.compile(r"^(?:and|und|et|y|e|en|и|&)\s+", re.IGNORECASE)


def told(head: Sequence[Row], story: Sequence[Row], is_sourced: bool = False) -> list[Row]:
    """Return the rows above a story, names alone among them as bylines; `is_sourced`: a day or paper stands below."""
    rows = list(head)
    is_scraped = any(map(is_navigation, rows))
    _as_in_databases(rows)
    _author_first(rows, story)
    for at, row in enumerate(rows):
        above = [one.text for one in rows[:at] if one.is_title and not furniture.is_section_word(one.text)]
        if row.is_title and above and (not is_scraped or any(map(may_be_headline, above))):
            what = _and_row(rows, at) or _name(rows, at, story, is_sourced)
            if what:
                rows[at] = replace(row, said=what)
    _with_jobs(rows)
    named = next((at for at, row in enumerate(rows) if _is_named(row.said)), len(rows))
    for at in range(named + 1, len(rows)):
        below = rows[at].said
        if below and below.dates and below.byline and not below.byline.opened:  # the name was above: this is a place
            rows[at] = replace(rows[at], said=replace(below, byline=None, reason=PLACE_OR_OUTLET))
    return rows


def _as_in_databases(rows: list[Row]) -> None:
    """Read what stands under a story's length and its day as the newspaper: so databases print a head."""
    for at in range(2, len(rows)):
        length, day, paper = rows[at - 2 : at + 1]
        is_dated = day.said is not None and bool(day.said.dates)
        is_other = paper.said is not None and not (paper.said.byline and paper.said.byline.credits)
        if _LENGTH.fullmatch(length.text) and is_dated and not is_other and may_be_outlet(paper.text):
            rows[at] = replace(paper, said=Said(outlet=paper.text))


def _author_first(rows: list[Row], story: Sequence[Row]) -> None:
    """Read a name over a headline as the writer's where the story's end says the name again, or a section is above."""
    shown = [at for at, row in enumerate(rows) if row.is_title and not furniture.is_section_word(row.text)]
    if len(shown) < 2 or any(_is_named(row.said) for row in rows):
        return
    at = shown[0]
    name = rows[at].text
    is_column = at > 0 and furniture.is_section_word(rows[at - 1].text)
    is_again = any(row.text.casefold().startswith(name.casefold()) for row in story[-3:])
    if (
        (is_column or is_again)
        and len(name.split()) in (2, 3)
        and is_person(name)
        and not is_person(rows[shown[1]].text)
    ):
        rows[at] = replace(rows[at], said=Said(byline=Byline((Credit(name),))))


def _with_jobs(rows: list[Row]) -> None:
    """Read what stands beside a name or a date without a word that says so: a job, an agency, a newspaper."""
    first = next((at for at, row in enumerate(rows) if row.is_title), len(rows))
    for at in range(first + 1, len(rows)):
        row, above = rows[at], rows[at - 1].said
        if not row.is_title:
            continue
        if is_collective(row.text) and not any(_is_named(one.said) for one in rows) and row.text[:1].isupper():
            rows[at] = replace(row, said=Said(reason="role"))
            continue
        if special_outlet(row.text) and row.text.lower().startswith(("special to", "exclusive to")):
            rows[at] = replace(row, said=Said(outlet=special_outlet(row.text)))
            continue
        is_below = above is not None and bool((above.byline and above.byline.credits) or above.dates)
        is_over = at + 1 < len(rows) and (below := rows[at + 1].said) is not None and bool(below.dates)
        is_told = is_over and (is_agency(row.text) or has_outlet_word(row.text))
        what = said(row.text, near_byline=True) if is_below or is_told else None
        if what and (what.reason == "role" or what.outlet or (what.byline and what.byline.wire)) and not what.is_guess:
            rows[at] = replace(row, said=what)
        elif is_below and _is_named(above) and row.text.isupper() and at == len(rows) - 1:
            rows[at] = replace(row, said=Said(reason=PLACE_OR_OUTLET))
        elif above and above.byline and any(row.text == credit.name for credit in above.byline.credits):
            rows[at] = replace(row, said=Said(reason="repeated"))
        elif (
            is_below
            and (is_over or at == len(rows) - 1)
            and _is_named(above)
            and len(row.text.split()) <= 3
            and not ends_sentence(row.text)
        ):
            rows[at] = replace(row, said=Said(reason="role"))


def _name(rows: Sequence[Row], at: int, story: Sequence[Row], is_sourced: bool) -> Said | None:
    """Return a name alone as a byline when a date, a role or an outlet follows it, or a date stands above it."""
    text = rows[at].text
    if len(text) > 120 or any(_is_named(row.said) for row in rows):
        return None
    over = rows[at - 1].said if at else None
    is_dated = any(row.said and row.said.dates for row in rows[at + 1 : at + 3])
    if over and (over.photo or rows[at - 1].text.startswith("©")) and not is_dated:
        return None  # whom a picture shows
    below = rows[at + 1].said if at + 1 < len(rows) else None
    if below and below.photo:
        return None
    found = bylines.read(text, looks_like_outlet)
    are_people = all(is_person(credit.name) for credit in found.credits)
    if not found.credits or not are_people or len(found.unclear.split()) > 3:
        return None
    above = [row.text for row in rows[:at] if row.is_title and may_be_headline(row.text)]
    if furniture.is_section_word(text) or (text.isupper() and all(map(str.isupper, above))):
        return None  # in old print a deck has capitals too
    is_beside = at > 0 and rows[at - 1].vouches and bool(over and over.dates) and len(text.split()) <= 4
    if not is_beside and not _is_below(rows, at) and not _is_over_story(rows, at, story, is_sourced):
        return None
    return Said(byline=replace(found, unclear="", outlet="", place=found.place or found.unclear))


def _is_named(what: Said | None) -> bool:
    """Tell whether a row names a writer for sure; what stands beside a date may be a place."""
    byline = what.byline if what else None
    return what is not None and byline is not None and bool(byline.credits) and (byline.opened or not what.dates)


def _is_over_story(rows: Sequence[Row], at: int, story: Sequence[Row], is_sourced: bool) -> bool:
    is_last = not any(row.is_title and len(row.text.split()) > 3 for row in rows[at + 1 :])
    is_dated = is_sourced or any(row.said and row.said.dates for row in rows)
    below = story[0].text if story else ""
    return is_last and is_dated and width(below) > MAX_TYPED / 2 and ends_sentence(below)


def _is_below(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a date, a role or an outlet follows, with nothing but furniture, or the name again, before it."""
    for row in rows[at + 1 : at + 5]:
        if row.text.startswith(rows[at].text):
            continue
        what = said(row.text, near_byline=True)
        if what is None and row is rows[at + 1] and len(row.text.split()) <= 3 and not ends_sentence(row.text):
            continue  # what the writer is: `Farmer`
        if what is None or what.dates or what.outlet or what.reason == "role" or what.byline:
            return what is not None and (bool(what.dates) or not (what.byline and what.byline.credits))
    return False


def _and_row(rows: Sequence[Row], at: int) -> Said | None:
    """Return the second row of a byline in two: `and Li Wei`."""
    name = _AND_ROW.sub("", rows[at].text)
    above = rows[at - 1].said
    if not (above and above.byline) or name == rows[at].text or not is_name(name):
        return None
    return Said(byline=Byline((Credit(name),)))
