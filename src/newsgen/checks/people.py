"""A byline names each person alone.

Every name has a page with all stories of that person. A name that holds two people, or a name and something else,
makes a page of nobody. newsgen takes bylines apart at “and” and at commas; what is left and still looks like two is
told here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, warning

CODES = ("byline-two-people",)

_JOINED = re.compile(r"\s+(?:with|mit|avec|con|com|met|med|plus|/|\+|&|et al\.?)\s+|\s*[/+;&|]\s*", re.IGNORECASE)

_MOST_WORDS = 4
"""A longer part is no name, but says what somebody did."""


def check(paper: Paper) -> Iterator[Finding]:
    """Find names in bylines that look like two people."""
    names = {group.name for group in paper.later.groups.get("bylines", ())}
    known = {profile.name for profile in paper.settings.people} | {page.headline for page in paper.archive.portraits}
    said: set[str] = set()
    for story in paper.stories:
        for credit in story.teaser.byline:
            name = credit.person.name
            if name in said or name in known:
                continue
            said.add(name)
            parts = _two(name, names)
            if parts:
                message = f"“{name}” looks like two people"
                hint = f"If so, write `byline: [{', '.join(parts)}]`; if not, name it below [people] in newsgen.toml."
                yield Finding(warning("byline-two-people", Span(story.source), message, hint), (name, "byline:"))


def _two(name: str, others: Container[str]) -> tuple[str, ...]:
    """Return the names of which one name may be made; nothing if it looks like one. Four words alone are no proof: one
    half of them must be the name of somebody else."""
    parts = tuple(part.strip() for part in _JOINED.split(name) if part.strip())
    if len(parts) > 1:
        return parts if all(len(part.split()) <= _MOST_WORDS for part in parts) else ()
    words = name.split()
    halves = (" ".join(words[:2]), " ".join(words[2:]))
    return halves if len(words) == 4 and (halves[0] in others or halves[1] in others) else ()
