"""What is handed to the workers and what comes back: parsing and rendering in batches.

Nothing of the parsers and of the renderer is imported before there is something to parse or to render. A file that is
only copied, or made by a serialiser, is no work for another process and is done here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from newsgen import toolchain
from newsgen.executors import Workforce, travel_light
from newsgen.news.article import (
    Article,
    Body,
    Correction,
    Credit,
    Page,
    Photo,
    Portrait,
    Scan,
    Teaser,
    Term,
    Withdrawal,
)
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.fingerprint import of_value
from newsgen.news.listing import Count, Link
from newsgen.news.manuscript import Slice
from newsgen.news.output import Converted, Copied, Output, PrintedText, Serialised, Templated
from newsgen.news.pictures import Picture
from newsgen.news.settings import Settings
from newsgen.picture_cache import PictureCache
from newsgen.project import ThemeFiles
from newsgen.records import Parsed

if TYPE_CHECKING:
    from newsgen.darkroom import Plate
    from newsgen.renderer import Job, Kit, Rendered

travel_light(Article, Body, Copied, Correction, Count, Credit, Link, NewsDate, Output, Page, Photo, PrintedText)
travel_light(Picture, Portrait, Scan, Serialised, Slice, Teaser, Templated, Term, Withdrawal)

RENDER_BATCH = 100
FEW_SOURCES, FEW_OUTPUTS, FEW_PICTURES = 400, 400, 2
"""Up to so many, starting processes costs more than they save."""

ParseBatches = Iterable[Sequence[tuple[str, bytes]]]


class SourceReader(Protocol):
    """Gives the text of a story and the bytes of a file, or says why not; and the body kept of a story."""

    def text(self, path: str) -> str | Diagnostic:
        """Return the text of a source."""

    def file(self, source: str) -> bytes | Diagnostic:
        """Return the bytes of a file that is copied."""

    @property
    def pictures(self) -> PictureCache:
        """Return the copies of pictures that were made before."""

    def kept(self, printed: PrintedText) -> bytes | None:
        """Return the HTML of a text, if it was kept from an earlier build."""


def _crew(force: Workforce, amount: int, few: int) -> Workforce:
    """Return the workers for so many pieces of work: few are done here."""
    return force if amount > few or not force.is_own else Workforce(1)


def parser(force: Workforce, amount: int) -> Callable[[Settings, ParseBatches], Iterator[list[Parsed]]]:
    """Return a function that parses batches of (path, bytes); `amount` is how many sources there are at most."""

    def parse(settings: Settings, batches: ParseBatches) -> Iterator[list[Parsed]]:
        waiting = iter(batches)
        first = next(waiting, None)
        if first is None:
            return
        from newsgen.parser import parse_batch

        yield from _crew(force, amount, FEW_SOURCES).each(parse_batch, settings, _chain(first, waiting))

    return parse


def render_all(
    stale: Sequence[Output], read: SourceReader, settings: Settings, theme: ThemeFiles, force: Workforce
) -> Iterator[Rendered]:
    """Render all outputs, in any order."""
    if not stale:
        return
    from newsgen import renderer

    yield from _develop([output for output in stale if isinstance(output.maker, Converted)], read, force)
    stale = [output for output in stale if not isinstance(output.maker, Converted)]
    kit = renderer.pack(_kit(settings, theme))
    failed: list[Rendered] = []
    crew = _crew(force, len(stale), FEW_OUTPUTS)
    nearby = sorted(stale, key=lambda output: output.path)  # neighbours show the same stories: less to send
    for results in crew.each(renderer.render_batch, kit, _batches(nearby, read, failed)):
        yield from results
        yield from failed
        failed.clear()
    yield from failed


def _develop(stale: Sequence[Output], read: SourceReader, force: Workforce) -> Iterator[Rendered]:
    """Make the copies of pictures that weren't made before, all those of one picture at once."""
    from newsgen.renderer import Rendered

    waiting: dict[str, dict[tuple[int, str], list[Output]]] = {}
    for output in stale:
        assert isinstance(output.maker, Converted)
        kept = read.pictures.get(output.maker)
        if kept is not None:
            yield Rendered(output.path, kept)
        else:
            maker = output.maker
            waiting.setdefault(maker.source, {}).setdefault((maker.width, maker.suffix), []).append(output)
    if not waiting:
        return
    try:
        from newsgen import darkroom
    except ImportError:
        yield Rendered(stale[0].path, None, (_NO_DARKROOM,))
        return
    unread: list[Diagnostic] = []
    plates = _plates({source: tuple(wanted) for source, wanted in waiting.items()}, read, unread)
    for results in _crew(force, len(waiting), FEW_PICTURES).each(darkroom.copies_of, None, plates):
        for result in results:
            if isinstance(result, Diagnostic):
                unread.append(result)
                continue
            source, wanted, data = result
            for output in waiting[source][wanted]:
                assert isinstance(output.maker, Converted)
                read.pictures.keep(output.maker, data)
                yield Rendered(output.path, data)
    if unread:
        yield Rendered(stale[0].path, None, tuple(unread))


