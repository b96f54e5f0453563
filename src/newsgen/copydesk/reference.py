"""The reference of front matter, made of the table of fields: a page of Markdown with all that a story may state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newsgen.copydesk import record_rules
from newsgen.copydesk.inferences import NEEDED
from newsgen.news import dates, fields, story_fields
from newsgen.news.article import KINDS
from newsgen.news.fields import GATE_FIELDS, FieldType
from newsgen.news.story_fields import FOR_ARCHIVISTS, FOR_EDITORS, Field


def _map(types: Mapping[str, FieldType[object]]) -> str:
    return f"a map of {', '.join(f'`{name}`' for name in types)}"


_TAKES: dict[FieldType[Any], str] = {
    fields.text: "one line of text",
    fields.texts: "a list of texts, or one text that is split at its commas",
    fields.date: "a date: a day with or without a time, a month, a year, `unknown`",
    fields.instant: "a day, with or without a time",
    fields.boolean: "`true` or `false`",
    fields.language: "a language tag (BCP 47)",
    fields.web_address: "an address that begins with https:// or http://",
    story_fields.kind: "one of " + ", ".join(f"`{kind}`" for kind in KINDS),
    story_fields.byline: "one text, or a list of texts",
    story_fields.scans: "the name of a file beside the story, or a list of names",
    story_fields.extra: "a map of anything",
    story_fields.photos: "a list, each " + _map(record_rules.PHOTO_TYPES),
    story_fields.corrections: "a list, each " + _map(record_rules.CORRECTION_TYPES),
    story_fields.withdrawal: _map(record_rules.WITHDRAWAL_TYPES),
}
"""What each type of field takes, in words."""


def reference(ignored: Iterable[str] = (), names: Mapping[str, str] | None = None) -> str:
    """Return the page; `ignored` are names that the settings pass over, `names` those that stand for ours."""
    lines = [
        "# Front matter",
        "",
        "Everything that can stand between the two `---` at the top of a story. This page is printed by",
        "`newsgen schema --markdown`; [writing stories](stories.md) explains it with examples.",
        "",
        f"Needed: {_listed(NEEDED)}. A field that is left empty counts as not there.",
        f"Years are {dates.FIRST_YEAR} to {dates.LAST_YEAR}. {_listed(GATE_FIELDS)} decide whether a story is public.",
        "",
        "## For editors",
        "",
        *_table(FOR_EDITORS),
        "",
        "## For archivists",
        "",
        *_table(FOR_ARCHIVISTS),
    ]
    renamed = [f"- `{theirs}` means `{ours}`" for theirs, ours in (names or {}).items()]
    passed = [f"- `{name}` is passed over" for name in ignored]
    if renamed or passed:
        lines += ["", "## In this project", "", *renamed, *passed]
    return "\n".join(lines) + "\n"


def _table(some: Iterable[Field]) -> list[str]:
    rows = [f"| `{field.name}` | {field.says} | {_TAKES[field.read]} |" for field in some]
    return ["| field | what it is | what it takes |", "|---|---|---|", *rows]


def _listed(words: Iterable[str]) -> str:
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} and {last}"
