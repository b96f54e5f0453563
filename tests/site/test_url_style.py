"""`[urls] style = "file"`: every link names a file, so that the site can be read from a disk."""

from __future__ import annotations

import pytest

from tests.site.links import read
from tests.site.project import Project, story


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write(
        {
            "newsgen.toml": '[urls]\nstyle = "file"\n[menu]\nHere = "/tags/"\n',
            "articles/a.md": story(
                tags=["t"], body="[other](b.md#x) [site](/tags/) [web](https://example.org/a/) [up](#top)\n\n## top"
            ),
            "articles/b.md": story("Other", aliases=["/old/"]),
        }
    )


def test_every_link_names_a_file(paper: Project) -> None:
    paper.built()
    for path, page in paper.tree().items():
        if path.endswith(".html") and path != "404.html":
            inside = [link.partition("#")[0] for link in read(page).addresses if ":" not in link]
            assert [link for link in inside if link.endswith(("/", ".", ".."))] == [], path
    html = paper.page("2018/12/17/ferry-runs-again/index.html")
    for link in ("../other/index.html#x", "../../../../tags/index.html", "https://example.org/a/", "#top"):
        assert f'href="{link}"' in html.replace("../../../../2018/12/17/", "../")
    assert 'url=../2018/12/17/other/index.html"' in paper.page("old/index.html")


def test_what_is_absolute_stays_as_it_is(paper: Project) -> None:
    paper.built("--base-url", "https://example.org/")
    assert 'rel="canonical" href="https://example.org/2018/12/17/other/"' in paper.page("2018/12/17/other/index.html")
    assert "index.html" not in paper.page("feed.xml")
    assert "index.html" not in paper.page("404.html")


def test_the_style_can_be_changed(paper: Project) -> None:
    before = paper.built() and paper.tree()
    paper.write({"newsgen.toml": '[menu]\nHere = "/tags/"\n'}).built()
    assert "index.html" not in paper.page("index.html")
    paper.write({"newsgen.toml": '[urls]\nstyle = "file"\n[menu]\nHere = "/tags/"\n'}).built()
    assert paper.tree() == before
