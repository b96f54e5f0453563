"""The last look at what was read: a value that is cut oddly, or that the story's own words don't bear out, is doubtful.

It asks nothing about how a value was found, only whether it looks like one: does the headline say a word that the
story says again, is a writer's first name one, has a newspaper's name a number in it. What fails is asked about, with
the value shown; in newspapers much that is right fails too, and little that is wrong passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from newsgen.clippings.doubts import is_copied
from newsgen.clippings.evidence import LABELLED, STATED
from newsgen.clippings.joined import holds_more, is_citation
from newsgen.clippings.recurring import recurring
from newsgen.clippings.signed import ABOVE, ALONE, OPENED, UNDER_STORY, WITH_JOB
from newsgen.copydesk.inferences import scalar_texts
from newsgen.news import bylines
from newsgen.news.agencies import is_agency
from newsgen.news.byline_words import PARTICLES, SMALL_WORDS
from newsgen.news.folding import folded
from newsgen.news.given_names import begins_with_given, is_given
from newsgen.news.lines import Page, ends_sentence, is_cased, width
from newsgen.news.manuscript import Inference, Sequence
from newsgen.news.names import has_outlet_word, is_collective, is_person
from newsgen.news.printed_dates import find
from newsgen.news.tongues import tongue

DOUBTFUL = 0.85

_TITLES = ("headline", "deck", "kicker")
_SECTION = "kicker: a section's name"
_ALONE = "outlet: alone on its line"
_UNMARKED = "photos: under a deck and a byline"
_OF_WRITER = "outlet: behind a writer's name"
_LESS = 0.25
"""The story says again so much less of a headline's words than of the row's below it, where that is the headline."""

_TOLD_BY_ITSELF = 7
"""So many words are a headline even where the story says none of them again: no label is so long."""

_WORD = re.compile(r"\w[\w’'-]*")
_NAME, _SMALL_WORD = 2, 4

_SITE = re.compile(r"\s[-–—|]\s[a-z][\w.-]*$")
"""What windows' titles have behind a headline: `… - tribune-online`."""

_MARKED = re.compile(r"[\d|]")
_PLAIN_WORDS = 3
_TWO_SURNAMES = ("es", "pt")
_PARTICLES = frozenset(PARTICLES.split())
_OUTLET_ODD = re.compile(
    r"[\d,;:/|،；，\"«“„]|\. |^'|^(?:from|in|aus|via)\s"
    r"|\b(?:archives?|archiv|archivo|arquivo|archivio|collections?|database|library|bibliothek|biblioteca|clippings?)\b",
    re.IGNORECASE,
)
"""What no newspaper's name holds: marks, or whose copy it is."""

_NAME_ODD = re.compile(r"[\d(),:;/|@_*]|[\"“”„«»״]|^(?:by|from|von|par|de|di)\s", re.IGNORECASE)
_LETTERS_BEHIND = re.compile("(?!II|IV|VI)[A-Z]{2,3}")
"""What stands behind a name and isn't of it: a degree, an agency."""

_DESK = re.compile(
    r"\b(?:contributors?|staff|teams?|editors?|desk|newsroom|reporters?|correspondents?|guests?|authors?|writers?|users?"
    r"|redaktion|redacci[oó]n|rédaction|redazione|redação|redactie|редакция|agencies|agencias|agences)\b",
    re.IGNORECASE,
)

_CAPTION_ODD = re.compile(
    r"^[^.]{0,25}[:：]|^[\[(（【［]|[^\w\s.,;:!?'\"’‘“”„«»()（）「」『』、。，\[\]\-–—/&…%+°€$£=#־׳״،؛؟・＝＆*]"
)
_HAN_ONLY = re.compile("[\u3005\u3400-\u9fff]+")
_HAN_LETTERS = 4
_GLUED = re.compile(r"[a-zß-ÿ]\.[A-ZÀ-Þ]{2}")
"""A credit right behind a caption: `… on Thursday.DANA WHITLOW`."""

_PAIRS = ("()", "[]", "（）", "【】", "«»", "“”", "「」", "《》")


def proofread(found: Iterable[Inference], page: Page, story: str, *, is_titled: bool = False) -> tuple[Inference, ...]:
    """Return what was read, with what doesn't look right below the bar.

    `page` is the whole text, `story` the text of the body; `is_titled`: somebody has said which row is the headline,
    or its deck.
    """
    found = tuple(found)
    read = {one.name: one for one in reversed(found)}
    odd = set(_TITLES if not is_titled and "headline" in read and _is_odd_headline(read, story) else ())
    odd |= {one.name for one in found if (check := _CHECKS.get(one.name)) and check(one, story)}
    if "byline" in read and read["byline"].confidence <= DOUBTFUL:
        odd |= {one.name for one in found if one.evidence == _OF_WRITER}
    odd |= {one.name for one in found if one.evidence == _ALONE and _may_be_headline(_text(one), read.get("headline"))}
    is_headless = "headline" in odd or not _is_sure(read.get("headline"))
    if "date" in read and _is_odd_date(read["date"], page, is_headless):
        odd.add("date")
    if "byline" in read and (_is_half(read["byline"], page) or (is_headless and _is_one_of_many(read["byline"], page))):
        odd.add("byline")
    deck = read.get("deck")
    if deck is None or "deck" in odd or deck.confidence <= DOUBTFUL:
        odd |= {one.name for one in found if one.evidence == _UNMARKED}
    return tuple(replace(one, confidence=min(one.confidence, DOUBTFUL)) if one.name in odd else one for one in found)


