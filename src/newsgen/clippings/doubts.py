"""How sure a headline is by its own words: what a byline, a section, a dateline or a name may be is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newsgen.clippings import datelines, furniture
from newsgen.clippings.evidence import CERTAIN
from newsgen.clippings.marked import said
from newsgen.clippings.rows import is_wrapped
from newsgen.news import names
from newsgen.news.lines import is_cased, width
from newsgen.news.printed_dates import find, is_weekday

UNSURE = 0.85
_LABEL = re.compile(r"(?:title|headline|subject|titel|titre|título|titolo|заголовок|标题|標題)\s*[:：]", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[a-zà-ÿ]{3}[.!?] [A-ZÀ-Þ][a-z]")
_SENTENCE = re.compile(r"(?<!\.)[.。][\"'”’»」』]?$")
_OFFICE = re.compile("株式会社|有限公司|人民政府$|委员会$|協会$|协会$")
_NUMBERED = re.compile(
    r"\.—|\bN[úu]m\. ?\d|\bVol\. ?[\dIVX]|\b(?:AM|BC|PM)-[A-Z]|\d\d-\d\d \d{4}$"
    r"|\d(?:st|nd|rd|th)Ld\b"
)
"""What mastheads, and the slugs of agencies, number: `BC-GRAIN 1stLd 08-29 0590`."""
_REFERS = re.compile(r"(?:re|zu|betr\.?|betrifft|ref)\s*[:.]?\s*[\"„“«]|(?:re|zu|betr|ref)\s*:", re.IGNORECASE)

_LETTER = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|lieber|hej|cher|chère|salut|bonjour|hola|querid[oa]|ciao|car[oa]|olá|beste"
    r"|привет|дорог\w+|שלום|مرحبا)\s(?-i:[^\Wa-z\d_])[\w.’' -]{0,30}[,!،，]"
    r"|to the editor\b|an die redaktion\b|(?:au|monsieur le|à la) rédact\w+|al director\b|al direttore\b"
    r"|ao direc?tor\b|aan de redactie\b|(?:в|уважаемая) редакци\w+|(?:אל|לכבוד) (?:ה?עורך|המערכת)"
    r"|إلى (?:المحرر|محرر|رئيس التحرير)|编辑同志"
    r"|(?:[^\W\d_]+ )?(?:alerts?|search|results?)(?: results?)? (?:for|on)\b",
    re.IGNORECASE,
)
"""How letters begin, whom they are written to, and what search services send."""

_WITH = re.compile(r"(?:with|mit|avec|con|com|met)\s", re.IGNORECASE)
_DATED = re.compile(r"(?:^|,\s(?:[^\W\d_]+\.?\s)?)(?:1[5-9]|20)\d\d[.)\]]?$")
"""What ends with a month, a season and a year, as notes and mastheads do; a headline may too."""

_COPIED = re.compile(
    r"\b(?:transcri|trascri|typed|retyped|copied|clipp(?:ed|ing)|cutting|scrapbook|overgetypt|plakboek|knipsel|abschrift"
    r"|abgeschrieben|abgetippt|ausschnitt|recopié|coupure|recorte|copiado|ritaglio|copiato|переписано|вырезка"
    r"|from (?:the|our) archives?|years ago|aus dem archiv|vor \d+ jahren|il y a \d+ ans|hace \d+ años)"
    r"|剪报|剪報|抄录|抄錄|切り抜き|書き写し|גזיר|הועתק|قصاصة|منقول",
    re.IGNORECASE,
)
"""What those say above a clipping who have copied it, or print it again."""


def is_copied(line: str) -> bool:
    """Tell whether a line says that somebody has copied a clipping, or prints it again."""
    return _COPIED.search(line) is not None


def sureness(value: str, is_signed: bool = False, is_old: bool = False) -> float:
    """Say how sure a headline is by its own words; `is_signed`: a byline is below it; `is_old`: a masthead above."""
    first = next((char for char in value if char.isalpha()), "")
    what = said(value)
    doubts = (
        0.4 if what and ((what.byline and what.byline.opened) or what.photo or what.dates) else 1,
        UNSURE if not is_signed and not is_old and len(value.split()) in (2, 3) and _is_named(value) else 1,
        0.6
        if _SENTENCE.search(value) and not (value.isupper() and is_cased(first)) and not (is_old and width(value) <= 60)
        else 1,
        0.7 if len(value) > 150 or (len(value) > 80 and _TWO_SENTENCES.search(value)) else 1,
        0.5 if furniture.is_section_word(value) or (len(value.split()) <= 4 and names.has_outlet_word(value)) else 1,
        0.7 if first.islower() and first.isascii() else 1,
        0.5 if not first or _LABEL.match(value) or "@" in value or "://" in value else 1,
        0.6 if any(date.iso for date in find(value)) or _DATED.search(value) else 1,
        0.6 if _COPIED.search(value) or "|" in value or (value[:1] in "【［" and value[-1:] in "】］") else 1,
        0.6 if (names.is_role(value) or "Director" in value) and names.is_person(" ".join(value.split()[:2])) else 1,
        0.5 if _NUMBERED.search(value) else 1,
        0.6 if _REFERS.match(value) or _LETTER.match(value) else 1,
        0.6 if _is_folio(value) else 1,
        0.5 if _OFFICE.search(value) or _is_lead(value) else 1,
        0.6 if value.endswith((",", ":", "，", "：")) else 1,
        0.6 if 2 * sum(map(str.isdigit, value)) > sum(map(str.isalpha, value)) else 1,
    )
    return min(CERTAIN, *doubts)


def _is_folio(value: str) -> bool:
    """Tell whether a row heads a newspaper's page: its name, with a number or a day of the week."""
    words = re.findall(r"[^\W\d_]+", value.lower())
    is_numbered = value[:1].isdigit() or value[-1:].isdigit()
    return (is_numbered or any(map(is_weekday, words))) and (
        names.has_outlet_word(value) and (value.isupper() or len(words) <= _FOLIO)
    )


_FOLIO = 6
"""Words that a newspaper's name and a day may have."""


def _is_lead(value: str) -> bool:
    """Tell whether a row is a dateline by itself: `Lille (France), 5 mars 2018 (AFP) -`."""
    lead = datelines.lead(f"{value} X")
    return lead is not None and bool(lead.date or lead.wire[1])


def _is_named(value: str) -> bool:
    return not value.isupper() and names.is_person(value)


def of_lines(lines: Sequence[str]) -> float:
    """Say how sure it is that the lines of one block are one headline, not a headline and a deck."""
    if len(lines) < 2 or all(line.isupper() for line in lines):
        return 1
    if _WITH.match(lines[-1]) and names.is_person(lines[-1].split(" ", 1)[1]):
        return UNSURE  # a column's name, and whose it is
    if names.is_person(lines[-1]):
        return UNSURE  # a headline, and who wrote the story
    if lines[0][-1] in ".!?;":
        return UNSURE  # a headline, and what stands below it
    if all(is_wrapped(one, other) for one, other in pairwise(lines)):
        return 1
    if len(lines) == 2 and _is_in_capitals_each(lines[0]) and _is_in_capitals_each(lines[1]):
        is_full = len(lines[0]) + len(lines[1].split()[0]) >= len(lines[1])
        return CERTAIN if is_full else UNSURE
    return 1 if len(lines[0]) > _FULL else UNSURE


_FULL = 56
"""A typed line that is longer goes on in the next."""


def _is_in_capitals_each(line: str) -> bool:
    words = re.findall(r"[^\W\d_]{4,}", line)
    return len(words) > 1 and all(word[0].isupper() for word in words)
