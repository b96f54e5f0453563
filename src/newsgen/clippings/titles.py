"""Which rows above a story are its kicker, its headline and its deck, and how sure that is.

Rows that say nothing of themselves are told by where they stand: under menus and a newspaper's name, over a byline or
a date, each longer or shorter than its neighbour. Where two readings are as good, the headline is below the bar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsgen.clippings import furniture, saved_pages
from newsgen.clippings.captions import is_pictured
from newsgen.clippings.doubts import UNSURE, sureness
from newsgen.clippings.evidence import CERTAIN
from newsgen.clippings.kickers import kicker
from newsgen.clippings.marked import Said, said
from newsgen.clippings.rows import MAX_TITLE, Row, is_prose, looks_like_title_of_paper
from newsgen.news import names
from newsgen.news.lines import ends_sentence, is_cased, width
from newsgen.news.printed_dates import find

MAX_DECK = 250
STATED = 0.99

_SUFFIX = re.compile(r"\s*[|–—·»-]\s|\s*::\s*")
_NAVIGATING = frozenset({"page furniture", "navigation", "share buttons"})
_RESULT = re.compile(
    r"[^\d:]{3,30} \d{1,3}(?:[ ,–-]+(?:[^\d:]{3,30} )?\d{1,3})?|[^\d:]{3,30}[-–][^\d:]{3,30} \d{1,2}:\d{1,2}.{0,12}"
)


@dataclass(slots=True)
class Titles:
    """Indexes of rows: of kicker, headline and deck with how sure each is; what stands above them; newspapers."""

    parts: dict[str, tuple[int, int, float]] = field(default_factory=dict)
    menus: set[int] = field(default_factory=set)
    papers: dict[int, str] = field(default_factory=dict)
    sections: set[int] = field(default_factory=set)


def arrange(rows: Sequence[Row], stated: dict[str, str], is_blog: bool = False) -> Titles:
    """Tell the titles among the rows above a story; `stated` are keys of fields; `is_blog`: with a blog's words."""
    found = Titles()
    known = [at for at, row in enumerate(rows) if row.is_title and not _is_beside(rows, at)]
    if stated["headline"]:
        _stated(rows, known, stated, found)
    if known and not found.parts:
        group, sure = _group(rows, known, found)
        if is_blog:
            group, sure = _without_blog(rows, group, sure, found)
        _assign(rows, group, sure, found)
        if "headline" in found.parts:
            _doubt(rows, found)
    if stated["headline"] and "headline" in found.parts and ends_sentence(rows[found.parts["headline"][0]].text):
        return found if found.parts["headline"][2] == STATED else Titles()
    return found


