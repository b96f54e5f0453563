"""Who wrote a clipping's story, and for which newspaper: what its head, its trailers and its last lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Sequence_

from newsgen.clippings import datelines
from newsgen.clippings.laid import Layout
from newsgen.clippings.marked import Said
from newsgen.clippings.mastheads import is_title
from newsgen.copydesk.inferences import scalar_texts
from newsgen.news import bylines, printed_dates
from newsgen.news.byline_words import WEAK_OUTLETS
from newsgen.news.lines import Page, ends_sentence, width
from newsgen.news.manuscript import Inference, Scalar, Sequence
from newsgen.news.names import has_outlet_word, is_job_only, is_name, is_person

_POSTERS = frozenset({"admin", "administrator", "webmaster", "editor", "root", "posted"})
_GLUED = re.compile(r"[^\W\d_a-z]{2}[a-z]{3}|(?<!Mc)(?<!Mac)(?<!De)(?<!Le)(?<!La)(?<!Di)(?<!Fitz)[a-z][A-Z]")
_REPORTER = re.compile(r"[（(][^（()）]{0,12}记者[ \u3000:：]*(?P<names>[\u4e00-\u9fff、 \u3000]{2,20})[）)]")
EDITED = re.compile(r"edit|additional|compil|translat", re.IGNORECASE)
_CONTACT = re.compile(r"conta[ck]t|kontakt|контакт|問い合わせ|联系|聯絡|press office|presse", re.IGNORECASE)
_SIGNED = re.compile(r"[。.!?！？”」»][ \u3000]?[（(]([^（()）]{3,30})[)）]$")
_PLACED = re.compile(r"[^\W\d_],? (?:le |den |el |il |em )?\d{1,2}\b")
MAX_SIGNED = 40
"""How wide a line between the story and its signature may be: a place, a valediction."""
_OWNER = re.compile(
    r"\s*(?:(?:©|\(c\)|copyright)\s*)+(?:(?:1[5-9]|20)\d\d(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>[^.,|]{3,60}?)(?:,? (?:1[5-9]|20)\d\d)?(?:(?:[.,|]| all rights).*)?",
    re.IGNORECASE,
)


def credits_of(laid: Layout) -> Iterator[Inference]:
    """Yield byline, outlet and section: those of the head first, those of the trailers where the head has none."""
    yield from _byline(laid)
    yield from _outlet(laid)
    for at, what in (*laid.head, *laid.trailers):
        if what.section:
            yield Inference("section", within(laid.page, at, what.section), 0.9)
            break


def _byline(laid: Layout) -> Iterator[Inference]:
    """Yield the first byline below the headline, else in the trailers, else above it."""
    below = [one for one in laid.head if not laid.is_above(one[0])]
    above = [one for one in laid.head if laid.is_above(one[0])]
    for marked, sure in ((below, 0.95), (laid.trailers, 0.92), (above, 0.8 if laid.has_menus else 0.92)):
        own = _together(marked)
        if names := _names(laid, own):
            yield Inference("byline", Sequence(tuple(names), names[0].span), min(sure, _name_sureness(laid, own)))
            return
    yield from _reporter(laid)
    yield from _signature(laid)


def _together(marked: Sequence_[tuple[int, Said]]) -> list[tuple[int, Said]]:
    """Return the lines of one byline: those that a `By` opens, or the first, and what follows without a gap."""
    named = [(at, what) for at, what in marked if what.byline and what.byline.credits]
    first = next((at for at, what in named if what.byline and what.byline.opened), named[0][0] if named else 0)
    own: list[tuple[int, Said]] = []
    for at, what in named:
        if at >= first and (not own or (at - own[-1][0] <= _GAP and not _is_of_pictures(what))):
            own.append((at, what))
    return own


def _is_of_pictures(what: Said) -> bool:
    """Tell whether a line of its own says only who took or drew the pictures."""
    named = what.byline.credits if what.byline else ()
    return all(_PICTURES.match(credit.role) for credit in named)


_PICTURES = re.compile(r"photo|picture|illustra|foto|graphic|video|фото|צילום|تصوير|写真|摄影", re.IGNORECASE)
_GAP = 3
"""So many lines further down the second name of a byline may stand."""


def _outlet(laid: Layout) -> Iterator[Inference]:
    for at, what in (*laid.head, *laid.trailers):
        outlet = what.outlet or (what.byline.outlet if what.byline else "")
        if not outlet or printed_dates.is_agency(outlet):
            continue
        owner = next(_owner(laid), None)
        if owner and " " not in outlet and next(scalar_texts(owner.value), "").endswith(f" {outlet}"):
            yield owner  # the newspaper that a job calls by its last word: `Courier Staff Writer`
            return
        sure = _outlet_sureness(laid, at, what, outlet)
        if sure >= ENOUGH or owner is None:
            yield Inference("outlet", within(laid.page, at, outlet), sure)
            return
    yield from _owner(laid)


ENOUGH = 0.9


def _outlet_sureness(laid: Layout, at: int, what: Said, outlet: str) -> float:
    """Say how sure an outlet is: a menu, a picture's source and a headline of its own have such words too."""
    if what.is_guess or (what.byline is not None and what.byline.unclear == outlet):
        return 0.6
    if what.byline is not None and what.byline.opened and what.byline.outlet == outlet:
        return 0.9
    if re.search(r"[/&|,;:]|\w\s\d{4}$", outlet) and what.reason != "masthead":
        return 0.6
    if laid.has_menus and laid.is_above(at) and what.reason != "masthead":
        return 0.6
    if laid.is_saved and what.reason != "masthead" and not _is_known_shape(outlet):
        return 0.6
    return 0.9


