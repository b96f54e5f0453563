"""A picture that lies among the stories is shown by one of them.

Nothing publishes a picture that no story names: it stays in the folder, and readers never see it. Most often its name
is misspelt in the story, or its story was deleted.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, note

CODES = ("file-unused",)

_MOST = 20
"""So many are named one by one."""


def check(paper: Paper) -> Iterator[Finding]:
    """Find pictures and other files that no story shows, hidden ones included."""
    for at, path in enumerate(paper.unused[:_MOST]):
        more = len(paper.unused) - _MOST
        others = f", and so are {more:,} more" if at == _MOST - 1 and more > 0 else ""
        hint = "Name it in the story that it belongs to, or take it away."
        yield Finding(note("file-unused", Span(path), f"no story shows this file{others}", hint))
