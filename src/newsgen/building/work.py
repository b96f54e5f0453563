"""What is handed to the workers and what comes back: parsing, rendering and staging in batches.

Nothing of the parsers and of the renderer is imported before there is something to parse or to render. A file that is
only copied is no work for another process and is done here.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Protocol

from newsgen.building.gathering import Gathering, gather, is_gathered, unkept
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
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.fingerprint import of_bytes, of_value
from newsgen.news.listing import Count, Link
from newsgen.news.manuscript import Slice
from newsgen.news.output import Copied, Gathered, Output, Pictured, Portion, PrintedText, Serialised, Templated
from newsgen.news.pictures import Picture
from newsgen.news.settings import Settings
from newsgen.pictures.developing import PictureStock, developed
from newsgen.reading import sources
from newsgen.reading.project import ThemeFiles
from newsgen.reading.records import Parsed
from newsgen.reading.sources import Hint
from newsgen.site.staging import Staged, Staging
from newsgen.workers import toolchain
from newsgen.workers.workforce import Workforce, travel_light

if TYPE_CHECKING:
    from newsgen.renderer import Job, Kit, PackedKit, Rendered

travel_light(Article, Body, Copied, Correction, Count, Gathered, Link, Output, Page, Photo, Portion, PrintedText)
travel_light(Picture, Portrait, Scan, Serialised, Slice, Teaser, Templated, Withdrawal)


@cache
def _term(name: str, key: str, slug: str) -> Term:
    """Return the one term of its kind: what comes back from workers by the batch would be a new one each time."""
    return Term(name, key, slug)


@cache
def _credit(person: Term, role: str) -> Credit:
    return Credit(person, role)


def _date(year: int, month: int, day: int, time: str, offset: str, qualifier: str) -> NewsDate:
    """Return a date whose time is one text with all others of that minute."""
    return NewsDate(year, month, day, intern(time), offset, qualifier)


copyreg.pickle(NewsDate, lambda d: (_date, (d.year, d.month, d.day, d.time, d.offset, d.qualifier)))
copyreg.pickle(Term, lambda term: (_term, (term.name, term.key, term.slug)))
copyreg.pickle(Credit, lambda credit: (_credit, (credit.person, credit.role)))

RENDER_BATCH = 100
FEW_SOURCES, FEW_OUTPUTS, FEW_PICTURES = 400, 400, 2
"""Up to so many, starting processes costs more than they save."""

MOST_INHERITED = 40_000
"""Up to so many outputs are handed down to new processes by forking; beyond that, each would be as large as ours."""

Paths = Iterable[Sequence[str]]


class Stock(PictureStock, Protocol):
    """What outputs are made of, as far as it is known before they are made."""

    root: Path

    def digest(self, path: str) -> str:
        """Return the digest of a source."""

    def kept(self, printed: PrintedText) -> bytes | None:
        """Return the HTML of a text, if it was kept from an earlier build."""

    def portions(self, output: Output) -> tuple[bytes | None, ...]:
        """Return the portions of a gathered output, as far as they were kept."""

    def keep_portions(self, path: str, found: Iterable[tuple[str, bytes]]) -> None:
        """Keep portions that were made anew."""


@dataclass(frozen=True, slots=True)
class Order:
    """An output that is to be made: the digests of the sources that it prints (empty where the body was kept) and the
    kept bodies, or of a gathered one the kept portions; and whether the site has a file at its address."""

    output: Output
    digests: tuple[str, ...] = ()
    kept: tuple[bytes | None, ...] = ()
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its digest, empty if it couldn't be; where it is staged, if the site hasn't its bytes.

    `bodies` are the texts that were made HTML on the way, by source, `portions` those of a gathered output, by name.
    """

    path: str
    digest: str
    size: int = 0
    staged: Staged | None = None
    problems: tuple[Diagnostic, ...] = ()
    bodies: tuple[tuple[str, bytes], ...] = ()
    portions: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """Where work is done on this machine: what to render with, where sources lie, where files are staged.

    Without a place for staging, files are only digested.
    """

    kit: PackedKit
    root: Path
    staging: Staging | None


travel_light(Made, Order, Staged)


def _crew(force: Workforce, amount: int, few: int) -> Workforce:
    """Return the workers for so many pieces of work: few are done here."""
    return force if amount > few or not force.is_own else Workforce(1)


