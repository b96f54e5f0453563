"""Links between stories, and links of all pages: they lead somewhere, at any address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from tests.site.links import broken, read
from tests.site.project import Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"


def hrefs(project: Project, path: str) -> list[str]:
    return read(project.tree()[path]).addresses


@pytest.mark.parametrize(
    "written", ["old/pier.md", "./old/pier.md", "story:pier-1998", "old/pier.md#cost", "<old/pier.md>"]
)
def test_stories_link_to_stories_by_file_or_id(project: Project, written: str) -> None:
    project.write(
        {
            "articles/ferry.md": story(body=f"See [the pier]({written})."),
            "articles/old/pier.md": story("Pier opens", "1998-12-17", "# Cost\n\nMuch.", id="pier-1998"),
        }
    )
    assert project.built().problems == []
    anchor = "#cost" if "#" in written else ""
    assert f"../../../../1998/12/17/pier-opens/{anchor}" in hrefs(project, FERRY)
    assert broken(project.tree()) == []


def test_a_link_follows_a_story_that_moves(project: Project) -> None:
    project.write(
        {"articles/ferry.md": story(body="[x](pier.md)"), "articles/pier.md": story("Pier opens", "1998-12-17")}
    )
    project.built()
    project.write({"articles/pier.md": story("Pier opens", "1999-01-01")})
    project.built()
    assert "../../../../1999/01/01/pier-opens/" in hrefs(project, FERRY)


@pytest.mark.parametrize("target", ["nowhere.md", "story:nowhere", "hidden.md", "story:hidden"])
def test_a_link_to_no_story_becomes_text_with_a_warning_at_its_place(project: Project, target: str) -> None:
    project.write(
        {
            "articles/ferry.md": story(body=f"One.\n\nSee [the words]({target})."),
            "articles/hidden.md": story("Hidden", draft=True, id="hidden"),
        }
    )
    outcome = project.built()
    problem = next(problem for problem in outcome.problems)
    assert (problem.code, problem.level, problem.line) == ("link-unresolved", "warning", 7)
    assert "See the words." in project.page(FERRY)


def test_reference_links_and_links_with_titles_lead_to_stories_too(project: Project) -> None:
    project.write(
        {
            "articles/ferry.md": story(body='[one][p] and [two](pier.md "the pier")\n\n[p]: pier.md\n'),
            "articles/pier.md": story("Pier opens", "1998-12-17"),
        }
    )
    assert project.built().problems == []
    body = project.page(FERRY).partition('class="text"')[2].partition("</div>")[0]
    assert body.count('href="../../../../1998/12/17/pier-opens/"') == 2


def test_a_link_with_spaces_or_odd_letters_finds_its_story(project: Project) -> None:
    project.write(
        {
            "articles/ferry.md": story(body="[a](<the old pier.md>) [b](the%20old%20pier.md) [c](\u05d7.md)"),
            "articles/the old pier.md": story("Pier opens", "1998-12-17"),
            "articles/\u05d7.md": story("Third", "1998-12-18"),
        }
    )
    assert project.built().problems == []
    assert broken(project.tree()) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/svg+xml,x",
        "file:///etc/passwd",
        "feed:https://x.example/",
        "blob:https://x.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example\\",
        "made-up:thing",
    ],
)
def test_an_address_that_may_not_be_printed_becomes_text(project: Project, address: str) -> None:
    body = f"See [the words](<{address}>), ![the picture](<{address}>), [by reference][r].\n\n[r]: <{address}>\n"
    project.write({"articles/ferry.md": story(body=body)})
    project.built()
    html = project.page(FERRY)
    assert "the words" in html
    assert "the picture" in html
    for href in hrefs(project, FERRY):
        seen = urlsplit(urljoin("https://site.example/2018/12/17/x/", href.replace("\\", "/")))
        ours = (seen.scheme, seen.netloc) == ("https", "site.example")
        assert ours or href == "data:," or href.startswith("http://purl.org/dc/")  # the icon, Dublin Core


@pytest.mark.parametrize("html", ["escaped", "sanitised"])
def test_an_address_that_leaves_its_scheme_to_the_page_is_https(project: Project, html: str) -> None:
    body = "See [the words](//lists.example.org/a?b) and [more](//xn--e1afmkfd.xn--p1ai), ![x](//pics.example/1.jpg).\n"
    project.write({"articles/ferry.md": story(body=body), "newsgen.toml": f'[build]\nhtml = "{html}"\n'})
    assert not project.built().problems
    page = project.page(FERRY)
    for address in ("lists.example.org/a?b", "xn--e1afmkfd.xn--p1ai", "pics.example/1.jpg"):
        assert f'="https://{address}"' in page


def test_warnings_name_a_dropped_address(project: Project) -> None:
    project.write({"articles/ferry.md": story(body="Words.\n\nSee [x](javascript:alert).")})
    problem = project.built().problems[0]
    assert (problem.code, problem.level, problem.line) == ("link-scheme", "warning", 7)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("shop.example.org", "https://shop.example.org"),
        ("shop.example.org/a?b", "https://shop.example.org/a?b"),
    ],
)
def test_a_web_address_without_its_beginning_is_shown_whole(project: Project, address: str, meant: str) -> None:
    outcome = project.write({"articles/ferry.md": story(body=f"See [x]({address}).")}).built()
    assert [problem.level for problem in outcome.problems] == ["warning"]
    assert f"write {meant}\n" in outcome.err.lower()


@pytest.mark.parametrize("address", ["java%09script:alert", "no%20such:thing", "ftp://x.example/", "intent:x"])
def test_no_dead_link_is_printed_without_a_word(project: Project, address: str) -> None:
    project.write({"articles/ferry.md": story(body=f"See [x]({address}).")})
    outcome = project.built()
    assert [problem.level for problem in outcome.problems] == ["warning"]
    assert address not in hrefs(project, FERRY)


@pytest.mark.parametrize("name", ["my pic #1.jpg", "what?.jpg", "100%25.jpg", "a'b & c.jpg"])
def test_a_picture_may_have_any_name(project: Project, name: str) -> None:
    photos = [{"src": name, "alt": "x"}]
    project.write({"articles/ferry.md": story(photos=photos), f"articles/{name}": "x"})
    project.built()
    assert len([path for path in project.pages() if path.endswith(".jpg")]) == 1
    assert broken(project.tree()) == []


@pytest.mark.parametrize(
    "address", ["https://example.com/a?b=c&d", "http://example.com/", "mailto:desk@example.com", "tel:+44", "#top"]
)
def test_known_addresses_are_printed(project: Project, address: str) -> None:
    project.write({"articles/ferry.md": story(body=f"# Top\n\n[x]({address})")})
    assert project.built().problems == []
    assert address in hrefs(project, FERRY)


ADDRESSES = ["", "https://example.org/", "https://example.org/some/path/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_of_a_varied_site_leads_somewhere_at_any_address(project: Project, address: str) -> None:
    project.write(
        {
            "articles/a.md": story(
                "C++ and C#", tags=["C++", "C#", "\U0001f6a2", "\u6e2f\u53e3"], byline="O'Neil & Sons"
            ),
            "articles/b.md": story(
                "Undated", "unknown", tags=["c++"], thread="x", aliases=["/old/", "/a b/c", "/x.html"]
            ),
            "articles/c.md": story("A year", "1931", slug="\u05d7\u05d3\u05e9\u05d5\u05ea", thread="x", lang="he"),
            "articles/d.md": story("A month", "1931-05~", slug="50% & more?", body="# 1\n\n# 1\n\na[^1]\n\n[^1]: b"),
            "articles/e.md": story("1998", "1998-01-01", photos=[{"src": "my pic.jpg", "alt": "x"}], section="con"),
            "articles/my pic.jpg": "x",
            "pages/about.md": "---\nheadline: About\n---\n[a](../articles/a.md)",
            "newsgen.toml": '[menu]\nAbout = "/about/"\n[urls]\nslugs = "unicode"\n',
        }
    )
    project.built(*(["--base-url", address] if address else []))
    assert len(project.pages()) > 35
    assert broken(project.tree(), address) == []


def test_no_page_but_the_one_for_missing_addresses_has_a_link_from_the_root(project: Project) -> None:
    project.write({"articles/a.md": story(tags=["x"])})
    project.built("--base-url", "https://example.org/some/path/")
    tree = project.tree()
    for path, data in tree.items():
        if path.endswith(".html"):
            assert not [href for href in read(data).addresses if href.startswith("/")], path
    assert any(href.startswith("https://example.org/some/path/") for href in read(tree["404.html"]).addresses)


def test_a_page_may_load_pictures_of_other_sites_only_if_its_text_shows_one(project: Project) -> None:
    portrait = "---\nname: Ana Ruiz\n---\n![x](http://pics.example/1.jpg)\n"
    project.write({"articles/ferry.md": story(body="![x](//pics.example/1.jpg)", byline="Ana Ruiz, Bo Li")})
    project.write({"articles/b.md": story("B", body="Words."), "bylines/ana-ruiz.md": portrait}).built()

    def sources(path: str) -> Any:
        return re.findall(r"img-src ([^;]*);", project.page(path))[0]

    assert sources(FERRY) == sources("bylines/ana-ruiz/index.html") == "'self' data: https: http:"
    for path in ("2018/12/17/b/index.html", "bylines/bo-li/index.html", "index.html"):
        assert sources(path) == "'self' data:"
