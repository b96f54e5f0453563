"""`newsgen check`: what will go wrong is said today, and what can be mended is mended."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsgen.checking.amend import amend
from newsgen.news import hosts
from newsgen.news.checking import Spelling
from newsgen.news.diagnostics import Level, Span
from newsgen.news.settings import Settings
from tests.site.project import NOW, Outcome, Project, story, without_state

LATER = "2024-06-02T06:00:00Z"


UNPINNED = re.compile(r"^\S+: note: [^\n]* \[unpinned\]\n    [^\n]*\n", re.MULTILINE)


def checked(project: Project, *arguments: str, now: str = NOW) -> Outcome:
    """Check as of `now`; that stories aren't pinned is another test's matter."""
    outcome = project.run("check", "--now", now, *arguments)
    return replace(outcome, err=UNPINNED.sub("", outcome.err))


def yard(date: str, *, draft: bool | None = None) -> str:
    """Return a story that is pinned, but for its address's day."""
    return story("Shipyard shuts", date, slug="shipyard-shuts", id="b", added="2024-01-01", draft=draft)


@pytest.fixture
def paper(project: Project) -> Project:
    ferry = story(slug="ferry-runs-again", id="a", added="2024-01-01")
    return project.write({"articles/a.md": ferry, "articles/b.md": yard("1954")})


def test_nothing_is_wrong_and_nothing_is_written(paper: Project) -> None:
    paper.built()
    before = paper.snapshot(".")
    for _ in range(2):
        outcome = checked(paper)
        assert (outcome.status, outcome.out, outcome.err) == (0, "0 errors, 0 warnings.\n", "")
    assert without_state(paper.snapshot(".")) == without_state(before)


def test_what_a_build_would_refuse_is_said(paper: Project) -> None:
    paper.write({"articles/c.md": story("C", "yesterday"), "articles/d.md": story(body="Another.")})
    outcome = checked(paper)
    assert outcome.status == 1
    assert outcome.codes == ["date", "address-shared"]
    assert sorted(outcome.codes) == sorted([*paper.refused().codes, "address-shared"])
    assert outcome.out == "2 errors, 0 warnings.\n"


def test_a_broken_template_is_said(paper: Project) -> None:
    paper.write({"templates/article.html": "{% if %}"})
    assert checked(paper).codes == ["template-syntax"]


def test_paths_narrow_it_down(paper: Project) -> None:
    paper.write({"articles/2001/c.md": story("C", "yesterday"), "articles/d.md": story("D", "tomorrow")})
    assert [problem.path for problem in checked(paper, "articles/2001").problems] == ["articles/2001/c.md"]
    assert [problem.path for problem in checked(paper, "articles/d.md").problems] == ["articles/d.md"]
    assert len(checked(paper, ".").problems) == 2
    assert checked(paper, "articles/a.md").status == 0
    assert checked(paper, "articles/nothing.md").status == 2


# At a release


@pytest.mark.parametrize(
    "other",
    [
        {"articles/c.md": story(embargo=LATER, body="Another.")},
        {"articles/c.md": story("C", embargo=LATER, aliases=["/2018/12/17/ferry-runs-again/"])},
        {"articles/c.md": story("C", LATER, slug="x", aliases=["/tags/"])},
        {
            "articles/c.md": story("C", embargo=LATER, aliases=["/about/"]),
            "pages/about.md": "---\nheadline: About\n---\n",
        },
        {"articles/c.md": story("C", embargo=LATER, aliases=["/x.txt"]), "static/x.txt": "x"},
        {"articles/c.md": story("C", embargo=LATER, id="a")},
        {"articles/c.md": story("C", embargo=LATER), "articles/d.md": story("C", embargo="2024-06-02T05:00:00Z")},
    ],
)
def test_a_collision_at_a_release_is_said_with_its_instant(paper: Project, other: dict[str, str]) -> None:
    paper.write(other)
    outcome = checked(paper)
    assert outcome.codes == ["release-collision"]
    assert f"from {LATER} on" in outcome.problems[0].message
    assert outcome.problems[0].line > 1
    paper.built()
    assert paper.build(now=LATER).status == 1


