"""How sure each kind of evidence makes a value: how often it was right, in texts whose answers are known.

The one place where the reader's sureness comes from. `docs/clippings.md` says which texts these were; the counts of
the invented ones are printed by `python -m tests.score_clippings --evidence`.
"""

from __future__ import annotations

from newsgen.news.manuscript import Inference, Slice, Value

MEASURED: dict[str, tuple[int, int]] = {
    "headline: labelled": (18, 18),
    "headline: stated above the text": (0, 0),
    "headline: over its byline or date": (645, 656),
    "headline: alone above its story": (398, 399),
    "headline: over its deck": (341, 353),
    "headline: under a menu": (43, 43),
    "kicker: a section's name": (86, 86),
    "kicker: short, over the headline": (16, 17),
    "kicker: stated above the text": (0, 0),
    "deck: labelled": (0, 0),
    "deck: stated above the text": (0, 0),
    "deck: a sentence under the headline": (91, 91),
    "deck: a row under the headline": (118, 123),
    "byline: labelled": (66, 72),
    "byline: labelled, surname first": (0, 1),
    "byline: behind a By": (534, 537),
    "byline: behind a By, beside more": (178, 181),
    "byline: a name with a job or paper": (19, 22),
    "byline: a name alone": (157, 169),
    "byline: in the trailers": (20, 21),
    "byline: above the headline": (10, 10),
    "byline: under the last line": (44, 45),
    "byline: in the first paragraph": (7, 7),
    "outlet: labelled": (12, 12),
    "outlet: in a masthead": (27, 28),
    "outlet: behind a writer's name": (34, 36),
    "outlet: beside a date": (233, 238),
    "outlet: alone on its line": (260, 264),
    "outlet: in a copyright line": (9, 15),
    "date: labelled": (2, 2),
    "date: in the head": (1436, 1444),
    "date: in the dateline": (30, 30),
    "date: in the trailers": (162, 162),
    "date: beside other words": (80, 80),
    "date: of two readings": (18, 18),
    "date: without its year": (8, 10),
    "date: a month": (10, 11),
    "date: an update alone": (20, 20),
    "updated: marked": (0, 0),
    "dateline: labelled": (1, 1),
    "dateline: with a date or an agency": (104, 105),
    "dateline: a place and a dash": (26, 28),
    "dateline: in a byline": (0, 0),
    "wire: in a dateline": (87, 87),
    "wire: in a byline": (15, 17),
    "section: labelled": (0, 0),
    "section: filed": (0, 0),
    "photos: marked": (87, 91),
    "photos: under a deck and a byline": (3, 3),
    "photos: where captions stand": (0, 1),
    "lang: its script": (0, 0),
}
"""Of the values that a kind of evidence gave and that nothing spoke against: how many were right, how many there were.

All is counted in halves: a value of the newest texts counts two, one of the older texts, on which the reader was made,
one. So does what a blind reading of the newest texts got wrong and a rule of a general kind has mended since.
"""

_RIGHT, _READ = 36, 40
"""What each kind begins with: one that nobody has measured stands at the bar of 0.9, and one wrong puts it under it."""

CERTAIN = 1.0
"""What nothing speaks against. A doubt is less than the bar; which of two is larger says only which to ask about."""


def sure(kind: str) -> float:
    """Say how sure a kind of evidence is: the share of what was right, drawn towards the bar, rounded down."""
    right, read = MEASURED[kind]
    return (100 * (right + _RIGHT) // (read + _READ)) / 100


def inferred(name: str, value: Value, why: str, doubt: float = CERTAIN, own: tuple[Slice, ...] = ()) -> Inference:
    """Return a field that was read by a kind of evidence; `own` is the story's text that it takes out of the body."""
    kind = f"{name}: {why}"
    return Inference(name, value, min(sure(kind), doubt), own, kind)
