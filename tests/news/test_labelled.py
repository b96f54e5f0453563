"""Lines that say what they are."""

from __future__ import annotations

import pytest

from newsgen.clippings.labelled import is_coded, labelled


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("HEADLINE: Ferry is back", "headline", "Ferry is back"),
        ("Byline: Ana Ruiz", "byline", "Ana Ruiz"),
        ("作者：李明", "byline", "李明"),
        ("【标题】渡轮复航", "headline", "渡轮复航"),
        ("紙名：港町新報", "outlet", "港町新報"),
        ("Publication: Saltmarsh Herald", "outlet", "Saltmarsh Herald"),
        ("LENGTH: 412 words", "", "412 words"),
        ("BODY:", "body", ""),
    ],
)
def test_labels(line: str, name: str, value: str) -> None:
    found = labelled(line)
    assert found is not None
    assert (found.name, line[found.start : found.end]) == (name, value)


@pytest.mark.parametrize("line", ["Ferry: it is back", "HARBOUR: Ferry is back", "Headline:", "Body: a word", "9:30"])
def test_no_labels(line: str) -> None:
    assert labelled(line) is None


def test_codes_count_on_a_page_that_has_several() -> None:
    page = ["HD Ferry is back", "BY By Ana Ruiz", "WC 412 words", "PD 5 March 1998", "SN Saltmarsh Herald", "LP"]
    assert is_coded(page)
    found = [labelled(line, is_coded=True) for line in page]
    assert [one.name if one else None for one in found] == ["headline", "byline", "", "date", "outlet", "body"]
    assert not is_coded(["HD video of the ferry", "By Ana Ruiz"])


def test_under_labels_others_are_known_to_be_labels() -> None:
    above = labelled("LENGTH: 412 words")
    assert labelled("Shelf mark: 9 to 11", above) is not None
    assert labelled("Shelf mark: 9 to 11") is None
