"""`/_headers`: what Netlify, Cloudflare and their kind say with each file: what pages may load, above all.

Each page states a narrower policy itself. Nothing is said of caching: these hosts have files asked for anew anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgen.news.archive import Archive
from newsgen.news.output import Family, Output, Serialised
from newsgen.news.serving import SAID_OF_ALL
from newsgen.news.settings import Settings


@dataclass(frozen=True, slots=True)
class HeadersView:
    """The path that the site lies under, and what is said of all files."""

    base_path: str
    said: tuple[tuple[str, str], ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:  # noqa: ARG001
    """Yield the file, if it is wanted."""
    if "headers" in settings.outputs:
        yield Family("_headers", _plan, (settings.base_path, SAID_OF_ALL))


def _plan(base_path: str, said: tuple[tuple[str, str], ...]) -> Iterator[Output]:
    yield Output("_headers", Serialised("headers"), HeadersView(base_path, said), "what is said with each file")


def serialise(view: HeadersView) -> bytes:
    """Write the file: a path, and below it lines that begin with two spaces."""
    lines = [f"{view.base_path}*", *(f"  {name}: {value}" for name, value in view.said)]
    return "\n".join([*lines, ""]).encode()