def _is_sure(one: Inference | None) -> bool:
    return one is not None and one.confidence > DOUBTFUL


def _may_be_headline(outlet: str, headline: Inference | None) -> bool:
    """Tell whether what is read as a newspaper's name may be the headline itself, where that is missing or doubtful."""
    if has_outlet_word(outlet):
        return False
    return headline is None or (outlet.isupper() and headline.confidence <= DOUBTFUL)


def _is_odd_headline(read: dict[str, Inference], story: str) -> bool:
    """Tell whether a headline may be a label or a site's name: the story says its words less than it ought to."""
    headline = read["headline"]
    if headline.evidence in (f"headline: {LABELLED}", f"headline: {STATED}"):
        return is_citation(_text(headline))
    title, deck = _text(headline), _text(read["deck"]) if "deck" in read else ""
    if holds_more(title):
        return True
    writer = read.get("byline")
    if writer and writer.evidence == f"byline: {ABOVE}" and writer.confidence <= DOUBTFUL:
        return True  # the name over it is as likely the headline
    if ends_sentence(deck) and deck[-1] not in "?!":
        return False
    is_signed = writer is not None and writer.evidence == f"byline: {OPENED}"
    if deck and ((is_cased(title) and len(title.split()) < _PLAIN_WORDS) or (_is_label(title, deck) and not is_signed)):
        return True
    if "kicker" in read and read["kicker"].evidence == _SECTION:
        return False
    if _SITE.search(title):
        return True
    again, words = recurring(title, story)
    if not again and (deck or len(_WORD.findall(title)) < _TOLD_BY_ITSELF or _MARKED.search(title)):
        return True
    if not is_cased(title):
        return False
    if not deck:
        return again < words and len(title.split()) == _NAME and title.istitle()
    below, of = recurring(deck, story)
    share, of_deck = again / max(words, 1), below / max(of, 1)
    if bool(words and of) and of_deck - share >= _LESS:
        return True
    return title[-1] not in "?!" and not title.isupper() and _is_short(title, share - of_deck if again > 1 else 0)


def _is_short(title: str, more: float) -> bool:
    """Tell whether a row over another that is no sentence may be a section's or a site's name.

    `more` is how much more of its words than of the other row's the story says again.
    """
    words = title.split()
    if "," in title:
        return False
    if all(word[:1].isupper() or len(word) < _SMALL_WORD for word in words):
        return len(words) <= _TOLD_BY_ITSELF
    return len(words) <= _NAME_AND_MORE and more < _LESS


def _is_label(title: str, deck: str) -> bool:
    """Tell whether a row is so much shorter than the one below it that it is as likely the topic of that."""
    return width(title) < _LABEL and width(deck) > _WIDER * width(title)


_LABEL, _WIDER = 24, 1.8


def _is_odd_deck(one: Inference, story: str) -> bool:
    text = _text(one)
    is_short = is_cased(text) and (len(text.split()) <= _PLAIN_WORDS or re.search(r"\d", text) is not None)
    if not ends_sentence(text) and is_short and not recurring(text, story)[0]:
        return True
    return _BULLET.search(text) is not None or (len(text.split()) <= _NAME_AND_MORE and begins_with_given(text))


_BULLET = re.compile(r"[•|]|\b\d+ ?(?:de|of|von|di|van|из|/) ?\d+$", re.IGNORECASE)
_NAME_AND_MORE = 5


def _is_odd_byline(one: Inference, story: str) -> bool:
    names = list(scalar_texts(one.value))
    kind = one.evidence.removeprefix("byline: ")
    may_be_long = kind in (OPENED, LABELLED) or tongue(story) in _TWO_SURNAMES
    if any(_is_odd_name(name, may_be_long) for name in names):
        return True
    is_known = all(map(begins_with_given, names))
    return not is_known and (len(names) > 1 or kind in (ABOVE, ALONE, UNDER_STORY, WITH_JOB))


