"""The line under a newspaper's title."""

from __future__ import annotations

import pytest

from newsgen.clippings.mastheads import masthead


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("The Gull   Vol. LXII, No. 18   Thursday, May 6, 1954   Page 3", "The Gull", "1954-05-06"),
        ("№ 87 (4112)    Четверг, 22 июля 1965 г.    Цена 2 коп.", "", "1965-07-22"),
        ("Le Phare — Dixième année — N° 3 412 — Lundi 1er mai 1911 — CINQ CENTIMES", "Le Phare", "1911-05-01"),
        ("盐沼新報 昭和39年10月9日（金曜日） 朝刊 12面", "盐沼新報", "1964-10-09"),
        ("Año XXIV   Núm. 7.118   Domingo 14 de agosto de 1932   15 céntimos", "", "1932-08-14"),
    ],
)
def test_mastheads(line: str, outlet: str, day: str) -> None:
    found = masthead(line)
    assert found is not None
    assert (found.outlet, [date.iso for date in found.dates]) == (outlet, [day])


@pytest.mark.parametrize(
    "line", ["Ferry returns to Saltmarsh", "March 5, 2012", "No. 10 says no to a ferry", "The Gull", "Page 3", ""]
)
def test_no_mastheads(line: str) -> None:
    assert masthead(line) is None
