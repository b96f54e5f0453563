"""Headlines that hold more than a headline: what a page or a database has joined to them.

Copied pages glue their menus, sections and buttons to a headline, databases put a whole citation into its field, and
typed lines begin with the newspaper's name and the day.
"""

from __future__ import annotations

import re

from newsgen.news.agencies import is_agency
from newsgen.news.given_names import begins_with_given
from newsgen.news.names import is_person
from newsgen.news.printed_dates import is_weekday

_GLUED = re.compile(r"[a-zß-ÿа-яёα-ώ]{5}[A-ZÀ-ÞА-ЯЁΑ-Ω][a-zß-ÿа-яёα-ώ]{5}")
"""Two words without a blank between them; names like `YouTube` and `HackerRank` are shorter."""

_BUTTONS = re.compile(
    r"[◂◀◄▸▶►←→]|\s(?:\.\.\.|…)$|\bRSS\b|\bsponsored by\b|\b(?:next|previous) story$|\bmore:",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?:from|aus|dal(?:l[ao])?|uit|d['’]après|tiré de|из|מתוך)\s(?:[^\W\d_]+\s){0,2}[\"“„«‟״]", re.IGNORECASE
)
_CITED = re.compile(
    r"\b(?:pp?|pág|págs|pag|blz|S|с)\. ?\d+\b|\b\d{4}[/-]\d\d[/-]\d\d\b|[\"”»]\.? [\"“„«]|\d{4}, \w{1,4}\. ?\d"
)
_DASH = re.compile(r"\s[-–—]\s")
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")


def holds_more(title: str) -> bool:
    """Tell whether a headline holds a glued word, a button, or the newspaper and the day it is from."""
    if _GLUED.search(title) or _BUTTONS.search(title) or _OUT_OF.match(title) or is_citation(title):
        return True
    words = title.split()
    first, *rest = _DASH.split(title)
    if rest and is_person(first) and begins_with_given(first):
        return True  # whose blog it is, and its name
    if len(words) > _AGENCY and is_agency(" ".join(words[:_AGENCY])):
        return True
    days = re.findall(r"[^\W\d_]+", title.lower())
    return any(map(is_weekday, days)) and _YEAR.search(title) is not None


_AGENCY = 2


def is_citation(title: str) -> bool:
    """Tell whether a database put a whole citation where the headline stands: with the day and the page."""
    return _CITED.search(title) is not None
