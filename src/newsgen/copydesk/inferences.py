"""What a clipping's reader found: what of it is sure enough to count, and what to ask about the rest.

Stated fields count for more. Below the bar a headline or a date is asked about, since no story can be without; any
other field is left empty, with a warning until somebody has reviewed the clipping. The text that a field would have
taken stays in the story, also where another value is stated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from difflib import SequenceMatcher

from newsgen.news.field_lines import quoted
from newsgen.news.fields import FieldType, Report
from newsgen.news.manuscript import Inference, Manuscript, Scalar, Sequence, Slice, Value
from newsgen.news.text import fold, one_line, shorten

NEEDED = ("headline", "date")
_ALIKE = 0.75
"""So alike (0 to 1) is what is printed to a value that was typed from it, with a word put right."""

_LONGEST = 400


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
    for inference in manuscript.inferred:
        if inference.name in stated or inference.name not in types or inference.name in manuscript.fields.unread:
            continue
        if inference.confidence < bar:
            if inference.name in NEEDED or stated.get("reviewed") is not True:
                _ask(inference, report)
            continue
        value = types[inference.name](inference.name, inference.value, report)
        if value is not None:
            values[inference.name] = value
    own = {one.name for one in manuscript.inferred if one.name in values or _is_stated(one, manuscript)}
    return Taken(values, untaken(manuscript.inferred, own))


def _is_stated(one: Inference, manuscript: Manuscript) -> bool:
    """Tell whether what was read is what is stated above the text, so that its line isn't the story's."""
    value = manuscript.fields.get(one.name)
    return value is not None and is_of(tuple(scalar_texts(one.value)), tuple(scalar_texts(value)))


def untaken(inferred: Iterable[Inference], taken: Collection[str]) -> tuple[Slice, ...]:
    """Return the stretches of the fields that aren't taken, but for lines that a taken one is read from."""
    found = tuple(inferred)
    own = {scalar.span.line for one in found if one.name in taken for scalar in scalars(one.value)}
    pieces = {piece.start: piece for one in found if one.name not in taken for piece in one.stretches}
    return tuple(pieces[start] for start in sorted(pieces) if pieces[start].line not in own)


def is_of(printed: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Tell whether a value is what is printed, or that with a word put right."""
    return printed == texts or (not is_described(texts) and alike(" ".join(printed), " ".join(texts)))


def is_described(texts: tuple[str, ...]) -> bool:
    """Tell whether a value is a description in square brackets, which is printed nowhere."""
    return len(texts) == 1 and texts[0].startswith("[") and texts[0].endswith("]")


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for a word or two, for case and for marks."""
    first, second = fold(one_line(one[:_LONGEST])), fold(one_line(other[:_LONGEST]))
    if not first or not second or max(len(first), len(second)) > 2 * min(len(first), len(second)):
        return False
    found = SequenceMatcher(None, first, second, autojunk=False)
    return found.real_quick_ratio() >= _ALIKE and found.quick_ratio() >= _ALIKE and found.ratio() >= _ALIKE


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
    return (scalar.text for scalar in scalars(value))


def scalars(value: Value) -> Iterator[Scalar]:
    """Yield the scalars in a value, however it is nested."""
    if isinstance(value, Scalar):
        yield value
    else:
        for part in value.items if isinstance(value, Sequence) else [entry.value for entry in value]:
            yield from scalars(part)
