"""Clippings: the raw text of an old newspaper story, read without being asked for a form.

The head (kicker, headline, deck, byline, dates, captions, credits) is peeled from the top, the trailers of blog
software from the bottom; what stays between is the body, a slice a paragraph, not one character changed. Each line
goes somewhere: into a field, the body or `left_out`. In doubt a line is body. Whatever is read here is an
inference and gives way to front matter; nothing is invented. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsgen.clippings import credited, furniture, layout, signed
from newsgen.clippings.captions import Photo
from newsgen.clippings.dating import PlacedLead, dates, placed_lead
from newsgen.clippings.evidence import CERTAIN, LABELLED, inferred
from newsgen.clippings.laid import Layout, within
from newsgen.clippings.proofs import proofread
from newsgen.copydesk import clipping_record, front_matter
from newsgen.copydesk.inferences import scalars
from newsgen.news import lines, printed_dates, tongues
from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.lines import Page
from newsgen.news.manuscript import Entry, Inference, LeftOut, Manuscript, Mapping, Scalar, Sequence, Slice
from newsgen.news.names import is_role

MAX_INSET = 6
"""Lines that a block of advertisements and pointers between two paragraphs may have."""

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
        fields = replace(fields, entries=tuple(entry for entry in fields if entry.name != "body_lines"))
    laid = layout.lay_out(page, {name: furniture.key(_stated(fields, name)) for name in ("headline", "deck")})
    body, wrong = _stated_body(page, fields, rest) or (_body(laid), ())
    lead = placed_lead(page, tuple(piece for piece in body if not laid.loose or piece.start >= laid.begins()))
    dated, unsure = dates(laid, lead, is_stated=bool(_stated(fields, "date")))
    found = _first(
        (
            *_labelled(laid),
            *_parts(laid),
            *signed.byline(laid),
            *credited.outlet(laid),
            *credited.section(laid),
            *_datelines(laid, lead),
            *dated,
            *_photos(laid),
            *_language(page, body),
        )
    )
    is_titled = any(_stated(fields, name) for name in ("headline", "deck"))
    found = proofread(found, page, "\n".join(page.text[one.start : one.end] for one in body), is_titled=is_titled)
    is_chosen = fields.get("body_lines") is not None  # which lines are the story
    found = tuple(replace(one, stretches=() if is_chosen else _own_lines(laid, one)) for one in found)
    return Manuscript(path, "clipping", fields, body, found, _left_out(laid, found), (*problems, *wrong, *unsure))


def _language(page: Page, body: tuple[Slice, ...]) -> Iterator[Inference]:
    """Yield the language of a story whose script leaves no doubt."""
    if body and (found := tongues.by_script(page.text[body[0].start : body[-1].end])):
        yield inferred("lang", page.scalar(body[0].start, body[0].start + 1, found), "its script")


def _body(laid: Layout) -> tuple[Slice, ...]:
    """Return the story's paragraphs, without the labels of advertisements between them."""
    inside = range(laid.body + 1, laid.tail)
    insets = [at for at in inside if _is_inset(laid, at)]
    laid.reasons.update(dict.fromkeys(insets, "advertisement or pointer"))
    out = sorted({*insets, *laid.inner})
    edges = [laid.body, *(edge for at in out for edge in (at, at + 1)), laid.tail]
    runs: list[tuple[int, int]] = []
    for first, last in (*sorted(laid.loose), *zip(edges[::2], edges[1::2], strict=True)):
        if runs and runs[-1][1] == first:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return tuple(piece for first, last in runs for piece in lines.paragraphs(laid.page, first, last))


def _bare_outlet(text: str) -> str:
    """Return a newspaper's name without the place behind it: `Saltmarsh Courier; Saltmarsh, Me.`."""
    return re.split(r";|\s\(", text, maxsplit=1)[0].strip()


def _is_inset(laid: Layout, at: int) -> bool:
    """Tell whether a line between paragraphs is an advertisement or a pointer, alone or among others in its block."""
    page = laid.page
    if page.stands_alone(at):
        return _is_foreign(page.line(at))
    first, last = at, at + 1
    while first > max(laid.body, at - MAX_INSET) and page.same_block(first - 1, at):
        first -= 1
    while last < min(laid.tail, first + MAX_INSET + 1) and page.same_block(at, last):
        last += 1
    is_short = last - first <= MAX_INSET and first > laid.body
    return is_short and all(_is_foreign(page.line(n)) for n in range(first, last))


_FOREIGN = frozenset({"share buttons", "newsletter", "page furniture"})


