"""Which words stand side by side: whatever phrase a story has, its columns say so; and few others do."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsgen.searching.neighbours import COLUMNS, note, region
from newsgen.searching.terms import folded, pieces, vocabulary, words
from tests.search_index import beside

SAID = ["the", "ferry", "Ferries", "été", "渡轮停", "渡轮", "𠀀𠀁", "שלום", "x2", "नदी", "iPhone手机"]


def made(*portions: list[str]) -> tuple[bytes, list[int]]:
    """Return the region of some portions of texts, and how many stories are in each."""
    found = []
    for texts in portions:
        blocks: list[bytearray] = []
        for number, text in enumerate(texts):
            note(blocks, number, (words(text),), vocabulary("").codes)
        found.append(b"".join(blocks))
    return region(found), [len(texts) for texts in portions]


@given(st.lists(st.lists(st.sampled_from(SAID), max_size=9), min_size=1, max_size=40), st.integers(0, 40))
def test_all_that_have_a_phrase_are_left(texts: list[list[str]], cut: int) -> None:
    said = [" ".join(text) for text in texts]
    data, sizes = made(said[:cut], said[cut:])
    for number, text in enumerate(said):
        found = [piece for word in words(text) for piece in pieces(folded(word))]
        for one, other in pairwise(found):
            assert number in beside(data, sizes, one, other)


def test_few_others_are_left() -> None:
    texts = [" ".join(f"w{(7 * story * at) % 1999}" for at in range(450)) for story in range(1, 90)]
    data, sizes = made(texts)
    asked = [(f"w{at}", f"w{at * at % 1999}") for at in range(1, 200)]
    wrong = sum(
        f" {one} {other} " not in f" {texts[story]} "
        for one, other in asked
        for story in beside(data, sizes, one, other)
    )
    assert wrong < 0.05 * len(asked) * len(texts)


def test_neighbours_are_in_order_and_of_one_text() -> None:
    blocks: list[bytearray] = []
    note(blocks, 0, (["old", "bell"], ["new", "ferry"]), vocabulary("").codes)
    data = region([bytes(blocks[0])])
    assert beside(data, [1], "old", "bell") == {0}
    assert beside(data, [1], "bell", "old") == beside(data, [1], "bell", "new") == set()


def test_the_region_of_few_stories_is_small() -> None:
    empty, _ = made([""])
    assert len(empty) == 4 * (COLUMNS // 128 + 1) + COLUMNS // 8
    many, _ = made([""] * 1600)
    assert len(many) == 4 * (COLUMNS // 4 + 1) + COLUMNS // 4 * 50
