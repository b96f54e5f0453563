"""Who wrote a clipping's story: the byline of its head, else of its trailers, else the name under its last line.

A name behind a `By` is a writer's. One that stands alone is accepted where a job or a sure headline goes with it; what
may be a place, a caption or a newspaper is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Sequence_

from newsgen.clippings import datelines
from newsgen.clippings.evidence import CERTAIN, inferred
from newsgen.clippings.laid import Layout, within
from newsgen.clippings.marked import Said
from newsgen.news import bylines
from newsgen.news.agencies import is_agency
from newsgen.news.bylines import Byline, Credit
from newsgen.news.lines import Page, ends_sentence, is_cased, width
from newsgen.news.manuscript import Inference, Scalar, Sequence
from newsgen.news.names import is_job_only, is_name, is_person, looks_like_outlet

OPENED, BESIDE, WITH_JOB, ALONE = (
    "behind a By",
    "behind a By, beside more",
    "a name with a job or paper",
    "a name alone",
)
IN_TRAILERS, ABOVE = "in the trailers", "above the headline"
UNDER_STORY, IN_LEDE = "under the last line", "in the first paragraph"

UNSURE, UNLIKELY = 0.8, 0.6
EDITED = re.compile(r"edit|additional|compil|translat", re.IGNORECASE)
_POSTERS = frozenset({"admin", "administrator", "webmaster", "editor", "root", "posted"})
_GLUED = re.compile(r"[^\W\d_a-z]{2}[a-z]{3}|(?<!Mc)(?<!Mac)(?<!De)(?<!Le)(?<!La)(?<!Di)(?<!Fitz)[a-z][A-Z]")
_SURNAMES_FIRST = re.compile(r"(?:[^\Wa-z\d_][^\W\d_'’-]*[\w'’-]*, [^\Wa-z\d_][\w.'’ -]{0,20}(?:;\s*|\.?$))+")
"""How databases print names: `Doe, Jane; Roe, Tom`."""

_FROM = re.compile(r"from\s+(?=[A-Z])", re.IGNORECASE)
_JOINING = re.compile(r"\b(?:and|und|et|y|e|en|by|in|at|и|von|par|por|di|da|от)\b", re.IGNORECASE)
_MORE = re.compile(r"\w")
_WORDS_OF_NAME = 3
_REPORTER = re.compile(r"[（(][^（()）]{0,12}记者[ \u3000:：]*(?P<names>[\u4e00-\u9fff、 \u3000]{2,20})[）)]")
_BY = re.compile(r"(?:by)+\b|(?-i:BY)(?=(?-i:[A-Z][a-z]))|(?:von|par|por|door|af|av)\b", re.IGNORECASE)
_CUT_OFF = re.compile(r"\w+ \w")
"""A name that isn't whole: `Ilanga D`."""

_HAN_PHRASE = re.compile(r"[\u4e00-\u9fff]{4,5}")
"""What is as likely four words as a name in Chinese: `调整字体`."""
_KANA = re.compile("[\u3041-\u3096]")

_CONTACT = re.compile(r"conta[ck]t|kontakt|контакт|問い合わせ|联系|聯絡|press office|presse", re.IGNORECASE)
_SIGNED = re.compile(r"[。.!?！？”」»][ \u3000]?[（(]([^（()）]{3,30})[)）]$")
_PLACED = re.compile(r"[^\W\d_],? (?:le |den |el |il |em )?\d{1,2}\b")
_PICTURES = re.compile(r"photo|picture|illustra|foto|graphic|video|фото|צילום|تصوير|写真|摄影", re.IGNORECASE)
_GAP = 3
"""So many lines further down the second name of a byline may stand, if a `By` opens it."""

MAX_SIGNED = 40
"""How wide a line between the story and its signature may be: a place, a valediction."""


def labelled(page: Page, start: int, end: int) -> Iterator[Inference]:
    """Yield the writers that a line `BYLINE: …` names; where it says more than names and jobs they are asked about."""
    if match := _FROM.match(page.text, start, end):
        start = match.end()
    text = page.text[start:end]
    span = page.scalar(start, end).span
    if _SURNAMES_FIRST.fullmatch(text):
        turned = [" ".join(reversed(one.split(", "))) for one in re.split(r"\s*;\s*", text.rstrip(" ;."))]
        people = tuple(page.scalar(start, end, one) for one in turned)
        yield inferred("byline", Sequence(people, span), "labelled, surname first")
        return
    said = bylines.read(text, looks_like_outlet)
    own = [credit for credit in said.credits if credit.name in text and not EDITED.match(credit.role)]
    if own:
        found = [(start + text.find(credit.name), credit.name) for credit in own]
        names = tuple(page.scalar(at, at + len(name)) for at, name in found)
        doubt = CERTAIN if _says_only(text, said) else UNSURE
        yield inferred("byline", Sequence(names, span), "labelled", doubt)


