"""How a printed story is laid out: what stands above the body and below it, and where the body is.

Owns the two peelings: head from the top, trailers from the bottom. What
can't be told from the story's own words stays with the body. Nothing is changed, and no line is lost: each is in the
head, the body, the tail, or is invisible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgen.clippings import (
    datelines,
    doubts,
    furniture,
    names_alone,
    rows,
    saved_pages,
    titles,
    trailers,
    unexplained,
)
from newsgen.clippings.captions import Photo, is_pictured
from newsgen.clippings.evidence import CERTAIN, STATED
from newsgen.clippings.laid import Layout
from newsgen.clippings.mail import MAX_HEAD, mail_head, subject_span
from newsgen.clippings.marked import Said, said
from newsgen.clippings.mastheads import is_title
from newsgen.clippings.rows import Row
from newsgen.clippings.titles import Titles
from newsgen.news import names, printed_dates
from newsgen.news.lines import MAX_TYPED, Page, ends_sentence, width

MAX_CAPTION = 200
_UNSURE = 0.85
_NOT_A_CAPTION = re.compile(r"^['\"“„«‘「•*\d-]|[,;:、，；：]$")
_CAPTION_FOLLOWS = frozenset({"image caption", "media caption", "caption", "bildunterschrift"})


def lay_out(page: Page, stated: dict[str, str]) -> Layout:
    """Read a page; `stated` are the keys (`furniture.key`) of the headline and the deck if front matter has them."""
    layout = Layout(page, trailers.start(page), stated)
    _read_tail(layout)
    _read_head(layout)
    _read_inner_captions(layout)
    return layout


def _read_head(layout: Layout) -> None:
    start, sure = _below_mail(layout)
    top = rows.cut(layout.page, start, layout.tail)
    story = rows.story(top)
    is_sourced = any(what.dates or what.outlet for _, what in layout.trailers)
    head = names_alone.told(top[:story], top[story:], is_sourced)
    layout.body = top[story].first if story < len(top) else top[-1].last if top else start
    layout.has_menus = saved_pages.has_menus(head, titles.is_long)
    for row in head:
        _note(layout, row)
    is_labelled = "headline" in layout.labelled
    found = titles.papers(head) if is_labelled else titles.arrange(head, layout.stated, layout.is_blog)
    _weigh(layout, head, top[story:], found)
    _keep_titles(layout, head, found, sure)
    _part_window_title(layout)
    if start and not found.parts:
        _take_subject(layout, start)
    _read_captions(layout, head, found)


def _weigh(layout: Layout, head: Sequence[Row], story: Sequence[Row], found: Titles) -> None:
    """Lower how sure the titles are by what stays unexplained around them."""
    if "headline" not in found.parts or found.parts["headline"][2] == titles.STATED:
        layout.evidence = dict.fromkeys(found.parts, STATED)
        return
    at = found.parts["headline"][0]
    parts = (n for first, last, _ in found.parts.values() for n in range(first, last))
    first, last, _ = found.parts.get("deck", (None, 0, 0.0))
    explained = {*parts, *found.papers, *found.sections}
    labels = {*found.sections, *([found.parts["kicker"][0]] if "kicker" in found.parts else [])}
    is_stated = first is not None and furniture.key(head[first].text) == layout.stated["deck"]
    around = unexplained.Around(head, story, at, explained, labels, first, layout.is_saved, is_stated)
    layout.evidence["headline"], doubt = unexplained.sureness(around)
    for name, (start, end, how) in found.parts.items():
        found.parts[name] = (start, end, min(how, doubt))
    if first is not None:
        layout.evidence["deck"], how = unexplained.deck_sureness(around, first, last)
        found.parts["deck"] = (first, last, min(how, found.parts["deck"][2]))
    if "kicker" in found.parts:
        is_section = furniture.is_section_word(head[found.parts["kicker"][0]].text)
        layout.evidence["kicker"] = "a section's name" if is_section else "short, over the headline"
        if layout.is_blog and not is_section:
            start, end, how = found.parts["kicker"]
            found.parts["kicker"] = (start, end, min(how, _UNSURE))  # as likely the blog's name


def _below_mail(layout: Layout) -> tuple[int, float]:
    """Return the line below an e-mail's head, or that which its subject names, and how sure a headline there is."""
    mail, subject = mail_head([layout.page.line(n) for n in range(min(layout.tail, MAX_HEAD))])
    if not mail:
        return 0, CERTAIN
    known = {subject, layout.stated["headline"]} - {""}
    named = [n for n in range(mail, min(mail + 10, layout.tail)) if furniture.key(layout.page.line(n)) in known]
    start = named[0] if named else mail
    layout.reasons.update(dict.fromkeys(range(start), "e-mail"))
    return start, CERTAIN if named else _UNSURE


def _part_window_title(layout: Layout) -> None:
    """Part `Ferry returns - Saltmarsh Herald` where a newspaper's name stands behind the headline."""
    if "headline" not in layout.parts:
        return
    first, last, _ = layout.parts["headline"]
    line = layout.page.line(first)
    match = _BEHIND.search(line)
    if (
        last == first + 1
        and match
        and names.has_outlet_word(match["paper"])
        and names.looks_like_outlet(match["paper"])
        and is_title(match["paper"])
    ):
        start = layout.page.text.index(line, layout.page.lines[first].start)
        layout.labelled.setdefault("headline", (start, start + match.start()))
        layout.labelled.setdefault("outlet", (start + match.start("paper"), start + match.end("paper")))


_BEHIND = re.compile(r"\s+[|–—-]\s+(?P<paper>[^|–—]{4,40})$")


