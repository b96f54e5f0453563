"""Bylines in front matter and in clippings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news import bylines
from newsgen.news.bylines import Byline, Credit


def known(part: str) -> bool:
    return part in {"The Saltmarsh Gazette", "SGZT"}


def names(text: str) -> list[str]:
    return [credit.name for credit in bylines.read(text, known).credits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ana Ruiz", ["Ana Ruiz"]),
        ("BY ANA RUIZ", ["ANA RUIZ"]),
        ("by: Ana Ruiz and J. Doe", ["Ana Ruiz", "J. Doe"]),
        ("Ana Ruiz, J. Doe and Li Wei", ["Ana Ruiz", "J. Doe", "Li Wei"]),
        ("Ana Ruiz & J. Doe; Li Wei", ["Ana Ruiz", "J. Doe", "Li Wei"]),
        ("Madonna", ["Madonna"]),
        ("By Staff", ["Staff"]),
        ("By Staff and Wire Reports", ["Staff and Wire Reports"]),
        ("Martin Cole, Jr., and Ana Ruiz", ["Martin Cole, Jr.", "Ana Ruiz"]),
        ("Martin Cole III", ["Martin Cole III"]),
        ("By Ana Ruiz, M.D.", ["Ana Ruiz, M.D."]),
        ("NARUSE, Yui", ["Yui Naruse"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Von Greta Lindt und Jörg Ahlers", ["Greta Lindt", "Jörg Ahlers"]),
        ("Par Luc Moreau et Anne Petit", ["Luc Moreau", "Anne Petit"]),
        ("Por Elena Soto y Luis Vega", ["Elena Soto", "Luis Vega"]),
        ("Di Paolo Serra e Chiara Neri", ["Paolo Serra", "Chiara Neri"]),
        ("Door Jan de Wit en Els van Dam", ["Jan de Wit", "Els van Dam"]),
        ("Текст: Пётр Лугов и Анна Зимина", ["Пётр Лугов", "Анна Зимина"]),
        ("מאת דנה לוי ויוסי כהן", ["דנה לוי", "יוסי כהן"]),
        ("מאת: דוד ויסמן", ["דוד ויסמן"]),
        ("بقلم أحمد علي ومحمد حسن", ["أحمد علي", "محمد حسن"]),
        ("كتب: سامي حداد", ["سامي حداد"]),
        ("文/张三", ["张三"]),
        ("作者:张三、李四", ["张三", "李四"]),
        ("本报记者 王小明", ["王小明"]),
        ("文＝山田太郎", ["山田太郎"]),
        ("記者・山田太郎", ["山田太郎"]),
        ("Ana Ruiz (@aruiz) & Li Wei (li@paper.example)", ["Ana Ruiz", "Li Wei"]),
        ("", []),
        (" , ; ", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected
    assert bylines.read(text, known).unclear == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz, SGZT", Byline((Credit("Ana Ruiz"),), outlet="SGZT")),
        ("Ana Ruiz, Special to The Haven Courier", Byline((Credit("Ana Ruiz"),), outlet="The Haven Courier")),
        ("Ana Ruiz, of The Haven Courier Staff", Byline((Credit("Ana Ruiz"),), outlet="The Haven Courier")),
        ("J. Doe and Li Wei in Geneva", Byline((Credit("J. Doe"), Credit("Li Wei")), place="Geneva")),
        ("Ana Ruiz in Haven and Li Wei in Oslo", Byline((Credit("Ana Ruiz"), Credit("Li Wei")), place="Haven, Oslo")),
        ("Ana Ruiz (Reuters)", Byline((Credit("Ana Ruiz"),), wire="Reuters")),
        ("Ana Ruiz, Staff Writer", Byline((Credit("Ana Ruiz", "Staff Writer"),))),
        ("ANA RUIZ/Political Editor", Byline((Credit("ANA RUIZ", "Political Editor"),))),
        ("Photographs by Li Wei", Byline((Credit("Li Wei", "Photographs"),))),
        ("Text by Ana Ruiz. Photos by Li Wei", Byline((Credit("Ana Ruiz"), Credit("Li Wei", "Photos")))),
        ("By The Associated Press", Byline((Credit("The Associated Press"),), wire="The Associated Press")),
        ("Ana Ruiz, Haven Courier", Byline((Credit("Ana Ruiz"),), unclear="Haven Courier")),
        ("Ana Ruiz, Haven", Byline((Credit("Ana Ruiz"),), unclear="Haven")),
        ("Ruiz, Ana", Byline((Credit("Ruiz"),), unclear="Ana")),
    ],
)
def test_parts(text: str, expected: Byline) -> None:
    assert bylines.read(text, known) == expected


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("By Ana Ruiz, SGZT", "SGZT"),
        ("By Ana Ruiz, Haven Courier", "Haven Courier"),
        ("By ANA RUIZ, SGZT", "SGZT"),
        ("Ana Ruiz / Haven Courier", "Haven Courier"),
        ("By Ana Ruiz, J. Doe and Li Wei", ""),
        ("By ANA RUIZ, LI WEI", ""),
        ("Ana Ruiz, Staff Writer", ""),
        ("By Ana Ruiz, havencourier.example", "havencourier.example"),
    ],
)
def test_printed_bylines(line: str, outlet: str) -> None:
    found = bylines.printed(line)
    assert found is not None
    assert found.outlet == outlet


@pytest.mark.parametrize(
    "line",
    [
        "By morning the town was gone",
        "By and large, nothing happened.",
        "Israel, Jordan and Egypt",
        "Ana Ruiz",
        "Di Canio",
        "Ferry returns to Saltmarsh",
        "By the time the ferry came, the town had gone to bed, and nobody stood on the quay but the harbour master.",
    ],
)
def test_lines_that_are_no_bylines(line: str) -> None:
    assert bylines.printed(line) is None


@given(st.text(max_size=200), st.booleans())
def test_never_raises(text: str, answer: bool) -> None:
    found = bylines.read(text, lambda _: answer)
    assert all(credit.name for credit in found.credits)
    bylines.printed(text)
