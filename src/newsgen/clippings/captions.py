"""Captions and picture credits as they are marked in print: `Photo: …`, `… (Photo by …)`, `Credit: …`.

A line is judged alone; an unmarked caption is recognised by where it stands, which is the layout's affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgen.news.agencies import is_agency
from newsgen.news.names import is_name, looks_like_outlet

MAX_LINE = 400

_PICTURE_WORDS = (
    "photo",
    "picture",
    "image",
    "foto",
    "bild",
    "фото",
    "صورة",
    "图",
    "圖",
    "写真",
    "צילום",
    "תצלום",
    "file",
)
_CREDIT = (
    r"(?:(?:file )?photos?|photographs?|photo credit|picture|image|credits?|foto|fotos|bild|crédito"
    r"|crédit|credito|photo"
    r"|фото|צילום|תצלום|تصوير|صورة|图|图片|圖|摄影|写真|撮影)"
)
_CREDIT_LINE = re.compile(
    rf"[\s(\[（]*{_CREDIT}(?:\s*[:：／/]\s*| by | courtesy | (?:source|copyright), )(?P<rest>\S.{{0,300}})",
    re.IGNORECASE,
)
_CREDIT_WITHIN = re.compile(
    rf"[\s.]*[(\[（](?P<credit>(?:{_CREDIT}(?:\s*[:：／/]\s*| by )"
    rf"|(?-i:[A-Z]{{2,8}})(?: Photo)?\s?/)[^()（）\[\]]{{2,80}})[)\]）]\s*\.?\s*$"
    rf"|(?:[.]\s+|\s+[|—–-]\s+|\s*/\s*){_CREDIT}(?:\s*:\s*| by )(?P<plain>[^.]{{2,60}})\.?\s*$"
    r"|\s+(?-i:Bild|Fotos?|Photo|Photograph|Image|Picture|Credit|Фото):\s*(?P<tail>[^.:]{2,60})$"
    r"|\s*(?-i:[(](?P<slashed>[A-Z][^()/]{2,40}\s?/\s?[A-Z][^()]{1,30})[)])\s*$"
    r"|[.?!»”\"]\s+©\s*(?P<owner>[^.©\d]{2,60})\s*$"
    r"|\s*[(（](?:foto|photo|bild|фото)\s+(?P<aside>[^()（）]{3,60})[)）]\s*\.?\s*$"
    r"|(?-i:(?<=[a-zß-ÿ][.!»])\s+(?P<capital>[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?:[ /]+[A-ZÀ-Þ«»“”'’.-]+){1,6}))\s*$"
    r"|[＝、=](?P<han>[\u3005\u3040-\u30ff\u4e00-\u9fff]{2,8})撮影\s*$"
    r"|[。　 ](?:本报记者|記者|记者)?\s*(?P<zh>[\u4e00-\u9fff]{2,4})\s?[摄攝]\s*$",
    re.IGNORECASE,
)
_SOURCED = re.compile(r"\s*image (?:source|copyright)", re.IGNORECASE)
_CAPTION_LABEL = re.compile(
    r"\s*(?:caption|cutline|image caption|bildunterschrift|legende|légende|leyenda|didascalia|подпись)\s*[:,]\s*(?=\S)",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"\b(?:left|right|centre|center|pictured|file photo|seen here|above|below|archivbild|links|rechts"
    r"|gauche|droite|izquierda"
    r"|derecha|sinistra|destra|слева|справа|архив)\)?[.,]?$|\((?:left|right|l|r|c|center|centre|pictured|file)\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Photo:
    """Where in a line a caption and a credit stand; an empty stretch means that it isn't there."""

    caption: tuple[int, int] = (0, 0)
    credit: tuple[int, int] = (0, 0)


def photo(text: str) -> Photo | None:
    """Return the caption and credit of a line that is marked as one: `Photo: …`, `… (Photo by …)`, `Credit: …`."""
    if len(text) > MAX_LINE:
        return None
    if match := _CREDIT_LINE.fullmatch(text):
        start, end = _bare(text, *match.span("rest"))
        is_picture = text.lstrip("( [（").lower().startswith(_PICTURE_WORDS) and not _SOURCED.match(text)
        if not is_picture or _is_credit(text[start:end]):
            return Photo(credit=(start, end))
        return _split_caption(text, start, len(text))
    if label := _CAPTION_LABEL.match(text):
        return _split_caption(text, label.end(), len(text))
    return _split_caption(text, 0, len(text)) if _CREDIT_WITHIN.search(text) else None


def is_pictured(text: str) -> bool:
    """Tell whether a line speaks like a caption: `(left)`, `pictured`, `file photo`."""
    return _PICTURED.search(text.strip()) is not None


def _split_caption(text: str, start: int, end: int) -> Photo:
    if sign := _SIGN.match(text, start, end):
        start = sign.end()
    match = _CREDIT_WITHIN.search(text, start, end)
    if match is None:
        return Photo(caption=_bare(text, start, end, marks=" \t\u00a0"))
    group = next(name for name, value in match.groupdict().items() if value)
    begin, stop = match.span(group)
    if by := _BY.match(text, begin, stop):
        begin = by.end()
    if prefix := re.match(rf"{_CREDIT}(?:\s*[:：／/]\s*| by )", match.group(group), re.IGNORECASE):
        begin += prefix.end()
    kept = match.start() + (1 if text[match.start() : match.start() + 1] in _STOPS else 0)
    return Photo(_bare(text, start, kept, marks=" \t\u00a0"), _bare(text, begin, stop))


_SIGN = re.compile(r"[(（\[【](?:写真|圖|图|photo|foto|фото)[)）\]】]\s*", re.IGNORECASE)
_BY = re.compile(r"(?:by|di|de|von|par|por|da)\s+(?=[^\Wa-z\d_])")
_STOPS = frozenset('.?!»”"。')


def _is_credit(named: str) -> bool:
    return (
        is_name(named)
        or is_agency(named)
        or ("/" in named and "(" not in named)
        or looks_like_outlet(named)
        or len(named.split()) == 1
    )


def _bare(text: str, start: int, end: int, marks: str = " \t\u00a0.)]）") -> tuple[int, int]:
    """Narrow a stretch by the blanks and marks at its ends."""
    while start < end and text[start] in " \t\u00a0":
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
