"""`--keep-going` publishes without new broken stories; `--drop` takes away the pages of those the site shows."""

from __future__ import annotations

import pytest

from tests.site.links import broken
from tests.site.project import Project, story

BAD = "---\nheadline: Bad\ndate: 2018-02-30\n---\nText.\n"
DEEP = story("Deep", "2018-02-20", "> " * 120 + "deep")


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write({"articles/a.md": story(), "articles/b.md": story("Other", "1998-01-01", tags=["x"])})


@pytest.mark.parametrize("bad", [BAD, DEEP, "no front matter", b"\xff\xfe"])
def test_a_new_broken_story_is_left_out_with_exit_3(paper: Project, bad: str | bytes) -> None:
    outcome = paper.write({"articles/bad.md": bad}).build("--keep-going")
    assert outcome.status == 3, outcome.err
    assert "articles/bad.md" in outcome.out
    assert outcome.codes
    left = paper.tree()
    paper.write({"articles/bad.md": None}).built()
    assert paper.tree() == left


@pytest.mark.parametrize("bad", [BAD, DEEP])
def test_a_broken_story_that_the_site_shows_is_never_left_out(paper: Project, bad: str) -> None:
    paper.built()
    paper.write({"articles/b.md": bad, "articles/c.md": story("Third", "2001-01-01")})
    assert "broken-published" in paper.refused("--keep-going").codes


@pytest.mark.parametrize("bad", [BAD, DEEP])
def test_unless_it_is_to_be_dropped(paper: Project, bad: str) -> None:
    paper.built()
    paper.write({"articles/b.md": bad})
    assert paper.build("--keep-going", "--drop").status == 3
    assert not [path for path in paper.pages() if path.startswith(("1998", "tags/x"))]
    assert broken(paper.tree()) == []
    assert paper.empty_folders() == []


def test_a_mended_story_comes_back(paper: Project) -> None:
    paper.write({"articles/b.md": BAD}).build("--keep-going")
    paper.write({"articles/b.md": story("Other", "1998-01-01", tags=["x"])})
    assert paper.built().status == 0
    assert "tags/x/index.html" in paper.pages()


def test_a_broken_story_s_second_build_writes_nothing(paper: Project) -> None:
    paper.write({"articles/bad.md": DEEP}).build("--keep-going")
    outcome = paper.build("--keep-going")
    assert outcome.status == 3
    assert outcome.counts[1:3] == (0, 0)


def test_two_new_stories_with_one_address_are_both_left_out(paper: Project) -> None:
    paper.write({"articles/c.md": story("Third", "2001-01-01"), "articles/d.md": story("Third", "2001-01-01")})
    outcome = paper.build("--keep-going")
    assert (outcome.status, set(outcome.codes)) == (3, {"address-shared"})
    assert "articles/c.md" in outcome.out
    assert "articles/d.md" in outcome.out
    left = paper.tree()
    assert paper.build("--keep-going").counts[1:3] == (0, 0)
    paper.write({"articles/c.md": None, "articles/d.md": None}).built()
    assert paper.tree() == left


OTHERS = {
    "slug": story(),
    "alias": story("Third", "2001-01-01", aliases=["/2018/12/17/ferry-runs-again/"]),
    "id": story("Third", "2001-01-01", id="one"),
}


@pytest.mark.parametrize("drop", [(), ("--drop",)])
@pytest.mark.parametrize("name", ["0", "c"])
@pytest.mark.parametrize("what", OTHERS)
def test_a_story_that_the_site_shows_keeps_its_address_and_its_id(
    paper: Project, what: str, name: str, drop: tuple[str, ...]
) -> None:
    """The new story is left out, whichever of the two files comes first."""
    paper.write({"articles/a.md": story(id="one")}).built()
    before = paper.tree()
    outcome = paper.write({f"articles/{name}.md": OTHERS[what]}).build("--keep-going", *drop)
    assert outcome.status == 3, outcome.err
    assert f"articles/{name}.md" in outcome.out
    assert paper.tree() == before


def test_between_two_stories_that_the_site_shows_nobody_decides(paper: Project) -> None:
    paper.built()
    paper.write({"articles/a.md": story(slug="x"), "articles/b.md": story("Other", slug="x")})
    assert set(paper.refused("--keep-going", "--drop").codes) == {"address-shared"}


def test_a_published_story_and_a_list_nobody_decides(paper: Project) -> None:
    paper.write({"articles/a.md": story(aliases=["/tags/ferry/"])}).built()
    paper.write({"articles/c.md": story("Third", "2001-01-01", tags=["ferry"])})
    assert set(paper.refused("--keep-going", "--drop").codes) == {"address-shared"}


def test_a_story_that_is_renamed_and_broken_at_once_stays(paper: Project) -> None:
    paper.built()
    paper.write({"articles/b.md": None, "articles/c.md": story("Other", "1998-01-01", tags=["x"], wibble=3)})
    assert "broken-published" in paper.refused("--keep-going").codes
    assert paper.build("--keep-going", "--drop").status == 3
    assert not [path for path in paper.pages() if path.startswith("1998")]


def test_a_story_can_be_deleted_beside_one_that_has_long_been_broken(paper: Project) -> None:
    paper.write({"articles/bad.md": BAD}).build("--keep-going")
    paper.write({"articles/b.md": None})
    assert paper.build("--keep-going").status == 3
    assert not [path for path in paper.pages() if path.startswith("1998")]


def test_what_is_no_story_is_never_left_out_for_its_address(paper: Project) -> None:
    page = "---\nheadline: Us\n---\nWe.\n"
    paper.write({"pages/us.md": page, "static/us/index.html": "<p>We.</p>"})
    assert set(paper.refused("--keep-going").codes) == {"address-shared"}


def test_settings_and_templates_always_refuse(paper: Project) -> None:
    paper.write({"newsgen.toml": "x = 1\n"})
    assert paper.refused("--keep-going").codes == ["field-unknown"]
    paper.write({"newsgen.toml": "", "templates/article.html": "{% if %}"})
    assert paper.refused("--keep-going").codes == ["template-syntax"]
    paper.write({"templates/article.html": "{{ nobody }}"})
    assert set(paper.refused("--keep-going").codes) == {"template-undefined"}


def test_everything_broken_is_no_reason_to_empty_the_site(paper: Project) -> None:
    paper.built()
    paper.write({"articles/a.md": BAD, "articles/b.md": BAD})
    paper.refused("--keep-going")


def test_with_nothing_broken_it_is_a_plain_build(paper: Project) -> None:
    assert paper.build("--keep-going").status == 0
    assert paper.build("--keep-going", "--drop").status == 0
