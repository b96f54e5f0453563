"""An edited text: only what prints it is planned, from what was kept; the site is a clean build's all the same."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsgen import outputs
from newsgen.memory import plans
from newsgen.memory.ledger import LEDGER
from newsgen.memory.plans import prints_stories
from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.output import Family, Portion, PrintedText
from newsgen.news.settings import Settings
from tests.engine.corpus import SETTINGS, SMALL, many
from tests.engine.papers import Paper, codes, expect_only_differences_written
from tests.site.project import story

ALL = SETTINGS.replace("outputs.", "[outputs]\n") + (
    "manifest = true\ncitations = true\nnews_sitemap = true\ncompressed = true\n"
    'group_feeds = ["tags", "threads"]\nmin_stories = 1\n'
)
FULL = SMALL | {
    "newsgen.toml": ALL,
    "articles/boats.md": story("Boats", "2018-12-20", "They sail.", tags=["C++", "harbour"], thread="music"),
    "articles/ships.md": story("Ships", "2018-12-21", "They sail, too.", tags=["C#"], byline="Ana Ruiz"),
    "articles/bateaux.md": story("Bateaux", "2018-12-22", "Ils vont.", translation_of="ferry", lang="fr"),
    "articles/gone.md": story("Gone", "2018-12-23", "", withdrawn={"date": "2019-01-01", "reason": "Wrong."}),
}


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Give a built archive of all that there is."""
    made = Paper(tmp_path / "paper").write(FULL)
    made.built()
    return made


