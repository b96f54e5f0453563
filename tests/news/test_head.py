"""What a page tells machines about its story: meta tags and JSON-LD."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from newsgen.news import words
from newsgen.news.article import Article, Correction, Credit, Photo
from newsgen.news.fingerprint import of_value
from newsgen.news.head import head_of, site_head
from newsgen.news.listing import Link
from newsgen.news.pictures import Picture
from newsgen.news.settings import Settings
from newsgen.news.standards import FIELDS, POLICIES, names_in
from tests.news.making import article, day, term

BASE = Settings(title="The Packet", base_url="https://example.org/news/", timezone="Europe/Lisbon", license="CC0-1.0")
WORDS = words.read("en", {"en": (Path(__file__).parents[2] / "templates/words/en.toml").read_text("utf-8")})


def head(story: Article, settings: Settings = BASE, *translations: Link) -> str:
    return head_of(story, translations, settings.masthead, WORDS)


def metas(html: str) -> list[tuple[str, str]]:
    return [
        (name, unescape(text))
        for name, text in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)
    ]


def graph(html: str) -> list[dict[str, Any]]:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    made = json.loads(data)
    assert made["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = made["@graph"]
    return found


def described(story: Article, settings: Settings = BASE) -> dict[str, Any]:
    return graph(head(story, settings))[0]


def told(story: Article, **more: Any) -> Article:
    """Return a story whose teaser says more."""
    teaser = replace(story.teaser, **more)
    return replace(story, teaser=replace(teaser, digest=of_value(teaser)))


def empties(value: Any) -> list[Any]:
    if isinstance(value, dict | list):
        inside = [each for item in (value.values() if isinstance(value, dict) else value) for each in empties(item)]
        return inside + ([] if value else [value])
    return [value] if value in ("", None) else []


FULL = article(
    "full",
    "2018-12-17T10:30",
    "Ferry runs again",
    byline=("Ana Ruiz", "J. Doe"),
    outlet="The Post",
    section="Harbour",
    tags=("ferry", "storm"),
    dateline="LISBON",
    edition="Late",
    print_page="7",
    column="2",
    photos=(
        Photo(
            "articles/a.jpg", "/2018/12/17/ferry-runs-again/a.jpg", "The ferry", "Sam Rudd", "A boat", Picture(800, 450)
        ),
    ),
    corrections=(Correction(day("2018-12-18"), "It ran at 7."),),
    source_url="https://post.example/ferry",
)


def test_a_story_in_full() -> None:
    page = "https://example.org/news/2018/12/17/ferry-runs-again/"
    assert described(FULL) == {
        "@type": "NewsArticle",
        "headline": "Ferry runs again",
        "author": [
            {"@type": "Person", "name": "Ana Ruiz", "url": "https://example.org/news/bylines/ana-ruiz/"},
            {"@type": "Person", "name": "J. Doe", "url": "https://example.org/news/bylines/j-doe/"},
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Post"},
        "datePublished": "2018-12-17T10:30:00+00:00",
        "dateModified": "2018-12-18",
        "inLanguage": "en",
        "articleSection": "Harbour",
        "keywords": ["ferry", "storm"],
        "url": page,
        "mainEntityOfPage": page,
        "isBasedOn": "https://post.example/ferry",
        "dateline": "LISBON",
        "printEdition": "Late",
        "printPage": "7",
        "printColumn": "2",
        "image": [
            {"@type": "ImageObject", "url": f"{page}a.jpg", "caption": "The ferry", "creditText": "Sam Rudd"},
        ],
        "correction": [
            {"@type": "CorrectionComment", "text": "It ran at 7.", "datePublished": "2018-12-18"},
        ],
    }


def test_the_way_down_to_a_story() -> None:
    crumbs = graph(head(FULL))[1]
    assert crumbs["@type"] == "BreadcrumbList"
    base = "https://example.org/news"
    assert [(item["position"], item["name"], item["item"]) for item in crumbs["itemListElement"]] == [
        (1, "Harbour", f"{base}/sections/harbour/"),
        (2, "2018", f"{base}/2018/"),
        (3, "December", f"{base}/2018/12/"),
        (4, "17", f"{base}/2018/12/17/"),
        (5, "Ferry runs again", f"{base}/2018/12/17/ferry-runs-again/"),
    ]
    undated = graph(head(article("a", "unknown")))[1]
    assert [item["name"] for item in undated["itemListElement"]] == ["Undated", "Story a"]


@pytest.mark.parametrize(
    ("written", "zone", "expected"),
    [
        ("2018-12-17T10:30:00+05:30", "", "2018-12-17T10:30:00+05:30"),
        ("2018-06-17T10:30", "Europe/Lisbon", "2018-06-17T10:30:00+01:00"),
        ("2018-12-17T10:30", "", "2018-12-17"),
        ("1880-01-01T10:30", "Europe/Amsterdam", "1880-01-01T10:30:00+00:18"),
        ("1954-11", "UTC", "1954-11"),
        ("1912~", "UTC", "1912"),
        ("unknown", "UTC", None),
    ],
)
def test_dates_are_told_no_more_exactly_than_they_are(written: str, zone: str, expected: str | None) -> None:
    made = described(article("a", written), replace(BASE, timezone=zone))
    if zone == "Europe/Amsterdam":
        made["datePublished"] = made["datePublished"][:-2] + expected[-2:] if expected else ""  # tables differ
    assert made.get("datePublished") == expected
    assert "dateModified" not in made


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "NewsArticle"),
        ("report", "ReportageNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("review", "ReviewNewsArticle"),
    ],
)
def test_the_kind_is_the_type(kind: str, expected: str) -> None:
    assert described(told(FULL, kind=kind))["@type"] == expected


def test_a_correction_whose_day_nobody_knows_has_no_date() -> None:
    (told_of,) = described(replace(FULL, corrections=(Correction(day("unknown"), "x"),)))["correction"]
    assert told_of == {"@type": "CorrectionComment", "text": "x"}


def test_satire_is_no_news_article_and_has_no_printed_page() -> None:
    made = described(told(FULL, kind="satire"))
    assert made["@type"] == "SatiricalArticle"
    assert not {"dateline", "printPage", "printEdition", "printColumn"} & made.keys()


def test_who_did_something_else_is_no_author() -> None:
    byline = (Credit(term("Ana Ruiz")), Credit(term("Sam Rudd"), "photographs"), Credit(term("Staff")))
    made = described(told(FULL, byline=byline))
    assert [(author["@type"], author["name"]) for author in made["author"]] == [
        ("Person", "Ana Ruiz"),
        ("Organization", "Staff"),
    ]
    assert [person["name"] for person in made["contributor"]] == ["Sam Rudd"]
    alone = described(told(FULL, byline=byline[1:2]))
    assert [author["name"] for author in alone["author"]] == ["Sam Rudd"]


def test_what_nobody_signed_is_by_the_agency_or_the_paper() -> None:
    unsigned = told(FULL, byline=())
    assert described(unsigned)["author"] == [{"@type": "NewsMediaOrganization", "name": "The Post"}]
    assert described(told(unsigned, wire="NCS"))["author"] == [{"@type": "NewsMediaOrganization", "name": "NCS"}]
    assert described(told(FULL, wire="NCS"))["sourceOrganization"]["name"] == "NCS"


def test_the_papers_own_stories_have_its_policies() -> None:
    publisher = (("name", "The Trust"), ("logo", "/logo.png"), *((key, f"/{key}/") for key in POLICIES))
    settings = replace(BASE, publisher=publisher)
    for story in (told(FULL, outlet=None), told(FULL, outlet=term("THE PACKET"))):
        made = described(story, settings)["publisher"]
        assert (made["name"], made["logo"]) == ("The Trust", "https://example.org/news/logo.png")
        assert {made[name] for name in POLICIES.values()} == {f"https://example.org/news/{key}/" for key in POLICIES}
    site = json.loads(re.findall(r">(.*)</script>", site_head(settings.masthead))[0])
    assert site["publisher"] == made
    assert (site["@type"], site["license"]) == ("WebSite", "https://spdx.org/licenses/CC0-1.0.html")


def test_the_papers_rights_are_not_claimed_for_what_others_wrote() -> None:
    settings = replace(BASE, copyright="The Packet Trust")
    assert not {"copyrightNotice", "license"} & described(FULL, settings).keys()
    own = described(told(FULL, outlet=None), settings)
    assert own["copyrightNotice"] == "The Packet Trust"
    assert own["license"] == "https://spdx.org/licenses/CC0-1.0.html"
    assert ("DC.rights", "The Packet Trust") in metas(head(told(FULL, outlet=None), settings))


def test_without_an_address_nothing_relative_is_told() -> None:
    html = head(FULL, Settings(title="The Packet", publisher=(("ethics", "/e/"), ("staff", "https://x.example/"))))
    assert len(graph(html)) == 1
    assert not [value for _, value in metas(html) if value.startswith("/")]
    assert not {"url", "image", "mainEntityOfPage"} & described(FULL, Settings()).keys()
    assert empties(graph(html)) == []


@pytest.mark.parametrize("story", [FULL, article(), article("a", "unknown"), told(FULL, byline=(), outlet=None)])
def test_nothing_is_empty(story: Article) -> None:
    html = head(story)
    assert empties(graph(html)) == []
    assert [name for name, value in metas(html) if not value] == []


def test_nothing_can_break_out() -> None:
    bad = "</script><!--\u2028\u2029\"'&amp;"
    story = told(replace(FULL, dateline=bad), headline=bad, deck=bad, kicker=bad, tags=(term(bad),))
    html = head(story)
    assert html.count("</script>") == html.count("<script") == 1
    assert not {"\u2028", "\u2029"} & set(html[html.index("<script") :])
    assert described(story)["headline"] == bad
    assert ("og:title", bad) in metas(html)


def test_zotero_files_it_as_a_newspaper_article() -> None:
    found = metas(head(FULL))
    assert ("DC.type", "newspaperArticle") in found
    assert ("og:site_name", "The Post") in found
    assert [text for name, text in found if name == "citation_author"] == ["Ana Ruiz", "J. Doe"]
    assert ("citation_publication_date", "2018/12/17") in found
    assert ("citation_firstpage", "7") in found
    # The first would make it a journal's article, the second would need a PDF, and Zotero takes a source for the paper.
    assert not {"citation_journal_title", "citation_pdf_url", "DC.source", "DCTERMS.source"} & {
        name for name, _ in found
    }


def test_cards_and_open_graph() -> None:
    found = dict(metas(head(FULL)))
    assert (found["og:type"], found["og:url"]) == ("article", "https://example.org/news/2018/12/17/ferry-runs-again/")
    assert (found["og:image"], found["og:image:alt"]) == (f"{found['og:url']}a.jpg", "A boat")
    assert (found["og:image:width"], found["og:image:height"]) == ("800", "450")
    assert found["twitter:card"] == "summary_large_image"
    assert dict(metas(head(article())))["twitter:card"] == "summary"
    assert found["article:modified_time"] == "2018-12-18"


def alternates(html: str) -> list[tuple[str, str]]:
    return re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html)


def test_translations_name_each_other_alike() -> None:
    stories = [told(article(id_), lang=lang) for id_, lang in (("a", "en"), ("b", "he"), ("c", "fr"))]
    links = [Link(story.url, "x", story.date, story.teaser.lang) for story in stories]
    seen = [alternates(head(story, BASE, *(link for link in links if link.url != story.url))) for story in stories]
    assert seen[0] == seen[1] == seen[2]
    base = "https://example.org/news/2018/12/17"
    assert seen[0] == [
        ("en", f"{base}/story-a/"),
        ("fr", f"{base}/story-c/"),
        ("he", f"{base}/story-b/"),
        ("x-default", f"{base}/story-a/"),
    ]
    assert alternates(head(stories[0])) == []


def test_a_story_whose_original_is_elsewhere_claims_no_versions() -> None:
    story = replace(FULL, canonical="https://post.example/ferry")
    assert described(story)["mainEntityOfPage"] == "https://post.example/ferry"
    assert alternates(head(story, BASE, Link("/x/", "x", day("2018"), "he"))) == []


def test_the_table_names_no_fact_twice() -> None:
    assert len({row.fact for row in FIELDS}) == len(FIELDS)
    for standard in ("schema", "dublin_core", "open_graph", "highwire", "csl", "bibtex", "ris"):
        names = list(names_in(standard).values())
        assert len(set(names)) == len(names), standard


def test_an_agency_in_the_byline_is_an_organisation() -> None:
    (author,) = described(article("a", byline=("Associated Press",)))["author"]
    assert (author["@type"], author["name"]) == ("Organization", "Associated Press")
