"""Counts a site that is planned and perhaps not built yet, for the limits of its host.

Files, folders and rules are known before anything is made. Of sizes those of copied files are, and those of the last
build; a page that was never made counts as a small one. So what is said to be too much is too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsgen.memory.brief import Brief
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.hosts import over
from newsgen.news.output import Copied, Output
from newsgen.news.settings import Settings
from newsgen.outputs.redirects import RedirectTableView, serialise
from newsgen.reading.project import ThemeFiles
from newsgen.site.derived import derived_outputs

SMALLEST = 500
"""Bytes that a page surely has."""


def too_much(
    host: str | None, planned: Iterable[Output], root: Path, settings: Settings, theme: ThemeFiles, brief: Brief
) -> Iterator[Diagnostic]:
    """Say in what a planned site is more than a host takes, and than those of its targets."""
    hosts = dict.fromkeys(each for each in (host, *(target.host for target in settings.targets)) if each)
    if not hosts:
        return
    outputs = list(planned)
    outputs += derived_outputs([output.path for output in outputs], settings)
    sizes = {output.path: _size(output, root, theme, brief) for output in outputs}
    table = "".join(_table(output, root) for output in outputs if output.path == "_redirects")
    for each in hosts:
        yield from over(each, sizes, table)


def _table(output: Output, root: Path) -> str:
    """Return the text of the redirects: newsgen's own, or the project's."""
    if isinstance(output.view, RedirectTableView):
        return serialise(output.view).decode()
    assert isinstance(output.maker, Copied)
    return (root / output.maker.source).read_text("utf-8", "replace")


def _size(output: Output, root: Path, theme: ThemeFiles, brief: Brief) -> int:
    maker = output.maker
    if isinstance(maker, Copied):
        kind, _, name = maker.source.partition("/")
        place = theme.assets[name] if kind == "theme" and name in theme.assets else root / maker.source
        return place.stat().st_size if place.exists() else 0
    made = brief.made.get(output.path)
    return made.hint.size if made else SMALLEST