def _take_subject(layout: Layout, start: int) -> None:
    """Take an e-mail's subject for the headline of wire copy that has none."""
    begins = layout.begins()
    lead = datelines.lead(layout.page.text[begins : begins + datelines.LEAD_LENGTH])
    for at in range(start):
        line = layout.page.lines[at]
        span = subject_span(layout.page.text[line.start : line.end])
        if span and span[0] < span[1] and lead and lead.wire[1]:
            layout.labelled.setdefault("headline", (line.start + span[0], line.start + span[1]))


def _note(layout: Layout, row: Row) -> None:
    """Keep what a row of the head says of itself."""
    if row.label:
        layout.reasons.update(dict.fromkeys(range(row.first, row.last), "label"))
        start, end = layout.page.lines[row.first].start, layout.page.lines[row.last - 1].end
        if row.label.name and row.label.name != "body" and row.label.start < row.label.end:
            end = start + row.label.end if row.last == row.first + 1 else end
            layout.labelled.setdefault(row.label.name, (start + row.label.start, end))
    elif row.said:
        layout.note(row.first, row.said, layout.head)


def _keep_titles(layout: Layout, head: Sequence[Row], found: Titles, sure: float) -> None:
    """Put down which lines are kicker, headline and deck; what stands above them is a menu's or a newspaper's."""
    for name, (first, last, how) in found.parts.items():
        lines = [layout.page.line(at) for at in range(head[first].first, head[last - 1].last)]
        wrapped = doubts.of_lines(lines) if name == "headline" else CERTAIN
        layout.parts[name] = (head[first].first, head[last - 1].last, min(how, sure, wrapped))
    headline = head[found.parts["headline"][0]].text if "headline" in found.parts else ""
    for at in found.menus:
        if head[at].is_title and (outlet := titles.site_name(head[at].text, headline)):
            layout.note(head[at].first, Said(outlet=outlet), layout.head)
        if head[at].is_title:
            layout.reasons.update(dict.fromkeys(range(head[at].first, head[at].last), "navigation"))
    for at, outlet in found.papers.items():
        layout.note(head[at].first, Said(outlet=outlet), layout.head)
    for at in found.sections:
        layout.note(head[at].first, Said(section=head[at].text, reason="filing"), layout.head)
    layout.head.sort(key=lambda one: one[0])


def _read_captions(layout: Layout, head: Sequence[Row], found: Titles) -> None:
    """Read unmarked captions between byline and story; what is none, and no title, is the story's own."""
    taken = {at for first, last, _ in found.parts.values() for at in range(first, last)}
    for at, row in enumerate(head):
        if not row.is_title or at in taken or at in found.menus or at in found.papers or at in found.sections:
            continue
        sure = _caption(layout, head, at)
        if sure and row.last == row.first + 1:
            layout.captions.append((row.first, Photo(caption=(0, len(layout.page.line(row.first)))), sure))
        else:
            layout.loose.append((row.first, row.last))
    layout.captions.sort(key=lambda one: one[0])


def _caption(layout: Layout, head: Sequence[Row], at: int) -> float:
    """Say how sure it is that a row is an unmarked caption; 0: it isn't one."""
    row = head[at]
    if _is_announced(layout, head, at) and width(row.text) <= MAX_TYPED:
        return CERTAIN
    is_below_anchor = any(one.is_anchor for one in head[:at]) and "headline" in layout.parts
    if not is_below_anchor or len(row.text) > MAX_CAPTION:
        return 0
    if is_pictured(row.text):
        return CERTAIN
    below = head[at + 1].said if at + 1 < len(head) else None
    if below and below.photo and below.photo.caption == (0, 0) and not layout.page.is_typed:
        return CERTAIN if ends_sentence(row.text) else _UNSURE
    if _NOT_A_CAPTION.search(row.text) or ends_sentence(row.text):
        return 0
    if below and (below.photo or (below.dates and not any(one.said and one.said.dates for one in head[:at]))):
        return _UNSURE
    is_long = len(row.text.split()) >= 4 or (not row.text.isascii() and len(row.text) >= 10)
    is_in_place = "deck" in layout.parts and not printed_dates.find(row.text)
    return (CERTAIN if is_in_place else 0.6) if is_long else 0


def _is_announced(layout: Layout, head: Sequence[Row], at: int) -> bool:
    """Tell whether the row above says that a caption follows, or is a picture's credit on a scraped page."""
    if at == 0 or layout.page.is_typed:
        return False
    above = head[at - 1]
    is_credit = [(place, one.caption) for place, one, _ in layout.captions] == [(above.first, (0, 0))]
    return furniture.key(above.text) in _CAPTION_FOLLOWS or is_credit


def _read_inner_captions(layout: Layout) -> None:
    """Read captions with a credit that stand alone between two paragraphs."""
    for at in range(layout.body + 1, layout.tail):
        if layout.page.stands_alone(at) and width(line := layout.page.line(at)) <= MAX_CAPTION:
            what = said(line)
            if what and what.photo and what.photo.credit[1] and not line.startswith(_QUOTED):
                layout.captions.append((at, what.photo, CERTAIN))
                layout.inner.add(at)


_QUOTED = tuple('“"„«‘「—–')


def _read_tail(layout: Layout) -> None:
    """Note what the trailers say; an unmarked line among them belongs to the trailer above it."""
    above, readers = "", trailers.readers_start(layout.page)
    for at in range(layout.tail, len(layout.page.lines)):
        what = said(layout.page.line(at)) if at < readers else None
        if what:
            layout.note(at, what, layout.trailers)
            above = what.reason or above
        else:
            layout.reasons[at] = above if at < readers else "readers' comments"