def parser(force: Workforce, amount: int) -> Callable[[Path, Settings, Paths], Iterator[list[Parsed]]]:
    """Return a function that reads and parses batches of sources; `amount` is how many there are at most."""

    def parse(root: Path, settings: Settings, batches: Paths) -> Iterator[list[Parsed]]:
        waiting = iter(batches)
        first = next(waiting, None)
        if first is None:
            return
        from newsgen.reading.parser import read_batch

        crew = _crew(force, amount, FEW_SOURCES)
        if crew.is_own:
            yield from crew.each(read_batch, (root, settings), chain([first], waiting))
        else:
            yield from _parsed_elsewhere(root, settings, chain([first], waiting), crew)

    return parse


def _parsed_elsewhere(root: Path, settings: Settings, batches: Paths, crew: Workforce) -> Iterator[list[Parsed]]:
    """Parse sources by an executor that may be anywhere: their bytes travel there."""
    from newsgen.reading.parser import parse_batch

    known: dict[str, tuple[str, Hint]] = {}
    unread: list[Parsed] = []

    def read() -> Iterator[list[tuple[str, bytes]]]:
        for paths in batches:
            batch = []
            for path in paths:
                found = sources.read(root, path)
                if isinstance(found, Diagnostic):
                    unread.append(Parsed(path, None, (found,)))
                    continue
                known[path] = (of_bytes(found[0]), found[1])
                batch.append((path, found[0]))
            if batch:
                yield batch

    for results in crew.each(parse_batch, settings, read()):
        yield [Parsed(one.path, one.made, one.problems, *known.pop(one.path)) for one in results]
    yield unread


def make_all(
    stale: list[Output],
    stock: Stock,
    settings: Settings,
    theme: ThemeFiles,
    force: Workforce,
    staging: Staging | None = None,
    present: Container[str] = (),
) -> Iterator[Made]:
    """Make all outputs, in any order; `present` are the paths at which the site has files. `stale` is emptied."""
    if not stale:
        return
    from newsgen import renderer

    bench = Bench(renderer.pack(kit(settings, theme)), stock.root, staging)
    pictures = [one for one in stale if isinstance(one.maker, Pictured)]
    for rendered in developed(pictures, stock, lambda amount: _crew(force, amount, FEW_PICTURES)):
        yield _made(rendered, staging, is_there=rendered.path in present)
    waiting = [one for one in stale if not isinstance(one.maker, Pictured)]
    stale.clear()
    number = len(waiting)
    crew = _crew(force, number, FEW_OUTPUTS)
    done: list[Made] = []
    orders = _orders(waiting, stock, bench, present, done)
    if not crew.is_own:
        batches = _made_elsewhere(orders, bench, crew)
    elif number <= MOST_INHERITED:
        batches = crew.each_of(make_batch, bench, list(orders))
    else:
        batches = crew.each(make_batch, bench, orders)
    for batch in batches:
        for made in batch:
            if made.portions:
                stock.keep_portions(made.path, made.portions)
            yield made
        yield from done
        done.clear()
    yield from done


def make_batch(bench: Bench, orders: Sequence[Order]) -> list[Made]:
    """Make some outputs, in a process that sees the same disk as the one that builds."""
    from newsgen import renderer

    jobs = [_job(order, bench.root) for order in orders]
    rendered = iter(_done(bench.kit, [job for job in jobs if not isinstance(job, renderer.Rendered)]))
    results = [job if isinstance(job, renderer.Rendered) else next(rendered) for job in jobs]
    return [
        _made(result, bench.staging, is_there=order.is_there) for result, order in zip(results, orders, strict=True)
    ]


def _done(kit: PackedKit, jobs: Sequence[Job | Gathering]) -> list[Rendered]:
    """Render and gather."""
    from newsgen import renderer

    rendered = iter(renderer.render_batch(kit, [job for job in jobs if isinstance(job, renderer.Job)]))
    return [gather(job) if isinstance(job, Gathering) else next(rendered) for job in jobs]


def _made_elsewhere(orders: Iterable[Sequence[Order]], bench: Bench, crew: Workforce) -> Iterator[list[Made]]:
    """Make outputs by an executor that may be anywhere: texts travel there, and bytes come back."""
    from newsgen import renderer

    is_there: dict[str, bool] = {}
    failed: list[Made] = []

    def batches() -> Iterator[list[Job | Gathering]]:
        for batch in orders:
            is_there.update((order.output.path, order.is_there) for order in batch)
            found = [_job(order, bench.root) for order in batch]
            failed.extend(_made(one, None, is_there=False) for one in found if isinstance(one, renderer.Rendered))
            if jobs := [one for one in found if not isinstance(one, renderer.Rendered)]:
                yield jobs

    for results in crew.each(_done, bench.kit, batches()):
        yield [_made(result, bench.staging, is_there=is_there.pop(result.path)) for result in results]
    yield failed


