"""Feeds of the stories that entered the archive last, or were corrected: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1.

`/feed.xml`, `/rss.xml` and `/feed.json` are the site's; a group's is Atom, at `/sections/x/feed.xml`. Whatever entered
earlier stands in the documents of the archive chain (RFC 5005), at `/feed/2018-12.xml`: sealed, without texts, so that
a mended text or a correction changes none of them. A corrected story comes again in the live feed under its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from newsgen.news import chain
from newsgen.news.archive import Archive, Group, terms_of
from newsgen.news.article import Teaser
from newsgen.news.entries import (
    ENTRIES,
    MOST_TEXT,
    NOTHING_YET,
    Dated,
    Entry,
    entered,
    entry,
    latest,
    published,
    story_uri,
    uri,
)
from newsgen.news.output import Family, Output, PrintedText, Templated
from newsgen.news.settings import GROUPS, Settings
from newsgen.news.urls import output_path


@dataclass(frozen=True, slots=True)
class FeedView:
    """What `feed.xml`, `rss.xml` and `feed.json` see: the feed's own address and that of the page that it belongs to,
    the group's name (empty for the whole site), the newest document of the archive chain (or empty), and the entries,
    newest first."""

    uri: str
    url: str
    page: str
    name: str
    updated: str
    earlier: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ArchivedEntry:
    """One story as it entered; instants are RFC 3339 in UTC."""

    teaser: Teaser
    uri: str
    published: str
    updated: str


@dataclass(frozen=True, slots=True)
class ArchivedFeedView:
    """What `archived_feed.xml` sees: a document of the archive chain, and the addresses of those beside it."""

    uri: str
    url: str
    earlier: str
    later: str
    entries: tuple[ArchivedEntry, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the feeds that are asked for, if the site's address is known."""
    if not settings.base_url:
        return
    stories = entered(archive.articles, settings.zone or UTC)
    ordered = latest(stories, settings.zone or UTC)
    sealed, still_open = chain.links(stories) if "archived_feed" in settings.outputs else ([], ())
    newest = ordered[:ENTRIES]
    if "feed" in settings.outputs:
        taken = {story[2].source for story in newest}
        live = [*newest, *(story for story in reversed(still_open) if story[2].source not in taken)]
        earlier = _document(sealed[-1].name) if sealed else ""
        yield _feed(archive, settings, "/feed.xml", live, earlier=earlier)
        yield from _chain(sealed, settings)
    if "rss" in settings.outputs:
        yield _feed(archive, settings, "/rss.xml", newest)
    if "json_feed" in settings.outputs:
        yield _feed(archive, settings, "/feed.json", newest)
    yield from _group_feeds(archive, settings, ordered)


def _feed(
    archive: Archive,
    settings: Settings,
    url: str,
    stories: Sequence[Dated],
    *,
    group: Group | None = None,
    earlier: str = "",
) -> Family:
    authority = settings.tag_authority
    entries = [
        entry(story, authority, settings.timezone, is_whole=number < ENTRIES) for number, story in enumerate(stories)
    ]
    view = FeedView(
        uri=uri(authority, f"{group.kind}/{group.key}/feed" if group else "feed"),
        url=url,
        page=group.url if group else "/",
        name=group.name if group else "",
        updated=max((entry.updated for entry in entries), default=NOTHING_YET),
        earlier=earlier,
        entries=tuple(entries),
    )
    template = "feed.xml" if group else url[1:]
    texts = tuple(archive.printed(entry.story) for entry in entries if entry.is_whole)
    return Family(f"feed {url}", _plan, (template, view, texts))


def _plan(template: str, view: FeedView, texts: tuple[PrintedText, ...]) -> Iterator[Output]:
    origin = f"the feed of {view.name}" if view.name else "the feed"
    fitting = _fitting(texts)
    whole = {text.story.source for text in fitting}
    entries = tuple(replace(one, is_whole=one.story.source in whole) for one in view.entries)
    view = replace(view, entries=entries)
    yield Output(output_path(view.url), Templated(template), view, origin, fitting, absolute=True)


def _fitting(texts: tuple[PrintedText, ...]) -> tuple[PrintedText, ...]:
    """Return the texts that a feed has room for, the first ones first."""
    room = MOST_TEXT
    found = []
    for text in texts:
        length = sum(piece.end - piece.start for piece in text.story.body.slices)
        if length <= room:
            room -= length
            found.append(text)
    return tuple(found)


def _group_feeds(archive: Archive, settings: Settings, ordered: Iterable[Dated]) -> Iterator[Family]:
    """Yield a feed for each group that is to have one; `ordered` are all stories, newest first."""
    kinds = [kind for kind in GROUPS if kind in settings.group_feeds and kind in settings.outputs]
    wanted = {
        (kind, group.key): group
        for kind in kinds
        for group in archive.groups[kind]
        if settings.has_feed(kind, len(group.stories))
    }
    found: dict[tuple[str, str], list[Dated]] = {place: [] for place in wanted}
    wanting = {place: min(ENTRIES, len(group.stories)) for place, group in wanted.items()}
    for story in ordered:
        if not wanting:
            break
        for kind in kinds:
            for term in terms_of(story[2].teaser, kind):
                place = (kind, term.key)
                if place in wanting and story not in found[place][-1:]:
                    found[place].append(story)
                    if len(found[place]) == wanting[place]:
                        del wanting[place]
    for place, group in wanted.items():
        yield _feed(archive, settings, f"{group.url}feed.xml", found[place], group=group)


def _chain(sealed: Sequence[chain.Sealed], settings: Settings) -> Iterator[Family]:
    urls = ["", *(_document(one.name) for one in sealed), ""]
    for index, one in enumerate(sealed):
        teasers = tuple([story[2].teaser for story in one.stories])
        instants = " ".join([story[0] for story in one.stories])
        around = (urls[index + 1], urls[index], urls[index + 2])
        inputs = (settings.tag_authority, settings.timezone, teasers, instants, *around)
        yield Family(f"archived feed {one.name}", _plan_archived, inputs)


def _plan_archived(
    authority: str,
    timezone: str,
    teasers: tuple[Teaser, ...],
    instants: str,
    url: str,
    earlier: str,
    later: str,
) -> Iterator[Output]:
    entries = tuple(
        ArchivedEntry(teaser, story_uri(authority, teaser.id), published(teaser, timezone), instant)
        for teaser, instant in zip(reversed(teasers), reversed(instants.split()), strict=True)
    )
    view = ArchivedFeedView(uri(authority, "feed"), url, earlier, later, entries)
    yield Output(output_path(url), Templated("archived_feed.xml"), view, "the archived feed")


def _document(name: str) -> str:
    return f"/feed/{name}.xml"
