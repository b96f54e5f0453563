"""`--prove`: holds a site against a clean build of the same sources, made in memory beside it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from newsgen import outputs
from newsgen.building import work
from newsgen.building.materials import Materials
from newsgen.building.plan import copied_outputs, without
from newsgen.loader import load, survey
from newsgen.memory.brief import Brief
from newsgen.memory.state import in_memory
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.manifest import Listed
from newsgen.news.settings import Settings
from newsgen.reading.project import ThemeFiles
from newsgen.reading.records import Known
from newsgen.site.derived import derived_digests
from newsgen.site.writer import Site
from newsgen.workers.workforce import Workforce


def difference(
    root: Path, settings: Settings, theme: ThemeFiles, as_of: datetime, left_out: set[str], site: Site, force: Workforce
) -> Diagnostic | None:
    """Return the first file, in order of paths, in which a site differs from a clean build; None when it doesn't.

    `left_out` are the sources of stories that the build left out because of errors.
    """
    found = survey(root, settings)
    loaded = load(root, settings, as_of, found, Known(), work.parser(force, len(found.stories)))
    if left_out:
        loaded = without(loaded, left_out, settings)
    with in_memory() as book:
        materials = Materials(root, loaded, settings, book)
        planned = [*outputs.plan(loaded.archive, settings)]
        planned += copied_outputs(root, theme, found.statics, Brief(), materials, rehash=True)
        made = work.make_all(planned, materials, settings, theme, force)
        files = [Listed(result.path, result.size, result.digest) for result in made if result.digest]
    clean = {file.path: file.digest for file in files}
    with suppress(OSError):  # a file that is missing is told of then
        clean |= derived_digests(files, settings, lambda path: (site.folder / path).read_bytes())
    return _first(clean, {path: site.digest(path) for path in {*clean, *site.entries}}, site.shown)


def _first(clean: Mapping[str, str], present: Mapping[str, str | None], shown: str) -> Diagnostic | None:
    for path in sorted(present):
        if clean.get(path) == present[path]:
            continue
        what = "is missing" if present[path] is None else "is too many" if path not in clean else "differs"
        message = f"{shown}/{path} {what}, held against a clean build"
        hint = "This is a mistake in newsgen: please report it. The next build will make every page anew."
        return error("prove", Span(f"{shown}/{path}"), message, hint)
    return None
