"""A page as far as it is read: what its lines say, and which of them are which part of the story."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsgen.clippings.captions import Photo
from newsgen.clippings.evidence import CERTAIN
from newsgen.clippings.marked import Said
from newsgen.news.lines import Page
from newsgen.news.manuscript import Scalar

_OF_BLOGS = frozenset({"entry", "filing", "comments", "comment form", "poster"})
_OF_SITES = frozenset({"navigation", "share buttons", "related stories", "newsletter", "comment form"})


@dataclass(slots=True)
class Layout:
    """The page as far as it is read: what its lines say, and which lines are which part of the story.

    `stated` holds the keys of the headline and deck in front matter, empty when they aren't stated; `labelled` where
    the values of lines such as `HEADLINE: …` stand; `loose` holds lines of the head that can only be the story's,
    `inner` captions between its paragraphs, `evidence` by what the
    parts were read. `has_menus`: a web page's menus stand above the story.
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
    loose: list[tuple[int, int]] = field(default_factory=list)
    inner: set[int] = field(default_factory=set)
    evidence: dict[str, str] = field(default_factory=dict)
    has_menus: bool = False

    def begins(self) -> int:
        """Return where in the text the story's first paragraph begins."""
        return self.page.lines[self.body].start if self.body < len(self.page.lines) else len(self.page.text)

    @property
    def is_saved(self) -> bool:
        """Tell whether the page was saved from the web, with some of what stands around stories there."""
        return self.has_menus or not _OF_SITES.isdisjoint(self.reasons.values())

    @property
    def is_blog(self) -> bool:
        """Tell whether blog software speaks around the story."""
        return any(what.reason in _OF_BLOGS for _, what in (*self.head, *self.trailers))

    def is_above(self, at: int) -> bool:
        """Tell whether a line stands above the headline, where other things are told than this story's."""
        return "headline" in self.parts and at < self.parts["headline"][0]

    @property
    def is_headed(self) -> bool:
        """Tell whether the headline is sure."""
        return "headline" in self.labelled or ("headline" in self.parts and self.parts["headline"][2] == CERTAIN)

    def note(self, at: int, what: Said, kept: list[tuple[int, Said]]) -> None:
        """Keep what a marked line says."""
        kept.append((at, what))
        if what.reason:
            self.reasons[at] = what.reason
        if what.photo:
            self.captions.append((at, what.photo, CERTAIN))


def within(page: Page, at: int, value: str) -> Scalar:
    """Return a value with its place in a line; the whole line where it isn't printed like that."""
    line = page.lines[at]
    start = page.text.find(value, line.start, line.end)
    if start >= 0:
        return page.scalar(start, start + len(value))
    whole = page.stretch(at, at + 1)
    return Scalar(value, whole.span)
