"""The lines of a story in its record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsgen.copydesk import clipping_record
from newsgen.formats import clipping
from newsgen.news import lines
from newsgen.news.manuscript import Slice


def test_the_digest_is_that_of_sha256sum() -> None:
    assert clipping_record.digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.lists(st.sampled_from(["Ferry returns", "By Ana Ruiz", "", " ", "It came back. " * 12, "Share this:"])))
def test_the_lines_give_the_very_same_paragraphs(parts: list[str]) -> None:
    text = "\n".join(parts)
    body = clipping.read(text, "a.txt").body
    rest = Slice(0, len(text), 1)
    page = lines.cut(text, "a.txt", rest)
    story = {
        line for piece in body for line in range(piece.line, piece.line + 1 + text.count("\n", piece.start, piece.end))
    }
    stated = clipping_record.stated(page, 1, story)
    assert clipping_record.body(page, 1, stated) == body
    assert {line.number for line in page.lines} & (clipping_record.numbers(page, 1, stated) or frozenset()) == story
