"""Bundles of citations, by choice: `/citations/2018-12.bib`, and the same as `.ris`, `.json` (CSL-JSON) and `.txt`.

One of each a month, by the day a story ran, and not a file a story: static hosts count files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsgen.news.archive import Archive
from newsgen.news.article import Article
from newsgen.news.output import Family, Output, Serialised
from newsgen.news.settings import Masthead, Settings
from newsgen.news.standards import CITATIONS


@dataclass(frozen=True, slots=True)
class CitationsView:
    """The stories of one month in one format."""

    form: str
    masthead: Masthead
    stories: tuple[Article, ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield a family a month."""
    if "citations" not in settings.outputs:
        return
    for month, found in groupby(archive.articles, lambda article: article.date.iso_day[:7]):
        yield Family(f"citations {month}", _plan, (month or "undated", settings.masthead, tuple(found)))


def _plan(month: str, masthead: Masthead, stories: tuple[Article, ...]) -> Iterator[Output]:
    for form in CITATIONS:
        view = CitationsView(form, masthead, stories)
        yield Output(f"citations/{month}.{form}", Serialised("citations"), view, f"citations of {month}")


def serialise(view: CitationsView) -> bytes:
    """Write a bundle."""
    from newsgen.news.citations import cited  # it knows names in many languages, which no plan needs

    found = [cited(story, view.masthead, view.form) for story in view.stories]
    if view.form == "json":
        return ("[\n" + ",\n".join(found) + "\n]\n").encode()
    if view.form == "ris":
        return "\n".join(found).replace("\n", "\r\n").encode()
    return ("\n".join(found) + "\n").encode()
