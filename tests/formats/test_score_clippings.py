"""The score over clippings that were written without sight of the reader doesn't fall."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.score_clippings import BLIND, FIELDS, RIGHT, WRONG, failures, judged, table

JUDGED = list(judged(BLIND))


@pytest.mark.parametrize(
    ("folder", "accepted", "precision"),
    [
        (BLIND, 347, 0.995),
        (BLIND.with_name("clippings-blind2"), 294, 0.995),
        (BLIND.with_name("clippings-blind3"), 535, 0.994),
        (BLIND.with_name("clippings-blind4"), 459, 0.997),
        (BLIND.with_name("clippings-blind5"), 439, 0.997),
        (BLIND.with_name("clippings-blind6"), 438, 0.995),
        (BLIND.with_name("clippings-blind7"), 478, 0.975),
    ],
    ids=[f"the {number} set" for number in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")],
)
def test_what_is_accepted_is_right(folder: Path, accepted: int, precision: float) -> None:
    fields = [one for one in judged(folder) if one.field != "body"]
    right = sum(one.verdict == RIGHT for one in fields)
    found = right + sum(one.verdict == WRONG for one in fields)
    assert found >= accepted
    assert right / found >= precision


def test_the_table_has_every_field_and_every_failure_a_line() -> None:
    lines = list(table(JUDGED))
    assert all(any(line.startswith(f"| {field} |") for line in lines) for field in FIELDS)
    assert len(list(failures(JUDGED))) == sum(one.verdict not in (RIGHT, "") for one in JUDGED)