def test_a_missing_picture_of_a_release_is_said(paper: Project) -> None:
    paper.write(
        {"articles/c.md": story("C", embargo=LATER, photos=[{"src": "ferry.jpg", "alt": "x"}], scan="page.pdf")}
    )
    outcome = checked(paper)
    assert outcome.codes == ["release-picture", "release-picture"]
    assert LATER in outcome.problems[0].message
    paper.write({"articles/ferry.jpg": "x", "articles/page.pdf": "x"})
    assert checked(paper).status == 0


@pytest.mark.parametrize(
    "other",
    [
        {"articles/c.md": story(embargo=LATER, expires="2024-06-01T00:00:00Z")},
        {"articles/c.md": story(draft=True)},
        {"articles/c.md": story("C", embargo=LATER, photos=[{"src": "x.jpg"}], draft=True)},
        {
            "articles/c.md": story("C", expires=LATER, slug="same"),
            "articles/d.md": story("D", embargo=LATER, slug="same"),
        },
    ],
)
def test_stories_that_never_meet_do_not_collide(paper: Project, other: dict[str, str]) -> None:
    paper.write(other)
    assert (checked(paper).status, checked(paper).codes) == (0, [])


# Stories that have moved


OLD, NEW = "1954/shipyard-shuts/index.html", "1954/11/shipyard-shuts/index.html"


def refine(paper: Project, date: str = "1954-11") -> None:
    paper.write({"articles/b.md": yard(date)})


@pytest.mark.parametrize("is_built_in_between", [False, True])
def test_a_refined_date_gives_the_story_its_old_address_as_an_alias(paper: Project, is_built_in_between: bool) -> None:
    paper.built()
    refine(paper)
    if is_built_in_between:
        paper.built()
        paper.built()
        assert OLD not in paper.pages()
    outcome = checked(paper)
    assert [(p.code, p.level, p.path, p.line) for p in outcome.problems] == [
        ("address-moved", "warning", "articles/b.md", 3)
    ]
    assert outcome.status == 0
    mended = checked(paper, "--fix")
    assert mended.out == "articles/b.md: mended, `aliases` holds /1954/shipyard-shuts/\n0 errors, 0 warnings.\n"
    assert "aliases: [/1954/shipyard-shuts/]\n---\n" in (paper.root / "articles/b.md").read_text()
    paper.built()
    assert {OLD, NEW} <= paper.pages()
    assert checked(paper).problems == []


def test_a_date_can_be_refined_twice(paper: Project) -> None:
    paper.built()
    refine(paper)
    paper.built()
    refine(paper, "1954-11-03")
    paper.built()
    checked(paper, "--fix")
    paper.built()
    assert {OLD, NEW, "1954/11/03/shipyard-shuts/index.html"} <= paper.pages()


def test_a_story_that_moves_back_needs_no_alias(paper: Project) -> None:
    paper.built()
    refine(paper)
    paper.built()
    refine(paper, "1954")
    paper.built()
    refine_not = checked(paper)
    assert [p.message for p in refine_not.problems] == [
        "this story has moved from /1954/11/shipyard-shuts/ to /1954/shipyard-shuts/, and its old address leads nowhere"
    ]


def test_nothing_is_remembered_of_a_story_that_is_hidden_again(paper: Project) -> None:
    paper.built()
    refine(paper)
    paper.built()
    paper.write({"articles/b.md": yard("1954-11", draft=True)}).built()
    assert not [path for path, data in paper.tree(".newsgen").items() if b"shipyard" in data]
    assert checked(paper).problems == []


def test_an_address_that_another_story_has_is_not_missed(paper: Project) -> None:
    paper.built()
    refine(paper)
    paper.write({"articles/c.md": story("Shipyard shuts", "1954", "Another.")}).built()
    assert checked(paper).problems == []


def test_a_headline_that_changed_is_no_refined_date(paper: Project) -> None:
    paper.built()
    paper.write({"articles/b.md": story("Yard shuts", "1954-11")}).built()
    assert checked(paper).problems == []


