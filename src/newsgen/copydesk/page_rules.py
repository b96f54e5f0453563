"""What a page that is no story must have and may have: About, the corrections policy."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from newsgen.copydesk.common_rules import HEADLINE_HINT, body_of, slug_of, timeless, was_asked
from newsgen.copydesk.foreign_fields import FOREIGN_FIELDS, in_our_words
from newsgen.news import fields
from newsgen.news.article import Page
from newsgen.news.diagnostics import Diagnostic, Span
from newsgen.news.fields import FieldType, Report, read_fields
from newsgen.news.fingerprint import of_value
from newsgen.news.manuscript import Manuscript
from newsgen.news.settings import Settings
from newsgen.news.urls import RESERVED, encoded

PAGE_FIELDS: dict[str, FieldType[object]] = {
    "headline": fields.text,
    "slug": fields.text,
    "lang": fields.language,
    "typography": fields.boolean,
}


def make_page(manuscript: Manuscript, text: str, settings: Settings) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """Make a page that is no story, such as About."""
    report = Report()
    report.problems.extend(manuscript.diagnostics)
    names = {theirs: ours for theirs, ours in settings.our_names.items() if ours in PAGE_FIELDS}
    manuscript = replace(manuscript, fields=in_our_words(manuscript.fields, names, report))
    ignored = settings.ignored_fields
    found = read_fields(manuscript.fields, PAGE_FIELDS, report, foreign=FOREIGN_FIELDS, ignored=ignored)
    headline = found.get("headline")
    if not isinstance(headline, str):
        if not was_asked("headline", PAGE_FIELDS, manuscript, report):
            report.error("headline-missing", Span(manuscript.path, 1, 1), "this page has no headline", HEADLINE_HINT)
        return None, tuple(report.problems)
    slug = slug_of(found.get("slug"), manuscript, headline, settings, report)
    if slug.casefold() in RESERVED:
        value = manuscript.fields.get("slug") or manuscript.fields.get("headline")
        span = value.span if value else Span(manuscript.path, 1, 1)
        message = f"the address /{slug}/ is kept for newsgen's own pages"
        report.error("slug-reserved", span, message, f"Give the page another one: `slug: our-{slug}`.")
    page = Page(
        url=encoded(f"/{slug}/"),
        headline=headline,
        source=manuscript.path,
        lang=cast("str", found.get("lang", settings.language)),
        body=body_of(manuscript, text, typographic=settings.typography and found.get("typography") is not False),
    )
    return replace(page, digest=of_value(replace(page, body=timeless(page.body)))), tuple(report.problems)
