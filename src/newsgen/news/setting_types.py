"""Types of settings that fields of stories don't have: the site's address, clock and authority, addresses within it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from newsgen.news import fields
from newsgen.news.fields import FieldType, Report
from newsgen.news.manuscript import Mapping, Value
from newsgen.news.story_fields import STORY_FIELDS
from newsgen.news.text import one_line, shorten
from newsgen.news.urls import allowed, beside, encoded


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its name, what it is, an example of its value as TOML, and the type that reads it, or the `words`
    that it can be. `attribute` is its name in `Settings`, if that isn't `name`; `default` says what it is where no
    value of `Settings` does.
    """

    name: str
    says: str
    example: str
    type: FieldType[object] | None = None
    words: tuple[str, ...] = ()
    attribute: str = ""
    default: str = ""

    @property
    def read(self) -> FieldType[object]:
        """Return the type that reads it."""
        return self.type or fields.one_of(*self.words)


def base_url(name: str, value: Value, report: Report) -> str | None:
    """Read the site's address; a slash is added at its end."""
    address = fields.web_address(name, value, report)
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        report.error("web-address", value.span, f"`{name}` must end with a path", "Leave out what follows `?` or `#`.")
        return None
    return address if address.endswith("/") else address + "/"


def authority(name: str, value: Value, report: Report) -> str | None:
    """Read the authority of `tag:` URIs: a host name or an e-mail address (RFC 4151 section 2.1)."""
    read = fields.scalar(name, value, report, "example.org")
    if read is None:
        return None
    if not all(char.isascii() and (char.isalnum() or char in "-._@") for char in read):
        report.error("field-value", value.span, f"`{name}` must be a host name", "Write it as example.org.")
        return None
    return read


_MACHINES_OWN = ("localtime", "posixrules", "Factory")
"""Zones that some systems list and that mean another thing on each machine."""


def zone(known_zone: Callable[[str], bool]) -> FieldType[object]:
    """Make a type that takes the names of time zones."""

    def read_zone(name: str, value: Value, report: Report) -> str | None:
        read = fields.scalar(name, value, report, "Europe/Lisbon")
        if read is None:
            return None
        if read in _MACHINES_OWN or not known_zone(read):
            hint = "Write a name of the IANA list, such as Europe/Lisbon or UTC."
            report.error("timezone", value.span, f"“{read}” is not a known time zone", hint)
            return None
        return read

    return read_zone


any_zone = zone(lambda _name: True)
"""Takes every name: which zones are known is known to whoever reads a file."""


def share(name: str, value: Value, report: Report) -> float | None:
    """Read a number from 0 to 1."""
    read = fields.scalar(name, value, report, "0.9")
    if read is None:
        return None
    try:
        found = float(read)
    except ValueError:
        found = -1
    if not 0 <= found <= 1:
        report.error("field-value", value.span, f"`{name}` must be a number from 0 to 1", f"Write `{name} = 0.9`.")
        return None
    return found


GROUPS = ("tags", "bylines", "outlets", "sections", "threads")


def kinds_of_groups(name: str, value: Value, report: Report) -> tuple[str, ...] | None:
    """Read a list of kinds of groups."""
    read = fields.texts(name, value, report)
    wrong = next((kind for kind in read or () if kind not in GROUPS), None)
    if wrong is not None:
        listed = ", ".join(f"`{kind}`" for kind in GROUPS)
        report.error("field-value", value.span, f"`{name}` can't name “{wrong}”", f"Write any of {listed}.")
        return None
    return read


def address(name: str, value: Value, report: Report) -> str | None:
    """Read the address of a page or file of this site, or of another one."""
    read = fields.scalar(name, value, report, "/corrections-policy/")
    if read is None or read.startswith(("https://", "http://")):
        return read and fields.web_address(name, value, report)
    if not read.startswith("/") or not allowed(read) or any(char.isspace() for char in read):
        hint = "Write the path from the site's root, as in /corrections-policy/, or a whole address: https://…"
        report.error("web-address", value.span, f"`{name}`: “{read}” is not an address", hint)
        return None
    return encoded(read)


def field_names(name: str, value: Value, report: Report) -> tuple[tuple[str, str], ...] | None:
    """Read what fields of other tools are called here: their names, each with one of ours."""
    if not isinstance(value, Mapping):
        report.error("field-type", value.span, f"`{name}` must be a table", 'Write `title = "headline"` below it.')
        return None
    pairs = []
    for entry in value:
        ours = fields.scalar(name, entry.value, report, "headline")
        shown = shorten(one_line(entry.name), 40)
        if entry.name in STORY_FIELDS:
            message = f"`{shown}` is one of newsgen's own fields, and can't stand for another"
            report.error("field-value", entry.span, message, "Take this line away.")
        elif ours is not None and ours not in STORY_FIELDS:
            near = difflib.get_close_matches(ours, STORY_FIELDS, 1)
            hint = f"Did you mean `{near[0]}`?" if near else "Write one of newsgen's own, such as `headline`."
            report.error("field-value", entry.value.span, f"there is no field `{shorten(ours, 40)}`", hint)
        elif ours is not None:
            pairs.append((entry.name, ours))
    return tuple(pairs)


FONTS = (".ttf", ".otf", ".ttc")


def font(name: str, value: Value, report: Report) -> str | None:
    """Read the place of a font in the project."""
    read = fields.scalar(name, value, report, "fonts/paper.ttf")
    if read is None:
        return None
    place = beside("newsgen.toml", quote(read))
    if place is None or not place.lower().endswith(FONTS):
        hint = "Put a file that ends with .ttf, .otf or .ttc into the project's folder, and write fonts/paper.ttf"
        report.error("field-value", value.span, f"`{name}`: “{shorten(read, 80)}” is not a font of this project", hint)
        return None
    return place
