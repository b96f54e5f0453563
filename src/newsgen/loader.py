"""The loader: read, parse, shelve.

It turns the project's sources into an `Archive` of what is public at a stated moment. A source whose content is known
is not parsed again. Hidden stories are told to the caller by name and reason, and go no further: they are in no
archive and in no state.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsgen.news import pictures
from newsgen.news.archive import Archive, shelve
from newsgen.news.article import PORTRAITS, Article, Page, is_portrait
from newsgen.news.diagnostics import Diagnostic, Span, error, has_errors, note
from newsgen.news.fingerprint import of_bytes, of_value
from newsgen.news.gate import Reason, hidden, news_ends, next_change
from newsgen.news.settings import Settings
from newsgen.news.urls import FILES
from newsgen.reading import sources
from newsgen.reading.records import Digested, Known, Parsed, Record
from newsgen.reading.sources import Found, Hint

PARSE_BATCH = 200


@dataclass(frozen=True, slots=True)
class HiddenStory:
    """A story that is not on the site, and why."""

    source: str
    reason: Reason
    known: bool


@dataclass(frozen=True)
class Loaded:
    """All that the loader found out. `broken` are the sources with errors; `next_change` is the next instant at which
    time alone shows or hides something, `idle` are portraits of people and outlets that no public story names."""

    archive: Archive
    records: Mapping[str, Record]
    hints: Mapping[str, Hint]
    files: Mapping[str, Digested]
    hidden: tuple[HiddenStory, ...]
    broken: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    parsed: int
    next_change: datetime | None
    idle: tuple[Found, ...]

    @property
    def used_files(self) -> Mapping[str, Digested]:
        """Return the files that public stories and pages show or link to."""
        used = {path for story in self.archive.everything for _, path in self.archive.files_of(story)}
        return {path: self.files[path] for path in sorted(used)}


def others_digest(files: Iterable[tuple[str, Hint]]) -> str:
    """Return what stands for files that no public story uses: such a file must not be named in what is kept."""
    return of_value(sorted((path, tuple(hint)) for path, hint in files))


ParseRunner = Callable[[Path, Settings, Iterable[Sequence[str]]], Iterator[list[Parsed]]]
"""Parses batches of (path, bytes), here or in other processes; the results may come in any order."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a project as they lie there, in order of their paths: stories and pages, and what they may show."""

    stories: tuple[Found, ...] = ()
    files: tuple[Found, ...] = ()
    statics: tuple[Found, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def survey(root: Path, settings: Settings) -> Survey:
    """Find a project's files; none is opened."""
    articles, problems = sources.scan(root, "articles", settings.ignore, sources.NO_STORY)
    pages, more = sources.scan(root, "pages", (), sources.NO_STORY)
    portraits: list[Found] = []
    for kind in PORTRAITS:
        some, wrong = sources.scan(root, kind, (), sources.NO_STORY)
        portraits += some
        more += wrong
    statics, strays = sources.scan(root, "static")
    stories: list[Found] = []
    others: list[Found] = []
    for file in articles:
        (stories if file.path.lower().endswith(sources.STORIES) else others).append(file)
    stories += [file for file in (*pages, *portraits) if file.path.lower().endswith(sources.MARKDOWN)]
    fonts, none = _fonts(root, settings.card_font)
    return Survey(
        stories=tuple(stories),
        files=(*(file for file in (*others, *portraits) if file.path.lower().endswith(FILES)), *fonts),
        statics=tuple(statics),
        problems=(*problems, *more, *strays, *sources.mistaken(others), *none),
    )


def _fonts(root: Path, font: str) -> tuple[list[Found], list[Diagnostic]]:
    """Find the font that cards are drawn with."""
    if not font:
        return [], []
    if found := sources.find(root, font):
        return [found], []
    hint = "Put the font there, or take `font` out of `[cards]`. newsgen brings none of its own."
    return [], [error("card-font", Span("newsgen.toml"), f"there is no font {font} in this project", hint)]


def load(root: Path, settings: Settings, as_of: datetime, found: Survey, known: Known, parse: ParseRunner) -> Loaded:
    """Read what has changed, and shelve all that is public at `as_of`."""
    desk = _Desk(root, settings, as_of, known)
    desk.take(found.stories, parse)
    desk.take_files(found.files)
    return desk.shelved(found.problems)


class _Desk:
    """Collects what the sources turn into, in the order of their paths."""

    def __init__(self, root: Path, settings: Settings, as_of: datetime, known: Known) -> None:
        self.root = root
        self.settings = settings
        self.as_of = as_of
        self.known = known
        self.records: dict[str, Record] = {}
        self.hints: dict[str, Hint] = {}
        self.files: dict[str, Digested] = {}
        self.problems: list[Diagnostic] = []
        self.hidden: list[HiddenStory] = []
        self.broken: list[str] = []
        self.changes: list[datetime] = [known.until] if known.is_timely and known.until else []
        self.parsed = 0
        self.has_news = "news_sitemap" in settings.outputs
        self.news: set[str] = set()

    def take(self, files: Sequence[Found], parse: ParseRunner) -> None:
        for parsed in parse(self.root, self.settings, self._unknown(files)):
            for one in parsed:
                self.parsed += one.hint is not None
                self._judge_parsed(one)

    def _unknown(self, files: Iterable[Found]) -> Iterator[list[str]]:
        """Keep what is known; yield the paths of the others in batches."""
        batch: list[str] = []
        for file in files:
            if self._is_known(file):
                continue
            batch.append(file.path)
            if len(batch) >= PARSE_BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _is_known(self, file: Found) -> bool:
        """Keep what is known of a file if its bytes are what they were."""
        record = self.known.records.get(file.path)
        if record is None:
            return False
        if self.known.is_trusted(self.known.hints.get(file.path), file.hint):
            if self.known.is_timely and not self.has_news:
                self.records[file.path], self.hints[file.path] = record, file.hint
                return True
            self._judge(file.path, record, file.hint)
            return True
        read = sources.read(self.root, file.path)
        if isinstance(read, Diagnostic) or of_bytes(read[0]) != record.digest:
            return False
        self._judge(file.path, record, read[1])
        return True

    def _judge_parsed(self, parsed: Parsed) -> None:
        if parsed.hint is None or has_errors(parsed.problems):
            self._refuse(parsed.path, parsed.problems)
            return
        self.problems += parsed.problems
        if parsed.made is None:
            self.hidden.append(HiddenStory(parsed.path, Reason.DRAFT, parsed.path in self.known.records))
        else:
            self._judge(parsed.path, Record(parsed.digest, parsed.made), parsed.hint)

    def _judge(self, path: str, record: Record, hint: Hint) -> None:
        """Ask the gate; keep what is public."""
        made = record.made
        if isinstance(made, Article):
            zone = self.settings.zone
            reason = hidden(made, self.as_of, zone)
            change = next_change(made, self.as_of, zone)
            if change:
                self.changes.append(change)
            if reason:
                self.hidden.append(HiddenStory(path, reason, path in self.known.records))
                return
            if self.has_news and (ends := news_ends(made, zone)) and ends > self.as_of:
                self.changes.append(ends)
                self.news.add(path)
        self.records[path] = record
        self.hints[path] = hint

    def _refuse(self, path: str, problems: Iterable[Diagnostic]) -> None:
        self.problems += problems
        self.broken.append(path)

    def take_files(self, files: Iterable[Found]) -> None:
        """Digest the pictures and other files that stories may use."""
        for file in files:
            record = self.known.files.get(file.path)
            if record and self.known.is_trusted(record.hint, file.hint):
                self.files[file.path] = record
                continue
            read = sources.read(self.root, file.path, sources.MAX_FILE)
            if isinstance(read, Diagnostic):
                self.problems.append(read)
                continue
            self.files[file.path] = Digested(of_bytes(read[0]), read[1], pictures.read(read[0]))

    def shelved(self, problems: Iterable[Diagnostic]) -> Loaded:
        made = [record.made for record in self.records.values()]
        articles = [one for one in made if isinstance(one, Article)]
        pages = [one for one in made if isinstance(one, Page)]
        files = {path: record.digest for path, record in self.files.items()}
        facts = {path: record.facts for path, record in self.files.items() if record.facts.width}
        archive = replace(shelve(articles, pages, files, self.settings, facts), news=frozenset(self.news))
        idle = self._without_idle({page.source for page in archive.portraits})
        self.problems += _shared_ids(archive.stories_with_pages, self.known.records)
        self.problems += _shared_portraits(self.root, pages)
        self.problems += missing_pictures(self.root, archive.articles, archive.files)
        self.problems += _missing_portraits(self.root, archive)
        self.problems += _located_photos(archive)
        return Loaded(
            archive=archive,
            records=self.records,
            hints=self.hints,
            files=self.files,
            hidden=tuple(self.hidden),
            broken=tuple(self.broken),
            diagnostics=(*problems, *self.problems),
            parsed=self.parsed,
            next_change=min(self.changes, default=None),
            idle=idle,
        )

    def _without_idle(self, used: set[str]) -> tuple[Found, ...]:
        """Forget the portraits that nothing shows: they may be of somebody whom only a hidden story names."""
        idle = [path for path in self.records if is_portrait(path) and path not in used]
        for path in idle:
            del self.records[path]
        return tuple(Found(path, self.hints.pop(path)) for path in idle)


def _shared_ids(articles: Iterable[Article], known: Container[str]) -> Iterator[Diagnostic]:
    """Tell of stories with the id of another: of the one that is new, if only one of them is."""
    first: dict[str, str] = {}
    for article in sorted(articles, key=lambda article: (article.source not in known, article.source)):
        other = first.setdefault(article.id, article.source)
        if other != article.source:
            message = f"the id “{article.id}” is also that of {other}"
            yield error("id-shared", Span(article.source), message, "Give one of the two stories another `id`.")


def _shared_portraits(root: Path, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], str] = {}
    for page in sorted(pages, key=lambda page: page.source):
        if page.portrait:
            other = first.setdefault((page.portrait.kind, page.portrait.key), page.source)
            if other != page.source:
                message, hint = f"{other} is about the same name", "Keep one of the two, or change its `name`."
                yield located(root, error("portrait-shared", Span(page.source), message, hint), "name:")


