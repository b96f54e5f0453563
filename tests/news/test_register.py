"""The register as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.register import read, write
from tests.news.making import told

addresses = st.from_regex(r"\A/[0-9a-z/%-]{1,12}\Z")
ids = st.from_regex(r"\A[a-z0-9][a-z0-9 /.-]{0,8}[a-z]\Z")


@given(st.dictionaries(addresses, ids, max_size=6))
def test_what_is_written_is_read(found: dict[str, str]) -> None:
    assert read(write(found)) == (found, ())


def test_it_is_in_order_and_says_what_it_is() -> None:
    lines = write({"/b/": "2", "/a/": "1"}).split("\n")
    assert lines[0].startswith("# ")
    assert lines[1:] == ["/a/ 1", "/b/ 2", ""]


def test_lines_that_can_not_be_read_are_told_and_the_others_taken() -> None:
    found, problems = read("# remark\n\n2018/ferry ferry\n/a/ 1\n/b/\n")
    assert found == {"/a/": "1"}
    assert told(problems) == [("register-line", 3, 1, 16), ("register-line", 5, 1, 3)]
    assert problems[0].excerpt == "2018/ferry ferry"
