"""The preview: what it shows is what a build writes, and it writes nothing itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.previewing.preview import Asked, Preview, previewed
from tests.site.project import LEDGER, NOW, Project, story
from tests.site.test_sample import AFTER_IT, sample


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project of two stories."""
    made = Project(tmp_path / "paper")
    return made.write(
        {"articles/a.md": story(), "articles/b.md": story("The crane fell", "2019-01-02", tags=["crane"])}
    )


@contextmanager
def preview_of(
    project: Project, *, now: str = NOW, base_url: str | None = None, drafts: bool = False
) -> Iterator[Preview]:
    """Show a project as of an instant."""
    as_of = datetime.fromisoformat(now).replace(tzinfo=UTC)
    root = project.root
    asked = Asked(root, root / "newsgen.toml", root / "site", lambda: as_of, as_of, base_url, drafts)
    with previewed(asked) as preview:
        yield preview


def text(preview: Preview, path: str) -> str:
    shown = preview.shown(path)
    assert shown.data is not None, shown
    return shown.data.decode()


def everything(preview: Preview) -> dict[str, bytes | None]:
    return {output.path: preview.shown(output.path).data for output in preview.edition.plan.everything()}


def held_against_a_build(project: Project, preview: Preview, *arguments: str, now: str = NOW) -> None:
    """Build into a folder of its own, and compare every file."""
    shutil.rmtree(project.root / "out", ignore_errors=True)
    project.built("--output", "out", *arguments, now=now)
    built = project.tree("out")
    del built[LEDGER]
    found = everything(preview)
    assert sorted(found) == sorted(built)
    assert [path for path, data in built.items() if found[path] != data] == []


STORY, CRANE = "2018/12/17/ferry-runs-again/index.html", "2019/01/02/the-crane-fell/index.html"


def test_every_file_is_shown_as_a_build_writes_it(tmp_path: Path) -> None:
    paper, address = sample(tmp_path / "paper"), "https://packet.example/some/path/"
    with preview_of(paper, now=AFTER_IT, base_url=address) as preview:
        held_against_a_build(paper, preview, "--base-url", address, now=AFTER_IT)


CHANGES: list[dict[str, str | None]] = [
    {"articles/c.md": story("A third one", "2019-01-03", tags=["crane", "ferry"])},
    {"articles/a.md": story(body="It runs no more. See [the crane](b.md).")},
    {"articles/a.md": story("Ferry runs at last", "2018-12-19")},
    {"articles/b.md": None},
    {"pages/about.md": "---\nheadline: About\n---\nWho we are.\n"},
    {"newsgen.toml": 'title = "The Packet"\nlanguage = "de"\nbase_url = "https://packet.example/"\n'},
    {"templates/article.html": '{% extends "theme/article.html" %}{% block title %}Mine{% endblock %}'},
    {"templates/article.html": None},
    {"templates/static/style.css": "body { color: red }"},
    {"static/robots.md": "x", "static/CNAME": "packet.example"},
    {"static/robots.md": None, "newsgen.toml": None},
]


def test_whatever_changes_it_stays_what_a_build_writes(project: Project) -> None:
    with preview_of(project) as preview:
        for change in CHANGES:
            project.write(change)
            assert preview.look() == sorted(change), change
            assert preview.look() is None
            held_against_a_build(project, preview)


def test_nothing_is_written(project: Project) -> None:
    project.built()
    project.write({"articles/draft.md": story("Quietly", draft=True)})
    before = project.snapshot(".")
    with preview_of(project, drafts=True) as preview:
        assert "Quietly" in text(preview, "index.html")
        everything(preview)
        assert project.snapshot(".") == before


def test_drafts_are_shown_only_on_demand(project: Project) -> None:
    project.write({"articles/draft.md": story("Quietly", "2019-02-01", draft=True)})
    page = "2019/02/01/quietly/index.html"
    with preview_of(project) as preview:
        assert not preview.shown(page).is_there
        assert "Quietly" not in text(preview, "index.html")
    with preview_of(project, drafts=True) as preview:
        assert preview.shown(page).is_draft
        assert not preview.shown(STORY).is_draft
        project.write({"articles/draft.md": story("Quietly", "2019-02-01")})
        preview.look()
        assert not preview.shown(page).is_draft
        held_against_a_build(project, preview)


def test_another_moment_shows_what_is_public_then(project: Project) -> None:
    project.write({"articles/later.md": story("Later", "2030-01-01")})
    with preview_of(project) as preview:
        assert not preview.shown("2030/01/01/later/index.html").is_there
    with preview_of(project, now="2030-01-02T00:00:00Z") as preview:
        assert preview.shown("2030/01/01/later/index.html").is_there


def test_time_that_passes_shows_what_waited_for_it(project: Project) -> None:
    project.write({"articles/later.md": story("Later", "2030-01-01")})
    clock = [datetime(2029, 12, 31, 0, 0, tzinfo=UTC), datetime(2030, 1, 2, tzinfo=UTC)]
    root = project.root
    with previewed(Asked(root, root / "newsgen.toml", root / "site", lambda: clock[0])) as preview:
        assert preview.look() is None
        del clock[0]
        assert preview.look() == []
        assert preview.shown("2030/01/01/later/index.html").is_there


# What breaks


def hold_all(preview: Preview) -> None:
    while preview.work_ahead():
        pass


BROKEN = "---\nheadline: Ferry\ndate: 2018-02-31\n---\nIt ran.\n"