def _says_only(text: str, said: Byline) -> bool:
    """Tell whether a line has nothing but the names of people and what is known of them."""
    names = [credit.name for credit in said.credits]
    rest = text
    for known in (*names, *(credit.role for credit in said.credits), said.outlet, said.wire, said.place):
        rest = rest.replace(known, " ", 1) if known else rest
    return not _MORE.search(_JOINING.sub(" ", bylines.opened(rest))) and all(map(_is_plain_name, names))


def _is_plain_name(name: str) -> bool:
    return is_person(name) and (len(name.split()) <= _WORDS_OF_NAME or not is_cased(name))


def byline(laid: Layout) -> Iterator[Inference]:
    """Yield the first byline below the headline, else in the trailers, else above it."""
    below = [one for one in laid.head if not laid.is_above(one[0])]
    above = [one for one in laid.head if laid.is_above(one[0])]
    for marked, place in ((below, ""), (laid.trailers, IN_TRAILERS), (above, ABOVE)):
        own = _together(marked)
        if names := _names(laid, own):
            why, doubt = _sureness(laid, own)
            if place == ABOVE and (laid.has_menus or why in (WITH_JOB, ALONE)):
                doubt = min(doubt, UNSURE)  # as likely a column's name, or a paper's
            yield inferred("byline", Sequence(tuple(names), names[0].span), place or why, doubt)
            return
    yield from _reporter(laid)
    yield from _signature(laid)


def _together(marked: Sequence_[tuple[int, Said]]) -> list[tuple[int, Said]]:
    """Return the lines of one byline: those that a `By` opens, or the first, and what follows without a gap."""
    named = [(at, what) for at, what in marked if what.byline and what.byline.credits]
    first = next((at for at, what in named if what.byline and what.byline.opened), named[0][0] if named else 0)
    own: list[tuple[int, Said]] = []
    for at, what in named:
        gap = _GAP if what.byline and what.byline.opened else 1
        if at >= first and (not own or (at - own[-1][0] <= gap and not _is_of_pictures(what))):
            own.append((at, what))
    return own


def _is_of_pictures(what: Said) -> bool:
    """Tell whether a line of its own says only who took or drew the pictures."""
    named = what.byline.credits if what.byline else ()
    return all(_PICTURES.match(credit.role) for credit in named)


def _names(laid: Layout, marked: list[tuple[int, Said]]) -> list[Scalar]:
    names = [
        within(laid.page, at, credit.name)
        for at, what in marked
        if what.byline
        for credit in what.byline.credits
        if credit.name.lower() not in _POSTERS and not EDITED.match(credit.role) and not is_job_only(credit.name)
    ]
    return list({name.text: name for name in reversed(names)}.values())[::-1]


# How sure it is that these are the writers.


def _sureness(laid: Layout, marked: list[tuple[int, Said]]) -> tuple[str, float]:
    """Say by what evidence a byline is read, and how doubtful it is."""
    at, what = marked[0]
    said = what.byline or Byline()
    line, names = laid.page.line(at), [credit.name for credit in said.credits]
    doubt = _doubt_of_names(line, said.credits)
    if len({bool(_PICTURES.match(credit.role)) for credit in said.credits}) > 1:
        doubt = min(doubt, UNSURE)  # whether who took the pictures is one of the writers
    if said.opened:
        is_alone = bylines.opens(line) and not what.dates
        others = [other.byline for _, other in marked[1:] if not _is_of_pictures(other)]
        if any(other and other.opened for other in others):
            doubt = min(doubt, UNSURE)  # a book's writer and its reviewer, a writer and who has checked the facts
        if not is_alone and not _are_people(names):  # whoever posted it: a full name is that of a writer
            doubt = min(doubt, UNLIKELY)
        return OPENED if is_alone else BESIDE, doubt
    if not _is_vouched(laid, at, what) or _has_another(laid, at, names):
        doubt = min(doubt, UNSURE)
    if any(map(_HAN_PHRASE.fullmatch, names)) and not _KANA.search(laid.page.text):
        doubt = UNLIKELY
    if _is_deck(laid, names) or (what.dates and (_joined(line, names[0]) or _PLACED.search(line))):
        doubt = UNLIKELY
    is_told = said.outlet or said.wire or any(credit.role for credit in said.credits)
    return WITH_JOB if is_told else ALONE, doubt if is_told or _are_people(names) else UNLIKELY


