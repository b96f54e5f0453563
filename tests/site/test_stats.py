"""`newsgen stats`: public stories are counted, and nothing else."""

from __future__ import annotations

import json

import pytest

from newsgen.news.statistics import by_decade
from tests.site.project import CLIPPING, NOW, Project, story


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write(
        {
            "articles/a.md": story(section="Harbour", byline="By Ana Ruiz and J. Doe", tags=["ferry"]),
            "articles/b.md": story("B", "2018", section="Harbour", byline="Ana Ruiz"),
            "articles/c.md": story("C", "unknown"),
            "articles/d.md": story("Zeppelin", draft=True, section="Zeppelins"),
            "articles/piano.txt": CLIPPING,
        }
    )


def test_all_is_counted_for_another_program(paper: Project) -> None:
    outcome = paper.run("stats", "--format", "json", "--now", NOW)
    told = json.loads(outcome.out)
    assert (told["stories"], told["clippings"], told["unreviewed"]) == (4, 1, ["articles/piano.txt"])
    assert told["years"] == [["1998", 1], ["2018", 2], ["undated", 1]]
    assert told["sections"] == [["Harbour", 2]]
    assert told["bylines"] == [["Ana Ruiz", 2], ["J. Doe", 1], ["OLGA VARDY", 1]]
    assert dict(told["without"])["section"] == 2
    assert "Zeppelin" not in outcome.out


def test_a_small_chart_for_people(paper: Project) -> None:
    lines = paper.run("stats", "--now", NOW).out.splitlines()
    assert lines[0] == "4 stories, 1 of them clippings."
    row = lines[lines.index("By year") + 2]
    assert row.split()[:2] == ["2018", "2"]
    assert len(row) <= 100
    assert "Nobody has reviewed 1 clipping:" in lines


def test_what_is_broken_is_said_and_an_empty_archive_is_no_error(project: Project) -> None:
    outcome = project.write({"articles/a.md": story(date="soon")}).run("stats")
    assert (outcome.status, outcome.out) == (0, "0 stories.\n")
    assert outcome.err == "1 file has errors and can't be counted: see `newsgen check`.\n"


def test_decades() -> None:
    assert by_decade((("1954", 1), ("1959", 2), ("1960", 3), ("undated", 4))) == (
        ("1950s", 3),
        ("1960s", 3),
        ("undated", 4),
    )