def _orders(
    waiting: list[Output], stock: Stock, bench: Bench, present: Container[str], done: list[Made]
) -> Iterator[list[Order]]:
    """Yield batches of orders, and empty the list; what is only copied is made here and goes to `done`.

    What is gathered takes long: it comes first, and each by itself.
    """
    gathered = [output for output in waiting if is_gathered(output)]
    nearby = sorted(
        [output for output in waiting if not is_gathered(output)], key=lambda output: output.path, reverse=True
    )
    waiting.clear()
    for output in gathered:
        portions = stock.portions(output)
        digests = tuple([stock.digest(story.source) for story in unkept(output, portions)])
        yield [Order(output, digests, portions, output.path in present)]
    while nearby:
        orders = []
        for output in [nearby.pop() for _ in range(min(RENDER_BATCH, len(nearby)))]:  # neighbours show the same stories
            is_there = output.path in present
            if isinstance(output.maker, Copied):
                done.append(
                    _made(_copied(output.path, stock.file(output.maker.source)), bench.staging, is_there=is_there)
                )
                continue
            kept = tuple([stock.kept(text) for text in output.texts])
            texts = zip(output.texts, kept, strict=True)
            digests = tuple(["" if body is not None else stock.digest(text.story.source) for text, body in texts])
            orders.append(Order(output, digests, kept, is_there))
        if orders:
            yield orders


def _copied(path: str, data: bytes | Diagnostic) -> Rendered:
    from newsgen.renderer import Rendered

    return Rendered(path, None, (data,)) if isinstance(data, Diagnostic) else Rendered(path, data)


def _job(order: Order, root: Path) -> Job | Gathering | Rendered:
    """Read the texts that an output prints, or is gathered of, and that weren't kept."""
    from newsgen.renderer import Job, Rendered

    if is_gathered(order.output):
        stories: Iterable[Article | Page] = unkept(order.output, order.kept)
    else:
        stories = [printed.story for printed in order.output.texts]
    pieces: list[tuple[str, ...]] = []
    for story, digest in zip(stories, order.digests, strict=True):
        text = sources.text(root, story.source, digest) if digest else ""
        if isinstance(text, Diagnostic):
            return Rendered(order.output.path, None, (text,))
        pieces.append(tuple([text[piece.start : piece.end] for piece in story.body.slices] if digest else ()))
    make = Gathering if is_gathered(order.output) else Job
    return make(order.output, tuple(pieces), order.kept)


def _made(rendered: Rendered, staging: Staging | None, *, is_there: bool) -> Made:
    """Stage what was rendered, unless the site has it already."""
    path, data = rendered.path, rendered.data
    if data is None:
        return Made(path, "", 0, None, rendered.problems, rendered.bodies)
    digest = of_bytes(data)
    staged = None
    if staging and not (is_there and staging.is_published(path, digest)):
        staged = staging.stage(path, data, digest)
    return Made(path, digest, len(data), staged, rendered.problems, rendered.bodies, rendered.portions)


def warm_parser() -> None:
    """Import the parsers, so that processes forked from this one need not."""
    from newsgen.formats import clipping
    from newsgen.reading import parser

    assert parser
    assert clipping


def warm_renderer(settings: Settings, theme: ThemeFiles) -> None:
    """Import the renderer and compile the theme, likewise."""
    from newsgen import renderer

    renderer.warm(renderer.pack(kit(settings, theme)))


def body_key(printed: PrintedText, settings: Settings) -> str:
    """Return what stands for a rendered text: the text, where its links lead, and everything that renders it."""
    return of_value((printed.text_digest, settings.html, toolchain.versions()))


def portion_key(portion: str, settings: Settings) -> str:
    """Return what stands for a portion of a gathered output; `portion` is its digest."""
    return of_value((portion, settings.html, toolchain.versions()))


def kit(settings: Settings, theme: ThemeFiles) -> Kit:
    """Return what all outputs of a site are rendered with."""
    from newsgen.renderer import Kit
    from newsgen.templating.theme import Theme

    masthead = settings.masthead
    digest = of_value((theme.digest, masthead.digest, settings.html, settings.base_path))
    made = Theme(theme.templates, theme.overridden, theme.hashed)
    return Kit(made, theme.words, masthead, settings.html, settings.base_path, settings.url_style, digest)
