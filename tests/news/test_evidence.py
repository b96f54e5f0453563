"""How sure kinds of evidence are."""

from __future__ import annotations

import pytest

from newsgen.clippings import evidence
from newsgen.clippings.evidence import MEASURED, sure
from newsgen.news.diagnostics import Span
from newsgen.news.manuscript import Scalar
from newsgen.news.settings import Settings

NAME = Scalar("Ana Ruiz", Span("a.txt", 1, 1, 8))


def test_what_nobody_has_measured_stands_at_the_bar_and_one_wrong_puts_it_under(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evidence, "MEASURED", {"new": (0, 0), "wrong": (0, 1), "right": (98, 100), "all": (500, 500)})
    assert sure("new") == Settings.confidence
    assert sure("wrong") < Settings.confidence
    assert sure("right") == 0.95
    assert sure("all") < 1


@pytest.mark.parametrize("kind", MEASURED)
def test_a_kind_is_no_surer_than_it_was_right(kind: str) -> None:
    right, read = MEASURED[kind]
    assert right <= read
    assert sure(kind) <= max(Settings.confidence, right / max(read, 1))


def test_a_doubt_counts_for_more_than_the_evidence() -> None:
    found = evidence.inferred("byline", NAME, "behind a By", 0.6)
    assert (found.confidence, found.evidence) == (0.6, "byline: behind a By")
    assert evidence.inferred("byline", NAME, "behind a By").confidence == sure("byline: behind a By")
