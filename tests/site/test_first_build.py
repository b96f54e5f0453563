"""The first build: no settings, one clipping, one story in Markdown."""

from __future__ import annotations

import re
from html import unescape

import pytest

from newsgen import __version__
from tests.site.links import broken
from tests.site.project import CLIPPING, NOW, Project, story

PIANO = "1998/12/17/harbour-crane-drops-a-grand-piano-into-the-basin/index.html"


@pytest.fixture
def first(project: Project) -> Project:
    project.write(
        {
            "articles/piano.txt": "---\ntags: [harbour, music]\n---\n" + CLIPPING,
            "articles/ferry.md": story(tags=["Harbour"], byline="By Ana Ruiz and Jonas Doe", section="News"),
        }
    )
    project.built()
    return project


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_one_clipping_and_one_story_become_pages_a_tag_index_a_tag_page_and_date_indexes(first: Project) -> None:
    assert {
        "index.html",
        PIANO,
        "2018/12/17/ferry-runs-again/index.html",
        "tags/index.html",
        "tags/harbour/index.html",
        "tags/music/index.html",
        "bylines/ana-ruiz/index.html",
        "bylines/jonas-doe/index.html",
        "bylines/olga-vardy/index.html",
        "outlets/cape-stern-observer/index.html",
        "sections/news/index.html",
        "archive/index.html",
        "1998/index.html",
        "1998/12/index.html",
        "1998/12/17/index.html",
        "2018/index.html",
        "2018/12/index.html",
        "2018/12/17/index.html",
        "404.html",
        "robots.txt",
        "static/style.css",
    } <= first.pages()


def test_the_tag_page_lists_both_stories_whose_editors_wrote_the_tag_differently(first: Project) -> None:
    page = text_of(first.page("tags/harbour/index.html"))
    assert "Ferry runs again" in page
    assert "Crane drops a grand piano" in page


def test_every_page_leads_to_the_dates_and_the_tags(first: Project) -> None:
    pages = [path for path in first.pages() if path.endswith(".html")]
    assert len(pages) > 15
    for path in pages:
        html = first.page(path)
        assert re.search(r'href="[^"]*archive/"', html), path
        assert re.search(r'href="[^"]*tags/"', html), path


def test_every_link_leads_somewhere(first: Project) -> None:
    assert broken(first.tree()) == []


def test_the_clipping_is_printed_as_it_stands_without_what_the_web_page_added(first: Project) -> None:
    html = unescape(first.page(PIANO))
    for paragraph in (
        '"I asked for slack and I was given slack,\u201d the driver, Mr. Anton Reeve, told the Observer. He added '
        "that\u00a0the piano had gone in 'very nearly in tune.",
        "Divers found it upright. It will be left until spring, when the eels have done with it.",
    ):
        assert paragraph in html
    assert "Owner had been told it was insured against music" in html
    assert "Leave a Reply" not in html
    assert "Comments" not in html


def test_a_project_needs_no_settings_and_no_site_folder(first: Project) -> None:
    assert not (first.root / "newsgen.toml").exists()
    assert first.page("index.html").startswith("<!doctype html>")


def test_the_summary_says_what_was_done(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("Draft of it", draft=True)})
    outcome = project.built()
    rendered, written, removed, kept = outcome.counts
    assert (rendered, removed, kept) == (written, 0, 0)
    assert written == len(project.pages())
    assert "1 draft" in outcome.out


def test_a_build_below_the_project_finds_it(first: Project) -> None:
    before = first.tree()
    (first.root / "articles/deep/er").mkdir(parents=True)
    assert first.built(below="articles/deep/er").counts[:3] == (0, 0, 0)
    assert first.tree() == before


def test_a_folder_of_nothing_but_dotfiles_counts_as_empty(project: Project) -> None:
    project.write({"articles/a.md": story(), "site/.gitignore": "*\n", "site/.keep": ""})
    project.built()
    assert project.tree()[".gitignore"] == b"*\n"
    assert project.tree()[".keep"] == b""
    assert "index.html" in project.pages()


def test_an_archive_without_stories_builds_and_says_so(project: Project) -> None:
    (project.root / "articles").mkdir()
    outcome = project.built()
    assert "articles-empty" in [problem.code for problem in outcome.problems]
    assert "index.html" in project.pages()
    assert broken(project.tree()) == []


def test_pages_and_static_files_are_part_of_the_site(project: Project) -> None:
    project.write(
        {
            "articles/a.md": story(),
            "pages/about.md": "---\nheadline: About us\n---\nSee [the ferry](../articles/a.md).\n",
            "static/CNAME": "example.org\n",
            "static/deep/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    )
    project.built()
    about = next(path for path in project.pages() if path.startswith("about"))
    assert 'href="../2018/12/17/ferry-runs-again/"' in project.page(about)
    assert project.tree()["CNAME"] == b"example.org\n"
    assert project.tree()["deep/favicon.svg"] == b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def test_a_story_s_photo_stands_in_its_folder(project: Project) -> None:
    picture = b"\xff\xd8\xff\xe0 not really a picture"
    project.write(
        {
            "articles/1998/a.md": story(photos=[{"src": "pier.jpg", "alt": "A pier", "caption": "The pier"}]),
            "articles/1998/pier.jpg": picture,
            "articles/1998/nobody-shows-this.jpg": picture,
        }
    )
    project.built()
    assert project.tree()["2018/12/17/ferry-runs-again/pier.jpg"] == picture
    assert 'alt="A pier"' in project.page("2018/12/17/ferry-runs-again/index.html")
    assert not [path for path in project.pages() if "nobody" in path]


def test_the_module_and_the_command_are_the_same(first: Project) -> None:
    outcome = first.process("build", "--now", NOW)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.counts[:3] == (0, 0, 0)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]])
def test_help_and_version_need_no_archive(project: Project, arguments: list[str]) -> None:
    outcome = project.process(*arguments)
    assert outcome.status == 0
    assert outcome.err == ""
    assert (__version__ if arguments == ["--version"] else "Usage:") in outcome.out
