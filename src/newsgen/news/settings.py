"""The project's choices, from `newsgen.toml`, checked like front matter. All of it has defaults: no file is needed.

`Masthead` is the part that a template may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsgen.news import fields, setting_keys, setting_types
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.fields import FieldType, Report, read_fields
from newsgen.news.fingerprint import of_value
from newsgen.news.manuscript import Entry, Mapping, Sequence, Value
from newsgen.news.setting_types import Key
from newsgen.news.targets import Target, read_targets
from newsgen.news.text import direction, fold, unprintable
from newsgen.news.urls import allowed


@dataclass(frozen=True, slots=True)
class Profile:
    """What the settings say of one tag, person or outlet: its name, other spellings, and for outlets more."""

    name: str
    aliases: tuple[str, ...] = ()
    url: str = ""
    agency: bool = False


@dataclass(frozen=True, slots=True)
class Masthead:
    """What every page may show of the site."""

    title: str
    description: str
    language: str
    direction: str
    base_url: str
    copyright: str
    license: str
    menu: tuple[tuple[str, str], ...]
    indexes: tuple[str, ...]
    feeds: tuple[tuple[str, str], ...]
    on_this_day: bool
    corrections: bool
    corrections_feed: bool
    search: bool
    timezone: str
    publisher: tuple[tuple[str, str], ...]
    has_cards: bool = False
    card_picture: str = ""
    digest: str = ""


GROUPS = setting_types.GROUPS

ON = tuple(key.name for key in setting_keys.SWITCHES)
"""The outputs that can be switched off."""

BY_CHOICE = tuple(key.name for key in setting_keys.BY_CHOICE)
"""The outputs that can be switched on."""

SITE_FEEDS = {
    "feed": ("/feed.xml", "application/atom+xml"),
    "rss": ("/rss.xml", "application/rss+xml"),
    "json_feed": ("/feed.json", "application/feed+json"),
}
"""The feeds of the whole site: address and media type."""


@dataclass(frozen=True)
class Settings:
    """Everything that can be chosen. `ignore` are globs below `articles/`; `html` is `escaped` or `sanitised`."""

    title: str = "News archive"
    base_url: str = ""
    language: str = "en"
    timezone: str = ""
    description: str = ""
    copyright: str = ""
    license: str = ""
    ignore: tuple[str, ...] = ()
    html: str = "escaped"
    pictures: str = "copied"
    typography: bool = True
    slugs: str = "ascii"
    url_style: str = "folder"
    authority: str = ""
    ignored_fields: tuple[str, ...] = ()
    field_names: tuple[tuple[str, str], ...] = ()
    dates_in_names: bool = False
    confidence: float = 0.9
    outputs: tuple[str, ...] = ON
    group_feeds: tuple[str, ...] = ("sections",)
    min_stories: int = 5
    split: int = 4000
    outlets: tuple[Profile, ...] = ()
    people: tuple[Profile, ...] = ()
    tags: tuple[Profile, ...] = ()
    denied_tags: tuple[str, ...] = ()
    menu: tuple[tuple[str, str], ...] = ()
    publisher: tuple[tuple[str, str], ...] = ()
    targets: tuple[Target, ...] = ()
    card_font: str = ""
    card_picture: str = ""

    @cached_property
    def zone(self) -> tzinfo | None:
        """Return the site's time zone, or None."""
        return ZoneInfo(self.timezone) if self.timezone else None

    @cached_property
    def our_names(self) -> dict[str, str]:
        """Return which of our fields each field of another tool means."""
        return dict(self.field_names)

    @cached_property
    def digest(self) -> str:
        """Return the fingerprint of all choices."""
        return of_value(self)

    @cached_property
    def reading(self) -> str:
        """Return the fingerprint of the choices that decide how a story is read."""
        names = (self.outlets, self.people, self.tags, self.denied_tags)
        choices = (self.language, self.typography, self.slugs, self.timezone, self.confidence)
        return of_value((choices, self.ignored_fields, self.field_names, self.dates_in_names, names))

    @cached_property
    def masthead(self) -> Masthead:
        """Return what templates may see."""
        made = Masthead(
            title=self.title,
            description=self.description,
            language=self.language,
            direction=direction(self.language),
            base_url=self.base_url,
            copyright=self.copyright,
            license=self.license,
            menu=self.menu,
            indexes=tuple(name for name in GROUPS if name in self.outputs),
            feeds=tuple(feed for name, feed in SITE_FEEDS.items() if self.base_url and name in self.outputs),
            on_this_day="on_this_day" in self.outputs,
            corrections="corrections" in self.outputs,
            corrections_feed=bool(self.base_url) and "corrections_feed" in self.outputs,
            search="search" in self.outputs,
            timezone=self.timezone,
            publisher=self.publisher,
            has_cards=bool(self.card_font and self.base_url),
            card_picture=self.card_picture,
        )
        # How texts and links are printed belongs to every page.
        return replace(made, digest=of_value((made, self.html, self.url_style)))

    @cached_property
    def base_path(self) -> str:
        """Return the path under which the site is published, with slashes at both ends; `/` when not known."""
        return urlsplit(self.base_url).path if self.base_url else "/"

    @cached_property
    def tag_authority(self) -> str:
        """Return the authority of `tag:` URIs: the setting, else the host of the base URL (RFC 4151)."""
        return self.authority or (urlsplit(self.base_url).hostname or "" if self.base_url else "")

    def has_feed(self, kind: str, number: int) -> bool:
        """Tell whether a group of so many stories has a feed of its own."""
        is_wanted = bool(self.base_url) and kind in self.group_feeds and kind in self.outputs
        return is_wanted and (kind == "sections" or number >= self.min_stories)

    def profiles(self, kind: str) -> dict[str, Profile]:
        """Return what is known of the names of one kind of group, by folded name and by folded alias."""
        return self._profiles.get(kind, {})

    @cached_property
    def _profiles(self) -> dict[str, dict[str, Profile]]:
        kinds = {"tags": self.tags, "bylines": self.people, "outlets": self.outlets}
        return {
            kind: {fold(name): profile for profile in profiles for name in (*profile.aliases, profile.name)}
            for kind, profiles in kinds.items()
        }


