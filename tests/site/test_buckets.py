"""Long lists are cut by the calendar: a group of many stories gets pages by year, then by month."""

from __future__ import annotations

import re

import pytest

from tests.site.links import broken
from tests.site.project import Project, story


def many(number: int, years: int, months: int = 12) -> dict[str, str]:
    """Return stories with one tag, spread over some years and months."""
    files = {}
    for index in range(number):
        date = f"{1990 + index % years}-{1 + index // years % months:02}-{1 + index // years // months % 28:02}"
        files[f"articles/{index}.md"] = story(f"Story {index}", date, tags=["crime"], section="News", byline="Ana")
    return files


def listed(html: str) -> set[int]:
    return {int(number) for number in re.findall(r">\s*(?:<bdi[^>]*>)?Story (\d+)<", html)}


@pytest.mark.parametrize("kind", ["tags/crime", "sections/news", "bylines/ana"])
def test_up_to_200_stories_stand_on_one_page_under_their_years(project: Project, kind: str) -> None:
    project.write(many(200, 3)).built()
    html = project.page(f"{kind}/index.html")
    assert listed(html) == set(range(200))
    assert 'id="y1991"' in html
    assert not [path for path in project.pages() if path.startswith(f"{kind}/1")]


def test_300_stories_are_split_by_years(project: Project) -> None:
    project.write(many(300, 3)).built()
    pages = {path for path in project.pages() if path.startswith("tags/crime/")}
    assert pages == {"tags/crime/index.html", *(f"tags/crime/{year}/index.html" for year in (1990, 1991, 1992))}
    found = [listed(project.page(f"tags/crime/{year}/index.html")) for year in (1990, 1991, 1992)]
    assert [len(stories) for stories in found] == [100, 100, 100]
    assert set().union(*found) == set(range(300))
    assert len(listed(project.page("tags/crime/index.html"))) == 30
    assert broken(project.tree()) == []


def test_a_year_of_more_than_200_is_split_by_months(project: Project) -> None:
    project.write(many(300, 1)).built()
    months = [f"tags/crime/1990/{month:02}/index.html" for month in range(1, 13)]
    assert set(months) <= project.pages()
    found = [listed(project.page(path)) for path in months]
    assert set().union(*found) == set(range(300))
    assert broken(project.tree()) == []


def test_a_month_of_more_than_200_is_split_by_days(project: Project) -> None:
    project.write(many(280, 1, 1)).built()
    days = [path for path in project.pages() if re.fullmatch(r"tags/crime/1990/01/\d\d/index.html", path)]
    assert len(days) == 28
    assert set().union(*(listed(project.page(path)) for path in days)) == set(range(280))
    assert broken(project.tree()) == []


def test_the_archive_s_own_years_lead_to_every_story(project: Project) -> None:
    project.write(many(300, 1)).built()
    days = [path for path in project.pages() if re.fullmatch(r"1990/\d\d/\d\d/index.html", path)]
    assert set().union(*(listed(project.page(path)) for path in days)) == set(range(300))


def test_a_split_and_its_undoing_leave_nothing_behind(project: Project) -> None:
    project.write(many(200, 2)).built()
    before = project.tree()
    project.write({"articles/extra.md": story("Story 999", "1985-05-05", tags=["crime"])}).built()
    assert "tags/crime/1990/index.html" in project.pages()
    assert broken(project.tree()) == []
    project.write({"articles/extra.md": None}).built()
    assert project.tree() == before
    assert project.empty_folders() == []


@pytest.mark.parametrize("date", ["2030-01-05", "1995-06-06", "1931-01-01"])
@pytest.mark.parametrize("number", [60, 400])
def test_one_story_more_changes_no_more_files_in_a_larger_archive(project: Project, number: int, date: str) -> None:
    project.write(many(number, 10)).built("--output", "out", now="2040-01-01")
    before = project.tree("out")
    files = {"articles/new.md": story("Story 9999", date, tags=["crime"], section="News", byline="Ana")}
    project.write(files).built("--output", "out", now="2040-01-01")
    after = project.tree("out")
    changed = {path for path in after if after[path] != before.get(path)} - {".newsgen-ledger"}
    periods = {path for path in after.keys() - before.keys() if path.count("/") < 4}
    assert len(changed - periods) <= 25 + 3 * 3, sorted(changed)
