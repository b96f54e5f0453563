"""`/robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

Crawlers look for it at the root of a host only; a site under a path leaves the host's own file alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.output import Family, Output, Serialised
from newsgen.news.settings import Settings


@dataclass(frozen=True, slots=True)
class RobotsView:
    """The full addresses of the sitemaps."""

    sitemaps: tuple[str, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield the file, unless the site lies below the root of its host."""
    if "robots" in settings.outputs and settings.base_path == "/":
        files = {"sitemap": "sitemap.xml", "news_sitemap": "news-sitemap.xml"} if settings.base_url else {}
        view = RobotsView(tuple(settings.base_url + file for name, file in files.items() if name in settings.outputs))
        yield Family("robots.txt", _plan, (view,))


def _plan(view: RobotsView) -> Iterator[Output]:
    yield Output("robots.txt", Serialised("robots"), view, "robots.txt")


def serialise(view: RobotsView) -> bytes:
    """Write the file."""
    lines = ["User-agent: *", "Allow: /"]
    if view.sitemaps:
        lines += ["", *(f"Sitemap: {address}" for address in view.sitemaps)]
    return ("\n".join(lines) + "\n").encode()
