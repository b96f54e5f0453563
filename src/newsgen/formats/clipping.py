"""Clippings: the raw text of an old newspaper story, read without being asked for a form.

The head (kicker, headline, deck, byline, dates, captions, credits) is peeled from the top, the trailers of blog
software from the bottom; what stays between is the body, a slice a paragraph, not one character changed. Each line
goes somewhere: into a field, the body or `left_out`. In doubt a line is body. Whatever is read here is an
inference and gives way to front matter; nothing is invented. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsgen.news import bylines, clipping_record, front_matter, furniture, layout, lines, printed_dates
from newsgen.news.captions import Photo
from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.layout import Layout
from newsgen.news.lines import Page
from newsgen.news.manuscript import Entry, Inference, LeftOut, Manuscript, Mapping, Scalar, Sequence, Slice, Value
from newsgen.news.marked import Said
from newsgen.news.printed_dates import Lead, PrintedDate

_POSTERS = frozenset({"admin", "administrator", "webmaster", "editor", "root", "posted"})
_EDITED = re.compile(r"edit|additional|compil|translat", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_OPEN_FIELD = re.compile(r"---[ \t]*\n[A-Za-z_]+:(?:\s|$)")


def read(text: str, path: str) -> Manuscript:
    """Read a clipping (no BOM, lines ended by `\\n`): facts from front matter, inferences, body, and what is left."""
    if front_matter.is_unclosed(text) and _OPEN_FIELD.match(text):
        hint = "Put a line with only `---` after the last field."
        problem = error("front-matter-unclosed", Span(path, 1, 1, 3), "front matter is opened and never closed", hint)
        return Manuscript(path, "clipping", Mapping((), Span(path, 1, 1)), (), diagnostics=(problem,))
    where, rest = front_matter.split(text)
    fields, problems = front_matter.read(text, where, path)
    if fields.get("sha256") is not None:
        return _recorded(lines.cut(text, path, rest), fields, rest, problems)
    return read_anew(text, path)


def read_anew(text: str, path: str) -> Manuscript:
    """Read a clipping as if it had no record of an import yet."""
    where, rest = front_matter.split(text)
    fields, problems = front_matter.read(text, where, path)
    page = lines.cut(text, path, rest)
    is_changed = clipping_record.digest(text[rest.start : rest.end]) != _stated(fields, "sha256")
    if fields.get("sha256") is not None and is_changed:  # the lines of another text
        fields = Mapping(tuple(entry for entry in fields if entry.name != "body_lines"), fields.span)
    laid = layout.lay_out(page, {name: furniture.key(_stated(fields, name)) for name in ("headline", "deck")})
    body, wrong = _stated_body(page, fields, rest) or (tuple(lines.paragraphs(page, laid.body, laid.tail)), ())
    lead = _lead(page, body)
    dates, unsure = _dates(laid, lead, is_stated=bool(_stated(fields, "date")))
    inferred = (*_parts(laid), *_credits(laid), *_datelines(laid, lead), *dates, *_photos(laid))
    return Manuscript(path, "clipping", fields, body, inferred, _left_out(laid, inferred), (*problems, *wrong, *unsure))


def _recorded(page: Page, fields: Mapping, rest: Slice, problems: tuple[Diagnostic, ...]) -> Manuscript:
    """Return a clipping whose front matter is the record of an import: its fields are facts; nothing is inferred."""
    text = page.text[rest.start : rest.end]
    body, wrong = _stated_body(page, fields, rest) or (tuple(lines.paragraphs(page, 0, len(page.lines))), ())
    if clipping_record.digest(text) != _stated(fields, "sha256"):
        span = Span(page.path, rest.line, 1)
        hint = "If the change is meant, run `newsgen import clipping` on this file once more: it renews the record."
        wrong = (*wrong, warning("clipping-changed", span, "the text isn't the one that was imported", hint))
    return Manuscript(page.path, "clipping", fields, body, diagnostics=(*problems, *wrong))


def _stated_body(page: Page, fields: Mapping, rest: Slice) -> tuple[tuple[Slice, ...], tuple[Diagnostic, ...]] | None:
    """Return the paragraphs that `body_lines` names and what is wrong with it; None where it isn't stated."""
    value = fields.get("body_lines")
    if value is None:
        return None
    body = clipping_record.body(page, rest.line, value.text) if isinstance(value, Scalar) else None
    if body is not None:
        return body, ()
    hint = "Write the first and the last line of the story, counted from the first line below the `---`: `9-33`."
    return (), (error("body-lines", value.span, "these are no lines of the text", hint),)


def _stated(fields: Mapping, name: str) -> str:
    value = fields.get(name)
    return value.text if isinstance(value, Scalar) else ""


# What the head, the first paragraph and the trailers say.


@dataclass(frozen=True, slots=True)
class _PlacedLead:
    """The dateline that the body begins with, and where that paragraph starts."""

    lead: Lead
    start: int


