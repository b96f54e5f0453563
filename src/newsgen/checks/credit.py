"""A photo names who made it.

`credit` is printed behind the caption, and search engines are told. Who made a picture has a right to be named in
most countries, and an archive that doesn't know today will not know later. A credit that the file itself holds (IPTC)
counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, warning

CODES = ("credit-missing",)


def check(paper: Paper) -> Iterator[Finding]:
    """Find photos with a caption and without a credit."""
    for story in paper.stories:
        for photo in story.photos:
            if photo.src and photo.caption and not photo.credit:
                name = photo.src.rpartition("/")[2]
                message = f"the photo {name} has a caption and no `credit`: nobody is named as its maker"
                hint = "Add `credit: …` below it; `credit: unknown` if nobody knows."
                yield Finding(warning("credit-missing", Span(story.source), message, hint), (name,))
