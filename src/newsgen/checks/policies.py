"""The pages and the picture that `[publisher]` names are there.

Search engines and readers are told of them on every story's page. A path at which the site has nothing tells them of
a page that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, warning
from newsgen.news.urls import output_path

CODES = ("publisher-missing",)

SETTINGS = "newsgen.toml"


def check(paper: Paper) -> Iterator[Finding]:
    """Find paths below `[publisher]` at which nothing is."""
    for key, value in paper.settings.publisher:
        if value.startswith("/") and not {output_path(value), value[1:]} & paper.paths:
            message = f"`{key}` of [publisher] is {value}, and the site has nothing there"
            hint = "Add that page below pages/ or that file below static/, or correct the path."
            yield Finding(warning("publisher-missing", Span(SETTINGS), message, hint), (f'"{value}"',))
