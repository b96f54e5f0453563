"""What looks odd is told, and only that."""

from __future__ import annotations

import pytest

from newsgen.clippings.oddities import oddities
from newsgen.formats import clipping

HEAD = "Ferry returns to Saltmarsh\n\nBy Ana Ruiz\n\nMarch 5, 2012\n\n"


def odd(body: str) -> list[tuple[int, str]]:
    text = HEAD + body
    return [(one.line, one.what.partition(":")[0]) for one in oddities(text, clipping.read(text, "a.txt").body)]


OPEN = "a quotation mark is opened here and never closed"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("She said “there’s the possibility again.’ It was late that evening on the quay.", [(7, OPEN)]),
        ('She said "there it is, and nobody else saw it that evening on the quay.', [(7, OPEN)]),
        ("„Da ist sie“, sagte sie. «Voilà», dit-il. “There,” he said; ‘not’ the keeper’s. 'tis.", []),
        ("“It went on and on, and nobody stopped it.\n\n“It went on until the morning,” she said.", []),
        ("「渡轮回来了」，他说。『回来了』。渡轮昨天返回港口，市长在码头等候，大家都很高兴。", []),
        ("The plank was 6\" wide and nobody minded that evening on the quay at Saltmarsh.", []),
        ("He added that\u00a0the piano had gone in, and nobody minded.", [(7, "a no-break space between words")]),
        ("Le 5\u00a0mars, «\u00a0oui\u00a0», dit-elle\u00a0; il en reste 5\u00a0000 sur le quai de la Criée.", []),
        ("He didnâ€™t mind, and nobody else did that evening on the quay at Saltmarsh.",
         [(7, "signs of a text that was read in the wrong encoding once")]),
        ("It came back to the quay at Saltmarsh, and nobody minded.\n\n"
         "It came back to the quay at Saltmarsh, and nobody minded.", [(9, "this paragraph stands in line 7 already")]),
    ],
)  # fmt: skip
def test_oddities(body: str, found: list[tuple[int, str]]) -> None:
    assert odd(body) == found
