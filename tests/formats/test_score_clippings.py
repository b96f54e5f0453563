"""The score over clippings that were written without sight of the reader doesn't fall."""

from __future__ import annotations

from tests.score_clippings import BLIND, FIELDS, RIGHT, WRONG, failures, judged, table

JUDGED = list(judged(BLIND))


def test_what_is_accepted_is_right() -> None:
    fields = [one for one in JUDGED if one.field != "body"]
    right = sum(one.verdict == RIGHT for one in fields)
    accepted = right + sum(one.verdict == WRONG for one in fields)
    assert accepted >= 300
    assert right / accepted >= 0.98


def test_the_table_has_every_field_and_every_failure_a_line() -> None:
    lines = list(table(JUDGED))
    assert all(any(line.startswith(f"| {field} |") for line in lines) for field in FIELDS)
    assert len(list(failures(JUDGED))) == sum(one.verdict not in (RIGHT, "") for one in JUDGED)
