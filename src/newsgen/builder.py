"""The builder: read, parse, shelve, plan, render, write, in this order, each only as far as something changed.

Every file of the site is planned before any is rendered, and every changed one is rendered before any is published:
a problem found on the way leaves the site as it was. Nothing here knows a template or a field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from newsgen import outputs
from newsgen.building import work
from newsgen.building.changes import Changes, Watch
from newsgen.building.former import left
from newsgen.building.learning import loaded_brief, retold_brief
from newsgen.building.materials import Materials
from newsgen.building.plan import collisions, copied_outputs, lost, new_in_clashes, without
from newsgen.building.prove import difference
from newsgen.building.readiness import left_out_digest
from newsgen.building.refusals import RefusedError, by_the_system, dead, gathered, left_lying, no_stories, renamed
from newsgen.building.request import Report, Request
from newsgen.building.retelling import retold
from newsgen.building.unchanged import Look, as_made, is_timely, looked, looking
from newsgen.loader import Loaded, Survey, load, survey
from newsgen.memory import remembered, state
from newsgen.memory.brief import Brief
from newsgen.memory.ledger import LEDGER, mark_of
from newsgen.memory.lock import BusyError, locked
from newsgen.memory.remembered import reading, state_path
from newsgen.memory.state import State, StateError
from newsgen.news.diagnostics import Diagnostic, Level, Span, error, has_errors, note, warning
from newsgen.news.output import Output, Surroundings, Told, told
from newsgen.news.settings import Settings
from newsgen.pictures.developing import pictured, prune
from newsgen.pictures.picture_cache import PictureCache, kept_pictures
from newsgen.reading.project import ThemeFiles, read_settings, read_theme
from newsgen.reading.records import Known, Record
from newsgen.site.compare import Compared, compare, compare_some
from newsgen.site.derived import clash, derived_outputs, derived_paths, derived_told, stage_derived
from newsgen.site.staging import Staged, WriteError
from newsgen.site.writer import Site, open_site
from newsgen.workers import toolchain
from newsgen.workers.mishaps import ExecutorError, WorkerLostError
from newsgen.workers.workforce import Workforce

KEPT_AT_ONCE = 200


def build(request: Request) -> Report:
    """Build the site, or refuse and leave it as it was."""
    settings, said = read_settings(request.settings, request.settings.name, request.base_url)
    if has_errors(said):
        return Report(said, refused=True)
    place = state_path(request.root, request.output)
    try:
        with (
            locked(place.with_suffix(".lock"), "build", wait=request.wait),
            state.opened(place) as book,
            Workforce(request.jobs, request.executor) as force,
        ):
            return _Build(request, settings, book, force, list(said)).run()
    except BusyError as problem:
        hint = "Wait until it has ended, or build with `--wait`."
        return Report((error("busy", Span(request.shown), str(problem), hint),), busy=True)
    except WriteError as problem:
        return Report((*said, problem.diagnostic), refused=True)
    except RefusedError as problem:
        return Report((*said, *problem.diagnostics), refused=True)
    except OSError as problem:
        return Report((*said, by_the_system(problem, request)), refused=True)


@dataclass
class _Ready:
    """A build that has made so many outputs and published none. `left_out` are sources of broken stories; `known` are
    the records that it began with, and `learned` what it knows of the sources now."""

    known: Mapping[str, Record]
    learned: Brief
    loaded: Loaded
    materials: Materials
    planned: Compared
    staged: list[Staged]
    rendered: int
    left_out: set[str]


@dataclass
class _Build:
    """One build, step by step; `said` collects what there is to tell."""

    request: Request
    settings: Settings
    book: State
    force: Workforce
    said: list[Diagnostic]
    has_past: bool = False
    told: set[str] = field(default_factory=set)
    found: Survey = field(default_factory=Survey)

    def run(self) -> Report:
        """Do as little as is needed."""
        request = self.request
        brief = self._brief()
        self.has_past = bool(brief.made)
        theme, problems = read_theme(request.root, is_hashed="hashed_assets" in self.settings.outputs)
        self._refuse(problems)
        is_as_left = None if request.rehash else looking(request.output, brief)
        found = self.found = survey(request.root, self.settings)
        surroundings = remembered.surroundings(self.settings, theme.digest)
        is_intact = is_as_left is not None and is_as_left()
        is_pruned = PictureCache(kept_pictures(request.root)).listing() == brief.pictures
        look = None
        if is_intact and is_pruned and brief.surroundings == surroundings and not found.problems:
            look = looked(request, self.settings, brief, found, theme)
            if look and not look.edited and not request.prove:
                return self._report(brief, Report(kept=len(brief.made), hidden=look.hidden))
        del found
        site = open_site(request.output, request.shown, request.root, brief.entries(), is_intact=is_intact)
        if isinstance(site, Diagnostic):
            raise RefusedError([site])
        try:
            return self._run(brief, theme, surroundings, site, look)
        except WorkerLostError as problem:
            raise RefusedError([*self.said, dead(problem.piece)]) from problem
        except ExecutorError as problem:
            hint = "Nothing was published. Build again, or without --executor."
            raise RefusedError([error("executor", Span(request.executor), str(problem), hint)]) from problem
        finally:
            site.clear()

    def _run(self, brief: Brief, theme: ThemeFiles, surroundings: str, site: Site, look: Look | None) -> Report:
        """Read, plan, render, and then publish and remember."""
        closures = self._closures(theme, brief)
        around = Surroundings(toolchain.versions(), self.settings.masthead.digest, theme.words_digest, closures)
        edited = self._edited(brief, look, theme, around, site) if look and look.edited else None
        ready = edited or self._made_ready(brief, theme, around, site)
        planned, loaded = ready.planned, ready.loaded
        gone = [path for path in {**brief.made, **site.entries} if path not in planned.prints]
        entries = {path: site.entries[path] for path in gone if path in site.entries}
        left_out = left_out_digest(self.request.root, ready.left_out)
        if ready.left_out and left_out != brief.left_out and not self.request.drop:
            self._refuse([renamed(min(ready.left_out))] if lost(entries.values(), loaded, ready.left_out) else ())
        watch = Watch(site, ready.staged, gone) if self.request.has_changes else None
        removed = site.publish(ready.staged, gone, planned.marks)
        self.said += left_lying(site)
        self.book.keep_inputs(derived_told(planned.prints, ready.staged, self.settings))
        kept = ready.materials.pictures
        if pictured(planned.families) != pictured(brief.families) or kept.listing() != brief.pictures:
            prune(kept, outputs.with_pictures(loaded.archive, self.settings))
        rendered, written = ready.rendered, len(ready.staged)
        ready.staged.clear()  # at a hundred thousand stories this is large, and more is to come
        if self.request.prove:
            self._prove(theme, ready.left_out, site)
        new = replace(
            ready.learned,
            surroundings=surroundings,
            made=as_made(site, planned.prints, planned.hints, brief.made),
            ledger=site.hint(LEDGER),
            closures=(theme.digest, closures),
            around=around.digest,
            families=planned.families,
            spans=planned.spans,
            former=brief.former if edited else left(loaded.archive, entries, gone, planned.prints, brief.former),
            left_out=left_out,
            pictures=kept.listing(),
        )
        self._remember(brief, new, ready.known, loaded.records, gone, is_remade=rendered > 0)
        done = Report(
            parsed=loaded.parsed,
            rendered=rendered,
            written=written,
            removed=removed,
            kept=len(planned.prints) - written,
            mended=tuple(planned.mended),
            hidden=loaded.hidden,
            left_out=tuple(sorted(ready.left_out)),
            changes=watch.changes(self.book, self.settings) if watch else Changes(),
        )
        return self._report(new, done)

    def _edited(self, brief: Brief, look: Look, theme: ThemeFiles, around: Surroundings, site: Site) -> _Ready | None:
        """Plan and render what prints a few texts that were edited; None where a whole plan is needed."""
        request, settings = self.request, self.settings
        read = work.parser(self.force, 0)(request.root, settings, [look.edited])
        found = retold([one for batch in read for one in batch], brief, settings, self.book)
        if found is None:
            return None
        derived = derived_paths(brief.made, settings)
        planned = compare_some(found.families, derived, around, brief, site, self.book.keep_plan)
        if planned is None:
            return None
        loaded = found.loaded(look.hidden)
        materials = Materials(request.root, loaded, settings, self.book, kept_pictures(request.root))
        every = (*planned.stale, *derived_outputs(planned.prints, settings))
        self._refuse(site.obstacles(output.path for output in every))
        rendered, said = len(planned.stale), len(self.said)
        staged, broken = self._render(planned.stale, loaded, theme, site, materials, around)
        if broken:
            del self.said[said:]  # it will be said again
            return None
        stage_derived(planned, staged, site, settings, brief)
        learned = retold_brief(request, brief, loaded)
        return _Ready(found.before, learned, loaded, materials, planned, staged, rendered, set())

    def _made_ready(self, brief: Brief, theme: ThemeFiles, around: Surroundings, site: Site) -> _Ready:
        """Load, plan and render; once more for each story that is found broken on the way and may be left out."""
        request, settings = self.request, self.settings
        known = self._known(brief)
        loaded, left_out = self._load(known, site, theme)
        statics, self.found = self.found.statics, Survey()  # what was found is large, and loaded now
        self.book.begin()
        while True:
            materials = Materials(request.root, loaded, settings, self.book, kept_pictures(request.root))
            copied = list(copied_outputs(request.root, theme, statics, brief, materials, rehash=request.rehash))
            families = outputs.families(loaded.archive, settings)
            planned = compare(families, copied, around, brief, site, self.book.keep_plan, rehash=request.rehash)
            derived = derived_outputs(planned.prints, settings)
            if planned.clashes or clash(derived, planned.prints):
                broken = self._clashing([*outputs.plan(loaded.archive, settings), *copied, *derived], site)
            else:
                self._refuse(site.obstacles(output.path for output in (*planned.stale, *derived)))
                rendered = len(planned.stale)
                staged, broken = self._render(planned.stale, loaded, theme, site, materials, around)
                if not broken:
                    stage_derived(planned, staged, site, settings, brief)
                    learned = loaded_brief(request, settings, brief, loaded, materials.copied)
                    return _Ready(known.records, learned, loaded, materials, planned, staged, rendered, left_out)
            left_out |= self._leave_out(broken, site)
            loaded = without(loaded, broken, settings)

    def _clashing(self, every: Sequence[Output], site: Site) -> set[str]:
        """Return the new stories to be left out because others have their addresses, or would have; or refuse."""
        problems, stories = tuple(collisions(self.request.root, every)), new_in_clashes(every, site.marks)
        if not (self.request.keep_going and stories):
            self._refuse(problems)
        self.said += problems
        return stories

    def _prove(self, theme: ThemeFiles, left_out: set[str], site: Site) -> None:
        request = self.request
        wrong = difference(request.root, self.settings, theme, request.as_of, left_out, site, self.force)
        self.said.append(wrong or note("prove", Span(request.shown), "equal to a clean build"))
        if wrong:
            self.book.forget()

    def _report(self, brief: Brief, done: Report) -> Report:
        """Return what a build did, with what there is to say of the archive."""
        return replace(
            done,
            diagnostics=tuple(self.said),
            stories=brief.stories,
            unreviewed=brief.unreviewed,
            has_address=bool(self.settings.base_url),
        )

    def _refuse(self, problems: Iterable[Diagnostic]) -> None:
        """End the build if there are errors among these problems; tell the others."""
        found = tuple(problems)
        if has_errors(found):
            raise RefusedError((*self.said, *found))
        self.said += found

    # what the last build knew

    def _brief(self) -> Brief:
        try:
            return self.book.brief()
        except StateError as problem:
            self.said.append(note("state", Span(self.request.shown), str(problem)))
            return Brief()

    def _known(self, brief: Brief) -> Known:
        before = 0 if self.request.rehash else brief.started
        if brief.reading != reading(self.settings):
            return Known({}, {}, brief.files, before)
        still = is_timely(brief, self.request.as_of)
        try:
            return Known(self.book.records(), brief.sources, brief.files, before, still, brief.next_change)
        except StateError as problem:
            self.said.append(note("state", Span(self.request.shown), str(problem)))
            return Known({}, {}, brief.files, before)

    def _closures(self, theme: ThemeFiles, brief: Brief) -> Mapping[str, str]:
        if brief.closures[0] == theme.digest:
            return brief.closures[1]
        from newsgen.templating.theme import Theme, closures  # a build that changes nothing needs no Jinja

        found, wrong = closures(Theme(theme.templates, theme.overridden, theme.hashed))
        self._refuse(wrong)
        return found

    # read, parse, shelve

    def _load(self, known: Known, site: Site, theme: ThemeFiles) -> tuple[Loaded, set[str]]:
        request = self.request
        self.force.warm = work.warm_parser
        self.force.meanwhile = partial(work.warm_renderer, self.settings, theme)
        parse = work.parser(self.force, len(self.found.stories) - len(known.records))
        loaded = load(request.root, self.settings, request.as_of, self.found, known, parse)
        errors = [problem for problem in loaded.diagnostics if problem.level is Level.ERROR]
        if not loaded.records and not loaded.hidden and not errors:
            self._refuse([no_stories(request.shown, site)])
        if not errors:
            self.said += loaded.diagnostics
            return loaded, set()
        blamed = {problem.span.path for problem in errors}
        if not request.keep_going or any(not path.startswith("articles/") for path in blamed):
            raise RefusedError([*self.said, *loaded.diagnostics])
        self.said += loaded.diagnostics
        return without(loaded, blamed, self.settings), self._leave_out(blamed, site)

    def _leave_out(self, broken: Iterable[str], site: Site) -> set[str]:
        """Leave broken stories out, unless the site shows them already and nobody said to drop them."""
        published = sorted(path for path in broken if mark_of(path) in site.marks)
        if published and not self.request.drop:
            hint = "Mend the story, or add `--drop` to take its page away."
            message = "this story is on the site, and can't be read now"
            self._refuse(error("broken-published", Span(path), message, hint) for path in published)
        return set(broken)

    # render

    def _render(
        self,
        stale: list[Output],
        loaded: Loaded,
        theme: ThemeFiles,
        site: Site,
        materials: Materials,
        around: Surroundings,
    ) -> tuple[list[Staged], set[str]]:
        """Make the stale outputs; return those that differ from the site, and the sources of broken stories.

        What they were made from is put down meanwhile: this process waits for others then. `stale` is emptied, so that
        what is made takes no room any more.
        """
        staged: list[Staged] = []
        bodies: list[tuple[str, str, bytes]] = []
        inputs: list[tuple[str, Told]] = []
        waiting = {output.path: output for output in stale}
        problems: dict[Diagnostic, None] = {}
        staging, number = site.staging if stale else None, len(stale)
        results = work.make_all(stale, materials, self.settings, theme, self.force, staging, site.entries)
        for done, result in enumerate(results, 1):
            self.request.progress("rendering", done, number)
            problems |= dict.fromkeys(result.problems)
            bodies += [(source, materials.keys[source], data) for source, data in result.bodies]
            if output := waiting.pop(result.path, None):
                inputs.append((output.path, self._told(output, around)))
            if len(inputs) >= KEPT_AT_ONCE or not waiting:
                self.book.keep_bodies(bodies)
                self.book.keep_inputs(inputs)
                bodies.clear()
                inputs.clear()
            if new := result.staged:
                path = output.path if output else new.path  # the same text once in memory, not twice
                staged.append(Staged(path, new.temporary, new.digest, new.size))
            elif result.digest and site.entries[result.path].digest != result.digest:
                site.entries[result.path] = replace(site.entries[result.path], digest=result.digest)
        problems = dict.fromkeys(gathered(problems))
        broken = {problem.span.path for problem in problems if problem.level is Level.ERROR}
        if broken and (not self.request.keep_going or any(path not in loaded.records for path in broken)):
            raise RefusedError((*self.said, *problems))
        self.said += problems
        return staged, broken

    # write

    def _told(self, output: Output, around: Surroundings) -> Told:
        """Return what an output is made from, for `newsgen why`; made again in one build, it has its first reasons."""
        before = self.book.inputs(output.path) if self.has_past or output.path in self.told else None
        found, reasons = told(output, around, before)
        if output.path in self.told and before:
            return found, before[1]
        self.told.add(output.path)
        return found, reasons

    def _remember(
        self,
        old: Brief,
        new: Brief,
        known: Mapping[str, Record],
        records: Mapping[str, Record],
        gone: list[str],
        *,
        is_remade: bool,
    ) -> None:
        if replace(new, started=old.started, as_of=old.as_of) == old and not is_remade:
            return
        try:
            self.book.save(old, new, known, records, gone)
        except OSError as problem:
            message = f"what this build learned can't be kept: {problem}"
            hint = "The site is complete; the next build takes longer."
            self.said.append(warning("state", Span(".newsgen"), message, hint))
