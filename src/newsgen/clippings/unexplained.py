"""What stays unexplained around a headline makes it doubtful: it may be the headline itself, or a menu's entry.

A headline is accepted where every row from it down to the byline or date, or to the story, says what it is, and where
nothing that may be a headline stands right above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from newsgen.clippings import furniture, titles
from newsgen.clippings.captions import is_pictured
from newsgen.clippings.rows import Row, is_prose
from newsgen.news.lines import ends_sentence, is_cased, width
from newsgen.news.printed_dates import find, is_agency

DOUBTFUL, FAIR, GOOD, BEST = 0.85, 0.93, 0.95, 0.97
"""A headline with a rival; with a deck or menus; alone above its story; with nothing but its byline or date."""

_BEGINNING = 8
"""So many rows of a story are looked at for a sentence, and for a byline that belongs above it."""

_FEW = 2
"""So few short rows are no menu."""


def sureness(
    head: Sequence[Row],
    story: Sequence[Row],
    headline: int,
    explained: Collection[int],
    deck: int | None = None,
    *,
    is_saved: bool = True,
) -> float:
    """Say how sure a headline is by the rows around it; `explained` are those known to be kicker, deck or the like."""
    if deck is not None and is_saved:
        is_apart = any(row.said and row.said.reason == "share buttons" for row in head[headline:deck])
        if is_rival(head[headline].text, head[deck].text, is_apart=is_apart):
            return DOUBTFUL
    below = next((at for at in range(headline + 1, len(head)) if head[at].vouches), None)
    if deck is not None and not is_whole(head[headline].text):
        is_labelled = headline - 1 in explained and titles.is_long(head[headline].text)  # what else could it be?
        if not is_labelled and not _is_told_apart(head[headline].text, head[deck].text, below is not None):
            return DOUBTFUL
    key = furniture.key(head[headline].text)
    same = {at for at in range(headline) if titles.says(head[at].text, key)}
    unknown = [at for at, row in enumerate(head) if row.is_title and at not in explained and at not in same]
    above = [at for at in unknown if at < headline]
    between = [at for at in unknown if headline < at < (len(head) if below is None else below)]
    if len(above) <= _FEW and not any(titles.is_long(head[at].text) for at in above):
        above = []  # a section, a topic
    rivals = [at for at in between if _may_be_title(head[at])]
    if rivals or (between and (above or not titles.is_long(head[headline].text))):
        return DOUBTFUL
    if above and ((below is None and not same) or _is_next(head, headline, above)):
        return DOUBTFUL
    if _is_under_another(head, headline, above) or (below is not None and _is_over_another(head, below)):
        return DOUBTFUL
    first = [row for row in story[:_BEGINNING] if row.is_title]
    if story and not any(is_prose(row.text) or ends_sentence(row.text) for row in first):
        return DOUBTFUL
    own = next((at for at, row in enumerate(story[:_BEGINNING]) if row.vouches), len(story))
    is_late = any(is_prose(row.text) for row in story[own + 1 :] if row.is_title)
    if is_late:
        return DOUBTFUL  # the byline or date of a story that begins further down
    if not is_whole(head[headline].text) and _is_over_title([*head[(below or headline) + 1 :], *story], deck is None):
        return DOUBTFUL
    if deck is not None or above:
        return FAIR
    if is_saved and below is None:
        return DOUBTFUL
    return GOOD if below is None else BEST


def deck_sureness(head: Sequence[Row], headline: int, first: int, last: int, *, is_saved: bool) -> float:
    """Say how sure a deck is: one row between the headline and a byline or date, which says something of its own."""
    if all(row.text.isupper() for row in head[first:last]):
        return 1.0  # old print
    text = head[first].text
    own = set(furniture.key(text).split()) - set(furniture.key(head[headline].text).split())
    is_new = 2 * len(own) >= len(text.split())
    is_told = any(row.vouches for row in head[last:]) or not (is_saved or ends_sentence(text))
    credit = text.rpartition(",")[2].strip()
    if (
        is_agency(credit)
        or last > first + 1
        or not is_new
        or is_pictured(text)
        or _NO_DECK.search(text)
        or find(text[:200])
    ):
        return DOUBTFUL
    is_over_anchor = any(row.vouches for row in head[last:])
    is_deck = _is_told_apart(head[headline].text, text, is_over_anchor)
    return 1.0 if is_told and is_deck and (ends_sentence(text) or titles.is_long(text)) else 0.8


_NO_DECK = re.compile(r"\||\.\.\.$|…$|\([a-z]{1,2}\.\)|\b(?:Foto|Photo|Bild|Image)s?\b:?", re.IGNORECASE)


def is_rival(headline: str, deck: str, *, is_apart: bool) -> bool:
    """Tell whether the row under a headline may be the headline as well: no sentence, and shorter or further down."""
    is_sentence = ends_sentence(deck) and deck[-1] not in "!?"
    if is_sentence or not titles.is_long(deck) or headline.isupper():
        return False
    return is_apart or width(deck) < 0.75 * width(headline)


def _is_told_apart(headline: str, deck: str, is_over_anchor: bool) -> bool:
    """Tell whether of two rows the first must be the headline: a sentence is under it, or more over a byline or date.

    Otherwise the first may be a section's or a series' name, and the second the headline.
    """
    is_old = headline.isupper() and deck.isupper()
    if ends_sentence(deck):
        return True
    return titles.is_long(headline) and (is_old or (is_over_anchor and width(deck) >= width(headline)))


def is_whole(text: str) -> bool:
    """Tell whether a row is so long that it is hardly anything but a headline: no section's or series' name."""
    return width(text) >= _WHOLE and (len(text.split()) > _FEW_WORDS or not is_cased(text))


_WHOLE, _FEW_WORDS = 36, 5


def _is_over_title(rows: Sequence[Row], is_alone: bool) -> bool:
    """Tell whether a row that may be a headline stands between a headline's byline and the first sentence."""
    for row in rows[:_BEGINNING]:
        if row.is_title:
            return is_alone and titles.is_long(row.text) and not ends_sentence(row.text) and not is_prose(row.text)
    return False


def _may_be_title(row: Row) -> bool:
    """Tell whether a row may be the headline: a sentence isn't, nor a match's result, nor what holds a date."""
    if not titles.is_long(row.text) or ends_sentence(row.text) or titles.is_result(row.text):
        return False
    return not any(date.iso for date in find(row.text[:200]))


def _is_next(head: Sequence[Row], headline: int, above: Collection[int]) -> bool:
    """Tell whether another row that may be a headline stands over it, with hardly more than furniture between them."""
    short = 0
    for at in range(headline - 1, -1, -1):
        if head[at].vouches or short > _FEW:
            return False
        if at in above:
            if titles.is_long(head[at].text):
                return True
            short += 1
    return False


def _is_under_another(head: Sequence[Row], headline: int, above: Collection[int]) -> bool:
    """Tell whether a title with a byline or date of its own stands above a headline."""
    return any(head[at].vouches for at in range(min(above, default=headline), headline))


def _is_over_another(head: Sequence[Row], anchor: int) -> bool:
    """Tell whether under a byline or date another title stands with a byline or date of its own."""
    waiting = False
    for row in head[anchor + 1 :]:
        if row.is_title and _may_be_title(row):
            waiting = True
        elif waiting and row.vouches:
            return True
    return False
