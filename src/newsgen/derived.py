"""Files that are made of all the others' bytes, and so after them: the manifest.

They are in no plan, for what they hold is known only when the others are made. Where they go is known before, so that
clashes and obstacles are found in time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from newsgen.compare import Compared, has_clash
from newsgen.news import manifest
from newsgen.news.fingerprint import of_bytes
from newsgen.news.manifest import Listed
from newsgen.news.output import Derived, Output, Told
from newsgen.news.settings import Settings
from newsgen.staging import Staged
from newsgen.writer import Site


def derived_outputs(paths: Collection[str], settings: Settings) -> list[Output]:
    """Return the files that will be made of the files at these paths."""
    if "manifest" not in settings.outputs:
        return []
    return [Output(path, Derived("manifest"), None, "the manifest") for path in manifest.paths(paths)]


def clash(made: Sequence[Output], paths: Iterable[str]) -> bool:
    """Tell whether one of the files to be made has the address of another, or of another's folder."""
    return bool(made) and has_clash([*paths, *(output.path for output in made)])


def derived_texts(files: Iterable[Listed], settings: Settings) -> dict[str, bytes]:
    """Return the bytes of the files that are made of others, by path."""
    return manifest.texts(files) if "manifest" in settings.outputs else {}


def stage_derived(planned: Compared, staged: list[Staged], site: Site, settings: Settings) -> None:
    """Make the files that are made of others, and stage those that differ from the site."""
    for path, data in derived_texts(_held(planned, staged, site), settings).items():
        digest = of_bytes(data)
        planned.prints[path] = digest
        entry = site.entries.get(path)
        if entry is None or site.digest(path) != digest:
            staged.append(site.staging.stage(path, data, digest))
        elif entry.digest != digest:
            site.entries[path] = replace(entry, digest=digest)


def _held(planned: Compared, staged: Iterable[Staged], site: Site) -> Iterator[Listed]:
    """Yield every file of the site as it will be."""
    fresh = {file.path: file for file in staged}
    for path in planned.prints:
        if file := fresh.get(path):
            yield Listed(path, file.size, file.digest)
        elif hint := planned.hints.get(path) or site.hint(path):
            yield Listed(path, hint.size, site.entries[path].digest)


def derived_told(paths: Iterable[str], settings: Settings) -> Iterator[tuple[str, Told]]:
    """Yield what `newsgen why` says of these files."""
    for output in derived_outputs(list(paths), settings):
        yield output.path, ([("files", "all other files of the site", "")], ["another file changed"])
