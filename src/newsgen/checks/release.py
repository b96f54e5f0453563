"""A story that waits for its hour must be fit for the build of that hour.

When an embargo ends or a date begins, the next build publishes the story with nobody watching. If another story or page
stands at its address by then, if its `id` is another's, or if a picture that it shows isn't there, that build is
refused, and the site stays as it was. This rule says so today, and names the instant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from newsgen.news.article import Article
from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, error
from newsgen.news.gate import shown
from newsgen.news.output import Copied, Output

CODES = ("release-collision", "release-picture")


def check(paper: Paper) -> Iterator[Finding]:
    """Find what will refuse the build at a release."""
    if paper.waiting:
        yield from _addresses(paper)
        yield from _ids(paper)
        yield from _pictures(paper)


def _addresses(paper: Paper) -> Iterator[Finding]:
    for first, second in paper.clashes:
        stories = [story for output in (first, second) if (story := paper.story(output.origin))]
        when = _meeting(paper, stories)
        if when:
            if second.origin not in paper.waiting:
                first, second = second, first  # noqa: PLW2901 - the one that is still to come can be changed best
            at = second.path.removesuffix("index.html")
            message = f"from {_said(when)} on, this and {_name(first)} would both be /{at}"
            hint = "Give one of them another `slug` or name before then: the build of that moment would be refused."
            span = Span(second.origin)
            yield Finding(error("release-collision", span, message, hint), ("slug:", "aliases:", "headline:"))


def _ids(paper: Paper) -> Iterator[Finding]:
    first: dict[str, Article] = {}
    for story in sorted(paper.later.stories_with_pages, key=lambda story: story.source):
        other = first.setdefault(story.id, story)
        if other is not story and (when := _meeting(paper, [other, story])):
            message = f"from {_said(when)} on, the id “{story.id}” is also that of {other.source}"
            hint = "Give one of the two stories another `id` before then: the build of that moment would be refused."
            yield Finding(error("release-collision", Span(story.source), message, hint), ("id:",))


def _pictures(paper: Paper) -> Iterator[Finding]:
    for story in paper.later.stories_with_pages:
        if story.source not in paper.waiting:
            continue
        when = _meeting(paper, [story])
        for src in [*(photo.src for photo in story.photos), *(scan.src for scan in story.scans)]:
            if when and src and src not in paper.later.files:
                message = f"there is no {src}, and the build of {_said(when)} would be refused"
                hint = "Put the file there, or check its name."
                yield Finding(error("release-picture", Span(story.source), message, hint), (src.rpartition("/")[2],))


def _meeting(paper: Paper, stories: list[Article]) -> datetime | None:
    """Return the instant still to come from which these stories are public together; None when there is none, and
    when they are so already."""
    spans = [span for story in stories if (span := shown(story, paper.settings.zone))]
    start = max((span[0] for span in spans), default=paper.as_of)
    ends = [span[1] for span in spans if span[1]]
    is_to_come = start > paper.as_of and all(start < end for end in ends)
    return start if is_to_come and len(spans) == len(stories) else None


def _said(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


def _name(output: Output) -> str:
    return output.maker.source if isinstance(output.maker, Copied) else output.origin
