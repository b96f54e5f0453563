"""What `bylines/NAME.md` and `outlets/NAME.md` say of a person or a paper: a name, a picture, links, and a text.

It stands on the page of the group. Whose it is, is told by the `name` field, else by the file's name: `ana-ruiz` and
`Ana Ruiz` are one, and so is every spelling that the settings list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast
from urllib.parse import urlsplit

from newsgen.copydesk import record_rules
from newsgen.copydesk.common_rules import body_of, timeless
from newsgen.copydesk.name_rules import Names
from newsgen.news import fields
from newsgen.news.article import Page, Photo, Portrait
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.fields import FieldType, Report, read_fields, web_address
from newsgen.news.fingerprint import of_value
from newsgen.news.manuscript import Manuscript, Mapping, Scalar, Value
from newsgen.news.settings import Settings
from newsgen.news.text import one_line


def _raw(_name: str, value: Value, _report: Report) -> Value:
    return value


def _links(name: str, value: Value, report: Report) -> tuple[tuple[str, str], ...] | None:
    """Read links: web addresses by what they are called, or a list of addresses."""
    if isinstance(value, Mapping):
        pairs = [(one_line(entry.name), web_address(name, entry.value, report)) for entry in value]
    else:
        items = (value,) if isinstance(value, Scalar) else value.items
        found = [web_address(name, item, report) for item in items]
        pairs = [(urlsplit(address).hostname or address, address) for address in found if address]
    return tuple((label, address) for label, address in pairs if address)


PORTRAIT_FIELDS: dict[str, FieldType[object]] = {
    "name": fields.text,
    "picture": _raw,
    "links": _links,
    "url": fields.web_address,
    "agency": fields.boolean,
    "lang": fields.language,
    "typography": fields.boolean,
}


def make_portrait(manuscript: Manuscript, text: str, settings: Settings) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """Make the page that a person or outlet is shown by; a portrait without front matter is all text."""
    report = Report()
    report.problems.extend(p for p in manuscript.diagnostics if p.code != "front-matter-missing")
    found = read_fields(manuscript.fields, PORTRAIT_FIELDS, report, ignored=settings.ignored_fields)
    kind, _, file = manuscript.path.partition("/")
    stated = cast("str", found.get("name", ""))
    name = stated or file.rpartition("/")[2].rpartition(".")[0]
    value = manuscript.fields.get("name")
    term = Names(settings, report).term(name, kind, (value or manuscript.fields).span)
    portrait = Portrait(
        kind=kind,
        key=term.key,
        photo=_photo(found.get("picture"), manuscript.path, report),
        links=cast("tuple[tuple[str, str], ...]", found.get("links", ())),
        web=cast("str", found.get("url", "")),
        agency=found.get("agency") is True,
    )
    page = Page(
        url=f"/{kind}/{term.slug}/",
        headline=stated,
        source=manuscript.path,
        lang=cast("str", found.get("lang", settings.language)),
        body=body_of(manuscript, text, typographic=settings.typography and found.get("typography") is not False),
        portrait=portrait,
    )
    return replace(page, digest=of_value(replace(page, body=timeless(page.body)))), tuple(report.problems)


def _photo(value: object, path: str, report: Report) -> Photo | None:
    """Read a picture: the name of a file beside the portrait, or a map as in a story's `photos`."""
    if isinstance(value, Scalar):
        src = fields.text("picture", value, report)
        place = record_rules.picture(src, value.span, path, report) if src else None
        return Photo(place) if place else None
    if value is None:
        return None
    if not isinstance(value, Mapping):
        report.error("field-type", cast("Value", value).span, "`picture` must be a name", "Write `picture: ana.jpg`.")
        return None
    found = record_rules.photos(value, path, "", report)
    return replace(found[0], url="") if found and found[0].src else None
