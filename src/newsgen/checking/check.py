"""Check: an archive read and planned as a build would, and held to the rules. Neither site nor stories are written.

What a build would say of the sources is said too. The site is looked at only for the addresses that it has. What is
known to be in order (`noted`) is neither parsed nor proofread again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from newsgen import checks, outputs
from newsgen.building import work
from newsgen.building.former import Former, left
from newsgen.building.materials import Materials
from newsgen.building.plan import clashes, collisions, copied_outputs
from newsgen.building.register import read_register
from newsgen.building.request import Progress
from newsgen.checking import proofs
from newsgen.checking.hosting import too_much
from newsgen.checking.proofs import PINNED, Proof, Sheet
from newsgen.loader import Loaded, Survey, load, located, missing_pictures, survey
from newsgen.memory.brief import Brief
from newsgen.memory.ledger import LEDGER, Entry
from newsgen.memory.ledger import read as read_ledger
from newsgen.memory.noted import key, read_notes, write_notes
from newsgen.memory.remembered import reading, remembered, state_path
from newsgen.memory.state import in_memory, readable
from newsgen.news.archive import Archive, shelve
from newsgen.news.article import Article, Page
from newsgen.news.checking import Amendment, Finding, Paper, Refence, Spelling
from newsgen.news.diagnostics import Diagnostic, Span, has_errors, note, with_excerpts
from newsgen.news.fingerprint import of_value
from newsgen.news.gate import shown
from newsgen.news.output import Output
from newsgen.news.setting_types import FONTS
from newsgen.news.settings import Settings
from newsgen.reading import parser, sources
from newsgen.reading.project import ThemeFiles, read_settings, read_theme
from newsgen.reading.records import Parsed
from newsgen.workers.workforce import Workforce

PROOF_BATCH = 100
FEW_PROOFS = 300
"""Up to so many texts are proofread here: starting processes would cost more."""


@dataclass(frozen=True)
class Checked:
    """What a check found: messages in no order, how some of them can be mended, what was read of how many files."""

    problems: tuple[Diagnostic, ...] = ()
    mends: tuple[Amendment, ...] = ()
    loaded: Loaded | None = None
    files: int = 0


def check(
    root: Path,
    settings_file: Path,
    output: Path,
    as_of: datetime,
    jobs: int,
    progress: Progress = lambda _what, _done, _all: None,
    *,
    has_urls: bool = False,
    host: str | None = None,
) -> Checked:
    """Check a project as of an instant; `output` is the folder of its site, `jobs` how many processes may work.

    `progress` is told how far it is; `has_urls` asks whether a registered address would vanish. The site must fit
    `host`, and the hosts of its targets.
    """
    settings, problems = read_settings(settings_file, settings_file.name, None)
    registered, unread = read_register(root) if has_urls else (None, ())
    problems += unread
    if has_errors(problems):
        return Checked(problems)
    theme, wrong = read_theme(root, is_hashed="hashed_assets" in settings.outputs)
    desk = _Desk(root, settings, output, progress)
    found = survey(root, settings)
    with Workforce(jobs) as force:
        loaded = desk.loaded(found, as_of, force)
        later, others = _later(root, settings, loaded)
        proofread = desk.proofread(loaded, later, others, force)
    plan = _Plan(root, settings, theme, desk.brief, loaded)
    now = plan.outputs(loaded.archive)
    said = (*problems, *wrong, *_torn(theme, desk.brief), *loaded.diagnostics, *collisions(root, now))
    said += tuple(too_much(host, now, root, settings, theme, desk.brief))
    paper = Paper(
        settings,
        as_of,
        loaded.archive,
        later,
        broken=tuple(one for one in others if isinstance(one, Article) and not one.draft),
        clashes=tuple(clashes(plan.outputs(later))) if later is not loaded.archive else (),
        former=_former(loaded.archive, output, now, desk.brief),
        paths=frozenset(one.path for one in now),
        registered=registered,
        unused=tuple(_unused(root, found, loaded)),
        **desk.texts(later, proofread),
    )
    held = list(checks.findings(paper))
    said += (*missing_pictures(root, paper.broken, loaded.archive.files), *chain(*(one.problems for one in proofread)))
    said += tuple(_placed(root, one) for one in held)
    desk.note(loaded, proofread)
    return Checked(said, (*_spellings(said), *(mend for one in held for mend in one.mends)), loaded, len(found.stories))


class _Desk:
    """Reads the sources, each as far as it isn't known to be in order."""

    def __init__(self, root: Path, settings: Settings, output: Path, progress: Progress) -> None:
        self.progress = progress
        self.root = root
        self.settings = settings
        self.state = state_path(root, output)
        self.holds_for = of_value((reading(settings), settings.html))
        self.notes = read_notes(self.state.with_suffix(".checked"), self.holds_for)
        with readable(self.state) as book:
            self.brief, known = remembered(book, settings)
        in_order = {path: record for path, record in known.records.items() if key(record.digest) in self.notes}
        self.known = replace(known, records=in_order)
        self.unpinned: dict[str, tuple[str, ...]] = {}

    def loaded(self, found: Survey, as_of: datetime, force: Workforce) -> Loaded:
        """Load the sources; those that may have something wrong with them are parsed, so that all is said again."""
        amount = len(found.stories) - len(self.known.records)
        parse, done = work.parser(force, amount), 0

        def told(root: Path, settings: Settings, batches: work.Paths) -> Iterator[list[Parsed]]:
            nonlocal done
            for batch in parse(root, settings, batches):
                done += len(batch)
                self.progress("Reading", done, amount)
                yield batch

        return load(self.root, self.settings, as_of, found, self.known, told)

    def proofread(
        self, loaded: Loaded, later: Archive, others: Sequence[Article | Page], force: Workforce
    ) -> list[Proof]:
        """Proofread all texts that aren't known to be in order, or that have a link which leads nowhere.

        `others` are in no archive: drafts, and what can be read of broken stories and pages.
        """
        read = {story.source for story in others}
        broken = {path for path in loaded.broken if path in read}
        broken |= {f"story:{one.id}" for one in others if isinstance(one, Article) and one.source in broken}
        sheets = [Sheet(path, self.settings.language) for path in loaded.broken if path not in read]
        sheets += [proofs.sheet(story, later) for story in others]
        for archive, is_later in ((loaded.archive, False), (later, True)):
            for made in archive.everything:
                if is_later and made.source in loaded.records:
                    continue
                record = loaded.records.get(made.source)
                noted = self.notes.get(key(record.digest)) if record else None
                is_in_order = noted is not None and all(target for _, target in archive.printed(made).targets)
                if noted and isinstance(made, Article):
                    self.unpinned[made.source] = _pins(noted)
                if not is_in_order:
                    sheets.append(proofs.sheet(made, archive))
        sheets = [proofs.spared(one, broken) for one in sheets] if broken else sheets
        batches = [sheets[at : at + PROOF_BATCH] for at in range(0, len(sheets), PROOF_BATCH)]
        crew = force if len(sheets) > FEW_PROOFS else Workforce(1)
        common = (self.root, self.settings.html)
        found: list[Proof] = []
        for batch in crew.each(proofs.read_batch, common, batches):
            found += batch
            self.progress("Proofreading", len(found), len(sheets))
        return found

    def texts(self, later: Archive, proofread: Iterable[Proof]) -> dict[str, Any]:
        """Return what rules may ask about texts."""
        return {
            "prose": tuple(proof.prose for proof in proofread if proof.prose),
            "texts": proofs.Texts(self.root, {story.source: story for story in later.articles}),
            "anchors": proofs.Anchors(self.root, self.settings.html, later),
            "unpinned": self.unpinned | {proof.path: proof.unpinned for proof in proofread if proof.unpinned},
        }

    def note(self, loaded: Loaded, proofread: Iterable[Proof]) -> None:
        """Note the public sources whose own text is in order; those with links that the plan judges never are."""
        wrong = {problem.span.path for problem in loaded.diagnostics}
        new = {
            key(loaded.records[proof.path].digest): _number(proof.unpinned)
            for proof in proofread
            if proof.path in loaded.records and not (proof.problems or proof.prose or proof.path in wrong)
        }
        kept = {key(record.digest) for record in loaded.records.values()}
        notes = {digest: number for digest, number in self.notes.items() if digest in kept} | new
        if notes != self.notes:
            write_notes(self.state.with_suffix(".checked"), self.holds_for, notes)


