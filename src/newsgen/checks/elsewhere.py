"""A picture of another site goes when that site goes, and tells that site who reads the story.

A story may show one: `![A pier](https://example.org/pier.jpg)`. An archive outlives most sites, so a copy of it belongs
beside the story, and its name into the text: `![A pier](pier.jpg)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.news.diagnostics import Diagnostic, Span, note
from newsgen.news.prose import Prose

CODES = ("picture-elsewhere",)

_PICTURE = re.compile(r"!\[[^\]\[]{0,500}\]\(\s*<?((?:https?:)?//[^\s<>()]+)", re.IGNORECASE)


def read(prose: Prose) -> Iterator[Diagnostic]:
    """Find pictures in a text that lie on other sites."""
    if prose.syntax != "markdown" or "![" not in prose.text or "//" not in prose.text:
        return
    for number, line in prose.written:
        for match in _PICTURE.finditer(line):
            span = Span(prose.path, number, match.start(1) + 1, len(match[1]))
            hint = "Put a copy beside the story and write its name here: it stays when the other site goes."
            yield note("picture-elsewhere", span, "this picture lies on another site", hint)
