"""Which of the printed days is the story's."""

from __future__ import annotations

import pytest

from newsgen.formats import clipping
from newsgen.news.manuscript import Scalar

ENGLISH = "The ferry is back, and half the town was on the quay to see her come in from the sea. " * 3
GERMAN = "Die Fähre ist zurück, und die halbe Stadt stand am Kai, um sie zu begrüßen, mit der Kapelle. " * 3


def dated(text: str) -> tuple[str, bool]:
    """The day that is read, and whether it is sure enough."""
    found = next((one for one in clipping.read(text, "a.txt").inferred if one.name == "date"), None)
    if found is None:
        return "", False
    assert isinstance(found.value, Scalar)
    return found.value.text, found.confidence >= 0.9


@pytest.mark.parametrize(
    ("head", "body", "tail", "day", "is_sure"),
    [
        ("By Ana Ruiz\n03/04/2018", ENGLISH, "", "", False),
        ("Von Ana Ruiz\n03/04/2018", GERMAN, "", "2018-04-03", True),
        ("By Ana Ruiz\n03/04/2018", ENGLISH, "Last updated April 3, 2018", "2018-04-03", True),
        ("By Ana Ruiz\nMarch 1998", ENGLISH, "", "1998-03", True),
        ("By Ana Ruiz\n17-Dec-98", ENGLISH, "", "1998-12-17", True),
        ("By Ana Ruiz\n05.03.18, 14:33", ENGLISH, "", "2018-03-05", True),
        ("By Ana Ruiz\n05.03.18", ENGLISH, "", "2018-03-05", False),
        ("March 6, 2018\nBy Ana Ruiz\nMarch 5, 2018", ENGLISH, "", "2018-03-06", False),
        ("By Ana Ruiz\n05.03.18", ENGLISH, "© 2018 The Gull", "2018-03-05", True),
        ("By Ana Ruiz\n26-FEB-1987 15:01:01.79", ENGLISH, "", "1987-02-26", True),
        ("By Ana Ruiz\nUpdated 10:12 AM ET, Mon March 5, 2018", ENGLISH, "", "2018-03-05", True),
        ("https://gull.example/2018/03/05/ferry/\nBy Ana Ruiz", ENGLISH, "", "2018-03-05", True),
        ("By Ana Ruiz", ENGLISH, "LOAD-DATE: March 6, 1998", "", False),
        ("By Ana Ruiz", ENGLISH, "", "", False),
    ],
)
def test_days(head: str, body: str, tail: str, day: str, is_sure: bool) -> None:
    assert dated(f"Ferry is back after the long winter\n\n{head}\n\n{body}\n\n{tail}\n") == (day, is_sure)
