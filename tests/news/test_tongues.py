"""In which language a text is, as far as a date in figures needs it."""

from __future__ import annotations

import pytest

from newsgen.news.tongues import DAY_FIRST, tongue


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry is back, and half the town was on the quay to see her come in from the sea.", "en"),
        ("Die Fähre ist zurück, und die halbe Stadt stand am Kai, um sie zu begrüßen, mit der Kapelle.", "de"),
        ("Le bac est revenu, et la moitié de la ville attendait sur le quai pour le voir entrer dans le port.", "fr"),
        ("Паром вернулся, и полгорода стояло на причале.", "ru"),
        ("המעבורת חזרה, וחצי העיר עמדה על הרציף.", "he"),
        ("Ferry. Ferry? Ferry!", ""),
        ("", ""),
    ],
)
def test_tongues(text: str, language: str) -> None:
    assert tongue(text) == language


def test_english_is_the_one_in_which_the_month_may_come_first() -> None:
    assert "en" not in DAY_FIRST
    portuguese = (
        "A balsa voltou, e metade da cidade estava no cais para vê-la entrar. Ninguém tinha pensado que demoraria."
    )
    assert tongue(portuguese) in DAY_FIRST
