"""In which language a text is, as far as a date in figures needs it."""

from __future__ import annotations

import pytest

from newsgen.news.tongues import DAY_FIRST, by_script, tongue


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("המעבורת חזרה לנמל ביום שני בבוקר עם ארבעים מכוניות ותזמורת על סיפונה, וחצי העיר חיכתה לה. ", "he"),
        ("عادت العبارة إلى الميناء صباح الاثنين وعلى متنها أربعون سيارة وفرقة موسيقية كاملة. ", "ar"),
        ("Автомобильный паром вернулся в порт в понедельник утром с сорока машинами и оркестром на борту. ", "ru"),
        ("Автомобільний пором повернувся до порту в понеділок уранці з сорока автівками і оркестром. ", ""),
        (
            "渡轮昨日上午载着四十辆汽车和一支铜管乐队返回港口，半个城市的人都在码头上迎接，没有人想到会这么久，这是真的。"
            * 2,
            "zh",
        ),
        (
            "カーフェリーが朝、車四十台と楽団を乗せて港に戻り、市民の半数が岸壁でその入港を出迎えたという話だ。" * 2,
            "ja",
        ),
        ("The ferry came back with forty cars and a brass band on board, and half the town saw her. ", ""),
        ("המעבורת", ""),
    ],
)
def test_a_script_tells_the_language_only_where_it_leaves_no_doubt(text: str, language: str) -> None:
    assert by_script(text) == language
