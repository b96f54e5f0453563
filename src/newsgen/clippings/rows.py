"""The top of a page in rows: a line that says something, the lines of one title, a paragraph.

Also owns where the story begins: at the first row of running text under the last byline or date of the head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsgen.clippings import datelines, furniture
from newsgen.clippings.captions import Photo
from newsgen.clippings.labelled import Labelled, is_coded, labelled
from newsgen.clippings.marked import PLACE_OR_OUTLET, Said, said
from newsgen.clippings.mastheads import is_title, masthead
from newsgen.news import bylines, names
from newsgen.news.bylines import Byline
from newsgen.news.lines import Page, ends_sentence, is_cased, text_start, width

MAX_ROWS = 500
"""Lines that are looked at for the beginning of the story."""

MAX_TITLE = 250
MAX_ABOVE = 350  # what may stand above a byline: a deck, not a paragraph
_MAX_WRAPPED = 100  # no typist's line is longer; a longer one is a paragraph or a scraped line
_FULL = 20  # a shorter line is an entry of a menu, whatever it ends with
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…]['\"’”»]? [«“\"‘]?[^\Wa-z\d_]|[。！？][^」』”]")
_GOES_ON = re.compile(
    r"(?:[,;:–—-]|\b(?:the|a|an|of|in|on|at|to|for|and|or|by|with|from|der|die|das|des|den|dem|und|im|in|mit|von|zu|le"
    r"|la|les|du|des?|et|à|au|en|el|los|las|y|e|di|il|lo|da|do|dos|het|een|van|в|на|и|с|по|из|о))$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]{3,120}[)）\]]")
"""A note above a headline: `[Editor's note: …]`, `(From our own correspondent)`."""

_NAMES_AHEAD = frozenset(("author", "authors", "by", "written by", "autor", "autore", "auteur", "автор", "reporter"))
_CODE = re.compile(
    r"[A-Z0-9]{2,8}|English|German|French|Spanish|Italian|Portuguese|Dutch|Russian|Chinese|Japanese|Arabic"
)
"""What databases print among a story's facts: a newspaper's short sign, the language."""


@dataclass(frozen=True, slots=True)
class Row:
    """Lines `first` up to `last`, excluding it, and their text; `said` or `label` where they say what they are."""

    first: int
    last: int
    block: int
    text: str
    said: Said | None = None
    label: Labelled | None = None

    @property
    def is_title(self) -> bool:
        """Tell whether nothing but its place says what the row is."""
        return self.said is None and self.label is None

    @property
    def is_anchor(self) -> bool:
        """Tell whether the row names writers or days, as stands between headline and story."""
        return self.said is not None and bool(self.said.dates or (self.said.byline and self.said.byline.credits))

    @property
    def vouches(self) -> bool:
        """Tell whether the row can only be a story's byline or date, not a menu's entry that looks like a name."""
        if self.said is None:
            return False
        byline = self.said.byline
        return any(date.iso for date in self.said.dates) or (
            byline is not None and bool(byline.credits) and byline.opened
        )


def cut(page: Page, start: int, tail: int) -> list[Row]:
    """Cut the top of a page into rows, down to the first that can only be the story's."""
    rows: list[Row] = []
    at, end = start, min(tail, start + MAX_ROWS)
    coded = is_coded(page.line(n) for n in range(at, min(end, at + 20)))
    while at < end:
        row = _row(page, at, end, rows, coded)
        rows.append(row)
        at = row.last
        if row.label and row.label.name == "body":
            break
    return rows


