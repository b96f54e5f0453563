"""Citations: each format says the same of a story, and what stands in it can't break it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from newsgen.news.article import Article
from newsgen.news.citations import citations, name_parts
from newsgen.news.fingerprint import of_value
from newsgen.news.settings import Settings
from tests.news.making import article

BASE = Settings(title="The Packet", base_url="https://example.org/")
FULL = article(
    "2018/ferry",
    "2018-12-17",
    "Ferry & pier: 100% {open}",
    byline=("Ana Ruiz", "Staff"),
    outlet="The Post",
    print_page="7",
)


def cited(story: Article = FULL, settings: Settings = BASE) -> dict[str, str]:
    return citations(story, settings.masthead)


def test_plain_text() -> None:
    address = "https://example.org/2018/12/17/ferry-pier-100-open/"
    assert cited()["txt"] == f"Ana Ruiz; Staff: “Ferry & pier: 100% {{open}}”, The Post, 2018-12-17, {address}"
    bare = article("a", "unknown", "Found")
    assert cited(bare, Settings(title="The Packet"))["txt"] == "“Found”, The Packet"


def test_bibtex() -> None:
    assert cited()["bib"].split("\n") == [
        f"@article{{{'2018-ferry-' + cited()['bib'][20:24]},",
        "  title = {{Ferry \\& pier: 100\\% \\{open\\}}},",
        "  author = {Ruiz, Ana and {Staff}},",
        "  journal = {The Post},",
        "  language = {en},",
        "  url = {https://example.org/2018/12/17/ferry-pier-100-open/},",
        "  pages = {7},",
        "  year = {2018},",
        "  month = dec,",
        "  day = {17},",
        "  entrysubtype = {newspaper}",
        "}",
    ]


def test_ris() -> None:
    assert cited()["ris"].split("\n") == [
        "TY  - NEWS",
        "TI  - Ferry & pier: 100% {open}",
        "AU  - Ruiz, Ana",
        "AU  - Staff",
        "T2  - The Post",
        "PY  - 2018",
        "DA  - 2018/12/17/",
        "LA  - en",
        "UR  - https://example.org/2018/12/17/ferry-pier-100-open/",
        "SP  - 7",
        "ER  - ",
        "",
    ]
    assert "DA  - 1954/11//\n" in cited(article("a", "1954-11"))["ris"]


def test_csl() -> None:
    assert json.loads(cited()["json"]) == {
        "id": "2018/ferry",
        "type": "article-newspaper",
        "title": "Ferry & pier: 100% {open}",
        "author": [{"family": "Ruiz", "given": "Ana"}, {"literal": "Staff"}],
        "container-title": "The Post",
        "issued": {"date-parts": [[2018, 12, 17]]},
        "language": "en",
        "URL": "https://example.org/2018/12/17/ferry-pier-100-open/",
        "page": "7",
    }
    circa = json.loads(cited(article("a", "1912~"))["json"])
    assert circa["issued"] == {"date-parts": [[1912]], "circa": True}
    assert "issued" not in json.loads(cited(article("a", "unknown"))["json"])


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Ruiz", ("Ana", "Ruiz", "")),
        ("J. Doe", ("J.", "Doe", "")),
        ("Martin Luther King Jr.", ("Martin Luther", "King", "Jr.")),
        ("Wim van den Berg", ("Wim", "van den Berg", "")),
        ("Léa d’Aubigny", ("Léa", "d’Aubigny", "")),
        ("Staff", ("", "Staff", "")),
        ("Associated Press", ("", "Associated Press", "")),
        ("Wire reports", ("", "Wire reports", "")),
        ("大江 健三郎", ("", "大江 健三郎", "")),
        ("Madonna", ("", "Madonna", "")),
        ("R2 & D2", ("", "R2 & D2", "")),
    ],
)
def test_names_are_cut_where_that_is_safe(name: str, parts: tuple[str, str, str]) -> None:
    assert name_parts(name) == parts


def test_a_key_is_plain_and_tells_ids_apart() -> None:
    def key(identity: str) -> str:
        return cited(article(identity))["bib"].partition("{")[2].partition(",")[0]

    assert key("ferry-2018") == "ferry-2018"
    assert key("2018/ferry") != key("2018-ferry")
    assert key("עברית") != key("עבריה")
    assert all(char.isalnum() or char == "-" for char in key("a, b}"))


@pytest.mark.parametrize("bad", ["}", "{", "\\", "a\\end{x}", '"', "TY  - JOUR", "%", "~^_#$&"])
def test_nothing_breaks_out_of_a_citation(bad: str) -> None:
    teaser = replace(FULL.teaser, headline=bad, deck=bad)
    made: dict[str, Any] = cited(replace(FULL, teaser=replace(teaser, digest=of_value(teaser))))
    assert json.loads(made["json"])["title"] == bad
    assert f"TI  - {bad}\n" in made["ris"]
    bare = made["bib"].replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
