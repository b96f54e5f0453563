"""Non-interference: a site built with hidden stories is, byte for byte, the site built without them.

Over generated archives and their lives: stories are hidden in every way, edited while they are hidden, shown, set back.
After each step the site must be that of a first build of what is public, and no word that only hidden stories have may
stand in any file of the site or of the state.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.papers import Paper, pick
from tests.site.project import story

NOW = "2024-06-01T12:00:00+00:00"
SETTINGS = """\
base_url = "https://example.org/"
timezone = "Europe/Lisbon"
[people."Ana Ruiz"]
aliases = ["A. Ruiz"]
"""
HIDING: tuple[dict[str, object], ...] = (
    {"draft": True},
    {"embargo": "2024-06-01T12:00:01Z"},
    {"embargo": "2024-06-02"},
    {"embargo": "2031-01-01", "draft": True},
    {"expires": "2024-06-01T12:00:00Z"},
    {"expires": "2020-01-01"},
    {"date": "2024-06-01T12:00:01Z"},
    {"date": "2024-07"},
    {"date": "2026"},
    {"embargo": "2020-01-01", "expires": "2021-01-01"},
    {"embargo": "2024-06-01T12:00:01Z", "withdrawn": {"date": "2024-01-01", "reason": "forged"}},
)
SHOWN: tuple[dict[str, object], ...] = ({}, {"embargo": "2024-06-01T12:00:00Z"}, {"expires": "2024-06-01T12:00:01Z"})
DATES = ("2018-12-17", "2018-12-18", "2018-12", "2018", "1954~", "unknown", "2024-06-01", "1912-02-29T10:00")
COMMON: dict[str, tuple[object, ...]] = {
    "tags": (None, ["harbour"], ["harbour", "ferry"]),
    "byline": (None, "By Ana Ruiz", "A. Ruiz and Li Wei"),
    "outlet": (None, "The Gulf"),
    "section": (None, "Town"),
    "thread": (None, "the fire"),
    "kind": (None, "opinion"),
    "added": (None, "2024-05-31", "2019-01-01"),
    "lang": (None, "pt"),
    "related": (None, ["s0", "h0", "h1"]),
    "translation_of": (None, "s0", "h0"),
    "corrections": (None, [{"date": "2020-01-01", "text": "It was nine."}]),
}


def secrets(name: str, word: str) -> dict[str, object]:
    """Return values for every field that only this hidden story has."""
    return {
        "deck": f"{word}deck",
        "kicker": f"{word}kicker",
        "byline": [f"{word.title()} Author", "Ana Ruiz"],
        "tags": [f"{word}tag", "harbour"],
        "outlet": f"{word}outlet",
        "section": f"{word}section",
        "wire": f"{word}wire",
        "dateline": f"{word}place",
        "thread": "the fire",
        "aliases": [f"/{word}alias/"],
        "source_url": f"https://{word}.example/",
        "canonical": f"https://{word}canon.example/",
        "edition": f"{word}edition",
        "print_page": f"{word}page",
        "photos": [
            {"src": f"{word}photo.jpg", "alt": f"{word}alt", "caption": f"{word}caption"},
            {"src": "shared.png"},
        ],
        "scan": [f"{word}scan.pdf"],
        "corrections": [{"date": "2024-05-01", "text": f"{word}correction"}],
        "extra": {"shelf": f"{word}shelf"},
        "ednote": f"{word}note",
        "id": name,
    }


@st.composite
def publics(draw: st.DrawFn) -> dict[str, str]:
    """Make the stories that anybody may read; some of them name a hidden one, which must not show."""
    made = {}
    for number in range(draw(st.integers(1, 5))):
        fields = {name: draw(st.sampled_from(values)) for name, values in COMMON.items()}
        body = draw(st.sampled_from(["It ran.", "See [it](h0.md) and [that](story:h1).", "![x](shared.png)"]))
        headline = draw(st.sampled_from([f"Story {number}", "The ferry", "Secret 0"])) + f" no. {number}"
        date = draw(st.sampled_from(DATES))
        made[f"articles/s{number}.md"] = story(headline, date, body, id=f"s{number}", **fields)
    return made


@st.composite
def lives(draw: st.DrawFn) -> list[list[tuple[dict[str, object], bool]]]:
    """Make steps: for each hidden story what it says in that step, and whether anybody may read it."""

    def state() -> tuple[dict[str, object], bool]:
        is_shown = draw(st.integers(0, 3)) == 0
        chosen = draw(st.sampled_from(SHOWN if is_shown else HIDING))
        own = {"date": draw(st.sampled_from(DATES)), "slug": draw(st.sampled_from([None, "other"]))}
        return own | chosen, is_shown

    number = draw(st.integers(1, 3))
    return [[state() for _ in range(number)] for _ in range(draw(st.integers(1, 3)))]


WORDS = ("zyzzyva", "quokka", "xylem")


def hidden_files(number: int, fields: dict[str, object], turn: int) -> dict[str, str | bytes]:
    word = WORDS[number]
    stated: dict[str, Any] = secrets(f"h{number}", word) | fields
    date = str(stated.pop("date"))
    body = f"The {word} matter, told for the {turn}th time. See [it](s0.md). ![x]({word}inline.png)"
    return {
        f"articles/h{number}.md": story(f"The {word} affair", date, body, **stated),
        f"articles/{word}photo.jpg": f"{word} bytes",
        f"articles/{word}scan.pdf": f"{word} bytes",
        f"articles/{word}inline.png": f"{word} bytes",
        f"bylines/{word}-author.md": f"---\npicture: {word}face.jpg\n---\nThe {word} writer.\n",
        f"bylines/{word}face.jpg": f"{word} bytes",
        f"outlets/{word}outlet.md": f"The {word} paper.\n",
    }


def traces(paper: Paper, words: list[str]) -> list[str]:
    """Return the files under site/ and .newsgen/ that hold one of some words, or whose path does."""
    return [
        f"{path}: {word}"
        for path, data in files(paper)
        for word in words
        if word in path.lower() or word.encode() in data.lower()
    ]


def files(paper: Paper) -> Iterator[tuple[str, bytes]]:
    for top in (paper.output, paper.root / ".newsgen"):
        for path in sorted(top.rglob("*")):
            if path.is_file():
                yield path.relative_to(paper.root).as_posix(), path.read_bytes()


@settings(max_examples=pick(12, 200), deadline=None)
@given(publics(), lives())
def test_hidden_stories_do_not_interfere(
    public: dict[str, str], steps: list[list[tuple[dict[str, object], bool]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        base = {"newsgen.toml": SETTINGS, "articles/shared.png": "shared", **public}
        paper = Paper(top / "with").write(base)
        for turn, step in enumerate(steps):
            reference = Paper(top / "without").write(base)
            for number, (fields, is_shown) in enumerate(step):
                made = hidden_files(number, fields, turn)
                paper.write(made)
                if is_shown:
                    reference.write(made)
            paper.built(NOW)
            reference.built(NOW)
            assert paper.tree() == reference.tree()
            unseen = [WORDS[number] for number, (_, is_shown) in enumerate(step) if not is_shown]
            assert traces(paper, unseen) == []
            assert paper.built(NOW).written == 0
            assert traces(paper, unseen) == []
            shutil.rmtree(top / "without")


def test_the_words_would_be_found() -> None:
    """The test above can fail: every one of the words stands somewhere once its story is public."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Paper(Path(folder)).write({"newsgen.toml": SETTINGS, "articles/shared.png": "shared"})
        for number in range(3):
            paper.write(hidden_files(number, {"date": "2018-12-17"}, 0))
        paper.built(NOW)
        found = traces(paper, list(WORDS))
        assert all(sum(word in each for each in found) > 20 for word in WORDS)
        hidden = [value for value in secrets("h0", WORDS[0]).values() if value != "h0"]
        site = b"".join(data for path, data in files(paper) if path.startswith("site/")).decode("utf-8", "replace")
        for word in (text for value in hidden for text in words_in(value) if WORDS[0] in text and "note" not in text):
            assert word in site or word.lower() in site.lower(), word


def words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from words_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from words_in(item)


def test_the_second_of_release_changes_nothing_but_by_the_story_itself() -> None:
    """The site of the last hidden second is that without the story; a second later it is that with it, unembargoed."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        base: dict[str, str | bytes] = {"newsgen.toml": SETTINGS, "articles/shared.png": "shared"}
        base |= {"articles/s0.md": story("S", "2018-12-17", id="s0", thread="the fire", tags=["harbour"])}
        embargoed = hidden_files(0, {"date": "2018-12-17", "embargo": "2024-06-01T12:00:00Z"}, 0)
        paper = Paper(top / "with").write(base | embargoed)
        without = Paper(top / "without").write(base)
        before, after = "2024-06-01T11:59:59+00:00", datetime.fromisoformat(NOW).isoformat()
        paper.built(before)
        without.built(before)
        assert paper.tree() == without.tree()
        paper.built(after)
        fresh = Paper(top / "fresh").write(base | embargoed)
        fresh.built(after)
        assert paper.tree() == fresh.tree() != without.tree()
