"""Alike texts are found whatever stands around them."""

from __future__ import annotations

import pytest

from newsgen.news import likeness

WIRE = " ".join(f"The ferry number {n} ran aground off cape {n * 7} and was towed in by night." for n in range(40))


def alike(text: str, others: dict[str, str]) -> list[tuple[str, likeness.Likeness]]:
    sketches = {path: likeness.sketch(other) for path, other in others.items()}
    return list(likeness.alike({"a.txt": text}, sketches, others.__getitem__))


def test_wire_copy_is_found_under_another_headline() -> None:
    others = {"b.txt": "Night of the tugs\n\n" + WIRE[: len(WIRE) // 2], "c.txt": "x"}
    (found,) = alike("Ferries in trouble\n\n" + WIRE, others)
    assert found[0] == "a.txt"
    assert found[1].path == "b.txt"
    assert found[1].share > 0.9


def test_other_stories_are_not_alike() -> None:
    other = " ".join(f"Nobody in street {n} has seen the {n}th cat since the winter." for n in range(60))
    assert alike(WIRE, {"b.txt": other}) == []


def test_a_text_is_not_like_itself() -> None:
    assert alike(WIRE, {"a.txt": WIRE}) == []


def test_a_brief_is_found_too() -> None:
    brief = "The ferry to Lowholm ran aground in fog on Monday night. Two tugs towed her in, and nobody was hurt."
    assert [like.path for _, like in alike(brief, {"b.txt": "FERRY AGROUND\n\n" + brief})] == ["b.txt"]


def test_texts_that_can_not_be_alike_are_not_read() -> None:
    unread: dict[str, str] = {}
    assert (
        list(
            likeness.alike(
                {"a.txt": WIRE}, {"b.txt": likeness.sketch("The last tram went home to its depot.")}, unread.__getitem__
            )
        )
        == []
    )


@pytest.mark.parametrize("text", ["渡轮昨天返回港口，市长在码头等候。" * 2, "a b c d e f"])
def test_a_text_shares_all_with_its_copy(text: str) -> None:
    assert likeness.share(likeness.runs(text), likeness.runs(text)) == 1


def test_an_empty_text_shares_nothing() -> None:
    assert likeness.share(likeness.runs(""), likeness.runs(WIRE)) == 0
