"""Files that are made of others' bytes, and so after them: their compressed twins, and the manifest of all.

They are in no plan, for what they hold is known only when the others are made. Where they go is known before, so that
clashes and obstacles are found in time. A twin is made anew only if its file changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from newsgen.memory.brief import Brief
from newsgen.news import manifest
from newsgen.news.compression import SUFFIX, VERSION, compressed, is_text
from newsgen.news.fingerprint import of_bytes, of_text
from newsgen.news.manifest import Listed
from newsgen.news.output import Derived, Output, Told
from newsgen.news.settings import Settings
from newsgen.reading.sources import Hint
from newsgen.site.compare import Compared, has_clash
from newsgen.site.staging import Staged, told
from newsgen.site.writer import Site

_AT_ONCE = 64
"""So many texts are compressed at a time: more would only fill the memory."""


def derived_outputs(paths: Collection[str], settings: Settings) -> list[Output]:
    """Return the files that will be made of the files at these paths."""
    made = [Output(f"{path}{SUFFIX}", Derived("compressed"), None, path) for path in _texts(paths, settings)]
    if "manifest" in settings.outputs:
        files = [*paths, *(output.path for output in made)]
        made += [Output(path, Derived("manifest"), None, "the manifest") for path in manifest.paths(files)]
    return made


def derived_paths(paths: Collection[str], settings: Settings) -> set[str]:
    """Return those of a site's files that are made of others."""
    made = {f"{path}{SUFFIX}" for path in _texts(paths, settings)}
    if "manifest" in settings.outputs:
        made |= {*manifest.paths(path for path in paths if not path.startswith(manifest.FOLDER))}
    return made


def _texts(paths: Iterable[str], settings: Settings) -> Iterator[str]:
    """Yield the files that have a twin; the manifest has none, for it names them all."""
    if "compressed" in settings.outputs:
        own = manifest.ROOT, manifest.FOLDER
        yield from (path for path in paths if is_text(path) and not path.startswith(own))


def clash(made: Sequence[Output], paths: Iterable[str]) -> bool:
    """Tell whether one of the files to be made has the address of another, or of another's folder."""
    return bool(made) and has_clash([*paths, *(output.path for output in made)])


def derived_digests(files: Iterable[Listed], settings: Settings, read: Callable[[str], bytes]) -> dict[str, str]:
    """Return the SHA-256 of all files that are made of others, by path; `read` gives the bytes of a file."""
    known = {file.path: file for file in files}
    twins = {}
    for path in _texts(list(known), settings):
        data = compressed(read(path))
        twins[f"{path}{SUFFIX}"] = Listed(f"{path}{SUFFIX}", len(data), of_bytes(data))
    digests = {path: file.digest for path, file in twins.items()}
    if "manifest" in settings.outputs:
        texts = manifest.texts([*known.values(), *twins.values()])
        digests |= {path: of_bytes(data) for path, data in texts.items()}
    return digests


def stage_derived(planned: Compared, staged: list[Staged], site: Site, settings: Settings, brief: Brief) -> None:
    """Make the files that are made of others, and stage those that differ from the site."""
    if "compressed" in settings.outputs:
        _stage_twins(planned, staged, site, settings, brief)
    if "manifest" in settings.outputs:
        for path, data in manifest.texts(_held(planned, staged, site)).items():
            planned.prints[path] = of_bytes(data)
            _stage(path, data, staged, site)


def _stage(path: str, data: bytes, staged: list[Staged], site: Site) -> None:
    digest = of_bytes(data)
    entry = site.entries.get(path)
    if entry is None or site.digest(path) != digest:
        staged.append(site.staging.stage(path, data, digest))
    elif entry.digest != digest:
        site.entries[path] = replace(entry, digest=digest)


def _stage_twins(planned: Compared, staged: list[Staged], site: Site, settings: Settings, brief: Brief) -> None:
    """Compress what changed; what was compressed before stays, if it is intact."""
    fresh = {file.path: file for file in staged}
    files = {file.path: file for file in _held(planned, staged, site)}
    stale = []
    for path in _texts(list(files), settings):
        twin = f"{path}{SUFFIX}"
        planned.prints[twin] = of_text(f"{VERSION} {files[path].digest}")
        hint = _kept(twin, planned.prints[twin], site, brief)
        if hint:
            planned.hints[twin] = hint
        else:
            stale.append(path)

    def twin_of(path: str) -> tuple[str, bytes]:
        place = fresh[path].temporary if path in fresh else path
        with told(f"{site.shown}/{path}"):
            return f"{path}{SUFFIX}", compressed((site.folder / place).read_bytes())

    from concurrent.futures import ThreadPoolExecutor  # a build without twins needs none

    waiting = iter(stale)
    with ThreadPoolExecutor(os.cpu_count()) as crew:  # zlib works outside of Python's lock
        while batch := list(islice(waiting, _AT_ONCE)):
            for twin, data in crew.map(twin_of, batch):
                _stage(twin, data, staged, site)


def _kept(path: str, fingerprint: str, site: Site, brief: Brief) -> Hint | None:
    """Return the hint of a file that was made of the same, and that nobody touched since."""
    made, entry, hint = brief.made.get(path), site.entries.get(path), site.hint(path)
    if made is None or entry is None or made.fingerprint != fingerprint or made.digest != entry.digest:
        return None
    is_trusted = hint == made.hint and not site.was_interrupted
    return hint if is_trusted or site.digest(path) == entry.digest else None


def _held(planned: Compared, staged: Iterable[Staged], site: Site) -> Iterator[Listed]:
    """Yield every file of the site as it will be."""
    fresh = {file.path: file for file in staged}
    for path in planned.prints:
        if file := fresh.get(path):
            yield Listed(path, file.size, file.digest)
        elif hint := planned.hints.get(path) or site.hint(path):
            yield Listed(path, hint.size, site.entries[path].digest)


def derived_told(paths: Iterable[str], staged: Iterable[Staged], settings: Settings) -> Iterator[tuple[str, Told]]:
    """Yield what `newsgen why` says of these files; of twins only if they are new."""
    fresh = {file.path for file in staged}
    plain = [path for path in paths if not path.endswith(SUFFIX)]
    for output in derived_outputs(plain, settings):
        if output.maker == Derived("manifest"):
            yield output.path, ([("files", "all other files of the site", "")], ["another file changed"])
        elif output.path in fresh:
            yield output.path, ([("file", output.origin, "")], ["its file changed"])