def _is_known_shape(outlet: str) -> bool:
    """Tell whether a text can hardly be anything but a newspaper's name: one of its words, and another one."""
    words = outlet.split()
    is_plain = not ends_sentence(outlet) and is_title(outlet)
    own = [word for word in words if word.casefold() not in _WEAK]
    return is_plain and has_outlet_word(outlet) and bool(own)


_WEAK = frozenset(WEAK_OUTLETS.split()) | {"top", "menu", "local", "tv", "latest", "the", "all", "more"}


def _owner(laid: Layout) -> Iterator[Inference]:
    """Yield the newspaper that a line `© 1998 The Herald` names."""
    for at, what in (*laid.head, *laid.trailers):
        match = _OWNER.fullmatch(laid.page.line(at)) if what.reason == "notice" else None
        named = match["name"].strip() if match else ""
        if named and has_outlet_word(named) and not printed_dates.is_agency(named):
            yield Inference("outlet", within(laid.page, at, named), 0.9)
            return


def _signature(laid: Layout) -> Iterator[Inference]:
    """Yield the name that stands alone under the story, where a sentence has ended above it, or `(Name)` at its end."""
    if laid.tail <= laid.body + 1 or laid.is_saved:
        return
    first = laid.tail
    while first > max(laid.tail - 3, laid.body + 1) and _is_short(laid.page.line(first - 1)):
        first -= 1
    below = [laid.page.line(at) for at in range(first, laid.tail)]
    if any(_is_short(laid.page.line(at)) for at in range(max(first - 5, laid.body), first)):
        return  # a list of other stories
    if any(_CONTACT.search(line) for line in [*below, laid.page.line(first - 1)]):
        return
    for at, line in enumerate(below, first):
        named, *rest = re.split(r"(?<=\w\w)[,.，] |\s(?=[(（])", line.strip("—–- [].,"), maxsplit=1)
        is_short = len(named.split()) <= (4 if named[:1].lower() != named[:1] else 3)
        if is_person(named) and is_short and len(" ".join(rest).split()) <= 3:
            yield _name_at(laid, at, named)
            return
    if (match := _SIGNED.search(laid.page.line(laid.tail - 1))) and is_person(match[1]):
        yield _name_at(laid, laid.tail - 1, match[1])


def _is_short(line: str) -> bool:
    return width(line) <= MAX_SIGNED and not ends_sentence(line)


def _name_at(laid: Layout, at: int, named: str) -> Inference:
    start = laid.page.text.index(named, laid.page.lines[at].start)
    name = laid.page.scalar(start, start + len(named))
    return Inference("byline", Sequence((name,), name.span), 0.9)