def test_a_fix_leaves_everything_else_as_it_was(paper: Project) -> None:
    paper.built()
    path = paper.root / "articles/b.md"
    pins = b"slug: shipyard-shuts\r\nid: b\r\n"
    start = b"\xef\xbb\xbf---\r\nheadline: Shipyard shuts\r\n" + pins + b"date: '1954-11' # found\r\n"
    path.write_bytes(start + b"---\r\nText.\r\nMore.")
    path.chmod(0o640)
    before = without_state(paper.snapshot("."))
    checked(paper, "--fix")
    assert path.read_bytes() == start + b"aliases: [/1954/shipyard-shuts/]\r\n---\r\nText.\r\nMore."
    assert path.stat().st_mode & 0o777 == 0o640
    after = without_state(paper.snapshot("."))
    assert {name for name in before | after if before.get(name) != after.get(name)} == {"articles/b.md"}


def test_a_clipping_gets_front_matter_above_its_text(paper: Project) -> None:
    text = "Ferry sinks\n\nBy ANA RUIZ\nDecember 17, 1998\n\nThe ferry went down in the harbour on Tuesday.\n"
    paper.write({"articles/c.txt": text}).built()
    paper.write({"articles/c.txt": text.replace("17, 1998", "18, 1998")})
    checked(paper, "--fix")
    assert (paper.root / "articles/c.txt").read_text() == (
        "---\naliases: [/1998/12/17/ferry-sinks/]\nslug: ferry-sinks\nid: c\nadded: 1998-12-18\n---\n"
        + text.replace("17, 1998", "18, 1998")
    )


def test_what_cannot_be_mended_is_left_to_the_editor(paper: Project) -> None:
    paper.built()
    pins = "id: b\nslug: shipyard-shuts\n"
    odd = f"---\nheadline: Shipyard shuts\ndate: 1954-11\n{pins}aliases: [/x/,\n  /y/]\n---\nText.\n"
    paper.write({"articles/b.md": odd})
    outcome = checked(paper, "--fix")
    assert sorted(p.code for p in outcome.problems) == ["address-moved", "not-mended"]
    assert (paper.root / "articles/b.md").read_text() == odd


def test_broken_lines_are_written_as_they_were_meant(paper: Project) -> None:
    fields = 'Section: Harbour|headline: Ferry: again|Deck: "Late|date: 2018/12/17|slug: a|id: c'
    broken = f"---|{fields}|---|Text.".replace("|", "\r\n")
    (paper.root / "articles/c.md").write_bytes(broken.encode())
    assert checked(paper, "--fix").codes == []
    mended = broken.replace("Section", "section").replace("Ferry: again", '"Ferry: again"').replace("Deck", "deck")
    mended = mended.replace('"Late', "Late").replace("/", "-")
    assert (paper.root / "articles/c.md").read_bytes().startswith(mended.partition("slug")[0].encode())


def test_fields_without_fences_are_no_yaml(paper: Project) -> None:
    paper.write({"articles/c.md": "Headline: [Update] Ferry: again\nDate: 2018-12-17\nByline: @ana\n\nText.\n"})
    assert checked(paper, "--fix").codes == []
    assert 'headline: "[Update] Ferry: again"\n' in (paper.root / "articles/c.md").read_text()


def test_a_broken_line_that_can_be_meant_in_two_ways_is_left_to_the_editor(paper: Project) -> None:
    broken = "---\nheadline: Ferry runs\ndate: 2018-12-17\ntags: [a, b\n  c]\nharbour\n---\nText.\n"
    paper.write({"articles/c.md": broken})
    assert "front-matter-syntax" in checked(paper, "--fix").codes
    assert (paper.root / "articles/c.md").read_text() == broken


def test_a_name_and_its_value_are_mended_at_once(paper: Project) -> None:
    paper.write({"articles/c.md": "---\nheadline: C\nDate: 2018/12/17\n---\nText.\n"})
    assert checked(paper, "--fix").codes == []
    assert "\ndate: 2018-12-17\n" in (paper.root / "articles/c.md").read_text()


# The next release


def test_the_next_release_is_one_line(paper: Project) -> None:
    paper.write(
        {
            "articles/c.md": story("C", embargo="2024-07-01T08:00:00+02:00"),
            "articles/d.md": story("D", expires="2024-06-20"),
            "articles/e.md": story("E", "2024-06-10", embargo="2024-06-05"),
            "articles/f.md": story("F", embargo="2024-06-02", draft=True),
            "articles/g.md": story("G", embargo="2024-06-03", expires="2024-06-02"),
        }
    )
    for _ in range(2):
        when = NOW
        seen = []
        while outcome := paper.run("next-release", "--now", when).out.strip():
            seen.append(outcome)
            when = outcome
        assert seen == ["2024-06-09T10:00:00Z", "2024-06-20T00:00:00Z", "2024-07-01T06:00:00Z"]
        paper.built()


