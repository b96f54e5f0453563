"""The site as it would be, planned and never written: what a browser asks for is made when it asks.

An output is a pure function of its inputs, so a page can be made alone, and its bytes are those that a build writes.
Nothing is put on disk: neither pages nor state, and so nothing of a draft. A story that is broken is shown as it was
when it could last be read; its text is held in memory for that.
"""

from __future__ import annotations

import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from newsgen import outputs, renderer, sources, work
from newsgen.compare import has_clash
from newsgen.developing import developed
from newsgen.loader import Loaded, ParseRunner, Survey, load
from newsgen.materials import Materials
from newsgen.news.archive import shelve
from newsgen.news.article import Article
from newsgen.news.diagnostics import Diagnostic, Span, error, has_errors
from newsgen.news.fingerprint import of_bytes, of_value
from newsgen.news.gate import hidden
from newsgen.news.output import Copied, Family, Output, Pictured
from newsgen.news.settings import Settings
from newsgen.outputs import story_files
from newsgen.picture_cache import PictureCache
from newsgen.plan import collisions, copied_outputs
from newsgen.project import ThemeFiles, read_settings, read_theme
from newsgen.records import Digested, Known, Parsed, Record
from newsgen.remembered import remembered, state_path
from newsgen.renderer import Job, PackedKit, Rendered
from newsgen.state import Brief, State, in_memory, readable
from newsgen.theme import Theme, closures
from newsgen.watching import Sight, differences, settled, sight
from newsgen.workforce import Workforce

_HELD_AT_ONCE = 100
_LAST_GOOD = 200
"""So many pages are remembered as they last were, for the case that a template breaks."""


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
    """The site at one moment: everything planned, by family and by path; `problems` are those of the whole of it."""

    settings: Settings = field(default_factory=Settings)
    theme: ThemeFiles | None = None
    loaded: Loaded | None = None
    families: Mapping[str, tuple[Family, tuple[Output, ...]]] = field(default_factory=dict)
    outputs: Mapping[str, Output] = field(default_factory=dict)
    copied: tuple[Output, ...] = ()
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


class _Texts:
    """Texts of sources as they were when they could last be read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[str, tuple[str, bytes]] = {}

    def text(self, path: str, digest: str) -> str | Diagnostic:
        """Return the text of a source with a digest, and hold it."""
        held = self._held.get(path)
        if held and held[0] == digest:
            return zlib.decompress(held[1]).decode()
        found = sources.text(self._root, path, digest)
        if isinstance(found, str):
            self._held[path] = (digest, zlib.compress(found.encode(), 1))
        return found

    def keep_only(self, paths: Iterable[str]) -> None:
        """Let go of the texts of all other sources."""
        for path in self._held.keys() - set(paths):
            del self._held[path]


class _Borrowed(PictureCache):
    """The copies of pictures that builds have made; what is made for the preview stays in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._own: dict[Pictured, bytes] = {}

    def get(self, maker: Pictured) -> bytes | None:
        """Return a copy that was made before."""
        return self._own.get(maker) or super().get(maker)

    def keep(self, maker: Pictured, data: bytes) -> None:
        """Keep a copy as long as the preview runs."""
        self._own[maker] = data


