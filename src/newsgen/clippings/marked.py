"""What one line around a story says: dates, names, an outlet, a section, a picture, or that it is furniture.

A line is judged alone, and as a whole: where any part of it may be the story's own words, it says nothing. Where in
the text it stands is the caller's affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from newsgen.clippings import furniture
from newsgen.clippings.captions import Photo, photo
from newsgen.clippings.furniture import MAX_LINE, is_section_word, reason, section, source
from newsgen.clippings.labelled import labelled
from newsgen.news import bylines, names, printed_dates
from newsgen.news.agencies import is_agency
from newsgen.news.byline_words import WEAK_OUTLETS
from newsgen.news.bylines import Byline, Credit
from newsgen.news.printed_dates import PrintedDate

MAX_NOTICE = 800
PLACE_OR_OUTLET = "place or outlet"

_BARS = re.compile(r"[|•»«\t]|\s[·—–-]\s|\s{3,}")
_BARS_WITH_DATES = re.compile(rf"{_BARS.pattern}|\s/\s")
_BARS_OF_DATES = re.compile(rf"{_BARS_WITH_DATES.pattern}|[、，《》（）]")
_LISTED = 40
"""How long a line in Chinese or Japanese may be whose commas part a newspaper from a date."""

_YEARS_OF_PAPER = re.compile(r"\([^()]{0,40}1[5-9]\d\d\s*[-–]\s*\d{4}\)|\[volume\]")
"""What library catalogues put behind a newspaper's name."""
_AT_THE_END = re.compile(
    r"[\s,]+(?:leave an? (?:comment|reply)|\d* ?comments?|no comments|comments off|add comment|permalink|laisser un"
    r" commentaire|kommentar (?:schreiben|hinterlassen)|deja un comentario|lascia un commento|deixe um comentário)\W*$",
    re.IGNORECASE,
)
_READ = re.compile(
    r"(?<=\w)[\s,]+(?:\d{1,3}[ -]?min(?:ute)?s?\.? read|follow(?: @?\w+)?"
    r"|\d{1,6} (?:views|shares|comments|kommentare))\s*$",
    re.IGNORECASE,
)
"""What sites print behind a name or a date."""

_HANDLE = re.compile(r"(?<=[a-z])@\w{2,30}(?!\w|\.\w)|(?<=[a-z])(?:Twitter|Facebook|Instagram|Follow)\b")
_BEFORE_BY = re.compile(
    r"(?<=[|\d])\s+(?:[A-Z]{2,4}\s+)?(?=by\s+[A-Z])|(?<=\w)\s+(?=By\s+[A-Z]|(?:投稿者|作者|记者|記者|来源|來源|编辑|編輯|责编)[:：])"
)
_TITLED = re.compile(
    r"(?:(?:газета|журнал|zeitung|journal|diario|جريدة|صحيفة|עיתון)\s+)?[«“„\"《](?P<name>[^«»“”„\"《》]{2,40})[»”“\"》]",
    re.IGNORECASE,
)
_QUOTES = tuple('«“„"')
"""With these a quotation begins as well; `《` is for titles alone."""

_ARTICLE = re.compile(r"(?<=\w)[\s,]+(?:le|el|il|den)\s*$", re.IGNORECASE)
"""What stands before a day: `Jean Dupont Le 3 mai 2012`."""

_OUR_OWN = re.compile(
    r"\W*(?:eigener? (?:draht)?bericht|eigene meldung|eigenbericht)\W*|"
    r"\W*(?:von|vom|de|del|dal|do|da|van|from|by|от|par)\s+(?:unser\w*|notre|nuestr[oa]|nostro|noss[oa]|onze\w*|an?|our|нашего)\b"
    r".{3,40}\W*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“„][^«»“”„]{2,60}[»”]")
_SMALL = frozenset(re.findall(r"\w+", "de del la le of the and di da do van der am an sur los"))
_WEAK = frozenset(WEAK_OUTLETS.split())