def test_no_release_is_no_line(paper: Project) -> None:
    before = without_state(paper.snapshot("."))
    outcome = paper.run("next-release", "--now", NOW)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert without_state(paper.snapshot(".")) == before


def test_the_next_release_is_not_told_while_a_story_cannot_be_read(paper: Project) -> None:
    paper.write({"articles/c.md": story("C", embargo="soon")})
    outcome = paper.run("next-release")
    assert (outcome.status, outcome.out, outcome.codes) == (1, "", ["date"])


# Photos that say nothing to those who can't see them


def test_a_photo_without_alt_is_named_at_its_line(project: Project) -> None:
    text = "---\nheadline: A\ndate: 2018-12-17\nphotos:\n  - {src: a.jpg, alt: A pier}\n  - src: b.jpg\n---\nX.\n"
    project.write({"articles/a.md": text, "articles/a.jpg": "x", "articles/b.jpg": "x"})
    (problem,) = checked(project).problems
    assert (problem.code, problem.level, problem.path, problem.line) == ("alt-missing", "warning", "articles/a.md", 6)


@pytest.mark.parametrize(("field", "written"), [("related", "[b, gone]"), ("translation_of", "gone")])
def test_an_id_that_no_story_has_is_named(project: Project, field: str, written: str) -> None:
    text = f"---\nheadline: A\ndate: 2018-12-17\n{field}: {written}\n---\nX.\n"
    project.write({"articles/a.md": text, "articles/b.md": story("B")})
    (problem,) = checked(project).problems
    assert (problem.code, problem.level, problem.path, problem.line) == ("kin-unknown", "warning", "articles/a.md", 4)
    assert f"`{field}` names “gone”" in problem.message


def test_a_policy_that_is_not_there_is_named(project: Project) -> None:
    settings = (
        '[publisher]\nethics = "/ethics/"\nlogo = "/logo.png"\nstaff = "/staff/"\nmission = "https://example.org/"\n'
    )
    project.write({"newsgen.toml": settings, "pages/ethics.md": "---\nheadline: Ethics\n---\nX.\n"})
    project.write({"static/logo.png": "x", "articles/a.md": story("A")})
    (problem,) = checked(project).problems
    assert (problem.code, problem.level, problem.path, problem.line) == (
        "publisher-missing",
        "warning",
        "newsgen.toml",
        4,
    )


# What is said to have happened already


@pytest.mark.parametrize("name", ["added", "updated", "corrections"])
def test_what_happened_can_not_lie_ahead(project: Project, name: str) -> None:
    def on(day: str) -> dict[str, Any]:
        return {name: [{"date": day, "text": "x"}] if name == "corrections" else day}

    project.write({"articles/a.md": story(**on("2042-03-03")), "articles/b.md": story("B", **on("2024-06-02"))})
    project.write({"articles/c.md": story("C", embargo="2043-01-01", **on("2042-03-03"))})
    problem, waiting = checked(project).problems
    assert (waiting.level, waiting.path, waiting.line) == ("note", "articles/c.md", 4)
    assert (problem.code, problem.level, problem.path, problem.line) == ("date-ahead", "warning", "articles/a.md", 4)
    assert f"`{name}` lies ahead" in problem.message


# Times without an offset


@pytest.mark.parametrize(("settings", "clock"), [("", "UTC"), ('timezone = "Europe/Lisbon"\n', "Europe/Lisbon")])
def test_it_is_said_by_which_clock_times_are_read(paper: Project, settings: str, clock: str) -> None:
    paper.write(
        {
            "newsgen.toml": settings,
            "articles/c.md": story("C", "2018-12-17T14:30"),
            "articles/d.md": story("D", embargo="2025-01-01T06:00"),
            "articles/e.md": story("E", "2018-12-17T14:30Z"),
        }
    )
    outcome = checked(paper)
    (problem,) = outcome.problems
    assert (problem.code, problem.level, problem.path) == ("time-local", "note", "articles/c.md")
    assert problem.message.endswith(f"by the clock of {clock}, and so are those of 1 more")
    assert (outcome.status, outcome.out) == (0, "0 errors, 0 warnings.\n")


