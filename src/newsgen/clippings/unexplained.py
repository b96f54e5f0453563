"""What stays unexplained around a headline makes it doubtful: it may be the headline itself, or a menu's entry.

A headline is accepted where every row from it down to the byline or date, or to the story, says what it is, and where
nothing that may be a headline stands right above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from newsgen.clippings import furniture, titles
from newsgen.clippings.captions import is_pictured
from newsgen.clippings.evidence import CERTAIN
from newsgen.clippings.rows import Row, is_prose, looks_like_title_of_paper
from newsgen.news.agencies import is_agency
from newsgen.news.lines import ends_sentence, is_cased, width
from newsgen.news.printed_dates import find

DOUBTFUL = 0.85
"""How sure a headline or deck is that has a rival."""

OVER_BYLINE = "over its byline or date"
OVER_DECK, UNDER_MENUS, ALONE = "over its deck", "under a menu", "alone above its story"
SENTENCE, ROW = "a sentence under the headline", "a row under the headline"

_BEGINNING = 8
"""So many rows of a story are looked at for a sentence, and for a byline that belongs above it."""

_FILM = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?!\d)(?! ?[ap]\.?m)", re.IGNORECASE)
"""How long a film is, whose title stands above: `02:02 - Source: …`."""

_FEW = 2
"""So few short rows are no menu."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a headline: rows of the head and the story, its own row and its deck's in the head.

    `explained` are the rows that are known to be kicker, deck or the like, `labels` those of a kicker or a section.
    """

    head: Sequence[Row]
    story: Sequence[Row]
    headline: int
    explained: Collection[int]
    labels: Collection[int]
    deck: int | None = None
    is_saved: bool = True
    is_deck_stated: bool = False

    @property
    def title(self) -> str:
        """Return the headline's text."""
        return self.head[self.headline].text

    @property
    def below(self) -> int | None:
        """Return the row of the byline or date under the headline."""
        return next((at for at in range(self.headline + 1, len(self.head)) if self.head[at].vouches), None)

    @property
    def same(self) -> set[int]:
        """Return the rows above that say what the headline says."""
        key = furniture.key(self.title)
        return {at for at in range(self.headline) if titles.says(self.head[at].text, key)}

    @property
    def unknown(self) -> list[int]:
        """Return the rows of the head that nothing explains."""
        same = self.same
        return [at for at, row in enumerate(self.head) if row.is_title and at not in {*self.explained, *same}]

    @property
    def above(self) -> list[int]:
        """Return the unexplained rows above the headline, but for a section or a topic."""
        above = [at for at in self.unknown if at < self.headline]
        return above if len(above) > _FEW or any(titles.is_long(self.head[at].text) for at in above) else []


def sureness(around: Around) -> tuple[str, float]:
    """Say by what evidence a headline is read, and how doubtful it is by the rows around it."""
    above, below = around.above, around.below
    is_doubtful = _is_told_by_none(around) or _has_rival(around, above, below) or _is_of_another(around, above, below)
    why = OVER_DECK if around.deck is not None else UNDER_MENUS if above else ALONE if below is None else OVER_BYLINE
    return why, DOUBTFUL if is_doubtful else CERTAIN


def _is_told_by_none(around: Around) -> bool:
    """Tell whether nothing says that of two rows the first is the headline, or that on a saved page one is."""
    if around.deck is None:
        return around.is_saved and around.below is None and not around.above
    if around.is_deck_stated:
        return False
    deck = around.head[around.deck].text
    between = around.head[around.headline : around.deck]
    reasons = {row.said.reason for row in between if row.said}
    is_apart = "share buttons" in reasons
    if any(row.said and _FILM.match(row.text) for row in between):
        return True
    if not reasons.isdisjoint(("navigation", "page furniture")) and not ends_sentence(deck) and titles.is_long(deck):
        return True  # what is above the furniture may be the site's
    if _is_motto(around, around.headline, around.deck):
        return True
    if around.is_saved and is_rival(around.title, deck, is_apart=is_apart):
        return True
    is_under_section = around.headline - 1 in around.labels and titles.is_long(around.title)
    is_less = titles.is_long(deck) and width(deck) < width(around.title) < _LONG
    is_long = is_whole(around.title) and not is_less
    return not (is_long or is_under_section or _is_told_apart(around, deck))


def _is_motto(around: Around, headline: int, deck: int) -> bool:
    """Tell whether a row stands right under a newspaper's name, and apart from the title below it."""
    head = around.head
    if headline == 0 or not looks_like_title_of_paper(head[headline - 1].text):
        return False
    return head[headline - 1].block == head[headline].block != head[deck].block and not ends_sentence(head[deck].text)


def _has_rival(around: Around, above: Collection[int], below: int | None) -> bool:
    """Tell whether another row may be the headline."""
    head, title = around.head, around.title
    between = [at for at in around.unknown if around.headline < at < (len(head) if below is None else below)]
    if any(_may_be_title(head[at]) for at in between) or (between and (above or not titles.is_long(title))):
        return True
    if above and ((below is None and not around.same) or _is_next(head, around.headline, above)):
        return True
    rest = [*head[(below or around.headline) + 1 :], *around.story]
    return not is_whole(title) and (bool(above) or (around.deck is None and _is_over_title(rest)))


