"""A page for each story: `/2018/12/17/ferry-runs/`. A family is the stories of one month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsgen.news.archive import Archive, versions
from newsgen.news.article import Article
from newsgen.news.listing import Link, story_link
from newsgen.news.output import Family, Output, PrintedText, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

MAKER = Templated("article.html")


@dataclass(frozen=True, slots=True)
class StoryView:
    """What `article.html` sees: the story, its neighbours in the archive and in its thread, the same story in other
    languages, and the stories that its editor put beside it."""

    story: Article
    earlier: Link | None
    later: Link | None
    earlier_in_thread: Link | None
    later_in_thread: Link | None
    translations: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()


_Beside = tuple[tuple[Link, ...], tuple[Link, ...]]
"""The translations of a story, and the stories that are related to it."""


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield a family a month."""
    in_threads = _thread_neighbours(archive) if "threads" in settings.outputs else {}
    beside = _beside(archive)
    articles = archive.articles
    start = 0
    for month, found in groupby(articles, lambda article: article.date.iso_day[:7]):
        texts = tuple([archive.printed(article) for article in found])
        end = start + len(texts)
        before = story_link(articles[start - 1].teaser if start else None)
        after = story_link(articles[end].teaser if end < len(articles) else None)
        threads = tuple([(t.story.source, *in_threads[t.story.source]) for t in texts if t.story.source in in_threads])
        linked = tuple([(t.story.source, *beside[t.story.source]) for t in texts if t.story.source in beside])
        yield Family(f"stories {month}", _plan, (texts, before, after, threads, linked))
        start = end


def _plan(
    texts: tuple[PrintedText, ...],
    before: Link | None,
    after: Link | None,
    threads: tuple[tuple[str, Link | None, Link | None], ...],
    linked: tuple[tuple[str, tuple[Link, ...], tuple[Link, ...]], ...],
) -> Iterator[Output]:
    in_threads = {source: (earlier, later) for source, earlier, later in threads}
    beside: dict[str, _Beside] = {source: (translations, related) for source, translations, related in linked}
    articles = [text.story for text in texts if isinstance(text.story, Article)]
    links = [before, *(story_link(article.teaser) for article in articles), after]
    for index, (text, article) in enumerate(zip(texts, articles, strict=True)):
        view = StoryView(
            article,
            links[index],
            links[index + 2],
            *in_threads.get(article.source, (None, None)),
            *beside.get(article.source, ((), ())),
        )
        yield Output(output_path(article.url), MAKER, view, article.source, (text,))


def _thread_neighbours(archive: Archive) -> dict[str, tuple[Link | None, Link | None]]:
    """Return the neighbours of each story of a thread within it, by source."""
    sources = {article.id: article.source for article in archive.articles if article.teaser.thread}
    found = {}
    for thread in archive.groups["threads"]:
        links = [None, *map(story_link, thread.stories), None]
        for index, story in enumerate(thread.stories):
            found[sources[story.id]] = (links[index], links[index + 2])
    return found


def _beside(archive: Archive) -> dict[str, _Beside]:
    """Return what stands beside each story that is part of a translation, or names related ones, by source.

    What isn't on the site is left out.
    """
    naming = [article for article in archive.articles if article.translation_of or article.related]
    if not naming:
        return {}
    by_id = {article.id: article for article in archive.articles}
    sets = versions(archive.articles)
    translations = {a.source: tuple(_link(b) for b in found if b is not a) for found in sets.values() for a in found}
    related = {a.source: tuple(_link(by_id[id_]) for id_ in a.related if id_ in by_id) for a in naming}
    return {source: (translations.get(source, ()), related.get(source, ())) for source in translations | related}


def _link(article: Article) -> Link:
    teaser = article.teaser
    return Link(teaser.url, teaser.headline, teaser.date, teaser.lang)
