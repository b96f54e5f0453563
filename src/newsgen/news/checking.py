"""What a check looks at and what it finds: the nouns that rules and the command share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.output import Output
from newsgen.news.register import Register
from newsgen.news.settings import Settings


@dataclass(frozen=True)
class Paper:
    """An archive as rules see it.

    `archive` is what is public at `as_of`, `later` that and whatever time alone will make public. `clashes` are pairs
    of outputs of the later plan that would have one address. `former` are addresses that stories have left, by source.
    `paths` are those of the plan of now. `registered` are the addresses that must not vanish, with the ids of their
    stories; None where that isn't asked.
    """

    settings: Settings
    as_of: datetime
    archive: Archive
    later: Archive
    clashes: tuple[tuple[Output, Output], ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()
    registered: Register | None = None

    @property
    def waiting(self) -> frozenset[str]:
        """Return the sources of the stories that are hidden now and will be public."""
        public = {story.source for story in self.archive.stories_with_pages}
        return frozenset(story.source for story in self.later.stories_with_pages if story.source not in public)

    def story(self, source: str) -> Article | None:
        """Return a story by its source."""
        return next((story for story in self.later.stories_with_pages if story.source == source), None)


@dataclass(frozen=True, slots=True)
class Mend:
    """How a finding is mended: items that a list field of a source is to hold as well."""

    path: str
    field: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a rule found; `words` are what to point at in the source, the first that is there."""

    problem: Diagnostic
    words: tuple[str, ...] = ()
    mend: Mend | None = None
