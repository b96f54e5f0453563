"""On which day a clipping's story ran: the dates that head, dateline and trailers print, held against each other.

Nothing is guessed: a date that can be read in two ways is a question, unless another one or the language settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsgen.clippings import datelines, furniture, mail
from newsgen.clippings.datelines import Lead
from newsgen.clippings.evidence import CERTAIN, inferred
from newsgen.clippings.laid import Layout
from newsgen.clippings.marked import Said
from newsgen.news import bylines, printed_dates, tongues
from newsgen.news.diagnostics import Diagnostic, error
from newsgen.news.lines import Page, ends_sentence
from newsgen.news.manuscript import Inference, Slice
from newsgen.news.printed_dates import PrintedDate

HEAD, DATELINE, TRAILERS, OTHER = "in the head", "in the dateline", "in the trailers", "beside other words"
SETTLED, YEARLESS, MONTH, UPDATED = "of two readings", "without its year", "a month", "an update alone"
_UNSURE = 0.8
_LONG_AGO = 60
_DAYS = re.compile(r"\d[.,/–-]{0,2} ?(?:de )?$")
_NEAR = 12
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class PlacedLead:
    """The dateline that the body begins with, and where that paragraph starts."""

    lead: Lead
    start: int


def placed_lead(page: Page, body: tuple[Slice, ...]) -> PlacedLead | None:
    """Return the dateline of a story's first paragraph, if it begins with one."""
    if not body:
        return None
    start = body[0].start
    found = datelines.lead(page.text[start : min(body[0].end, start + datelines.LEAD_LENGTH)])
    return PlacedLead(found, start) if found else None


@dataclass(frozen=True, slots=True)
class _Found:
    """A printed date, the place that its offsets count from, where that is, and how doubtful a date there is."""

    date: PrintedDate
    start: int
    where: str
    doubt: float = CERTAIN

    @property
    def is_prominent(self) -> bool:
        """Tell whether the date stands where the story's own does."""
        return self.where in (HEAD, DATELINE) and self.doubt == CERTAIN


def dates(
    laid: Layout, lead: PlacedLead | None, is_stated: bool
) -> tuple[tuple[Inference, ...], tuple[Diagnostic, ...]]:
    """Return the inferences of date and update, and the error for a date that can be read in two ways."""
    tail = _found(laid, laid.trailers, TRAILERS)
    head = _without_page_day(laid, _found(laid, laid.head, HEAD), tail)
    first = [_Found(lead.lead.date, lead.start, DATELINE)] if lead and lead.lead.date else []
    sourced = {at for at, what in laid.trailers if what.dates and what.outlet}
    if first and not first[0].date.iso and not head and sourced:  # the paper's day, not that of the dateline
        starts = [laid.page.lines[at] for at in sourced]
        tail.sort(key=lambda one: not any(line.start <= one.start <= line.end for line in starts))
        first, tail = tail[:1], [*first, *tail[1:]]
    ran = [one for one in (*head, *first, *tail) if not one.date.updated]
    if any(one.date.iso for one in ran):  # the paper's day, not one that the head tells of
        ran = sorted(ran, key=lambda one: one.where == HEAD and one.date.readings[0].startswith("--"))
    ran = ran or [one for one in _unmarked(laid) if not one.date.updated]
    updates = [one for one in (*head, *tail) if one.date.updated and one.date.iso]
    told = [_dated(laid.page, "updated", one, one.date.iso, "marked") for one in updates[:1]]
    papers = [
        one for one in tail if any(laid.page.lines[at].start <= one.start <= laid.page.lines[at].end for at in sourced)
    ]
    for one in ran:
        iso, why, doubt = _settled(laid, one, ran)
        if one.where == HEAD and any(_days_apart(one.date, other.date) > _LONG_AGO for other in papers if iso):
            doubt = min(doubt, _UNSURE)  # a story that is printed again, or a day that the head tells of
        if iso:
            return (_dated(laid.page, "date", one, iso, why, doubt), *told), ()
        if len(one.date.readings) > 1:
            return tuple(told), () if is_stated else (_ambiguous(laid.page, one),)
    if months := [one for one in ran if one.date.month]:
        is_part = _DAYS.search(laid.page.text[: months[0].start + months[0].date.start][-_NEAR:]) is not None
        doubt = _UNSURE if is_part else CERTAIN  # `5./6. November 2005`: two days, no month
        told.insert(0, _dated(laid.page, "date", months[0], months[0].date.month, MONTH, doubt))
    elif updates and not ran:  # a site that prints only when a story was updated
        told.insert(0, _dated(laid.page, "date", updates[0], updates[0].date.iso, UPDATED))
    return tuple(told), ()


