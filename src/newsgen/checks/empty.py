"""A story has a text.

`newsgen new` makes a file with its fields filled in and nothing below them; a build publishes what stands there. An
archive may also hold entries of which nothing is left but the headline, so this is a note and no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, note

CODES = ("text-missing",)


def check(paper: Paper) -> Iterator[Finding]:
    """Find stories with neither text, photo nor scan."""
    for story in paper.stories:
        if story.is_empty:
            hint = "Write it below the second `---`, or add `draft: true` until you have."
            yield Finding(note("text-missing", Span(story.source), "this story has no text", hint), ("headline:",))
