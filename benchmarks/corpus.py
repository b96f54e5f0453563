"""A news-like corpus, the same bytes on every machine: invented stories, and writers for each tool's front matter.

Only `Random.random()` is used, which Python promises never to change for a seed, and no function of libm. A story
depends on the seed, its number and the corpus's size alone, so any of them can be made without the others.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

import vocabulary as words

START = datetime(2016, 1, 1)  # noqa: DTZ001 - the corpus's dates have no zone; writers add what their tool wants
DAYS = 3653
OPENING, OPEN_HOURS = 6, 16
"""Stories run between 06:00 and 22:00, which leaves room at both ends of a day for stories that are added."""

WORD_QUANTILES = ((0.0, 250), (0.25, 405), (0.5, 530), (0.75, 700), (0.93, 940), (1.0, 1140))
_SLOT = re.compile(r"\{(\w+)\}")
_BEFORE_VOWEL = re.compile(r"\b([Aa])(?= [aeiou])")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `when` and `added` are to the minute; `body` is Markdown."""

    id: str
    headline: str
    slug: str
    when: datetime
    added: datetime | None
    byline: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Corpus:
    """All stories of one size: N/20 tags, N/100 authors, 8 sections, ten years."""

    stories: int
    seed: int = 1

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Return the tags, the most used first."""
        return tuple(_tag(rank) for rank in range(max(self.stories // 20, 8)))

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """Return the names that stand in bylines, the most used first."""
        return tuple(_author(rank) for rank in range(max(self.stories // 100, 2)))

    @cached_property
    def _zipf(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.tags) + 1)))

    def all(self) -> Iterator[Story]:
        """Make every story, in no order of time."""
        return map(self.story, range(self.stories))

    def when(self, number: int) -> datetime:
        """Return when a story ran, without making it."""
        return _when(self._random(number))

    def by_date(self) -> list[int]:
        """Return the numbers of all stories, oldest first."""
        return sorted(range(self.stories), key=lambda number: (self.when(number), number))

    def story(self, number: int) -> Story:
        """Make a story; numbers from `stories` on are not part of the corpus but fit in with it."""
        random = self._random(number)
        when = _when(random)
        headline = _fill(_pick(words.HEADLINES, random), random)
        headline = headline[0].upper() + headline[1:]
        slug = f"{_slug(headline)[:60].rstrip('-')}-{number}"
        return Story(
            id=f"s{number:06}",
            headline=headline,
            slug=slug,
            when=when,
            added=when + timedelta(minutes=30 + int(random.random() * 1800)),
            byline=self._byline(random),
            section=_pick(words.SECTIONS, random),
            tags=self._tags(random),
            body=_body(slug, random),
        )

    def _random(self, number: int) -> Random:
        return Random(self.seed * 1_000_000_007 + number)

    def _byline(self, random: Random) -> tuple[str, ...]:
        """Return one name, now and then two; the first tenth of the authors write a third of the stories."""
        count = 2 if random.random() < 0.08 else 1
        ranks = (int(random.random() * random.random() * len(self.authors)) for _ in range(count))
        return tuple(dict.fromkeys(self.authors[rank] for rank in ranks))

    def _tags(self, random: Random) -> tuple[str, ...]:
        wanted = 1 + int(random.random() * 6)
        ranks: dict[int, None] = {}
        while len(ranks) < wanted:
            ranks[bisect(self._zipf, random.random() * self._zipf[-1])] = None
        return tuple(self.tags[rank] for rank in ranks)


def _tag(rank: int) -> str:
    subjects, places = words.SUBJECTS, words.PLACES
    if rank < len(subjects):
        return subjects[rank]
    round_, place = divmod(rank - len(subjects), len(places))
    return f"{places[place]} {subjects[(round_ + place) % len(subjects)]}"


def _author(rank: int) -> str:
    first, last = words.FIRST_NAMES, words.LAST_NAMES
    row, column = divmod(rank % (len(first) * len(last)), len(first))
    initial = rank // (len(first) * len(last))
    middle = f"{chr(ord('A') + initial - 1)}. " if initial else ""
    return f"{first[column]} {middle}{last[(row + column) % len(last)]}"


def _when(random: Random) -> datetime:
    day, minute = int(random.random() * DAYS), int(random.random() * OPEN_HOURS * 60)
    return START + timedelta(days=day, hours=OPENING, minutes=minute)


def _pick(choices: Sequence[str], random: Random) -> str:
    return choices[int(random.random() * len(choices))]


_SLOTS: dict[str, Sequence[str]] = {
    "body": words.BODIES,
    "person": words.PEOPLE,
    "place": words.PLACES,
    "thing": words.THINGS,
    "plurals": words.PLURALS,
    "adjective": words.ADJECTIVES,
    "did": words.DID,
    "said": words.SAID,
    "when": words.WHEN,
    "where": words.WHERE,
    "why": words.WHY,
}


def _fill(pattern: str, random: Random, slug: str = "") -> str:
    """Put words into a pattern; a slot with a capital gets a word with a capital."""

    def word(match: re.Match[str]) -> str:
        slot = match[1]
        if slot == "slug":
            return slug
        if slot in {"number", "Number"}:
            return str(2 + int(random.random() * 97))
        if slot == "year":
            return str(1931 + int(random.random() * 80))
        chosen = _pick(_SLOTS[slot.lower()], random)
        return chosen[0].upper() + chosen[1:] if slot[0].isupper() else chosen

    return _BEFORE_VOWEL.sub(r"\1n", _SLOT.sub(word, pattern))


def _slug(text: str) -> str:
    return _NO_SLUG.sub("-", text.lower()).strip("-")


def _length(random: Random) -> int:
    """Return how many words a story is to have."""
    share = random.random()
    for (low, fewest), (high, most) in pairwise(WORD_QUANTILES):
        if share <= high:
            return int(fewest + (most - fewest) * (share - low) / (high - low))
    raise AssertionError(share)


def _body(slug: str, random: Random) -> str:
    wanted = _length(random)
    linked = int(random.random() * 4)
    blocks: list[str] = []
    written = 0
    while written < wanted:
        block = _block(len(blocks), len(blocks) == linked, slug, random)
        blocks.append(block)
        written += len(block.split())
    return "\n\n".join(blocks) + "\n"


def _block(index: int, is_linked: bool, slug: str, random: Random) -> str:
    """Make a paragraph, a subhead with one, a list or a quotation."""
    kind = random.random()
    paragraph = _paragraph(random)
    if is_linked:
        sentence = _fill(words.LINKS[0], random, slug)
        return f"{paragraph} {sentence[0].upper()}{sentence[1:]}"
    if index > 2 and kind < 0.10:
        return f"## {_fill(_pick(words.SUBHEADS, random), random)}\n\n{paragraph}"
    if index > 1 and kind < 0.13:
        entries = [f"- {_fill(_pick(words.LIST_ENTRIES, random), random)}" for _ in range(3 + int(random.random() * 3))]
        return "\n".join(entries)
    if index > 1 and kind < 0.15:
        return f"> {_fill(_pick(words.SENTENCES, random), random)}"
    return paragraph


def _paragraph(random: Random) -> str:
    sentences = [
        _fill(_pick(words.QUOTES if random.random() < 0.25 else words.SENTENCES, random), random)
        for _ in range(2 + int(random.random() * 3))
    ]
    return " ".join(sentences)


# Writers: where a story stands in a tool's project, and how its front matter is written.


def newsgen_text(story: Story) -> str:
    """Write a story for newsgen."""
    lines = [
        f"headline: {_quoted(story.headline)}",
        f"date: {story.when:%Y-%m-%dT%H:%M:%SZ}",
        f"byline: {_listed(story.byline)}",
        f"section: {story.section}",
        f"tags: {_listed(story.tags)}",
        f"slug: {story.slug}",
        f"id: {story.id}",
    ]
    if story.added:
        lines.append(f"added: {story.added:%Y-%m-%dT%H:%M:%SZ}")
    return _with_fences(lines, story)


def hugo_text(story: Story) -> str:
    """Write a story for Hugo, with its years, months and days as taxonomies."""
    lines = [
        f"title: {_quoted(story.headline)}",
        f"date: {story.when:%Y-%m-%dT%H:%M:%SZ}",
        f"authors: {_listed(story.byline)}",
        f"sections: {_listed((story.section,))}",
        f"tags: {_listed(story.tags)}",
        f'years: ["{story.when:%Y}"]',
        f'months: ["{story.when:%Y-%m}"]',
        f'days: ["{story.when:%Y-%m-%d}"]',
        f"slug: {story.slug}",
    ]
    return _with_fences(lines, story)


def eleventy_text(story: Story) -> str:
    """Write a story for Eleventy."""
    lines = [
        f"title: {_quoted(story.headline)}",
        f"date: {story.when:%Y-%m-%dT%H:%M:%SZ}",
        f"authors: {_listed(story.byline)}",
        f"section: {story.section}",
        f"tags: {_listed(story.tags)}",
        f"slug: {story.slug}",
    ]
    return _with_fences(lines, story)


def pelican_text(story: Story) -> str:
    """Write a story for Pelican: fields without fences, as Python-Markdown reads them."""
    lines = [
        f"Title: {story.headline}",
        f"Date: {story.when:%Y-%m-%d %H:%M}",
        f"Authors: {'; '.join(story.byline)}",
        f"Category: {story.section}",
        f"Tags: {', '.join(story.tags)}",
        f"Slug: {story.slug}",
    ]
    return "\n".join(lines) + f"\n\n{story.body}"


def _with_fences(lines: Sequence[str], story: Story) -> str:
    return "\n".join(["---", *lines, "---", story.body])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


@dataclass(frozen=True, slots=True)
class Format:
    """How one tool keeps stories: in which folder, and in which form."""

    folder: str
    text: Callable[[Story], str]

    def path(self, story: Story) -> str:
        """Return a story's path in the tool's project."""
        return f"{self.folder}/{story.when:%Y/%m}/{story.slug}.md"

    def write(self, project: Path, story: Story) -> None:
        """Write a story into a project."""
        path = project / self.path(story)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.text(story).encode())


FORMATS = {
    "newsgen": Format("articles", newsgen_text),
    "hugo": Format("content/posts", hugo_text),
    "pelican": Format("content/posts", pelican_text),
    "eleventy": Format("content/posts", eleventy_text),
}


def revised(story: Story, revision: int) -> Story:
    """Return a story with one sentence more in its body."""
    return replace(story, body=f"{story.body}\nThis text has been corrected {revision + 1} times.\n")


def main() -> None:
    """Write a corpus for one or more tools."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("projects", nargs="+", metavar="TOOL=FOLDER", help=f"tools: {', '.join(FORMATS)}")
    arguments = parser.parse_args()
    places = [project.partition("=") for project in arguments.projects]
    for story in Corpus(arguments.stories, arguments.seed).all():
        for tool, _, folder in places:
            FORMATS[tool].write(Path(folder), story)


if __name__ == "__main__":
    main()
