"""Clippings: the raw text of an old newspaper story, read without being asked for a form.

The head (kicker, headline, deck, byline, dates, captions, credits) is peeled from the top, the trailers of blog
software from the bottom; what stays between is the body, a slice a paragraph, not one character changed. Each line
goes somewhere: into a field, the body or `left_out`. In doubt a line is body. Whatever is read here is an
inference and gives way to front matter; nothing is invented. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsgen.news import (
    bylines,
    clipping_record,
    datelines,
    front_matter,
    furniture,
    layout,
    lines,
    printed_dates,
)
from newsgen.news.captions import Photo
from newsgen.news.dating import PlacedLead, dates, placed_lead
from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.laid import Layout
from newsgen.news.lines import Page, ends_sentence, width
from newsgen.news.manuscript import Entry, Inference, LeftOut, Manuscript, Mapping, Scalar, Sequence, Slice, Value
from newsgen.news.marked import Said
from newsgen.news.names import has_outlet_word, is_name, is_person, looks_like_outlet

_POSTERS = frozenset({"admin", "administrator", "webmaster", "editor", "root", "posted"})
_GLUED = re.compile(r"[^\W\d_a-z]{2}[a-z]{3}|(?<!Mc)(?<!Mac)(?<!De)(?<!Le)(?<!La)(?<!Di)(?<!Fitz)[a-z][A-Z]")
_REPORTER = re.compile(r"[（(][^（()）]{0,12}记者[ \u3000:：]*(?P<names>[\u4e00-\u9fff、 \u3000]{2,20})[）)]")
_EDITED = re.compile(r"edit|additional|compil|translat", re.IGNORECASE)
_CONTACT = re.compile(r"conta[ck]t|kontakt|контакт|問い合わせ|联系|聯絡|press office|presse", re.IGNORECASE)
_SIGNED = re.compile(r"[。.!?！？”」»][ \u3000]?[（(]([^（()）]{3,30})[)）]$")
MAX_SIGNED = 40
"""How wide a line between the story and its signature may be: a place, a valediction."""

_OWNER = re.compile(
    r"\s*(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:1[5-9]|20)\d\d(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by )?"
    r"(?P<name>[^.,|]{3,60}?)(?:,? (?:1[5-9]|20)\d\d)?(?:[.,|].*)?",
    re.IGNORECASE,
)
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
    body, wrong = _stated_body(page, fields, rest) or (_body(laid), ())
    lead = placed_lead(page, tuple(piece for piece in body if not laid.loose or piece.start >= laid.begins()))
    dated, unsure = dates(laid, lead, is_stated=bool(_stated(fields, "date")))
    inferred = _first(
        (*_labelled(laid), *_parts(laid), *_credits(laid), *_datelines(laid, lead), *dated, *_photos(laid))
    )
    return Manuscript(path, "clipping", fields, body, inferred, _left_out(laid, inferred), (*problems, *wrong, *unsure))


def _body(laid: Layout) -> tuple[Slice, ...]:
    """Return the story's paragraphs, without the labels of advertisements between them."""
    loose = [piece for first, last in laid.loose for piece in lines.paragraphs(laid.page, first, last)]
    inside = range(laid.body + 1, laid.tail)
    insets = [at for at in inside if furniture.is_inset(laid.page.line(at)) and _stands_alone(laid.page, at)]
    laid.reasons.update(dict.fromkeys(insets, "advertisement or pointer"))
    edges = [laid.body, *(edge for at in insets for edge in (at, at + 1)), laid.tail]
    runs = zip(edges[::2], edges[1::2], strict=True)
    return (*loose, *(piece for first, last in runs for piece in lines.paragraphs(laid.page, first, last)))


def _stands_alone(page: Page, at: int) -> bool:
    is_alone = at + 1 == len(page.lines) or not page.same_block(at, at + 1)
    return is_alone and not page.same_block(at - 1, at)


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


def _first(found: Iterable[Inference]) -> tuple[Inference, ...]:
    """Keep the first inference of each field."""
    return tuple({one.name: one for one in reversed(tuple(found))}.values())[::-1]


def _labelled(laid: Layout) -> Iterator[Inference]:
    """Yield what lines such as `HEADLINE: …` say of themselves."""
    for name, (start, end) in laid.labelled.items():
        value = laid.page.scalar(start, end)
        if name != "byline":
            yield Inference(name, value, 0.95)
        elif names := [laid.page.scalar(at, at + len(name)) for name, at in _named_within(laid.page, start, end)]:
            yield Inference(name, Sequence(tuple(names), value.span), 0.95)