def _number(names: tuple[str, ...]) -> int:
    return sum(1 << at for at, name in enumerate(PINNED) if name in names)


def _pins(number: int) -> tuple[str, ...]:
    return tuple(name for at, name in enumerate(PINNED) if number & (1 << at))


def _spellings(said: Sequence[Diagnostic]) -> Iterator[Spelling | Refence]:
    """Yield what can be mended in the stories' own words, where there is one reading only."""
    fenced = [one.span.path for one in dict.fromkeys(said) if one.code == "front-matter-missing" and one.meant]
    yield from (Refence(path) for path in fenced if path.startswith("articles/"))
    said = [one for one in said if one.span.path not in fenced]
    found: dict[str, list[tuple[Span, str]]] = {}
    broken = {(one.span.path, one.span.line) for one in said if one.code == "front-matter-syntax"}
    for problem in dict.fromkeys(said):
        span = problem.span
        if not problem.meant or not span.line or not span.path.startswith("articles/"):
            continue
        if problem.code == "front-matter-syntax":
            found.setdefault(span.path, []).append((Span(span.path, span.line, 1, len(problem.excerpt)), problem.meant))
        elif (span.path, span.line) not in broken:
            found.setdefault(span.path, []).append((span, problem.meant))
    yield from (Spelling(path, tuple(places)) for path, places in found.items())


