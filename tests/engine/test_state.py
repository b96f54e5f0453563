"""What is known of the last build is a cache: damaged, lost or of another version it costs time, and nothing else."""

from __future__ import annotations

import marshal
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.memory import state
from newsgen.memory.ledger import INTENT, LEDGER
from newsgen.news.diagnostics import Level
from tests.engine.corpus import SETTINGS, SMALL
from tests.engine.papers import Paper, codes, expect_same, pick, told, tree
from tests.site.project import story


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Give a built archive."""
    made = Paper(tmp_path / "paper").write(SMALL)
    made.built()
    return made


def expect_recovered(paper: Paper) -> None:
    """Expect a full build, the right tree, nothing foreign touched, and that the next build knows everything again."""
    foreign = {"mine.txt": "mine", ".htaccess": "mine", "2018/notes": "mine"}
    paper.write({f"site/{name}": text for name, text in foreign.items()})
    paper.write({"articles/old.md": None})
    report = paper.built()
    assert not [problem for problem in report.diagnostics if problem.level is not Level.NOTE], told(report)
    for name, text in foreign.items():
        assert (paper.output / name).read_text() == text
        (paper.output / name).unlink()
    assert not (paper.output / "1931").exists()
    paper.expect_clean()
    again = paper.built()
    assert (again.parsed, again.rendered, again.written) == (0, 0, 0), told(again)
    assert not again.diagnostics


def lost(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_by_a_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def rubbish(path: Path) -> None:
    path.write_bytes(random.randbytes(20_000))


def rubbish_behind_the_title(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + random.randbytes(20_000))


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def every_97th_byte_flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for index in range(96, len(data), 97):
        data[index] ^= 0xFF
    path.write_bytes(data)


def every_97th_byte_behind_the_title_flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for index in range(4096, len(data), 97):
        data[index] ^= 0xFF
    path.write_bytes(data)


def another_database(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.executescript("create table part (name text, checksum int); insert into part values ('brief', 3);")
    database.commit()
    database.close()


def a_database_without_rows(path: Path) -> None:
    database = sqlite3.connect(path)
    database.executescript("delete from part; delete from inputs")
    database.commit()
    database.close()


def a_part_of_another_kind(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("update part set data = 7 where name like 'records %'")
    database.commit()
    database.close()


def records_that_are_damaged(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("update part set data = substr(data, 2) where name like 'records %'")
    database.commit()
    database.close()


def an_older_build(path: Path) -> None:
    _of_version(path, "newsgen 0.0.1 format 1, Python 3.2")


def a_newer_build(path: Path) -> None:
    _of_version(path, "newsgen 99.0 format 77, Python 4.1")


def _of_version(path: Path, version: str) -> None:
    data = marshal.dumps({"format": version, "something": "else"})
    database = sqlite3.connect(path)
    database.execute("update part set data = ?, checksum = ? where name = 'brief'", (data, state._checksum(data)))
    database.commit()
    database.close()


DAMAGES = [
    lost,
    emptied,
    halved,
    cut_by_a_byte,
    rubbish,
    rubbish_behind_the_title,
    zeros,
    every_97th_byte_flipped,
    every_97th_byte_behind_the_title_flipped,
    another_database,
    a_database_without_rows,
    a_part_of_another_kind,
    records_that_are_damaged,
    an_older_build,
    a_newer_build,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_state_costs_time_only(paper: Paper, damage: Callable[[Path], None]) -> None:
    damage(paper.state())
    expect_recovered(paper)


def test_any_byte_of_the_state_may_be_flipped(paper: Paper) -> None:
    good = paper.state().read_bytes()
    before = paper.tree()
    for _ in range(pick(60, 250)):
        data = bytearray(good)
        for _ in range(random.choice((1, 1, 5))):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        paper.state().write_bytes(data)
        report = paper.built()
        assert not [problem for problem in report.diagnostics if problem.level is not Level.NOTE], told(report)
        expect_same(paper.tree(), before)
        assert paper.built().rendered == 0


def test_a_newer_state_is_named(paper: Paper) -> None:
    a_newer_build(paper.state())
    report = paper.built()
    assert [problem.level for problem in report.diagnostics] == [Level.NOTE]
    assert "newsgen 99.0 format 77" in told(report)


def test_a_folder_in_the_place_of_the_state(paper: Paper) -> None:
    place = paper.state()
    place.unlink()
    place.mkdir()
    (place / "mine").write_text("mine")
    paper.write({"articles/old.md": None})
    report = paper.built()
    assert [problem.code for problem in report.diagnostics] == ["state"]
    assert (place / "mine").read_text() == "mine"
    paper.expect_clean()
    paper.expect_clean()


def test_a_journal_of_a_killed_build_is_rolled_back(paper: Paper) -> None:
    place = paper.state()
    place.with_name(place.name + "-journal").write_bytes(random.randbytes(5000))
    expect_recovered(paper)
    assert not place.with_name(place.name + "-journal").exists()


# The ledger


@pytest.mark.parametrize("state", ["known", "lost"])
@pytest.mark.parametrize("damage", [lost, emptied, halved, cut_by_a_byte, rubbish, zeros, every_97th_byte_flipped])
def test_a_damaged_ledger(paper: Paper, damage: Callable[[Path], None], state: str) -> None:
    """The state stands in for it; without either newsgen can't know its own files, and touches none."""
    damage(paper.output / LEDGER)
    if state == "known":
        expect_recovered(paper)
        return
    paper.forget()
    before = paper.seen()
    paper.write({"articles/old.md": None})
    report = paper.build()
    assert codes(report) in (["output-ledger"], ["output-foreign"])
    assert "Empty the folder" in report.diagnostics[0].hint or "empty folder" in report.diagnostics[0].hint
    assert paper.seen() == before
    shutil.rmtree(paper.output)
    paper.built()
    paper.expect_clean()


