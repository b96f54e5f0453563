"""How well clippings are read: precision by field and by sureness, recall by layout and language, every failure.

    python -m tests.score_clippings [FOLDER] [--evidence] [--failures]

Reads `NAME.txt` and `NAME.expected.json`, as described in `tests/cases/clippings-blind/README.md`. A value counts where
the reader is as sure as the bar; what is below it is asked about, and counts as not read.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsgen.clippings.evidence import MEASURED, sure
from newsgen.copydesk.inferences import NEEDED, scalar_texts, untaken
from newsgen.formats import clipping
from newsgen.news.manuscript import Inference, Manuscript, Mapping, Scalar, Sequence
from newsgen.news.settings import Settings
from newsgen.reading import sources

BLIND = Path(__file__).parent / "cases" / "clippings-blind"
FIELDS = (
    "headline", "date", "byline", "outlet", "deck", "kicker", "dateline", "wire", "captions", "photo_credits", "body"
)  # fmt: skip
BARS = (0.9, 0.92, 0.95, 0.97)
RIGHT, WRONG, MISSED = "right", "wrong", "not read"


@dataclass(frozen=True)
class Judged:
    """What became of one field of one clipping, and by what the reader was how sure of what it accepted."""

    name: str
    layout: str
    language: str
    field: str
    verdict: str
    got: Any
    wanted: Any
    sure: float = 0.0
    evidence: str = ""


def judged(folder: Path, bar: float = Settings.confidence) -> Iterator[Judged]:
    """Read every clipping of a folder and hold each of its fields against what is expected."""
    for path in sorted(folder.glob("*.txt")):
        expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
        text = sources.text_of(path.read_bytes(), path.name)
        assert isinstance(text, str), path
        manuscript = clipping.read(text, path.name)
        accepted = {one.name: one for one in manuscript.inferred if one.confidence >= bar}
        for field in FIELDS:
            got = _body(manuscript, text, accepted) if field == "body" else _value(accepted, field)
            verdict, wanted = _verdict(field, got, expected)
            if verdict:
                language = expected["lang"].partition("-")[0]
                name = "photos" if field in ("captions", "photo_credits") else field
                sureness, why = (accepted[name].confidence, accepted[name].evidence) if name in accepted else (0.0, "")
                yield Judged(path.stem, expected["layout"], language, field, verdict, got, wanted, sureness, why)


def _value(accepted: dict[str, Inference], field: str) -> Any:
    if field in ("captions", "photo_credits"):
        part = {"captions": "caption", "photo_credits": "credit"}[field]
        found = accepted.get("photos")
        items = found.value.items if found and isinstance(found.value, Sequence) else ()
        values = [item.get(part) for item in items if isinstance(item, Mapping)]
        return [_plain(value.text) for value in values if isinstance(value, Scalar)] or None
    if field not in accepted:
        return None
    texts = [_plain(text) for text in scalar_texts(accepted[field].value)]
    return texts if field == "byline" else texts[0]


def _body(manuscript: Manuscript, text: str, accepted: dict[str, Inference]) -> dict[str, Any]:
    known = {*accepted, *NEEDED}  # what is asked about is stated before the story is built
    slices = sorted((*manuscript.body, *untaken(manuscript.inferred, known)), key=lambda piece: piece.start)
    parts = [_plain(text[piece.start : piece.end]) for piece in slices]
    return {"paragraphs": len(parts), "first": (parts or [""])[0], "last": (parts or [""])[-1]}


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _verdict(field: str, got: Any, expected: dict[str, Any]) -> tuple[str, Any]:
    """Return right, wrong, not read or nothing (rightly empty), and what was wanted."""
    either = expected.get("either", {})
    if field == "body":
        return _body_verdict(got, expected, either)
    wanted = either.get(field, [expected[field]] if field in expected else [None])
    wanted = [_plain(one) if isinstance(one, str) else [_plain(part) for part in one] if one else one for one in wanted]
    if field == "date":
        got, wanted = got and got[:10], [None if one == "?" else one and one[:10] for one in wanted]
    if got is None:
        return ("" if None in wanted else MISSED), wanted
    return (RIGHT if got in wanted else WRONG), wanted


def _body_verdict(got: Any, expected: dict[str, Any], either: dict[str, Any]) -> tuple[str, Any]:
    tests: dict[str, Callable[[Any], bool]] = {
        "paragraphs": lambda one: got["paragraphs"] == one,
        "first": lambda one: got["first"].startswith(_plain(one)),
        "last": lambda one: got["last"].endswith(_plain(one)),
    }
    wrong = {}
    asked = False
    for name, test in tests.items():
        wanted = either.get(name, [expected[name]] if name in expected else [])
        asked = asked or bool(wanted)
        if wanted and not any(one is None or test(one) for one in wanted):
            wrong[name] = wanted
    return ("" if not asked else WRONG if wrong else RIGHT), wrong or None


def table(all_judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the lines of three Markdown tables."""
    counted = list(all_judged)
    by_field = _counts(counted, "field")
    yield "| field | accepted | right | precision | printed | recall |"
    yield "|---|--:|--:|--:|--:|--:|"
    names = [*FIELDS]
    total: Counter[str] = Counter()
    for field in names:
        total += by_field[field] if field != "body" else Counter()
        yield _row(field, by_field[field])
    yield _row("**all fields without the body**", total)
    for kind in ("layout", "language"):
        yield ""
        yield f"| {kind} | headline | date | byline | outlet | body |"
        yield "|---|--:|--:|--:|--:|--:|"
        for name in sorted({getattr(one, kind) for one in counted}):
            own = _counts([one for one in counted if getattr(one, kind) == name], "field")
            yield (
                f"| {name} | "
                + " | ".join(_recall(own[f]) for f in ("headline", "date", "byline", "outlet", "body"))
                + " |"
            )


