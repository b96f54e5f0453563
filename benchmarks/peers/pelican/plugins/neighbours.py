"""The story before and after each story, and the period before and after each period: Pelican has neither itself."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pelican import signals


def find(generator: Any) -> None:
    """Give each article `earlier` and `later`, and the templates a table of neighbouring periods."""
    stories = sorted(generator.articles, key=lambda story: story.date)
    for before, after in zip([None, *stories], [*stories, None], strict=True):
        if before:
            before.later = after
        if after:
            after.earlier = before
    periods: dict[tuple[int, ...], tuple[Any, Any]] = {}
    for length in (1, 2, 3):
        keys = [key for key, _ in groupby(stories, key=lambda story: _key(story, length))]
        periods |= {
            key: (before, after) for before, key, after in zip([None, *keys], keys, [*keys[1:], None], strict=False)
        }
    generator.context["periods"] = periods


def _key(story: Any, length: int) -> tuple[int, ...]:
    return (story.date.year, story.date.month, story.date.day)[:length]


def register() -> None:
    """Ask Pelican to call `find` when all articles are read."""
    signals.article_generator_finalized.connect(find)
