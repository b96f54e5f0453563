"""A photo without `alt` says nothing to those who can't see it.

`alt` says in a sentence what is to be seen: people who are read to hear it, and it stands in the picture's place where
the picture isn't loaded. The caption is no substitute: it says what the picture is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, warning


def check(paper: Paper) -> Iterator[Finding]:
    """Find photos of stories that don't say what is to be seen."""
    for story in paper.later.articles:
        for photo in story.photos:
            if photo.src and not photo.alt:
                name = photo.src.rpartition("/")[2]
                message = f"the photo {name} has no `alt`, which says what is to be seen"
                yield Finding(warning("alt-missing", Span(story.source), message, "Add `alt: …` below it."), (name,))