def _found(laid: Layout, marked: Iterable[tuple[int, Said]], where: str) -> list[_Found]:
    """Return the dates of marked lines; their offsets count from the line without its outer blanks."""
    return [
        _Found(
            one,
            laid.page.text.index(laid.page.line(at), laid.page.lines[at].start),
            where,
            _UNSURE if _is_of_mail(laid, at) else CERTAIN,
        )
        for at, what in marked
        for one in what.dates
    ]


def _is_of_mail(laid: Layout, at: int) -> bool:
    """Tell whether a line says when a mail was sent that the story was passed on in."""
    first = max(at - 1, 0)
    return mail.is_of_mail([laid.page.line(n) for n in range(first, min(at + 2, len(laid.page.lines)))], at - first)


def _unmarked(laid: Layout) -> list[_Found]:
    """Return the day that short lines between headline and story begin or end with, whatever else they say.

    Where the headline isn't sure, no other day may stand above the story.
    """
    first = laid.parts["headline"][0] if "headline" in laid.parts and laid.is_headed else 0
    marked = {at for at, _ in laid.head}
    found: list[_Found] = []
    for at in range(first, min(laid.body + (_BELOW if laid.is_saved else 0), laid.tail)):
        line = laid.page.line(at)
        dates = printed_dates.find(line) if at not in marked and len(line) <= _MAX_DATED else ()
        if dates and dates[0].iso and not ends_sentence(line) and _is_at_edge(line, dates):
            found.append(_Found(dates[0], laid.page.text.index(line, laid.page.lines[at].start), OTHER))
    days = {one.date.iso for one in found}
    return found[:1] if len(days) == 1 else []


_MAX_DATED = 120
_BELOW = 6
"""So many lines of what is taken for the story may still be its head."""


def _is_at_edge(line: str, dates: tuple[PrintedDate, ...]) -> bool:
    """Tell whether a line begins with a date, or with a byline and ends with a date and the time of day."""
    before = line[: dates[0].start]
    if len(before.split()) <= 1:
        return True
    return bylines.opens(before) and printed_dates.is_noise(line[dates[-1].end :])


def _without_page_day(laid: Layout, head: list[_Found], tail: list[_Found]) -> list[_Found]:
    """Leave out a day above the headline that is later than one below it: on it the page was looked at.

    Above a headline that menus stand over, a day without a time of day may be such a one too.
    """
    at = laid.parts["headline"][0] if "headline" in laid.parts else 0
    headline = laid.page.lines[at].start if at else 0
    own = next(filter(None, (_last_below(found, headline) for found in (head, tail))), "")
    kept = [one for one in head if one.start >= headline or not own or one.date.iso[: len(own)] <= own]
    is_under_menus = sum(laid.reasons.get(above) in _MENUS for above in range(at)) > 2
    return [
        replace(one, doubt=_UNSURE) if is_under_menus and _is_bare_day(laid, one, headline) else one for one in kept
    ]


def _last_below(found: list[_Found], headline: int) -> str:
    """Return the last day that is printed with its year below the headline."""
    below = [reading for one in found if one.start > headline for reading in one.date.readings]
    return max((reading for reading in below if not reading.startswith("--")), default="")


_MENUS = ("navigation", "page furniture")