def reliability(all_judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the lines of a table: of what is accepted from some sureness on, how much is right."""
    told = [one for one in all_judged if one.field != "body" and one.verdict in (RIGHT, WRONG)]
    yield "| as sure as | accepted | right | precision |"
    yield "|---|--:|--:|--:|"
    for bar in BARS:
        accepted = [one for one in told if one.sure >= bar]
        right = sum(one.verdict == RIGHT for one in accepted)
        share = f"{right / len(accepted):.3f}" if accepted else "–"
        yield f"| {bar} | {len(accepted)} | {right} | {share} |"


def evidence(all_judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the lines of a table: of what is accepted by each kind of evidence, how much is right."""
    told = [one for one in all_judged if one.evidence and one.verdict in (RIGHT, WRONG)]
    yield "| evidence | accepted | right | stated |"
    yield "|---|--:|--:|--:|"
    for kind in MEASURED:
        read = [one.verdict == RIGHT for one in told if one.evidence == kind]
        if read:
            yield f"| {kind} | {len(read)} | {sum(read)} | {sure(kind):.2f} |"


def _counts(counted: Iterable[Judged], kind: str) -> defaultdict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in counted:
        counts[getattr(one, kind)][one.verdict if one.wanted != [None] else f"{one.verdict}, not printed"] += 1
    return counts


def _row(name: str, found: Counter[str]) -> str:
    right, wrong = found[RIGHT], found[WRONG] + found[f"{WRONG}, not printed"]
    printed = right + found[WRONG] + found[MISSED]
    precision = f"{right / (right + wrong):.3f}" if right + wrong else "–"
    recall = f"{right / printed:.3f}" if printed else "–"
    return f"| {name} | {right + wrong} | {right} | {precision} | {printed} | {recall} |"


def _recall(found: Counter[str]) -> str:
    printed = found[RIGHT] + found[WRONG] + found[MISSED]
    return f"{found[RIGHT]}/{printed}" if printed else "–"


def failures(all_judged: Iterable[Judged]) -> Iterator[str]:
    """Yield a line for each value that is wrong or wasn't read."""
    for one in all_judged:
        if one.verdict in (WRONG, MISSED):
            yield f"{one.name}: {one.field} {one.verdict}: {one.got!r}, wanted {one.wanted!r}"


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    found = list(judged(Path(named[0]) if named else BLIND))
    print("\n".join(table(found)), end="\n\n")
    print("\n".join(reliability(found)))
    if "--evidence" in sys.argv:
        print("\n" + "\n".join(evidence(found)))
    if "--failures" in sys.argv:
        print("\n" + "\n".join(failures(found)))