def test_pages_of_stories_deleted_meanwhile_go_by_the_ledger_alone(paper: Paper) -> None:
    paper.forget()
    paper.write({"articles/old.md": None, "pages/about.md": None, "static/CNAME": None, "articles/piano.txt": None})
    removed = paper.built().removed
    assert removed > 8
    paper.expect_clean()


def test_a_page_that_somebody_changed_stays_when_its_story_goes(paper: Paper) -> None:
    page = paper.output / "1931/old-news/index.html"
    page.write_text("mine now")
    paper.forget()
    paper.write({"articles/old.md": None}).built()
    assert page.read_text() == "mine now"


@pytest.mark.parametrize("name", [INTENT, f"{INTENT}.tmp", f"{LEDGER}.tmp"])
def test_an_unreadable_trace_of_a_killed_build_is_cleared(paper: Paper, name: str) -> None:
    before = paper.tree()
    (paper.output / name).write_bytes(b"newsgen led")
    paper.built()
    expect_same(paper.tree(), before)


# Secrets

WORDS = ("Zanzibar", "Xylophone", "Quetzal", "Wombat", "Yttrium", "Jacaranda", "Umlaut", "Ocelot", "Vulcan", "Gnostic")


def secret(**more: object) -> str:
    """Return a story each of whose parts has a word of its own."""
    return story(
        "Zanzibar falls",
        str(more.pop("date", "2018-12-17")),
        "Xylophone players fled. " * 40 + "\n\nSee [it](ferry.md).",
        deck="Quetzal seen",
        byline="Wombat Jones",
        tags=["Yttrium", "harbour"],
        section="Jacaranda",
        thread="Umlaut",
        kicker="Ocelot",
        outlet="Vulcan Post",
        corrections=[{"date": "2020-01-01", "text": "Gnostic was wrong."}],
        **more,
    )


def expect_secret(paper: Paper) -> None:
    """Expect no word of it in any byte of site and state; texts are kept there as they are, values marshalled."""
    for top in (paper.output, paper.root / ".newsgen"):
        for path, data in tree(top).items():
            assert not found_in(path.encode()), path
            assert not found_in(data), (path, found_in(data))
    database = sqlite3.connect(paper.state())
    for table in ("part", "inputs", "plan"):
        for (data,) in database.execute(f"select data from {table}"):
            assert not found_in(repr(marshal.loads(data)).encode())
    database.close()


def found_in(data: bytes) -> list[str]:
    """Return the words that occur in some bytes, in whatever case."""
    lower = data.lower()
    return [word for word in WORDS if word.lower().encode() in lower]


def test_the_words_are_there_while_the_story_is_public(paper: Paper) -> None:
    """What the other tests look for can be found."""
    paper.write({"articles/secret.md": secret()}).built()
    raw = paper.state().read_bytes()
    assert {"Zanzibar", "Xylophone"} <= set(found_in(raw))
    assert sorted({word for data in paper.tree().values() for word in found_in(data)}) == sorted(WORDS)


@pytest.mark.parametrize(
    "hidden",
    [{"draft": True}, {"embargo": "2030-01-01"}, {"expires": "2020-01-01"}, {"date": "2030-01-01"}],
    ids=lambda fields: str(next(iter(fields))),
)
def test_a_story_that_was_never_public_leaves_no_trace(paper: Paper, hidden: dict[str, object]) -> None:
    paper.write({"articles/secret.md": secret(**hidden)})
    paper.built()
    paper.write({"articles/ferry.md": story("Other", "2018-12-18", id="ferry")}).built()
    expect_secret(paper)


