"""Tags, bylines, outlets, sections and threads: an index of each kind, a front for each group, and its periods.

A group's front always has one shape: name, span, count, the newest stories, and the years. Up to `FULL_LIST` stories
stand there under their years; beyond that a year has a page of its own, above that its months, above that its days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgen.news.archive import FULL_LIST, NEWEST, Archive, Bucket, Group, buckets, loose
from newsgen.news.article import Page, Teaser
from newsgen.news.dates import NewsDate
from newsgen.news.listing import Count, Link
from newsgen.news.output import Family, Output, PrintedText, Templated
from newsgen.news.settings import GROUPS, Settings
from newsgen.news.text import initial
from newsgen.news.urls import output_path

ONE_SHELF = 40
"""So many groups stand in an index without letters."""


@dataclass(frozen=True, slots=True)
class IndexView:
    """What `group_index.html` sees: the kind (`tags` …) and its groups in order of their folded names.

    `shelves` are letters with the groups that begin with them. Up to `ONE_SHELF` groups stand on one, without a letter.
    """

    kind: str
    shelves: tuple[tuple[str, tuple[Count, ...]], ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """What `group.html` sees, newest first; the stories and years of a thread stand in order of time.

    Up to `FULL_LIST` stories all stand in `stories`, and `years` point to anchors on the page. Beyond that `newest`
    are the newest few, `years` point to pages, and `stories` are those without a year. `feed` is the address of the
    group's feed, if it has one, `web` the outlet's own address elsewhere; `portrait` is what `bylines/NAME.md` or
    `outlets/NAME.md` says.
    """

    kind: str
    name: str
    url: str
    web: str
    feed: str
    number: int
    first: NewsDate
    last: NewsDate
    newest: tuple[Teaser, ...]
    stories: tuple[Teaser, ...]
    years: tuple[Count, ...]
    agency: bool = False
    portrait: Page | None = None


@dataclass(frozen=True, slots=True)
class GroupPeriodView:
    """What `group_period.html` sees: a year, month or day of a large group, see `calendar.PeriodView`."""

    kind: str
    name: str
    url: str
    date: NewsDate
    number: int
    stories: tuple[Teaser, ...]
    parts: tuple[Count, ...]
    earlier: Link | None
    later: Link | None


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield an index for every kind of group that is switched on, and a family for each group."""
    for kind in GROUPS:
        if kind in settings.outputs:
            groups = archive.groups[kind]
            yield Family(f"the index of {kind}", _plan_index, (kind, _shelves(groups)))
            for group in groups:
                feed = f"{group.url}feed.xml" if settings.has_feed(kind, len(group.stories)) else ""
                texts = (archive.printed(group.portrait),) if group.portrait else ()
                yield Family(f"{kind} {group.key}", _group, (group, feed, texts))


def _shelves(groups: Sequence[Group]) -> tuple[tuple[str, tuple[Count, ...]], ...]:
    shelves: dict[str, list[Count]] = {}
    for group in groups:
        letter = initial(group.key) if len(groups) > ONE_SHELF else ""
        shelves.setdefault(letter, []).append(Count(group.url, group.name, len(group.stories)))
    return tuple((letter, tuple(shelf)) for letter, shelf in shelves.items())


def _plan_index(kind: str, shelves: tuple[tuple[str, tuple[Count, ...]], ...]) -> Iterator[Output]:
    yield Output(f"{kind}/index.html", Templated("group_index.html"), IndexView(kind, shelves), f"the index of {kind}")


def _group(group: Group, feed: str, texts: tuple[PrintedText, ...]) -> Iterator[Output]:
    stories = group.stories
    years = buckets(stories, 1)
    is_split = len(stories) > FULL_LIST
    step = 1 if group.kind == "threads" else -1
    view = GroupView(
        kind=group.kind,
        name=group.name,
        url=group.url,
        web=group.link,
        feed=feed,
        number=len(stories),
        first=stories[0].date,
        last=stories[-1].date,
        newest=stories[-NEWEST:][::-1] if is_split else (),
        stories=loose(stories, 1) if is_split else stories[::step],
        years=tuple(
            Count(_url(group, year.date) if is_split else f"#y{year.date.year}", "", len(year.stories), year.date)
            for year in years[::step]
        ),
        agency=group.agency,
        portrait=group.portrait,
    )
    origin = f"the page of the {group.kind.removesuffix('s')} “{group.name}”"
    yield Output(output_path(group.url), Templated("group.html"), view, origin, texts)
    if is_split:
        yield from _periods(group, years, 2, origin)


def _periods(group: Group, periods: Sequence[Bucket], parts: int, origin: str) -> Iterator[Output]:
    """Yield a page for each period, and for the parts of those that are too long for one page."""
    links = [None, *(Link(_url(group, period.date), "", period.date) for period in periods), None]
    for index, period in enumerate(periods):
        is_split = len(period.stories) > FULL_LIST and parts <= 3
        inner = buckets(period.stories, parts) if is_split else []
        view = GroupPeriodView(
            kind=group.kind,
            name=group.name,
            url=group.url,
            date=period.date,
            number=len(period.stories),
            stories=loose(period.stories, parts) if is_split else period.stories,
            parts=tuple(Count(_url(group, part.date), "", len(part.stories), part.date) for part in inner),
            earlier=links[index],
            later=links[index + 2],
        )
        yield Output(output_path(_url(group, period.date)), Templated("group_period.html"), view, origin)
        if inner:
            yield from _periods(group, inner, parts + 1, origin)


def _url(group: Group, date: NewsDate) -> str:
    return f"{group.url}{date.folder}/"
