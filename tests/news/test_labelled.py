"""Lines that say what they are."""

from __future__ import annotations

import pytest

from newsgen.news.labelled import labelled


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("HEADLINE: Ferry is back", "headline", "Ferry is back"),
        ("Byline: Ana Ruiz", "byline", "Ana Ruiz"),
        ("作者：李明", "byline", "李明"),
        ("Publication: Saltmarsh Herald", "outlet", "Saltmarsh Herald"),
        ("LENGTH: 412 words", "", "412 words"),
        ("BODY:", "body", ""),
    ],
)
def test_labels(line: str, name: str, value: str) -> None:
    found = labelled(line)
    assert found is not None
    assert (found.name, line[found.start : found.end]) == (name, value)


@pytest.mark.parametrize("line", ["Ferry: it is back", "HARBOUR: Ferry is back", "Headline:", "Body: a word", "9:30"])
def test_no_labels(line: str) -> None:
    assert labelled(line) is None
