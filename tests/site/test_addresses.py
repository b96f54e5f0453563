"""What a site's own address brings: a feed, sitemaps, canonical links; and what is left out without one."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tests.site.project import CLIPPING, Project, story

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://example.org/paper/"
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def paper(project: Project) -> Project:
    project.write(
        {
            "articles/a.md": story(
                "Ferry & pier <now>",
                body="See ]]> [pier](b.md) & <b>x</b>",
                byline="Ana Ruiz",
                deck="A & B",
                id="ferry",
            ),
            "articles/b.md": story("Pier", "1998-12", added="2019-01-01T10:00:00Z", tags=["t&g"], lang="de"),
            "articles/c.txt": CLIPPING,
            "articles/d.md": story("Undated", "unknown", corrections=[{"date": "2020-01-02", "text": "Not so."}]),
        }
    )
    return project


def feed(project: Project) -> ET.Element:
    return ET.fromstring(project.tree()["feed.xml"])


def text(element: ET.Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None, f"no {name}"
    return found.text or ""


def test_without_an_address_there_is_no_feed_sitemap_or_canonical_and_one_note(paper: Project) -> None:
    outcome = paper.built()
    assert not [path for path in paper.pages() if path.endswith(".xml")]
    assert not [path for path in paper.pages() if path.endswith(".html") and 'rel="canonical"' in paper.page(path)]
    assert not [path for path in paper.pages() if path.endswith(".html") and "feed.xml" in paper.page(path)]
    assert (outcome.out + outcome.err).count("base_url") == 1


def test_with_an_address_there_is_no_note_and_every_story_names_itself(paper: Project) -> None:
    outcome = paper.built("--base-url", BASE)
    assert "base_url" not in outcome.out + outcome.err
    assert f'<link rel="canonical" href="{BASE}1998/12/pier/">' in paper.page("1998/12/pier/index.html")
    assert f'<link rel="canonical" href="{BASE}">' in paper.page("index.html")


def test_the_feed_is_atom_with_all_that_is_required(paper: Project) -> None:
    paper.built("--base-url", BASE)
    root = feed(paper)
    assert root.tag == ATOM + "feed"
    entries = root.findall(ATOM + "entry")
    assert len(entries) == 4
    for element in (root, *entries):
        assert text(element, "title").strip()
        assert text(element, "id").startswith("tag:example.org,")
        assert STAMP.fullmatch(text(element, "updated"))
        assert element.find(ATOM + "author") is not None
    links = {(link.get("rel"), link.get("href")) for link in root.findall(ATOM + "link")}
    assert {("self", f"{BASE}feed.xml"), ("alternate", BASE)} <= links
    ids = [text(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        link = entry.find(ATOM + "link")
        assert link is not None
        assert (link.get("href") or "").startswith(BASE)
        content = entry.find(ATOM + "content")
        assert content is not None
        assert content.get("type") == "html"
        assert content.text


def test_text_in_the_feed_is_escaped_for_its_place(paper: Project) -> None:
    paper.built("--base-url", BASE)
    entry = next(e for e in feed(paper).findall(ATOM + "entry") if text(e, "id").endswith("ferry"))
    assert text(entry, "title") == "Ferry & pier <now>"
    content = text(entry, "content")
    assert "See ]]&gt;" in content
    assert "&lt;b&gt;x&lt;/b&gt;" in content
    assert f'href="{BASE}1998/12/pier/"' in content


def test_the_feed_goes_by_the_day_that_a_story_entered_the_archive(paper: Project) -> None:
    paper.built("--base-url", BASE)
    titles = [text(entry, "title") for entry in feed(paper).findall(ATOM + "entry")]
    assert titles[:2] == ["Undated", "Pier"]  # the one was corrected after the other had entered


def test_the_feed_says_when_a_story_was_last_changed(paper: Project) -> None:
    paper.built("--base-url", BASE)
    entry = next(e for e in feed(paper).findall(ATOM + "entry") if text(e, "title") == "Undated")
    assert text(entry, "updated") == "2020-01-02T00:00:00Z"


def test_an_entry_keeps_its_id_when_its_address_changes(paper: Project) -> None:
    def ids() -> set[str]:
        return {text(entry, "id") for entry in feed(paper).findall(ATOM + "entry")}

    paper.write({"newsgen.toml": '[identity]\nauthority = "paper.example"\n'})
    paper.built("--base-url", BASE)
    before = ids()
    paper.write({"articles/b.md": story("Pier collapses", "1999-01", lang="de")})
    paper.built("--base-url", "https://elsewhere.example/")
    assert ids() == before


def test_the_sitemap_names_every_page_once_and_nothing_else(paper: Project) -> None:
    paper.built("--base-url", BASE)
    index = ET.fromstring(paper.tree()["sitemap.xml"])
    maps = [(loc.text or "").removeprefix(BASE) for loc in index.iter(MAP + "loc")]
    found: list[str] = []
    for name in maps:
        found += [loc.text or "" for loc in ET.fromstring(paper.tree()[name]).iter(MAP + "loc")]
    assert len(set(found)) == len(found)
    paths = {address.removeprefix(BASE) + "index.html" for address in found}
    assert paths <= paper.pages()
    assert {"index.html", "tags/index.html", "1998/12/pier/index.html", "undated/undated/index.html"} <= paths


def test_robots_stands_at_the_root_of_a_host_only(project: Project) -> None:
    project.write({"articles/a.md": story()})
    project.built("--base-url", "https://example.org/")
    assert "Sitemap: https://example.org/sitemap.xml\n" in project.page("robots.txt")
    project.built("--base-url", BASE)
    assert "robots.txt" not in project.pages()


def test_outputs_can_be_switched_off(paper: Project) -> None:
    off = [
        "feed",
        "rss",
        "json_feed",
        "corrections_feed",
        "sitemap",
        "robots",
        "not_found",
        "tags",
        "bylines",
        "outlets",
        "sections",
        "threads",
    ]
    paper.write({"newsgen.toml": "[outputs]\n" + "".join(f"{name} = false\n" for name in off)})
    paper.built("--base-url", "https://example.org/")
    pages = paper.pages()
    assert not [path for path in pages if path.endswith((".xml", "robots.txt", "404.html"))]
    assert not [path for path in pages if path.partition("/")[0] in off]


def test_a_story_outlives_an_old_address(paper: Project) -> None:
    paper.write({"articles/e.md": story("Moved", "2001-01-01", aliases=["/old/place/", "/older.html"])})
    paper.built("--base-url", BASE)
    for path in ("old/place/index.html", "older.html"):
        assert "2001/01/01/moved/" in paper.page(path)
        assert 'http-equiv="refresh"' in paper.page(path).lower().replace("'", '"')
