"""A time without an offset is read by the clock of `timezone`, never by the machine's.

That is as it should be for a paper of one town. This rule says how many stories rely on it, and by which clock their
times are read: without `timezone` in the settings it is UTC.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.article import Article
from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, note

CODES = ("time-local",)


def check(paper: Paper) -> Iterator[Finding]:
    """Count the stories that state a time without an offset, and name the first."""
    found = sorted(story.source for story in paper.later.stories_with_pages if _is_local(story))
    if found:
        zone = paper.settings.timezone
        others = f", and so are those of {len(found) - 1:,} more" if len(found) > 1 else ""
        message = f"times of this story have no offset: they are read by the clock of {zone or 'UTC'}{others}"
        hint = "" if zone else "Set `timezone` in newsgen.toml, or write offsets: 14:30+01:00."
        yield Finding(note("time-local", Span(found[0]), message, hint), ("date:", "embargo:"))


def _is_local(story: Article) -> bool:
    moments = (story.date, story.added, story.updated, story.embargo, story.expires)
    return any(moment is not None and moment.time and not moment.offset for moment in moments)
