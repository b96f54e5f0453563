"""`newsgen why` and `build --prove`: what a page is made of, why a story isn't there, whether a site is right."""

from __future__ import annotations

import pytest

from tests.site.project import Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"


@pytest.fixture
def paper(project: Project) -> Project:
    project.write(
        {
            "articles/ferry.md": story(tags=["harbour"]),
            "articles/held.md": story("Held", embargo="2090-01-01"),
            "articles/draft.md": story("Draft", draft=True),
            "pages/about.md": "---\nheadline: About\n---\n",
        }
    )
    project.built()
    return project


def test_a_story_on_the_site_is_told_with_its_address_and_its_lists(paper: Project) -> None:
    outcome = paper.run("why", "articles/ferry.md")
    assert outcome.status == 0
    assert "/2018/12/17/ferry-runs-again/" in outcome.out
    for path in ("tags/harbour/", "2018/12/17/", "index.html"):
        assert path in outcome.out


@pytest.mark.parametrize(("name", "reason"), [("held", "embargo"), ("draft", "draft")])
def test_a_story_that_is_hidden_is_told_with_the_reason(paper: Project, name: str, reason: str) -> None:
    outcome = paper.run("why", f"articles/{name}.md")
    assert outcome.status == 0
    assert f"not on the site: {reason}" in outcome.out


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"draft": True}, "take `draft: true` away"),
        ({"embargo": "2090-01-01T06:00:00Z"}, "The first build from 2090-01-01T06:00:00Z on shows it"),
        ({"date": "2091-02-03T00:00:00Z"}, "The first build from 2091-02-03T00:00:00Z on shows it"),
        ({"expires": "2019-01-01"}, "It went at 2019-01-01T00:00:00Z"),
    ],
)
def test_a_story_that_is_hidden_is_told_with_what_would_show_it(
    paper: Project, fields: dict[str, str], said: str
) -> None:
    text = story("Quiet", **fields)
    outcome = paper.write({"articles/quiet.md": text}).run("why", "articles/quiet.md")
    assert "“Quiet”" in outcome.out
    assert said in outcome.out


def test_a_story_is_told_with_what_its_page_was_made_again_for(paper: Project) -> None:
    paper.write({"articles/ferry.md": story(body="It sank.", tags=["harbour"])}).built()
    assert "articles/ferry.md" in paper.run("why", "articles/ferry.md").out.partition("last made because")[2]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("articles/pier.jpg", "shown by     articles/a.md"),
        ("articles/peir.jpg", "no public story shows"),
        ("articles/a.docx", "ends with .md, .markdown or .txt"),
        ("articles/_plan.md", "begins with `_`"),
        ("articles/a.md~", "ends with"),
        ("articles/old/a.md", "`ignore`"),
    ],
)
def test_a_file_that_is_no_story_is_told_with_the_reason(project: Project, path: str, said: str) -> None:
    project.write({path: "x", "newsgen.toml": '[build]\nignore = ["old"]\n', "articles/pier.jpg": "x"})
    project.write({"articles/a.md": story(photos=[{"src": "pier.jpg", "alt": "A pier"}])}).built()
    outcome = project.run("why", path)
    assert (outcome.status, said in outcome.out) == (0, True), outcome.out


def test_long_lists_are_cut_unless_all_of_it_is_asked_for(project: Project) -> None:
    project.write({f"articles/{n}.md": story(f"Story {n}", tags=["x"]) for n in range(15)}).built()
    assert "and 5 more" in project.run("why", "site/tags/x/index.html").out
    assert " more" not in project.run("why", "--verbose", "site/tags/x/index.html").out


def test_a_story_with_mistakes_is_told_with_them(paper: Project) -> None:
    paper.write({"articles/bad.md": "---\nheadline: Bad\ndate: 2018-02-30\n---\n"})
    outcome = paper.run("why", "articles/bad.md")
    assert outcome.status == 1
    assert outcome.codes == ["date"]


@pytest.mark.parametrize("path", [f"site/{FERRY}", FERRY, f"./site/{FERRY}"])
def test_a_page_is_told_with_what_it_was_made_from(paper: Project, path: str) -> None:
    outcome = paper.run("why", path)
    assert outcome.status == 0, outcome.err
    assert "articles/ferry.md" in outcome.out
    assert "article.html" in outcome.out


def test_a_page_is_told_with_what_made_it_stale(paper: Project) -> None:
    paper.write({"articles/ferry.md": story("Ferry sinks", slug="ferry-runs-again", tags=["harbour"])}).built()
    outcome = paper.run("why", "site/tags/harbour/index.html")
    assert "ferry" in outcome.out.partition("last made because")[2]


@pytest.mark.parametrize("path", ["articles/nowhere.md", "site/nowhere.html", "../outside.md"])
def test_what_is_not_there_is_told(paper: Project, path: str) -> None:
    outcome = paper.run("why", path)
    assert outcome.status == 1
    assert path in outcome.out + outcome.err


def test_before_the_first_build_nothing_is_known(project: Project) -> None:
    outcome = project.write({"articles/a.md": story()}).run("why", "site/index.html")
    assert outcome.status == 2
    assert "newsgen build" in outcome.err


def test_asking_writes_nothing(paper: Project) -> None:
    before = paper.snapshot(".")
    for path in ("articles/ferry.md", "articles/held.md", f"site/{FERRY}", "nowhere"):
        paper.run("why", path)
    assert paper.snapshot(".") == before


def test_a_site_that_is_as_it_must_be_is_proved(paper: Project) -> None:
    before = paper.snapshot()
    assert paper.built("--prove").counts[:3] == (0, 0, 0)
    assert paper.snapshot() == before