def _lead(page: Page, body: tuple[Slice, ...]) -> _PlacedLead | None:
    if not body:
        return None
    start = body[0].start
    found = printed_dates.lead(page.text[start : min(body[0].end, start + printed_dates.LEAD_LENGTH)])
    return _PlacedLead(found, start) if found else None


def _parts(laid: Layout) -> Iterator[Inference]:
    for name in ("kicker", "headline", "deck"):
        if name in laid.parts:
            first, last, sure = laid.parts[name]
            own = tuple(lines.paragraphs(laid.page, first, last))
            yield Inference(name, laid.page.stretch(first, last), sure, own if name == "deck" else ())


def _credits(laid: Layout) -> Iterator[Inference]:
    """Yield byline, outlet and section: those of the head first, those of the trailers where the head has none."""
    for names, sure in ((_names(laid, laid.head), 0.95), (_names(laid, laid.trailers), 0.92)):
        if names:
            yield Inference("byline", Sequence(tuple(names), names[0].span), min(sure, _name_sureness(laid)))
            break
    for at, what in (*laid.head, *laid.trailers):
        outlet = what.outlet or (what.byline.outlet if what.byline else "")
        if outlet:
            is_guess = what.is_guess or (what.byline is not None and what.byline.unclear == outlet)
            yield Inference("outlet", _within(laid.page, at, outlet), 0.6 if is_guess else 0.9)
            break
    for at, what in (*laid.head, *laid.trailers):
        if what.section:
            yield Inference("section", _within(laid.page, at, what.section), 0.9)
            break


def _names(laid: Layout, marked: Iterable[tuple[int, Said]]) -> list[Scalar]:
    names = [
        _within(laid.page, at, credit.name)
        for at, what in marked
        if what.byline
        for credit in what.byline.credits
        if credit.name.lower() not in _POSTERS and not _EDITED.match(credit.role)
    ]
    return list({name.text: name for name in reversed(names)}.values())[::-1]


def _name_sureness(laid: Layout) -> float:
    """Say how sure the byline is: less without a `By`, a role or an outlet."""
    for at, what in (*laid.head, *laid.trailers):
        if what.byline and what.byline.credits:
            told = what.byline.outlet or what.byline.wire or any(credit.role for credit in what.byline.credits)
            is_alone = bylines.opens(laid.page.line(at)) and not what.dates
            is_person = all(bylines.is_person(credit.name) for credit in what.byline.credits)
            if what.byline.opened and not is_alone:  # whoever posted it: a full name is that of a writer
                return 0.9 if is_person else 0.7
            return 0.95 if what.byline.opened else 0.92 if told else 0.9 if is_person else 0.6
    return 0.95


def _within(page: Page, at: int, value: str) -> Scalar:
    """Return a value with its place in a line; the whole line where it isn't printed like that."""
    line = page.lines[at]
    start = page.text.find(value, line.start, line.end)
    if start >= 0:
        return page.scalar(start, start + len(value))
    whole = page.stretch(at, at + 1)
    return Scalar(value, whole.span)


def _datelines(laid: Layout, lead: _PlacedLead | None) -> Iterator[Inference]:
    marked = [(at, what.byline) for at, what in (*laid.head, *laid.trailers) if what.byline]
    if lead and lead.lead.place[1]:
        sure = 0.95 if lead.lead.date or lead.lead.wire[1] else 0.9
        yield Inference("dateline", _moved(laid.page, lead.start, lead.lead.place), sure)
    elif places := [(at, byline.place) for at, byline in marked if byline.place]:
        yield Inference("dateline", _within(laid.page, *places[0]), 0.7)
    if lead and lead.lead.wire[1]:
        yield Inference("wire", _moved(laid.page, lead.start, lead.lead.wire), 0.95)
    elif wires := [(at, byline.wire) for at, byline in marked if byline.wire]:
        yield Inference("wire", _within(laid.page, *wires[0]), 0.9)


def _moved(page: Page, by: int, where: tuple[int, int]) -> Scalar:
    return page.scalar(by + where[0], by + where[1])


# The date.


@dataclass(frozen=True, slots=True)
class _Found:
    """A printed date, the place that its offsets count from, and how sure a date there is the story's."""

    date: PrintedDate
    start: int
    sure: float


def _dates(
    laid: Layout, lead: _PlacedLead | None, is_stated: bool
) -> tuple[tuple[Inference, ...], tuple[Diagnostic, ...]]:
    """Return the inferences of date and update, and the error for a date that can be read in two ways."""
    head, tail = _found(laid, laid.head, 0.96), _found(laid, laid.trailers, 0.92)
    first = [_Found(lead.lead.date, lead.start, 0.95)] if lead and lead.lead.date else []
    ran = [one for one in (*head, *first, *tail) if not one.date.updated]
    updates = [one for one in (*head, *tail) if one.date.updated and one.date.iso]
    inferred = [_dated(laid.page, "updated", one, one.date.iso, 0.9) for one in updates[:1]]
    for one in ran:
        iso, sure = _settled(laid, one, ran)
        if iso:
            return (_dated(laid.page, "date", one, iso, sure), *inferred), ()
        if len(one.date.readings) > 1:
            return tuple(inferred), () if is_stated else (_ambiguous(laid.page, one),)
    return tuple(inferred), ()


