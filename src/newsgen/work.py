"""The seam to other processes: parsing and rendering in batches, here or by an executor.

What crosses is plain and picklable, and results may come back in any order: the same bytes come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from newsgen.news.diagnostics import Diagnostic
from newsgen.news.fingerprint import of_value
from newsgen.news.output import Copied, Output
from newsgen.news.settings import Settings
from newsgen.project import ThemeFiles
from newsgen.records import Parsed

if TYPE_CHECKING:
    from newsgen.renderer import Job, Kit, Rendered

RENDER_BATCH = 100


class SourceReader(Protocol):
    """Gives the text of a story and the bytes of a file, or says why not."""

    def text(self, path: str) -> str | Diagnostic:
        """Return the text of a source."""

    def file(self, source: str) -> bytes | Diagnostic:
        """Return the bytes of a file that is copied."""


def parse_all(settings: Settings, batches: Iterable[Sequence[tuple[str, bytes]]]) -> Iterator[list[Parsed]]:
    """Parse all batches; nothing of the parsers is imported before there is one."""
    for batch in batches:
        from newsgen.parser import parse_batch  # a build that reads nothing new needs no parser

        yield parse_batch(settings, batch)


def render_all(
    stale: Sequence[Output], read: SourceReader, settings: Settings, theme: ThemeFiles
) -> Iterator[Rendered]:
    """Render all outputs; nothing of the renderer is imported before there is one."""
    if not stale:
        return
    from newsgen import renderer  # a build that changes nothing needs no renderer

    kit = _kit(settings, theme)
    for start in range(0, len(stale), RENDER_BATCH):
        jobs: list[Job] = []
        for output in stale[start : start + RENDER_BATCH]:
            job = _job(output, read)
            if isinstance(job, renderer.Job):
                jobs.append(job)
            else:
                yield job
        yield from renderer.render_batch(kit, jobs)


def _job(output: Output, read: SourceReader) -> Job | Rendered:
    """Put together what rendering an output takes; a copied file is done at once."""
    from newsgen.renderer import Job, Rendered

    if isinstance(output.maker, Copied):
        data = read.file(output.maker.source)
        return Rendered(output.path, None, (data,)) if isinstance(data, Diagnostic) else Rendered(output.path, data)
    pieces = []
    for printed in output.texts:
        text = read.text(printed.story.source)
        if isinstance(text, Diagnostic):
            return Rendered(output.path, None, (text,))
        pieces.append(tuple(text[piece.start : piece.end] for piece in printed.story.body.slices))
    return Job(output, tuple(pieces))


def _kit(settings: Settings, theme: ThemeFiles) -> Kit:
    from newsgen.renderer import Kit
    from newsgen.theme import Theme

    masthead = settings.masthead
    digest = of_value((theme.digest, masthead.digest, settings.html, settings.base_path))
    made = Theme(theme.templates, theme.overridden)
    return Kit(made, theme.words, masthead, settings.html, settings.base_path, digest)
