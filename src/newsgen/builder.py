"""The builder: read, parse, shelve, plan, render, write, in this order, each only as far as something changed.

Every file of the site is planned before any is rendered, and every changed one is rendered before any is published:
a problem found on the way leaves the site as it was. Nothing here knows a template or a field.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from newsgen import outputs, sources, state, toolchain
from newsgen.ledger import mark_of
from newsgen.loader import HiddenStory, Loaded, load, located
from newsgen.lock import BusyError, locked
from newsgen.news.diagnostics import Diagnostic, Level, Span, error, has_errors, note, warning
from newsgen.news.fingerprint import of_bytes, of_value
from newsgen.news.output import Copied, Output, Surroundings, fingerprint
from newsgen.news.settings import Settings
from newsgen.project import ThemeFiles, digest_file, read_settings, read_theme
from newsgen.records import FileRecord, Known
from newsgen.state import Made, State
from newsgen.work import parse_all, render_all
from newsgen.writer import Site, Staged, WriteError, open_site


@dataclass(frozen=True)
class Request:
    """What is to be built. `settings` is the settings file, there or not; `shown` how messages name `output`."""

    root: Path
    settings: Path
    output: Path
    shown: str
    as_of: datetime
    started: int
    base_url: str | None = None
    keep_going: bool = False
    drop: bool = False
    rehash: bool = False


@dataclass(frozen=True)
class Report:
    """What a build did, in numbers of files, and what it has to say. `refused` builds changed nothing."""

    diagnostics: tuple[Diagnostic, ...] = ()
    refused: bool = False
    busy: bool = False
    parsed: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    kept: int = 0
    stories: int = 0
    has_address: bool = False
    mended: tuple[str, ...] = ()
    hidden: tuple[HiddenStory, ...] = ()
    left_out: tuple[str, ...] = ()


class _RefusedError(Exception):
    """The build ends here; `diagnostics` say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.diagnostics = tuple(diagnostics)


def build(request: Request) -> Report:
    """Build the site, or refuse and leave it as it was."""
    settings, said = read_settings(request.settings, request.settings.name, request.base_url)
    if has_errors(said):
        return Report(said, refused=True)
    folder = request.root / ".newsgen"
    key = of_value(_relative(request.output, request.root))[:12]
    try:
        with locked(folder, f"{key}.lock"):
            return _Build(request, settings, said, folder / f"{key}.state").run()
    except BusyError as problem:
        return Report((error("busy", Span(request.shown), str(problem), "Wait until it has ended."),), busy=True)
    except WriteError as problem:
        return Report((*said, problem.diagnostic), refused=True)
    except _RefusedError as problem:
        return Report((*said, *problem.diagnostics), refused=True)


def _relative(path: Path, root: Path) -> str:
    return os.path.relpath(path.resolve(), root.resolve()).replace(os.sep, "/")


