"""For which newspaper a clipping's story was written, and in which section: what its head and its trailers say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.clippings.evidence import CERTAIN, inferred
from newsgen.clippings.laid import Layout, within
from newsgen.clippings.marked import Said
from newsgen.clippings.mastheads import is_title
from newsgen.copydesk.inferences import scalar_texts
from newsgen.news.agencies import is_agency
from newsgen.news.byline_words import WEAK_OUTLETS
from newsgen.news.lines import ends_sentence
from newsgen.news.manuscript import Inference
from newsgen.news.names import has_outlet_word

MASTHEAD, OF_WRITER, DATED = "in a masthead", "behind a writer's name", "beside a date"
ALONE, COPYRIGHT = "alone on its line", "in a copyright line"
_UNLIKELY = 0.6
_OWNER = re.compile(
    r"\s*(?:(?:©|\(c\)|copyright)\s*)+(?:(?:1[5-9]|20)\d\d(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>[^.,|]{3,60}?)(?:,? (?:1[5-9]|20)\d\d)?(?:(?:[.,|]| all rights).*)?",
    re.IGNORECASE,
)
_WEAK = frozenset(WEAK_OUTLETS.split()) | {"top", "menu", "local", "tv", "latest", "the", "all", "more"}
_SHORTENED = 5
"""A word longer than this isn't shortened by the full stop behind it."""


def outlet(laid: Layout) -> Iterator[Inference]:
    """Yield the newspaper that the head names, else the trailers, else who owns the copyright."""
    for at, what in (*laid.head, *laid.trailers):
        named = _without_stop(what.outlet or (what.byline.outlet if what.byline else ""))
        if not named or is_agency(named):
            continue
        owner = next(_owner(laid), None)
        if owner and " " not in named and next(scalar_texts(owner.value), "").endswith(f" {named}"):
            yield owner  # the newspaper that a job calls by its last word: `Courier Staff Writer`
            return
        why, doubt = _sureness(laid, at, what, named)
        if doubt == CERTAIN or owner is None:
            yield inferred("outlet", within(laid.page, at, named), why, doubt)
            return
    yield from _owner(laid)


def section(laid: Layout) -> Iterator[Inference]:
    """Yield the first section that is named."""
    for at, what in (*laid.head, *laid.trailers):
        if what.section:
            yield inferred("section", within(laid.page, at, what.section), "filed")
            return


def _without_stop(named: str) -> str:
    """Return a newspaper's name without a full stop behind it that shortens nothing."""
    return named[:-1] if named.endswith(".") and len(named.rsplit(maxsplit=1)[-1]) > _SHORTENED else named


def _sureness(laid: Layout, at: int, what: Said, named: str) -> tuple[str, float]:
    """Say by what evidence an outlet is read, and how doubtful it is: menus and headlines have such words too."""
    is_of_writer = what.byline is not None and _without_stop(what.byline.outlet) == named
    is_masthead = what.reason == "masthead"
    why = MASTHEAD if is_masthead else OF_WRITER if is_of_writer else DATED if what.dates else ALONE
    if what.is_guess or _is_part(named) or (what.byline is not None and what.byline.unclear == named):
        return why, _UNLIKELY
    if is_masthead or (is_of_writer and what.byline and what.byline.opened):
        return why, CERTAIN
    if re.search(r"[/&|,;:，：،؛]|\w\s\d{1,4}$", named) or (laid.has_menus and laid.is_above(at)):
        return why, _UNLIKELY
    if why == ALONE and not has_outlet_word(named) and not (laid.is_blog or _is_beside_date(laid, at)):
        return why, _UNLIKELY  # as likely a column's name
    is_plain = not laid.is_saved or (why == DATED and _is_known_shape(named))
    return why, CERTAIN if is_plain else _UNLIKELY


def _is_beside_date(laid: Layout, at: int) -> bool:
    """Tell whether a date stands right above or below a line."""
    return any(what.dates and abs(line - at) == 1 for line, what in (*laid.head, *laid.trailers))


def _is_part(named: str) -> bool:
    """Tell whether an outlet is only what newspapers are called: `Courier`."""
    return named.isalpha() and named.istitle() and has_outlet_word(named)


def _is_known_shape(named: str) -> bool:
    """Tell whether a text can hardly be anything but a newspaper's name: one of its words, and another one."""
    is_plain = not ends_sentence(named) and is_title(named)
    own = [word for word in named.split() if word.casefold() not in _WEAK]
    return is_plain and has_outlet_word(named) and bool(own)


def _owner(laid: Layout) -> Iterator[Inference]:
    """Yield the newspaper that a line `© 1998 The Herald` names."""
    for at, what in (*laid.head, *laid.trailers):
        match = _OWNER.fullmatch(laid.page.line(at)) if what.reason == "notice" else None
        named = match["name"].strip() if match else ""
        if named and has_outlet_word(named) and not is_agency(named):
            yield inferred("outlet", within(laid.page, at, named), COPYRIGHT)
            return
