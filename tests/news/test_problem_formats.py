"""Problems for machines: within the limits of those who read them, the worst first."""

from __future__ import annotations

import json
import re

from newsgen.news.diagnostics import Diagnostic, Span, error, note, warning
from newsgen.news.problem_formats import as_github, as_json, as_sarif

MANY: list[Diagnostic] = [
    *(note("n", Span("a.md"), f"Note {number}") for number in range(4_000)),
    *(warning("w", Span("a b.md", number + 1, 2, 3), f"Warning {number}", "Do\nit.") for number in range(2_000)),
    error("e", Span("z.md", 7), "Error, 100%: all"),
]


def test_ten_annotations_the_worst_first_and_how_many_more() -> None:
    lines = as_github(MANY)
    assert len(lines) == 11
    assert lines[0] == "::error file=z.md,line=7,title=e::Error, 100%25: all"
    assert lines[1] == "::warning file=a b.md,line=1,col=2,endLine=1,endColumn=5,title=w::Warning 0%0ADo%0Ait."
    assert all(line.startswith("::") for line in lines[:10])
    assert lines[10] == "and 5,991 more: run `newsgen check` to see them all"
    assert as_github(MANY[:3]) == [f"::notice file=a.md,title=n::Note {number}" for number in range(3)]


def test_sarif_holds_five_thousand_the_worst_first() -> None:
    log = json.loads(as_sarif(MANY, "1.0", [("e", "An error.")], "paper/"))
    (run,) = log["runs"]
    assert len(run["results"]) == 5_000
    assert [result["level"] for result in run["results"][:2]] == ["error", "warning"]
    assert "1,001 more" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_is_made_as_its_standard_says() -> None:
    """Hold a log against SARIF 2.1.0: the properties that are required, their types, and the rules between them."""
    log = json.loads(as_sarif(MANY, "1.0", [("e", "An error.")], "paper/"))
    assert log["version"] == "2.1.0"
    assert set(log) <= {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert set(run) <= {"tool", "results", "columnKind", "invocations"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert set(driver) <= {"name", "version", "informationUri", "rules"}
    assert re.match(r"https?://\S+$", driver["informationUri"])
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert all(set(rule) <= {"id", "shortDescription", "help"} and rule["help"]["text"] for rule in driver["rules"])
    for result in run["results"]:
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert re.fullmatch(r"paper/[A-Za-z0-9._~%/-]+", physical["artifactLocation"]["uri"])
        region = physical.get("region", {"startLine": 1})
        assert region["startLine"] >= 1
        assert region.get("endColumn", 2) > region.get("startColumn", 1) >= 1


def test_json_leaves_out_what_is_not_there() -> None:
    told = json.loads(as_json([MANY[0], MANY[-1]]))
    assert told["problems"] == [
        {"code": "n", "level": "note", "path": "a.md", "message": "Note 0"},
        {"code": "e", "level": "error", "path": "z.md", "line": 7, "message": "Error, 100%: all"},
    ]