class Preview:
    """Shows a project as it is, again and again. One thread only."""

    def __init__(self, asked: Asked, book: State) -> None:
        self.asked = asked
        self.edition = Edition()
        self._book = book
        self._sight = Sight(Survey())
        self._looked = 0
        self._is_begun = False
        self._drafts: set[str] = set()
        self._texts = _Texts(asked.root)
        self._unheld: deque[str] = deque()
        self._pictures = _Borrowed(asked.root / ".newsgen" / "pictures")
        self._good: dict[str, bytes] = {}

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
        edition = self.edition
        new = sight(self.asked.root, self.asked.settings, edition.settings)
        if new == self._sight and not self._has_time_passed():
            return None
        changed = differences(self._sight, new)
        if changed:
            settled(self.asked.root, changed)
            new = sight(self.asked.root, self.asked.settings, edition.settings)
            changed = differences(self._sight, new)
        loaded = edition.loaded
        known = Known(loaded.records, loaded.hints, loaded.files, self._looked) if loaded else Known()
        self._take(new, changed, known)
        return changed

    def _has_time_passed(self) -> bool:
        """Tell whether an instant has come at which time alone shows or hides something."""
        loaded = self.edition.loaded
        return bool(loaded and loaded.next_change and loaded.next_change <= self.asked.now())

    def hold(self) -> bool:
        """Hold some more texts for the case that they break; tell whether there are more."""
        for _ in range(min(_HELD_AT_ONCE, len(self._unheld))):
            path = self._unheld.popleft()
            if record := self.edition.records.get(path):
                self._texts.text(path, record.digest)
        return bool(self._unheld)

    def _take(self, new: Sight, changed: Sequence[str], known: Known) -> None:
        """Make the next edition of what was seen, or keep the one there is and say why."""
        looked = time.time_ns()
        edition = self._edition(new, known)
        self._sight, self._looked = new, looked
        self.edition = edition
        self._texts.keep_only(edition.records)
        self._unheld.extend(path for path in changed if path in edition.records)

    def _edition(self, seen: Sight, known: Known) -> Edition:
        asked, last = self.asked, self.edition
        settings, said = read_settings(asked.settings, asked.settings.name, asked.base_url)
        theme, wrong = read_theme(asked.root)
        if last.theme is None or last.theme.digest != theme.digest:
            wrong += closures(Theme(theme.templates, theme.overridden))[1]
        if has_errors((*said, *wrong)):
            return replace(last, problems=(*said, *wrong))
        if settings.reading != last.settings.reading and last.loaded:
            known = Known(files=known.files, before=known.before)
        loaded = self._loaded(seen.survey, settings, known)
        if last.records and not loaded.records and not loaded.hidden:
            return replace(last, problems=(*said, _EMPTY))
        return self._planned(settings, theme, loaded, seen.survey, (*said, *wrong, *loaded.diagnostics))

    def _loaded(self, found: Survey, settings: Settings, known: Known) -> Loaded:
        """Load what is shown; of a broken story, what could last be read."""
        asked, before, as_of = self.asked, self.edition.records, self.asked.now()
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
        families: dict[str, tuple[Family, tuple[Output, ...]]] = {}
        for family in outputs.families(loaded.archive, settings):
            known = last.families.get(family.name)
            is_same = known and known[0].inputs == family.inputs
            families[family.name] = known if known and is_same else (family, tuple(family.outputs()))
        planned = [output for _, made in families.values() for output in made]
        brief = Brief(files=_copied(last), started=self._looked)
        copied = tuple(copied_outputs(root, theme, found.statics, brief, materials, rehash=False))
        planned += copied
        paths = [output.path for output in planned]
        if has_clash(paths):
            said += tuple(collisions(root, planned))
        by_path = {output.path: output for output in reversed(planned)}
        kit = renderer.pack(work.kit(settings, theme))
        return Edition(settings, theme, loaded, families, by_path, copied, materials, kit, said)

    # Showing

    def glimpse(self, path: str) -> Glimpse:
        """Return what stands for the looks of a page."""
        shown = self.shown(path)
        folder = path.rpartition("/")[0]
        files = [output for output in self.edition.copied if isinstance(output.maker, Copied)]
        sheets = [output.maker for output in files if output.path.endswith(".css")]
        others = [output.maker for output in files if not output.path.endswith(".css")]
        _, pictures = self.edition.families.get(story_files.FAMILY, (None, ()))
        others += [output.maker for output in pictures if output.path.rpartition("/")[0] == folder]
        return Glimpse(shown, of_bytes(shown.data or b"")[:16], of_value(sheets), of_value(others))

    def missing(self) -> Glimpse:
        """Return the page for addresses that aren't there."""
        found = self.glimpse("404.html")
        return replace(found, shown=replace(found.shown, is_there=False))

    def shown(self, path: str) -> Shown:
        """Return what there is at the path of a file of the site, as it is now."""
        found = self._shown(path)
        if found.data is None and any(problem.span.path in self._sight.hints() for problem in found.problems):
            self.look()  # it may have changed since we looked
            found = self._shown(path)
        return found

    def _shown(self, path: str) -> Shown:
        edition = self.edition
        output = edition.outputs.get(path)
        if output is None:
            return Shown(path, None, is_there=False, problems=edition.problems)
        made = self._made(output)
        source = output.origin if output.is_story or output.origin.startswith("pages/") else ""
        problems = (*edition.problems, *made.problems)
        if made.data is not None:
            self._good.pop(path, None)
            self._good[path] = made.data
            if len(self._good) > _LAST_GOOD:
                del self._good[next(iter(self._good))]
        data = made.data if made.data is not None else self._good.get(path)
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
        pieces: list[tuple[str, ...]] = []
        for printed in output.texts:
            source = printed.story.source
            text = self._texts.text(source, self.edition.records[source].digest)
            if isinstance(text, Diagnostic):
                return Rendered(output.path, None, (text,))
            pieces.append(tuple([text[piece.start : piece.end] for piece in printed.story.body.slices]))
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
