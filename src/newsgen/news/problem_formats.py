"""Problems for machines: JSON, annotations of GitHub Actions, SARIF 2.1.0.

Each shows at most so many as its readers take, the worst first, and says how many there are more. Columns count
characters from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from newsgen.news.diagnostics import Diagnostic, Level

MOST_ANNOTATIONS = 10
"""GitHub shows ten annotations of a kind for each step; whoever has more is told so in the log."""

MOST_RESULTS = 5_000
"""GitHub shows so many results of a SARIF file."""

MANUAL = "https://pypi.org/project/newsgen/"

_RANK = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}
_ANNOTATION = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def worst_first(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return problems, each once: errors, warnings, notes, and each of these in order of their places."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (_RANK[problem.level], problem.sort_key()))


def as_json(problems: Sequence[Diagnostic]) -> str:
    """Return all problems as one JSON object; `column` is absent where a line as a whole is meant, and so on."""
    rows = [_row(problem) for problem in problems]
    counts = {f"{level}s": sum(problem.level is level for problem in problems) for level in Level}
    return json.dumps({"version": 1, **counts, "problems": rows}, ensure_ascii=False, indent=2)


def _row(problem: Diagnostic) -> dict[str, Any]:
    span = problem.span
    row = {
        "code": problem.code,
        "level": str(problem.level),
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "length": span.length if span.column else 0,
        "message": problem.message,
        "hint": problem.hint,
    }
    return {name: value for name, value in row.items() if value or name in ("path", "message")}


def as_github(problems: Iterable[Diagnostic], prefix: str = "") -> list[str]:
    """Return the lines that GitHub Actions makes annotations of; `prefix` leads from the repository to the project."""
    found = worst_first(problems)
    lines = [_annotation(problem, prefix) for problem in found[:MOST_ANNOTATIONS]]
    if len(found) > MOST_ANNOTATIONS:
        lines.append(f"and {len(found) - MOST_ANNOTATIONS:,} more: run `newsgen check` to see them all")
    return lines


def _annotation(problem: Diagnostic, prefix: str) -> str:
    span = problem.span
    at = {"file": prefix + span.path, "line": span.line, "col": span.column}
    if span.line and span.column:
        at |= {"endLine": span.line, "endColumn": span.column + span.length}
    places = [f"{name}={_escaped(str(value), ':,')}" for name, value in at.items() if value]
    said = problem.message + (f"\n{problem.hint}" if problem.hint else "")
    return f"::{_ANNOTATION[problem.level]} {','.join([*places, f'title={problem.code}'])}::{_escaped(said)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_sarif(problems: Iterable[Diagnostic], version: str, rules: Sequence[tuple[str, str]], prefix: str = "") -> str:
    """Return a SARIF log; `rules` are the codes with a sentence on each, `prefix` leads from the repository."""
    found = worst_first(problems)
    shown = found[:MOST_RESULTS]
    said = dict(rules)
    codes = sorted({problem.code for problem in shown})
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "newsgen",
                "version": version,
                "informationUri": MANUAL,
                "rules": [_rule(code, said.get(code, "")) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), prefix) for problem in shown],
    }
    if len(found) > MOST_RESULTS:
        text = f"and {len(found) - MOST_RESULTS:,} more: run `newsgen check` to see them all"
        notice = {"level": "note", "message": {"text": text}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [notice]}]
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str, said: str) -> dict[str, Any]:
    about = {"shortDescription": {"text": said}} if said else {}
    return {"id": code, **about, "help": {"text": f"Run `newsgen explain {code}`."}}


def _result(problem: Diagnostic, index: int, prefix: str) -> dict[str, Any]:
    span = problem.span
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(prefix + span.path)}}
    if span.line:
        place["region"] = {"startLine": span.line}
        if span.column:
            place["region"] |= {"startColumn": span.column, "endColumn": span.column + span.length}
    text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": str(problem.level),
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
