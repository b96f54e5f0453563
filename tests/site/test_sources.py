"""Which files are stories, and which are passed over."""

from __future__ import annotations

import pytest

from tests.site.project import Project, story

LEFTOVERS = [
    "README.md",
    "Readme.txt",
    "1998/README.md",
    "_notes.md",
    "_drafts/a.md",
    ".hidden.md",
    ".obsidian/a.md",
    "a.md~",
    ".a.md.swp",
    ".#a.md",
    "#a.md#",
    "4913",
    "a.md.tmp",
    "a.md.bak",
    ".DS_Store",
    "Thumbs.db",
    "a.sync-conflict-20181217-101010-ABCDEFG.md",
    "a (conflicted copy 2018-12-17).md",
    "a (Ana's conflicted copy 2018-12-17).md",
]


@pytest.mark.parametrize("name", LEFTOVERS)
def test_what_is_no_story_is_passed_over(project: Project, name: str) -> None:
    project.write({"articles/story.md": story()}).built()
    before = project.snapshot()
    project.write({f"articles/{name}": story("Unwanted")})
    outcome = project.built()
    assert outcome.problems == []
    assert outcome.counts[:3] == (0, 0, 0)
    assert project.snapshot() == before


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("drafts", "drafts/a.md"),
        ("drafts/", "1998/drafts/a.md"),
        ("*.wip.md", "a.wip.md"),
        ("1998/*", "1998/a.md"),
        ("**/notes.md", "1998/deep/notes.md"),
    ],
)
def test_globs_are_passed_over(project: Project, glob: str, path: str) -> None:
    project.write({"articles/story.md": story(), f"articles/{path}": "no front matter"})
    assert project.build().status == 1
    project.write({"newsgen.toml": f'[build]\nignore = ["{glob}"]\n'}).built()
    assert len([page for page in project.pages() if page.count("/") == 4]) == 1


@pytest.mark.parametrize("name", ["a.mkd", "a.html", "a.docx", "a.rst"])
def test_a_file_that_looks_like_a_story_is_named(project: Project, name: str) -> None:
    project.write({"articles/story.md": story(), f"articles/{name}": "text"})
    problems = project.built().problems
    assert [(problem.code, problem.path, problem.level) for problem in problems] == [
        ("source-type", f"articles/{name}", "warning")
    ]


def test_a_file_with_another_suffix_for_markdown_is_to_be_renamed(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/b.mkd": story("Second")})
    assert "Rename it so that it ends with .md." in project.built().err


def test_the_long_suffix_for_markdown_is_taken_everywhere(project: Project) -> None:
    project.write({"articles/a.Markdown": story(body="[x](b.markdown)"), "articles/b.markdown": story("Second")})
    project.write({"pages/about.markdown": "---\nheadline: About\n---\nWe.", "articles/README.markdown": "no story"})
    assert not project.built().problems
    assert "about/index.html" in project.pages()
    assert 'href="../../../../2018/12/17/second/"' in project.page("2018/12/17/ferry-runs-again/index.html")


def test_posts_that_would_be_passed_over_without_a_word_are_named(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/en/_posts/b.md": story(), "static/_posts/a.md": "x"})
    problems = project.built().problems
    assert [(problem.code, problem.path) for problem in problems] == [("source-type", "articles/en/_posts")]
    project.write({"newsgen.toml": '[build]\nignore = ["_posts"]\n'})
    assert project.built().problems == []


def test_suffixes_may_be_in_capitals(project: Project) -> None:
    project.write({"articles/A.MD": story()}).built()
    assert "2018/12/17/ferry-runs-again/index.html" in project.pages()


def test_folders_have_no_meaning(project: Project) -> None:
    project.write({"articles/a/b/c/d.md": story()}).built("--output", "one")
    project.write({"articles/a/b/c/d.md": None, "articles/d.md": story(id="a/b/c/d")}).built("--output", "other")
    one, other = project.tree("one"), project.tree("other")
    del one[".newsgen-ledger"], other[".newsgen-ledger"]
    assert one == other


@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b[2Jb.md", "a\\b.md"])
def test_a_name_that_could_do_harm_is_refused(project: Project, name: str) -> None:
    project.write({f"articles/{name}": story()})
    outcome = project.build()
    assert outcome.status == 1
    assert [problem.code for problem in outcome.problems if problem.level == "error"] == ["path"]
    assert "\x1b" not in outcome.err


def test_a_story_that_can_t_be_read_is_refused(project: Project) -> None:
    project.write({"articles/story.md": story()})
    (project.root / "articles/folder.md").mkdir()
    project.built()
    assert len([page for page in project.pages() if page.count("/") == 4]) == 1


def test_two_stories_with_one_id_are_refused(project: Project) -> None:
    project.write({"articles/a.md": story(id="x"), "articles/b.md": story("Other", id="x")})
    outcome = project.refused()
    assert outcome.codes == ["id-shared"]
    assert "articles/a.md" in outcome.problems[0].message
    assert outcome.problems[0].path == "articles/b.md"
