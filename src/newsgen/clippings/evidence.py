"""How sure each kind of evidence makes a value: how often it was right, in texts whose answers are known.

The one place where the reader's sureness comes from. `docs/clippings.md` says which texts these were; the counts of
the invented ones are printed by `python -m tests.score_clippings --evidence`.
"""

from __future__ import annotations

from newsgen.news.manuscript import Inference, Slice, Value

MEASURED: dict[str, tuple[int, int]] = {
    "headline: labelled": (5, 5),
    "headline: stated above the text": (0, 0),
    "headline: over its byline or date": (258, 261),
    "headline: alone above its story": (153, 154),
    "headline: over its deck": (168, 174),
    "headline: under a menu": (19, 19),
    "kicker: a section's name": (29, 29),
    "kicker: short, over the headline": (3, 3),
    "kicker: stated above the text": (0, 0),
    "deck: labelled": (0, 0),
    "deck: stated above the text": (0, 0),
    "deck: a sentence under the headline": (47, 47),
    "deck: a row under the headline": (51, 56),
    "byline: labelled": (11, 11),
    "byline: labelled, surname first": (0, 1),
    "byline: behind a By": (262, 266),
    "byline: behind a By, beside more": (83, 83),
    "byline: a name with a job or paper": (10, 10),
    "byline: a name alone": (51, 53),
    "byline: in the trailers": (14, 15),
    "byline: above the headline": (4, 4),
    "byline: under the last line": (18, 18),
    "byline: in the first paragraph": (3, 3),
    "outlet: labelled": (6, 6),
    "outlet: in a masthead": (13, 13),
    "outlet: behind a writer's name": (10, 11),
    "outlet: beside a date": (94, 95),
    "outlet: alone on its line": (43, 47),
    "outlet: in a copyright line": (1, 2),
    "date: labelled": (0, 0),
    "date: in the head": (614, 616),
    "date: in the dateline": (9, 9),
    "date: in the trailers": (52, 52),
    "date: beside other words": (26, 26),
    "date: of two readings": (8, 8),
    "date: without its year": (2, 2),
    "date: a month": (9, 10),
    "date: an update alone": (16, 16),
    "updated: marked": (0, 0),
    "dateline: labelled": (1, 1),
    "dateline: with a date or an agency": (42, 43),
    "dateline: a place and a dash": (14, 14),
    "dateline: in a byline": (0, 0),
    "wire: in a dateline": (36, 36),
    "wire: in a byline": (7, 7),
    "section: labelled": (0, 0),
    "section: filed": (0, 0),
    "photos: marked": (16, 16),
    "photos: where captions stand": (16, 16),
    "lang: its script": (0, 0),
}
"""Of the values that a kind of evidence gave and that nothing spoke against: how many were right, how many there were.

What a blind reading got wrong counts half even where a rule of a general kind has mended it since.
"""

_RIGHT, _READ = 18, 20
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
