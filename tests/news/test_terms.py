"""Words as search knows them, and their stems."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.searching.stems import stemmer
from newsgen.searching.terms import folded, pairs, vocabulary, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The keeper's 7.40 ferry", "the keeper s 7 40 ferry"),
        ("_stressed_ and *loud*", "stressed and loud"),
        ("L’été à Orléans", "l été à orléans"),
        ('צה״ל וצה"ל', "צהל וצהל"),
        ("news\u00adpaper", "newspaper"),
        ("می\u200cخواهم", "میخواهم"),
        ("हिन्दी में", "हिन्दी में"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("一九六二年，祖父。", "一九六二年 祖父"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("été", "ete"),
        ("straße", "strasse"),
        ("łódź", "lodz"),
        ("ёлка", "елка"),
        ("Ｆｕｌｌ", "full"),
        ("שָׁלוֹם", "שלום"),
        ("مُعَلِّم", "معلم"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
        ("서울", "서울"),
        ("が", "が"),
        ("हिन्दी", "हिन्दी"),
        ("οδός", "οδοσ"),
    ],
)
def test_folding(word: str, expected: str) -> None:
    assert folded(word) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in words(text):
        assert folded(folded(word)) == folded(word)


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("en", "ferries", ("ferries", "ferri")),
        ("en-GB", "ferry", ("ferry", "ferri")),
        ("de", "häuser", ("hauser", "haus")),
        ("fr", "bateaux", ("bateaux", "bateau")),
        ("ru", "паромы", ("паромы", "паром")),
        ("he", "ירושלים", ("ירושלים", "ירושלים")),
        ("tlh", "ferries", ("ferries", "ferries")),
    ],
)
def test_stems(language: str, word: str, expected: tuple[str, str]) -> None:
    assert vocabulary(language.partition("-")[0]).terms(word) == (expected,)


def test_scripts_without_blanks_are_cut_into_pairs() -> None:
    assert vocabulary("zh").terms("渡轮停") == (("渡轮", "渡轮"), ("轮停", "轮停"), ("停", "停"))
    assert vocabulary("zh").terms("钟") == (("钟", "钟"),)
    assert [term for term, _ in vocabulary("ja").terms("nhk放送")] == ["nhk", "放送", "送"]
    assert pairs("ab") == ["ab", "b"]


LOOKED_UP = "ar ca de en eo es fa fi fr it nl pl pt ro ru tr ta yi"


@pytest.mark.parametrize("language", LOOKED_UP.split())
def test_looking_endings_up_finds_the_same_stems(language: str) -> None:
    """What `_Quick` takes the place of is Snowball's own search."""
    import snowballstemmer

    from newsgen.searching.stems import _ALGORITHMS

    theirs = snowballstemmer.stemmer(_ALGORITHMS[language])
    sample = {
        "ar": "والمدرسة الكتابات مدرسون",
        "fi": "talossa taloissamme kirjoittaminen",
        "it": "navigazione abbandonandosi",
        "pl": "pociągami najlepszych",
        "pt": "navegações rapidamente",
        "ru": "паромами красивейшая читавшими",
        "ta": "கட்டிடங்கள்",
        "tr": "gemilerimizden okullarındaki",
        "yi": "געשריבן",
    }.get(language, "nationalization running ferries happily generically häuser maisons navegaciones corriendo")
    made = ["".join(choices) for choices in product("aeiouyäéñqst", repeat=3)]
    for word in [*words(sample), *made, *(f"{one}{one}ation" for one in made[::7])]:
        assert stemmer(language)(word) == theirs.stemWord(word)


def test_signs_that_need_no_folding() -> None:
    """What `_ONLY_SIGNS` lets pass is cut into pairs as it is."""
    from newsgen.searching.terms import _ONLY_SIGNS

    signs = [chr(code) for code in range(0x3000, 0xD7FF) if _ONLY_SIGNS.match(2 * chr(code))]
    assert len(signs) > 30_000
    assert [sign for sign in signs if folded(sign) != sign] == []
    assert vocabulary("ja")["ガラスの窓"] == tuple(pairs("ガラスの窓"))
    assert vocabulary("ja")["ｶﾞラ"] == ("ガラ", "ラ")


def test_a_word_is_told_from_a_stem() -> None:
    known = vocabulary("de")
    used = set(words("Häuser und Brücke"))
    assert all(known[word] for word in used)
    assert known.is_word("und", used)
    assert not known.is_word("haus", used)
    assert not known.is_word("brucke", used)
