"""The kinds of files that a site is made of, one a module: `families(archive, settings)` yields them.

A new kind is a new module and a row in `KINDS`. A module never imports another one of this folder.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

from newsgen.news.archive import Archive
from newsgen.news.output import Family, Output
from newsgen.news.settings import Settings

KINDS = (
    "stories",
    "withdrawn",
    "story_files",
    "cards",
    "calendar",
    "on_this_day",
    "groups",
    "front",
    "corrections",
    "pages",
    "redirects",
    "feed",
    "corrections_feed",
    "citations",
    "sitemap",
    "news_sitemap",
    "search",
    "robots",
    "not_found",
)
"""The modules, in the order in which a site is planned; none is imported before it is needed."""


def _kind(name: str) -> Any:
    return importlib.import_module(f"{__name__}.{name}")


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield everything that the site should hold, but for the files copied as they are, in families."""
    for name in KINDS:
        yield from _kind(name).families(archive, settings)


def with_pictures(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield the families that hold copies of pictures, and cards."""
    for name in ("story_files", "cards"):
        yield from _kind(name).families(archive, settings)


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Yield the outputs of all families."""
    for family in families(archive, settings):
        yield from family.outputs()


def about_copied(paths: Iterable[str], settings: Settings) -> Iterator[Output]:
    """Yield what is said of the files that are copied as they are, which no kind knows."""
    if "headers" in settings.outputs:
        yield _kind("headers").planned(settings.base_path, paths)
