"""A page for each story: `/2018/12/17/ferry-runs/`. A family is the stories of one month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.listing import Link, story_link
from newsgen.news.output import Family, Output, PrintedText, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

MAKER = Templated("article.html")


@dataclass(frozen=True, slots=True)
class StoryView:
    """What `article.html` sees: the story, and its neighbours in the archive and in its thread."""

    story: Article
    earlier: Link | None
    later: Link | None
    earlier_in_thread: Link | None
    later_in_thread: Link | None


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield a family a month."""
    in_threads = _thread_neighbours(archive) if "threads" in settings.outputs else {}
    articles = archive.articles
    start = 0
    for month, found in groupby(articles, lambda article: article.date.iso_day[:7]):
        texts = tuple([archive.printed(article) for article in found])
        end = start + len(texts)
        before = story_link(articles[start - 1].teaser if start else None)
        after = story_link(articles[end].teaser if end < len(articles) else None)
        threads = tuple([(t.story.source, *in_threads[t.story.source]) for t in texts if t.story.source in in_threads])
        yield Family(f"stories {month}", _plan, (texts, before, after, threads))
        start = end


def _plan(
    texts: tuple[PrintedText, ...],
    before: Link | None,
    after: Link | None,
    threads: tuple[tuple[str, Link | None, Link | None], ...],
) -> Iterator[Output]:
    in_threads = {source: (earlier, later) for source, earlier, later in threads}
    articles = [text.story for text in texts if isinstance(text.story, Article)]
    links = [before, *(story_link(article.teaser) for article in articles), after]
    for index, (text, article) in enumerate(zip(texts, articles, strict=True)):
        view = StoryView(article, links[index], links[index + 2], *in_threads.get(article.source, (None, None)))
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
