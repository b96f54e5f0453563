"""`/404.html`: what hosts answer for an address that isn't there. Shown at any depth, it has absolute links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.output import Output, Templated
from newsgen.news.settings import Settings


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What `404.html` sees: nothing but the masthead."""


def plan(archive: Archive, settings: Settings) -> Iterator[Output]:  # noqa: ARG001
    """Yield the page."""
    if "not_found" in settings.outputs:
        yield Output("404.html", Templated("404.html"), NotFoundView(), "the page for missing addresses", absolute=True)
