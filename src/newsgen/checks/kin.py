"""What `related` and `translation_of` name is a story.

Both name other stories by their `id`. A name that no story has is passed over, and nobody would notice: the page
simply lacks a link. A draft is no story yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, warning

CODES = ("kin-unknown",)


def check(paper: Paper) -> Iterator[Finding]:
    """Find ids that no story has."""
    stories = (*paper.later.stories_with_pages, *paper.broken)
    known = {story.id for story in stories}
    for story in stories:
        named = [("related", each) for each in story.related] + [("translation_of", story.translation_of)]
        for field, id_ in named:
            if id_ and id_ not in known:
                message = f"`{field}` names “{id_}”, and no story has that id"
                hint = "Write the other story's `id`, or its path below articles/ without the ending."
                yield Finding(warning("kin-unknown", Span(story.source), message, hint), (id_, f"{field}:"))