def _row(page: Page, at: int, end: int, above: Sequence[Row], coded: bool) -> Row:
    line = page.line(at)
    raw = page.lines[at]
    block = raw.block
    over = next((row.label for row in above[-2:] if row.label), None)
    own, what = labelled(page.text[raw.start : min(raw.end, raw.start + 601)], over, coded), _said(line, above)
    is_told = what is not None and bool(what.dates or what.outlet or (what.byline and what.byline.opened))
    if own and not (what and ((own.name == "byline" and what.byline and what.dates) or (not own.name and is_told))):
        last = at + 1
        while own.name == "headline" and last < end and page.same_block(at, last) and _continues(page, last, coded):
            last += 1
        return Row(at, last, block, line, label=own)
    if what:
        return Row(at, at + 1, block, line, what)
    if at + 1 < end and page.same_block(at, at + 1) and (both := _in_two(line, page.line(at + 1))):
        return Row(at, at + 2, block, f"{line} {page.line(at + 1)}", both)
    if what and what.reason == "contact":
        last = at + 1
        while last < end and page.same_block(at, last) and last < at + 10 and not ends_sentence(page.line(last)):
            last += 1
        return Row(at, last, block, line, Said(reason="contact"))
    last = _title_end(page, at, end, above)
    return Row(at, last, block, page.stretch(at, last).text if last > at + 1 else line)


def _continues(page: Page, at: int, coded: bool) -> bool:
    """Tell whether a line goes on with the labelled headline above it."""
    line = page.line(at)
    return labelled(line, Labelled("", 0, 0), coded) is None and said(line) is None and not text_start(line)


def _in_two(line: str, below: str) -> Said | None:
    """Return what a byline in two lines says: `By Ana Ruiz and`, `Li Wei`, or `Author:`, `Ana Ruiz`."""
    is_opened = bylines.opens(f"{line} X") and not line.endswith("?")
    if not (is_opened or furniture.key(line) in _NAMES_AHEAD) or len(line) > _MAX_WRAPPED:
        return None
    is_alone = not bylines.opens(line) or furniture.key(line) in _NAMES_AHEAD
    both = said(f"{'By' if is_alone else line} {below}")
    if both is None or both.byline is None or not both.byline.opened or both.dates:
        return None
    is_name = all(names.is_name(credit.name) for credit in both.byline.credits)
    return both if is_name and (is_alone or len(both.byline.credits) > 1) else None


def _said(line: str, above: Sequence[Row]) -> Said | None:
    """Return what a line says; above the headline a name alone may be one, and a menu or a masthead is told."""
    if above and furniture.key(above[-1].text) == "credit" and len(line) <= 80:
        return Said(photo=Photo(credit=(0, len(line))))
    is_below_title = any(row.is_title and not furniture.is_section_word(row.text) for row in above)
    near = is_below_title and any(row.is_anchor for row in above)
    what = said(line, near_byline=near)
    is_high = not is_below_title or all(len(row.text.split()) < 6 for row in above if row.is_title)
    if is_high and (over := _over_titles(line, what)):
        return over
    if what is None:
        is_code = near and above[-1].said and _CODE.fullmatch(line)
        return Said(reason="note") if _BRACKETED.fullmatch(line) else Said(reason="page furniture") if is_code else None
    if what.reason == PLACE_OR_OUTLET and not what.dates:
        return None
    if what.byline and not what.byline.opened:
        return _unopened(what, what.byline, above, is_below_title)
    return what


def _over_titles(line: str, what: Said | None) -> Said | None:
    """Return what a line above the headline says as a masthead or a menu."""
    is_open = what is not None and what.byline is not None and what.byline.opened
    if not is_open and (issue := masthead(line)):
        return Said(issue.dates, outlet=issue.outlet, reason="masthead")
    if (line[:1] in "»›" and not line.rstrip(".!?").endswith(("«", "‹"))) or len(line.split(" | ")) > 3:
        return Said(what.dates if what else (), reason="navigation")
    is_label = furniture.is_section_word(line) or (furniture.begins_with_section(line) and "|" in line)
    is_plain = what is None or not (what.dates or what.photo or is_open)
    return Said(reason="navigation") if is_plain and furniture.is_breadcrumb(line) and not is_label else None


