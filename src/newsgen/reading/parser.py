"""Parse: the bytes of a source into an article or a page. Pure, and so fit to run in any process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsgen.copydesk import house_rules
from newsgen.copydesk.common_rules import body_of
from newsgen.copydesk.page_rules import make_page
from newsgen.copydesk.portrait_rules import make_portrait
from newsgen.formats import markdown
from newsgen.news.article import Article, Page, is_portrait
from newsgen.news.diagnostics import Diagnostic, with_excerpts
from newsgen.news.fingerprint import of_bytes
from newsgen.news.manuscript import Manuscript
from newsgen.news.settings import Settings
from newsgen.reading import sources
from newsgen.reading.records import Parsed


def parse_batch(settings: Settings, batch: Sequence[tuple[str, bytes]]) -> list[Parsed]:
    """Parse some sources, each given as path and bytes."""
    return [parse(settings, path, data) for path, data in batch]


def read_batch(common: tuple[Path, Settings], paths: Sequence[str]) -> list[Parsed]:
    """Read and parse some sources of the project in a folder, in a process that sees the same disk."""
    root, settings = common
    return [_read(root, settings, path) for path in paths]


def _read(root: Path, settings: Settings, path: str) -> Parsed:
    found = sources.read(root, path)
    if isinstance(found, Diagnostic):
        return Parsed(path, None, (found,))
    data, hint = found
    parsed = parse(settings, path, data)
    return Parsed(path, parsed.made, parsed.problems, of_bytes(data), hint)


def parse(settings: Settings, path: str, data: bytes) -> Parsed:
    """Parse one source. What is below `pages/` is a page, below `bylines/` and `outlets/` a portrait, else a story."""
    text = sources.text_of(data, path)
    if isinstance(text, Diagnostic):
        return Parsed(path, None, with_excerpts((text,), _legible_lines(data)))
    manuscript = _manuscript(text, path)
    made: Article | Page | None
    if path.startswith("pages/"):
        made, problems = make_page(manuscript, text, settings)
    elif is_portrait(path):
        made, problems = make_portrait(manuscript, text, settings)
    else:
        made, problems = house_rules.make_article(manuscript, text, settings)
    return Parsed(path, made, with_excerpts(problems, text.split("\n")) if problems else ())


def legible(settings: Settings, path: str, data: bytes) -> Article | Page | None:
    """Return as much of a story or page as can be read, for proofreading; None if its bytes are no text."""
    text = sources.text_of(data, path)
    if isinstance(text, Diagnostic):
        return None
    manuscript = _manuscript(text, path)
    if path.startswith("articles/"):
        return house_rules.legible(manuscript, text, settings)
    return Page("", "", path, settings.language, body_of(manuscript, text, typographic=False))


def _manuscript(text: str, path: str) -> Manuscript:
    if not path.lower().endswith(".txt"):
        return markdown.read(text, path)
    from newsgen.formats import clipping  # its tables of words take a while, and most builds read no clipping

    return clipping.read(text, path)


def _legible_lines(data: bytes) -> list[str]:
    """Return the lines of a source that can't be decoded, as well as they can be shown."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
