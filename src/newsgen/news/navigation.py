"""What stands above a story on a scraped page: menus, the site's name, the title of the browser's window.

A menu is many short lines; the headline is the line of several words that stands over the byline, or that the page
prints twice. Where that isn't so, nothing is passed over.
"""

from __future__ import annotations

import re

from newsgen.news import bylines, furniture
from newsgen.news.lines import MAX_TYPED, Page, ends_sentence, width
from newsgen.news.marked import said

MAX_TOP = 200
"""Lines that are looked at for the beginning of the story."""

_SUFFIX = re.compile(r"\s*[|–—·»-]\s|\s*::\s*")
_NAVIGATING = frozenset({"page furniture", "navigation", "share buttons"})


def start(page: Page, tail: int) -> tuple[int, float]:
    """Return the line of the headline, or of the kicker over it, and how sure that is; (0, 1): nothing is above it."""
    story = _story(page, min(tail, MAX_TOP))
    if story == 0:
        return 0, 1
    titles = [at for at in range(story) if _may_be_headline(page, at)]
    anchor = next((at for at in range(story) if titles and at > titles[0] and _is_anchor(page.line(at))), story)
    above = [at for at in titles if at < anchor]
    if twice := [at for at in above if _stands_above(page, at)]:
        return twice[-1], 0.95
    menus = [at for at in range(anchor) if _is_menu(page.line(at)) and any(title > at for title in above)]
    first = max(menus, default=-1) + 1
    left = [at for at in above if at >= first and not _is_menu_between(page, at, anchor)]
    if not left and anchor < story and (below := [at for at in titles if anchor < at < story]):
        return below[0], 0.92 if len(below) == 1 else 0.8
    unmarked = [at for at in range(first, left[0]) if not said(page.line(at))] if left else []
    if len(unmarked) > 1:
        first = left[0]
    if first == 0:
        return 0, 1
    return first, 0.92 if len(left) == 1 or (len(left) == 2 and anchor < story) else 0.8


def _story(page: Page, end: int) -> int:
    """Return the line of the first paragraph of a scraped story; 0 if there is none."""
    sentences = [
        at for at in range(1, end) if ends_sentence(line := page.line(at)) and width(line) >= 60 and not said(line)
    ]
    long = next((at for at in sentences if width(page.line(at)) >= MAX_TYPED), 0)
    short = next((at for at in sentences if at + 1 in sentences and width(page.line(at)) >= 70), 0)
    return min(long, short) if long and short else long or short


def _may_be_headline(page: Page, at: int) -> bool:
    line = page.line(at)
    is_long_enough = len(line.split()) >= 4 or width(line) >= 30 or (not line.isascii() and width(line) >= 16)
    return is_long_enough and width(line) <= 250 and not said(line, near_byline=True) and not _names(line)


def _names(line: str) -> bool:
    return all(bylines.is_name(part.strip()) for part in re.split(r",|\band\b|&", line))


def _is_anchor(line: str) -> bool:
    what = said(line)
    return what is not None and bool(what.byline or what.dates)


def _is_menu(line: str) -> bool:
    what = said(line)
    return what is not None and what.reason in _NAVIGATING and not what.dates and not what.byline


def _is_menu_between(page: Page, title: int, anchor: int) -> bool:
    """Tell whether short lines that say nothing stand between a title and the byline or date: a menu goes on there."""
    between = [page.line(at) for at in range(title + 1, anchor)]
    return sum(len(line.split()) < 4 and not said(line, near_byline=True) and not _names(line) for line in between) > 1


def _stands_above(page: Page, at: int) -> bool:
    """Tell whether a line above says the same, alone or with the site's name behind it, or behind a path of links."""
    key = furniture.key(page.line(at))
    return any(_says(page.line(above), key) for above in range(at))


def _says(line: str, key: str) -> bool:
    parts = [furniture.key(part) for part in _SUFFIX.split(line)]
    return key in (furniture.key(line), parts[0], parts[-1]) if key else False


def site_name(line: str, headline: str) -> str:
    """Return the outlet that the window's title names behind the headline: `Ferry returns - Saltmarsh Herald`."""
    parts = _SUFFIX.split(line)
    is_title = len(parts) == 2 and furniture.key(parts[0]) == furniture.key(headline)
    return parts[1].strip() if is_title and bylines.looks_like_outlet(parts[1].strip()) else ""
