"""Check: an archive read and planned as a build would, held to the rules, and nothing written.

What a build would say of the sources is said too. The site is looked at only for the addresses that it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsgen import checks, outputs, parser, sources, work
from newsgen.executors import Workforce
from newsgen.former import Former, left
from newsgen.ledger import LEDGER, Entry
from newsgen.ledger import read as read_ledger
from newsgen.loader import Loaded, load, located, survey
from newsgen.materials import Materials
from newsgen.news.archive import Archive, shelve
from newsgen.news.article import Article
from newsgen.news.checking import Mend, Paper
from newsgen.news.diagnostics import Diagnostic, has_errors
from newsgen.news.gate import Reason, shown
from newsgen.news.output import Output
from newsgen.news.settings import Settings
from newsgen.plan import clashes, collisions, copied_outputs
from newsgen.project import ThemeFiles, read_settings, read_theme
from newsgen.records import Known
from newsgen.register import read_register
from newsgen.remembered import remembered, state_path
from newsgen.state import Brief, in_memory, readable
from newsgen.theme import Theme, closures


@dataclass(frozen=True)
class Checked:
    """What a check found: messages in no order, and how some of them can be mended."""

    problems: tuple[Diagnostic, ...] = ()
    mends: tuple[Mend, ...] = ()


def check(
    root: Path, settings_file: Path, output: Path, as_of: datetime, jobs: int, *, has_urls: bool = False
) -> Checked:
    """Check a project as of an instant; `output` is the folder of its site, `jobs` how many processes may work.

    `has_urls` asks whether a registered address would vanish.
    """
    settings, problems = read_settings(settings_file, settings_file.name, None)
    registered, unread = read_register(root) if has_urls else (None, ())
    problems += unread
    if has_errors(problems):
        return Checked(problems)
    theme, wrong = read_theme(root)
    with readable(state_path(root, output)) as book:
        brief, _ = remembered(book, settings)  # the sources are read anew, so that all is said again
    found = survey(root, settings)
    with Workforce(jobs) as force:
        loaded = load(root, settings, as_of, found, Known(), work.parser(force, len(found.stories)))
    said = (*problems, *wrong, *closures(Theme(theme.templates, theme.overridden))[1], *loaded.diagnostics)
    plan = _Plan(root, settings, theme, brief, loaded)
    now = plan.outputs(loaded.archive)
    said += tuple(collisions(root, now))
    later = _later(root, settings, loaded)
    former = _former(loaded.archive, output, now, brief)
    pairs = tuple(clashes(plan.outputs(later))) if later is not loaded.archive else ()
    paths = frozenset(one.path for one in now)
    paper = Paper(settings, as_of, loaded.archive, later, pairs, former, paths, registered)
    held = list(checks.findings(paper))
    said += tuple(located(root, one.problem, *one.words) for one in held)
    return Checked(said, tuple(one.mend for one in held if one.mend))


@dataclass(frozen=True)
class _Plan:
    """Plans an archive as a build would, files that are copied as they are included."""

    root: Path
    settings: Settings
    theme: ThemeFiles
    brief: Brief
    loaded: Loaded

    def outputs(self, archive: Archive) -> list[Output]:
        statics, _ = sources.scan(self.root, "static")
        with in_memory() as book:
            materials = Materials(self.root, self.loaded, self.settings, book)
            copied = copied_outputs(self.root, self.theme, statics, self.brief, materials, rehash=False)
            return [*outputs.plan(archive, self.settings), *copied]


def _later(root: Path, settings: Settings, loaded: Loaded) -> Archive:
    """Return the archive with whatever time alone will make public."""
    waiting = [story.source for story in loaded.hidden if story.reason is not Reason.DRAFT]
    coming = [story for story in _read(root, settings, waiting) if shown(story, settings.zone)]
    if not coming:
        return loaded.archive
    archive = loaded.archive
    return shelve(
        [*archive.stories_with_pages, *coming],
        (*archive.pages, *archive.portraits),
        archive.files,
        settings,
        archive.facts,
    )


def _read(root: Path, settings: Settings, paths: Iterable[str]) -> Iterator[Article]:
    for path in paths:
        read = sources.read(root, path)
        if not isinstance(read, Diagnostic):
            made = parser.parse(settings, path, read[0]).made
            if isinstance(made, Article):
                yield made


def _former(archive: Archive, output: Path, planned: Iterable[Output], brief: Brief) -> Former:
    """Return the addresses that stories have left, by what the site holds and what the last build remembers."""
    present = {one.path for one in planned}
    entries: dict[str, Entry] = brief.entries()
    with suppress(OSError, ValueError):
        entries |= read_ledger((output / LEDGER).read_bytes()) or {}
    return left(archive, entries, [path for path in entries if path not in present], present, brief.former)


def about(checked: Checked, paths: tuple[str, ...]) -> Checked:
    """Return only what is about some sources: files, or folders with all in them; everything for no paths."""
    if not paths:
        return checked

    def is_meant(path: str) -> bool:
        return any(not each or path == each or path.startswith(f"{each.rstrip('/')}/") for each in paths)

    return replace(
        checked,
        problems=tuple(problem for problem in checked.problems if is_meant(problem.span.path)),
        mends=tuple(mend for mend in checked.mends if is_meant(mend.path)),
    )
