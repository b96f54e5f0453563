"""A photo without `alt` says nothing to those who can't see it.

`alt` says in a sentence what is to be seen: people who are read to hear it, and it stands in the picture's place where
the picture isn't loaded. The caption is no substitute: it says what the picture is about. In the text it stands between
the brackets: `![Spray bursts over a stone pier](long-pier.jpg)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Diagnostic, Span, warning
from newsgen.news.prose import Prose

CODES = ("alt-missing",)

_BARE_PICTURE = re.compile(r"!\[\s*\]\(\s*<?([^\s<>()]+)")


def check(paper: Paper) -> Iterator[Finding]:
    """Find photos of stories that don't say what is to be seen."""
    for story in paper.stories:
        for photo in story.photos:
            if photo.src and not photo.alt:
                name = photo.src.rpartition("/")[2]
                message = f"the photo {name} has no `alt`, which says what is to be seen"
                yield Finding(warning("alt-missing", Span(story.source), message, "Add `alt: …` below it."), (name,))


def read(prose: Prose) -> Iterator[Diagnostic]:
    """Find pictures in the text that don't say it."""
    if prose.syntax == "markdown" and "![" in prose.text:
        for number, line in prose.written:
            for match in _BARE_PICTURE.finditer(line):
                message = f"the picture {match[1]} doesn't say what is to be seen"
                hint = f"Write it between the brackets: `![…]({match[1]})`."
                yield warning("alt-missing", Span(prose.path, number, match.start() + 1, len(match[0])), message, hint)
