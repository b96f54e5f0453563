"""A page as far as it is read: what its lines say, and which of them are which part of the story."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsgen.news.captions import Photo
from newsgen.news.lines import Page
from newsgen.news.marked import Said


@dataclass(slots=True)
class Layout:
    """The page as far as it is read: what its lines say, and which lines are which part of the story.

    `stated` holds the keys of the headline and deck in front matter, empty when they aren't stated; `labelled` where
    the values of lines such as `HEADLINE: …` stand; `doubt` lowers what is read below a menu; `ended`: the head is.
    """

    page: Page
    tail: int
    stated: dict[str, str]
    body: int = 0
    head: list[tuple[int, Said]] = field(default_factory=list)
    trailers: list[tuple[int, Said]] = field(default_factory=list)
    parts: dict[str, tuple[int, int, float]] = field(default_factory=dict)
    captions: list[tuple[int, Photo, float]] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    labelled: dict[str, tuple[int, int]] = field(default_factory=dict)
    doubt: float = 1.0
    ended: bool = False

    def has_byline(self) -> bool:
        """Tell whether a byline or a date has been met."""
        headline = self.parts["headline"][0] if "headline" in self.parts else -1
        return any(what.byline or what.dates for at, what in self.head if at > headline)

    def dated(self) -> bool:
        """Tell whether a date has been met, above the headline or below it."""
        return any(what.dates for _, what in self.head)

    def is_over(self) -> bool:
        """Tell whether a label such as `BODY:` has ended the head."""
        return self.ended

    def named(self) -> bool:
        """Tell whether a byline has been met."""
        return any(what.byline and what.byline.credits for _, what in self.head)

    def note(self, at: int, what: Said, kept: list[tuple[int, Said]]) -> None:
        """Keep what a marked line says."""
        kept.append((at, what))
        if what.reason:
            self.reasons[at] = what.reason
        if what.photo:
            self.captions.append((at, what.photo, 0.95))
