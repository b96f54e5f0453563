"""Captions and credits that are marked as such."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.clippings import captions


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Photo: Li Wei/AP", "", "Li Wei/AP"),
        ("(Photo by Li Wei)", "", "Li Wei"),
        ("Credit: AP", "", "AP"),
        ("Photo: The Marigold leaves dry dock", "The Marigold leaves dry dock", ""),
        ("The Marigold at sea (Photo by Li Wei)", "The Marigold at sea", "Li Wei"),
        ("The Marigold at sea. Photograph: Li Wei", "The Marigold at sea.", "Li Wei"),
        ("The Marigold at sea. (AP Photo/Li Wei)", "The Marigold at sea.", "AP Photo/Li Wei"),
        ("Фото: Анна Зимина", "", "Анна Зимина"),
        ("Image: The Marigold at sea (Li Wei/Gullpix)", "The Marigold at sea", "Li Wei/Gullpix"),
        ("（写真）港に戻った船＝橋詰撮影", "港に戻った船", "橋詰"),
    ],
)
def test_captions_and_credits(line: str, caption: str, credit: str) -> None:
    found = captions.photo(line)
    assert found is not None
    assert (line[slice(*found.caption)], line[slice(*found.credit)]) == (caption, credit)


@pytest.mark.parametrize("line", ["The photo was taken in 1912.", "Photography is dear.", "Ferry returns", ""])
def test_lines_that_are_no_captions(line: str) -> None:
    assert captions.photo(line) is None


def test_words_of_captions() -> None:
    assert captions.is_pictured("Captain Olu Bright, left")
    assert captions.is_pictured("Captain Olu Bright (pictured) on the bridge")
    assert not captions.is_pictured("The captain left the bridge")


@given(st.text(max_size=500))
def test_places_are_in_the_line(text: str) -> None:
    found = captions.photo(text)
    for start, end in (found.caption, found.credit) if found else ():
        assert 0 <= start <= end <= len(text)
