"""`/_headers`: what Netlify, Cloudflare and their kind say with each file: what pages may load, above all.

Each page states a narrower policy itself. Of caching nothing is said but of files that never change, for these hosts
have all others asked for anew anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsgen.news.output import Output, Serialised
from newsgen.news.serving import FOR_EVER, SAID_OF_ALL, is_hashed
from newsgen.news.urls import encoded

MOST_RULES = 100
"""So many Cloudflare reads (https://developers.cloudflare.com/pages/configuration/headers/)."""


@dataclass(frozen=True, slots=True)
class HeadersView:
    """The path that the site lies under, what is said of all files, and which files never change."""

    base_path: str
    said: tuple[tuple[str, str], ...]
    unchanging: tuple[str, ...]


def planned(base_path: str, copied: Iterable[str]) -> Output:
    """Plan the file; `copied` are the paths of files that are copied as they are."""
    unchanging = sorted({path for path in copied if is_hashed(path)})[: MOST_RULES - 1]
    view = HeadersView(base_path, SAID_OF_ALL, tuple(unchanging))
    return Output("_headers", Serialised("headers"), view, "what is said with each file")


def serialise(view: HeadersView) -> bytes:
    """Write the file: a path, and below it lines that begin with two spaces."""
    lines = [f"{view.base_path}*", *(f"  {name}: {value}" for name, value in view.said)]
    for path in view.unchanging:
        lines += [f"{view.base_path}{encoded(path)}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join([*lines, ""]).encode()
