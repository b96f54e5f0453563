"""What stands below a story: the trailers of blog software and news sites, peeled from the bottom."""

from __future__ import annotations

from newsgen.clippings import furniture
from newsgen.clippings.labelled import is_coded, labelled
from newsgen.clippings.marked import PLACE_OR_OUTLET, Said, said
from newsgen.news.lines import Page, ends_sentence, width

MAX_ENTRY = 120
"""How wide the title of another story may be, or an entry of a list, under a trailer."""

_OPENERS = frozenset(
    {"contact", "newsletter", "share buttons", "related stories", "comment form", "comments", "filing", "entry"}
)
"""Trailers under which a site prints what it likes, but no sentence of the story."""

MAX_TRAILING = 40  # unmarked lines that a trailer such as `Related Posts` may have under it


def start(page: Page) -> int:
    """Return the index of the first line of the trailers; the headline is never one."""
    end = first = _coded_start(page, readers_start(page))
    pending: list[str] = []
    is_plain = True
    for at in range(end - 1, 0, -1):
        line = page.line(at)
        marked = _trailer(page, at, line)
        is_opener = marked is not None and is_plain and marked.reason in _OPENERS
        if marked and (is_opener or all(furniture.continues(marked.reason, other) for other in pending)):
            first, pending, is_plain = at, [], True
        else:
            pending.append(line)
            is_plain = is_plain and (not ends_sentence(line) or _trails_off(line)) and width(line) <= MAX_ENTRY
        if len(pending) > MAX_TRAILING:
            break
    return first


def _coded_start(page: Page, end: int) -> int:
    """Return where the codes below a database's story begin, or `end`."""
    if not is_coded(page.line(at) for at in range(min(20, len(page.lines)))):
        return end
    while end > 1 and labelled(page.line(end - 1), is_coded=True):
        end -= 1
    return end


def _trails_off(line: str) -> bool:
    return line.endswith(("...", "…")) and len(line.split()) <= 4


def readers_start(page: Page) -> int:
    """Return where readers' comments begin, or the number of lines."""
    for at in range(2, len(page.lines)):
        line = page.lines[at]
        if line.end - line.start > furniture.MAX_LINE:
            continue
        if furniture.begins_readers_comments(page.line(at)) or _is_reader(page, at):
            return at
    return len(page.lines)


def _is_reader(page: Page, at: int) -> bool:
    """Tell whether a reader's comment begins: a name that says, and the date and time when."""
    if at + 1 >= len(page.lines) or not furniture.is_readers_name(page.line(at)):
        return False
    below = said(page.line(at + 1))
    return below is not None and bool(below.dates) and not below.byline


def _trailer(page: Page, at: int, line: str) -> Said | None:
    """Return what a line at the end says; not the last words of a wrapped sentence, not a sentence with a credit."""
    marked = said(line)
    if marked is None or (marked.photo and marked.photo.caption[0] == 0 and marked.photo.caption[1] > 0):
        return None
    if marked.reason == PLACE_OR_OUTLET and not marked.outlet and ends_sentence(line):
        return None
    is_wrapped = page.runs_on(at, at - 1) and not ends_sentence(page.line(at - 1)) and not said(page.line(at - 1))
    return None if is_wrapped else marked
