"""Social cards, by choice: a picture beside each story that has none. A family is the stories of one year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from newsgen.news.archive import Archive
from newsgen.news.cards import card_url, has_card, label_of
from newsgen.news.output import Drawn, Family, Output
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path

FAMILY = "cards"

_Told = tuple[str, str, str, str, str]
"""What is planned of a story: the address of its card, headline, paper, day, and source."""


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield a family a year, once there is a font to draw with."""
    digest = archive.files.get(settings.card_font)
    if not settings.card_font or not settings.base_url or digest is None:
        return
    masthead = settings.masthead
    for year, found in groupby(archive.articles, lambda article: article.date.year):
        told = [
            (card_url(story), story.teaser.headline, label_of(story, masthead), story.date.iso_day, story.source)
            for story in found
            if has_card(story, masthead)
        ]
        yield Family(f"{FAMILY} {year}", _plan, (tuple(told), settings.card_font, digest))


def _plan(told: tuple[_Told, ...], font: str, digest: str) -> Iterator[Output]:
    for url, headline, label, day, source in told:
        yield Output(output_path(url), Drawn(font, digest, headline, label, day), None, source)
