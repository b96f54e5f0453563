"""JSON that can stand anywhere."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.json_text import compact, json_lines, json_text

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_what_is_written_is_read_and_can_end_nothing(value: Any) -> None:
    text = compact(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@given(st.dictionaries(st.sampled_from(["a", "b-c", "URL"]), values))
def test_lines_are_the_same_map(value: dict[str, Any]) -> None:
    assert json.loads(json_lines(value)) == value


def test_what_says_nothing_is_left_out() -> None:
    assert json.loads(json_text({"a": "", "b": None, "c": 0, "d": [], "e": ["", None, {"f": ""}]})) == {
        "c": 0,
        "d": [],
        "e": [{}],
    }
