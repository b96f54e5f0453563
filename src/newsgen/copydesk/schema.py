"""The JSON Schema (draft 7) of a story's front matter, made of the table of fields.

It takes whatever the rules take, as YAML 1.2 reads it, but for a `kind` in capitals. What it refuses, they refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newsgen.copydesk import record_rules
from newsgen.copydesk.inferences import NEEDED
from newsgen.news import dates, fields, story_fields
from newsgen.news.article import KINDS
from newsgen.news.fields import MAX_ITEMS, FieldType
from newsgen.news.story_fields import FIELDS

DIALECT = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_TEXTS: Schema = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "maxItems": MAX_ITEMS}]}
_YES_OR_NO = r"^\s*([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|1|0)?\s*$"


def _string(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _records(types: Mapping[str, FieldType[object]], needed: Iterable[str] = ()) -> Schema:
    """Return the schema of a map of known names."""
    shape: Schema = {
        "type": "object",
        "properties": {name: _SHAPES[read] for name, read in types.items()},
        "additionalProperties": False,
    }
    return shape | ({"required": list(needed)} if needed else {})


_YEAR: Schema = {"type": "integer", "minimum": dates.FIRST_YEAR, "maximum": dates.LAST_YEAR}
_EMPTY: Schema = {"enum": [None, "", [], {}]}
_SHAPES: dict[FieldType[Any], Schema] = {
    fields.text: _SCALAR,
    fields.texts: _TEXTS,
    fields.date: {"anyOf": [_string(dates.PATTERN), _YEAR]},
    fields.instant: _string(dates.PATTERN_OF_A_DAY),
    fields.boolean: {"anyOf": [{"type": "boolean"}, {"enum": [0, 1]}, _string(_YES_OR_NO)]},
    fields.language: _string(r"^\s*[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,4}\s*$"),
    fields.web_address: _string(r"^\s*[Hh][Tt][Tt][Pp][Ss]?://"),
    story_fields.kind: {"enum": list(KINDS)},
    story_fields.byline: _TEXTS,
    story_fields.scans: _TEXTS,
    story_fields.extra: {"type": "object"},
}
_SHAPES |= {
    story_fields.withdrawal: _records(record_rules.WITHDRAWAL_TYPES, ["date"]),
    **{
        read: {"anyOf": [shape, {"type": "array", "items": shape, "maxItems": MAX_ITEMS}]}
        for read, shape in (
            (story_fields.photos, _records(record_rules.PHOTO_TYPES)),
            (story_fields.corrections, _records(record_rules.CORRECTION_TYPES, ["date", "text"])),
        )
    },
}


def schema(ignored: Iterable[str] = (), names: Mapping[str, str] | None = None) -> Schema:
    """Return the schema; `ignored` are names that the settings allow besides, `names` those that stand for ours."""
    properties: Schema = {
        field.name: {"description": field.says, "anyOf": [_SHAPES[field.read], _EMPTY]} for field in FIELDS
    }
    properties |= {name: {"description": "Passed over, by newsgen.toml."} for name in ignored if name not in properties}
    properties |= {
        theirs: properties[ours] | {"description": f"Means `{ours}`, by newsgen.toml."}
        for theirs, ours in (names or {}).items()
    }
    needed = [[need, *(theirs for theirs, ours in (names or {}).items() if ours == need)] for need in NEEDED]
    stated = {"not": _EMPTY}
    return {
        "$schema": DIALECT,
        "title": "Front matter of a story",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "if": {"properties": {"draft": {"enum": [True, 1, "true", "yes", "on", "1"]}}, "required": ["draft"]},
        "then": {},
        "else": {
            "allOf": [
                {"anyOf": [{"required": [name], "properties": {name: stated}} for name in choices]}
                for choices in needed
            ]
        },
    }
