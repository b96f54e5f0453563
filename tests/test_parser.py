"""Parse: bytes into stories and pages, whatever their encoding and line ends; and where it says what is wrong."""

from __future__ import annotations

import hashlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.article import Article, Page
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.settings import Settings
from newsgen.reading.parser import parse, parse_batch
from newsgen.reading.records import Parsed

STORY = "---\nheadline: Ferry — “again”\ndate: 2018-12-17\ntags: [a, b]\n---\n\nOne.\n\nTwo [x](b.md).\n"
CLIPPING = (
    "FERRY RUNS AGAIN\n\nBy Ana Ruiz, The Packet\n\nDec. 17, 2018\n\n"
    "LISBON — The ferry — it’s blue — runs again today.\n\n"
    "Nobody knew why it had stopped, and nobody asked, for it was winter.\n\nThe captain said that he was glad of it.\n"
)


def parsed(data: bytes, path: str = "articles/a.md", settings: Settings = Settings()) -> Parsed:  # noqa: B008
    return parse(settings, path, data)


def story(data: bytes, path: str = "articles/a.md") -> Article:
    found = parsed(data, path)
    assert isinstance(found.made, Article), found.problems
    assert found.problems == ()
    return found.made


def only(data: bytes, path: str = "articles/a.md") -> Diagnostic:
    found = parsed(data, path)
    assert found.made is None
    (problem,) = found.problems
    return problem


def test_stories_clippings_and_pages() -> None:
    assert story(STORY.encode()).teaser.headline == "Ferry — “again”"
    assert story(CLIPPING.encode(), "articles/a.txt").is_clipping
    assert story(CLIPPING.encode(), "articles/a.TXT").is_clipping
    page = parsed(b"---\nheadline: About\n---\nx", "pages/about.md").made
    assert isinstance(page, Page)