_IN_SECTION = re.compile(r"(?:in|en|dans|em)\s+([^\Wa-z\d_][^.]{1,60})")
_WITH = re.compile(r"(?P<outlet>.{2,40}?)\s+(?:with|avec|mit|con|com|met|и)\s+(?P<wire>\S.{1,20})")
_POSTER = re.compile(
    r"(?:(?:posted )?by|von|par|por|di|door)[ :]+(?:admin|administrator|webmaster|editor|root)", re.IGNORECASE
)
_PUBLISHED_IN = re.compile(
    r"(?:originally |first )?published (?:in|by) (?:the )?(?P<outlet>[A-Z][\w.'’ -]{3,50}?)"
    r" from \S.{3,25} (?:to|through|-) \S.{3,25}",
    re.IGNORECASE,
)
"""How obituaries say in which paper they ran, from one day to another."""

_POSTED = re.compile(
    r"\W*(?:posted by|written by|publié par|rédigé par|écrit par|publicado por|postado por|escrito por|scritto da"
    r"|postato da"
    r"|pubblicato da|geschrieben von|veröffentlicht von|erstellt von|geplaatst door|geschreven door|verfasst von"
    r"|submitted by|נכתב על ידי|פורסם על ידי|نشر بواسطة|كتبه)"
    r"\s+(?P<name>[^|,\d@]{3,40}?)\s*(?=(?:on|le|am|um|el|il|em|op|at|à|às|alle|en|om|ב-?|في|in|dans|-|–|,|\|)[\s\d|]|\||$)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s*(?:[–—-]|to|bis|au|al|a|until|till|tot|по)\s*")
_LOCATED = re.compile(r"(?P<named>[^()]{3,40}) \([^()]{2,40}\)")
_CLAUSES = re.compile(r"[，、].+[，、]")
_SIGN_IN = re.compile(r"(?i:posted by|by|von|par|por|di|da|door|author:|от|автор:)\s*[a-z][a-z0-9_.-]{1,23}|@\s*")
"""The short name with which somebody has signed in: `by jdoe`."""

_TAKEN = re.compile(r"(?P<name>[^/,]{4,40}?)\s?/\s?(?P<wire>[^/]{2,20})")
"""Whose picture it is: `Ada Moss / AP`."""

