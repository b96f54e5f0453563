"""What hosts take: every limit is held, at the very number, and the message names the largest folders."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import pytest

from newsgen.news import hosts
from newsgen.news.hosts import CHECKED, HOSTS, Limits, over
from tests import manual

TABLE = "# Old and new.\n\n/a /b 301\n /c /d 301\n/e:80/ /f 301\n/old/* /new/ 301\n/:year/x /y/ 301\n"
SITE = {"index.html": 100, "tags/a/index.html": 300, "tags/b/index.html": 300, "2018/index.html": 200, "_redirects": 50}
AT_MOST = {
    "files": 5,
    "entries": 9,
    "in_folder": 2,
    "bytes": 950,
    "file_bytes": 300,
    "rules": 5,
    "rules_bytes": 50,
    "rule_length": 16,
    "patterns": 2,
    "path_bytes": 17,
}


def test_every_limit_is_held() -> None:
    numbers = {field.name for field in fields(Limits)} - {"name", "source"}
    assert numbers == AT_MOST.keys()


@pytest.mark.parametrize("limit", AT_MOST)
def test_the_very_number_is_fine_and_one_less_is_not(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_limit(number: int) -> Limits:
        return Limits("A host", "https://example.org/limits", **{limit: number})

    monkeypatch.setitem(hosts.HOSTS, "github", with_limit(AT_MOST[limit]))
    assert list(over("github", SITE, TABLE)) == []
    monkeypatch.setitem(hosts.HOSTS, "github", with_limit(AT_MOST[limit] - 1))
    found = list(over("github", SITE, TABLE))
    assert found
    assert {problem.code for problem in found} == {"host-limit"}
    assert all("https://example.org/limits" in problem.hint and CHECKED in problem.hint for problem in found)


def test_the_largest_folders_are_named_by_what_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(hosts.HOSTS, "github", Limits("A host", "https://x.example/", files=1, bytes=1))
    by_files, by_bytes = (problem.hint for problem in over("github", SITE))
    assert "by files: /tags/ (2), /2018/ (1)." in by_files
    assert "by bytes: /tags/ (600), /2018/ (200)." in by_bytes


def test_an_archive_of_20000_files() -> None:
    site = {f"{1990 + number % 30}/12/17/story-{number}/index.html": 30_000 for number in range(19_999)}
    assert [list(over(host, site | {"index.html": 1})) for host in HOSTS] == [[]] * 5
    (problem,) = over("cloudflare", site | {"index.html": 1, "404.html": 1})
    assert problem.message == "this site has 20,001 files, and Cloudflare Pages, free plan takes 20,000 at most"
    assert "/1990/ (667)" in problem.hint
    big = dict.fromkeys(site, 60_000)
    assert [host for host in HOSTS if list(over(host, big))] == ["github", "gitlab"]
    assert [host for host in HOSTS if list(over(host, {"_redirects": 1}, "/a /b 301\n" * 2_001))] == [
        "gitlab",
        "cloudflare",
    ]


def test_patterns_are_counted_apart_where_the_host_does() -> None:
    table = "/a /b 301\n" * 2_000 + "/old/* /new/ 301\n" * 100
    assert list(over("cloudflare", {}, table)) == []
    (problem,) = over("cloudflare", {}, table + "/:a /b 301\n")
    assert "101 redirect rules with `*` or `:name`" in problem.message
    (problem,) = over("cloudflare", {}, f"/{'a' * 1_000} /b 301\n")
    assert problem.message.startswith("the redirect rule of /aaa")


def test_the_manual_states_the_limits_and_their_day() -> None:
    assert date.fromisoformat(CHECKED)
    text = manual.section("docs/publishing.md", "## What hosts take")
    assert CHECKED in text
    rows = {manual.code(row[0])[0]: row[2] for row in manual.rows(text)}
    assert list(rows) == list(HOSTS)
    for host, limits in HOSTS.items():
        said = rows[host].replace(" GB", ",000,000,000").replace("64 KiB", "65,536").replace("25 MiB", "26,214,400")
        said = said.replace("5 GiB", "5,368,709,120")
        told = {int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", said)}
        assert told == {getattr(limits, name) for name in AT_MOST} - {0}, host
