"""Where the titles are on a saved web page, whose menus stand line by line above the story.

What a menu says is no one's to list. So the titles are looked for from below: from the byline or the date over the
story upwards, to the first row that is too short for one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsgen.clippings import furniture
from newsgen.clippings.evidence import CERTAIN
from newsgen.clippings.rows import Row
from newsgen.news.lines import ends_sentence, width

MENU_ROWS = 5
"""From so many short rows above a story on, the page is taken for a saved one with its menus."""

_BETWEEN = 4
"""Rows that say something of themselves may stand between a title and the byline or date below it."""

_FEW = 2
"""Short rows that no menu's word stands among may be a headline."""


def has_menus(rows: Sequence[Row], is_long: Callable[[str], bool]) -> bool:
    """Tell whether menus stand above the last byline or date of a head."""
    last = max((at for at, row in enumerate(rows) if row.is_anchor), default=len(rows))
    return sum(not is_long(row.text) and not row.is_anchor for row in rows[:last]) >= MENU_ROWS


def over_anchor(rows: Sequence[Row], known: Sequence[int], is_long: Callable[[str], bool]) -> tuple[list[int], float]:
    """Return the rows of `known` that are titles right above a byline or date, and how sure it is; none: no rows.

    Of several the byline or date nearest to the story is taken.
    """
    for anchor in reversed([at for at, row in enumerate(rows) if row.vouches]):
        group = _upwards(rows, known, anchor, is_long)
        if group:
            return group, _sureness(rows, group, anchor)
    return [], 0


def _upwards(rows: Sequence[Row], known: Sequence[int], anchor: int, is_long: Callable[[str], bool]) -> list[int]:
    group: list[int] = []
    passed = 0
    for at in range(anchor - 1, -1, -1):
        row = rows[at]
        if at in known and is_long(row.text):
            group.insert(0, at)
            passed = 0
        elif (group and _is_of_menus(row)) or (row.is_title and (group or not furniture.is_section_word(row.text))):
            break
        else:
            passed += not row.is_anchor
            if passed > _BETWEEN:
                break
    return group


def _is_of_menus(row: Row) -> bool:
    return row.said is not None and row.said.reason in ("navigation", "filing", "related stories")


def _sureness(rows: Sequence[Row], group: Sequence[int], anchor: int) -> float:
    above = group[0]
    while above and rows[above - 1].is_title and not furniture.is_section_word(rows[above - 1].text):
        above -= 1
    said = rows[anchor].said
    if 0 < above < group[0] and group[0] - above <= _FEW and said and said.reason == "masthead":
        return 0.85  # a short row by itself is as likely the headline
    if len(group) == 1:
        return CERTAIN
    first, second = rows[group[0]].text, rows[group[1]].text
    is_deck = ends_sentence(second) or width(second) > 1.3 * width(first)
    return CERTAIN if len(group) == 2 and is_deck and not ends_sentence(first) else 0.85
