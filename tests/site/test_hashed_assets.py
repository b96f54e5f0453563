"""Stylesheets and scripts with a digest in their names: pages name them, and only pages that do depend on them."""

from __future__ import annotations

import pytest

from newsgen.news.serving import FOR_EVER, unhashed
from tests.site.project import Project, story

SETTINGS = "[outputs]\nhashed_assets = true\nheaders = true\nmanifest = true\non_this_day = false\n"
BASE = """{% extends "base.html" %}
{% block head %}
<link rel="stylesheet" href="{{ asset("/mine.css") }}">
{% for name in ["/later.css", "/nowhere.css"] %}<link rel="stylesheet" href="{{ asset(name) }}">{% endfor %}
{% endblock %}
"""
STORIES = {
    "newsgen.toml": SETTINGS,
    "articles/a.md": story(tags=["harbour"]),
    "static/mine.css": "a { color: red }",
    "static/app.0123abcd.js": "let x = 1",
    "templates/page.html": BASE.replace("base.html", "page.html").replace("/later.css", "/mine.css"),
    "pages/about.md": "---\nheadline: About\n---\nUs.\n",
}
PAGE = "2018/12/17/ferry-runs-again/index.html"


@pytest.fixture
def paper(project: Project) -> Project:
    project.write(STORIES).built()
    return project


def named(project: Project, plain: str) -> str:
    """Return the path of the copy of a file that has a digest in its name."""
    (found,) = (path for path in project.pages() if path != plain and unhashed(path) == plain)
    return found


def test_pages_name_them_and_both_names_are_there(paper: Project) -> None:
    style = named(paper, "static/style.css")
    assert f'href="../../../../{style}"' in paper.page(PAGE)
    assert f'href="/{style}"' in paper.page("404.html")
    assert paper.page(style) == paper.page("static/style.css")
    about = paper.page("about/index.html")
    assert about.count(f'href="../{named(paper, "mine.css")}"') == 2
    assert 'href="../nowhere.css"' in about
    table = paper.page("_headers")
    for path in (style, named(paper, "static/search.js"), named(paper, "mine.css"), "app.0123abcd.js"):
        assert f"\n/{path}\n  Cache-Control: {FOR_EVER}\n" in table
    assert "/static/style.css" not in table


def test_only_pages_that_name_it_are_made_anew_when_one_changes(paper: Project) -> None:
    old = named(paper, "mine.css")
    assert paper.built().counts == (0, 0, 0, len(paper.pages()))
    before = paper.snapshot()
    paper.write({"static/mine.css": "a { color: blue }"}).built("--prove")
    after = paper.snapshot()
    new = named(paper, "mine.css")
    assert before.keys() - after.keys() == {old}
    changed = {path for path in after if after[path] != before.get(path)}
    manifest = {"manifest.json", "manifest/lists.txt"}
    assert changed == {new, "mine.css", "about/index.html", "_headers", ".newsgen-ledger"} | manifest
    script = paper.write({"templates/static/search.js": "1;"})
    assert script.built("--prove").counts[0] < 6


def test_they_work_under_a_path_and_with_files_as_addresses(project: Project) -> None:
    settings = 'base_url = "https://example.org/paper/"\n[urls]\nstyle = "file"\n' + SETTINGS
    project.write(STORIES | {"newsgen.toml": settings}).built("--prove")
    style = named(project, "static/style.css")
    assert f'href="../../../../{style}"' in project.page(PAGE)
    assert f'href="https://example.org/paper/{style}"' in project.page("404.html")
    assert f"\n/paper/{style}\n" in project.page("_headers")


def test_without_the_setting_names_stay_as_they_are(project: Project) -> None:
    project.write(STORIES | {"newsgen.toml": "[outputs]\nheaders = true\n"}).built()
    assert 'href="../../../../static/style.css"' in project.page(PAGE)
    assert [path for path in project.pages() if "style" in path] == ["static/style.css"]
    assert "/app.0123abcd.js\n" in project.page("_headers")


def test_a_site_with_them_is_checked_published_and_not_older_than_itself(paper: Project) -> None:
    assert paper.run("check").status == 0
    assert paper.run("publish", "folder:there").status == 0
    paper.write({"static/mine.css": "a { color: green }"})
    assert paper.run("publish", "folder:there").codes == ["publish-old"]
    old = named(paper, "mine.css")
    paper.built()
    assert " 1 added, " in paper.run("publish", "folder:there").out
    there = paper.root / "there/current"
    assert (there / old).read_text() == "a { color: red }"
    assert paper.run("verify", "there").status == 0
    assert " 0 added, 0 replaced, 0 removed" in paper.run("publish", "folder:there").out
    paper.write({"articles/a.md": story(body="It sat.", tags=["harbour"])}).built()
    assert " 1 removed" in paper.run("publish", "folder:there").out
    assert not (there / old).exists()