def _is_foreign(line: str) -> bool:
    return (
        line == "TD"
        or re.fullmatch("_{3,}", line) is not None
        or furniture.is_inset(line)
        or (len(line) > 3 and furniture.reason(line) in _FOREIGN)
    )


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
        if name == "date":
            if found := printed_dates.find(value.text):
                isos = (laid.page.scalar(start, end, one.iso) for one in found[:1] if one.iso)
                yield from (inferred(name, iso, LABELLED) for iso in isos)
        elif name == "outlet":
            named = _bare_outlet(value.text)
            doubt = 0.6 if is_role(named) else CERTAIN
            yield inferred(name, laid.page.scalar(start, end, named), LABELLED, doubt)
        elif name == "byline":
            yield from signed.labelled(laid.page, start, end)
        else:
            yield inferred(name, value, LABELLED)


def _parts(laid: Layout) -> Iterator[Inference]:
    for name in ("kicker", "headline", "deck"):
        if name in laid.parts:
            first, last, doubt = laid.parts[name]
            own = tuple(lines.paragraphs(laid.page, first, last))
            yield inferred(name, laid.page.stretch(first, last), laid.evidence[name], doubt, own)


def _datelines(laid: Layout, lead: PlacedLead | None) -> Iterator[Inference]:
    marked = [(at, what.byline) for at, what in (*laid.head, *laid.trailers) if what.byline]
    if lead and lead.lead.place[1]:
        why = "with a date or an agency" if lead.lead.date or lead.lead.wire[1] else "a place and a dash"
        yield inferred("dateline", _moved(laid.page, lead.start, lead.lead.place), why)
    elif places := [(at, byline.place) for at, byline in marked if byline.place]:
        yield inferred("dateline", within(laid.page, *places[0]), "in a byline", 0.7)
    if lead and lead.lead.wire[1]:
        yield inferred("wire", _moved(laid.page, lead.start, lead.lead.wire), "in a dateline")
    elif wires := [(at, byline.wire) for at, byline in marked if byline.wire]:
        yield inferred("wire", within(laid.page, *wires[0]), "in a byline")


def _moved(page: Page, by: int, where: tuple[int, int]) -> Scalar:
    return page.scalar(by + where[0], by + where[1])


def _own_lines(laid: Layout, one: Inference) -> tuple[Slice, ...]:
    """Return the text that a field takes out of the story: the lines of head and tail that are no furniture."""
    if one.name not in ("byline", "outlet") or one.stretches:
        return one.stretches
    inside = {line.number for line in laid.page.lines[laid.body : laid.tail]}
    loose = {laid.page.lines[at].number for first, last in laid.loose for at in range(first, last)}
    known = {laid.page.lines[at].number for at in laid.reasons}
    rows = {row for scalar in scalars(one.value) for row in _rows(laid.page, scalar)} - inside - loose - known
    lined = [at for at, line in enumerate(laid.page.lines) if line.number in rows]
    return tuple(piece for at in lined for piece in lines.paragraphs(laid.page, at, at + 1))


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
        doubt = min(doubt for _, _, doubt in laid.captions)
        items = tuple(_mapping(photo) for photo in photos)
        stretches = tuple(piece for at, _, _ in laid.captions for piece in lines.paragraphs(laid.page, at, at + 1))
        is_marked = not any(_is_unmarked(laid.page.line(at), photo) for at, photo, _ in laid.captions)
        place = "under a deck and a byline" if "deck" in laid.parts else "where captions stand"
        why = "marked" if is_marked else place
        yield inferred("photos", Sequence(items, items[0].span), why, doubt, stretches)


def _is_unmarked(line: str, photo: Photo) -> bool:
    """Tell whether nothing but its place says that a line is a caption."""
    return photo == Photo(caption=(0, len(line)))


def _printed(photo: Photo) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, where in (("caption", photo.caption), ("credit", photo.credit)):
        if where[1] > where[0]:
            yield name, where


def _mapping(values: dict[str, Scalar]) -> Mapping:
    entries = tuple(Entry(name, value.span, value) for name, value in values.items())
    return Mapping(entries, entries[0].span)


def _left_out(laid: Layout, read: tuple[Inference, ...]) -> tuple[LeftOut, ...]:
    """Return the lines that are in no field and no paragraph; furniture also where a field was read out of it."""
    page = laid.page
    covered = {line for one in read for scalar in scalars(one.value) for line in _rows(page, scalar)}
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


def _rows(page: Page, scalar: Scalar) -> range:
    start = page.starts[scalar.span.line - 1] + scalar.span.column - 1
    return range(scalar.span.line, scalar.span.line + 1 + page.text.count("\n", start, start + scalar.span.length))
