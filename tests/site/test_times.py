"""Times as an editor writes them: the machine's own zone never counts, and a clock put forward or back is no trap."""

from __future__ import annotations

import pytest

from tests.site.project import Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"


def is_public(project: Project, now: str, zone: str, **fields: object) -> bool:
    """Tell whether a story with these fields is on the site at a moment."""
    project.write({"newsgen.toml": f'timezone = "{zone}"\n' if zone else "", "articles/old.md": story("Old", "1998")})
    project.write({"articles/a.md": story(**fields)}).built(now=now)  # type: ignore[arg-type]
    return FERRY in project.pages()


CLOCKS: list[tuple[str, dict[str, object], str]] = [
    # zone, a field, the last second of the embargo
    ("", {"embargo": "2019-01-01"}, "2018-12-31T23:59:59Z"),
    ("America/New_York", {"embargo": "2019-01-01"}, "2019-01-01T04:59:59Z"),
    ("America/New_York", {"embargo": "2019-01-01T00:00:00+05:30"}, "2018-12-31T18:29:59Z"),
    ("Asia/Tokyo", {"embargo": "2019-01-01 09:00"}, "2018-12-31T23:59:59Z"),
    # 27 October 2019: London had 01:30 twice; the earlier counts
    ("Europe/London", {"embargo": "2019-10-27 01:30"}, "2019-10-27T00:29:59Z"),
    # 31 March 2019: London had no 01:30; it is read as an hour later
    ("Europe/London", {"embargo": "2019-03-31 01:30"}, "2019-03-31T01:29:59Z"),
]


@pytest.mark.parametrize(("zone", "fields", "last"), CLOCKS)
def test_an_embargo_ends_with_its_second(project: Project, zone: str, fields: dict[str, object], last: str) -> None:
    assert not is_public(project, last, zone, **fields)
    day, _, second = last.partition("T")
    hours, minutes, _ = (int(part) for part in second.removesuffix("Z").split(":"))
    minute = hours * 60 + minutes + 1
    following = f"{day}T{minute // 60:02}:{minute % 60:02}:00Z" if minute < 24 * 60 else "2019-01-01T00:00:00Z"
    assert is_public(project, following, zone, **fields)


@pytest.mark.parametrize("machine", ["Asia/Tokyo", "America/New_York"])
def test_the_machine_s_zone_never_counts(project: Project, machine: str) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("Held", embargo="2024-06-01 12:00")})
    outcome = project.process("build", "--now", "2024-06-01 11:59:59", environment={"TZ": machine})
    assert "1 embargo" in outcome.out, outcome.err
    outcome = project.process("build", "--now", "2024-06-01 12:00", environment={"TZ": machine})
    assert "embargo" not in outcome.out


def test_a_time_that_the_clock_left_out_is_told(project: Project) -> None:
    project.write({"newsgen.toml": 'timezone = "Europe/London"\n', "articles/a.md": story(date="2018-03-25 01:30")})
    problems = project.built().problems
    assert [(problem.code, problem.level, problem.line) for problem in problems] == [("date-skipped", "warning", 3)]


@pytest.mark.parametrize(
    ("date", "address"),
    [
        ("2018-12-17T23:30:00-11:00", "2018/12/17"),
        ("2018-12-17T00:30:00+14:00", "2018/12/17"),
        ("2018-12-17 23:59:59", "2018/12/17"),
        ("2018-12", "2018/12"),
        ("2018", "2018"),
        ("2018~", "2018"),
        ("unknown", "undated"),
    ],
)
def test_an_address_has_the_day_as_written(project: Project, date: str, address: str) -> None:
    project.write({"newsgen.toml": 'timezone = "Asia/Tokyo"\n', "articles/a.md": story(date=date)}).built()
    assert f"{address}/ferry-runs-again/index.html" in project.pages()


@pytest.mark.parametrize("year", ["1400", "1931", "2200"])
def test_years_of_eight_centuries_are_taken(project: Project, year: str) -> None:
    project.write({"articles/a.md": story(date=f"{year}-01-01")}).built("--output", "out", now="2200-12-31")
    assert f"{year}/01/01/index.html" in project.pages("out")