def _is_odd_name(name: str, may_be_long: bool) -> bool:
    words = name.split()
    if _NAME_ODD.search(name) or any(map(_is_small, words)) or words[-1].lower() in _PARTICLES:
        return True
    if _DESK.search(name) and not is_collective(name):
        return True
    if _LETTERS_BEHIND.fullmatch(words[-1]) and not name.isupper():
        return True
    if _HAN_ONLY.fullmatch(name.replace(" ", "")) and not begins_with_given(name):
        return " " in name or len(name) > _HAN_LETTERS  # a place or a job before it, or words
    if (
        len(words) > 1
        and not begins_with_given(name)
        and not (is_person(name) or is_collective(name) or is_agency(name))
    ):
        return True
    if not is_cased(name):
        return False
    plain = [word for word in words if "." not in word and word.lower() not in _PARTICLES]
    if len(plain) == len(words) == _PLAIN_WORDS:
        return not may_be_long and not is_given(words[1])
    return len(plain) > _PLAIN_WORDS


def _is_small(word: str) -> bool:
    """Tell whether a word of a name begins small and isn't one of those that do: `agencies`, not `von`, `d'Arc`."""
    return word[:1].islower() and word.lower() not in _PARTICLES and word[1:2] not in ("'", "’", "-")


def _is_odd_outlet(one: Inference, _story: str) -> bool:
    texts = list(scalar_texts(one.value))
    if one.evidence == f"outlet: {LABELLED}":
        return any(find(text) for text in texts)
    return any(
        _OUTLET_ODD.search(text) is not None
        or _is_torn(text)
        or folded(text.split()[-1])[0] in _SMALL
        or (len(text.split()) > _NAME_AND_MORE and not has_outlet_word(text.split()[-1]))
        for text in texts
    )


_SMALL = _PARTICLES | frozenset(SMALL_WORDS.split())


def _is_odd_date(one: Inference, page: Page, is_headless: bool) -> bool:
    """Tell whether a day may be that of a copy, or of another story: so its line says, or an older one stands near.

    `is_headless`: the headline isn't known either.
    """
    row = _printed(one, page)
    if len(row) < _COPIED_ROW and is_copied(row):
        return True
    if one.evidence not in (_OF_TWO_READINGS, _A_MONTH) and not (is_headless and one.evidence == _IN_HEAD):
        return False
    is_any = one.evidence == _OF_TWO_READINGS
    rows = (row[:_DATED_ROW] for row in _top(page) if is_any or len(row) < _DATED_ROW)
    days = (date.iso[:10] for row in rows for date in find(row) if date.iso)
    own = _text(one)[:10]
    return any(day < own or one.evidence == _A_MONTH for day in days)


_OF_TWO_READINGS, _A_MONTH, _IN_HEAD = "date: of two readings", "date: a month", "date: in the head"
_SHORT_ROW, _DATED_ROW, _COPIED_ROW, _TOP = 40, 100, 120, 80
"""So many rows, no longer than that, are searched for another day or byline, and for who copied the text."""


def _printed(one: Inference, page: Page) -> str:
    """Return the line that a value stands in, or its beginning."""
    start = page.starts[one.value.span.line - 1]
    return page.text[start : start + _COPIED_ROW].partition("\n")[0]


def _is_half(one: Inference, page: Page) -> bool:
    """Tell whether more follows upon a desk that is named: `By Staff and Agencies`."""
    name = _text(one)
    return is_collective(name) and _AND.match(_printed(one, page).partition(name)[2]) is not None


_AND = re.compile(r"\s(?:and|und|et|y|e|en|&|и)\s")


def _top(page: Page) -> list[str]:
    return [page.line(at) for at in range(min(len(page.lines), _TOP))]


def _is_one_of_many(one: Inference, page: Page) -> bool:
    """Tell whether other bylines stand near one on a page whose headline isn't known: it may be another story's."""
    if page.is_typed:
        return False  # a sentence may go on with `by`
    own = " ".join(scalar_texts(one.value)).lower()
    rows = (bylines.opened(row) for row in _top(page) if len(row) < _SHORT_ROW and bylines.opens(row))
    return any(begins_with_given(name) and is_person(name) and name.lower() not in own for name in rows)


def _is_odd_photo(one: Inference, _story: str) -> bool:
    is_several = isinstance(one.value, Sequence) and len(one.value.items) > 1
    if one.evidence == _UNMARKED and (is_several or _GLUED.search(_text(one))):
        return True
    return any(_CAPTION_ODD.search(text) is not None or _is_torn(text) for text in scalar_texts(one.value))


def _is_odd_dateline(one: Inference, _story: str) -> bool:
    text = _text(one)
    return text.split()[-1][:1].islower() or (one.evidence == _PLACE and _EAST_ASIAN.search(text) is not None)


_PLACE = "dateline: a place and a dash"
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _is_torn(text: str) -> bool:
    """Tell whether a bracket or a quotation mark is opened and not closed, or closed and not opened."""
    return any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS)


def _text(one: Inference) -> str:
    return next(scalar_texts(one.value), "")


_CHECKS = {
    "deck": _is_odd_deck,
    "byline": _is_odd_byline,
    "outlet": _is_odd_outlet,
    "photos": _is_odd_photo,
    "dateline": _is_odd_dateline,
}
