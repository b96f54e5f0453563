"""Brings the register of story addresses up to date, and reads it for the check."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsgen import outputs
from newsgen.building.looking import look
from newsgen.building.plan import collisions
from newsgen.news.diagnostics import Diagnostic, has_errors
from newsgen.news.register import REGISTER, Register, read, write
from newsgen.reading import sources
from newsgen.reading.project import read_settings


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of the register; with errors among the problems it is as it was."""

    added: int = 0
    released: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    number: int = 0
    problems: tuple[Diagnostic, ...] = ()


def read_register(root: Path) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """Read a project's register; None when it has none, or none that can be read."""
    if not os.path.lexists(root / REGISTER):
        return None, ()
    found = sources.read(root, REGISTER, sources.MAX_FILE)
    text = found if isinstance(found, Diagnostic) else sources.text_of(found[0], REGISTER)
    return (None, (text,)) if isinstance(text, Diagnostic) else read(text)


def register(root: Path, settings_file: Path, as_of: datetime, released: Iterable[str]) -> Registered:
    """Add the addresses of all public stories; take out those that are released, and add none of these again."""
    settings, problems = read_settings(settings_file, settings_file.name, None)
    old, wrong = read_register(root)
    problems += wrong
    if has_errors(problems):
        return Registered(problems=problems)
    loaded = look(root, settings, as_of)
    problems += (*loaded.diagnostics, *collisions(root, outputs.plan(loaded.archive, settings)))
    if has_errors(problems):
        return Registered(problems=problems)
    asked = dict.fromkeys(_path(address, settings.base_url) for address in released)
    gone = tuple(address for address in asked if address in (old or {}))
    now = {story.url: story.id for story in loaded.archive.stories_with_pages if story.url not in gone}
    done = _written(root, old, now, gone)
    unknown = tuple(address for address in asked if address not in (old or {}))
    return replace(done, unknown=unknown, problems=problems)


def keep(root: Path, stories: Register) -> Registered:
    """Add the addresses of stories that were published; take out none."""
    old, wrong = read_register(root)
    return Registered(problems=wrong) if has_errors(wrong) else _written(root, old, dict(stories), ())


def _written(root: Path, old: Register | None, now: dict[str, str], gone: tuple[str, ...]) -> Registered:
    """Write the register if it changes."""
    before = dict(old or {})
    after = {address: identity for address, identity in before.items() if address not in gone} | now
    if old is None or after != before:
        temporary = root / f".{REGISTER}.tmp"
        temporary.write_text(write(after), "utf-8", newline="\n")
        os.replace(temporary, root / REGISTER)
    return Registered(len(after.keys() - before.keys()), gone, (), len(after))


def _path(address: str, base_url: str) -> str:
    """Return an address as the register has it: from the site's root, also if it was copied whole from a browser."""
    return address[len(base_url) - 1 :] if base_url and address.startswith(base_url) else address
