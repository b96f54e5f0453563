"""The reference of settings, made of the table of their names: what each is, takes, and is by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newsgen.news import fields, setting_keys, setting_types, targets
from newsgen.news.fields import FieldType
from newsgen.news.setting_types import Key
from newsgen.news.settings import ON, Profile, Settings
from newsgen.news.targets import Target

_TAKES: dict[FieldType[Any], str] = {
    fields.text: "text",
    fields.scalar: "text",
    fields.texts: "a list of texts",
    fields.boolean: "`true` or `false`",
    fields.whole_number: "a whole number",
    fields.language: "a language tag (BCP 47)",
    fields.web_address: "an address that begins with https:// or http://",
    setting_types.base_url: "an address that begins with https:// or http://",
    setting_types.address: "a path from the site's root, or an address",
    setting_types.any_zone: "a name of the IANA list of time zones",
    setting_types.authority: "a host name or an e-mail address",
    setting_types.share: "a number from 0 to 1",
    setting_types.font: "the place of a .ttf, .otf or .ttc file",
    setting_types.field_names: "a table of names",
    setting_types.kinds_of_groups: "a list of " + ", ".join(f"`{name}`" for name in setting_types.GROUPS),
    targets.endpoint: "an address that begins with https:// or http://",
}
"""What each type of setting takes, in words."""

_KNOWN = Settings()
_HEAD = ("key", "takes", "default", "what it is", "example")
_HEAD_OF_SOME = ("key", "where", "takes", "default", "what it is")


def tables() -> dict[str, str]:
    """Return each table as Markdown, by its heading in the manual."""
    found = {"The paper": _table(_HEAD, (_row(key, _by_itself(key)) for key in setting_keys.TOP))}
    for name, keys in setting_keys.TABLES.items():
        found[f"`[{name}]`"] = _table(_HEAD, (_row(key, _by_itself(key)) for key in keys))
    switches = [_row(key, _as_toml(key.name in ON)) for key in (*setting_keys.SWITCHES, *setting_keys.BY_CHOICE)]
    feeds = [_row(key, _by_itself(key)) for key in setting_keys.GROUP_FEEDS]
    found["`[outputs]`"] = _table(_HEAD, [*switches, *feeds])
    found["`[publisher]`"] = _table(_HEAD, (_row(key, "none") for key in setting_keys.PUBLISHER))
    profiles = [(where, key, _of(Profile(""), key)) for where, key in setting_keys.OF_NAMES]
    found["`[outlets]`, `[people]`, `[tags]`"] = _table(_HEAD_OF_SOME, map(_row_of_some, profiles))
    places = [(where, key, _of(Target("", "", "", ""), key)) for where, key in targets.KEYS]
    found["`[publish.web]`, `[publish.copy]` …"] = _table(_HEAD_OF_SOME, map(_row_of_some, places))
    return found


def reference() -> str:
    """Return all tables as a page of Markdown, with links as they are in the manual."""
    return "\n".join(["# Settings", "", *(f"## {heading}\n\n{table}" for heading, table in tables().items())])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    written = [f"| {' | '.join(cells)} |\n" for cells in (head, *rows)]
    return "".join([written[0], "|---" * len(head), "|\n", *written[1:]])


def _row(key: Key, default: str) -> tuple[str, ...]:
    return (f"`{key.name}`", _takes(key), key.default or default, key.says, f"`{key.name} = {key.example}`")


def _row_of_some(row: tuple[str, Key, str]) -> tuple[str, ...]:
    where, key, default = row
    return (f"`{key.name}`", where, _takes(key), key.default or default, key.says)


def _takes(key: Key) -> str:
    if key.words:
        *most, last = (f'`"{word}"`' for word in key.words)
        return f"{', '.join(most)} or {last}"
    return _TAKES[key.read]


def _by_itself(key: Key) -> str:
    return _of(_KNOWN, key)


def _of(made: object, key: Key) -> str:
    """Return what a setting is by itself, as TOML."""
    return _as_toml(getattr(made, key.attribute or key.name, ""))


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, tuple):
        return f"`[{', '.join(_quoted(str(item)) for item in value)}]`"
    if isinstance(value, str):
        return f"`{_quoted(value)}`" if value else "none"
    return f"`{value}`"


def _quoted(text: str) -> str:
    return f'"{text}"'