def _named_within(page: Page, start: int, end: int) -> Iterator[tuple[str, int]]:
    for credit in bylines.read(page.text[start:end], looks_like_outlet).credits:
        at = page.text.find(credit.name, start, end)
        if at >= 0 and not credit.role:
            yield credit.name, at


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
    else:
        yield from _reporter(laid)
        yield from _signature(laid)
    for at, what in (*laid.head, *laid.trailers):
        outlet = what.outlet or (what.byline.outlet if what.byline else "")
        if outlet:
            is_guess = what.is_guess or (what.byline is not None and what.byline.unclear == outlet)
            yield Inference("outlet", _within(laid.page, at, outlet), 0.6 if is_guess else 0.9)
            break
    else:
        yield from _owner(laid)
    for at, what in (*laid.head, *laid.trailers):
        if what.section:
            yield Inference("section", _within(laid.page, at, what.section), 0.9)
            break


def _owner(laid: Layout) -> Iterator[Inference]:
    """Yield the newspaper that a line `© 1998 The Herald` names."""
    for at, what in (*laid.head, *laid.trailers):
        match = _OWNER.fullmatch(laid.page.line(at)) if what.reason == "notice" else None
        named = match["name"].strip() if match else ""
        if named and has_outlet_word(named) and not printed_dates.is_agency(named):
            yield Inference("outlet", _within(laid.page, at, named), 0.9)
            return


def _signature(laid: Layout) -> Iterator[Inference]:
    """Yield the name that stands alone under the story, where a sentence has ended above it, or `(Name)` at its end."""
    if laid.tail <= laid.body + 1:
        return
    first = laid.tail
    while first > max(laid.tail - 3, laid.body + 1) and _is_short(laid.page.line(first - 1)):
        first -= 1
    below = [laid.page.line(at) for at in range(first, laid.tail)]
    if any(_CONTACT.search(line) for line in [*below, laid.page.line(first - 1)]):
        return
    for at, line in enumerate(below, first):
        named, *rest = re.split(r"[,.，] |\s(?=[(（])", line.strip("—–- [].,"), maxsplit=1)
        is_short = len(named.split()) <= (4 if named[:1].lower() != named[:1] else 3)
        if is_person(named) and is_short and len(" ".join(rest).split()) <= 3:
            yield _name_at(laid, at, named)
            return
    if (match := _SIGNED.search(laid.page.line(laid.tail - 1))) and is_person(match[1]):
        yield _name_at(laid, laid.tail - 1, match[1])


def _is_short(line: str) -> bool:
    return width(line) <= MAX_SIGNED and not ends_sentence(line)


def _name_at(laid: Layout, at: int, named: str) -> Inference:
    start = laid.page.text.index(named, laid.page.lines[at].start)
    name = laid.page.scalar(start, start + len(named))
    return Inference("byline", Sequence((name,), name.span), 0.9)


def _reporter(laid: Layout) -> Iterator[Inference]:
    """Yield the byline that Chinese papers put into the first paragraph: `（记者李明）`."""
    if laid.body < laid.tail:
        start = laid.page.lines[laid.body].start
        if match := _REPORTER.search(laid.page.text[start : start + datelines.LEAD_LENGTH]):
            named = re.finditer(r"[^、 \u3000]{2,4}", match["names"])
            begin = start + match.start("names")
            names = tuple(laid.page.scalar(begin + one.start(), begin + one.end()) for one in named)
            yield Inference("byline", Sequence(names, names[0].span), 0.9)


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
            names = [credit.name for credit in what.byline.credits]
            if any(_GLUED.search(name) for name in names):
                return 0.6
            if not what.byline.opened and all(name.isupper() and is_name(name) for name in names) and _is_loud(laid):
                return 0.6
            are_people = all(is_person(name) or printed_dates.is_agency(name) for name in names)
            if what.byline.opened and not is_alone:  # whoever posted it: a full name is that of a writer
                return 0.9 if are_people else 0.7
            return 0.95 if what.byline.opened else 0.92 if told else 0.9 if are_people else 0.6
    return 0.95


def _is_loud(laid: Layout) -> bool:
    """Tell whether the headline is in capitals, as decks and datelines may be then."""
    return "headline" in laid.parts and laid.page.stretch(*laid.parts["headline"][:2]).text.isupper()


def _within(page: Page, at: int, value: str) -> Scalar:
    """Return a value with its place in a line; the whole line where it isn't printed like that."""
    line = page.lines[at]
    start = page.text.find(value, line.start, line.end)
    if start >= 0:
        return page.scalar(start, start + len(value))
    whole = page.stretch(at, at + 1)
    return Scalar(value, whole.span)


def _datelines(laid: Layout, lead: PlacedLead | None) -> Iterator[Inference]:
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
    dated = {at for at, what in (*laid.head, *laid.trailers) if what.dates}
    insets = (at for at in range(laid.body, laid.tail) if at in laid.reasons)
    loose = {at for first, last in laid.loose for at in range(first, last)}
    outside = (*(at for at in range(laid.body) if at not in loose), *insets, *range(laid.tail, len(page.lines)))
    left = [
        (page.lines[at], laid.reasons.get(at, "date" if at in dated else "repeated"))
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
