"""Names alone on their line."""

from __future__ import annotations

import pytest

from newsgen.copydesk.inferences import scalar_texts
from newsgen.formats import clipping

STORY = (
    "The ferry is back, and half the town was on the quay to see her come in from the sea, the harbour office said. "
    * 2
)


def byline(*head: str, tail: str = "") -> list[str]:
    text = "\n".join(["Ferry is back after the long winter", *head, "", STORY, "", "She will run.", "", tail])
    found = next((one for one in clipping.read(text, "a.txt").inferred if one.name == "byline"), None)
    return list(scalar_texts(found.value)) if found and found.confidence >= 0.9 else []


@pytest.mark.parametrize(
    ("head", "tail", "names"),
    [
        (("Jane Doe", "Mar 5, 2018 · 4 min read"), "", ["Jane Doe"]),
        (("Jane Doe in Saltmarsh", "@janedoe", "Mon 5 Mar 2018 12.04 GMT"), "", ["Jane Doe"]),
        (("March 5, 2018", "Ana Ruiz, John Doe", "4 Min Read"), "", ["Ana Ruiz", "John Doe"]),
        (("March 5, 2018",), "Jane Doe", ["Jane Doe"]),
        (("March 5, 2018",), "Yours faithfully,\nJane Doe\nSaltmarsh", ["Jane Doe"]),
        (("March 5, 2018",), "Contact:\nJane Doe", []),
        (("Cape Stern", "March 5, 2018"), "", []),
        (("By Ana Ruiz", "March 5, 2018"), "Jane Doe", ["Ana Ruiz"]),
        (("Jane Doe", "341 words", "5 March 2018", "Saltmarsh Evening", "SALTEV"), "", ["Jane Doe"]),
        (("341 words", "5 March 2018", "Saltmarsh Evening", "SALTEV"), "", []),
        (("Saltmarsh Voice - 5 Mar 2018 - By Jane Doe",), "", ["Jane Doe"]),
        (("Par Jane Doe Le 5 mars 2018",), "", ["Jane Doe"]),
        (("BYJane Doe", "March 5, 2018"), "", []),
        (("Ferry Tales Everybody I Know", "March 5, 2018"), "", []),
        (("March 5, 2018",), "“We managed without her in the war,” said the mayor,\nJane Doe", []),
        (("BYLINE: From JANE DOE", "LENGTH: 341 words"), "", ["JANE DOE"]),
        (("BYLINE: Jane Doe and others", "LENGTH: 341 words"), "", []),
        (("2018-03-05", "调整字体"), "", []),
    ],
)
def test_names(head: tuple[str, ...], tail: str, names: list[str]) -> None:
    assert byline(*head, tail=tail) == names
