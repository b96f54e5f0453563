"""A build after a build: only what differs is written, and the tree is that of a clean build."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.links import broken
from tests.site.project import CLIPPING, LEDGER, Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"
FEEDS = ("feed.xml", "rss.xml", "feed.json")


@pytest.fixture
def paper(project: Project) -> Project:
    """Give a built archive of a few stories that know each other."""
    project.write(
        {
            "newsgen.toml": 'base_url = "https://example.org/"\n',
            "articles/ferry.md": story(tags=["ferry", "harbour"], byline="Ana Ruiz", id="ferry"),
            "articles/pier.md": story("Pier opens", "2018-12-18", "See [the ferry](ferry.md).", tags=["harbour"]),
            "articles/piano.txt": "---\ntags: [harbour]\nthread: music\n---\n" + CLIPPING,
            "articles/old.md": story("Old news", "1931", tags=["history"], section="Town", outlet="The Post"),
            "pages/about.md": "---\nheadline: About\n---\nWe are [story:ferry](story:ferry).\n",
        }
    )
    project.built()
    return project


def clean_tree(project: Project) -> dict[str, bytes]:
    """Return what a first build of the same sources makes."""
    with tempfile.TemporaryDirectory() as folder:
        other = Project(Path(folder) / "clean")
        for name in ("articles", "pages", "static", "templates", "newsgen.toml"):
            place = project.root / name
            if place.is_dir():
                shutil.copytree(place, other.root / name)
            elif place.exists():
                shutil.copy(place, other.root / name)
        other.built()
        return other.tree()


def expect_clean(project: Project) -> None:
    """Expect the tree of a clean build, without empty folders, and every link to lead somewhere."""
    assert project.tree() == clean_tree(project)
    assert project.empty_folders() == []
    assert broken(project.tree(), "https://example.org/") == []


def test_a_second_build_renders_and_writes_nothing(paper: Project) -> None:
    before = paper.snapshot()
    assert paper.built().counts == (0, 0, 0, len(paper.pages()))
    assert paper.snapshot() == before


def test_a_touch_rewrites_nothing(paper: Project) -> None:
    before = paper.snapshot()
    for path in (paper.root / "articles").iterdir():
        os.utime(path, (1, 1))
    assert paper.built().counts[:3] == (0, 0, 0)
    assert paper.snapshot() == before


def test_a_typo_mended_in_a_body_writes_that_page_and_the_feeds_alone(paper: Project) -> None:
    before = paper.snapshot()
    paper.write({"articles/ferry.md": story(body="It ran!", tags=["ferry", "harbour"], byline="Ana Ruiz", id="ferry")})
    paper.built()
    after = paper.snapshot()
    assert {path for path in after if after[path] != before.get(path)} == {FERRY, "search/2010s.bin", *FEEDS, LEDGER}
    expect_clean(paper)


def test_only_files_whose_bytes_differ_are_written(paper: Project) -> None:
    before = paper.snapshot()
    paper.write({"articles/ferry.md": story("Ferry sinks", tags=["ferry"], byline="Ana Ruiz", id="ferry")})
    outcome = paper.built()
    after = paper.snapshot()
    written = {path for path in after if path not in before or after[path][1] != before[path][1]}
    assert {path for path in after if after[path] != before.get(path)} == written
    assert outcome.counts[1] == len(written - {LEDGER})
    assert outcome.counts[2] == len(before.keys() - after.keys())
    expect_clean(paper)


def removed(project: Project) -> None:
    project.write({"articles/ferry.md": None, "articles/pier.md": story("Pier opens", "2018-12-18", tags=["harbour"])})
    project.write({"pages/about.md": "---\nheadline: About\n---\nWe are.\n"})


def renamed(project: Project) -> None:
    (project.root / "articles/piano.txt").rename(project.root / "articles/crane.txt")


def redated(project: Project) -> None:
    project.write({"articles/old.md": story("Old news", "1932-02", tags=["history"], section="Town")})


def retagged(project: Project) -> None:
    project.write({"articles/old.md": story("Old news", "1931", tags=["archive"], section="Quay", outlet="The Mail")})


def unthreaded(project: Project) -> None:
    project.write({"articles/piano.txt": CLIPPING})


def reheaded(project: Project) -> None:
    project.write({"articles/ferry.md": story("Ferry sinks", tags=["ferry"], id="ferry", byline="Ana Ruiz")})


def hidden(project: Project) -> None:
    project.write({"articles/old.md": story("Old news", "1931", embargo="2030-01-01", tags=["history"])})


def retitled(project: Project) -> None:
    project.write({"newsgen.toml": 'base_url = "https://example.org/"\ntitle = "The Other Paper"\n'})


def moved_house(project: Project) -> None:
    project.write({"templates/_item.html": '<li><a href="{{ link(story.url) }}">{{ story.headline }}</a></li>\n'})


def a_page_less(project: Project) -> None:
    project.write({"pages/about.md": None})


def switched_off(project: Project) -> None:
    project.write({"newsgen.toml": 'base_url = "https://example.org/"\n[outputs]\nbylines = false\nfeed = false\n'})


@pytest.mark.parametrize(
    "change",
    [
        removed,
        renamed,
        redated,
        retagged,
        unthreaded,
        reheaded,
        hidden,
        retitled,
        moved_house,
        a_page_less,
        switched_off,
    ],
)
def test_a_change_leaves_no_stale_page_and_no_empty_folder(paper: Project, change: Callable[[Project], None]) -> None:
    before = paper.pages()
    change(paper)
    outcome = paper.built()
    assert outcome.counts[2] == len(before - paper.pages())
    expect_clean(paper)
    assert paper.built().counts[:3] == (0, 0, 0)


def test_a_story_that_is_gone_takes_its_tag_day_month_and_year_along(paper: Project) -> None:
    paper.write({"articles/old.md": None})
    paper.built()
    left = [path for path in paper.pages() if path.startswith(("1931", "tags/history", "sections/town", "outlets/the"))]
    assert left == []
    assert not (paper.root / "site/1931").exists()


def test_the_state_can_be_lost(paper: Project) -> None:
    before = paper.snapshot()
    shutil.rmtree(paper.root / ".newsgen")
    paper.write({"articles/old.md": None})
    paper.built()
    assert "1931/index.html" not in paper.pages()
    kept = set(before) & set(paper.tree())
    assert len(kept) > 10
    expect_clean(paper)


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0rubbish", b"\0" * 5000])
def test_a_damaged_state_costs_time_only(paper: Project, damage: bytes) -> None:
    states = [path for path in (paper.root / ".newsgen").iterdir() if path.suffix == ".state"]
    assert states
    for path in states:
        path.write_bytes(damage)
    paper.write({"articles/old.md": None})
    paper.built()
    expect_clean(paper)


def test_content_decides_when_size_and_time_are_the_same(paper: Project) -> None:
    path = paper.root / "articles/ferry.md"
    text, status = path.read_text(), path.stat()
    path.write_text(text.replace("It ran.", "It sat."))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    paper.built()
    assert "It sat." in paper.page(FERRY)


def test_a_page_changed_by_hand_is_mended_and_named(paper: Project) -> None:
    before = paper.tree()
    page = paper.root / "site" / FERRY
    page.write_text("scribble")
    (paper.root / "site/tags/index.html").unlink()
    outcome = paper.built()
    assert paper.tree() == before
    assert FERRY in outcome.out
    assert "tags/index.html" in outcome.out


def test_a_new_clone_with_site_and_state_renders_nothing(paper: Project, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(paper.root, clone)
    assert Project(clone).built().counts[:3] == (0, 0, 0)


def test_the_time_shows_a_story_without_any_file_changing(paper: Project) -> None:
    paper.write({"articles/soon.md": story("Soon", "2018-12-19", embargo="2019-01-01T12:00:00Z", tags=["soon"])})
    paper.built(now="2019-01-01T11:59:59Z")
    assert not [path for path in paper.pages() if "soon" in path]
    paper.built(now="2019-01-01T12:00:00Z")
    assert "tags/soon/index.html" in paper.pages()
    paper.built()
    expect_clean(paper)


NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
DATES = st.sampled_from(["1931", "1998-12", "1998-12-17", "2001-02-03 10:00", "unknown", "2030-01-01"])
TAGS = st.lists(st.sampled_from(["Harbour", "harbour", "C++", "C#", "\u05d7\u05d3\u05e9\u05d5\u05ea"]), max_size=3)
HEADLINES = st.sampled_from(["Ferry runs", "Ferry sinks", "\U0001f6a2", "1998", "con", "\u6e2f\u53e3", "x" * 300])
STORIES = st.builds(
    lambda name, headline, date, tags, body, draft: (
        f"articles/{name}.md",
        story(headline, date, body, slug=f"s-{name}", tags=tags, draft=draft, section=tags[0] if tags else None),
    ),
    NAMES,
    HEADLINES,
    DATES,
    TAGS,
    st.sampled_from(["One.", "Two *words*.", "See [it](a.md)."]),
    st.booleans(),
)
EDITS = st.lists(st.one_of(STORIES, NAMES.map(lambda name: (f"articles/{name}.md", None))), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=2, max_size=4))
def test_any_edits_end_in_the_tree_of_a_clean_build(rounds: list[list[tuple[str, str | None]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "paper")
        project.write({"newsgen.toml": 'base_url = "https://example.org/"\n', "articles/z.md": story("Stays", "2000")})
        for edits in rounds:
            for path, content in edits:
                if content is not None or (project.root / path).exists():
                    project.write({path: content})
            project.built()
            after = project.snapshot()
            assert project.built().counts[:3] == (0, 0, 0)
            assert project.snapshot() == after
        expect_clean(project)
