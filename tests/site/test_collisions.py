"""Two sources never get one address: the build is refused, and both are named."""

from __future__ import annotations

import pytest

from tests.site.project import Project, story

OLD = "/2018/12/17/ferry-runs-again/"

CLASHES: dict[str, tuple[dict[str, str], str, str]] = {
    "one slug on one day": (
        {"articles/b.md": story(byline="Another")},
        "articles/a.md",
        "articles/b.md",
    ),
    "slugs that differ in case": (
        {"articles/b.md": story("x", slug="FERRY-runs-again")},
        "articles/a.md",
        "articles/b.md",
    ),
    "slugs that differ in Unicode form": (
        {"articles/b.md": story("x", slug="caf\u00e9"), "articles/c.md": story("y", slug="cafe\u0301")},
        "articles/b.md",
        "articles/c.md",
    ),
    "slugs that fold to one": (
        {"articles/b.md": story("x", slug="stra\u00dfe"), "articles/c.md": story("y", slug="strasse")},
        "articles/b.md",
        "articles/c.md",
    ),
    "an alias and a page": ({"articles/b.md": story("x", aliases=[OLD])}, "articles/a.md", "articles/b.md"),
    "an alias in code": (
        {"articles/b.md": story("x", aliases=["/2018/12/17/ferry%2Druns%2Dagain/"])},
        "articles/a.md",
        "articles/b.md",
    ),
    "two aliases": (
        {"articles/b.md": story("x", aliases=["/old"]), "articles/c.md": story("y", aliases=["/Old/"])},
        "articles/b.md",
        "articles/c.md",
    ),
    "an alias and the front": (
        {"articles/b.md": story("x", aliases=["/index.html"])},
        "articles/b.md",
        "the front page",
    ),
    "an alias and a day": (
        {"articles/b.md": story("x", aliases=["/2018/12/17/"])},
        "articles/b.md",
        "the page of 2018-12-17",
    ),
    "an alias and a tag": (
        {"articles/b.md": story("x", aliases=["/tags/harbour/"])},
        "articles/b.md",
        "the page of the tag",
    ),
    "an alias and the feed": ({"articles/b.md": story("x", aliases=["/feed.xml"])}, "articles/b.md", "the feed"),
    "an alias below a file": (
        {"articles/b.md": story("x", aliases=["/old"]), "articles/c.md": story("y", aliases=["/old/index.html/deep/"])},
        "articles/b.md",
        "articles/c.md",
    ),
    "two pages": (
        {"pages/x.md": "---\nheadline: About\n---\n", "pages/y.md": "---\nheadline: x\nslug: about\n---\n"},
        "pages/x.md",
        "pages/y.md",
    ),
    "a static file and a page": ({"static/index.html": "mine"}, "static/index.html", "the front page"),
    "a static file and a story": (
        {f"static{OLD}INDEX.html": "mine"},
        "articles/a.md",
        f"static{OLD}INDEX.html",
    ),
    "a static file and a folder": ({"static/tags": "mine"}, "static/tags", "tag"),
    "a static file and the feed": ({"static/feed.xml": "mine"}, "static/feed.xml", "the feed"),
    "a static file and the stylesheet": (
        {"static/static/style.css": "mine"},
        "static/static/style.css",
        "theme/static/style.css",
    ),
    "two photos of one name": (
        {
            "articles/b.md": story("x", photos=[{"src": "one/pier.jpg"}, {"src": "two/PIER.jpg"}]),
            "articles/one/pier.jpg": "1",
            "articles/two/PIER.jpg": "2",
        },
        "articles/one/pier.jpg",
        "articles/two/PIER.jpg",
    ),
}


@pytest.fixture
def paper(project: Project) -> Project:
    project.write({"articles/a.md": story(tags=["harbour"]), "newsgen.toml": 'base_url = "https://example.org/"\n'})
    project.built()
    return project


@pytest.mark.parametrize("name", CLASHES)
def test_an_address_wanted_twice_is_refused_with_both_names(paper: Project, name: str) -> None:
    files, one, other = CLASHES[name]
    outcome = paper.write(files).refused()
    assert set(outcome.codes) == {"address-shared"}
    told = [f"{problem.path}: {problem.message}" for problem in outcome.problems]
    assert any(one in line and other in line for line in told), outcome.err


