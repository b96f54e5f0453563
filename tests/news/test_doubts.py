"""How sure a headline is by its own words."""

from __future__ import annotations

import pytest

from newsgen.clippings.doubts import of_lines, sureness


@pytest.mark.parametrize(
    ("value", "is_sure"),
    [
        ("Ferry returns to Saltmarsh crossing", True),
        ("HARBOUR MASTER QUITS", True),
        ("Jane Doe", False),
        ("The ferry returned on Monday.", False),
        ("Sport", False),
        ("Lille (France), 5 mars 2018 (AFP) -", False),
        ("Re: “Ferry Returns”", False),
        ("株式会社みなと文具", False),
        ("Hi Mum, this was in the paper - J", False),
        ('News alert for: "Saltmarsh ferry"', False),
        ("4 SALTMARSH COURIER, TUESDAY, JUNE 3. 1941", False),
        ("Dear old ferry, how we missed her", True),
        ("Courier boy finds a gold watch in the harbour", True),
        ("https://www.saltmarsh.example/ferry", False),
    ],
)
def test_what_may_be_something_else_is_asked_about(value: str, is_sure: bool) -> None:
    assert (sureness(value) >= 0.9) is is_sure


def test_a_name_is_a_headline_where_somebody_else_signed() -> None:
    assert sureness("Harbour Lights", is_signed=True) > sureness("Harbour Lights")


@pytest.mark.parametrize(
    ("lines", "is_sure"),
    [
        (["Streetcar No. 9 Makes", "Its Final Run Tonight"], True),
        (["School board bans kazoos,", "then plays one"], True),
        (["Ferry is back", "Harbour is mended"], False),
        (["Ferry Is Back", "Harbour Master Asks for New Rope and for Patience"], False),
        (["What will the ferry cost?", "it is free, and on Sundays it is slow"], False),
        (["Council finds money that it did not know it had lost", "Olga Vardy"], False),
    ],
)
def test_two_lines_may_be_a_headline_and_a_deck(lines: list[str], is_sure: bool) -> None:
    assert (of_lines(lines) >= 0.9) is is_sure