def _unopened(what: Said, byline: Byline, above: Sequence[Row], is_below_title: bool) -> Said | None:
    """Return what a line with a name and no `By` says: over the headline, or under a byline, it may be a place."""
    if not is_below_title and not what.dates:
        return None
    if not is_below_title and not what.outlet:
        name = byline.credits[0].name if byline.credits else ""
        return replace(what, byline=None, outlet=name if name.isupper() else "", reason=PLACE_OR_OUTLET)
    is_named = any(row.said and row.said.byline and row.said.byline.credits for row in above)
    return replace(what, byline=None, reason=PLACE_OR_OUTLET) if what.dates and is_named else what


def _title_end(page: Page, at: int, end: int, above: Sequence[Row]) -> int:
    """Return the line after the row that begins at a line which says nothing."""
    if not page.is_typed:
        last = at + 1
        while last < min(end, at + 3) and _is_wrapped(page, last - 1, last) and not said(page.line(last)):
            last += 1
        return last
    last = at + 1
    while last < end and page.same_block(at, last) and not _said(page.line(last), above):
        last += 1
    lines = [page.line(n) for n in range(at, min(last, at + 40))]
    if len(lines) > 3 and all(width(line) < 25 for line in lines):
        return at + 1  # a menu, or a table
    return at + 1 if len(lines) > 1 and _stands_alone(lines) else last


def _is_wrapped(page: Page, at: int, below: int) -> bool:
    """Tell whether a short line of a scraped page goes on in the next one."""
    one, other = page.line(at), page.line(below)
    return page.same_block(at, below) and max(width(one), width(other)) <= _MAX_WRAPPED and is_wrapped(one, other)


def is_wrapped(one: str, other: str) -> bool:
    """Tell whether a line can't be whole without the next one: that begins small, or a small word ends this one."""
    if other.startswith(("www.", "http")):
        return False
    if ends_sentence(one) or not is_cased(other[:1]):
        return False
    return other[:1].islower() or (len(one) > _FULL and _GOES_ON.search(one) is not None)


def _stands_alone(lines: list[str]) -> bool:
    """Tell whether the first line of a typed block is a headline by itself, with other text right under it."""
    first, second = lines[0], lines[1]
    if is_wrapped(first, second):
        return False
    if any(len(line) > _MAX_WRAPPED for line in lines) or (is_capital(first) and not is_capital(second)):
        return True
    if furniture.is_section_word(first):
        return True
    if len(lines) == 2:
        return not is_capital(first + second) and ends_sentence(second) and not ends_sentence(first)
    full = max(width(line) for line in lines[1:-1])
    return ends_sentence(lines[-1]) and not ends_sentence(first) and width(first) < 0.7 * full


def is_capital(text: str) -> bool:
    """Tell whether a text is in capitals."""
    return text.isupper()


# Where the story begins.


def story(rows: Sequence[Row]) -> int:
    """Return the index of the first row of the story; the number of rows if it is below them."""
    at = _prose_from(rows, 0)
    if at is None:
        return _after_head(rows)
    while (anchor := _anchor_below(rows, at)) is not None:
        below = _prose_from(rows, anchor + 1)
        if below is None:
            below = next((n for n in range(anchor + 1, len(rows)) if rows[n].is_title), None)
        if below is None:
            break
        at = below
    return _upwards(rows, at)


def _prose_from(rows: Sequence[Row], start: int) -> int | None:
    is_first = not any(row.is_title for row in rows[:start])
    for at in range(start, len(rows)):
        row = rows[at]
        if row.label and row.label.name == "body":
            return at + 1
        if row.is_title:
            is_captioned = at + 1 < len(rows) and _is_credit(rows[at + 1])
            is_paragraph = row.last - row.first > 2 and _is_sentence(row.text)
            if ((is_paragraph or is_prose(row.text, is_first)) and not is_captioned) or text_start(row.text):
                return at
            is_first = False
    return None