def _found(laid: Layout, marked: Iterable[tuple[int, Said]], sure: float) -> list[_Found]:
    """Return the dates of marked lines; their offsets count from the line without its outer blanks."""
    return [
        _Found(one, laid.page.text.index(laid.page.line(at), laid.page.lines[at].start), sure)
        for at, what in marked
        for one in what.dates
    ]


def _settled(laid: Layout, one: _Found, ran: list[_Found]) -> tuple[str, float]:
    """Return the day that a printed date means and how sure it is, with the help of the other dates."""
    others = [other.date.iso for other in ran if other is not one and other.date.iso]
    if one.date.iso:
        return one.date.iso, min(one.sure, _agreement(one, ran))
    if len(one.date.readings) > 1:
        near = [r for r in one.date.readings if any(printed_dates.days_between(r, other) <= 2 for other in others)]
        return (near[0], 0.92) if len(near) == 1 else ("", 0)
    month_day = one.date.readings[0]
    for other in others:
        iso = printed_dates.last_before(month_day, other)
        if iso and printed_dates.days_between(iso, other) <= 14:
            return iso, 0.9
    years = _years(laid)
    return (printed_dates.in_year(month_day, years.pop()), 0.9) if len(years) == 1 and not others else ("", 0)


def _agreement(one: _Found, ran: list[_Found]) -> float:
    """Lower the sureness of a date where another one, printed as prominently or in the dateline, contradicts it."""
    apart = [_days_apart(one.date, other.date) for other in ran if other.sure >= 0.95 or one.sure < 0.95]
    if one.sure > 0.92:
        return 0.8 if any(days > 1 for days in apart if days < 31) or any(days > 30 for days in apart) else 1
    return 0.6 if any(days > 14 for days in apart) else 1


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


def _dated(page: Page, name: str, one: _Found, iso: str, sure: float) -> Inference:
    return Inference(name, page.scalar(one.start + one.date.start, one.start + one.date.end, iso), sure)


def _ambiguous(page: Page, one: _Found) -> Diagnostic:
    printed = page.scalar(one.start + one.date.start, one.start + one.date.end)
    either, other = one.date.readings
    return error(
        "date-ambiguous",
        printed.span,
        f"`{printed.text}` can be read in two ways",
        f"Write the right one above the text, between two lines `---`: `date: {either}` or `date: {other}`.",
    )


# Pictures, and what is left.


def _photos(laid: Layout) -> Iterator[Inference]:
    """Yield the photos: a caption with its credit; a credit under a caption belongs to it."""
    photos: list[dict[str, Scalar]] = []
    for at, photo, _ in laid.captions:
        start = laid.page.text.index(laid.page.line(at), laid.page.lines[at].start)
        said = {name: _moved(laid.page, start, where) for name, where in _printed(photo)}
        if "caption" not in said and photos and "credit" not in photos[-1]:
            photos[-1].update(said)
        elif said and not (photos and "caption" not in said and said["credit"].text == photos[-1]["credit"].text):
            photos.append(said)
    if photos:
        sure = min(sure for _, _, sure in laid.captions)
        items = tuple(_mapping(photo) for photo in photos)
        stretches = tuple(piece for at, _, _ in laid.captions for piece in lines.paragraphs(laid.page, at, at + 1))
        yield Inference("photos", Sequence(items, items[0].span), sure, stretches)


def _printed(photo: Photo) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, where in (("caption", photo.caption), ("credit", photo.credit)):
        if where[1] > where[0]:
            yield name, where


def _mapping(values: dict[str, Scalar]) -> Mapping:
    entries = tuple(Entry(name, value.span, value) for name, value in values.items())
    return Mapping(entries, entries[0].span)


def _left_out(laid: Layout, inferred: tuple[Inference, ...]) -> tuple[LeftOut, ...]:
    """Return the lines that are in no field and no paragraph; furniture also where a field was read out of it."""
    page = laid.page
    covered = {line for one in inferred for scalar in _scalars(one.value) for line in _rows(page, scalar)}
    outside = (*range(laid.body), *range(laid.tail, len(page.lines)))
    left = [
        (page.lines[at], laid.reasons.get(at, "repeated"))
        for at in outside
        if at in laid.reasons or page.lines[at].number not in covered
    ]
    left += [(line, "invisible") for line in page.invisible]
    return tuple(
        LeftOut(Span(page.path, line.number, 1, max(line.end - line.start, 1)), page.text[line.start : line.end], why)
        for line, why in sorted(left, key=lambda pair: pair[0].number)
    )


def _scalars(value: Value) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, Sequence):
        for each in value.items:
            yield from _scalars(each)
    else:
        for entry in value:
            yield from _scalars(entry.value)


def _rows(page: Page, scalar: Scalar) -> range:
    start = page.starts[scalar.span.line - 1] + scalar.span.column - 1
    return range(scalar.span.line, scalar.span.line + 1 + page.text.count("\n", start, start + scalar.span.length))
