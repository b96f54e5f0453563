"""A story that is not public leaves no trace: not on the site, not in the state, not in a count or a link."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site.links import broken
from tests.site.project import Project, story

PUBLIC = {
    "newsgen.toml": 'base_url = "https://example.org/"\n'
    "[outputs]\nmanifest = true\ncitations = true\nnews_sitemap = true\n"
    'group_feeds = ["tags", "bylines", "outlets", "sections", "threads"]\nmin_stories = 1\n',
    "articles/1.md": story(
        "Shipyard shuts", "2018-12-16", "Openly said.", tags=["yard"], thread="the yard", byline="Ana"
    ),
    "articles/2.md": story(
        "Shipyard opens", "2018-12-18", "See [it](1.md).", tags=["yard"], thread="the yard", section="Town"
    ),
    "pages/about.md": "---\nheadline: About\n---\nText.\n",
}

SECRET = "xylophagous"
"""A word that stands in nothing but the hidden story."""

HIDDEN: dict[str, dict[str, object]] = {
    "draft": {"draft": True},
    "embargo": {"embargo": "2024-06-01T12:00:01Z"},
    "embargo without offset": {"embargo": "2024-06-02"},
    "expired": {"expires": "2024-06-01T12:00:00Z"},
    "future day": {"date": "2024-06-03"},
    "future second": {"date": "2024-06-01T12:00:01Z"},
    "future month": {"date": "2024-07"},
    "future year": {"date": "2025"},
    "embargo and draft": {"embargo": "2030-01-01", "draft": True},
}


def secret(**more: object) -> str:
    """Return a story that would touch every list of the others, with the word in every field."""
    stated: dict[str, object] = {
        "date": "2018-12-17",
        "deck": f"{SECRET} deck",
        "kicker": f"{SECRET} kicker",
        "byline": ["Ana", f"{SECRET} Author"],
        "tags": ["yard", f"{SECRET} tag"],
        "section": f"{SECRET} section",
        "outlet": f"{SECRET} outlet",
        "wire": f"{SECRET} wire",
        "dateline": f"{SECRET} place",
        "thread": "the yard",
        "id": f"{SECRET}-id",
        "aliases": [f"/{SECRET}-alias/"],
        "source_url": f"https://{SECRET}.example/",
        "photos": [{"src": "plain.jpg", "alt": f"{SECRET} alt", "caption": f"{SECRET} caption"}],
        "corrections": [{"date": "2018-12-18", "text": f"{SECRET} correction"}],
        "extra": {"shelf": f"{SECRET} shelf"},
    }
    body = f"A {SECRET} matter. See [it](1.md).\n"
    return story(f"The {SECRET} affair", body=body, **(stated | more))  # type: ignore[arg-type]


def traces(project: Project) -> list[str]:
    """Return the files of site and state that hold the word, or whose path does."""
    found = []
    for folder in ("site", ".newsgen"):
        for path, data in project.tree(folder).items():
            if SECRET in path or SECRET.encode() in data.lower() or SECRET.encode("utf-16-le") in data:
                found.append(f"{folder}/{path}")
    return found


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write(PUBLIC)


@pytest.fixture
def without(tmp_path: Path) -> dict[str, bytes]:
    """Give the site that is built where the hidden story never was."""
    other = Project(tmp_path / "without").write(PUBLIC)
    other.built()
    return other.tree()


@pytest.mark.parametrize("name", HIDDEN)
def test_the_site_with_a_hidden_story_is_the_site_without_it(
    paper: Project, without: dict[str, bytes], name: str
) -> None:
    paper.write({f"articles/{SECRET}.md": secret(**HIDDEN[name]), "articles/plain.jpg": f"{SECRET} bytes"})
    outcome = paper.built()
    assert "Not published: 1" in outcome.out
    assert paper.tree() == without
    assert traces(paper) == []
    assert paper.built().counts[:3] == (0, 0, 0)
    assert traces(paper) == []


def test_the_word_would_be_found(paper: Project) -> None:
    paper.write({f"articles/{SECRET}.md": secret(), "articles/plain.jpg": "picture"}).built()
    found = traces(paper)
    assert any(path.startswith(".newsgen/") for path in found)
    assert {"site/index.html", "site/feed.xml", f"site/{SECRET}-alias/index.html"} <= set(found)
    assert len(found) > 15


def test_the_pictures_of_a_hidden_story_are_not_named_either(paper: Project, without: dict[str, bytes]) -> None:
    photos = [{"src": f"{SECRET}.jpg", "alt": "x"}]
    paper.write({"articles/s.md": secret(draft=True, photos=photos), f"articles/{SECRET}.jpg": "picture"}).built()
    assert paper.tree() == without
    assert traces(paper) == []


@pytest.mark.parametrize("name", ["draft", "embargo", "expired"])
def test_a_clipping_can_be_hidden_too(paper: Project, without: dict[str, bytes], name: str) -> None:
    field = next(iter(HIDDEN[name].items()))
    text = f"A {SECRET} affair\n\nDecember 17, 2018\n\nThe {SECRET} matter was settled out of court yesterday.\n"
    value = str(field[1]).lower()
    paper.write({"articles/c.txt": f"---\n{field[0]}: {value}\n---\n{text}"}).built()
    assert paper.tree() == without
    assert traces(paper) == []


@pytest.mark.parametrize("name", HIDDEN)
def test_a_public_story_that_becomes_hidden_vanishes_everywhere(
    paper: Project, without: dict[str, bytes], name: str
) -> None:
    paper.write({f"articles/{SECRET}.md": secret(), "articles/plain.jpg": "picture"}).built()
    assert traces(paper)
    paper.write({f"articles/{SECRET}.md": secret(**HIDDEN[name])}).built()
    assert paper.tree() == without
    assert traces(paper) == []
    assert paper.empty_folders() == []


def test_an_edit_of_a_hidden_story_writes_nothing(paper: Project) -> None:
    paper.write({"articles/s.md": secret(draft=True, photos=None)}).built()
    before = paper.snapshot()
    paper.write({"articles/s.md": secret(embargo="2031-01-01", date="1931-01-01", tags=["other"], photos=None)})
    assert paper.built().counts[:3] == (0, 0, 0)
    assert paper.snapshot() == before


def test_the_build_after_the_embargo_publishes_with_no_file_changed(paper: Project) -> None:
    paper.write({f"articles/{SECRET}.md": secret(embargo="2024-06-01T12:00:00Z"), "articles/plain.jpg": "x"})
    paper.built(now="2024-06-01T11:59:59Z")
    assert traces(paper) == []
    paper.built(now="2024-06-01T12:00:00Z")
    assert f"tags/{SECRET}-tag/index.html" in paper.pages()
    assert broken(paper.tree(), "https://example.org/") == []


def test_the_build_after_the_expiry_takes_the_story_away(paper: Project, without: dict[str, bytes]) -> None:
    paper.write({f"articles/{SECRET}.md": secret(expires="2024-06-01T12:00:00Z"), "articles/plain.jpg": "x"})
    paper.built(now="2024-06-01T11:59:59Z")
    assert traces(paper)
    paper.built(now="2024-06-01T12:00:00Z")
    assert paper.tree() == without
    assert traces(paper) == []


def test_a_hidden_story_takes_no_address_and_no_id(paper: Project) -> None:
    paper.write(
        {"articles/s.md": story("Shipyard shuts", "2018-12-16", draft=True, id="1", aliases=["/tags/"])}
    ).built()


def test_a_link_to_a_hidden_story_does_not_tell_that_it_exists(paper: Project, tmp_path: Path) -> None:
    linking = story("Shipyard shuts", "2018-12-16", "See [this](s.md) and [that](story:s).", tags=["yard"])
    other = Project(tmp_path / "other").write({**PUBLIC, "articles/1.md": linking})
    other.built()
    paper.write({"articles/1.md": linking, "articles/s.md": secret(draft=True, id="s", photos=None)}).built()
    assert paper.tree() == other.tree()


def test_messages_in_a_log_do_not_name_a_hidden_story(paper: Project) -> None:
    paper.write({f"articles/{SECRET}.md": secret(embargo="2030-01-01", photos=None)})
    outcome = paper.built()
    assert SECRET not in outcome.out + outcome.err
    assert "1 embargo" in outcome.out


@pytest.mark.parametrize(
    ("zone", "now", "public"),
    [
        ("", "2018-12-16T09:59:59Z", False),
        ("", "2018-12-16T10:00:00Z", True),
        ("Europe/Lisbon", "2018-12-16T23:59:59Z", False),
        ("Europe/Lisbon", "2018-12-17T00:00:00Z", True),
        ("Asia/Tokyo", "2018-12-16T14:59:59Z", False),
        ("Asia/Tokyo", "2018-12-16T15:00:00Z", True),
    ],
)
def test_a_day_begins_in_the_site_s_zone_or_where_it_begins_first(
    project: Project, zone: str, now: str, public: bool
) -> None:
    project.write({"articles/a.md": story(), "articles/old.md": story("Old", "1998-01-01")})
    project.write({"newsgen.toml": f'timezone = "{zone}"\n' if zone else ""})
    project.built(now=now)
    assert ("2018/12/17/ferry-runs-again/index.html" in project.pages()) == public


def test_the_state_of_a_preview_stays_with_the_preview(paper: Project) -> None:
    paper.write({f"articles/{SECRET}.md": secret(embargo="2090-01-01", photos=None)})
    paper.built()
    paper.built("--output", "preview", now="2091-01-01")
    assert SECRET in paper.page("index.html", "preview")
    paper.built()
    assert not [path for path in traces(paper) if path.startswith("site/")]
    shutil.rmtree(paper.root / "preview")
