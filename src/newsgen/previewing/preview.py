"""The site as it would be, planned and never written: what a browser asks for is made when it asks.

An output is a pure function of its inputs, so a page can be made alone, and its bytes are those that a build writes.
Nothing is put on disk: neither pages nor state, and so nothing of a draft. A story that is broken is shown as it was
when it could last be read; its text is held in memory for that.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from newsgen import outputs, renderer
from newsgen.building import work
from newsgen.building.gathering import Gathering, gather, is_gathered, unkept
from newsgen.building.materials import Materials
from newsgen.building.plan import collisions, copied_outputs
from newsgen.loader import Loaded, ParseRunner, Survey, load
from newsgen.memory.brief import Brief
from newsgen.memory.remembered import remembered, state_path
from newsgen.memory.state import State, in_memory, readable
from newsgen.news.archive import shelve
from newsgen.news.article import Article, Page
from newsgen.news.diagnostics import Diagnostic, Span, error, has_errors
from newsgen.news.fingerprint import of_bytes, of_value
from newsgen.news.gate import hidden
from newsgen.news.output import Copied, Output, Pictured
from newsgen.news.settings import Settings
from newsgen.pictures.developing import developed
from newsgen.previewing.holding import BorrowedPictures, Pages, Texts
from newsgen.previewing.unfolding import Unfolding
from newsgen.previewing.watching import Sight, differences, renewed, settled, sight
from newsgen.reading.project import ThemeFiles, read_settings, read_theme
from newsgen.reading.records import Digested, Known, Parsed, Record
from newsgen.renderer import Job, PackedKit, Rendered
from newsgen.templating.theme import Theme, closures
from newsgen.workers.workforce import Workforce

_FAMILIES_AT_ONCE, _HELD_AT_ONCE = 200, 100
_LIKELY = 40
"""So many files are looked at more often than all: those that changed last, or whose page was shown last."""


@dataclass(frozen=True)
class Asked:
    """What is to be shown. `settings` is the settings file, there or not; `output` the folder of the real site, whose
    state is looked into and never changed. Shown is how it is as of `as_of`; without that, by the `clock`."""

    root: Path
    settings: Path
    output: Path
    clock: Callable[[], datetime]
    as_of: datetime | None = None
    base_url: str | None = None
    drafts: bool = False
    jobs: int = 1

    def now(self) -> datetime:
        """Return the instant to show the site as of."""
        return self.as_of or self.clock()


@dataclass(frozen=True)
class Edition:
    """The site at one moment, planned as far as somebody asks; `problems` are those of the whole of it."""

    settings: Settings = field(default_factory=Settings)
    theme: ThemeFiles | None = None
    loaded: Loaded | None = None
    plan: Unfolding = field(default_factory=Unfolding)
    materials: Materials | None = None
    kit: PackedKit | None = None
    problems: tuple[Diagnostic, ...] = ()

    @property
    def records(self) -> Mapping[str, Record]:
        """Return what is known of each story and page that is shown."""
        return self.loaded.records if self.loaded else {}


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is at one address: a file's bytes, None where it can't be made; `is_there` tells whether the site has
    the address. `source` is the story or page that it is the page of."""

    path: str
    data: bytes | None
    is_there: bool
    problems: tuple[Diagnostic, ...] = ()
    source: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What tells whether a browser shows a page as it is now: what stands for its bytes, for all style sheets, and for
    the files that it may show."""

    shown: Shown
    page: str
    styles: str
    files: str


class Preview:
    """Shows a project as it is, again and again. One thread only."""

    def __init__(self, asked: Asked, book: State) -> None:
        self.asked = asked
        self.edition = Edition()
        self._book = book
        self._sight = Sight(Survey())
        self._looked, self._as_of = 0, datetime.min.replace(tzinfo=UTC)
        self._likely: deque[str] = deque(maxlen=_LIKELY)
        self._is_begun = False
        self._drafts: set[str] = set()
        self._texts = Texts(asked.root)
        self._unheld: deque[str] = deque()
        self._pictures = BorrowedPictures(asked.root / ".newsgen" / "pictures")
        self._pages = Pages()
        self._is_complete = False

    # Looking

    def begin(self) -> None:
        """Look for the first time; what the last build knew of stories spares their reading."""
        settings, _ = read_settings(self.asked.settings, self.asked.settings.name, self.asked.base_url)
        with readable(state_path(self.asked.root, self.asked.output)) as book:
            _, known = remembered(book, settings)
        self._take(sight(self.asked.root, self.asked.settings, settings), [], known)
        self._unheld.extend(self.edition.records)
        self._is_begun = True

    def look(self) -> list[str] | None:
        """Take in what has changed; return the paths of changed files, or None when nothing has."""
        return self._look(self._seen())

    def glance(self) -> list[str] | None:
        """Do the same for the few files that are likely to change: those that lately did, or whose page was shown."""
        stated = (*self._sight.templates, *self._sight.settings)
        new = renewed(self._sight, self.asked.root, {*self._likely, *(file.path for file in stated)})
        return self.look() if new is None else self._look(new)

    def _seen(self) -> Sight:
        return sight(self.asked.root, self.asked.settings, self.edition.settings)

    def _look(self, new: Sight) -> list[str] | None:
        is_timely = self._is_timely()
        if new == self._sight and is_timely:
            return None
        changed = differences(self._sight, new)
        if changed and not settled(self.asked.root, changed, new):
            new = self._seen()
            changed = differences(self._sight, new)
        loaded = self.edition.loaded
        known = Known()
        if loaded:
            known = Known(loaded.records, loaded.hints, loaded.files, self._looked, is_timely, loaded.next_change)
        self._take(new, changed, known)
        return changed

    def _is_timely(self) -> bool:
        """Tell whether no instant has come since at which time alone shows or hides something."""
        loaded, now = self.edition.loaded, self.asked.now()
        return self._as_of <= now and not (loaded and loaded.next_change and loaded.next_change <= now)

    def work_ahead(self) -> bool:
        """Do a little of what may be needed later, and tell whether there is more: plan the rest, hold texts."""
        if not self._is_complete:
            self._is_complete = not self.edition.plan.unfold(_FAMILIES_AT_ONCE)
            if self._is_complete and self.edition.plan.has_clash():
                said = collisions(self.asked.root, self.edition.plan.everything())
                self.edition = replace(self.edition, problems=(*self.edition.problems, *said))
            return True
        for _ in range(min(_HELD_AT_ONCE, len(self._unheld))):
            path = self._unheld.popleft()
            if record := self.edition.records.get(path):
                self._texts.text(path, record.digest)
        return bool(self._unheld)

    def _take(self, new: Sight, changed: Sequence[str], known: Known) -> None:
        """Make the next edition of what was seen, or keep the one there is and say why."""
        looked, as_of = time.time_ns(), self.asked.now()
        self.edition = self._edition(new, known, as_of)
        self._sight, self._looked, self._as_of = new, looked, as_of
        self._is_complete = False
        self._likely.extend(changed)
        self._texts.keep_only(self.edition.records)
        self._unheld.extend(path for path in changed if path in self.edition.records)

    def _edition(self, seen: Sight, known: Known, as_of: datetime) -> Edition:
        asked, last = self.asked, self.edition
        settings, said = read_settings(asked.settings, asked.settings.name, asked.base_url)
        theme, wrong = read_theme(asked.root)
        if last.theme is None or last.theme.digest != theme.digest:
            wrong += closures(Theme(theme.templates, theme.overridden))[1]
        if has_errors((*said, *wrong)):
            return replace(last, problems=(*said, *wrong))
        if settings.reading != last.settings.reading and last.loaded:
            known = Known(files=known.files, before=known.before)
        loaded = self._loaded(seen.survey, settings, known, as_of)
        if last.records and not loaded.records and not loaded.hidden:
            return replace(last, problems=(*said, _EMPTY))
        return self._planned(settings, theme, loaded, seen.survey, (*said, *wrong, *loaded.diagnostics))

    def _loaded(self, found: Survey, settings: Settings, known: Known, as_of: datetime) -> Loaded:
        """Load what is shown; of a broken story, what could last be read."""
        asked, before = self.asked, self.edition.records
        with Workforce(
            1 if self._is_begun else asked.jobs
        ) as force:  # later there are threads, and none is forked along
            parse = work.parser(force, len(found.stories) - len(known.records))
            loaded = load(asked.root, settings, as_of, found, known, self._showing_drafts(parse))
        kept = {path: before[path] for path in loaded.broken if path in before}
        kept = {path: record for path, record in kept.items() if _is_public(record, as_of, settings)}
        if not kept:
            return loaded
        made = loaded.archive
        articles = [*made.stories_with_pages, *(r.made for r in kept.values() if isinstance(r.made, Article))]
        others = [record.made for record in kept.values() if not isinstance(record.made, Article)]
        archive = shelve(articles, (*made.pages, *made.portraits, *others), made.files, settings, made.facts)
        archive = replace(archive, news=made.news)
        return replace(loaded, records={**loaded.records, **kept}, archive=archive)

    def _showing_drafts(self, parse: ParseRunner) -> ParseRunner:
        """Return the parser, with drafts as they will be when they are none any more, if they are to be shown."""
        if not self.asked.drafts:
            return parse

        def shown(root: Path, settings: Settings, batches: work.Paths) -> Iterator[list[Parsed]]:
            for batch in parse(root, settings, batches):
                yield [self._undrafted(one) for one in batch]

        return shown

    def _undrafted(self, parsed: Parsed) -> Parsed:
        made = parsed.made
        if not (isinstance(made, Article) and made.draft):
            self._drafts.discard(parsed.path)
            return parsed
        self._drafts.add(parsed.path)
        return replace(parsed, made=replace(made, draft=False))

    # Planning

    def _planned(
        self, settings: Settings, theme: ThemeFiles, loaded: Loaded, found: Survey, said: tuple[Diagnostic, ...]
    ) -> Edition:
        last, root = self.edition, self.asked.root
        materials = Materials(root, loaded, settings, self._book)
        materials.pictures = self._pictures
        brief = Brief(files=_copied(last), started=self._looked)
        copied = copied_outputs(root, theme, found.statics, brief, materials, rehash=False)
        plan = Unfolding(outputs.families(loaded.archive, settings), copied, last.plan)
        kit = renderer.pack(work.kit(settings, theme))
        return Edition(settings, theme, loaded, plan, materials, kit, said)

    # Showing

    def glimpse(self, path: str) -> Glimpse:
        """Return what stands for the looks of a page."""
        shown = self.shown(path)
        files = [output for output in self.edition.plan.copied if isinstance(output.maker, Copied)]
        sheets = [output.maker for output in files if output.path.endswith(".css")]
        others: list[object] = [output.maker for output in files if not output.path.endswith(".css")]
        output, loaded = self.edition.plan.find(path), self.edition.loaded
        if output and loaded:
            files_of = [file for text in output.texts for file in loaded.archive.files_of(text.story)]
            others += [(address, loaded.files[source].digest) for address, source in files_of]
        page = of_value((of_bytes(shown.data or b""), shown.is_draft))
        return Glimpse(shown, page, of_value(sheets), of_value(others))

    def missing(self) -> Glimpse:
        """Return the page for addresses that aren't there."""
        found = self.glimpse("404.html")
        return replace(found, shown=replace(found.shown, is_there=False))

    def shown(self, path: str) -> Shown:
        """Return what there is at the path of a file of the site, as it is now."""
        found = self._shown(path)
        if found.data is None and any(problem.span.path in self._sight.hints for problem in found.problems):
            self.look()  # it may have changed since we looked
            found = self._shown(path)
        return found

    def _shown(self, path: str) -> Shown:
        edition = self.edition
        output = edition.plan.find(path)
        if output is None:
            return Shown(path, None, is_there=False, problems=edition.problems)
        made = self._made(output)
        source = output.origin if output.is_story or output.origin.startswith("pages/") else ""
        problems = (*edition.problems, *made.problems)
        if source and source not in self._likely:
            self._likely.append(source)
        if made.data is not None:
            self._pages.hold(path, made.data)
        data = made.data if made.data is not None else self._pages.get(path)
        return Shown(path, data, is_there=True, problems=problems, source=source, is_draft=source in self._drafts)

    def _made(self, output: Output) -> Rendered:
        materials, kit = self.edition.materials, self.edition.kit
        assert materials is not None
        assert kit is not None
        if isinstance(output.maker, Copied):
            data = materials.file(output.maker.source)
            return Rendered(output.path, None, (data,)) if isinstance(data, Diagnostic) else Rendered(output.path, data)
        if isinstance(output.maker, Pictured):
            return next(developed([output], materials, lambda _: Workforce(1)))
        kept = materials.portions(output) if is_gathered(output) else ()
        stories: Iterable[Article | Page]
        stories = unkept(output, kept) if is_gathered(output) else [printed.story for printed in output.texts]
        pieces: list[tuple[str, ...]] = []
        for story in stories:
            text = self._texts.text(story.source, self.edition.records[story.source].digest)
            if isinstance(text, Diagnostic):
                return Rendered(output.path, None, (text,))
            pieces.append(tuple([text[piece.start : piece.end] for piece in story.body.slices]))
        if is_gathered(output):
            made = gather(Gathering(output, tuple(pieces), kept))
            materials.keep_portions(output.path, made.portions)
            return made
        return renderer.render_batch(kit, [Job(output, tuple(pieces), (None,) * len(pieces))])[0]


@contextmanager
def previewed(asked: Asked) -> Iterator[Preview]:
    """Give a preview that has looked once."""
    with in_memory() as book:
        preview = Preview(asked, book)
        preview.begin()
        yield preview


_EMPTY = error(
    "articles-empty",
    Span("articles"),
    "there is no story in articles/ any more; shown is what there was",
    "Put the folder back, or stop the preview and start it again.",
)


def _copied(edition: Edition) -> dict[str, Digested]:
    materials = edition.materials
    return {source: record for source, (_, record) in materials.copied.items()} if materials else {}


def _is_public(record: Record, as_of: datetime, settings: Settings) -> bool:
    return not (isinstance(record.made, Article) and hidden(record.made, as_of, settings.zone))