def missing_pictures(root: Path, articles: Iterable[Article], files: Container[str]) -> Iterator[Diagnostic]:
    """Yield an error for each picture or scan that stories name and that isn't among the files."""
    for article in articles:
        named = [("photos", photo.src) for photo in article.photos if photo.src]
        named += [("scan", scan.src) for scan in article.scans]
        for name, src in named:
            if src not in files:
                message = f"there is no {'picture' if name == 'photos' else 'scan'} {src}"
                hint = f"Check its name in `{name}`, and its case."
                problem = error("photo-missing", Span(article.source), message, hint)
                yield located(root, problem, src.rpartition("/")[2])


def _missing_portraits(root: Path, archive: Archive) -> Iterator[Diagnostic]:
    for page in archive.portraits:
        photo = page.portrait.photo if page.portrait else None
        if photo and photo.src not in archive.files:
            hint = "Check its name in `picture`, and its case."
            problem = error("photo-missing", Span(page.source), f"there is no picture {photo.src}", hint)
            yield located(root, problem, photo.src.rpartition("/")[2])


def _located_photos(archive: Archive) -> Iterator[Diagnostic]:
    """Tell of public pictures that say where they were taken: they are copied as they are."""
    if not any(facts.is_located for facts in archive.facts.values()):
        return
    shown = {path for story in archive.everything for _, path in archive.files_of(story)}
    found = sorted(path for path in shown if path in archive.facts and _tells_place(archive, path))
    if found:
        number = len(found) - 1
        others = f", and so {'does 1 other' if number == 1 else f'do {number} others'}" if number else ""
        message = f"this picture holds the place where it was taken{others}"
        hint = "It is copied as it is, with all that the camera wrote into it."
        yield note("picture-place", Span(found[0]), message, hint)


def _tells_place(archive: Archive, path: str) -> bool:
    """Tell whether a picture says where it was taken and is copied as it is."""
    return archive.facts[path].is_located and not archive.pictures[path].widths


def located(root: Path, problem: Diagnostic, *words: str) -> Diagnostic:
    """Point a problem that names a whole source at the first line that has one of some words, the first word first."""
    read = sources.read(root, problem.span.path)
    text = read if isinstance(read, Diagnostic) else sources.text_of(read[0], problem.span.path)
    if isinstance(text, Diagnostic):
        return problem
    lines = text.split("\n")
    for word in words:
        for number, line in enumerate(lines, 1):
            column = line.find(word)
            if column >= 0:
                span = Span(problem.span.path, number, column + 1, len(word))
                return replace(problem, span=span, excerpt=line)
    return replace(problem, span=Span(problem.span.path, 1, 1), excerpt=lines[0])
