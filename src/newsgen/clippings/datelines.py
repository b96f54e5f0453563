"""Datelines: the place, date and agency that stand before a story's first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newsgen.news.agencies import is_agency
from newsgen.news.printed_dates import PrintedDate, find

_XINHUA = re.compile(
    r"\s*(?P<wire>新华社|新華社|中新社|中新网|人民网|新华网|中央社|法新社|路透社|美联社|美聯社|本报|本報)?"
    r"(?P<place>[^\W\d_]{2,8})(?P<date>\d{1,2}月\d{1,2}日)[电電讯訊]"
)
_CNA = re.compile(
    r"\s*[（(](?P<wire>中央社|新华社|新華社|中新社|本报|本報)(?:记者|記者)[\u4e00-\u9fff]{2,3}(?P<place>[\u4e00-\u9fff]{2,4}?)"
    r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)[电電][）)]"
)
_KYODO = re.compile(
    r"[\s\u3000]*【(?P<place>[^】＝=本\s]{2,12}?)(?:訊|讯|電|电)?(?P<wire>共同|時事|ロイター|AFP|AP)?(?:[＝=][^】]{1,20})?】"
)
_SLASHED = re.compile(r"(?P<head>[^/\n]{2,80})[.,]?\s/(?P<wire>[^/\n]{2,20})/[.,]")
_DASH = re.compile(r"\s*(?:—|–|―|--|\s[-_]\s|(?<=[.)])-(?=\s))\s*")
_RELEASED = re.compile(r"(?P<date>[^—–-]{6,24}?)\s*(?:—|–|--|\s-\s)")
"""The date of a press release between two dashes: `TALLOW CREEK, Ore. — April 27, 2019 — The aquarium …`."""

_PAREN = re.compile(r"\s*[(\[]\s*(?P<wire>[^()\[\]]{2,40}?)\s*[)\]][\s.]*$")
_WIRE_FIRST = re.compile(r"\s*\((?P<wire>[^()]{2,20})\)\s*[-–—]\s*(?P<head>[^-–—\n]{3,60}?)\s*[-–—]\s")
_BEFORE_DAY = re.compile(r",?\s+(?:le|den|il|el|em|on)$")
_ADDRESSED = frozenset(("SIR", "SIRS", "DEAR SIR", "DEAR SIRS", "MADAM", "DEAR EDITOR", "Q", "A", "FRAGE", "ANTWORT"))
"""What letters and interviews begin with, as datelines do."""

LEAD_LENGTH = 160
_IN_PLACES = frozenset(re.findall(r"\w+", "de del la le el of the am an der sur in and y e do da dos"))


@dataclass(frozen=True, slots=True)
class Lead:
    """A dateline before the first sentence: where its place and agency stand (empty: absent), and its date."""

    place: tuple[int, int]
    wire: tuple[int, int]
    date: PrintedDate | None


def lead(paragraph: str) -> Lead | None:
    """Return the dateline that a paragraph begins with: `LONDON, March 3 (Reuters) -`, `JERUSALEM —`, `(AP) —`."""
    text = paragraph[:LEAD_LENGTH]
    if asian := _XINHUA.match(text) or _CNA.match(text) or _KYODO.match(text):
        dates = find(text[: asian.end()])
        wire = asian.span("wire") if asian["wire"] and not asian["wire"].startswith("本") else (0, 0)
        return Lead(asian.span("place"), wire, dates[0] if dates else None)
    if (slashed := _SLASHED.match(text)) and is_agency(slashed["wire"]):
        return _placed(text, slashed.end("head"), slashed.span("wire"))
    if (first := _WIRE_FIRST.match(text)) and is_agency(first["wire"]):
        found = _placed(text, first.end("head"), first.span("wire"), first.start("head"))
        if found:
            return found
    dash = _DASH.search(text)
    if dash is None:
        return None
    if released := _RELEASED.match(text, dash.end()):
        found, dates = _placed(text, dash.start(), (0, 0)), find(released["date"])
        if found and len(dates) == 1:
            by = released.start("date")
            return replace(found, date=replace(dates[0], start=dates[0].start + by, end=dates[0].end + by))
    if paren := _PAREN.search(text[: dash.start()]):
        return _placed(text, paren.start(), paren.span("wire")) if _may_be_wire(paren["wire"]) else None
    if text[dash.end() : dash.end() + 1].islower() and not find(text[: dash.start()]):
        return None
    after = text[dash.end() :].split(". ", 1)[0].split(" - ", 1)[0].strip(" .")
    after = after if is_agency(after) else after.split(",")[0]
    follows = (dash.end(), dash.end() + len(after)) if is_agency(after) else (0, 0)
    return _placed(text, dash.start(), follows)


def _placed(text: str, end: int, wire: tuple[int, int], begin: int = 0) -> Lead | None:
    """Read the place and the date before `end`; None if they aren't shaped like a dateline's."""
    head = " " * begin + text[begin:end]
    dates = find(head)
    dated = dates[-1] if dates and not head[dates[-1].end :].strip(" ,.;") else None
    start, stop = _stripped(head, dated.start if dated else end)
    place = head[start:stop]
    if not place:
        return Lead((0, 0), wire, dated) if wire[1] else None
    if place.strip(" ,").upper() in _ADDRESSED:
        return None
    plain = len(place) <= 45 and len(place.split()) <= 6 and not any(char.isdigit() for char in place)
    capitals = place.split(",")[0].isupper() and not text[end:].isupper()
    named = all(word[:1] == word[:1].upper() or word in _IN_PLACES for word in place.split())
    return Lead((start, stop), wire, dated) if plain and named and (capitals or dated or wire[1]) else None


def _stripped(text: str, end: int) -> tuple[int, int]:
    start = len(text[:end]) - len(text[:end].lstrip(' \t\u00a0\u200e\u200f"“'))
    while end > start and text[end - 1] in " \t\u00a0,;:":
        end -= 1
    if article := _BEFORE_DAY.search(text, start, end):
        end = article.start()
    place = text[start:end]
    if place.endswith(".") and (" " not in place or (place.isupper() and place.count(".") == 1)):
        end -= 1  # `BAHÍA LOBOS.-`, but not `OLYMPIA, Wash.` and `WASHINGTON, D.C.`
    return start, end


def _may_be_wire(text: str) -> bool:
    return (
        is_agency(text.upper())
        or is_agency(text.split("/", maxsplit=1)[0])
        or (text.isupper() and text.isalpha() and len(text) <= 6)
    )