def _is_of_another(around: Around, above: Collection[int], below: int | None) -> bool:
    """Tell whether the headline, or what is read as its story, may belong to another one."""
    head, story = around.head, around.story
    if _is_under_another(head, around.headline, above) or (below is not None and _is_over_another(head, below)):
        return True
    if around.deck is None and _is_over_entry(head, around.headline, story):
        return True
    first = [row for row in story[:_BEGINNING] if row.is_title]
    if story and not any(is_prose(row.text) or ends_sentence(row.text) for row in first):
        return True
    own = next((at for at, row in enumerate(story[:_BEGINNING]) if row.vouches), len(story))
    return any(is_prose(row.text) for row in story[own + 1 :] if row.is_title)  # a story that begins further down


def deck_sureness(around: Around, first: int, last: int) -> tuple[str, float]:
    """Say by what evidence a deck is read, and how doubtful it is: one row that says something of its own."""
    head, title, text = around.head, around.title, around.head[first].text
    why = SENTENCE if ends_sentence(text) else ROW
    if all(row.text.isupper() for row in head[first:last]):
        return why, CERTAIN  # old print
    own = set(furniture.key(text).split()) - set(furniture.key(title).split())
    is_new = 2 * len(own) >= len(text.split())
    is_other = is_agency(text.rpartition(",")[2].strip()) or is_pictured(text) or bool(_NO_DECK.search(text))
    below = head[last].said if last < len(head) else None
    is_caption = below is not None and below.photo is not None and below.photo.caption == (0, 0)
    if is_other or is_caption or last > first + 1 or not is_new or find(text[:200]):
        return why, DOUBTFUL
    is_over_anchor = any(row.vouches for row in head[last:])
    is_fit = not around.is_saved or width(text) >= _SMALLER * width(title)
    is_told = is_over_anchor or not (around.is_saved or ends_sentence(text))
    is_deck = (
        is_told
        and ((is_over_anchor and is_whole(title) and is_fit) or _is_told_apart(around, text))
        and (why is SENTENCE or titles.is_long(text))
    )
    return why, CERTAIN if is_deck else DOUBTFUL


_NO_DECK = re.compile(
    r"\||\.\.\.$|…$|\([a-z]{1,2}\.\)|\b(?:Foto|Photo|Bild|Image)s?\b:?|[(,] ?[£$€] ?\d[\d.,]*\)?$", re.IGNORECASE
)


def is_rival(headline: str, deck: str, *, is_apart: bool) -> bool:
    """Tell whether the row under a headline may be the headline as well: no sentence, and shorter or further down."""
    is_sentence = ends_sentence(deck) and deck[-1] not in "!?"
    if is_sentence or not titles.is_long(deck) or headline.isupper():
        return False
    return is_apart or width(deck) < _SMALLER * width(headline)


def _is_told_apart(around: Around, deck: str) -> bool:
    """Tell whether of two rows the first must be the headline: a sentence is under it, or more over a byline or date.

    Otherwise the first may be a section's or a series' name, and the second the headline. On a saved page more of those
    stand than elsewhere.
    """
    if ends_sentence(deck):
        return True
    is_old = around.title.isupper() and deck.isupper()
    is_wide = width(deck) >= (2 if around.is_saved else 1) * width(around.title)
    return titles.is_long(around.title) and (is_old or (around.below is not None and is_wide))


def is_whole(text: str) -> bool:
    """Tell whether a row is so long that it is hardly anything but a headline: no section's or series' name."""
    return width(text) >= _WHOLE and (len(text.split()) > _FEW_WORDS or not is_cased(text))


_WHOLE, _LONG, _FEW_WORDS = 30, 44, 5
_SMALLER = 0.75
"""A row so much narrower than a headline is hardly its deck."""


def _is_over_title(rows: Sequence[Row]) -> bool:
    """Tell whether of the rows below a headline's byline the first may be a headline too."""
    first = next((row.text for row in rows[:_BEGINNING] if row.is_title), "")
    is_sentence = ends_sentence(first) and first[-1] not in "?!"
    return titles.is_long(first) and not is_sentence and not is_prose(first)


def _is_over_entry(head: Sequence[Row], headline: int, story: Sequence[Row]) -> bool:
    """Tell whether under a day a short row stands over the story, as on blogs, whose name is above the day."""
    anchor = next((at for at in range(headline + 1, len(head)) if head[at].is_anchor), len(head) - 1)
    said = head[anchor].said
    if any(row.is_title for row in head[:headline]) or said is None or said.byline:
        return False
    rows = [*head[anchor + 1 :], *story[:1]]
    at = next((at for at, row in enumerate(rows[:-1]) if row.is_title), None)
    if at is None or at > 1 or not ends_sentence(rows[at + 1].text):
        return False
    row = rows[at]
    is_apart = row.block != rows[at + 1].block
    return is_apart and width(row.text) < _WHOLE and not ends_sentence(row.text) and row.text[-1] not in ",:;"


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
