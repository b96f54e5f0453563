"""Who wrote a clipping's story, and for which newspaper: what its head, its trailers and its last lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsgen.news import bylines, datelines, printed_dates
from newsgen.news.inferences import scalar_texts
from newsgen.news.laid import Layout
from newsgen.news.lines import Page, ends_sentence, width
from newsgen.news.manuscript import Inference, Scalar, Sequence
from newsgen.news.marked import Said
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
    r"\s*(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:1[5-9]|20)\d\d(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>[^.,|]{3,60}?)(?:,? (?:1[5-9]|20)\d\d)?(?:(?:[.,|]| all rights).*)?",
    re.IGNORECASE,
)


def credits_of(laid: Layout) -> Iterator[Inference]:
    """Yield byline, outlet and section: those of the head first, those of the trailers where the head has none."""
    for names, sure in ((_names(laid, laid.head), 0.95), (_names(laid, laid.trailers), 0.92)):
        if names:
            yield Inference("byline", Sequence(tuple(names), names[0].span), min(sure, _name_sureness(laid)))
            break
    else:
        yield from _reporter(laid)
        yield from _signature(laid)
    for at, what in (*laid.head, *laid.trailers):
        outlet = what.outlet or (what.byline.outlet if what.byline else "")
        if outlet and not printed_dates.is_agency(outlet):
            if (
                " " not in outlet
                and (owner := next(_owner(laid), None))
                and scalar_texts(owner.value)
                and next(scalar_texts(owner.value)).endswith(f" {outlet}")
            ):
                yield owner
                break
            is_guess = what.is_guess or (what.byline is not None and what.byline.unclear == outlet)
            yield Inference("outlet", within(laid.page, at, outlet), 0.6 if is_guess else 0.9)
            break
    else:
        yield from _owner(laid)
    for at, what in (*laid.head, *laid.trailers):
        if what.section:
            yield Inference("section", within(laid.page, at, what.section), 0.9)
            break


def _longer(laid: Layout, outlet: str) -> Inference | None:
    """Return the newspaper that a notice names, if a job called it by its last word: `Courier Staff Writer`."""
    owner = next(_owner(laid), None)
    named = next(scalar_texts(owner.value)) if owner else ""
    return owner if named.endswith(f" {outlet}") else None


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
    if laid.tail <= laid.body + 1:
        return
    first = laid.tail
    while first > max(laid.tail - 3, laid.body + 1) and _is_short(laid.page.line(first - 1)):
        first -= 1
    below = [laid.page.line(at) for at in range(first, laid.tail)]
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


def _name_sureness(laid: Layout) -> float:
    """Say how sure the byline is: less without a `By`, a role or an outlet."""
    for at, what in (*laid.head, *laid.trailers):
        if what.byline and what.byline.credits:
            told = what.byline.outlet or what.byline.wire or any(credit.role for credit in what.byline.credits)
            is_alone = bylines.opens(laid.page.line(at)) and not what.dates
            names = [credit.name for credit in what.byline.credits]
            if any(_GLUED.search(name) for name in names):
                return 0.6
            if not what.byline.opened and all(name.isupper() and is_name(name) for name in names) and _is_loud(laid):
                return 0.6
            are_people = all(is_person(name) or printed_dates.is_agency(name) for name in names)
            if not what.byline.opened and what.dates and _PLACED.search(laid.page.line(at)):
                return 0.6  # as likely a place
            if what.byline.opened and not is_alone:  # whoever posted it: a full name is that of a writer
                return 0.9 if are_people else 0.7
            return 0.95 if what.byline.opened else 0.92 if told else 0.9 if are_people else 0.6
    return 0.95


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