_EDITOR = re.compile(
    r"(?:editor|edited by|editing by|redakteur|редактор|עורך|עריכה|تحرير)\s*[:：]?\s+\S.{1,40}", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"(?:columns?|cols?|pages?|pp?|pg|section|seite|s|pagina|página|стр|עמ'|עמוד|ص|第)\.?\s?[A-Z]?-?\d{1,3}[A-Z]?(?:[-–]\d{1,3})?(?:面|版|頁|页)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Said:
    """What a line around a story says; `reason` is set when it also holds furniture.

    `is_guess`: nothing but its place says that the outlet is one.
    """

    dates: tuple[PrintedDate, ...] = ()
    byline: Byline | None = None
    outlet: str = ""
    section: str = ""
    photo: Photo | None = None
    reason: str = ""
    is_guess: bool = False


def said(line: str, near_byline: bool = False) -> Said | None:
    """Return what a whole line says, or None when it, or any part of it, may be the story's own words.

    A bare role, outlet or agency counts only `near_byline` or beside a date, where it can't be a caption.
    """
    return _said(line, near_byline) if len(line) <= MAX_NOTICE else None


@lru_cache(maxsize=1024)  # the layout asks about a line as often as it likes
def _said(line: str, near_byline: bool) -> Said | None:
    if len(line) > MAX_LINE and furniture.is_of_the_page(line):
        return Said(reason="page furniture")
    if furniture.is_entry_notice(line):
        return Said(reason="entry", dates=printed_dates.find(line[:MAX_LINE]))
    if not line.strip() or len(line) > MAX_LINE:
        return Said(photo=marked) if (marked := photo(line)) else None
    if what := _foreign(line):
        return what
    if (taken := _TAKEN.fullmatch(line)) and is_agency(taken["wire"]) and names.is_person(taken["name"]):
        return Said(photo=Photo(credit=(0, len(line))))
    if (own := labelled(line)) and not own.name:
        return Said(reason="label")
    if not bylines.opens(line) and (marked := photo(line)):
        return Said(photo=marked)
    line = _HANDLE.sub(lambda match: " " * len(match[0]), line)
    while told := _READ.search(line):
        line = line[: told.start()]
    line = _YEARS_OF_PAPER.sub(lambda match: " " * len(match[0]), line)
    dates = printed_dates.find(line) or printed_dates.short(line) or printed_dates.month_alone(line)
    if len(dates) == 2 and _UNTIL.fullmatch(line[dates[0].end : dates[1].start]):
        return None  # from one day to another: no day on which a story ran
    if not dates and (month := printed_dates.month_within(line)):
        found = _all_said(_pieces(line, month), month, near_byline)
        return found if found and found.outlet else None
    found = _all_said(_pieces(line, dates), dates, near_byline)
    return replace(found, reason="comments") if found and not found.reason and _AT_THE_END.search(line) else found


def _foreign(line: str) -> Said | None:
    """Return what a line says that can't be the story's own: furniture, a posting line, a time, an unnamed writer."""
    if why := reason(line):
        dates = printed_dates.find(line) or printed_dates.in_address(line) if why == "notice" else ()
        return Said(reason=why, section=section(line), dates=dates)
    if posted := _posted(line):
        return posted
    if funeral := _PUBLISHED_IN.fullmatch(line):
        return Said(outlet=funeral["outlet"], reason="notice")
    if len(line) <= 20 and any(map(str.isdigit, line)) and not printed_dates.without_times(line).strip(" |"):
        return Said(reason="time")
    if printed_dates.announces(line):
        return Said(reason="notice")
    is_ours = _OUR_OWN.fullmatch(line) and len(line) <= 60 and not printed_dates.find(line)
    is_job = names.is_role(line.strip("()[] .")) or line.strip("( ").lower().startswith(_OURS)
    return Said(reason="role") if is_ours and is_job else None


_OURS = ("eigen", "van onze", "von unser", "vom eigen")


def _posted(line: str) -> Said | None:
    """Read a blog's line on who posted an entry, when, and where it is filed."""
    match = _POSTED.match(line)
    dates = printed_dates.find(line) if match else ()
    is_timed = match is not None and printed_dates.without_times(line) != line
    if match is None or not (dates or is_timed) or not names.is_name(match["name"]):
        return None
    return Said(dates, Byline((Credit(match["name"]),), opened=True), reason="entry")


def _pieces(line: str, dates: tuple[PrintedDate, ...]) -> list[str]:
    """Split a line at its bars and dates; days of the week, times and `Posted on` are dropped."""
    for one in reversed(dates):
        line = f"{_ARTICLE.sub('', line[: one.start])}|{line[one.end :]}"
    if _QUOTED.search(line):  # quotation marks, not bars
        line = _QUOTED.sub(lambda match: f"“{match[0][1:-1]}”", line)
    bars = (_BARS_OF_DATES if len(line) <= _LISTED else _BARS_WITH_DATES) if dates else _BARS
    pieces = bars.split(_BEFORE_BY.sub("|", _AT_THE_END.sub("|", printed_dates.without_times(line))))
    return [bare for piece in pieces if not printed_dates.is_noise(piece) and (bare := printed_dates.trimmed(piece))]


def _all_said(pieces: list[str], dates: tuple[PrintedDate, ...], near_byline: bool) -> Said | None:
    whole = Said(dates)
    for piece in pieces:
        is_beside = bool(dates) or len(pieces) > 1
        part = _one_said(piece, is_beside, near_byline, whole.byline is not None)
        if part is None:
            return None
        whole = replace(
            whole,
            byline=part.byline if _is_plainer(part.byline, whole.byline) else whole.byline,
            outlet=whole.outlet or part.outlet,
            is_guess=whole.is_guess if whole.outlet else part.is_guess,
            section=whole.section or part.section,
            reason=whole.reason or part.reason,
        )
    return whole if whole != Said() else None


def _is_plainer(byline: Byline | None, before: Byline | None) -> bool:
    """Tell whether a byline is the first of its line, or has a `By` where the one before it has none."""
    return before is None or (byline is not None and byline.opened and not before.opened)


def _one_said(piece: str, beside: bool, near_byline: bool, after_name: bool) -> Said | None:
    if _YEAR.fullmatch(piece) or _PAGE_NUMBER.fullmatch(piece):
        return Said(reason="year" if piece.isdigit() else "page number")
    if why := reason(piece):
        return Said(reason=why, section=section(piece))
    if outlet := source(piece):
        return Said(byline=Byline(wire=outlet)) if is_agency(outlet) else Said(outlet=outlet)
    if beside and (filed := _IN_SECTION.fullmatch(piece)):
        return Said(section=filed[1] if "," not in filed[1] else "", reason="filing")
    if _POSTER.fullmatch(piece):
        return Said(reason="poster")
    if beside and _SIGN_IN.fullmatch(piece):
        return Said(reason="poster")
    if _EDITOR.fullmatch(piece):
        return Said(reason="editor")
    if byline := _byline(piece):
        return Said(byline=byline)
    if beside and piece.isdigit() and len(piece) <= 4:
        return Said(reason="comments")
    if beside and is_section_word(piece):
        return Said(section=piece, reason="filing")
    if not beside and not near_byline:
        return None
    return _bare_said(piece.strip("()[] ") if piece[:1] in "([" else piece.strip(), beside, near_byline, after_name)


def _byline(piece: str) -> Byline | None:
    """Return what a byline says; of `Redazione ANSA` only the agency."""
    is_desk = names.is_collective(piece) and not bylines.opens(piece)
    wire = next(filter(is_agency, piece.split()), "") if is_desk else ""
    return Byline(wire=wire) if wire else bylines.printed(piece)


def _bare_said(bare: str, beside: bool, near_byline: bool, after_name: bool) -> Said | None:
    """Read what stands near a byline or a date without a word that says what it is."""
    if is_agency(bare):
        return Said(byline=Byline(wire=bare))
    if (joint := _WITH.fullmatch(bare)) and is_agency(joint["wire"]) and not bylines.opens(bare):
        return Said(outlet=joint["outlet"], byline=Byline(wire=joint["wire"]))
    if outlet := names.special_outlet(bare):
        return Said(byline=Byline(wire=outlet)) if is_agency(outlet) else Said(outlet=outlet)
    if names.is_role(bare):
        return Said(reason="role", byline=_agency_of(bare))
    if (beside or near_byline) and (titled := _TITLED.fullmatch(bare)):
        is_plain = bare.startswith(_QUOTES) and not names.has_outlet_word(bare)
        return Said(outlet=titled["name"], is_guess=is_plain and not beside)
    bare = bare.strip("،؛,")
    if (located := _LOCATED.fullmatch(bare)) and names.looks_like_outlet(located["named"]):
        return Said(outlet=located["named"])
    named, comma, place = bare.partition(", ")
    if comma and names.looks_like_outlet(named) and len(place.split()) <= 3 and not names.has_outlet_word(place):
        return Said(outlet=named)
    if names.looks_like_outlet(bare):
        words = bare.split()
        is_weak = len(words) == 2 and words[1].lower() in _WEAK and not words[0].isupper()
        return Said(outlet=bare, is_guess=is_weak and not after_name and not near_byline)
    if after_name and names.may_be_outlet(bare):
        return Said(outlet=bare, is_guess=not (bare.isupper() and bare.isalpha()))
    if not beside or after_name:
        return None
    if names.is_person(bare):
        return Said(byline=bylines.read(bare, names.looks_like_outlet))
    return Said(reason=PLACE_OR_OUTLET) if len(bare.split()) <= 4 and _is_titled(bare) else None


def _agency_of(role: str) -> Byline | None:
    """Return the agency of `Associated Press Writer`, as a byline without names."""
    words = role.split()
    named = (" ".join(words[:count]) for count in range(min(3, len(words) - 1), 0, -1))
    return next((Byline(wire=name) for name in named if is_agency(name)), None)


def _is_titled(text: str) -> bool:
    words = text.split()
    named = [word for word in words if word not in _SMALL]
    is_plain = len(text) <= 40 and "。" not in text and not _CLAUSES.search(text)
    return is_plain and bool(named) and all(word[0] == word[0].upper() and word[0].isalpha() for word in named)
