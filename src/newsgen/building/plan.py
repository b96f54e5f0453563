"""The plan as a whole: files that are copied as they are, addresses that clash, stories that are taken out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from newsgen import outputs
from newsgen.building.materials import Materials
from newsgen.loader import Loaded, located
from newsgen.memory.brief import Brief
from newsgen.memory.ledger import Entry, mark_of
from newsgen.news.archive import shelve
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.output import Copied, Output, Templated
from newsgen.news.settings import Settings
from newsgen.reading.project import ThemeFiles, digest_file
from newsgen.reading.sources import Found, hint_of
from newsgen.site.compare import address_key


def copied_outputs(
    root: Path, theme: ThemeFiles, statics: Iterable[Found], brief: Brief, materials: Materials, *, rehash: bool
) -> Iterator[Output]:
    """Yield the theme's own files, at `/static/`, and the project's `static/`, at the top; note where they lie.

    What templates name by its digest lies there by both names. The table of headers comes last, for it says which of
    them may be kept for ever.
    """
    places = [(f"theme/{name}", name, place) for name, place in theme.assets.items()]
    places += [(file.path, file.path.removeprefix("static/"), root / file.path) for file in statics]
    named: dict[str, tuple[str, str, Path]] = {}
    for source, path, place in places:
        if path in theme.hashed:
            named.setdefault(path, (source, theme.hashed[path], place))
    places += named.values()
    for source, path, place in places:
        known = brief.files.get(source)
        hint = hint_of(place.stat())
        is_fresh = known and known.hint == hint and max(hint.mtime, hint.ctime) < brief.started
        record = known if known and is_fresh and not rehash else digest_file(place)
        materials.copied[source] = (place, record)
        yield Output(path, Copied(source, record.digest), None, source)
    yield from outputs.about_copied((path for _, path, _ in places), materials.settings)


def clashes(planned: Iterable[Output]) -> Iterator[tuple[Output, Output]]:
    """Find pairs of outputs with one address, also when they differ only in case or Unicode form, or when one is a
    folder of another."""
    taken: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    for output in planned:
        key = address_key(output.path)
        other = taken.setdefault(key, output)
        if other is not output:
            yield _in_order(other, output)
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    for key in sorted(taken.keys() & folders.keys()):
        yield _in_order(folders[key], taken[key])


def _in_order(first: Output, second: Output) -> tuple[Output, Output]:
    """Put the one second that an editor can do something about."""
    return (first, second) if second.origin.startswith(("articles/", "pages/", "static/")) else (second, first)


def collisions(root: Path, planned: Iterable[Output]) -> Iterator[Diagnostic]:
    """Say which outputs would have one address."""
    for first, second in clashes(planned):
        yield _collision(root, first, second)


def new_in_clashes(planned: Iterable[Output], shown: Collection[str]) -> set[str]:
    """Return the stories that clash with others and aren't on the site yet; none at all where that wouldn't end it.

    `shown` are the marks of those that are.
    """
    found: set[str] = set()
    for pair in clashes(planned):
        stories = {output.origin for output in pair if output.origin.startswith("articles/")}
        new = {source for source in stories if mark_of(source) not in shown}
        if not new:
            return set()
        found |= new
    return found


def lost(gone: Iterable[Entry], loaded: Loaded, left_out: Collection[str]) -> bool:
    """Tell whether a story's page would go whose file is gone: one that is left out may be that story, renamed."""
    hidden = (story.source for story in loaded.hidden)
    sources = {mark_of(source) for source in (*loaded.records, *hidden, *loaded.broken, *left_out)}
    return any(entry.mark and entry.mark not in sources for entry in gone)


def _collision(root: Path, first: Output, second: Output) -> Diagnostic:
    message = f"{_name(second)} and {_name(first)} would both be /{second.path.removesuffix('index.html')}"
    if isinstance(second.maker, Copied):
        hint = "Rename one of the two files."
        if isinstance(first.maker, Copied) and first.maker.source.startswith("theme/"):
            ours = f"templates/{first.path}"
            hint = f"To change the theme's, edit {ours}, and take this file away."
            if not (root / ours).exists():
                hint = f"Move it to {ours}: there it takes the place of the theme's. Or rename it."
        problem = error("address-shared", Span(second.origin), message, hint)
        return located(root, problem, second.maker.source.rpartition("/")[2])
    is_old = second.maker == Templated("redirect.html")
    hint = "Take this old address away." if is_old else "Give one of them another `slug`."
    problem = error("address-shared", Span(second.origin), message, hint)
    if second.origin.startswith(("articles/", "pages/")):
        words = ("aliases:",) if is_old else ("slug:", "aliases:", "headline:")
        return located(root, problem, *words)
    return problem


def _name(output: Output) -> str:
    """Return what a message calls an output: the file that it is a copy of, else what it was made of."""
    return output.maker.source if isinstance(output.maker, Copied) else output.origin


def without(loaded: Loaded, broken: Iterable[str], settings: Settings) -> Loaded:
    """Return what was loaded less some sources, shelved again."""
    gone = set(broken)
    records = {path: record for path, record in loaded.records.items() if path not in gone}
    hints = {path: loaded.hints[path] for path in records}
    made = loaded.archive
    articles = [article for article in made.stories_with_pages if article.source not in gone]
    pages = (*made.pages, *made.portraits)
    archive = replace(shelve(articles, pages, made.files, settings, made.facts), news=made.news - gone)
    return replace(loaded, records=records, hints=hints, archive=archive, broken=tuple(sorted({*loaded.broken, *gone})))
