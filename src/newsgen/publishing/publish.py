"""Publishing: holds what a site is to be against what was published before, and has the difference carried there.

A rehearsal does all but the carrying, so that it says what the real run does. Only what the ledger names is sent, and a
site that isn't what its sources make is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsgen.building.readiness import ready
from newsgen.building.register import keep
from newsgen.building.request import Progress
from newsgen.memory.ledger import Entry
from newsgen.memory.lock import BusyError, locked
from newsgen.memory.remembered import state_path
from newsgen.news import hosts
from newsgen.news.delivery import Delivery, delivery, still_needed
from newsgen.news.diagnostics import Diagnostic, Span, error, has_errors
from newsgen.news.settings import Settings
from newsgen.news.targets import Target, TargetError, target
from newsgen.publishing.carrying import RECORD, UNKNOWN, Cargo, Carrier, PublishError
from newsgen.publishing.publishers import KINDS

MOST_NAMED = 10


@dataclass(frozen=True)
class Errand:
    """What is to be published, and where. `take_over` replaces files of others; a rehearsal sends nothing."""

    root: Path
    settings: Settings
    output: Path
    shown: str
    target: Target
    now: datetime
    is_rehearsal: bool = False
    take_over: bool = False
    wait: bool = False
    progress: Progress = lambda _what, _done, _all: None


@dataclass(frozen=True)
class Published:
    """What became of it: what was sent (or would be), and how many addresses are new in the register."""

    found: Delivery = Delivery()  # noqa: RUF009 - frozen
    problems: tuple[Diagnostic, ...] = ()
    registered: int = 0
    is_busy: bool = False


def chosen(settings: Settings, named: str | None) -> Target | str:
    """Return the target of a name or of an address; of none, if there is only one. Else say what is wrong."""
    known = {each.name: each for each in settings.targets}
    if named in known:
        return known[named or ""]
    if named and ":" in named:
        try:
            return target(named.partition(":")[0], named)
        except TargetError as problem:
            return f"this is no target: {problem}"
    listed = f"There are: {', '.join(known)}."
    if not known:
        listed = (
            "Name one, as in `newsgen publish folder:/srv/www/paper`; or write it at the end of newsgen.toml"
            ' on two lines: `[publish.web]` and `to = "folder:/srv/www/paper"`.'
        )
    if named:
        return f"newsgen.toml has no target “{named}”. {listed}"
    if len(known) == 1:
        return next(iter(known.values()))
    return f"which target? {listed}"


def publish(errand: Errand) -> Published:
    """Bring a target up to date with the site, or say why not."""
    place = state_path(errand.root, errand.output)
    try:
        with locked(place.with_suffix(".lock"), "publish", wait=errand.wait):
            return _publish(errand)
    except BusyError as problem:
        hint = "Wait until it has ended, or publish with `--wait`."
        return Published(problems=(error("busy", Span(errand.shown), str(problem), hint),), is_busy=True)
    except PublishError as problem:
        return Published(problems=(error("publish-failed", Span(errand.target.name), str(problem), problem.hint),))


def _publish(errand: Errand) -> Published:
    site = ready(errand.root, errand.output, errand.shown, errand.settings, errand.now)
    said = site.problems
    if not has_errors(said) and errand.target.host:
        said += tuple(_over(errand, site.entries))
    if has_errors(said):
        return Published(problems=said)
    cargo = Cargo(errand.output, site.entries, f"{errand.now:%Y%m%dT%H%M%SZ}", errand.progress)
    with KINDS[errand.target.kind](errand.target, errand.root) as carrier:
        there = carrier.published()
        known = {path: digest for path, digest in there.items() if digest != UNKNOWN}
        kept = {path: Entry(digest, "") for path, digest in still_needed(cargo.digests, known).items()}
        cargo = replace(cargo, entries={**site.entries, **kept})
        found = delivery(cargo.digests, there)
        strangers = () if errand.take_over else _strangers(carrier, found, cargo, errand)
        if strangers or errand.is_rehearsal:
            return Published(found, (*said, *strangers))
        if not found.is_empty:
            carrier.carry(found, cargo)
    done = keep(errand.root, site.stories)
    return Published(found, (*said, *done.problems), done.added)


def _over(errand: Errand, entries: Mapping[str, Entry]) -> Iterable[Diagnostic]:
    """Say in what the site is more than its host takes."""
    sizes = {path: (errand.output / path).stat().st_size for path in entries}
    table = (errand.output / "_redirects").read_text("utf-8", "replace") if "_redirects" in entries else ""
    return hosts.over(errand.target.host, sizes, table)


def _strangers(carrier: Carrier, found: Delivery, cargo: Cargo, errand: Errand) -> tuple[Diagnostic, ...]:
    """Say which files of others stand in the way."""
    there = [path for path in carrier.strangers(found.added, cargo) if path != RECORD]
    hint = "Nothing was sent. Move them away there, or replace them all: `--take-over`."
    more = f", and {len(there) - MOST_NAMED:,} more" if len(there) > MOST_NAMED else ""
    if not there:
        return ()
    message = f"newsgen did not put these there, and would have to replace them: {', '.join(there[:MOST_NAMED])}{more}"
    return (error("publish-foreign", Span(errand.target.name), message, hint),)