_NO_DARKROOM = error(
    "images-extra",
    Span("newsgen.toml"),
    '`pictures = "resized"` needs the library Pillow, which is not installed',
    "Install it with `pip install newsgen[images]`, or take the setting away.",
)


def _plates(
    wanted: Mapping[str, tuple[tuple[int, str], ...]], read: SourceReader, unread: list[Diagnostic]
) -> Iterator[list[Plate]]:
    for source, copies in wanted.items():
        data = read.file(source)
        if isinstance(data, Diagnostic):
            unread.append(data)
        else:
            yield [(source, data, copies)]


def _batches(stale: Sequence[Output], read: SourceReader, failed: list[Rendered]) -> Iterator[list[Job]]:
    """Yield batches of jobs; what can't become a job, or needs no worker, goes to `failed`."""
    from newsgen.renderer import Job

    for start in range(0, len(stale), RENDER_BATCH):
        jobs = []
        for output in stale[start : start + RENDER_BATCH]:
            job = _job(output, read)
            if isinstance(job, Job):
                jobs.append(job)
            else:
                failed.append(job)
        if jobs:
            yield jobs


def _job(output: Output, read: SourceReader) -> Job | Rendered:
    """Put together what rendering an output takes; a copied file is done at once."""
    from newsgen.renderer import Job, Rendered

    if isinstance(output.maker, Copied):
        data = read.file(output.maker.source)
        return Rendered(output.path, None, (data,)) if isinstance(data, Diagnostic) else Rendered(output.path, data)
    pieces: list[tuple[str, ...]] = []
    kept: list[bytes | None] = []
    for printed in output.texts:
        body = read.kept(printed)
        kept.append(body)
        if body is not None:
            pieces.append(())
            continue
        text = read.text(printed.story.source)
        if isinstance(text, Diagnostic):
            return Rendered(output.path, None, (text,))
        pieces.append(tuple(text[piece.start : piece.end] for piece in printed.story.body.slices))
    return Job(output, tuple(pieces), tuple(kept))


def warm(settings: Settings, theme: ThemeFiles) -> None:
    """Import parser and renderer and compile the theme, so that processes forked from this one need not."""
    from newsgen import parser, renderer
    from newsgen.formats import clipping

    assert parser
    assert clipping
    renderer.warm(renderer.pack(_kit(settings, theme)))


def body_key(printed: PrintedText, settings: Settings) -> str:
    """Return what stands for a rendered text: the text, where its links lead, and everything that renders it."""
    return of_value((printed.text_digest, settings.html, toolchain.versions()))


def _kit(settings: Settings, theme: ThemeFiles) -> Kit:
    from newsgen.renderer import Kit
    from newsgen.theme import Theme

    masthead = settings.masthead
    digest = of_value((theme.digest, masthead.digest, settings.html, settings.base_path))
    made = Theme(theme.templates, theme.overridden)
    return Kit(made, theme.words, masthead, settings.html, settings.base_path, settings.url_style, digest)


def _chain(first: Sequence[tuple[str, bytes]], others: ParseBatches) -> ParseBatches:
    yield first
    yield from others