def _is_beside(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row is a result of a match, or stands under a picture's credit: no title."""
    above = rows[at - 1].said if at else None
    photo = above.photo if above else None
    is_captioned = photo is not None and photo.caption == (0, 0) and any(row.is_title for row in rows[: at - 1])
    below = rows[at + 1] if at + 1 < len(rows) else None
    is_captioned = is_captioned or (below is not None and furniture.key(below.text) == "credit" and at > 1)
    return is_captioned or is_result(rows[at].text)


def is_result(text: str) -> bool:
    """Tell whether a row is the result of a match."""
    return _RESULT.fullmatch(text) is not None


def papers(rows: Sequence[Row]) -> Titles:
    """Tell the newspapers' names above a story whose headline is labelled."""
    found = Titles()
    found.papers = {at: row.text for at, row in enumerate(rows) if row.is_title and looks_like_title_of_paper(row.text)}
    return found


def _stated(rows: Sequence[Row], known: list[int], stated: dict[str, str], found: Titles) -> None:
    for at in known:
        if furniture.key(rows[at].text[:MAX_TITLE]) == stated["headline"]:
            found.parts["headline"] = (at, at + 1, STATED)
            if at and rows[at - 1].is_title and kicker(rows[at - 1].text, rows[at].text, is_decked=True) == CERTAIN:
                found.parts["kicker"] = (at - 1, at, STATED)
            break
    after = [at for at in known if "headline" not in found.parts or at > found.parts["headline"][0]]
    for at in after:
        if stated["deck"] and furniture.key(rows[at].text) == stated["deck"]:
            found.parts["deck"] = (at, at + 1, STATED)


# Which rows the titles are.


def _group(rows: Sequence[Row], known: list[int], found: Titles) -> tuple[list[int], float]:
    """Return the rows that are kicker, headline and deck, without menus and newspapers above them; how sure that is."""
    has_menus = saved_pages.has_menus(rows, is_long)
    twice = [at for at in known if _stands_above(rows, at) and not (has_menus and not _is_over_anchor(rows, at))]
    if twice:
        at = twice[-1]
        found.menus.update(range(at))
        below = _up_to_anchor(rows, at + 1)
        return [at, *(n for n in known if at < n < below)], CERTAIN
    if has_menus:
        group, sure = saved_pages.over_anchor(rows, known, is_long)
        if group:
            found.menus.update(at for at in known if at < group[0])
            return group, sure
    for at in known:
        over = rows[at + 1].said if at + 1 < len(rows) else None
        if over and over.reason == "masthead" and not over.outlet and at == known[0] and len(known) > 1:
            found.papers[at] = rows[at].text.strip()
    known = [at for at in known if at not in found.papers]
    runs = _runs(rows, known)
    chosen = next((run for run in runs if any(may_be_headline(rows[at].text) for at in run)), None)
    first = runs[0]
    if chosen is None:
        chosen = next((run for run in runs if not all(_says_where(rows[at].text) for at in run)), first)
        if any(map(is_navigation, rows)):
            return chosen, 0.8
    if chosen is not first and not all(_may_stand_above(rows, at) for run in runs[: runs.index(chosen)] for at in run):
        chosen = first
    for run in runs[: runs.index(chosen)]:
        _pass_over(rows, run, found)
    group, doubt = _without_menus(rows, chosen, found)
    group, more = _without_paper(rows, group, found)
    return group, min(doubt, more)


def _is_over_anchor(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a byline or date follows, with at most a deck before it."""
    below = [row for row in rows[at + 1 : at + 8] if row.is_title or row.is_anchor][:2]
    return any(row.is_anchor for row in below)


def _runs(rows: Sequence[Row], known: list[int]) -> list[list[int]]:
    """Part the rows that may be titles at the bylines and dates between them."""
    runs: list[list[int]] = []
    for at in known:
        is_new = not runs or any(rows[n].is_anchor for n in range(runs[-1][-1], at))
        if is_new:
            runs.append([at])
        else:
            runs[-1].append(at)
    return runs


def _up_to_anchor(rows: Sequence[Row], start: int) -> int:
    return next((at for at in range(start, len(rows)) if rows[at].is_anchor), len(rows))


def may_be_headline(text: str) -> bool:
    """Tell whether a row is long enough for a headline, and no newspaper's name."""
    return is_long(text) and not looks_like_title_of_paper(text)


def is_long(text: str) -> bool:
    """Tell whether a row has the length of a headline: four words, or as much in another script."""
    return len(text.split()) >= 4 or width(text) >= 30 or (not is_cased(text) and width(text) >= 16)


def _says_where(text: str) -> bool:
    """Tell whether a row is a newspaper's name or a section's."""
    return looks_like_title_of_paper(text) or furniture.is_section_word(text)


def _may_stand_above(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row may be a newspaper's name, a section or a menu's entry over a date, not a headline."""
    text = rows[at].text
    if _says_where(text):
        return True
    menus = [n for n in range(len(rows)) if _is_menu(rows[n]) and n <= at + 3]
    return bool(menus) and not is_long(text)


def _pass_over(rows: Sequence[Row], run: list[int], found: Titles) -> None:
    for at in run:
        text = rows[at].text
        if looks_like_title_of_paper(text):
            found.papers[at] = text.strip()
        elif furniture.is_section_word(text):
            found.sections.add(at)
        else:
            found.menus.add(at)


def _is_menu(row: Row) -> bool:
    what = row.said
    return what is not None and what.reason in _NAVIGATING and not what.dates and not what.byline


def is_navigation(row: Row) -> bool:
    """Tell whether a row is an entry of a site's menu."""
    return row.said is not None and row.said.reason == "navigation"


def _without_menus(rows: Sequence[Row], run: list[int], found: Titles) -> tuple[list[int], float]:
    """Drop what stands above the last row of a menu that has a title under it; many short rows are a menu too."""
    long = next((at for at in run if may_be_headline(rows[at].text)), run[-1])
    menus = [at for at in range(run[-1]) if _is_menu(rows[at]) and (at < long or is_navigation(rows[at]))]
    menus += [
        at for at in run if at - 1 in menus and rows[at - 1].block == rows[at].block and not is_long(rows[at].text)
    ]
    menus = [at for at in menus if any(is_long(rows[n].text) for n in run if n > at)]
    kept = [at for at in run if at > max(menus, default=-1)]
    if sum(not is_long(rows[at].text) for at in kept) > 2:
        first = next((at for at in kept if is_long(rows[at].text)), kept[0])
        kept = [at for at in kept if at >= first]
    above = {at for at in run if at < kept[0]}
    found.menus |= above
    if not above:
        return kept, CERTAIN
    last = rows[max(above)].text
    if max(above) == kept[0] - 1 and len(last.split()) > 1 and not _says_where(last):
        return kept, UNSURE  # as likely a short headline over its deck
    return kept, CERTAIN


def _without_paper(rows: Sequence[Row], group: list[int], found: Titles) -> tuple[list[int], float]:
    """Take a newspaper's name over the headline for what it is, where it can be nothing else."""
    if len(group) < 2 or not looks_like_title_of_paper(rows[group[0]].text):
        return group, CERTAIN
    text = rows[group[0]].text.strip(" .")
    words = text.split()
    is_named = names.has_outlet_word(words[-1]) or (len(words) > 1 and names.has_outlet_word(" ".join(words[:2])))
    if not is_named and rows[group[1]].text.isupper():
        return group, CERTAIN
    is_loud = words[0].isupper() and text.isupper() and not rows[group[1]].text.isupper() and len(words) > 2
    if len(words) <= 5 and (is_named or is_loud) and _is_titled(text) and not ends_sentence(rows[group[1]].text):
        found.papers[group[0]] = text
        return group[1:], CERTAIN
    return group, UNSURE


def _without_blog(rows: Sequence[Row], group: list[int], sure: float, found: Titles) -> tuple[list[int], float]:
    """Take a blog's name, and what it says of itself, from above the title of an entry."""
    texts = [rows[at].text for at in group]
    is_first = bool(group) and group[0] == min(at for at, row in enumerate(rows) if row.is_title)
    if not is_first or len(group) not in (2, 3) or len(texts[0].split()) > (4 if _is_titled(texts[0]) else 3):
        return group, sure
    if kicker(texts[0], texts[1], False) == CERTAIN:
        return group, sure
    last = texts[-1]
    is_apart = rows[group[-1]].block != rows[group[0]].block
    is_entry = not ends_sentence(last) or last[-1] in "?!"
    if not is_apart or not is_entry or width(last) > 3 * width(texts[0]):
        return group, min(sure, UNSURE)
    found.papers[group[0]] = texts[0]
    found.menus |= set(group[1:-1])
    return group[-1:], sure


def _is_titled(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return all(word[:1] == word[:1].upper() for word in words)


def _stands_above(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row above says the same, alone or with the site's name behind it, or behind a path of links."""
    key = furniture.key(rows[at].text)
    return is_long(rows[at].text) and any(says(row.text, key) for row in rows[:at])


def says(line: str, key: str) -> bool:
    """Tell whether a line says what a key does: alone, before or behind other names, or at the end of a path."""
    if len(line) > 2 * MAX_TITLE:
        return False
    whole = furniture.key(line)
    parts = [furniture.key(part) for part in _SUFFIX.split(line)]
    return bool(key) and (key in (whole, parts[0], parts[-1]) or whole.endswith(f" {key}"))


def site_name(line: str, headline: str) -> str:
    """Return the outlet that the window's title names behind the headline: `Ferry returns - Saltmarsh Herald`."""
    parts = _SUFFIX.split(line)
    is_title = len(parts) == 2 and furniture.key(parts[0]) == furniture.key(headline)
    return parts[1].strip() if is_title and names.looks_like_outlet(parts[1].strip()) else ""


# Which of them is which.


def _assign(rows: Sequence[Row], group: list[int], sure: float, found: Titles) -> None:
    texts = [rows[at].text for at in group]
    start = 0
    if len(group) > 1:
        label = kicker(texts[0], texts[1], is_decked=len(group) > 2)
        if label == CERTAIN:
            found.parts["kicker"] = (group[0], group[0] + 1, label)
            start, sure = 1, min(sure, label)
        elif label:
            sure = min(sure, label)
    headline = group[start]
    if width(rows[headline].text) > 2 * MAX_TITLE or len(rows[headline].text) > MAX_TITLE:
        return
    found.parts["headline"] = (headline, headline + 1, sure)
    decks = [at for at in group[start + 1 :] if not _is_section(rows[at].text)]
    found.sections |= set(group[start + 1 :]) - set(decks)
    decks = [at for n, at in enumerate(decks) if n == 0 or at == decks[0] + n]
    if len(decks) > 1 and ends_sentence(rows[decks[1]].text) and not ends_sentence(rows[decks[0]].text):
        decks = decks[:1] if not rows[decks[1]].text.isupper() and is_prose(rows[decks[1]].text) else decks
    decks = decks[: next((n for n, at in enumerate(decks) if _is_no_deck(rows[at].text)), len(decks))]
    if start == 0 and len(decks) > 1 and not rows[headline].text.isupper():
        is_told = len(rows[headline].text.split()) > 5 and any(row.is_anchor for row in rows[decks[-1] + 1 :])
        found.parts["headline"] = (headline, headline + 1, sure if is_told else min(sure, UNSURE))
    if not decks:
        return
    if start == 0 and _may_be_first_of_two(rows[headline].text, rows[decks[0]].text):
        first, after, sure = found.parts["headline"]
        found.parts["headline"] = (first, after, min(sure, UNSURE))
    last = decks[-1]
    if len(decks) > 2:
        found.parts["headline"] = (headline, headline + 1, min(sure, 0.8))
    over = next((row for row in rows[last + 1 :] if row.is_anchor), None)
    is_capital = all(rows[at].text.isupper() for at in (headline, *decks))
    if sum(width(rows[at].text) for at in decks) > MAX_DECK:
        how = 0.6
    else:
        is_single = len(decks) == 1 and not is_pictured(rows[last].text) and len(rows[last].text.split()) != 2
        how = CERTAIN if over or is_capital or "kicker" in found.parts or is_single else 0.7
    found.parts["deck"] = (decks[0], last + 1, min(how, sure))


def _may_be_first_of_two(line: str, below: str) -> bool:
    """Tell whether the second of two rows may be the headline as well: neither is long, and both are alike."""
    is_short = len(line.split()) < (4 if is_cased(line) else 3) if " " in line else width(line) < 20
    return is_short and not line.isupper() and not ends_sentence(below) and width(below) < 1.3 * width(line) + 10


def _is_section(text: str) -> bool:
    return furniture.is_section_word(text) and len(text.split()) <= 2


def _is_no_deck(text: str) -> bool:
    """Tell whether a row under the headline is a name, an agency or an address to somebody."""
    bare = re.sub(r"[（(][^（()）]{1,30}[)）]$", "", text)
    first = text.split(",", maxsplit=1)[0]
    if first != text and is_cased(text) and len(text) <= 110 and names.is_person(first) and not ends_sentence(text):
        return True
    is_name = any(names.is_person(one) for one in (text, bare)) and not (text.isupper() and len(text.split()) > 2)
    if len(text.split()) <= 14 and any(one.iso for one in find(text[:MAX_TITLE])):
        return True
    if bare != text and not is_cased(text) and width(bare) <= 20:
        return True
    if not any(map(str.isalpha, text)) or (is_cased(text) and " " not in text):
        return True
    what = said(text, near_byline=True)
    is_told = what is not None and (what != Said(outlet=what.outlet) or names.has_outlet_word(text))
    return is_name or is_told or text[-1:] in ",;:，：،—–-"


def _doubt(rows: Sequence[Row], found: Titles) -> None:
    """Lower how sure the headline is by its own words and by what stands around it."""
    at, after, sure = found.parts["headline"]
    value = rows[at].text
    is_signed = any(row.said and row.said.byline and row.said.byline.opened for row in rows)
    is_old = bool(found.papers) or any(
        row.said and (row.said.outlet or row.said.reason == "masthead") for row in rows[:at]
    )
    sure = min(sure, sureness(value, is_signed=is_signed, is_old=is_old))
    if _is_under_capitals(rows, at):
        sure = min(sure, UNSURE)
    if len(value.split()) == 1 and is_cased(value[:1]) and "kicker" not in found.parts:
        sure = min(sure, UNSURE)  # as likely a section's name
    found.parts["headline"] = (at, after, sure)
    if "deck" in found.parts:
        first, last, how = found.parts["deck"]
        found.parts["deck"] = (first, last, min(how, sure))


def _is_under_capitals(rows: Sequence[Row], at: int) -> bool:
    """Tell whether capitals stand over capitals and small letters: as likely an office's name as a headline."""
    below = [row.text for row in rows[at + 1 :] if row.is_title][:2]
    is_stacked = rows[at].text.endswith(".")
    return rows[at].text.isupper() and not is_stacked and [text.isupper() for text in below] == [True, False]
