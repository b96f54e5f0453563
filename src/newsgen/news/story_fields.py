"""The fields of a story: the one table of their names, how each is read, and what it is in a few words.

Rules read front matter by it, and the JSON Schema is made of it. The first ten are all that most editors need.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsgen.news import fields
from newsgen.news.article import KINDS
from newsgen.news.fields import FieldType, Report
from newsgen.news.manuscript import Value


def byline(_name: str, value: Value, _report: Report) -> Value:
    """Keep a byline, text or list, for the rule that reads names."""
    return value


def photos(_name: str, value: Value, _report: Report) -> Value:
    """Keep a list of maps for the rule that looks for pictures."""
    return value


def scans(_name: str, value: Value, _report: Report) -> Value:
    """Keep names of files for the rule that looks for scans."""
    return value


def corrections(_name: str, value: Value, _report: Report) -> Value:
    """Keep a list of maps for the rule that reads corrections."""
    return value


def withdrawal(_name: str, value: Value, _report: Report) -> Value:
    """Keep a map for the rule that reads a withdrawal."""
    return value


def extra(_name: str, value: Value, _report: Report) -> Value:
    """Keep a map of anything."""
    return value


kind = fields.one_of(*KINDS)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the type that reads it, and what it is."""

    name: str
    read: FieldType[object]
    says: str


FOR_EDITORS = (
    Field("headline", fields.text, "The headline."),
    Field("date", fields.date, "When the story ran: 2018-12-17, 2018-12-17T14:30, 1954-11, 1954, 1954~ or unknown."),
    Field("byline", byline, "Who wrote it: By Ana Ruiz and J. Doe, or a list of names."),
    Field("deck", fields.text, "The line below the headline."),
    Field("section", fields.text, "The one part of the paper it belongs to."),
    Field("tags", fields.texts, "What it is about, one or many."),
    Field("photos", photos, "Its pictures, each with src, alt, caption and credit."),
    Field("slug", fields.text, "The last part of its address."),
    Field("draft", fields.boolean, "true keeps it off the site."),
    Field("embargo", fields.instant, "Keeps it off the site until then."),
)
FOR_ARCHIVISTS = (
    Field("id", fields.text, "The story's lasting name, for links and feeds."),
    Field("kicker", fields.text, "The words above the headline."),
    Field("kind", kind, "What kind of story it is."),
    Field("added", fields.instant, "When it entered the archive."),
    Field("updated", fields.instant, "When it was last changed for its readers."),
    Field("expires", fields.instant, "When it goes off the site."),
    Field("withdrawn", withdrawal, "When it was taken back, and why: a notice stands in its place."),
    Field("lang", fields.language, "Its language, if it isn't the site's: en, he, zh-Hans."),
    Field("outlet", fields.text, "The paper that ran it, if not this one."),
    Field("dateline", fields.text, "The place that it was filed from."),
    Field("wire", fields.text, "The agency that it came from."),
    Field("thread", fields.text, "The developing story that it is a part of."),
    Field("aliases", fields.texts, "Its old addresses on this site, which lead to it."),
    Field("corrections", corrections, "What was put right, when: each with date, text and kind."),
    Field("edition", fields.text, "The edition that it was printed in."),
    Field("print_page", fields.text, "The page that it was printed on."),
    Field("column", fields.text, "The column that it was printed in."),
    Field("scan", scans, "Pictures or PDFs of the printed original, one or many."),
    Field("source_url", fields.web_address, "Where it was found."),
    Field("canonical", fields.web_address, "The address that search engines should take for the original."),
    Field("translation_of", fields.text, "The id of the story that this one translates."),
    Field("related", fields.texts, "The ids of stories that belong beside it."),
    Field("ednote", fields.text, "A note for editors. It is never published."),
    Field("reviewed", fields.boolean, "true once somebody has checked what was read out of a clipping."),
    Field("sha256", fields.text, "The SHA-256 of a clipping's text, written by newsgen import clipping."),
    Field("body_lines", fields.text, "Which lines of a clipping's text are the story: 9-33."),
    Field("typography", fields.boolean, "false leaves quotes as they were typed."),
    Field("extra", extra, "Anything else worth keeping; shown with the story."),
)
FIELDS = (*FOR_EDITORS, *FOR_ARCHIVISTS)

STORY_FIELDS: dict[str, FieldType[object]] = {field.name: field.read for field in FIELDS}
