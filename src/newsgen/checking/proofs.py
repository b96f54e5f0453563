"""Proofs: the text of each source read as an editor would, before it is printed.

What Markdown makes of it and what the rules for texts say, in any process; and, for the rules that ask, the texts and
the anchors of other stories.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from pathlib import Path

from newsgen import checks
from newsgen.copydesk import front_matter
from newsgen.formats import markdown
from newsgen.news.archive import Archive
from newsgen.news.article import Article, Body, Page
from newsgen.news.diagnostics import Diagnostic, Span, error, softened, with_excerpts
from newsgen.news.pictures import Picture
from newsgen.news.prose import Link, Prose, prose
from newsgen.news.urls import beside
from newsgen.reading import sources
from newsgen.templating.patience import TIME_LIMIT, TOO_SLOW_HINT, TooSlowError, time_limit

PINNED = ("slug", "id", "added")
"""The fields that keep a story where it is."""

_STATED = re.compile(r"^(slug|id|added):[ \t]*[^\s#]", re.MULTILINE)
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A source to be proofread: what is known of it, where its links lead and what its pictures are.

    Without a `body` it couldn't be read as a story, and only its words are looked at. `pins` are the fields that it
    can be pinned by.
    """

    path: str
    language: str
    body: Body | None = None
    targets: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()
    is_draft: bool = False
    pins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in one text: problems, the pins that are missing, and the prose if other rules need to see it."""

    path: str
    problems: tuple[Diagnostic, ...] = ()
    unpinned: tuple[str, ...] = ()
    prose: Prose | None = None


def sheet(story: Article | Page, archive: Archive) -> Sheet:
    """Return what is proofread of a story or page, whose links lead where they do in an archive."""
    printed = archive.printed(story)
    if isinstance(story, Page):
        return Sheet(story.source, story.lang, story.body, printed.targets, printed.pictures)
    pins = PINNED if story.date.day else PINNED[:2]
    return Sheet(story.source, story.teaser.lang, story.body, printed.targets, printed.pictures, story.draft, pins)


def spared(one: Sheet, broken: Container[str]) -> Sheet:
    """Return a sheet whose links to stories that are broken themselves lead somewhere: their own mistake is told."""
    targets = tuple(
        (ref, target or ("/" if ref in broken or beside(one.path, ref) in broken else ""))
        for ref, target in one.targets
    )
    return replace(one, targets=targets)


def read_batch(common: tuple[Path, str], batch: Sequence[Sheet]) -> list[Proof]:
    """Proofread some sources of the project in a folder; `common` is that folder, and what becomes of HTML."""
    root, html = common
    with time_limit() as limit:
        return [_in_time(limit, root, html, one) for one in batch]


def _in_time(limit: AbstractContextManager[None], root: Path, html: str, one: Sheet) -> Proof:
    try:
        with limit:
            return _read(root, html, one)
    except TooSlowError:
        message = f"reading this text took longer than {TIME_LIMIT:g} seconds"
        return Proof(one.path, (error("too-slow", Span(one.path), message, TOO_SLOW_HINT),))


def _read(root: Path, html: str, one: Sheet) -> Proof:
    text = text_of(root, one.path)
    if not text:
        return Proof(one.path)
    lines = text.split("\n")
    syntax = one.body.syntax if one.body else ("clipping" if one.path.lower().endswith(".txt") else "markdown")
    slices = one.body.slices if one.body else markdown.read(text, one.path).body
    written = prose(one.path, syntax, one.language, html, text, slices, lines)
    problems = with_excerpts(tuple(checks.proofread(written)), lines)
    if one.body and syntax == "markdown":
        problems += _pressed(one, one.body, text, html).problems
    where, _ = front_matter.split(text)
    stated = set(_STATED.findall(text[where.start : where.end])) if where else set()
    return Proof(
        one.path,
        softened(problems) if one.is_draft else problems,
        tuple(name for name in one.pins if name not in stated),
        written if _is_asked_for(written) else None,
    )


def text_of(root: Path, path: str) -> str:
    """Return the text of a source; empty if it can't be read, which is told where it is loaded."""
    found = sources.read(root, path)
    text = found if isinstance(found, Diagnostic) else sources.text_of(found[0], path)
    return "" if isinstance(text, Diagnostic) else text


@dataclass(frozen=True, slots=True)
class _Pressed:
    html: str
    problems: tuple[Diagnostic, ...]


def _pressed(one: Sheet, body: Body, text: str, html: str) -> _Pressed:
    from newsgen.body import markup  # an archive in which all is known to be in order needs no Markdown

    parts = "".join(text[piece.start : piece.end] for piece in body.slices)
    targets, pictures = dict(one.targets), dict(one.pictures)
    made = markup.markdown(body, parts, one.path, one.language, targets, pictures, html=html)
    return _Pressed(made.html, made.problems)


def _is_asked_for(written: Prose) -> bool:
    """Tell whether a text has links that only the plan can judge."""
    return any(link.is_wiki or link.target.startswith("/") or "#" in link.target for link in written.links)


def links_out(root: Path, story: Article | Page) -> list[tuple[Link, str]]:
    """Return the web addresses that stand in a story's text, and where it was found, each with its line."""
    text = text_of(root, story.source)
    if "://" not in text:
        return []
    lines = text.split("\n")
    written = prose(story.source, story.body.syntax, "", "", text, story.body.slices, lines)
    found = list(written.addresses) if story.body.syntax == "markdown" else []
    if isinstance(story, Article) and story.source_url:
        number = next((number for number, line in enumerate(lines, 1) if story.source_url in line), 1)
        column = lines[number - 1].find(story.source_url) + 1
        found.append(Link(story.source_url, Span(story.source, number, column, len(story.source_url))))
    return [(link, lines[link.span.line - 1]) for link in found]


@dataclass(frozen=True)
class Texts(Mapping[str, str]):
    """The texts of stories by source, each read when it is asked for."""

    root: Path
    stories: Mapping[str, Article]

    def __getitem__(self, source: str) -> str:
        text = text_of(self.root, source)
        return "\n\n".join(text[piece.start : piece.end] for piece in self.stories[source].body.slices)

    def __iter__(self) -> Iterator[str]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)


@dataclass(frozen=True)
class Anchors(Mapping[str, frozenset[str]]):
    """The anchors on the pages of stories, and on pages of one's own, by address; each text is set when asked for."""

    root: Path
    html: str
    archive: Archive

    @cached_property
    def _by_address(self) -> dict[str, Article | Page]:
        found: tuple[Article | Page, ...] = (*self.archive.articles, *self.archive.pages)
        return {story.url: story for story in found}

    @cached_property
    def _found(self) -> dict[str, frozenset[str]]:
        return {}

    def __getitem__(self, address: str) -> frozenset[str]:
        if address not in self._found:
            story = self._by_address[address]
            self._found[address] = self._of(story) | _OF_THE_THEME
        return self._found[address]

    def _of(self, story: Article | Page) -> frozenset[str]:
        text = text_of(self.root, story.source)
        if story.body.syntax != "markdown" or not text:
            return frozenset()
        made = _pressed(sheet(story, self.archive), story.body, text, self.html)
        return frozenset(unescape(found) for found in _ID.findall(made.html))

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_address)

    def __len__(self) -> int:
        return len(self._by_address)


_OF_THE_THEME = frozenset({"main", "corrections", "related"})
"""Anchors that the theme gives to every story."""
