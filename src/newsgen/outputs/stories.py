"""A page for each story: `/2018/12/17/ferry-runs/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.listing import Link, story_link
from newsgen.news.output import Output, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

MAKER = Templated("article.html")


@dataclass(frozen=True, slots=True)
class StoryView:
    """What `article.html` sees: the story, its neighbours in the archive and in its thread, its photos' presence."""

    story: Article
    earlier: Link | None
    later: Link | None
    earlier_in_thread: Link | None
    later_in_thread: Link | None


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Yield one output a story."""
    threads = _thread_neighbours(archive) if "threads" in settings.outputs else {}
    articles = archive.articles
    last = len(articles) - 1
    for index, article in enumerate(articles):
        before, after = threads.get(article.id, (None, None))
        view = StoryView(
            story=article,
            earlier=story_link(articles[index - 1].teaser if index else None),
            later=story_link(articles[index + 1].teaser if index < last else None),
            earlier_in_thread=before,
            later_in_thread=after,
        )
        yield Output(output_path(article.url), MAKER, view, article.source, (archive.printed(article),))


def _thread_neighbours(archive: Archive) -> dict[str, tuple[Link | None, Link | None]]:
    found = {}
    for thread in archive.groups["threads"]:
        links = [None, *map(story_link, thread.stories), None]
        for index, story in enumerate(thread.stories):
            found[story.id] = (links[index], links[index + 2])
    return found
