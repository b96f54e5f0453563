"""The facts of a story as standards want them: plain texts, whole addresses, dates no more exact than they are."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsgen.news.article import Article, Credit
from newsgen.news.cards import HEIGHT, WIDTH, card_url, has_card
from newsgen.news.dates import NewsDate
from newsgen.news.settings import Masthead
from newsgen.news.text import fold

Facts = dict[str, str | tuple[str, ...]]
"""Texts by the names of `standards.FIELDS`; what a story doesn't say is missing or empty."""


def facts(story: Article, masthead: Masthead) -> Facts:
    """Return what can be said of a story in one word or several."""
    told = story.teaser
    base = masthead.base_url
    writers, others = writers_of(told.byline)
    photo = next((photo for photo in story.photos if photo.url), None) if base else None
    size = photo.picture if photo else None
    changed = last_change(story)
    return {
        "headline": told.headline,
        "authors": tuple([credit.person.name for credit in writers]),
        "contributors": tuple([credit.person.name for credit in others]),
        "profiles": tuple(profile for credit in writers if (profile := profile_of(credit, masthead))),
        "outlet": told.outlet.name if told.outlet else masthead.title,
        "date": w3c(told.date, masthead.timezone),
        "day": told.date.iso_day.replace("-", "/"),
        "modified": w3c(changed, masthead.timezone) if changed else "",
        "expires": w3c(story.expires, masthead.timezone) if story.expires else "",
        "language": told.lang,
        "deck": told.deck,
        "section": told.section.name if told.section else "",
        "tags": tuple([tag.name for tag in told.tags]),
        "url": base + told.url[1:] if base else "",
        "source": story.source_url,
        "rights": masthead.copyright if is_own(story, masthead) else "",
        "license": license_address(masthead.license) if is_own(story, masthead) else "",
        "dateline": story.dateline,
        "edition": story.edition,
        "page": story.print_page,
        "column": story.column,
        "image": base + photo.url[1:] if photo else "",
        "image_width": str(size.width) if size else "",
        "image_height": str(size.height) if size else "",
        "image_text": photo.alt or photo.caption if photo else "",
        **({} if photo or not base else _card(story, masthead)),
    }


def _card(story: Article, masthead: Masthead) -> dict[str, str]:
    """Return the picture of a story without one: its card, else the site's own picture."""
    if has_card(story, masthead):
        size = {"image_width": str(WIDTH), "image_height": str(HEIGHT)}
        return {"image": masthead.base_url + card_url(story)[1:], "image_text": story.teaser.headline} | size
    picture = masthead.card_picture
    return {"image": masthead.base_url + picture[1:] if picture.startswith("/") else picture} if picture else {}


def is_own(story: Article, masthead: Masthead) -> bool:
    """Tell whether a story is this paper's own, and not a clipping of another."""
    outlet = story.teaser.outlet
    return outlet is None or outlet.key == fold(masthead.title)


def writers_of(byline: tuple[Credit, ...]) -> tuple[tuple[Credit, ...], tuple[Credit, ...]]:
    """Part those who wrote from those who did something else; if nobody wrote, all count as writers."""
    if not any(credit.role for credit in byline):
        return byline, ()
    writers = tuple(credit for credit in byline if not credit.role)
    return (writers, tuple(credit for credit in byline if credit.role)) if writers else (byline, ())


def profile_of(credit: Credit, masthead: Masthead) -> str:
    """Return the whole address of a person's page, if there is one."""
    if not masthead.base_url or "bylines" not in masthead.indexes:
        return ""
    return f"{masthead.base_url}bylines/{credit.person.slug}/"


def last_change(story: Article) -> NewsDate | None:
    """Return when the story was last updated or corrected, by its own fields."""
    moments = [*([story.updated] if story.updated else []), *(correction.date for correction in story.corrections)]
    return max(moments, key=lambda moment: moment.order) if moments else None


def w3c(moment: NewsDate, timezone: str) -> str:
    """Return a date as far as it is known; its time only with an offset, the written one or the site's zone's."""
    if not moment.time:
        return moment.iso_day
    if moment.offset:
        return moment.iso
    return f"{moment.iso_day}T{moment.time}{_offset(moment, timezone)}" if timezone else moment.iso_day


@lru_cache(maxsize=4096)
def _offset(moment: NewsDate, timezone: str) -> str:
    hour, minute, second = map(int, moment.time.split(":"))
    zone = ZoneInfo(timezone)
    local = datetime(moment.year, moment.month, moment.day, hour, minute, second, tzinfo=zone)
    written = local.isoformat(timespec="seconds")[19:]
    return written[:6]  # ISO 8601 knows no seconds in an offset, which zones had before there were zones


def license_address(license: str) -> str:  # noqa: A002 - the newsroom's word
    """Return a licence's address: as it is, or that of its SPDX name."""
    if not license or license.startswith(("https://", "http://")):
        return license
    return f"https://spdx.org/licenses/{license}.html" if license.isascii() and " " not in license else ""
