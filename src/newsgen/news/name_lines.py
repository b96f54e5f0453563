"""Names alone on their line, which are a byline only by what stands around them."""

from __future__ import annotations

import re
from dataclasses import replace

from newsgen.news import bylines
from newsgen.news.bylines import Byline, Credit
from newsgen.news.laid import Layout
from newsgen.news.lines import MAX_TYPED, ends_sentence, width
from newsgen.news.marked import Said, said

_AND_LINE = re.compile(r"^(?:and|und|et|y|e|en|и|&)\s+", re.IGNORECASE)


def name_line(layout: Layout, at: int) -> Said | None:
    """Return a name alone on its line as a byline when a date, a role or an outlet follows it."""
    line = layout.page.line(at)
    found = bylines.read(line, bylines.looks_like_outlet) if len(line) <= 120 else Byline()
    names = all(bylines.is_person(credit.name) for credit in found.credits)
    headline = layout.page.line(layout.parts["headline"][0] if "headline" in layout.parts else at - 1)
    if line.isupper() and at > 0 and headline.isupper():
        return None  # in old print a deck has capitals too
    if (
        layout.named()
        or not 0 < at < layout.tail - 1
        or not found.credits
        or not names
        or len(found.unclear.split()) > 3
    ):
        return None
    below = next((n for n in range(at + 1, min(at + 4, layout.tail)) if not said(layout.page.line(n))), at + 1)
    is_over_story = layout.dated() and "headline" in layout.parts and _is_story(layout.page.line(below))
    if not is_over_story and not _is_below_a_name(layout, at + 1):
        return None
    return Said(byline=replace(found, unclear="", outlet="", place=found.place or found.unclear))


def _is_story(line: str) -> bool:
    return width(line) > MAX_TYPED and ends_sentence(line)


def _is_below_a_name(layout: Layout, at: int) -> bool:
    """Tell whether a date, a role or an outlet follows, with nothing but furniture, or the name again, before it."""
    for below in range(at, min(at + 4, layout.tail)):
        if layout.page.line(below).startswith(layout.page.line(at - 1)):
            continue
        what = said(layout.page.line(below), near_byline=True)
        if what is None or what.dates or what.outlet or what.reason == "role" or what.byline:
            return what is not None and (bool(what.dates) or not (what.byline and what.byline.credits))
    return False


def and_line(layout: Layout, at: int) -> Said | None:
    """Return the second line of a byline in two: `and Li Wei`."""
    name = _AND_LINE.sub("", layout.page.line(at))
    if not layout.head or layout.head[-1][0] != at - 1 or not layout.head[-1][1].byline:
        return None
    return Said(byline=Byline((Credit(name),))) if name != layout.page.line(at) and bylines.is_name(name) else None
