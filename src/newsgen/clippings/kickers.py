"""Kickers: the word or two over a headline, and how sure it is that they are no headline themselves."""

from __future__ import annotations

from newsgen.clippings import furniture
from newsgen.clippings.doubts import UNSURE
from newsgen.clippings.evidence import CERTAIN
from newsgen.clippings.rows import MAX_TITLE, is_prose
from newsgen.news import names
from newsgen.news.lines import ends_sentence, is_cased, width


def kicker(line: str, below: str, is_decked: bool) -> float:
    """Say how sure it is that a row is a kicker over the headline in the next one; 0: it isn't."""
    is_sentence = ends_sentence(line) and not line.isupper()
    if width(line) > 45 or line[-1:] in ":：,-" or is_sentence or len(below) > MAX_TITLE:
        return 0
    if is_prose(below) and not is_decked:
        return 0
    if furniture.is_section_word(line):
        return CERTAIN
    if (furniture.begins_with_section(line) and ":" not in line) or (line[:1] in "【〔［" and line[-1:] in "】〕］"):
        return CERTAIN
    if len(line.split()) <= (3 if is_cased(line) else 2) and names.is_person(line) and not line.isupper():
        return UNSURE
    return _unnamed_kicker(line, below, is_decked)


def _unnamed_kicker(line: str, below: str, is_decked: bool) -> float:
    """Say how sure it is that a row that names no section is a kicker: a word or two over something longer."""
    words, long = len(line.split()), len(below.split())
    if not is_cased(line):
        is_label = words <= 2 and width(line) <= 14 and width(below) >= max(16, 2 * width(line))
        return (CERTAIN if is_decked or words == 1 else UNSURE) if is_label else 0
    if width(below) <= width(line) and not is_decked:
        return 0
    if line.isupper() and not below.isupper() and line[-1] not in "!?":
        if words == 1 or (words <= 4 and (_is_quoted(below) or (is_decked and words < 3))):
            return CERTAIN if long > 1 else 0.75
        return UNSURE if words <= 4 else 0
    if words == 1 and long >= 4:
        return CERTAIN
    if words <= 3 and width(line) <= 26 and long >= 4 and not below.isupper():
        is_named = names.looks_like_outlet(line)  # `The Culvert`: as likely the paper or the column
        return CERTAIN if is_decked and not is_named else UNSURE
    return 0


def _is_quoted(text: str) -> bool:
    return text[:1] in "“\"„«‘「'"
