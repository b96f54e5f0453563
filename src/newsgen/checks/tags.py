"""One subject has one tag, spelled in one way.

Capitals, accents and hyphens' forms make no difference: `Ferry` and `ferry` are one tag, whose page bears the first
story's spelling. That is told in a note. `ferry` and `ferries`, `sea wall` and `seawall`, `harbour` and `harbuor` are
two tags, with half of the stories each: if both are used, and one of them rarely, it is told at the rare one. Where
both are meant, name them below `[tags]` in the settings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from newsgen.news.archive import Group
from newsgen.news.article import Article
from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Span, note, warning
from newsgen.news.text import fold

CODES = ("tag-alike", "tag-spelling")

_SHORTEST = 5
_RARE, _TIMES = 3, 3


def check(paper: Paper) -> Iterator[Finding]:
    """Find tags that look like one another, and tags in several spellings."""
    groups = paper.archive.groups.get("tags", ())
    if not groups:
        return
    yield from _spellings(paper)
    known = set(paper.settings.profiles("tags"))
    by_sign: dict[str, list[Group]] = {}
    for group in groups:
        for sign in _signs(group.key):
            by_sign.setdefault(sign, []).append(group)
    told: set[str] = set()
    for alike in by_sign.values():
        most = max(alike, key=lambda group: (len(group.stories), group.key))
        for group in sorted(alike, key=lambda group: group.key):
            is_rare = len(group.stories) <= _RARE and len(group.stories) * _TIMES <= len(most.stories)
            is_meant = fold(group.name) in known and fold(most.name) in known
            if group.key != most.key and group.key not in told and is_rare and not is_meant:
                told.add(group.key)
                yield _alike(paper, group, most)


def _signs(key: str) -> set[str]:
    """Return what two tags have in common if they differ in blanks, in a plural, or in one letter."""
    plain = "".join(char for char in key if char.isalnum())
    if any(char.isdigit() for char in plain):
        return set()
    if len(plain) < _SHORTEST or not plain.isascii():
        return {f"={plain}"}
    singular = plain[:-3] + "y" if plain.endswith("ies") else plain.removesuffix("s")
    found = {f"={plain}", f"={singular}"}
    if len(plain) > _SHORTEST + 1:
        found |= {f"{plain[:at]}*{plain[at + 1 :]}" for at in range(1, len(plain))}
        found |= {f"~{plain[:at]}{plain[at + 1 :]}" for at in range(1, len(plain))} | {f"~{plain}"}
    return found


def _alike(paper: Paper, rare: Group, most: Group) -> Finding:
    story = _first(paper.archive.articles, rare.key)
    message = f"the tag “{rare.name}” looks like “{most.name}”, which {_stories(most)}"
    hint = f"Write “{most.name}”, or name “{rare.name}” among its `aliases` in newsgen.toml: "
    hint += f'[tags."{most.name}"], `aliases = ["{rare.name}"]`.'
    written = next((tag.name for tag in story.teaser.tags if tag.key == rare.key), rare.name) if story else rare.name
    return Finding(warning("tag-alike", Span(story.source if story else ""), message, hint), (written, "tags:"))


def _spellings(paper: Paper) -> Iterator[Finding]:
    """Yield a note for each tag that is spelled in several ways, at the first story with the rarest of them."""
    found: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], str] = {}
    for story in paper.archive.articles:
        for tag in story.teaser.tags:
            found.setdefault(tag.key, Counter())[tag.name] += 1
            first.setdefault((tag.key, tag.name), story.source)
    named = paper.settings.profiles("tags")
    for key, names in sorted(found.items()):
        if len(names) > 1 and not any(fold(name) in named for name in names):
            ranked = sorted(names, key=lambda name: (-names[name], name))
            message = f"the tag “{ranked[-1]}” is mostly written “{ranked[0]}”"
            hint = "They are one tag; each story shows it as it is written there."
            span = Span(first[key, ranked[-1]])
            yield Finding(note("tag-spelling", span, message, hint), (ranked[-1], "tags:"))


def _first(stories: Iterable[Article], key: str) -> Article | None:
    return next((story for story in stories if any(tag.key == key for tag in story.teaser.tags)), None)


def _stories(group: Group) -> str:
    number = len(group.stories)
    return f"{number:,} {'story has' if number == 1 else 'stories have'}"