def test_a_broken_story_is_shown_as_it_was_and_all_else_goes_on(project: Project) -> None:
    with preview_of(project) as preview:
        before = everything(preview)
        hold_all(preview)
        project.write({"articles/a.md": BROKEN})
        preview.look()
        shown = preview.shown(STORY)
        assert shown.data == before[STORY]
        assert shown.source == "articles/a.md"
        assert [(problem.code, problem.span.path) for problem in shown.problems] == [("date", "articles/a.md")]
        assert everything(preview) == before
        project.write({"articles/b.md": story("The crane stands", "2019-01-02")})
        preview.look()
        assert "The crane stands" in text(preview, "index.html")
        assert preview.shown(STORY).data is not None
        project.write({"articles/a.md": story(body="It ran, twice.")})
        preview.look()
        assert "twice" in text(preview, STORY)
        held_against_a_build(project, preview)


def test_a_story_that_breaks_before_it_was_ever_looked_at_is_shown_as_it_was(project: Project) -> None:
    with preview_of(project) as preview:
        hold_all(preview)
        project.write({"articles/a.md": BROKEN})
        preview.look()
        assert "It ran." in text(preview, STORY)


def test_a_new_story_that_is_broken_has_no_page_and_is_told(project: Project) -> None:
    with preview_of(project) as preview:
        before = everything(preview)
        project.write({"articles/c.md": BROKEN})
        preview.look()
        assert everything(preview) == before
        assert [problem.span.path for problem in preview.shown("index.html").problems] == ["articles/c.md"]


def test_an_expired_story_does_not_come_back_because_it_is_broken(project: Project) -> None:
    project.write({"articles/a.md": story(expires="2030-01-01")})
    clock = [datetime(2029, 12, 31, tzinfo=UTC), datetime(2030, 1, 2, tzinfo=UTC)]
    root = project.root
    with previewed(Asked(root, root / "newsgen.toml", root / "site", lambda: clock[0])) as preview:
        hold_all(preview)
        project.write({"articles/a.md": BROKEN})
        preview.look()
        assert preview.shown(STORY).is_there
        del clock[0]
        project.write({"articles/a.md": BROKEN + "\n"})
        preview.look()
        assert not preview.shown(STORY).is_there


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"newsgen.toml": "title = \n"}, "settings-syntax"),
        ({"templates/article.html": "{% if %}"}, "template-syntax"),
        ({"templates/words/en.toml": "= 1"}, "words-syntax"),
    ],
)
def test_broken_settings_and_templates_leave_everything_as_it_was(
    project: Project, change: dict[str, str], code: str
) -> None:
    with preview_of(project) as preview:
        before = everything(preview)
        project.write(change)
        preview.look()
        assert everything(preview) == before
        assert code in [problem.code for problem in preview.shown("index.html").problems]
        project.write(dict.fromkeys(change))
        preview.look()
        assert preview.edition.problems == ()


def test_a_template_that_fails_is_told_on_its_pages_which_stay_as_they_were(project: Project) -> None:
    with preview_of(project) as preview:
        before = text(preview, STORY)
        project.write({"templates/article.html": "{{ story.no_such_thing }}"})
        preview.look()
        assert text(preview, STORY) == before
        assert preview.shown(STORY).problems[0].code == "template-undefined"
        assert preview.shown(CRANE).data is None
        assert "The crane fell" in text(preview, "index.html")


def test_it_begins_with_whatever_is_broken(project: Project) -> None:
    project.write({"newsgen.toml": "title = \n"})
    with preview_of(project) as preview:
        assert not preview.shown("index.html").is_there
        project.write({"newsgen.toml": None})
        preview.look()
        assert "Ferry runs again" in text(preview, "index.html")


def test_a_folder_that_vanishes_is_waited_for(project: Project) -> None:
    project.write({"templates/article.html": '{% extends "theme/article.html" %}'})
    with preview_of(project) as preview:
        hold_all(preview)
        before = everything(preview)
        (project.root / "articles").rename(project.root / "elsewhere")
        preview.look()
        assert everything(preview) == before
        assert preview.edition.problems[-1].code == "articles-empty"
        (project.root / "elsewhere").rename(project.root / "articles")
        shutil.rmtree(project.root / "templates")
        preview.look()
        assert preview.edition.problems == ()
        held_against_a_build(project, preview)


def test_two_pages_at_one_address_are_told_and_one_is_shown(project: Project) -> None:
    with preview_of(project) as preview:
        hold_all(preview)
        assert preview.edition.problems == ()
        project.write({"articles/c.md": story(id="c", body="It ran, too.")})
        preview.look()
        hold_all(preview)
        assert "address-shared" in [problem.code for problem in preview.shown(STORY).problems]
        assert preview.shown(STORY).data is not None


def test_a_page_is_never_older_than_its_file(project: Project) -> None:
    """A file that changed since the last look is found out when its page is made."""
    with preview_of(project) as preview:
        project.write({"articles/a.md": story(body="Now it says this.")})
        assert "Now it says this." in text(preview, STORY)


def test_what_the_last_build_knew_is_made_use_of(project: Project) -> None:
    project.built()
    with preview_of(project) as preview:
        assert preview.edition.loaded is not None
        assert preview.edition.loaded.parsed == 0
        held_against_a_build(project, preview)


def test_a_stylesheet_is_new_without_a_new_page_also_where_builds_name_it_by_its_digest(project: Project) -> None:
    project.write({"newsgen.toml": "[outputs]\nhashed_assets = true\nheaders = true\n"})
    with preview_of(project) as preview:
        before = preview.glimpse(STORY)
        assert '"../../../../static/style.css"' in text(preview, STORY)
        project.write({"templates/static/style.css": "body { color: red }"})
        assert preview.look()
        after = preview.glimpse(STORY)
        assert (after.page, after.files) == (before.page, before.files)
        assert after.styles != before.styles
        assert text(preview, "static/style.css") == "body { color: red }"
