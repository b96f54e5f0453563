"""The pieces that lists are made of: a link with a label, and a link with a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

    @property
    def digest(self) -> str:
        """Return all it says: there are hundreds of thousands, and this is quicker than a walk over the fields."""
        return repr((self.url, self.label, self.date.said, self.lang))


@dataclass(frozen=True, slots=True)
class Count:
    """One line of an index: a group or a period, and how many stories it holds."""

    url: str
    label: str
    number: int
    date: NewsDate = UNKNOWN

    @property
    def digest(self) -> str:
        """Return all it says, see `Link.digest`."""
        return repr((self.url, self.label, self.number, self.date.said))


def indexes(groups: Mapping[str, Sequence[object]], kinds: Iterable[str]) -> tuple[Count, ...]:
    """Return the kinds (`tags` …) that have any groups: the address of their index, and how many groups stand there."""
    return tuple(Count(f"/{kind}/", kind, len(groups[kind])) for kind in kinds if groups[kind])


def story_link(teaser: Teaser | None) -> Link | None:
    """Return the little of a story that its neighbours show."""
    return Link(teaser.url, teaser.headline, teaser.date, teaser.lang) if teaser else None
