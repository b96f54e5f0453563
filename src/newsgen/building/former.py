"""Addresses that stories have left because their dates were set right: what an alias should lead from.

The site's own ledger knows which page was made of which source. What a build takes away is remembered in the state,
as long as no alias leads from there and no other page stands there; lost with the state, it costs only the reminder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from newsgen.memory.ledger import Entry, mark_of
from newsgen.news.archive import Archive
from newsgen.news.urls import output_path, page_url

Former = Mapping[str, tuple[str, ...]]
"""Addresses by the source of the story that stood there."""


def left(
    archive: Archive, entries: Mapping[str, Entry], gone: Iterable[str], present: Collection[str], known: Former
) -> dict[str, tuple[str, ...]]:
    """Return the addresses that public stories have left: those `known`, and those of pages that are `gone` now.

    Only a story's date may have moved it: a slug that has changed may hold a name that is not to be read any more.
    """
    by_mark = {entries[path].mark: path for path in gone if path in entries and entries[path].mark}
    if not by_mark and not known:
        return {}
    found = {}
    for story in (*archive.articles, *archive.withdrawn):
        old = list(known.get(story.source, ()))
        if by_mark and (path := by_mark.get(mark_of(story.source))):
            old.append(page_url(path))
        slug = story.url.rsplit("/", 2)[1]
        kept = [url for url in dict.fromkeys(old) if url.endswith(f"/{slug}/") and output_path(url) not in present]
        if kept:
            found[story.source] = tuple(kept)
    return found