@pytest.mark.parametrize(
    "hidden",
    [{"draft": True}, {"embargo": "2030-01-01"}, {"expires": "2020-01-01"}, {"date": "2030-01-01"}, {}],
    ids=lambda fields: str(next(iter(fields), "deleted")),
)
@pytest.mark.parametrize("and_then", ["", "settings", "language", "template", "state", "ledger", "killed"])
def test_a_story_that_was_public_leaves_no_trace(paper: Paper, hidden: dict[str, object], and_then: str) -> None:
    """Whatever else changes at once, so that the old records aren't read, or aren't trusted."""
    paper.write({"articles/secret.md": secret()}).built()
    old_ledger = (paper.output / LEDGER).read_bytes()
    paper.write({"articles/secret.md": secret(**hidden) if hidden else None})
    match and_then:
        case "settings":
            paper.write({"newsgen.toml": SETTINGS + '[tags.Quay]\naliases = ["ferry"]\n'})
        case "language":
            paper.write({"newsgen.toml": SETTINGS + 'language = "de"\n'})
        case "template":
            paper.write({"templates/article.html": None})
        case "state":
            every_97th_byte_behind_the_title_flipped(paper.state())
        case "ledger":
            (paper.output / LEDGER).unlink()
        case "killed":
            (paper.output / ".newsgen-tmp").mkdir()
            (paper.output / ".newsgen-tmp/1").write_text("Zanzibar")
            (paper.output / f"{INTENT}").write_bytes(old_ledger)
    paper.built()
    expect_secret(paper)
    paper.write({"articles/ferry.md": story("Other", "2018-12-18", id="ferry")}).built()
    expect_secret(paper)
    if and_then != "killed":
        paper.expect_clean()


@pytest.mark.parametrize("settings", [SETTINGS, SETTINGS + 'language = "de"\n'], ids=["same", "other language"])
def test_a_month_that_is_gone_leaves_no_trace(paper: Paper, settings: str) -> None:
    """What is known of stories is kept by month, and isn't read where another setting makes it useless."""
    paper.write({"articles/secret.md": secret(date="1950-01-01")}).built()
    paper.write({"articles/secret.md": secret(date="1950-01-01", draft=True), "newsgen.toml": settings}).built()
    expect_secret(paper)


def test_a_story_that_time_hides_leaves_no_trace(paper: Paper) -> None:
    paper.write({"articles/secret.md": secret(expires="2024-06-01T13:00:00Z")}).built()
    paper.built(now="2024-06-01T14:00:00+00:00")
    expect_secret(paper)


def test_words_that_an_editor_took_out_leave_no_trace(paper: Paper) -> None:
    """A body that isn't kept, since something is wrong with it, takes the place of one that was."""
    paper.write({"articles/plain.md": story("Plain", "2018-12-17", "Xylophone players fled. " * 40)}).built()
    paper.write({"articles/plain.md": story("Plain", "2018-12-17", "A [link](javascript:x) and a bird. " * 40)}).built()
    expect_secret(paper)


def test_random_lives_of_a_story_leave_no_trace(paper: Paper) -> None:
    """Pages of the database are split and joined as rows come and go; nothing may be left between them."""
    chance = random.Random()
    for turn in range(pick(4, 15)):
        for index in range(chance.randrange(1, 30)):
            text = f"Story {index} of turn {turn}. " * chance.randrange(1, 200)
            paper.write(
                {f"articles/{index}.md": story(f"S {index}", f"2018-{1 + index % 12:02}", text, slug=f"s{index}")}
            )
        paper.write({"articles/secret.md": secret(slug=f"zanzibar-{turn}")}).built()
        for index in range(chance.randrange(0, 20)):
            if (paper.root / f"articles/{index}.md").exists():
                paper.write({f"articles/{index}.md": None})
        paper.write({"articles/secret.md": secret(draft=True)}).built()
        expect_secret(paper)


def test_files_of_hidden_stories_are_not_named(paper: Paper) -> None:
    paper.write({"articles/zanzibar.jpg": b"a picture", "articles/s.md": story("S", photos=[{"src": "zanzibar.jpg"}])})
    paper.built()
    paper.write({"articles/s.md": story("S", photos=[{"src": "zanzibar.jpg"}], draft=True)}).built()
    expect_secret(paper)
    assert paper.built().rendered == 0


def test_the_state_is_where_the_output_says(paper: Paper) -> None:
    """Another output folder has a state of its own; each forgets for itself."""
    paper.built(output=paper.root / "other")
    assert len(list((paper.root / ".newsgen").glob("*.state"))) == 2
    assert paper.built().rendered == 0
    assert paper.built(output=paper.root / "other").rendered == 0
