"""`why` says what is so and writes nothing; `--prove` finds a wrong file; the debug mode finds what isn't listed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsgen.building.work import kit
from newsgen.memory import state
from newsgen.memory.brief import Brief
from newsgen.memory.ledger import LEDGER, Entry
from newsgen.memory.ledger import read as read_ledger
from newsgen.memory.ledger import write as write_ledger
from newsgen.news.fingerprint import of_bytes
from newsgen.news.output import Output, Serialised
from newsgen.reading.project import read_settings, read_theme
from newsgen.reading.sources import hint_of
from newsgen.renderer import Job, Press, _press, pack
from newsgen.site import compare
from newsgen.templating.listed import UnlistedError
from tests.engine.corpus import FERRY, SMALL
from tests.engine.papers import Paper, codes, expect_same, told, tree
from tests.news.making import article
from tests.site.project import Outcome, Project, story


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Give a built archive."""
    made = Paper(tmp_path / "paper").write(SMALL)
    made.built()
    return made


def everything(paper: Paper) -> dict[str, tuple[bytes, int, int]]:
    """Return all that `why` might touch, with times."""
    found = {}
    for path, data in tree(paper.root).items():
        status = (paper.root / path).stat()
        found[path] = (data, status.st_mtime_ns, status.st_ino)
    return found


def why(paper: Paper, *arguments: str, status: int = 0) -> Outcome:
    """Ask; nothing may be written for it."""
    before = everything(paper)
    folders = sorted(str(folder) for folder in paper.root.rglob("*") if folder.is_dir())
    outcome = Project(paper.root).run("why", *arguments)
    assert outcome.status == status, (outcome.out, outcome.err)
    assert everything(paper) == before
    assert sorted(str(folder) for folder in paper.root.rglob("*") if folder.is_dir()) == folders
    return outcome


def test_a_page_says_what_it_is_made_of(paper: Paper) -> None:
    said = why(paper, f"site/{FERRY}").out
    assert "articles/ferry.md" in said
    assert "article.html" in said
    assert "made for the first time" in said
    for way in (FERRY, "/2018/12/17/ferry-runs-again/", "2018/12/17/ferry-runs-again", str(paper.output / FERRY)):
        assert why(paper, way).out == said


def test_a_page_says_what_made_it_stale(paper: Paper) -> None:
    paper.write({"articles/ferry.md": story("Ferry runs again", tags=["ferry"], id="ferry", body="It sank.")}).built()
    assert "text: articles/ferry.md is new or changed" in why(paper, FERRY).out
    paper.write({"templates/article.html": None}).built()
    assert "template: article.html is new or changed" in why(paper, FERRY).out
    paper.write({"newsgen.toml": 'title = "Other"\n'}).built()
    assert "masthead" in why(paper, "index.html").out
    (paper.output / FERRY).unlink()
    paper.built()
    assert "was not as newsgen had left it" in why(paper, FERRY).out


def test_each_file_of_the_site_says_what_it_is_made_of(paper: Paper) -> None:
    """One walk, two sinks: the labels told are those hashed, for every output."""
    for path in paper.tree():
        if path != LEDGER:
            assert "is made from" in why(paper, f"site/{path}").out


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"draft": True}, "draft"),
        ({"embargo": "2199-01-01"}, "embargo"),
        ({"date": "2199-01-01"}, "dated ahead"),
        ({"expires": "2019-01-01"}, "expired"),
    ],
)
def test_a_hidden_story_says_why(paper: Paper, fields: dict[str, Any], said: str) -> None:
    paper.write({"articles/hidden.md": story("Hidden", **fields)}).built()
    assert said in why(paper, "articles/hidden.md").out


def test_a_story_says_where_it_is_shown(paper: Paper) -> None:
    said = why(paper, "articles/ferry.md").out
    listed = said.partition("is shown on\n")[2].partition("\nIts own page")[0]
    shown = {line.strip() for line in listed.splitlines()}
    telling = {path for path, data in paper.tree().items() if b"Ferry runs again" in data}
    assert "/2018/12/17/ferry-runs-again/" in said
    assert {FERRY, "index.html", "tags/ferry/index.html", "feed.xml", "2018/12/17/index.html"} <= shown
    assert shown <= telling | {path for path, data in paper.tree().items() if b"2018/12/17" in data}


def test_a_broken_story_says_what_is_wrong(paper: Paper) -> None:
    paper.write({"articles/broken.md": "---\nheadline: X\ndate: someday\n---\n"})
    outcome = why(paper, "articles/broken.md", status=1)
    assert outcome.codes