def _is_credit(row: Row) -> bool:
    """Tell whether a row is nothing but a picture's credit: what stands above it is the caption."""
    return row.said is not None and row.said.photo is not None and row.said.photo.caption == (0, 0)


def is_prose(text: str, is_first: bool = False) -> bool:
    """Tell whether a text is running text, not a title; `is_first`: nothing stands above it that could be one."""
    lead = datelines.lead(text[: datelines.LEAD_LENGTH])
    size = width(text)
    if lead and (lead.date or lead.wire[1]) and size > 60:
        return True
    if size > MAX_ABOVE:
        return True
    if text.isupper():
        return False
    several = _TWO_SENTENCES.search(text) is not None
    if is_first:
        return ends_sentence(text) and ((several and size > 90) or size >= 160)
    if not ends_sentence(text):
        return several and size >= 160
    return size >= (60 if is_cased(text[:40]) else 40) or (several and len(text.split()) >= 8)


def _anchor_below(rows: Sequence[Row], at: int) -> int | None:
    """Return the byline or date under one or two short rows that look like the story, with the story after it."""
    known = [row.said for row in rows[:at] if row.said and row.is_anchor and any(r.is_title for r in rows[:at])]
    is_named = any(what.byline and what.byline.credits for what in known)
    is_dated = any(what.dates for what in known)
    if is_named and is_dated:
        return None
    passed = 0
    for below in range(at, min(at + 8, len(rows))):
        row = rows[below]
        if row.is_anchor and row.said:
            is_new = (bool(row.said.dates) and not is_dated) or (
                row.said.byline is not None and bool(row.said.byline.credits) and not is_named
            )
            return below if is_new and _is_story_below(rows, below, passed) else None
        if row.is_title:
            passed += width(row.text)
            if passed > MAX_ABOVE or (known and below > at):
                return None
    return None


def _is_story_below(rows: Sequence[Row], anchor: int, passed: int) -> bool:
    below = [row for row in rows[anchor + 1 : anchor + 12] if row.is_title]
    return any(2 * width(row.text) >= passed and is_prose(row.text) for row in below) or (
        len(below) > 1 and sum(width(row.text) for row in below) > passed
    )


def _upwards(rows: Sequence[Row], at: int) -> int:
    """Return the first of the sentences that stand right above a paragraph, below the head's last line."""
    first = at
    while first > 0 and rows[first - 1].is_title and _is_sentence(rows[first - 1].text):
        is_under_anchor = any(row.is_anchor for row in rows[:first]) and any(row.is_title for row in rows[: first - 1])
        titles = sum(row.is_title and not furniture.is_section_word(row.text) for row in rows[: first - 1])
        if not is_under_anchor and not titles:
            break
        first -= 1
    return first


def _is_sentence(text: str) -> bool:
    """Tell whether a row is a sentence; old headlines end with a full stop too, but have capitals throughout."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    is_old_title = len(words) > 1 and width(text) <= 80 and all(word[0].isupper() for word in words) and text[-1] == "."
    return ends_sentence(text) and not text.isupper() and not is_old_title


def _after_head(rows: Sequence[Row]) -> int:
    """Return where the story of a few words begins: under the headline and what says who and when."""
    first = next((at for at, row in enumerate(rows) if row.is_title), len(rows))
    anchors = [at for at, row in enumerate(rows) if row.is_anchor and at > first and at < len(rows) - 1]
    start = anchors[0] + 1 if anchors else first + 1
    return next((at for at in range(start, len(rows)) if rows[at].is_title), len(rows))


def looks_like_title_of_paper(text: str) -> bool:
    """Tell whether a row over a date or a headline is the name of a newspaper."""
    bare = text.strip(" .")
    words = bare.split()
    if not 0 < len(words) <= 6 or furniture.is_section_word(bare) or (len(words) == 1 and bare.isupper()):
        return False
    if text.endswith(".") and not names.has_outlet_word(bare):
        return False  # an old headline
    return is_title(bare) and names.looks_like_outlet(bare)
