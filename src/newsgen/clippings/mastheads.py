"""The line under a newspaper's title, or with it: volume and number, day, price, edition, page.

`The Courier   Vol. LXII, No. 18   Thursday, May 6, 1954   Page 3`: every part is one of these, but for at most one,
which is the newspaper's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgen.news import names, printed_dates
from newsgen.news.folding import folded
from newsgen.news.printed_dates import PrintedDate

_PARTS = re.compile(
    r"\s{2,}|\t|\s[—–|•·-]\s|[|;•]|(?<=\d\.)\s+(?!ja[hr]|jg)(?=[^\W\d_])|(?<=[.,])\s+(?=(?:nr|no|vol|num|núm|№|n°)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{3,40})[»”“\"]")
_WIDE = re.compile(r"\S\s{3,}\S")
_PARTS_OF_DATED = re.compile(rf"{_PARTS.pattern}|,\s", re.IGNORECASE)
_ISSUE = re.compile(
    r"(?:vol(?:ume)?|band|bd|tome|tomo|том)\.? ?[\divxlc]+[.,]?"
    r"|(?:(?:vol|volume)\.? ?[\divxlc]+,? ?)?"
    r"(?:no|nr|num|n[°ºo]?|nro|numero|numéro|nummer|issue|№|#)\.? ?[\d .,]+(?:\(\d+\))?"
    r"|(?:ano|anno|jahrgang|jg|jaargang|annee|год издания)\.? ?[\divxlc]+\.?"
    r"|\d+\. ?(?:jahrgang|jaargang)|\w{4,14} annee"
    r"|(?:price|preis|prix|precio|prezzo|preco|prijs|цена|מחיר)\b.{1,20}"
    r"|[\w ,.]{1,12} ?(?:cents?|centimos|centimes|pence|penny|pfennig|pfg|lire|reis|centavos|коп|к|אגורות)\.?"
    r"|(?:[\w'’-]+ ){0,4}(?:edition|edicion|ausgabe|edizione|edicao|editie|выпуск|final)(?: [\w'’-]+){0,3}"
    r"|(?:\w{3,12})(?:blatt|blad)|(?:eerste|tweede|derde) blad|朝刊|夕刊"
    r"|(?:גי?ליון|العدد|عدد) [\d.,]+|السنة \w+|第.{1,6}[版面期号號]|\d{1,3}[面版]"
    r"|(?:pages?|pp?|pg|columns?|cols?|seite|pagina|стр|עמ'?|עמוד|ص)\.? ?[\w-]{1,6}"
    r"|\d{1,3}|est(?:ablished)?\.? \d{4}|founded .{1,12}|daily|weekly",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What such a line says: the newspaper, if it is named there, and the days."""

    outlet: str
    dates: tuple[PrintedDate, ...]


def masthead(line: str) -> Masthead | None:
    """Read a line as a masthead, or return None when any part of it may be something else."""
    if len(line) > 200:
        return None
    dates = printed_dates.find(line) or (printed_dates.month_within(line) if _WIDE.search(line) else ())
    rest = line
    for one in reversed(dates):
        rest = f"{rest[: one.start]}  {rest[one.end :]}"
    rest = re.sub(r"[(（][^()（）]{1,4}[)）]", "  ", rest)
    parts = [part.strip(" ,.;:—–-()[]·•|*") for part in (_PARTS_OF_DATED if dates else _PARTS).split(rest)]
    issues, names = 0, list[str]()
    for part in parts:
        if not part or printed_dates.is_noise(part):
            continue
        if _ISSUE.fullmatch(folded(part)[0].strip()) or all(
            _ISSUE.fullmatch(folded(bit)[0].strip())
            for bit in re.split(r",|(?<=[\u3000-\u9fff]) ", part)
            if bit.strip() and not printed_dates.is_noise(bit)
        ):
            issues += 1
        else:
            names.append(part)
    if not issues or (not dates and issues < 2) or len(names) > 1 or not all(map(is_title, names)):
        return None
    quoted = _QUOTED.search(names[0]) if names else None
    return Masthead(quoted[1] if quoted else names[0].rstrip(".") if names else "", dates)


def _is_issue(part: str) -> bool:
    return _ISSUE.fullmatch(folded(part)[0].strip()) is not None


def is_title(text: str) -> bool:
    """Tell whether a text may be a newspaper's title: a few words, each with a capital, or what looks like one."""
    words = text.split()
    is_named = all(word[:1] == word[:1].upper() or word in _SMALL for word in words)
    if text[:1].isdigit():
        return False
    return names.looks_like_outlet(text) or (0 < len(words) <= 6 and is_named and text[-1:] not in ".!?")


_SMALL = frozenset(("de", "del", "la", "le", "of", "the", "and", "di", "da", "do", "van", "der", "für", "y"))