def _doubt_of_names(line: str, people: Sequence_[Credit]) -> float:
    """Say how doubtful names are by themselves: glued to other words, cut off, or not all of them people's."""
    names = [credit.name for credit in people]
    if any(_GLUED.search(name) or _BY.match(name) or _CUT_OFF.fullmatch(name) for name in names):
        return UNLIKELY
    if any(_runs_into_job(line, credit) for credit in people) or (len(names) > 1 and not _are_people(names)):
        return UNSURE
    return CERTAIN


def _are_people(names: Sequence_[str]) -> bool:
    return all(is_person(name) or is_agency(name) for name in names)


def _runs_into_job(line: str, credit: Credit) -> bool:
    """Tell whether the last word of a long name may be the first of the job that follows without a comma."""
    return bool(credit.role) and len(credit.name.split()) > 2 and f"{credit.name} {credit.role}" in line


def _is_deck(laid: Layout, names: Sequence_[str]) -> bool:
    """Tell whether names in capitals stand under a headline in capitals, as decks and datelines may."""
    is_loud = "headline" in laid.parts and laid.page.stretch(*laid.parts["headline"][:2]).text.isupper()
    return is_loud and all(name.isupper() and is_name(name) for name in names)


def _has_another(laid: Layout, at: int, names: Sequence_[str]) -> bool:
    """Tell whether the line above or below a name is a name too, which isn't read as one."""
    around = (laid.page.line(other) for other in (at - 1, at + 1) if 0 <= other < len(laid.page.lines))
    return any(is_person(line) and line not in names and _is_like_name(line) for line in around)


def _is_like_name(line: str) -> bool:
    """Tell whether a line has the capitals of a name, or in scripts without any its length."""
    return line.istitle() or (not is_cased(line) and len(line.split()) == 2)


def _joined(line: str, name: str) -> bool:
    """Tell whether nothing but a blank stands between a name and what is beside it: as likely the story's subject."""
    at = line.find(name)
    before, after = line[:at].rstrip(), line[at + len(name) :].lstrip()
    return at >= 0 and any(beside and beside.isalnum() for beside in (before[-1:], after[:1]))


def _is_vouched(laid: Layout, at: int, what: Said) -> bool:
    """Tell whether a name that no `By` opens has a job, or a sure headline; on saved pages also a date beside it."""
    is_told = what.reason == "role" or any(credit.role for credit in (what.byline or Byline()).credits)
    is_told = is_told or any(other.reason == "role" for line, other in laid.head if abs(line - at) == 1)
    if what.is_guess or at >= laid.tail or not (is_told or laid.is_headed):
        return False
    if not laid.is_saved:
        return True
    is_dated = any(other.dates and abs(line - at) <= _GAP for line, other in laid.head)
    return is_dated and laid.is_headed and not laid.is_above(at)


# Names that stand elsewhere than in a byline.


def _reporter(laid: Layout) -> Iterator[Inference]:
    """Yield the byline that Chinese papers put into the first paragraph: `（记者李明）`."""
    if laid.body < laid.tail:
        start = laid.page.lines[laid.body].start
        if match := _REPORTER.search(laid.page.text[start : start + datelines.LEAD_LENGTH]):
            named = re.finditer(r"[^、 \u3000]{2,4}", match["names"])
            begin = start + match.start("names")
            names = tuple(laid.page.scalar(begin + one.start(), begin + one.end()) for one in named)
            yield inferred("byline", Sequence(names, names[0].span), IN_LEDE)


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
        if _goes_on(laid.page.line(at - 1)):
            return  # who it is that speaks
        if is_person(named) and is_short and len(" ".join(rest).split()) <= 3:
            yield _name_at(laid, at, named)
            return
    if (match := _SIGNED.search(laid.page.line(laid.tail - 1))) and is_person(match[1]):
        yield _name_at(laid, laid.tail - 1, match[1])


def _goes_on(line: str) -> bool:
    """Tell whether a sentence isn't over at the end of a line; the words that close a letter are fewer."""
    return line.endswith((",", "，", "、", ":")) and len(line.split()) > _VALEDICTION


_VALEDICTION = 5


def _is_short(line: str) -> bool:
    return width(line) <= MAX_SIGNED and not ends_sentence(line)


def _name_at(laid: Layout, at: int, named: str) -> Inference:
    start = laid.page.text.index(named, laid.page.lines[at].start)
    name = laid.page.scalar(start, start + len(named))
    return inferred("byline", Sequence((name,), name.span), UNDER_STORY)