@dataclass
class _Build:
    """One build, step by step; `said` collects what there is to tell."""

    request: Request
    settings: Settings
    said: tuple[Diagnostic, ...]
    state_path: Path
    mended: list[str] = field(default_factory=list)

    def run(self) -> Report:
        """Do all of it."""
        request = self.request
        last, remark = state.load(self.state_path)
        if remark:
            self._say(note("state", Span(request.shown), remark))
        site = open_site(request.output, request.shown, request.root, last.entries())
        if isinstance(site, Diagnostic):
            raise _RefusedError([site])
        try:
            return self._run(last, site)
        finally:
            site.clear()

    def _run(self, last: State, site: Site) -> Report:
        request = self.request
        theme, problems = read_theme(request.root)
        closures = self._closures(theme, last, problems)
        known = replace(last.known(self._reading()), before=0 if request.rehash else last.started)
        loaded = self._load(known, site)
        self._say(*loaded.diagnostics)
        surroundings = Surroundings(toolchain.versions(), self.settings.masthead.digest, theme.words_digest, closures)
        left_out: tuple[str, ...] = ()
        while True:
            planned = list(self._plan(loaded, theme, last))
            self._refuse_collisions(planned)
            prints = {output.path: fingerprint(output, surroundings) for output in planned}
            stale = self._stale(planned, prints, last, site)
            self._refuse(site.obstacles(output.path for output in planned if output.path not in site.entries))
            staged, made, broken = self._render(stale, loaded, theme, site)
            if not broken:
                break
            left_out += self._leave_out(broken, site)
            loaded = _without(loaded, broken, self.settings)
        marks = {output.path: mark_of(output.origin) for output in planned if _is_story(output)}
        gone = [path for path in site.entries if path not in prints]
        removed = site.publish(staged, gone, marks)
        self._remember(last, site, loaded, prints, theme, closures)
        return Report(
            diagnostics=self.said,
            parsed=loaded.parsed,
            rendered=made,
            written=len(staged),
            removed=removed,
            kept=len(planned) - len(staged),
            stories=len(loaded.archive.articles),
            has_address=bool(self.settings.base_url),
            mended=tuple(self.mended),
            hidden=loaded.hidden,
            left_out=(*loaded.broken, *left_out),
        )

    def _say(self, *diagnostics: Diagnostic) -> None:
        self.said += diagnostics

    def _refuse(self, problems: Iterable[Diagnostic]) -> None:
        """End the build if there are errors among these problems; tell the others."""
        found = tuple(problems)
        if has_errors(found):
            raise _RefusedError((*self.said, *found))
        self._say(*found)

    # read, parse, shelve

    def _reading(self) -> str:
        return self.settings.reading + toolchain.versions()

    def _load(self, known: Known, site: Site) -> Loaded:
        request = self.request
        loaded = load(request.root, self.settings, request.as_of, known, parse_all)
        if not loaded.archive.articles and not loaded.hidden and site.entries and not loaded.broken:
            message = "there is no story in articles/, and the site has some: it would be emptied"
            hint = f"If that is meant, remove {request.shown} and build again."
            raise _RefusedError([*self.said, error("articles-empty", Span("articles"), message, hint)])
        if not loaded.archive.articles and not loaded.broken and not loaded.hidden and not loaded.archive.pages:
            hint = "Add a story: a file articles/first.md that begins with `---`, `headline: …`, `date: …`, `---`."
            self._say(warning("articles-empty", Span("articles"), "there is no story here yet", hint))
        errors = [problem for problem in loaded.diagnostics if problem.level is Level.ERROR]
        if not errors:
            return loaded
        if not request.keep_going:
            raise _RefusedError([*self.said, *loaded.diagnostics])
        blamed = {problem.span.path for problem in errors}
        others = [path for path in blamed if not path.startswith("articles/")]
        if others:
            raise _RefusedError([*self.said, *loaded.diagnostics])
        self._leave_out(blamed, site, loaded.diagnostics)
        return _without(loaded, blamed, self.settings)

    def _leave_out(self, broken: Iterable[str], site: Site, said: Sequence[Diagnostic] = ()) -> tuple[str, ...]:
        """Leave broken stories out, unless the site shows them already and nobody said to drop them."""
        shown = {entry.mark for entry in site.entries.values() if entry.mark}
        published = sorted(path for path in broken if mark_of(path) in shown)
        if published and not self.request.drop:
            hint = "Mend the story, or build with `--drop` to take its page away."
            problems = [
                error("broken-published", Span(path), "this story is on the site and can't be read now", hint)
                for path in published
            ]
            raise _RefusedError([*self.said, *said, *problems])
        return tuple(sorted(broken))

    # plan

    def _closures(self, theme: ThemeFiles, last: State, problems: Iterable[Diagnostic]) -> dict[str, str]:
        self._refuse(problems)
        if last.closures[0] == theme.digest + toolchain.versions():
            return dict(last.closures[1])
        from newsgen.theme import Theme, closures  # a build that changes nothing needs no Jinja

        found, wrong = closures(Theme(theme.templates, theme.overridden))
        self._refuse(wrong)
        return found

    def _plan(self, loaded: Loaded, theme: ThemeFiles, last: State) -> Iterator[Output]:
        yield from outputs.plan(loaded.archive, self.settings)
        self.copied: dict[str, tuple[Path, FileRecord]] = {}
        for name, place in theme.assets.items():
            yield self._copy(f"theme/{name}", name, place, last)
        found, problems = sources.scan(self.request.root, "static")
        self._refuse(problems)
        for file in found:
            place = self.request.root / file.path
            yield self._copy(file.path, file.path.removeprefix("static/"), place, last)

    def _copy(self, source: str, path: str, place: Path, last: State) -> Output:
        known = last.files.get(source)
        hint = sources.hint_of(place.stat())
        fresh = known and known.hint == hint and max(hint.mtime, hint.ctime) < last.started
        record = known if known and fresh and not self.request.rehash else digest_file(place)
        self.copied[source] = (place, record)
        return Output(path, Copied(source, record.digest), None, source)

    def _refuse_collisions(self, planned: Sequence[Output]) -> None:
        self._refuse(_collisions(self.request.root, planned))

    # compare, render

    def _stale(self, planned: Iterable[Output], prints: dict[str, str], last: State, site: Site) -> list[Output]:
        """Return the outputs whose inputs changed, or whose file isn't what newsgen put there."""
        stale = []
        self.hints: dict[str, sources.Hint] = {}
        for output in planned:
            path = output.path
            made, entry = last.made.get(path), site.entries.get(path)
            if made is None or entry is None or made.fingerprint != prints[path] or made.digest != entry.digest:
                stale.append(output)
                continue
            hint = site.hint(path)
            trusted = hint == made.hint and not site.was_interrupted and not self.request.rehash
            if hint is not None and (trusted or site.digest(path) == entry.digest):
                self.hints[path] = hint
            else:
                self.mended.append(path)
                stale.append(output)
        return stale

    def _render(
        self, stale: Sequence[Output], loaded: Loaded, theme: ThemeFiles, site: Site
    ) -> tuple[list[Staged], int, set[str]]:
        """Make the stale outputs; return what differs from the site, how many were made, and the broken stories."""
        staged: list[Staged] = []
        problems: list[Diagnostic] = []
        count = 0
        marks = {output.path: mark_of(output.origin) for output in stale if _is_story(output)}
        read = _SourceReader(self.request.root, loaded, self.copied)
        for result in render_all(stale, read, self.settings, theme):
            problems += result.problems
            if result.data is None:
                continue
            count += 1
            digest = of_bytes(result.data)
            entry = site.entries.get(result.path)
            if entry is None or site.digest(result.path) != digest:
                staged.append(site.stage(result.path, result.data, marks.get(result.path, "")))
            elif entry.digest != digest:
                site.entries[result.path] = replace(entry, digest=digest)
        broken = {problem.span.path for problem in problems if problem.level is Level.ERROR}
        if broken and (not self.request.keep_going or any(path not in loaded.records for path in broken)):
            raise _RefusedError((*self.said, *dict.fromkeys(problems)))
        self._say(*dict.fromkeys(problems))
        return staged, count, broken

    # write

    def _remember(
        self,
        last: State,
        site: Site,
        loaded: Loaded,
        prints: dict[str, str],
        theme: ThemeFiles,
        closures: dict[str, str],
    ) -> None:
        made = {}
        for path, entry in site.entries.items():
            hint = self.hints.get(path) or site.hint(path)
            if hint:
                made[path] = Made(prints[path], entry.digest, entry.mark, hint)
        files = dict(loaded.files) | {source: record for source, (_, record) in self.copied.items()}
        new = State(
            reading=self._reading(),
            started=self.request.started,
            records=loaded.records,
            files=files,
            made=made,
            closures=(theme.digest + toolchain.versions(), closures),
        )
        if replace(new, started=last.started) == last:
            return
        try:
            state.save(self.state_path, new)
        except OSError as problem:
            message = f"what this build learned can't be kept: {problem.strerror or problem}"
            self._say(warning("state", Span(".newsgen"), message, "The site is complete; the next build takes longer."))


