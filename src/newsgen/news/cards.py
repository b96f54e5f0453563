"""Social cards: the pictures that are shown where somebody shares a link to a story.

A story with a photo is shown by it. For others a card can be drawn of headline, paper and day, if each of its letters
stands by itself: scripts that are joined, or written from right to left, need a typesetter, and get none.
"""

from __future__ import annotations

import re

from newsgen.news.article import Article
from newsgen.news.settings import Masthead

WIDTH, HEIGHT = 1200, 630

_PLAIN = re.compile(
    "[\x20-\x7e\u00a0-\u036f\u0370-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218f"
    "\u2190-\u22ff\u3000-\u30ff\u3100-\u312f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uffef]*"
)


def has_card(story: Article, masthead: Masthead) -> bool:
    """Tell whether a card is drawn for a story."""
    if not masthead.has_cards or any(photo.url for photo in story.photos):
        return False
    return _PLAIN.fullmatch(story.teaser.headline + label_of(story, masthead)) is not None


def label_of(story: Article, masthead: Masthead) -> str:
    """Return the paper that a card names."""
    return story.teaser.outlet.name if story.teaser.outlet else masthead.title


def card_url(story: Article) -> str:
    """Return the address of a story's card."""
    return f"{story.url}card.png"
