"""What isn't pinned moves: an address that is made of the headline, an id that is made of the file's name.

A story without `slug` gets a new address when its headline is changed; one without `id` is another story to feeds and
links when its file is renamed; one without `added` enters the archive anew, for readers of the feed, when its date is
set right. `newsgen new` writes all three. `newsgen check --fix` writes them into every story as they are now, and
changes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from newsgen.news.article import Article
from newsgen.news.checking import Finding, Paper, Pin
from newsgen.news.diagnostics import Span, note

CODES = ("unpinned",)


def check(paper: Paper) -> Iterator[Finding]:
    """Count the stories whose address, id or arrival can move, and name the first."""
    found = [story for story in paper.later.articles if story.source in paper.unpinned]
    if not found:
        return
    found.sort(key=lambda story: story.source)
    names = " and no ".join(f"`{name}`" for name in paper.unpinned[found[0].source])
    message = f"this story has no {names}: it can move"
    if len(found) > 1:
        message += f", and so can {len(found) - 1:,} more"
    hint = "`newsgen check --fix` writes them as they are now, and changes nothing else."
    pins = tuple(Pin(story.source, tuple(_values(story, paper.unpinned[story.source]))) for story in found)
    yield Finding(note("unpinned", Span(found[0].source), message, hint), (), pins)


def _values(story: Article, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    stated = {"slug": unquote(story.url.rstrip("/").rpartition("/")[2]), "id": story.id, "added": story.date.iso}
    yield from ((name, stated[name]) for name in names)
