"""A story has a text.

`newsgen new` makes a file with its fields filled in and nothing below them. So that no such file is published by
accident, a story with no text, no photo and no scan waits: no build shows it until there is one. An entry that shall
stand alone, for a story of which nothing is left but its headline, says so with `draft: false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, note

CODES = ("text-missing",)


def check(paper: Paper) -> Iterator[Finding]:
    """Find stories that wait for their text."""
    for story in paper.drafts:
        if story.is_empty:
            message = "this story has no text yet, and isn't on the site"
            hint = "Write it below the second `---`. `draft: false` publishes the story without one."
            yield Finding(note("text-missing", Span(story.source), message, hint), ("headline:",))
