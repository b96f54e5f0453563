"""What a clipping's reader found: what of it is sure enough to count, and what to ask about the rest.

Stated fields count for more. Below the bar a headline or a date is asked about, since no story can be without; any
other field is left empty, with a warning until somebody has reviewed the clipping, and the text that it would have
taken stays in the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from newsgen.news.field_lines import quoted
from newsgen.news.fields import FieldType, Report
from newsgen.news.manuscript import Inference, Manuscript, Scalar, Sequence, Slice, Value
from newsgen.news.text import shorten

NEEDED = ("headline", "date")


@dataclass(frozen=True, slots=True)
class Taken:
    """The values that count, and the stretches of text of those that don't, which are the story's."""

    values: dict[str, object]
    unsure: tuple[Slice, ...]


def taken(
    manuscript: Manuscript,
    types: MappingOf[str, FieldType[object]],
    stated: MappingOf[str, object],
    bar: float,
    report: Report,
) -> Taken:
    """Read the inferences of fields that aren't stated; those below `bar` are reported."""
    values: dict[str, object] = {}
    unsure: list[Slice] = []
    for inference in manuscript.inferred:
        if inference.name in stated or inference.name not in types or inference.name in manuscript.fields.unread:
            continue
        if inference.confidence < bar:
            if inference.name in NEEDED or stated.get("reviewed") is not True:
                _ask(inference, report)
            unsure += inference.stretches
            continue
        value = types[inference.name](inference.name, inference.value, report)
        if value is not None:
            values[inference.name] = value
    return Taken(values, tuple(unsure))


def _ask(inference: Inference, report: Report) -> None:
    name, value = inference.name, inference.value
    texts = list(scalar_texts(value))
    shown = shorten(", ".join(texts), 80)
    written = quoted(texts[0]) if len(texts) == 1 and name != "photos" else "…"
    hint = f"Add a line `{name}: {written}` between two `---` lines at the top if it is right."
    if name in NEEDED:
        message = f"this looks like the story's {name}, but it isn't certain: “{shown}”"
        report.error(f"{name}-unsure", value.span, message, hint)
    else:
        message = f"this may be the story's `{name}`, but it isn't certain, so it is left empty: “{shown}”"
        report.warning("field-unsure", value.span, message, hint)


def scalar_texts(value: Value) -> Iterator[str]:
    """Yield the texts in a value, however it is nested."""
    if isinstance(value, Scalar):
        yield value.text
    else:
        for part in value.items if isinstance(value, Sequence) else [entry.value for entry in value]:
            yield from scalar_texts(part)