@pytest.fixture
def unplanned(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse to plan the archive, now that it is built."""
    assert paper

    def families(archive: Archive, settings: Settings) -> Iterator[Family]:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "families", families)
        yield


def edited(paper: Paper, name: str, old: str = "ran", new: str = "stood") -> None:
    text = (paper.root / name).read_text()
    assert old in text
    paper.write({name: text.replace(old, new)})


@pytest.mark.usefixtures("unplanned")
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("articles/boats.md", "They sail.", "They sank, every one of them."),
        ("articles/pier.md", "See [the ferry]", "Look at [the old ferry]"),
        ("articles/seen.md", "A [map]", "No [map]"),
        ("articles/ships.md", "They sail, too.", ""),
        ("articles/bateaux.md", "Ils vont.", "Ils *vont*."),
    ],
)
def test_an_edited_text_plans_nothing_else(paper: Paper, name: str, old: str, new: str) -> None:
    before = paper.seen()
    edited(paper, name, old, new)
    report = paper.built()
    assert (report.parsed, report.removed) == (1, 0)
    after = paper.seen()
    assert report.written == sum(after[path].data != before[path].data for path in before if path != LEDGER) > 1
    assert after.keys() == before.keys()
    expect_only_differences_written(before, after)
    again = paper.built()
    assert (again.parsed, again.rendered, again.written) == (0, 0, 0)


@pytest.mark.parametrize("name", ["boats.md", "pier.md", "seen.md", "ships.md", "bateaux.md"])
def test_what_is_made_is_a_clean_builds(paper: Paper, name: str) -> None:
    text = (paper.root / "articles" / name).read_text()
    paper.write({f"articles/{name}": f"{text.rstrip()}\n\nMore of it, said **loudly**.\n"}).built()
    paper.expect_clean()
    paper.write({f"articles/{name}": f"{text.rstrip()}\n\nLess.\n"}).built()
    paper.expect_clean()  # what is kept is right the second time, too
    assert "equal to a clean build" in paper.built(prove=True).diagnostics[-1].message


@pytest.mark.usefixtures("unplanned")
def test_several_texts_at_once(paper: Paper) -> None:
    edited(paper, "articles/boats.md", "They sail.", "They sank.")
    edited(paper, "articles/pier.md", "See", "Look at")
    assert paper.built().parsed == 2


@pytest.mark.usefixtures("unplanned")
def test_a_touched_story_makes_nothing(paper: Paper) -> None:
    place = paper.root / "articles/boats.md"
    place.write_bytes(place.read_bytes())
    report = paper.built()
    assert (report.rendered, report.written) == (0, 0)
    assert paper.built().parsed == 0


@pytest.mark.parametrize(
    "change",
    [
        ('"Boats"', '"Small boats"'),
        ("They sail.", "They sail [there](pier.md)."),
        ("They sail.", "They sail like <b>[this](nowhere.md)"),
        ('"2018-12-20"', '"2018-12-24"'),
        ('"2018-12-20"', '"2018-12-20"\ndraft: true'),
    ],
)
def test_whatever_else_changes_is_planned(paper: Paper, change: tuple[str, str]) -> None:
    edited(paper, "articles/boats.md", *change)
    paper.built()
    paper.expect_clean()


@pytest.mark.parametrize(
    "harm",
    [
        "delete from plan",
        "update plan set data = x'00'",
        "update plan set name = name || ' ' || data",
        "delete from part where name like 'records 2018-12 %'",
    ],
)
def test_what_is_lost_of_it_costs_time_only(paper: Paper, harm: str) -> None:
    database = sqlite3.connect(paper.state())
    with database:
        database.execute(harm)
    database.close()
    for text in ("They sank.", "They swam."):
        edited(paper, "articles/boats.md", "They s" + ("ail." if text == "They sank." else "ank."), text)
        paper.built()
        paper.expect_clean()


def test_a_plan_that_is_not_the_last_builds_is_not_believed(paper: Paper) -> None:
    """A build that was refused had planned already."""
    edited(paper, "articles/pier.md", "Pier opens", "Pier shuts")
    paper.write({"articles/pier2.md": story("Two", "2018-12-18", slug="pier-shuts")})
    assert paper.build().refused
    paper.write({"articles/pier2.md": None})
    edited(paper, "articles/pier.md", "Pier shuts", "Pier opens")
    edited(paper, "articles/boats.md", "They sail.", "They sank.")
    paper.built()
    paper.expect_clean()
    edited(paper, "articles/boats.md", "They sank.", "They swam.")
    paper.built()
    paper.expect_clean()


def test_a_text_that_breaks_is_told_once_and_taken_away(paper: Paper) -> None:
    edited(paper, "articles/boats.md", "They sail.", ">" * 300 + " deep")
    assert codes(paper.build()) == ["nesting"]
    assert codes(paper.build(keep_going=True)) == ["nesting", "broken-published"]
    report = paper.built(keep_going=True, drop=True)
    assert codes(report) == ["nesting"]
    assert report.left_out == ("articles/boats.md",)
    edited(paper, "articles/boats.md", ">" * 300 + " deep", "They sail.")
    paper.built()
    paper.expect_clean()


def test_a_feed_that_has_no_room_any_more(paper: Paper) -> None:
    """What stands in a feed as a whole depends on how long the newer texts are."""
    long = "So it went on for a very long time. " * 4000
    paper.write({f"articles/l{number}.md": story(f"Long {number}", f"2020-01-0{number}", long) for number in (1, 2)})
    paper.built()
    paper.expect_clean()
    edited(paper, "articles/l2.md", long, "Short.")
    paper.built()
    paper.expect_clean()


# Families


@cache
def planned() -> list[Family]:
    """Return all families of an archive in which everything occurs."""
    found: list[Family] = []

    def families(archive: Archive, settings: Settings) -> Iterator[Family]:
        for family in real(archive, settings):
            found.append(family)
            yield family

    real = outputs.families
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(outputs, "families", families)
        Paper(Path(folder) / "paper").write(FULL).built()
        Paper(Path(folder) / "many").write(many(60) | {"newsgen.toml": ALL}).built()
    return found


def stories_in(value: Any) -> Iterator[Article]:
    """Yield the stories whose texts a value stands for, wherever they are in it."""
    if isinstance(value, Portion):
        yield from value.stories
    elif isinstance(value, PrintedText):
        yield from [value.story] if isinstance(value.story, Article) else []
    elif isinstance(value, tuple):
        for item in value:
            yield from stories_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from stories_in(getattr(value, field.name))


def test_families_that_print_stories_are_known_by_their_inputs() -> None:
    families = planned()
    assert len({family.plan for family in families}) > 20
    for family in families:
        assert prints_stories(family) == any(stories_in(family.inputs)), family.name


def test_no_other_familys_digest_knows_a_text() -> None:
    """So a family that isn't among them can't have changed."""

    def retold(value: Any) -> Any:
        if isinstance(value, Article):
            return replace(value, body=replace(value.body, digest="another", slices=()))
        if isinstance(value, tuple) and type(value) is tuple:
            return tuple(retold(item) for item in value)
        if is_dataclass(value):
            return replace(value, **{field.name: retold(getattr(value, field.name)) for field in fields(value)})  # type: ignore[type-var]
        return value

    for family in planned():
        other = replace(family, inputs=retold(family.inputs))
        assert (family.digest == other.digest) != prints_stories(family), family.name


def test_what_is_kept_of_a_family_is_the_family() -> None:
    for family in filter(prints_stories, planned()):
        kept = plans.kept(family)
        stories = {story.source: story for story in stories_in(family.inputs)}
        again = kept.family(family.name, lambda source, stories=stories: stories[source])  # type: ignore[misc]
        assert again == family
        assert kept.span == (min(kept.stories.values()), max(kept.stories.values()))
