"""The names that other tools give to the fields of a story: what to write here instead, or, where the settings say
so, what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import replace

from newsgen.news.fields import FALSE, TRUE, Foreign, Report, is_absent
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence, Value
from newsgen.news.text import one_line

_PHOTOS = "Write `photos: [{src: picture.jpg, alt: …, caption: …, credit: …}]`."

_HINTS = {
    "Write `headline`.": "title heading head name",
    "Write `byline`.": "author by writer reporter creator",
    "Write `byline`, with a list for several people.": "authors writers reporters bylines",
    "Write `deck`.": "dek subtitle subheadline subhead subheading standfirst description summary excerpt "
    "abstract blurb",
    "Write `section`.": "category",
    "Write `section` for the one, `tags` for the others.": "categories sections",
    "Write `tags`.": "keywords keyword labels topics",
    "Write `updated`.": "lastmod modified update last_modified last_modified_at updated_at date_modified",
    "Write `date`, or `embargo` if the story must stay hidden until then.": "publish_date",
    "Write `date`; a story that must stay hidden has `draft: true`.": "published",
    "Write `date`.": "pub_date published_at date_published published_date publication_date created created_at day",
    "Write `expires`.": "expiry_date expire_date unpublish_date",
    "Write `slug` for the last part of the address, `aliases` for old addresses.": "permalink",
    "Write `slug` for the last part of the address, `source_url` for where the story was found.": "url link",
    "Write `aliases`.": "redirect_from redirects alias",
    "Write `lang`.": "language locale",
    "Write `outlet` for the paper, `source_url` for the address where the story was found.": "source",
    "Write `outlet`.": "publication publisher newspaper",
    _PHOTOS: "image images photo picture pictures featured_image cover cover_image thumbnail",
    "Write `wire`.": "agency",
    "Write `dateline`.": "place location city",
    "Write `thread`.": "series",
    "A story has no layout; change templates/article.html instead.": "layout template",
    "Write `draft: true` for a story that must stay hidden; leave it out otherwise.": "status visibility",
    "Write `extra`.": "params custom meta metadata",
}
_ONE_FIELD = re.compile(r"Write `(\w+)`\.")
_STANDS_FOR = {
    "byline": "authors writers reporters bylines",
    "tags": "categories",
    "draft": "published status visibility",
    "aliases": "permalink",
}
"""What the settings can let a field stand for, where its hint names more than one of ours."""


def _told() -> Iterator[tuple[str, Foreign]]:
    ours = {name: field for field, names in _STANDS_FOR.items() for name in names.split()}
    for hint, names in _HINTS.items():
        field = _ONE_FIELD.fullmatch(hint)
        for name in names.split():
            yield name, Foreign(hint, ours.get(name, field[1] if field else ""))


FOREIGN_FIELDS = dict(_told())
"""Fields of other tools, each with what to write here; case, `-` and `_` make no difference."""

LISTS = ("tags", "aliases", "related")
"""Fields whose items may stand under several names."""

_HIDING = {
    "published": FALSE,
    "draft": TRUE,
    "private": TRUE,
    "hidden": TRUE,
    "status": {"draft", "private", "hidden", "pending", "future"},
    "visibility": {"draft", "private", "hidden"},
}
"""What other tools write into a story that readers must not see."""

_PUBLIC = {"publish", "published", "public", "visible", "live"}
_SHOWING = {"published": TRUE, "status": _PUBLIC, "visibility": _PUBLIC}


def in_our_words(fields: Mapping, names: MappingOf[str, str], report: Report) -> Mapping:
    """Return fields under our names where `names` translates theirs; a field that is stated twice is refused, but for
    lists, which become one.
    """
    if not names:
        return fields
    found: dict[str, Entry] = {}
    for entry in fields:
        ours = names.get(entry.name, entry.name)
        if ours == "draft" != entry.name:
            entry = replace(entry, value=_as_draft(entry))  # noqa: PLW2901 - what is published is no draft
        elif ours == "byline" != entry.name:
            entry = replace(entry, value=_names_alone(entry.value))  # noqa: PLW2901 - more of a person has another place
        first = found.get(ours)
        if first is None or is_absent(first.value):
            found[ours] = Entry(ours, entry.span, entry.value)
        elif ours in LISTS:
            found[ours] = Entry(ours, first.span, _joined(first.value, entry.value))
        elif not is_absent(entry.value) and _said(entry.value) != _said(first.value):
            at = first.span.line
            message = f"`{entry.name}` means `{ours}` here, which is stated on line {at} too"
            if entry.name == ours:
                message = f"`{ours}` is stated on line {at} too: another field there means it here"
            hint = "Keep one of the two, or let the settings pass one of them over: move it from `names` to `ignore`."
            report.error("field-duplicate", entry.span, message, hint)
    unread = tuple(names.get(name, name) for name in fields.unread)
    return Mapping(tuple(found.values()), fields.span, unread)


def _said(value: Value) -> str | Value:
    """Return what a value says: two fields that say the same are one."""
    return one_line(value.text) if isinstance(value, Scalar) else value


def _names_alone(value: Value) -> Value:
    """Return the names of writers of whom another tool's field says more: `{name: Ana Ruiz, email: …}`."""
    if isinstance(value, Sequence):
        return Sequence(tuple(_names_alone(item) for item in value.items), value.span)
    if not isinstance(value, Mapping):
        return value
    named = (value.get(name) for name in ("name", "display_name"))
    return next((name for name in named if isinstance(name, Scalar) and name.text.strip()), value)


def _as_draft(entry: Entry) -> Value:
    """Return whether a story is a draft by what another tool's field says of it."""
    name, value = entry.name.casefold(), entry.value
    if not isinstance(value, Scalar):
        return value
    said = value.text.strip().casefold()
    if said in _HIDING.get(name, ()):
        return replace(value, text="true")
    return replace(value, text="false") if said in _SHOWING.get(name, ()) else value


def _joined(first: Value, second: Value) -> Sequence:
    return Sequence((*_items(first), *_items(second)), first.span)


def _items(value: Value) -> Iterator[Value]:
    if isinstance(value, Sequence):
        yield from value.items
    elif isinstance(value, Scalar):
        yield from (Scalar(part.strip(), value.span, value.quoted) for part in value.text.split(","))
    else:
        yield value


def refuse_hidden(fields: Mapping, ignored: Collection[str], report: Report) -> None:
    """Refuse a story that hides itself by a field which the settings pass over: it would be on the site."""
    for entry in fields:
        if entry.name not in ignored or not isinstance(entry.value, Scalar):
            continue
        if (said := entry.value.text.strip()).casefold() in _HIDING.get(entry.name.casefold(), ()):
            message = f"`{entry.name}: {said}` hides a story elsewhere, and is passed over here, by the settings"
            hint = "Write `draft: true` to hide it, or delete this line."
            if entry.name.casefold() in _SHOWING:
                hint += f'\nOr let the settings read it, below `[front_matter.names]`: {entry.name} = "draft"'
            report.error("field-foreign", entry.span, message, hint)
