"""A story whose date was set right has moved, and its old address should lead to it.

A story of `1954` stands at `/1954/its-slug/`. Once somebody finds out that it ran in November and writes
`date: 1954-11`, it stands at `/1954/11/its-slug/`, and whoever kept the old address finds nothing. `newsgen check
--fix` adds the old one to the story's `aliases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Mend, Paper
from newsgen.news.diagnostics import Span, warning

CODES = ("address-moved",)


def check(paper: Paper) -> Iterator[Finding]:
    """Find stories whose old address leads nowhere."""
    for source, old in sorted(paper.former.items()):
        story = paper.story(source)
        if story and source not in paper.waiting:
            was = ", ".join(old)
            message = f"this story has moved from {was} to {story.url}, and its old address leads nowhere"
            hint = f"Write `aliases: [{was}]`, or run `newsgen check --fix`."
            problem = warning("address-moved", Span(source), message, hint)
            yield Finding(problem, ("date:", "aliases:"), (Mend(source, "aliases", old),))
