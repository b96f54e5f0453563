"""A new story: a file in `articles/` whose fields are filled in, and whose name, address and arrival are pinned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from newsgen.news import slugs
from newsgen.news.article import Article
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.field_lines import field_lines
from newsgen.news.settings import Settings
from newsgen.reading import sources
from newsgen.reading.parser import parse

_ALWAYS = ("headline", "date", "byline", "deck", "section", "tags")
"""Fields that stand in every new story, filled in or left open."""


@dataclass(frozen=True, slots=True)
class NewStory:
    """A story that isn't in the archive yet: its path, its text, and what a build would make of it."""

    path: str
    text: str
    made: Article | None
    problems: tuple[Diagnostic, ...]


def new_story(
    settings: Settings, headline: str, date: NewsDate, stated: Mapping[str, str], added: datetime
) -> NewStory:
    """Make a story of its headline, its date and other fields as they were stated; `slug` is made if it isn't."""
    slug = stated.get("slug") or slugs.from_headline(headline, keep_script=settings.slugs == "unicode")
    folder = f"{date.year:04}" if date.year else "undated"
    stem = slugs.file_stem(slug)
    if sources.NO_STORY.fullmatch(f"{stem}.md"):
        stem += "-story"
    given = {
        **dict.fromkeys(_ALWAYS, ""),
        **stated,
        "headline": headline,
        "date": date.iso + date.qualifier or "unknown",
        "slug": slug,
        "id": stated.get("id") or f"{folder}/{slugs.pinned(slug)}",
        "added": added.isoformat(timespec="seconds"),
    }
    lines = (line for name, value in given.items() for line in _lines(name, value))
    text = "\n".join(["---", *lines, "---", "", ""])
    path = f"articles/{folder}/{stem}.md"
    parsed = parse(settings, path, text.encode())
    return NewStory(path, text, parsed.made if isinstance(parsed.made, Article) else None, parsed.problems)


def _lines(name: str, value: str) -> Iterable[str]:
    return field_lines([(name, value)]) if value else [f"{name}:"]


def other_one(story: Article, archive: Iterable[Article]) -> Article | None:
    """Return a story of the archive that has this one's address or id."""
    return next((other for other in archive if other.url == story.url or other.id == story.id), None)