@pytest.mark.parametrize("slug", ["tags", "Archive", "static", "undated", "bylines", "search"])
def test_a_page_can_t_have_a_name_that_newsgen_needs(paper: Project, slug: str) -> None:
    outcome = paper.write({"pages/x.md": f"---\nheadline: Some page\nslug: {slug}\n---\n"}).refused()
    assert [(problem.code, problem.path, problem.line) for problem in outcome.problems] == [
        ("slug-reserved", "pages/x.md", 3)
    ]


def test_an_alias_that_is_the_story_s_own_address_does_no_harm(paper: Project) -> None:
    before = paper.tree()
    paper.write({"articles/a.md": story(tags=["harbour"], aliases=[OLD])}).built()
    assert paper.tree() == before


def test_two_pictures_with_one_address_are_told_where_the_story_names_them(paper: Project) -> None:
    outcome = paper.write(CLASHES["two photos of one name"][0]).refused()
    assert [problem.path for problem in outcome.problems] == ["articles/b.md"]
    assert "slug" not in outcome.err


def test_a_file_in_the_theme_s_place_is_told_once_where_it_belongs(paper: Project) -> None:
    paper.write({"newsgen.toml": "[outputs]\nhashed_assets = true\n", "static/static/style.css": "mine"})
    outcome = paper.refused()
    assert [problem.path for problem in outcome.problems] == ["static/static/style.css"]
    assert "Move it to templates/static/style.css" in outcome.err
    outcome = paper.write({"templates/static/style.css": "mine, too"}).refused()
    assert len(outcome.problems) == 1
    assert "edit templates/static/style.css, and take this file away" in outcome.err


def test_newsgen_s_own_files_are_nobody_s_address(paper: Project) -> None:
    outcome = paper.write({"static/.newsgen-ledger": "mine"}).build()
    assert outcome.status == 1, outcome.out
    outcome = paper.write(
        {"static/.newsgen-ledger": None, "articles/b.md": story("x", aliases=["/.newsgen-ledger"])}
    ).build()
    assert outcome.status == 1, outcome.out


def test_one_slug_on_two_days_is_fine(paper: Project) -> None:
    paper.write({"articles/b.md": story(date="2018-12-18")}).built()
    assert "2018/12/18/ferry-runs-again/index.html" in paper.pages()


def test_names_with_one_slug_get_pages_of_their_own(paper: Project) -> None:
    paper.write({"articles/b.md": story("x", tags=["C++", "C#", "C"])}).built()
    pages = {path for path in paper.pages() if path.startswith("tags/c")}
    assert len(pages) == 3
    assert "tags/c/index.html" in pages


def test_one_name_in_many_spellings_is_one_tag(paper: Project) -> None:
    spellings = ["HARBOUR", "Harbour", "h\u00e1rbour", "ha\u0301rbour"]
    for number, spelling in enumerate(spellings):
        paper.write({f"articles/b{number}.md": story(f"Story {number}", tags=[spelling])})
    paper.built()
    assert len([path for path in paper.pages() if path.startswith("tags/h")]) == 1
    for number, spelling in enumerate(spellings):
        assert spelling in paper.page(f"2018/12/17/story-{number}/index.html")


@pytest.mark.parametrize("script", ["ascii", "unicode"])
@pytest.mark.parametrize(
    "headline",
    [
        "con",
        "Nul",
        "1998",
        "\U0001f6a2",
        "...",
        "x" * 5000,
        "a/b",
        "COM1.txt",
        "\u6e2f\u53e3" * 200,
        "\u05d7\u05d3\u05e9\u05d5\u05ea",
        '<>:"|?*',
        "a. ",
    ],
)
def test_every_headline_has_an_address_that_every_system_can_have(project: Project, headline: str, script: str) -> None:
    settings = f'[urls]\nslugs = "{script}"\n'
    project.write({"newsgen.toml": settings, "articles/a.md": story(headline[:490])}).built()
    slugs = [path.split("/")[3] for path in project.pages() if path.count("/") == 4]
    assert len(slugs) == 1
    slug = slugs[0]
    assert 0 < len(slug.encode()) <= 240
    assert not slug.isdecimal()
    assert slug.split(".")[0].lower() not in ("con", "nul", "com1")
    assert not set(slug) & set('<>:"|?*\\ ')
    assert not slug.endswith((".", " "))


def test_an_old_address_that_clashes_is_to_go_and_not_the_slug(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("x", slug="x", aliases=["/about/"])})
    project.write({"pages/about.md": "---\nheadline: About\n---\n"})
    outcome = project.refused()
    assert (outcome.problems[0].path, outcome.problems[0].line) == ("articles/b.md", 5)
    assert "Take this old address away." in outcome.err