def _reporter(laid: Layout) -> Iterator[Inference]:
    """Yield the byline that Chinese papers put into the first paragraph: `（记者李明）`."""
    if laid.body < laid.tail:
        start = laid.page.lines[laid.body].start
        if match := _REPORTER.search(laid.page.text[start : start + datelines.LEAD_LENGTH]):
            named = re.finditer(r"[^、 \u3000]{2,4}", match["names"])
            begin = start + match.start("names")
            names = tuple(laid.page.scalar(begin + one.start(), begin + one.end()) for one in named)
            yield Inference("byline", Sequence(names, names[0].span), 0.9)


def _names(laid: Layout, marked: Iterable[tuple[int, Said]]) -> list[Scalar]:
    names = [
        within(laid.page, at, credit.name)
        for at, what in marked
        if what.byline
        for credit in what.byline.credits
        if credit.name.lower() not in _POSTERS and not EDITED.match(credit.role) and not is_job_only(credit.name)
    ]
    return list({name.text: name for name in reversed(names)}.values())[::-1]


def _name_sureness(laid: Layout, marked: Iterable[tuple[int, Said]]) -> float:
    """Say how sure the byline is: less without a `By`, a role or an outlet."""
    for at, what in marked:
        if what.byline and what.byline.credits:
            told = what.byline.outlet or what.byline.wire or any(credit.role for credit in what.byline.credits)
            is_alone = bylines.opens(laid.page.line(at)) and not what.dates
            names = [credit.name for credit in what.byline.credits]
            if any(_GLUED.search(name) for name in names):
                return 0.6
            if not what.byline.opened and all(name.isupper() and is_name(name) for name in names) and _is_loud(laid):
                return 0.6
            if not what.byline.opened and (not _is_vouched(laid, at) or _has_another(laid, at, names)):
                return 0.8
            are_people = all(is_person(name) or printed_dates.is_agency(name) for name in names)
            if not what.byline.opened and what.dates and _joined(laid.page.line(at), names[0]):
                return 0.6  # as likely what the story is about
            if not what.byline.opened and what.dates and _PLACED.search(laid.page.line(at)):
                return 0.6  # as likely a place
            if len(names) > 1 and not are_people:
                return 0.8
            if what.byline.opened and not is_alone:  # whoever posted it: a full name is that of a writer
                return 0.9 if are_people else 0.7
            return 0.95 if what.byline.opened else 0.92 if told else 0.9 if are_people else 0.6
    return 0.95


def _has_another(laid: Layout, at: int, names: list[str]) -> bool:
    """Tell whether the line above or below a name is a name too, which isn't read as one."""
    around = (laid.page.line(other) for other in (at - 1, at + 1) if 0 <= other < len(laid.page.lines))
    return any(is_person(line) and line not in names and line.istitle() for line in around)


def _joined(line: str, name: str) -> bool:
    """Tell whether nothing but a blank stands between a name and what is beside it."""
    at = line.find(name)
    before, after = line[:at].rstrip(), line[at + len(name) :].lstrip()
    return at >= 0 and any(beside and beside.isalnum() for beside in (before[-1:], after[:1]))


def _is_vouched(laid: Layout, at: int) -> bool:
    """Tell whether a name that no `By` opens stands between a sure headline and a date; only saved pages need that."""
    if not laid.is_saved:
        return True
    is_dated = any(what.dates and abs(other - at) <= _GAP for other, what in laid.head)
    return is_dated and "headline" in laid.parts and laid.parts["headline"][2] >= ENOUGH and not laid.is_above(at)


def _is_loud(laid: Layout) -> bool:
    """Tell whether the headline is in capitals, as decks and datelines may be then."""
    return "headline" in laid.parts and laid.page.stretch(*laid.parts["headline"][:2]).text.isupper()


def within(page: Page, at: int, value: str) -> Scalar:
    """Return a value with its place in a line; the whole line where it isn't printed like that."""
    line = page.lines[at]
    start = page.text.find(value, line.start, line.end)
    if start >= 0:
        return page.scalar(start, start + len(value))
    whole = page.stretch(at, at + 1)
    return Scalar(value, whole.span)
