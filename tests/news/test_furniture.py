"""What stands around a story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.clippings import furniture, marked


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Comments »", "comments"),
        ("1 Comment »", "comments"),
        ("Comments Closed", "comments"),
        ("17 Kommentare", "comments"),
        ("Aucun commentaire", "comments"),
        ("Sin comentarios", "comments"),
        ("I commenti sono chiusi", "comments"),
        ("Nenhum comentário", "comments"),
        ("Geen reacties", "comments"),
        ("3 комментария", "comments"),
        ("2 תגובות", "comments"),
        ("التعليقات مغلقة", "comments"),
        ("3条评论", "comments"),
        ("コメントは受け付けていません。", "comments"),
        ("Leave a Reply", "comment form"),
        ("Schreibe einen Kommentar Antworten abbrechen", "comment form"),
        ("اترك تعليقاً", "comment form"),
        ("コメントを残す", "comment form"),
        ("Share this:", "share buttons"),
        ("Partager :", "share buttons"),
        ("Related Posts", "related stories"),
        ("Читайте также", "related stories"),
        ("Continue reading…", "page furniture"),
        ("Filed under: Harbour", "filing"),
        ("Tags: coal, winter", "filing"),
        ("© 1998 The Saltmarsh Gazette", "notice"),
        ("-30-", "end mark"),
        ("* * *", "end mark"),
        ("« Old lighthouse for sale", "navigation"),
    ],
)
def test_reasons(line: str, why: str) -> None:
    assert furniture.reason(line) == why


@pytest.mark.parametrize(
    "line",
    [
        "He read more books than the mayor.",
        "Comments by the mayor were not welcome.",
        "Print was never a habit here.",
        "« Nous voulons du charbon », a dit le maire.",
        "« Encore »",
        "The advertisement cost four pounds.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert furniture.reason(line) == ""
    assert marked.said(line) is None


@pytest.mark.parametrize(
    ("line", "section"),
    [("Filed under: Harbour", "Harbour"), ("Filed under: Harbour, Coal", ""), ("Рубрика: Порт", "Порт"), ("Coal", "")],
)
def test_sections(line: str, section: str) -> None:
    assert furniture.section(line) == section


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Source: The Saltmarsh Gazette", "The Saltmarsh Gazette"),
        ("From The Haven Courier", "The Haven Courier"),
        ("via The Haven Courier", "The Haven Courier"),
        ("来源：港口日报", "港口日报"),
        ("From the ashes", ""),
        ("Source: https://example.org/1", ""),
        ("Via the back door", ""),
    ],
)
def test_sources(line: str, outlet: str) -> None:
    assert furniture.source(line) == outlet


def test_a_line_of_several_parts() -> None:
    said = marked.said("Posted on May 4, 2011 by Jane Doe | Filed under: Harbour | 3 Comments »")
    assert said is not None
    assert [one.iso for one in said.dates] == ["2011-05-04"]
    assert said.byline is not None
    assert [credit.name for credit in said.byline.credits] == ["Jane Doe"]
    assert (said.section, said.reason) == ("Harbour", "filing")


@pytest.mark.parametrize(
    ("why", "line", "goes_on"),
    [
        ("comment form", "Your email address will not be published. Required fields are marked *", True),
        ("comment form", "The council met again on Friday to talk about the price of coal for winter.", False),
        ("share buttons", "Facebook", True),
        ("related stories", "Old lighthouse for sale", True),
        ("related stories", "The council met again on Friday.", False),
        ("comments", "Old lighthouse for sale", False),
    ],
)
def test_what_follows_a_trailer(why: str, line: str, goes_on: bool) -> None:
    assert furniture.continues(why, line) is goes_on


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    marked.said(text)
    marked.said(text, near_byline=True)
    furniture.begins_readers_comments(text)
    furniture.is_section_word(text)
    for why in ("comment form", "share buttons", "related stories"):
        furniture.continues(why, text)
