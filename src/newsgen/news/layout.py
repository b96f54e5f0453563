"""How a printed story is laid out: what stands above the body and below it, and where the body is.

Owns the two peelings: head from the top, trailers from the bottom. What
can't be told from the story's own words stays with the body. Nothing is changed, and no line is lost: each is in the
head, the body, the tail, or is invisible.
"""

from __future__ import annotations

import re
from dataclasses import replace

from newsgen.news import bylines, datelines, furniture, marked, navigation, trailers
from newsgen.news.captions import Photo, is_pictured
from newsgen.news.labelled import labelled
from newsgen.news.laid import Layout
from newsgen.news.lines import MAX_TYPED, Page, ends_sentence, width
from newsgen.news.mail import MAX_HEAD, mail_head
from newsgen.news.marked import Said, said
from newsgen.news.mastheads import is_title, masthead
from newsgen.news.name_lines import and_line, name_line

MAX_HEADLINE = 250
MAX_DECK = 350
MAX_CAPTION = 200
MAX_WRAPPED = 100  # no typist's line is longer; a longer one is a paragraph or a scraped line

_LABEL = re.compile(r"(?:title|headline|subject|titel|titre|título|titolo|заголовок|标题|標題)\s*[:：]", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[a-zà-ÿ]{3}[.!?] [A-ZÀ-Þ][a-z]")
_SENTENCE = re.compile(r"(?<!\.)[.。][\"'”’»」』]?$")
_NOT_A_CAPTION = re.compile(r"^['\"“„«‘「•*\d-]|[,;:、，；：]$")


def lay_out(page: Page, stated: dict[str, str]) -> Layout:
    """Read a page; `stated` are the keys (`furniture.key`) of the headline and the deck if front matter has them."""
    layout = Layout(page, trailers.start(page), stated)
    _read_head(layout)
    _read_tail(layout)
    return layout


def _read_head(layout: Layout) -> None:
    at, layout.doubt = navigation.start(layout.page, layout.tail)
    mail, subject = mail_head([layout.page.line(n) for n in range(min(layout.tail, MAX_HEAD))])
    if mail:
        named = [n for n in range(mail, min(mail + 10, layout.tail)) if furniture.key(layout.page.line(n)) == subject]
        at, layout.doubt = (named[0], 1.0) if named else (mail, 0.85)
    if layout.stated["headline"]:
        at, layout.doubt = 0, 1.0
    for above in range(at):
        if mail:
            layout.reasons[above] = "e-mail"
        else:
            _pass_over(layout, above, at)
    at = _read_labels(layout, at)
    while at < layout.tail and (what := _above_headline(layout, at) or _masthead(layout, at)):
        layout.note(at, what, layout.head)
        at = _read_labels(layout, at + 1)
    if layout.is_over():
        layout.body = at
        return
    at = _read_headline(layout, at) if "headline" not in layout.labelled else at
    while at < layout.tail:
        what = said(layout.page.line(at), near_byline=layout.has_byline())
        if what and what.dates and what.byline and not what.byline.opened and layout.named():
            what = replace(what, byline=None, reason=marked.PLACE_OR_OUTLET)  # the name was above: this is a place
        what = what or name_line(layout, at) or and_line(layout, at)
        if what:
            layout.note(at, what, layout.head)
            at += 1
            continue
        after = _read_labels(layout, at)
        after = after if after > at else _read_deck(layout, at) or _read_caption(layout, at)
        if not after:
            break
        at = after
        if layout.is_over():
            break
    layout.body = at


def _pass_over(layout: Layout, at: int, headline: int) -> None:
    """Keep what a line above the headline says; a line that says nothing is a menu's or the site's name."""
    line = layout.page.line(at)
    what = said(line)
    if what and not what.byline:
        layout.note(at, what, layout.head)
        return
    if outlet := navigation.site_name(line, layout.page.line(headline)):
        layout.note(at, Said(outlet=outlet), layout.head)
    layout.reasons[at] = "navigation"


def _read_labels(layout: Layout, at: int) -> int:
    """Read lines that name their field; returns the line after them. After `BODY:` the head is over."""
    while at < layout.tail and not layout.is_over():
        line = layout.page.lines[at]
        found = labelled(layout.page.text[line.start : min(line.end, line.start + 601)])
        if found is None:
            break
        layout.reasons[at] = "label"
        layout.ended = found.name == "body"
        if found.name and not layout.is_over():
            layout.labelled.setdefault(found.name, (line.start + found.start, line.start + found.end))
        at += 1
    return at


def _above_headline(layout: Layout, at: int) -> Said | None:
    """Return what a line above the headline says: furniture, a date, an outlet or a name with it; no byline alone."""
    line = layout.page.line(at)
    what = said(line)
    if (what is None or what.reason == marked.PLACE_OR_OUTLET) and (issue := masthead(line)):
        return Said(issue.dates, outlet=issue.outlet, reason="masthead")
    is_plain = what is None or not (what.dates or what.photo or (what.byline and what.byline.opened))
    if is_plain and furniture.is_breadcrumb(line) and not furniture.is_section_word(line):
        return Said(reason="navigation")
    if what is None and furniture.is_section_word(line) and at + 1 < layout.tail and said(layout.page.line(at + 1)):
        return Said(section=line, reason="filing")
    if (
        what is None
        or (what.byline and not what.dates)
        or what.photo
        or (what.reason == marked.PLACE_OR_OUTLET and not what.dates)
    ):
        return None
    return what if what.dates or what.reason else None


def _masthead(layout: Layout, at: int) -> Said | None:
    """Return a newspaper's name alone above a date and a headline, or above a headline and a byline."""
    line = layout.page.line(at)
    is_titled = all(word[:1] == word[:1].upper() for word in line.split()) and len(line.split()) <= 5
    is_first = all(above in layout.reasons for above in range(at))
    if not is_first or at + 2 >= layout.tail or not is_titled or furniture.is_section_word(line):
        return None
    if masthead(layout.page.line(at + 1)) and is_title(line):
        return Said(outlet=line)
    if not bylines.looks_like_outlet(line):
        return None
    below, next_below = layout.page.line(at + 1), layout.page.line(at + 2)
    over_date = _is_only_date(below) and len(next_below) <= 160
    over_headline = not said(below) and len(below) <= 160 and len(below) > len(line) and said(next_below) is not None
    headline = next_below if over_date else below
    return Said(outlet=line) if (over_date or over_headline) and not ends_sentence(headline) else None


def _is_only_date(line: str) -> bool:
    what = said(line)
    return what is not None and replace(what, reason="") == Said(what.dates) and bool(what.dates)


def _read_headline(layout: Layout, at: int) -> int:
    """Read the kicker and the headline; returns the line after them, `at` itself if there is no headline."""
    page, doubt = layout.page, layout.doubt
    if at + 1 < layout.tail and (sure := _kicker(layout, at)):
        layout.parts["kicker"] = (at, at + 1, sure)
        at, doubt = at + 1, min(doubt, sure)
    after = _headline_end(layout, at)
    if after == at:
        return at
    value = page.stretch(at, after).text
    sure = _headline_sureness(value, layout.stated["headline"])
    if len(value.split()) == 1 and value[:1].lower() != value[:1] and "kicker" not in layout.parts:
        doubt = min(doubt, 0.85)  # as likely a section's name
    if _may_be_kicker(layout, at, after):
        doubt = min(doubt, 0.85)
    if after > at + 1 and not value.isupper() and len(page.line(at)) < 40:
        doubt = min(doubt, 0.85)  # the second line may be a deck
    layout.parts["headline"] = (at, after, min(sure, doubt))
    return after


def _may_be_kicker(layout: Layout, at: int, after: int) -> bool:
    """Tell whether a few words on a scraped page may stand over the real headline in the next line."""
    line = layout.page.line(at)
    if (
        layout.page.is_typed
        or len(line.split()) > 3
        or width(line) > 25
        or after >= layout.tail
        or layout.stated["headline"]
    ):
        return False
    while after + 1 < layout.tail and (what := said(layout.page.line(after))) and what == Said(reason=what.reason):
        after += 1
    below = layout.page.line(after)
    return not said(below, near_byline=True) and not ends_sentence(below) and 4 <= len(below.split()) <= 20


def _kicker(layout: Layout, at: int) -> float:
    """Say how sure it is that a line is a kicker over the headline in the next line; 0: it isn't."""
    line, below = layout.page.line(at), layout.page.line(at + 1)
    if len(line) > 40 or ends_sentence(line) or furniture.key(line) == layout.stated["headline"]:
        return 0
    if said(below) or ends_sentence(below) or len(below) > 160:
        return 0
    if furniture.is_section_word(line) or furniture.key(below) == layout.stated["headline"]:
        return 0.95
    if furniture.begins_with_section(line):
        return 0.9
    if len(below) <= len(line):
        return 0
    if not layout.page.is_typed and len(line.split()) == 1 and len(below.split()) >= 4 and at + 2 < layout.tail:
        third = layout.page.line(at + 2)
        if ends_sentence(third) or said(third, near_byline=True):
            return 0.9
    is_label = line.isupper() and len(line.split()) <= 2 and not below.isupper() and line[-1] not in "!?"
    if not is_label or at + 2 >= layout.tail or not (ahead := _marked_ahead(layout, at + 2)):
        return 0
    return 0.9 if ahead == at + 2 and len(below.split()) >= 4 else 0.75


def _headline_end(layout: Layout, at: int) -> int:
    """Return the line after the headline at `at`: one line, or the two or three of a wrapped one."""
    if at >= len(layout.page.lines) or at >= max(layout.tail, 1):
        return at
    opening = layout.page.stretch(at, min(_run_end(layout, at), layout.tail)).text
    lead = datelines.lead(opening[: datelines.LEAD_LENGTH])
    if lead and (lead.date or lead.wire[1]) and ends_sentence(opening) and width(opening) > 100:
        return at  # the story begins at once
    run = _run_end(layout, at)
    run = next((n for n in range(at + 1, min(run, at + 4)) if name_line(layout, n)), run)
    lines = [layout.page.line(n) for n in range(at, min(run, at + 5))]
    first = lines[0]
    is_stated = furniture.key(first[:MAX_HEADLINE]) == layout.stated["headline"] != ""
    if len(lines) == 1 or is_stated or _stands_alone(lines):
        shown = is_stated or not layout.stated["headline"] or (len(first) <= 150 and not ends_sentence(first))
        return at + 1 if shown and len(first) <= MAX_HEADLINE else at
    is_short = len(lines) <= 3 and sum(map(len, lines)) <= MAX_HEADLINE and not ends_sentence(lines[-1])
    return run if is_short else at


def _stands_alone(lines: list[str]) -> bool:
    """Tell whether the first line of a block is a headline by itself, with other text right under it."""
    first, second = lines[0], lines[1]
    if any(len(line) > MAX_WRAPPED for line in lines) or (first.isupper() and not second.isupper()):
        return True
    return len(lines) == 2 and ends_sentence(second) and not ends_sentence(first)


def _headline_sureness(value: str, stated: str) -> float:
    if furniture.key(value) == stated:
        return 0.99
    first = next((char for char in value if char.isalpha()), "")
    what = said(value)
    doubts = (
        0.4 if what and ((what.byline and what.byline.opened) or what.photo or what.dates) else 1,
        0.85 if len(value.split()) in (2, 3) and not value.isupper() and bylines.is_person(value) else 1,
        0.6 if _SENTENCE.search(value) and not value.isupper() else 1,
        0.7 if len(value) > 150 or (len(value) > 80 and _TWO_SENTENCES.search(value)) else 1,
        0.5 if furniture.is_section_word(value) or (len(value.split()) <= 4 and bylines.has_outlet_word(value)) else 1,
        0.7 if first.islower() and first.isascii() else 1,
        0.5 if not first or _LABEL.match(value) else 1,
        0.6 if value.endswith((",", ":", "，", "：")) else 1,
        0.6 if 2 * sum(map(str.isdigit, value)) > sum(map(str.isalpha, value)) else 1,
    )
    return min(0.95, *doubts)


def _run_end(layout: Layout, at: int) -> int:
    """Return the end of the unmarked lines that stand in one block from `at` on."""
    end = at + 1
    while end < layout.tail and layout.page.runs_on(at, end) and not said(layout.page.line(end)):
        end += 1
    return end


def _length(layout: Layout, first: int, last: int) -> int:
    return layout.page.lines[last - 1].end - layout.page.lines[first].start


def _marked_ahead(layout: Layout, at: int) -> int:
    """Return the line of a byline, date or outlet under one or two short unmarked blocks, with a story after it.

    0 when there is none: then what stands at `at` is the story.
    """
    after = at
    for _ in range(3):
        if after >= layout.tail:
            return 0
        what = said(layout.page.line(after), near_byline=True)
        if (what and (what.byline or what.dates or what.outlet)) or name_line(layout, after):
            below = range(after + 1, min(after + 12, layout.tail))
            unmarked = [n for n in below if not said(layout.page.line(n), near_byline=True)]
            is_story = any(2 * _length(layout, n, n + 1) >= _length(layout, at, max(after, at + 1)) for n in unmarked)
            return after if is_story else 0
        end = after + 1 if what else _run_end(layout, after)
        if _length(layout, after, end) > MAX_DECK:
            return 0
        after = end
    return 0


def _read_deck(layout: Layout, at: int) -> int:
    """Read the deck at `at`; returns the line after it, 0 if it is something else."""
    if layout.captions and layout.captions[-1][0] == at - 1:
        return _read_caption(layout, at)
    if "headline" not in layout.parts or "deck" in layout.parts or (layout.has_byline() and not layout.stated["deck"]):
        return 0
    end = _run_end(layout, at)
    if furniture.key(layout.page.stretch(at, end).text[:MAX_DECK]) == layout.stated["deck"] != "":
        sure = 0.99
    elif (marked := 0 if layout.has_byline() else _marked_ahead(layout, at)) > at:
        end, sure = marked, 0.9 if _length(layout, at, marked) <= 220 else 0.6
        while end > at + 1 and _is_no_deck(layout.page.line(end - 1)):
            end -= 1
    elif not layout.has_byline() and _is_line_over_story(layout, at, end):
        sure = 0.7
    elif not layout.has_byline() and end == at + 1 and _are_capitals(layout, at):
        sure = 0.9
    else:
        return 0
    layout.parts["deck"] = (at, end, min(sure, layout.parts["headline"][2] + 0.01))
    return end


def _is_no_deck(line: str) -> bool:
    return said(line, near_byline=True) is not None or bylines.is_person(line)


def _are_capitals(layout: Layout, at: int) -> bool:
    """Tell whether a line is in capitals, as the headline over it is, and no sentence."""
    first, last, _ = layout.parts["headline"]
    line = layout.page.line(at)
    return line.isupper() and layout.page.stretch(first, last).text.isupper() and len(line) <= MAX_CAPTION


def _read_caption(layout: Layout, at: int) -> int:
    """Read an unmarked caption between byline and story; returns the line after it, 0 if it is the story's text."""
    line = layout.page.line(at)
    is_announced = _is_announced(layout, at)
    if is_announced and width(line) <= MAX_TYPED:
        layout.captions.append((at, _whole(layout, at), 0.92))
        return at + 1
    if not layout.has_byline() or any(sure < 0.9 for _, _, sure in layout.captions):
        return 0
    is_single = len(line) <= MAX_CAPTION and _run_end(layout, at) == at + 1 < layout.tail
    pictured = is_single and (
        is_pictured(line) or (not ends_sentence(line) and (_is_credited(layout, at + 1) or _is_dated(layout, at + 1)))
    )
    if not pictured and not _is_line_over_story(layout, at, at + 1):
        return 0
    sure = (0.92 if is_pictured(line) else 0.89) if pictured else 0.9 if "deck" in layout.parts else 0.6
    layout.captions.append((at, _whole(layout, at), sure))
    return at + 1


def _is_announced(layout: Layout, at: int) -> bool:
    """Tell whether the line above says that a caption follows, or is a picture's credit on a scraped page."""
    if at == 0 or layout.page.is_typed:
        return False
    above = layout.page.line(at - 1)
    is_credit = [(place, one.caption) for place, one, _ in layout.captions] == [(at - 1, (0, 0))]
    return furniture.key(above) in {"image caption", "media caption", "caption", "bildunterschrift"} or is_credit


def _whole(layout: Layout, at: int) -> Photo:
    """Return a line as a caption without credit."""
    line = layout.page.line(at)
    start = layout.page.text.index(line, layout.page.lines[at].start) - layout.page.lines[at].start
    return Photo(caption=(start, start + len(line)))


def _is_credited(layout: Layout, below: int) -> bool:
    """Tell whether a line is only a photographer's credit."""
    what = said(layout.page.line(below))
    return what is not None and what.photo is not None and what.photo.caption == (0, 0)


def _is_dated(layout: Layout, below: int) -> bool:
    """Tell whether a line is only a date, the first one in the head: what stands above it is no part of the story."""
    return _is_only_date(layout.page.line(below)) and not any(what.dates for _, what in layout.head)


def _is_line_over_story(layout: Layout, at: int, end: int) -> bool:
    """Tell whether one short line that isn't a sentence stands over a long paragraph that is one."""
    line = layout.page.line(at)
    if end != at + 1 or end >= layout.tail or _run_end(layout, at) != end:
        return False
    is_long_enough = len(line.split()) >= 4 or (not line.isascii() and len(line) >= 10)
    if len(line) > MAX_CAPTION or not is_long_enough or ends_sentence(line) or _NOT_A_CAPTION.search(line):
        return False
    below = _run_end(layout, end)
    last = layout.page.line(below - 1)
    floor = 120 if line.isascii() else 40
    is_story = ends_sentence(last) and not said(layout.page.line(end))
    return is_story and _length(layout, end, below) >= max(floor, len(line))


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