class _SourceReader:
    """Gives the renderer the bytes that outputs are made of, and holds them against what was loaded."""

    def __init__(self, root: Path, loaded: Loaded, copied: dict[str, tuple[Path, FileRecord]]) -> None:
        self.root = root
        self.loaded = loaded
        self.copied = copied

    def text(self, path: str) -> str | Diagnostic:
        """Return a source's text, if it is still the text that was parsed."""
        read = sources.read(self.root, path)
        if isinstance(read, Diagnostic):
            return read
        if of_bytes(read[0]) != self.loaded.records[path].digest:
            return error("source-changing", Span(path), "this file changed during the build", "Build again.")
        return sources.text_of(read[0], path)

    def file(self, source: str) -> bytes | Diagnostic:
        """Return a copied file's bytes, if they are still the ones that were digested."""
        if source in self.copied:
            place, record = self.copied[source]
            digest = record.digest
            read = sources.read(place.parent, place.name, sources.MAX_FILE)
        else:
            digest = self.loaded.files[source].digest
            read = sources.read(self.root, source, sources.MAX_FILE)
        if isinstance(read, Diagnostic):
            return replace(read, span=replace(read.span, path=source))
        if of_bytes(read[0]) != digest:
            return error("source-changing", Span(source), "this file changed during the build", "Build again.")
        return read[0]


def _is_story(output: Output) -> bool:
    return bool(output.texts) and output.origin.startswith("articles/")


def _without(loaded: Loaded, broken: Iterable[str], settings: Settings) -> Loaded:
    """Return what was loaded, less some sources, shelved again."""
    from newsgen.news.archive import shelve

    gone = set(broken)
    records = {path: record for path, record in loaded.records.items() if path not in gone}
    made = loaded.archive
    articles = [article for article in made.articles if article.source not in gone]
    archive = shelve(articles, made.pages, made.files, settings)
    return replace(loaded, records=records, archive=archive, broken=tuple(sorted({*loaded.broken, *gone})))


def _collisions(root: Path, planned: Iterable[Output]) -> Iterator[Diagnostic]:
    """Find outputs with one address, also when they differ only in case or Unicode form, or when one is a folder of
    another."""
    taken: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    for output in planned:
        key = output.path.lower() if output.path.isascii() else unicodedata.normalize("NFC", output.path).casefold()
        other = taken.setdefault(key, output)
        if other is not output:
            yield _collision(root, other, output)
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    for key in taken.keys() & folders.keys():
        yield _collision(root, folders[key], taken[key])


def _collision(root: Path, first: Output, second: Output) -> Diagnostic:
    if not second.origin.startswith(("articles/", "pages/", "static/")):
        first, second = second, first
    message = f"{second.origin} and {first.origin} would both be /{second.path.removesuffix('index.html')}"
    problem = error("address-shared", Span(second.origin), message, "Give one of them another `slug`.")
    if second.origin.startswith(("articles/", "pages/")):
        return located(root, problem, "slug:", "aliases:", "headline:")
    return problem
