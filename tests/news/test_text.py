"""Text: what can't be published, and when two names are one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.text import bidi_control, direction, encodings, fold, has_symbols, one_line, shorten, unprintable

SAME = [
    ("J. Doe", "j-doe"),
    ("J. Doe", "J DOE"),
    ("J. Doe", "  j_doe "),
    ("café", "cafe"),
    ("café", "cafe\u0301"),
    ("CAFÉ", "Café"),
    ("Straße", "STRASSE"),
    ("ﬁsh", "fish"),
    ("Ａｂｃ", "abc"),
    ("Άθήνα", "αθηνα"),
    ("Zoë\u00a0Quinn", "Zoe Quinn"),
    ("Women’s", "Women's"),
    ("a — b", "a-b"),
    ("İstanbul", "istanbul"),
    ("Israel\u200b", "Israel"),
    ("\u200fחיפה", "חיפה"),
    ("co\u00adoperation", "cooperation"),
    ("❤\ufe0f", "❤"),
    ("Ёлка", "Е\u0308лка"),
    ("가", "\u1100\u1161"),
    ("が", "か\u3099"),
]
DIFFERENT = [
    ("C++", "C#"),
    ("C++", "C"),
    ("C#", "C"),
    ("й", "и"),
    ("Ё", "Е"),
    ("हिन्दी", "हन्द"),
    ("が", "か"),
    ("R&D", "RD"),
    ("50%", "50"),
    ("ø", "o"),
    ("שָׁלוֹם", "שלום"),
    ("", "a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_identity(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_identities(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_is_stable_and_blind_to_unicode_forms(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    forms: tuple[str, ...] = ("NFC", "NFD", "NFKC", "NFKD")
    if any(char.isalnum() for char in name):
        assert {fold(unicodedata.normalize(form, name)) for form in forms} == {folded}  # type: ignore[arg-type]


def test_nothing_but_punctuation_is_its_own_identity() -> None:
    assert fold("...") == "..."
    assert fold("!") != fold("?")


@pytest.mark.parametrize(
    "char", [*map(chr, range(9)), "\x0b", "\x0c", "\x0e", "\x1f", "\ufffe", "\uffff", chr(0xD800), chr(0xDFFF)]
)
def test_unprintable(char: str) -> None:
    found = unprintable(f"ab{char}c")
    assert found is not None
    assert found.start() == 2


@pytest.mark.parametrize("char", ["\t", "\n", "\r", " ", "\u00a0", "\ue000", "\U0001f600", "\U0010ffff", "\ufffd"])
def test_printable(char: str) -> None:
    assert unprintable(char) is None


def test_bidi_controls_are_found_and_marks_are_not() -> None:
    assert all(bidi_control(f"a{char}b") for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert bidi_control("\u200eשלום\u200f") is None


def test_one_line_keeps_no_break_spaces() -> None:
    assert one_line(" a\r\n b\t\tc\u2028d\u2029e\u00a0f\u202fg ") == "a b c d e\u00a0f\u202fg"


@pytest.mark.parametrize(
    ("key", "symbols"), [("c++", True), ("c#", True), ("r&d", True), ("j doe", False), ("हिन्दी", False), ("🎉", True)]
)
def test_symbols(key: str, symbols: bool) -> None:
    assert has_symbols(key) is symbols


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("fa", "rtl"),
        ("en", "ltr"),
        ("az-Arab", "rtl"),
        ("he-Latn", "ltr"),
        ("zh", "ltr"),
    ],
)
def test_direction(language: str, way: str) -> None:
    assert direction(language) == way


@given(st.text(max_size=60), st.integers(2, 40))
def test_shortened_text_fits(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


def test_shortening_cuts_at_a_words_end() -> None:
    assert shorten("The ferry runs again today", 20) == "The ferry runs…"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café Central ran the keeper’s boat", "windows-1252"),
        ("Café Central ran the boat", "iso-8859-1"),
        ("Паром вернулся в гавань, сообщили в порту", "windows-1251"),
        ("Паром вернулся в гавань", "koi8-r"),
        ("עם שחר חזרה המעבורת לנמל", "windows-1255"),
        ("عادت العبارة إلى الميناء", "windows-1256"),
        ("渡轮昨天返回港口", "gb18030"),
        ("フェリーが港に戻った", "shift_jis"),
    ],
)
def test_an_old_encoding_is_among_those_proposed(text: str, encoding: str) -> None:
    assert encoding in encodings(text.encode(encoding))