def _is_bare_day(laid: Layout, one: _Found, headline: int) -> bool:
    """Tell whether a day above the headline stands without a time of day."""
    end = laid.page.text.find("\n", one.start)
    return one.start < headline and printed_dates.without_times(line := laid.page.text[one.start : end]) == line


def _settled(laid: Layout, one: _Found, ran: list[_Found]) -> tuple[str, str, float]:
    """Return the day that a printed date means, by what it is read and how doubtful, with the other dates' help."""
    marked = [date for _, what in (*laid.head, *laid.trailers) for date in what.dates if date.updated]
    others = [other.date.iso for other in ran if other is not one and other.date.iso]
    others += [date.iso for date in marked if date.iso and len(one.date.readings) > 1]
    if one.date.iso:
        is_doubtful = one.date.short and one.date.iso[:4] not in _years(laid)
        return one.date.iso, one.where, min(one.doubt, _agreement(one, ran), _UNSURE if is_doubtful else CERTAIN)
    if len(one.date.readings) > 1:
        near = [r for r in one.date.readings if any(printed_dates.days_between(r, other) <= 2 for other in others)]
        if len(near) != 1 and _tongue(laid) in tongues.DAY_FIRST:
            near = [_day_first(one.date.readings, laid.page.text[one.start + one.date.start :])]
        return (near[0], SETTLED, CERTAIN) if len(near) == 1 else ("", "", 0)
    if one.date.month:
        return "", "", 0
    month_day = one.date.readings[0]
    for other in others:
        iso = printed_dates.last_before(month_day, other)
        if iso and printed_dates.days_between(iso, other) <= 14:
            return iso, YEARLESS, CERTAIN
    years = _years(laid)
    if len(years) == 1 and not others:
        return printed_dates.in_year(month_day, years.pop()), YEARLESS, CERTAIN
    return "", "", 0


def _tongue(laid: Layout) -> str:
    """Return the language of the story."""
    return tongues.tongue(laid.page.text[laid.page.lines[0].start :])


def _day_first(readings: tuple[str, ...], printed: str) -> str:
    """Return the reading in which the figure that is printed first is the day."""
    return next(reading for reading in readings if int(reading[8:]) == int(re.findall(r"\d+", printed[:12])[0]))


def _agreement(one: _Found, ran: list[_Found]) -> float:
    """Doubt a date where another one, printed as prominently or in the dateline, contradicts it."""
    for other in ran:
        allowed = 14 if not one.is_prominent else 0 if one.where == other.where == HEAD else 1
        if (other.is_prominent or not one.is_prominent) and _days_apart(one.date, other.date) > allowed:
            return _UNSURE
    return CERTAIN


def _days_apart(one: PrintedDate, other: PrintedDate) -> int:
    if other.iso:
        return printed_dates.days_between(one.iso, other.iso)
    if len(other.readings) == 1 and (iso := printed_dates.last_before(other.readings[0], one.iso)):
        return printed_dates.days_between(one.iso, iso)
    return 0


def _years(laid: Layout) -> set[str]:
    """Return the years that stand around the story without a day: `© 1998`, `1998` on its own line."""
    lines = [laid.page.line(at) for at, why in laid.reasons.items() if why in {"year", "notice"}]
    return {year for line in lines for year in _YEAR.findall(line[: furniture.MAX_LINE])}


def _dated(page: Page, name: str, one: _Found, iso: str, why: str, doubt: float = CERTAIN) -> Inference:
    return inferred(name, page.scalar(one.start + one.date.start, one.start + one.date.end, iso), why, doubt)


def _ambiguous(page: Page, one: _Found) -> Diagnostic:
    printed = page.scalar(one.start + one.date.start, one.start + one.date.end)
    either, other = one.date.readings
    return error(
        "date-ambiguous",
        printed.span,
        f"`{printed.text}` can be read in two ways",
        f"Write the right one above the text, between two lines `---`: `date: {either}` or `date: {other}`.",
    )
