"""`/404.html`: what hosts answer for an address that isn't there. Shown at any depth, it has absolute links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.output import Family, Output, Templated
from newsgen.news.settings import Settings


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What `404.html` sees beside the masthead: the path that the site lies under."""

    base_path: str


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield the page; what its links are made absolute with is among its inputs."""
    if "not_found" in settings.outputs:
        yield Family("404.html", _plan, (settings.base_path,))


def _plan(base_path: str) -> Iterator[Output]:
    view = NotFoundView(base_path)
    yield Output("404.html", Templated("404.html"), view, "the page for missing addresses", absolute=True)
