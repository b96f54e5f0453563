"""Is a site what a build of its sources would leave there? Asked before it is published; nothing is written.

Content decides: a fresh checkout, with other times on all its files, is as good as the folder that was built in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newsgen.building import work
from newsgen.building.plan import without
from newsgen.building.unchanged import looked, same_site
from newsgen.loader import Survey, load, survey
from newsgen.memory import ledger
from newsgen.memory.brief import Brief
from newsgen.memory.ledger import INTENT, LEDGER, Entry
from newsgen.memory.remembered import remembered, state_path, surroundings
from newsgen.memory.state import readable
from newsgen.news.article import Article
from newsgen.news.diagnostics import Diagnostic, Span, error, has_errors, warning
from newsgen.news.fingerprint import of_bytes, of_value
from newsgen.news.settings import Settings
from newsgen.reading import sources
from newsgen.reading.project import ThemeFiles, digest_file, read_theme
from newsgen.reading.records import Known
from newsgen.reading.sources import hint_of
from newsgen.site.staging import digest_of
from newsgen.workers.workforce import Workforce


@dataclass(frozen=True)
class Built:
    """A site that was built: the project, the folder, how messages name it, and the moment it is of."""

    root: Path
    output: Path
    shown: str
    as_of: datetime


def left_out_digest(root: Path, paths: Iterable[str]) -> str:
    """Return what stands for stories that a build left out because of errors; empty for none. It names none."""
    found = [(path, sources.read(root, path)) for path in sorted(paths)]
    told = [(path, "" if isinstance(read, Diagnostic) else of_bytes(read[0])) for path, read in found]
    return of_value(told) if told else ""


@dataclass(frozen=True)
class Ready:
    """A site that may be published unless there are errors among the problems.

    `entries` are its ledger, `stories` the ids of its stories by address.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()


def ready(root: Path, output: Path, shown: str, settings: Settings, now: datetime) -> Ready:
    """Look whether a site is what a build would leave, and say why not."""
    entries = _ledger(output)
    with readable(state_path(root, output)) as book:
        brief, known = remembered(book, settings)
    if entries is None or not brief.made:
        return Ready(problems=(_old(shown, f"nothing is known of a build of {shown}"),))
    if (output / INTENT).exists():
        return Ready(problems=(_old(shown, "the last build stopped while it wrote"),))
    as_of = datetime.fromtimestamp(brief.as_of, UTC)
    if as_of > now:
        message = f"{shown} was built for a moment that lies ahead, {as_of:%Y-%m-%dT%H:%M:%SZ}"
        hint = "It may show what is under embargo until then. Build without --now."
        return Ready(problems=(error("publish-ahead", Span(shown), message, hint),))
    problem = _difference(Built(root, output, shown, as_of), settings, entries, brief, known)
    if problem:
        return Ready(problems=(problem,))
    made = (record.made for record in known.records.values())
    stories = {story.url: story.id for story in made if isinstance(story, Article)}
    return Ready(entries, stories, tuple(_late(shown, brief, now)))


def _ledger(folder: Path) -> Mapping[str, Entry] | None:
    try:
        return ledger.read((folder / LEDGER).read_bytes())
    except (OSError, ValueError):
        return None


def _old(shown: str, message: str, hint: str = "") -> Diagnostic:
    hints = "Nothing was sent. Run `newsgen build`, then publish."
    return error("publish-old", Span(shown), message, f"{hints}\n{hint}" if hint else hints)


def _late(shown: str, brief: Brief, now: datetime) -> Iterable[Diagnostic]:
    if brief.until is not None and now.timestamp() >= brief.until:
        due = datetime.fromtimestamp(brief.until, UTC)
        message = f"since {due:%Y-%m-%dT%H:%M:%SZ} a story is due to appear or to go, and {shown} was built before"
        yield warning("publish-late", Span(shown), message, "It is published as it is. Build, and publish again.")


def _difference(
    built: Built, settings: Settings, entries: Mapping[str, Entry], brief: Brief, known: Known
) -> Diagnostic | None:
    """Say in what a site differs from its sources, or from what the build left there."""
    theme, problems = read_theme(built.root, is_hashed="hashed_assets" in settings.outputs)
    if has_errors(problems) or brief.surroundings != surroundings(settings, theme.digest):
        hint = "If it was built with --base-url, give the same address here."
        return _old(built.shown, f"{built.shown} is older than the settings, the theme or newsgen itself", hint)
    found = survey(built.root, settings)
    look = None if found.problems else looked(built, settings, brief, found, theme)
    is_known = look is not None and not look.edited
    if not is_known and not _same_sources(built, settings, brief, known, found, theme):
        return _old(built.shown, f"{built.shown} is older than its sources")
    changed = "" if same_site(built.output, brief) else _changed(built.output, entries, brief)
    return _old(built.shown, f"{built.shown}/{changed} is not as the build left it") if changed else None


def _same_sources(
    built: Built, settings: Settings, brief: Brief, known: Known, found: Survey, theme: ThemeFiles
) -> bool:
    """Tell whether the public stories, and the files that are copied, have the bytes that they had."""
    loaded = load(built.root, settings, built.as_of, found, known, work.parser(Workforce(1), 0))
    if has_errors(found.problems):
        return False
    new = {path for path in loaded.records if path not in known.records} | set(loaded.broken)
    if left_out_digest(built.root, new) != brief.left_out:
        return False
    public = without(loaded, new, settings) if new else loaded
    before = {path: record.digest for path, record in known.records.items()}
    if {path: record.digest for path, record in public.records.items()} != before:
        return False
    files = {path: file.digest for path, file in public.used_files.items()}
    places = [(f"theme/{name}", place) for name, place in theme.assets.items()]
    places += [(file.path, built.root / file.path) for file in found.statics]
    for source, place in places:
        record = brief.files.get(source)
        is_known = record is not None and known.is_trusted(record.hint, hint_of(place.stat()))
        files[source] = record.digest if record is not None and is_known else digest_file(place).digest
    return files == {path: file.digest for path, file in brief.files.items()}


def _changed(folder: Path, entries: Mapping[str, Entry], brief: Brief) -> str:
    """Return a file of the site that isn't as the build left it; empty when all are."""
    if {path: entry.digest for path, entry in entries.items()} != {path: m.digest for path, m in brief.made.items()}:
        return LEDGER
    for path, made in brief.made.items():
        place = folder / path
        try:
            if hint_of(place.lstat()) != made.hint and digest_of(str(place)) != made.digest:
                return path
        except OSError:
            return path
    return ""
