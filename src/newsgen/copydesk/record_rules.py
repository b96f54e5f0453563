"""The fields of a story that are lists of records or names of files: photos, scans, corrections, a withdrawal.

Each rule takes the value as written and returns what is right in it; what is wrong goes into the report.
"""

from __future__ import annotations

from urllib.parse import quote

from newsgen.news import fields, slugs
from newsgen.news.article import Correction, Photo, Scan, Withdrawal
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Span
from newsgen.news.fields import FieldType, Record, Report, records
from newsgen.news.manuscript import Mapping, Scalar, Sequence
from newsgen.news.urls import FILES, PICTURES, beside, file_url

PHOTO_TYPES: dict[str, FieldType[object]] = dict.fromkeys(("src", "caption", "credit", "alt"), fields.text)
CORRECTION_TYPES: dict[str, FieldType[object]] = {"date": fields.date, "text": fields.text, "kind": fields.text}
WITHDRAWAL_TYPES: dict[str, FieldType[object]] = {"date": fields.date, "reason": fields.text}


def photos(value: object, path: str, url: str, report: Report) -> tuple[Photo, ...]:
    """Read `photos` of the story in the source `path`, whose address is `url`."""
    if not isinstance(value, Scalar | Sequence | Mapping):
        return ()
    made = []
    for record in records("photos", value, report, PHOTO_TYPES):
        src = picture(record.text("src"), record.span("src"), path, report) if record.text("src") else ""
        if src is not None:
            address = file_url(url, src) if src else ""
            made.append(Photo(src, address, record.text("caption"), record.text("credit"), record.text("alt")))
    return tuple(made)


def picture(src: str, span: Span, path: str, report: Report) -> str | None:
    """Return the project path of a picture that the source `path` names, or None with the reason noted."""
    place = inside(path, src)
    if place is None:
        _refuse_place(f"the picture “{src}”", span, path, report)
    elif not place.lower().endswith(PICTURES):
        message = f"“{src}” is not a picture that browsers show"
        report.error("photo-type", span, message, f"Use one of {', '.join(PICTURES)}.")
        return None
    return place


def scans(value: object, path: str, url: str, report: Report) -> tuple[Scan, ...]:
    """Read `scan`: one name of a file, or a list of them."""
    if not isinstance(value, Scalar | Sequence | Mapping):
        return ()
    made: dict[str, Scan] = {}
    for item in value.items[: fields.MAX_ITEMS] if isinstance(value, Sequence) else (value,):
        name = fields.text("scan", item, report)
        if not name:
            continue
        place = inside(path, name)
        if place is None:
            _refuse_place(f"the scan “{name}”", item.span, path, report)
        elif not place.lower().endswith(FILES):
            message = f"“{name}” is neither a picture nor a PDF"
            report.error("photo-type", item.span, message, f"Use one of {', '.join(FILES)}.")
        else:
            made.setdefault(place, Scan(place, file_url(url, place)))
    return tuple(made.values())


def inside(path: str, name: str) -> str | None:
    """Return the project path of a file that a source names, or None when it lies outside the source's top folder.

    It is a name, not an address: `#` and `%20` are part of it. But no encoding of it may lead out either.
    """
    folder = path.partition("/")[0] + "/"
    place = beside(path, quote(name))
    seen = (place, beside(path, quote(slugs.decoded(name))))
    return place if all(one and one.startswith(folder) for one in seen) else None


def _refuse_place(what: str, span: Span, path: str, report: Report) -> None:
    hint = "Write its name relative to this file: `ferry.jpg`."
    report.error("path", span, f"{what} must lie in the {path.partition('/')[0]} folder", hint)


def corrections(value: object, report: Report) -> tuple[Correction, ...]:
    """Read `corrections`, oldest first."""
    if not isinstance(value, Scalar | Sequence | Mapping):
        return ()
    made = []
    for record in records("corrections", value, report, CORRECTION_TYPES):
        date = record.values.get("date")
        if isinstance(date, NewsDate) and record.text("text"):
            made.append(Correction(date, record.text("text"), record.text("kind")))
        elif not record.was_refused("date") and not record.was_refused("text"):
            message = "a correction needs `date` and `text`"
            report.error(
                "correction", record.where.span, message, "Write `corrections: [{date: 2018-12-18, text: …}]`."
            )
    return tuple(sorted(made, key=lambda correction: correction.date.order))


def withdrawal(value: object, report: Report) -> Withdrawal | None:
    """Read `withdrawn`: a map with the day, and the reason if it can be told."""
    if not isinstance(value, Scalar | Sequence | Mapping):
        return None
    hint = "Write `withdrawn: {date: 2018-12-18, reason: …}`."
    if not isinstance(value, Mapping):
        report.error("field-type", value.span, "`withdrawn` must be a map", hint)
        return None
    record = Record(value, fields.read_fields(value, WITHDRAWAL_TYPES, report))
    date = record.values.get("date")
    if isinstance(date, NewsDate):
        return Withdrawal(date, record.text("reason"))
    if not record.was_refused("date"):
        report.error("withdrawal", value.span, "a withdrawal needs its `date`", hint)
    return None