@pytest.mark.parametrize("path", ["articles/none.md", "site/none.html", "nothing", "..", "site", "\u2603"])
def test_what_is_not_there(paper: Paper, path: str) -> None:
    assert "no such" in why(paper, path, status=1).out


@pytest.mark.parametrize("damage", ["lost", "cut", "rubbish", "folder", "journal", "flipped"])
def test_with_a_damaged_state(paper: Paper, damage: str) -> None:
    place = paper.state()
    data = place.read_bytes()
    match damage:
        case "lost":
            paper.forget()
        case "cut":
            place.write_bytes(data[: len(data) // 3])
        case "rubbish":
            place.write_bytes(b"rubbish" * 1000)
        case "folder":
            place.unlink()
            place.mkdir()
        case "journal":
            place.with_name(place.name + "-journal").write_bytes(os.urandom(3000))
        case _:
            place.write_bytes(
                bytes(byte ^ 1 if index % 97 == 0 and index > 100 else byte for index, byte in enumerate(data))
            )
    before = everything(paper)
    for path in (f"site/{FERRY}", "articles/ferry.md"):
        outcome = Project(paper.root).run("why", path)
        assert outcome.status in (0, 1, 2), outcome.err
        assert "mistake" not in outcome.err
        assert "Traceback" not in outcome.err
    assert everything(paper) == before


def test_after_a_killed_build(paper: Paper) -> None:
    """SQLite would like to roll a journal back, and `why` doesn't write."""
    place = paper.state()
    database = sqlite3.connect(place)
    database.execute("pragma synchronous = off")
    database.execute("pragma cache_size = 1")
    database.execute("begin")
    database.execute("update part set data = zeroblob(200000)")
    database.execute("update inputs set data = zeroblob(20000)")
    snapshot = {path: path.read_bytes() for path in place.parent.iterdir()}
    database.rollback()
    database.close()
    for path, data in snapshot.items():
        path.write_bytes(data)
    assert any(path.name.endswith("-journal") for path in snapshot)
    outcome = Project(paper.root).run("why", f"site/{FERRY}")
    assert outcome.status in (0, 1)
    assert "mistake" not in outcome.err
    assert {path: path.read_bytes() for path in place.parent.iterdir()} == snapshot
    assert paper.built().rendered == 0
    paper.expect_clean()


# --prove


def tampered(paper: Paper, path: str, data: bytes | None) -> None:
    """Change a file of the site, and make newsgen believe that it wrote it: as a mistake of its own would."""
    place = paper.output / path
    ledger = read_ledger((paper.output / LEDGER).read_bytes())
    assert ledger is not None
    if data is None:
        place.unlink()
        del ledger[path]
    else:
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        ledger[path] = Entry(of_bytes(data), ledger[path].mark if path in ledger else "")
    (paper.output / LEDGER).write_bytes(write_ledger(ledger))
    with state.opened(paper.state()) as book:
        brief = book.brief()
        made = dict(brief.made)
        families = {
            name: (digest, tuple(p for p in paths if data or p != path))
            for name, (digest, paths) in brief.families.items()
        }
        if data is None:
            del made[path]
        else:
            made[path] = made.get(path, made[FERRY])._replace(digest=of_bytes(data), hint=hint_of(place.stat()))
        records = book.records()
        ledger_hint = hint_of((paper.output / LEDGER).stat())
        book.save(brief, replace(brief, made=made, families=families, ledger=ledger_hint), records, records, ())


@pytest.mark.parametrize("path", [FERRY, "feed.xml", "CNAME", "2001/02/seen/map.png"])
def test_a_tampered_file_is_found(paper: Paper, path: str) -> None:
    tampered(paper, path, b"tampered")
    assert paper.built().rendered == 0
    report = paper.build(prove=True)
    assert "prove" in codes(report), told(report)
    assert f"site/{path} differs" in told(report)
    paper.built()
    paper.expect_clean()
    tampered(paper, path, b"tampered")
    assert Project(paper.root).build("--prove").status == 1
    assert paper.output.joinpath(path).read_bytes() == b"tampered"
    paper.built()
    paper.expect_clean()


def test_the_first_difference_in_order_of_paths_is_named(paper: Paper) -> None:
    for path in ("index.html", "archive/index.html", FERRY):
        tampered(paper, path, b"tampered")
    assert f"site/{FERRY} differs" in told(paper.build(prove=True))


def test_proof_of_a_site_that_is_right(paper: Paper) -> None:
    before = paper.seen()
    outcome = Project(paper.root).build("--prove")
    assert outcome.status == 0
    assert "equal to a clean build" in outcome.err
    assert paper.seen() == before
    paper.write({"articles/new.md": story("New", "2020-01-01"), "articles/old.md": None})
    assert Project(paper.root).build("--prove").status == 0
    paper.expect_clean()


def test_proof_of_a_site_with_stories_left_out(paper: Paper) -> None:
    paper.write({"articles/broken.md": "---\nheadline: X\n---\n", "articles/deep.md": story("Deep", body=">" * 150)})
    outcome = Project(paper.root).build("--prove", "--keep-going")
    assert outcome.status == 3, outcome.err
    assert "equal to a clean build" in outcome.err


def test_a_fingerprint_that_forgets_an_input_is_found(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mistake that `--prove` is for: what a page shows changes, and its fingerprint doesn't."""
    known = {path: made.fingerprint for path, made in _brief(paper).made.items()}
    monkeypatch.setattr(compare, "fingerprint", lambda output, around: known.get(output.path, "new"))
    paper.write({"articles/ferry.md": story("Ferry runs again", tags=["ferry"], id="ferry", body="It sank.")})
    report = paper.build(prove=True)
    assert "prove" in codes(report)
    monkeypatch.undo()
    paper.built()
    paper.expect_clean()


def _brief(paper: Paper) -> Brief:
    with state.opened(paper.state()) as book:
        return book.brief()


# The debug mode


@pytest.fixture
def debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the debug mode on."""
    monkeypatch.setenv("NEWSGEN_DEBUG_INPUTS", "1")


@pytest.mark.usefixtures("debugging")
def test_the_theme_sees_nothing_that_is_not_listed(paper: Paper) -> None:
    before = paper.tree()
    paper.forget()
    shutil.rmtree(paper.output)
    paper.built()
    expect_same(paper.tree(), before)


BEHIND = [
    "{{ story.__class__ }}",
    "{{ story.teaser.__class__.__mro__ }}",
    "{{ link.__globals__ }}",
    "{{ masthead.__doc__ }}",
    "{{ word.__self__ }}",
    "{{ story['__module__'] }}",
    "{{ story.teaser|attr('__dict__') }}",
    "{{ [story]|map(attribute='__class__')|first }}",
    "{{ item.__func__ }}",
]


@pytest.mark.usefixtures("debugging")
@pytest.mark.parametrize("expression", BEHIND)
def test_a_template_that_reaches_behind_a_value_is_named_with_its_line(paper: Paper, expression: str) -> None:
    text = '{% extends "article.html" %}\n{% block headline %}\n' + expression + "\n{% endblock %}\n"
    before = paper.tree()
    paper.write({"templates/article.html": text})
    report = paper.build()
    assert report.refused
    problem = next(problem for problem in report.diagnostics if problem.code.startswith("template"))
    assert (problem.span.path, problem.span.line) == ("templates/article.html", 3)
    assert paper.tree() == before


@dataclass(frozen=True)
class View:
    """What a serialiser sees."""

    shown: str

    @property
    def hidden(self) -> str:
        """Return something that no fingerprint covers."""
        return "hidden"


@pytest.mark.usefixtures("debugging")
@pytest.mark.parametrize("name", ["hidden", "__class__", "__dict__", "_view"])
def test_a_serialiser_that_reaches_behind_its_view_raises(
    paper: Paper, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = ModuleType("newsgen.outputs.table")
    module.serialise = lambda view: f"{view.shown}{getattr(view, name)}".encode()
    monkeypatch.setitem(sys.modules, "newsgen.outputs.table", module)
    output = Output("table.json", Serialised("table"), View("shown"), "the table")
    press = any_press(paper)
    with pytest.raises(UnlistedError, match=name):
        press.render(Job(output))
    module.serialise = lambda view: view.shown.encode()
    assert press.render(Job(output)).data == b"shown"


def any_press(paper: Paper) -> Press:
    """Return a press as a build of this archive has it."""
    settings, _ = read_settings(paper.root / "newsgen.toml", "newsgen.toml", None)
    theme, _ = read_theme(paper.root)
    return Press(_press(pack(kit(settings, theme))).kit)


@pytest.mark.usefixtures("debugging")
def test_a_digest_that_does_not_cover_its_value_raises(paper: Paper) -> None:
    made = article("a", "2018-12-17", "A headline")
    forged = replace(made.teaser, headline="Another")

    @dataclass(frozen=True)
    class Shown:
        stories: tuple[object, ...]

    output = Output("x/index.html", Serialised("table"), Shown((forged,)), "x")
    with pytest.raises(UnlistedError, match="does not cover"):
        any_press(paper).render(Job(output))
