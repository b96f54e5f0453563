"""What a check looks at and what it finds: the nouns that rules and the command share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.diagnostics import Diagnostic, Span
from newsgen.news.output import Output
from newsgen.news.prose import Prose
from newsgen.news.register import Register
from newsgen.news.settings import Settings


@dataclass(frozen=True)
class Paper:
    """An archive as rules see it.

    `archive` is what is public at `as_of`, `later` that and whatever time alone will make public. `broken` are the
    stories that can't be published as they are, as far as they can be read. `clashes` are pairs
    of outputs of the later plan that would have one address. `former` are addresses that stories have left, by source.
    `paths` are those of the plan of now. `registered` are the addresses that must not vanish, with the ids of their
    stories; None where that isn't asked.

    `prose` are the texts that aren't known to be in order: all that changed since they were, and all with links to
    addresses and anchors. `texts` gives the text of any story by its source, `anchors` those on a page by its address.
    `unpinned` says which of `slug`, `id` and `added` a story doesn't state, by source; `unused` are files that no
    story shows, public or not.
    """

    settings: Settings
    as_of: datetime
    archive: Archive
    later: Archive
    broken: tuple[Article, ...] = ()
    clashes: tuple[tuple[Output, Output], ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()
    registered: Register | None = None
    prose: tuple[Prose, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unpinned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    @cached_property
    def waiting(self) -> frozenset[str]:
        """Return the sources of the stories that are hidden now and will be public."""
        public = {story.source for story in self.archive.stories_with_pages}
        return frozenset(story.source for story in self.later.stories_with_pages if story.source not in public)

    @cached_property
    def expected(self) -> frozenset[str]:
        """Return the addresses of stories that will be public, or would be without their mistakes."""
        waiting = (story for story in self.later.stories_with_pages if story.source in self.waiting)
        return frozenset(story.url for story in (*waiting, *self.broken))

    @cached_property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Return the addresses of stories and pages by their last part."""
        return _gathered((address.rstrip("/").rpartition("/")[2], address) for address in self._public)

    @cached_property
    def beside(self) -> Mapping[str, Sequence[str]]:
        """Return the same addresses by the folder that they are in."""
        return _gathered((address.rstrip("/").rpartition("/")[0], address) for address in self._public)

    @cached_property
    def _public(self) -> tuple[str, ...]:
        return tuple(story.url for story in self.archive.stories_with_pages)

    @property
    def stories(self) -> tuple[Article, ...]:
        """Return the stories that are public, will be, or would be without their mistakes."""
        return (*self.later.articles, *self.broken)

    def story(self, source: str) -> Article | None:
        """Return a story by its source."""
        return self._stories.get(source)

    @cached_property
    def _stories(self) -> dict[str, Article]:
        return {story.source: story for story in self.later.stories_with_pages}


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, address in pairs:
        found.setdefault(name, []).append(address)
    return found


@dataclass(frozen=True, slots=True)
class Mend:
    """How a finding is mended: items that a list field of a source is to hold as well."""

    path: str
    field: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """Fields of a source that are written down with the values that they have anyway."""

    path: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words of a source that have one reading, each with its place and what must stand there."""

    path: str
    places: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Refence:
    """A source whose front matter is another tool's, and is to stand between two `---`."""

    path: str


Amendment = Mend | Pin | Spelling | Refence
"""What newsgen can change in a source without asking."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a rule found; `words` are what to point at in the source, the first that is there. Without
    words, the problem has its place already, or is about the file as a whole."""

    problem: Diagnostic
    words: tuple[str, ...] = ()
    mends: tuple[Mend | Pin, ...] = ()
