"""Feeds, sitemaps, citations and JSON-LD of the sample archive, read by programs that know nothing of newsgen."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import bibtexparser.entrypoint
import feedparser
import pytest
import rispy

from newsgen.news.standards import names_in
from tests.real.parts import missing, named_file
from tests.site.test_sample import AFTER_IT, sample

BASE = "https://packet.example/"
ALL = """
[outputs]
citations = true
manifest = true
news_sitemap = true
group_feeds = ["sections", "tags"]
min_stories = 3
"""
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ADDRESS = re.compile(r'\s(?:href|src|poster)="([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample archive with all outputs that there are."""
    project = sample(tmp_path_factory.mktemp("standards") / "paper")
    settings = project.root / "newsgen.toml"
    settings.write_text(settings.read_text("utf-8") + ALL, "utf-8")
    project.built("--output", "out", "--base-url", BASE, now=AFTER_IT)
    return project.root / "out"


def parsed(path: Path) -> Any:
    """Read a feed as feed readers do; it must be well formed."""
    found = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, (path, found.bozo_exception)
    return found


def test_the_three_feeds_say_the_same(site: Path) -> None:
    atom, rss = parsed(site / "feed.xml"), parsed(site / "rss.xml")
    items = json.loads((site / "feed.json").read_bytes())["items"]
    assert (atom.version, rss.version, len(items)) == ("atom10", "rss20", len(rss.entries))
    for one, other, item in zip(atom.entries, rss.entries, items, strict=False):
        assert one.title == other.title == item["title"]
        assert one.id == other.id == item["id"]
        assert one.link == other.link == item["url"]
        assert [author.name for author in one.authors] == [author["name"] for author in item["authors"]]
        assert one.content[0].value == other.content[0].value == item["content_html"].strip()
        tags = [[tag.term for tag in entry.get("tags", ())] for entry in (one, other)]
        assert tags == [item["tags"], item["tags"]]
        assert one.get("published_parsed") == other.get("published_parsed")
        assert one.get("published") == item.get("date_published")
        assert one.updated == item["date_modified"]


def test_every_feed_is_well_formed_and_its_addresses_are_whole(site: Path) -> None:
    paths = [
        site / "feed.xml",
        site / "rss.xml",
        *site.glob("*/feed.xml"),
        *site.glob("*/*/feed.xml"),
        *site.glob("feed/*"),
    ]
    assert len(paths) > 20
    for path in paths:
        found = parsed(path)
        ids = [entry.id for entry in found.entries]
        assert len(set(ids)) == len(ids)
        assert all(identity.startswith("tag:packet.example,2000:") for identity in ids)
        for entry in found.entries:
            for content in entry.get("content", ()):
                assert all("://" in address for address in _ADDRESS.findall(content.value)), entry.id


def test_the_chain_can_be_walked_to_its_end(site: Path) -> None:
    """RFC 5005 section 4: each document leads to the one before it, and names the live feed."""
    met: list[str] = []
    address = next(link.href for link in parsed(site / "feed.xml").feed.links if link.rel == "prev-archive")
    while address:
        assert address not in met
        path = site / address.removeprefix(BASE)
        links = {link.rel: link.href for link in parsed(path).feed.links}
        assert "{http://purl.org/syndication/history/1.0}archive" in {child.tag for child in ET.parse(path).getroot()}
        assert (links["self"], links["current"]) == (address, f"{BASE}feed.xml")
        assert links.get("next-archive") == (met[-1] if met else None)
        met.append(address)
        address = links.get("prev-archive")
    assert len(met) == len(list((site / "feed").iterdir())) > 3


def test_sitemaps_name_each_page_once(site: Path) -> None:
    """The rules of sitemaps.org/protocol.html."""
    index = ET.parse(site / "sitemap.xml").getroot()
    assert index.tag == f"{SITEMAP}sitemapindex"
    files = [str(entry.text) for entry in index.iter(f"{SITEMAP}loc")]
    seen: list[str] = []
    for file in files:
        root = ET.parse(site / file.removeprefix(BASE)).getroot()
        assert root.tag == f"{SITEMAP}urlset"
        addresses = [str(entry.text) for entry in root.iter(f"{SITEMAP}loc")]
        assert 0 < len(addresses) <= 50_000
        for moment in root.iter(f"{SITEMAP}lastmod"):
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?)?)?", str(moment.text))
        seen += addresses
    assert len(set(seen)) == len(seen)
    for address in seen:
        assert address.startswith(BASE)
        assert (site / address.removeprefix(BASE) / "index.html").is_file()


# Citations


def cited(site: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the CSL-JSON items of each month."""
    return {path.stem: json.loads(path.read_bytes()) for path in sorted((site / "citations").glob("*.json"))}


def test_every_story_is_cited_in_every_format(site: Path) -> None:
    for month, items in cited(site).items():
        bibtex = bibtexparser.entrypoint.parse_string((site / f"citations/{month}.bib").read_text("utf-8"))
        assert not bibtex.failed_blocks
        assert len({entry.key for entry in bibtex.entries}) == len(items)
        ris = rispy.loads((site / f"citations/{month}.ris").read_text("utf-8"))
        assert [record["type_of_reference"] for record in ris] == ["NEWS"] * len(items)
        assert [record["title"] for record in ris] == [item["title"] for item in items]
        assert [record.get("year") for record in ris] == [_year(item) for item in items]
        for item, record in zip(items, ris, strict=True):
            names = [name.get("literal") or ", ".join(_parts(name)) for name in item.get("author", ())]
            assert record.get("authors", []) == names


def _year(item: dict[str, Any]) -> str | None:
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else None


def _parts(name: dict[str, str]) -> list[str]:
    return [name[part] for part in ("family", "given", "suffix") if part in name]


# JSON-LD, by the types of schema.org's own vocabulary


def json_ld(page: str) -> list[dict[str, Any]]:
    """Return what a page tells search engines."""
    found = [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    ]
    return [
        thing
        for data in found
        for thing in data.get("@graph", [{k: v for k, v in data.items() if k[0] != "@" or k == "@type"}])
    ]


@pytest.mark.node
def test_what_search_engines_are_told_is_schema_org(site: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        missing("Node")
    compiler = named_file("NEWSGEN_TEST_TSC", "the TypeScript compiler beside schema-dts")
    things = [thing for path in site.rglob("*.html") for thing in json_ld(path.read_text("utf-8"))]
    assert {"NewsArticle", "BreadcrumbList", "WebSite"} <= {thing["@type"] for thing in things}
    texts = set(names_in("schema").values()) - {"author", "contributor", "correction", "image", "publisher"}
    things.append({"@type": "OpinionNewsArticle", **dict.fromkeys(sorted(texts - {"sourceOrganization"}), "x")})

    def complaints(things: list[dict[str, Any]]) -> list[str]:
        lines = [f"export const t{n}: schema.{thing['@type']} = {json.dumps(thing)};" for n, thing in enumerate(things)]
        file = tmp_path / "things.ts"
        file.write_text("\n".join(['import type * as schema from "schema-dts";', *lines]), "utf-8")
        (tmp_path / "node_modules").unlink(missing_ok=True)
        (tmp_path / "node_modules").symlink_to(compiler.parents[2])
        command = [node, str(compiler), "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "node"]
        made = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
        return [line for line in made.stdout.splitlines() if "error" in line]

    assert complaints(things) == []
    assert complaints([{"@type": "NewsArticle", "headlin": "x"}])
