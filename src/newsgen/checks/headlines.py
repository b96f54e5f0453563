"""A headline is short enough to be read at a glance, and not in capitals.

Search engines, feeds and cards cut what is longer than about 110 characters; from 150 on it is told. Capitals are
slow to read, are read out letter by letter by some screen readers, and are the theme's business: a stylesheet can set
any headline in capitals, and none can take them back.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, warning

CODES = ("headline-long", "headline-capitals")

LONGEST = 150
_FEW_LETTERS = 12


def check(paper: Paper) -> Iterator[Finding]:
    """Find headlines that are far too long or in capitals."""
    for story in paper.stories:
        headline = story.teaser.headline
        where = (headline, "headline:", headline[:30])
        if len(headline) > LONGEST:
            message = f"the headline has {len(headline)} characters; search engines and feeds cut it at about 110"
            hint = "Keep what happened, and move the rest into `deck`."
            yield Finding(warning("headline-long", Span(story.source), message, hint), where)
        if headline.isupper() and not story.is_clipping and _letters(headline) > _FEW_LETTERS:
            message = "the headline is all in capitals"
            hint = f"Write it as it is spoken: `{headline.capitalize()}`, with capitals where names have them."
            yield Finding(warning("headline-capitals", Span(story.source), message, hint), where)


def _letters(text: str) -> int:
    """Count the letters that have a small form."""
    return sum(letter.isupper() for letter in text)