# Hosts


def test_a_site_that_its_host_would_not_take_is_found_before_it_is_built(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write({"articles/a.md": story(aliases=["/old/a/", "/old/b/"]), "static/big.bin": "x" * 5_000})
    limits = hosts.HOSTS["netlify"]
    kinder = {"files": 14, "bytes": 5_000, "file_bytes": 4_999, "rules": 1}
    for name, number in kinder.items():
        monkeypatch.setitem(hosts.HOSTS, "netlify", hosts.Limits("A host", "https://x.example/", **{name: number}))
        outcome = project.run("check", "--host", "netlify")
        assert set(outcome.codes) == {"host-limit"}, name
        assert outcome.status == 1
    assert project.run("check").codes == []
    project.write({"newsgen.toml": '[publish.web]\nto = "folder:there"\nhost = "netlify"\n'})
    assert set(project.run("check").codes) == {"host-limit"}
    project.built()
    monkeypatch.setitem(hosts.HOSTS, "netlify", limits)
    assert project.run("check", "--host", "netlify").codes == []


def test_what_is_counted_before_a_build_is_what_the_build_makes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(hosts.HOSTS, "s3", hosts.Limits("A host", "https://x.example/", files=1))
    project.write(
        {"articles/a.md": story(tags=["x"], aliases=["/old/"]), "newsgen.toml": "[outputs]\nmanifest = true\n"}
    )
    (said,) = [problem.message for problem in project.run("check", "--host", "s3").problems if problem.level == "error"]
    project.built()
    assert f" {len(project.pages())} files" in said
    assert project.run("check", "--host", "nowhere").status == 2


def test_front_matter_of_other_tools_is_mended_down_to_its_pins(paper: Project) -> None:
    files = {f"articles/{n}.md": f'+++\ntitle = "Story {n}"\ndate = 2018-12-{n:02}\n+++\nText.\n' for n in (11, 12)}
    files |= {
        "articles/13.md": "Title: Story 13\nDate: 2018-12-13\n\nText.\n",
        "articles/14.md": "+++\nx\n+++\nText.\n",
    }
    outcome = paper.write(files).run("check", "--fix", "--now", NOW)
    assert [p.path for p in outcome.problems if p.code == "not-mended"] == ["articles/14.md"]
    for n in (11, 12):
        text = (paper.root / f"articles/{n}.md").read_text()
        assert text.startswith(f"---\nheadline: Story {n}\ndate: 2018-12-{n}\nslug: story-{n}\n")
        assert text.endswith("\n---\nText.\n")
    assert "---\nheadline: Story 13\ndate: 2018-12-13\n" in (paper.root / "articles/13.md").read_text()
    assert (paper.root / "articles/14.md").read_text() == "+++\nx\n+++\nText.\n"


@pytest.mark.parametrize("name", ["Ferry runs", "what's up? #1", "1954/Ä & Ö"])
def test_a_story_is_pinned_whatever_its_file_is_called(project: Project, name: str) -> None:
    project.write({f"articles/{name}.md": story()}).run("check", "--fix", "--now", NOW)
    assert project.run("check", "--strict", "--now", NOW).err == ""
    project.write({"newsgen.toml": 'base_url = "https://example.org/"\n'}).built()
    before = project.tree()
    (project.root / f"articles/{name}.md").rename(project.root / "articles/renamed.md")
    project.built()
    assert project.tree()["feed.xml"] == before["feed.xml"]


def test_a_disk_that_takes_nothing_is_told(paper: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    paper.write({"articles/c.md": "---\nHeadline: C\ndate: 2018-12-17\n---\nText.\n"})
    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    mend = Spelling("articles/c.md", ((Span("articles/c.md", 2, 1, 8), "headline"),))
    problem = amend(paper.root, Settings(), mend)
    assert problem is not None
    assert (problem.code, problem.level, problem.span.path) == ("source-unwritable", Level.ERROR, "articles/c.md")
