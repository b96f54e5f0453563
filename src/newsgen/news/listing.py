"""The pieces that lists are made of: a link with a label, and a link with a number."""

from __future__ import annotations

from dataclasses import dataclass

from newsgen.news.article import Teaser
from newsgen.news.dates import UNKNOWN, NewsDate


@dataclass(frozen=True, slots=True)
class Link:
    """A neighbour: where it is and what it is called, and in which language when it is a story."""

    url: str
    label: str
    date: NewsDate
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """One line of an index: a group or a period, and how many stories it holds."""

    url: str
    label: str
    number: int
    date: NewsDate = UNKNOWN


def story_link(teaser: Teaser | None) -> Link | None:
    """Return the little of a story that its neighbours show."""
    return Link(teaser.url, teaser.headline, teaser.date, teaser.lang) if teaser else None