def _torn(theme: ThemeFiles, brief: Brief) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the templates; nothing if the last build was made with them."""
    if brief.closures[0] == theme.digest:
        return ()
    return _torn_templates(tuple(sorted(theme.templates.items())), theme.overridden)


@lru_cache(maxsize=2)
def _torn_templates(templates: tuple[tuple[str, str], ...], overridden: frozenset[str]) -> tuple[Diagnostic, ...]:
    from newsgen.templating.theme import Theme, closures  # a check of known templates needs no Jinja

    return closures(Theme(dict(templates), overridden))[1]


def _placed(root: Path, finding: Finding) -> Diagnostic:
    """Return a rule's problem with its place in the source, and the line that stands there."""
    problem = finding.problem
    if finding.words:
        return located(root, problem, *finding.words)
    if not problem.span.line or problem.excerpt:
        return problem
    read = sources.read(root, problem.span.path)
    text = read if isinstance(read, Diagnostic) else sources.text_of(read[0], problem.span.path)
    return problem if isinstance(text, Diagnostic) else with_excerpts((problem,), text.split("\n"))[0]


def gone(root: Path, checked: Checked, as_of: datetime, progress: Progress) -> Iterator[Diagnostic]:
    """Yield a note for each link of a public text to a page of another site that is gone."""
    from newsgen.checking import outside  # few want to wait for the network

    everything = checked.loaded.archive.everything if checked.loaded else ()
    found = list(chain.from_iterable(proofs.links_out(root, one) for one in everything))
    answers = outside.asked((link.target for link, _ in found), root / ".newsgen" / "links", as_of, progress)
    for link, line in found:
        if answer := answers.get(link.target):
            message = f"{link.target} leads nowhere: {answer}"
            hint = "An archive of the web may have kept the page: https://web.archive.org/"
            yield replace(note("link-gone", link.span, message, hint), excerpt=line)


def _unused(root: Path, found: Survey, loaded: Loaded) -> Iterator[str]:
    """Yield the files that no public story shows and that no other source names."""
    used = loaded.used_files
    idle = [file.path for file in found.files if file.path not in used and not file.path.lower().endswith(FONTS)]
    if not idle:
        return
    others = [file.path for file in found.stories if file.path not in loaded.records]
    words = "\n".join(text for path in others if (text := proofs.text_of(root, path)))
    yield from (path for path in idle if path.rpartition("/")[2] not in words)


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


def _later(root: Path, settings: Settings, loaded: Loaded) -> tuple[Archive, list[Article | Page]]:
    """Return the archive with whatever time alone will make public; and drafts and broken stories."""
    hidden = [story.source for story in loaded.hidden]
    made = list(_read(root, settings, hidden))
    others: list[Article | Page] = [*(story for story in made if story.draft), *_legible(root, settings, loaded.broken)]
    coming = [story for story in made if not story.draft and shown(story, settings.zone)]
    if not coming:
        return loaded.archive, others
    archive = loaded.archive
    articles = [*archive.stories_with_pages, *coming]
    pages = (*archive.pages, *archive.portraits)
    return shelve(articles, pages, archive.files, settings, archive.facts), others


def _legible(root: Path, settings: Settings, paths: Iterable[str]) -> Iterator[Article | Page]:
    """Yield what can be read of stories and pages that have errors."""
    for path in paths:
        read = sources.read(root, path)
        if not isinstance(read, Diagnostic) and (made := parser.legible(settings, path, read[0])):
            yield made


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
