"""Fields written down are read back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsgen.copydesk import front_matter
from newsgen.news.field_lines import field_lines, quoted
from newsgen.news.manuscript import Mapping, Scalar, Sequence
from newsgen.news.text import unprintable

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(lambda t: not unprintable(t))
TEXTS = st.one_of(TEXT, st.text(alphabet="-:# '\"[]{}&*!|>%@~=null.\\,0yes", min_size=1, max_size=8))


def read(lines: list[str]) -> Mapping:
    text = "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"
    where, _ = front_matter.split(text)
    fields, problems = front_matter.read(text, where, "a.txt")
    assert problems == ()
    return fields


@given(TEXTS)
def test_a_text_is_read_back(text: str) -> None:
    value = read(list(field_lines([("headline", text)]))).get("headline")
    assert isinstance(value, Scalar)
    assert value.text == text


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_list_is_read_back(texts: list[str]) -> None:
    value = read(list(field_lines([("byline", tuple(texts))]))).get("byline")
    assert isinstance(value, Sequence)
    assert [item.text for item in value.items if isinstance(item, Scalar)] == texts


def test_small_maps_are_read_back() -> None:
    photos = ({"caption": "The quay: at low water", "credit": "A. Ruiz"}, {"credit": "SGZT"})
    value = read(list(field_lines([("photos", photos), ("reviewed", False)]))).get("photos")
    assert isinstance(value, Sequence)
    made = [
        {e.name: e.value.text for e in m if isinstance(e.value, Scalar)} for m in value.items if isinstance(m, Mapping)
    ]
    assert made == list(photos)


def test_plain_texts_stay_plain() -> None:
    assert quoted("Ferry returns to Saltmarsh") == "Ferry returns to Saltmarsh"
    assert quoted("2018-12-17") == "2018-12-17"
    assert quoted("Harbour: ferry") == '"Harbour: ferry"'