WRITTEN = {
    "as it is": STORY.encode(),
    "BOM": b"\xef\xbb\xbf" + STORY.encode(),
    "CRLF": STORY.replace("\n", "\r\n").encode(),
    "CR": STORY.replace("\n", "\r").encode(),
    "BOM and CRLF": b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode(),
    "mixed": STORY.replace("\n", "\r\n", 3).replace("Two", "Two").encode(),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_line_ends_and_marks_make_no_difference(name: str) -> None:
    assert story(WRITTEN[name]) == story(STORY.encode())


CLIPPED = {
    "CRLF": CLIPPING.replace("\n", "\r\n").encode(),
    "CR": CLIPPING.replace("\n", "\r").encode(),
    "BOM": b"\xef\xbb\xbf" + CLIPPING.encode(),
    "UTF-16 little": b"\xff\xfe" + CLIPPING.encode("utf-16-le"),
    "UTF-16 big": b"\xfe\xff" + CLIPPING.encode("utf-16-be"),
    "UTF-16 CRLF": b"\xff\xfe" + CLIPPING.replace("\n", "\r\n").encode("utf-16-le"),
}


@pytest.mark.parametrize("name", CLIPPED)
def test_clippings_are_the_same_in_every_encoding(name: str) -> None:
    assert story(CLIPPED[name], "articles/a.txt") == story(CLIPPING.encode(), "articles/a.txt")


def test_the_digest_of_a_clipping_is_that_of_its_text() -> None:
    made = story(f"---\nkind: report\n---\n{CLIPPING}".encode(), "articles/a.txt")
    assert made.sha256 == hashlib.sha256(CLIPPING.encode()).hexdigest()


ENCODINGS = [
    # bytes, path, line, column, the excerpt, part of the hint
    (b"caf\xe9", "articles/a.md", 1, 4, "caf\ufffd", "iso-8859-1"),
    (b"one\ntwo\nthr\xe9e x", "articles/a.md", 3, 4, "thr\ufffde x", "iso-8859-1"),
    (b"one\r\nt\x92o", "articles/a.txt", 2, 2, "t\ufffdo", "windows-1252"),
    ("é\n日本 ".encode() + b"\xff", "articles/a.md", 2, 4, "日本 \ufffd", "windows-1252"),
    ("😀".encode() + b"\x80", "articles/a.md", 1, 2, "😀\ufffd", "windows-1252"),
    (b"a\xc3", "articles/a.md", 1, 2, "a\ufffd", "koi8-r"),
    (b"\xed\xa0\x80", "articles/a.md", 1, 1, "\ufffd\ufffd\ufffd", "windows-1252"),
    (b"\xff\xfea\x00", "articles/a.md", 1, 1, "\ufffd\ufffda\x00", "UTF-16"),
    (b"a\x00\xff", "articles/a.txt", 1, 3, "a\x00\ufffd", "UTF-16"),
]


@pytest.mark.parametrize(("data", "path", "line", "column", "excerpt", "hint"), ENCODINGS)
def test_bytes_that_are_no_utf_8(data: bytes, path: str, line: int, column: int, excerpt: str, hint: str) -> None:
    problem = only(data, path)
    assert (problem.code, problem.span.path) == ("encoding", path)
    assert (problem.span.line, problem.span.column, problem.excerpt) == (line, column, excerpt)
    assert hint in problem.hint


@pytest.mark.parametrize("char", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
@pytest.mark.parametrize("path", ["articles/a.md", "articles/a.txt"])
def test_control_characters_are_refused_at_their_place(char: str, path: str) -> None:
    problem = only(f"{STORY}日本{char}x\nmore".encode(), path)
    assert (problem.code, problem.span.line, problem.span.column) == ("unprintable", STORY.count("\n") + 1, 3)
    assert f"U+{ord(char):04X}" in problem.message
    assert problem.excerpt.startswith("日本")


def test_a_control_character_after_cr_line_ends_is_on_its_line() -> None:
    problem = only(b"one\rtwo\rth\x01ree")
    assert (problem.span.line, problem.span.column) == (3, 3)


@pytest.mark.parametrize("char", ["\t", "\u00a0", "\u200f", "\ue000", "\U0001f600", "\u2028"])
def test_other_odd_characters_are_taken(char: str) -> None:
    assert story(f"{STORY}a{char}b".encode())


def test_problems_have_the_readers_line() -> None:
    found = parsed(b"---\nheadline: x\ndate: soon\nfoo: y\n---\n")
    assert [(p.code, p.excerpt) for p in found.problems] == [("field-unknown", "foo: y"), ("date", "date: soon")] or [
        (p.code, p.excerpt) for p in found.problems
    ] == [("date", "date: soon"), ("field-unknown", "foo: y")]


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"---\n---\n", b"No front matter.", b"---\nheadline: x"])
def test_next_to_nothing_is_refused_in_words(data: bytes) -> None:
    for path in ("articles/a.md", "articles/a.txt", "pages/a.md"):
        found = parsed(data, path)
        assert found.problems
        assert all(problem.hint for problem in found.problems)


@given(st.binary(max_size=200), st.sampled_from(["articles/a.md", "articles/a.txt", "pages/a.md"]))
def test_any_bytes_give_a_story_or_problems(data: bytes, path: str) -> None:
    found = parsed(data, path)
    assert found.made is not None or found.problems


@given(st.text(max_size=200), st.sampled_from(["articles/a.md", "articles/a.txt"]))
def test_any_text_gives_the_same_with_every_line_end(text: str, path: str) -> None:
    text = text.replace("\r", "")
    data = text.encode("utf-8", "surrogatepass")
    assert parsed(data, path) == parsed(data.replace(b"\n", b"\r\n"), path) == parsed(b"\xef\xbb\xbf" + data, path) or (
        text.startswith("\ufeff")
    )


def test_a_batch_is_its_parts_and_crosses_processes() -> None:
    batch = [("articles/a.md", STORY.encode()), ("articles/b.txt", CLIPPING.encode()), ("articles/c.md", b"\xff")]
    settings = pickle.loads(pickle.dumps(Settings(timezone="Europe/Lisbon")))
    made = parse_batch(settings, batch)
    assert made == [parse(settings, path, data) for path, data in batch]
    assert pickle.loads(pickle.dumps(made)) == made
