"""`[[Ferry runs again]]` is a link in Obsidian and in wikis, and plain text here.

Readers would see the brackets. Write the words in brackets and the file's name in parentheses behind them; where one
story has the name, the message says what to write.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import warning
from newsgen.news.text import fold
from newsgen.news.urls import PICTURES

CODES = ("wikilink",)


def check(paper: Paper) -> Iterator[Finding]:
    """Find wikilinks, and say how each is written here."""
    found = [link for prose in paper.prose for link in prose.links if link.is_wiki]
    if not found:
        return
    names: dict[str, list[str]] = {}
    for story in paper.later.stories_with_pages:
        stem = posixpath.basename(story.source).rpartition(".")[0]
        for name in dict.fromkeys((fold(stem), fold(story.teaser.headline))):
            names.setdefault(name, []).append(story.source)
    for link in found:
        message = f"“[[{link.target}]]” is not a link here, and is printed as it stands"
        if link.target.lower().endswith(PICTURES):
            hint = f"Write it as `![what it shows]({_in_parentheses(link.target)})`."
            yield Finding(warning("wikilink", link.span, message, hint))
            continue
        target, _, _ = link.target.partition("#")
        sources = names.get(fold(posixpath.basename(target.removesuffix(".md").removesuffix(".markdown"))), [])
        folder = posixpath.dirname(link.span.path)
        name = posixpath.relpath(sources[0], folder) if len(sources) == 1 else f"{target.replace(' ', '-')}.md"
        written = f"[{link.words}]({_in_parentheses(name)})"
        hint = f"Write `{written}`." if len(sources) == 1 else f"Write it as `{written}`, with the story's file."
        yield Finding(warning("wikilink", link.span, message, hint))


def _in_parentheses(name: str) -> str:
    return f"<{name}>" if " " in name else name