Types = MappingOf[str, tuple[str, FieldType[object]]]
"""How keys are read: the attribute of `Settings` that each becomes, and its type."""


def read(tree: Mapping, *, known_zone: Callable[[str], bool]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Make settings of what stands in `newsgen.toml`, and what is wrong with it."""
    report = Report()
    values: dict[str, object] = {}

    def keep(table: Mapping, types: Types) -> None:
        found = read_fields(table, {name: reader for name, (_, reader) in types.items()}, report)
        values.update({types[name][0]: value for name, value in found.items()})

    def table(keys: Iterable[Key]) -> FieldType[object]:
        types = _types(keys)

        def read_table(name: str, value: Value, report: Report) -> object:
            if isinstance(value, Mapping):
                keep(value, types)
            else:
                report.error("field-type", value.span, f"`{name}` must be a table", f"Write `[{name}]` above its keys.")
            return None

        return read_table

    def profiles(attribute: str, *, outlets: bool = False) -> FieldType[object]:
        def read_table(name: str, value: Value, report: Report) -> object:
            values[attribute] = _profiles(name, value, report, values, outlets=outlets)
            return None

        return read_table

    top: dict[str, tuple[str, FieldType[object]]] = {
        **_types(setting_keys.TOP),
        "timezone": ("timezone", setting_types.zone(known_zone)),
        **{name: ("", table(keys)) for name, keys in setting_keys.TABLES.items()},
        "outputs": ("", _outputs(values)),
        "outlets": ("", profiles("outlets", outlets=True)),
        "people": ("", profiles("people")),
        "tags": ("", profiles("tags")),
        "menu": ("", _menu(values)),
        "publisher": ("", _publisher(values)),
        "publish": ("targets", read_targets),
    }
    keep(tree, top)
    return Settings(**values), tuple(report.problems)  # type: ignore[arg-type]


def _types(keys: Iterable[Key]) -> dict[str, tuple[str, FieldType[object]]]:
    return {key.name: (key.attribute or key.name, key.read) for key in keys}


def _readers(keys: Iterable[Key]) -> dict[str, FieldType[object]]:
    return {key.name: key.read for key in keys}


def _outputs(values: dict[str, object]) -> FieldType[object]:
    def read_outputs(name: str, value: Value, report: Report) -> object:
        if not isinstance(value, Mapping):
            report.error("field-type", value.span, f"`{name}` must be a table", "Write `[outputs]` above its keys.")
            return None
        keys = (*setting_keys.SWITCHES, *setting_keys.BY_CHOICE, *setting_keys.GROUP_FEEDS)
        chosen = read_fields(value, _readers(keys), report)
        values["outputs"] = tuple(name for name in (*ON, *BY_CHOICE) if chosen.get(name, name in ON))
        values.update({key: chosen[key] for key in ("group_feeds", "min_stories") if key in chosen})
        none = value.get("group_feeds")
        if isinstance(none, Sequence) and not none.items:
            values["group_feeds"] = ()
        return None

    return read_outputs


def _menu(values: dict[str, object]) -> FieldType[object]:
    def read_menu(name: str, value: Value, report: Report) -> object:
        if not isinstance(value, Mapping):
            report.error("field-type", value.span, f"`{name}` must be a table", 'Write `About = "/about/"` below it.')
            return None
        lines = []
        for entry in value:
            target = fields.scalar(entry.name, entry.value, report)
            if target is None or not _is_printable(entry, report):
                continue
            if not target.startswith(("/", "https://", "http://")) or not allowed(target):
                hint = "Begin it with one `/` for a page of this site, or with https:// for another."
                report.error("menu", entry.value.span, f"“{target}” is not an address that a menu can lead to", hint)
                continue
            lines.append((entry.name, target))
        values["menu"] = tuple(lines)
        return None

    return read_menu


def _publisher(values: dict[str, object]) -> FieldType[object]:
    def read_publisher(name: str, value: Value, report: Report) -> object:
        if not isinstance(value, Mapping):
            report.error("field-type", value.span, f"`{name}` must be a table", f"Write `[{name}]` above its keys.")
            return None
        types = _readers(setting_keys.PUBLISHER)
        found = read_fields(value, types, report)
        values["publisher"] = tuple((key, found[key]) for key in types if key in found)
        return None

    return read_publisher


def _is_printable(entry: Entry, report: Report) -> bool:
    bad = unprintable(entry.name)
    if bad:
        message = f"a name here holds the character U+{ord(bad[0]):04X}, which can't be published"
        report.error("unprintable", entry.span, message, "Delete it.")
    return not bad


def _profiles(
    name: str, value: Value, report: Report, values: dict[str, object], *, outlets: bool
) -> tuple[Profile, ...]:
    if not isinstance(value, Mapping):
        report.error(
            "field-type", value.span, f"`{name}` must be a table", f'Write `[{name}."A Name"]` above its keys.'
        )
        return ()
    types = _readers((setting_keys.ALIASES, *(setting_keys.OF_OUTLETS if outlets else ())))
    found = []
    taken: dict[str, str] = {}
    for entry in value:
        if name == "tags" and entry.name == "deny":
            values["denied_tags"] = setting_keys.DENY.read("deny", entry.value, report) or ()
        elif isinstance(entry.value, Mapping):
            if _is_printable(entry, report):
                profile = Profile(entry.name, **read_fields(entry.value, types, report))  # type: ignore[arg-type]
                _refuse_shared_names(name, entry, profile, taken, report)
                found.append(profile)
        else:
            hint = f'Write `[{name}."{entry.name}"]` above its keys.'
            report.error("field-type", entry.span, f"`{entry.name}` must be a table", hint)
    return tuple(found)


def _refuse_shared_names(table: str, entry: Entry, profile: Profile, taken: dict[str, str], report: Report) -> None:
    """Refuse a spelling that two names of one table claim: a story that has it could be either's."""
    for name in dict.fromkeys((profile.name, *profile.aliases)):
        other = taken.setdefault(fold(name), profile.name)
        if other != profile.name:
            message = f"`{table}`: “{name}” stands for “{other}” already"
            report.error("name-shared", entry.span, message, "Take it out of one of the two.")
