"""`newsgen check`: say what is wrong, or will be, and mend what can be mended."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from newsgen import __version__
from newsgen.checking.amend import amend
from newsgen.checking.check import Checked, about, check, gone
from newsgen.checking.explaining import summaries
from newsgen.cli.clock import moment
from newsgen.cli.opening import archive
from newsgen.cli.printer import clean, show
from newsgen.cli.progress import Progress, nothing
from newsgen.news.checking import Amendment, Mend, Refence, Spelling
from newsgen.news.diagnostics import Diagnostic, Level
from newsgen.news.hosts import HOSTS
from newsgen.news.problem_formats import as_github, as_json, as_sarif, worst_first
from newsgen.reading.project import SETTINGS, read_settings
from newsgen.workers.workforce import cores

WRONG = 1
FORMATS = ("text", "json", "github", "sarif")


@click.command(
    "check",
    help="Say what is wrong with the archive, or will be at a release. PATHS narrow it down. The site is let alone, and"
    " so are the stories without --fix.",
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", help="How to say it; text by default.")
@click.option("--fix", is_flag=True, help="Mend in the stories' front matter what can be mended without asking.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but warnings and errors.")
@click.option(
    "--verbose", "-v", is_flag=True, help="Also say what was read, what isn't public, and what messages mean."
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--urls", is_flag=True, help="Also find registered addresses that would vanish, see `newsgen register`.")
@click.option("--host", type=click.Choice(tuple(HOSTS)), help="Also find what is more than this host takes.")
@click.option("--links", is_flag=True, help="Also ask whether links to other sites still lead somewhere.")
@click.option("--now", metavar="INSTANT", help="Check as of this moment (2026-11-22T09:00:00Z), not the clock's.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder of the site, if not site/.")
def command(
    paths: tuple[str, ...],
    shape: str,
    fix: bool,
    quiet: bool,
    verbose: bool,
    strict: bool,
    urls: bool,
    links: bool,
    host: str | None,
    now: str | None,
    output: Path | None,
) -> int:
    """Check, mend if that is asked for, and print; errors make it exit with 1 (long: one line for each option)."""
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose don't go together")
    root = archive()
    meant = tuple(_inside(path, root) for path in paths)
    folder = Path(os.path.normpath((Path.cwd() / output) if output else root / "site"))
    as_of = moment(now)

    progress = nothing if quiet else Progress(time.time_ns())

    def look() -> Checked:
        found = check(root, root / SETTINGS, folder, as_of, cores(), progress, has_urls=urls, host=host)
        more = tuple(gone(root, found, as_of, progress)) if links else ()
        return about(replace(found, problems=(*found.problems, *more)), meant)

    found = look()
    refused: dict[str, Diagnostic] = {}
    for _ in range(4 if fix else 0):  # fields that can be read at last can be mended, and the story pinned then
        if mends := [mend for mend in found.mends if mend.path not in refused]:
            refused |= _mended(root, mends, is_told=shape == "text" and not quiet)
            found = look()
    found = replace(found, problems=(*found.problems, *refused.values()))
    problems = worst_first(one for one in found.problems if not (quiet and one.level is Level.NOTE))
    errors = sum(problem.level is Level.ERROR for problem in problems)
    warnings = sum(problem.level is Level.WARNING for problem in problems)
    _say(problems, shape, root)
    if verbose:
        _tell_more(found, problems)
    if shape in ("text", "github") and not quiet:
        click.echo(f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}.")
    return WRONG if errors or (strict and warnings) else 0


def _say(problems: list[Diagnostic], shape: str, root: Path) -> None:
    match shape:
        case "json":
            click.echo(as_json(sorted(problems, key=Diagnostic.sort_key)))
        case "github":
            for line in as_github(problems, _prefix(root)):
                click.echo(line)
        case "sarif":
            click.echo(as_sarif(problems, __version__, summaries(), _prefix(root)))
        case _:
            show(problems)


def _tell_more(found: Checked, problems: list[Diagnostic]) -> None:
    """Print what was read, which stories aren't public and why, and what each message means."""
    counts, meanings = Counter(problem.code for problem in problems), dict(summaries())
    for code in sorted(counts):
        click.echo(f"{code}, {_counted(counts[code], 'time')}: {meanings.get(code, '')}", err=True)
    if found.loaded:
        for story in found.loaded.hidden:
            click.echo(f"not public: {clean(story.source)} ({story.reason})", err=True)
        read = found.loaded.parsed
        click.echo(f"{_counted(found.files, 'file')} looked at, {read:,} read; the others were in order.", err=True)


def _prefix(root: Path) -> str:
    """Return the way from the repository's folder to the project's, where it has one: `paper/`."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else f"{root.relative_to(top).as_posix()}/"


def _mended(root: Path, mends: Sequence[Amendment], *, is_told: bool) -> dict[str, Diagnostic]:
    """Mend what can be mended, say so, and return why the other sources couldn't be."""
    settings, _ = read_settings(root / SETTINGS, SETTINGS, None)
    refused = {}
    for mend in mends:
        problem = amend(root, settings, mend)
        if problem:
            refused[mend.path] = problem
        elif is_told:
            click.echo(f"{clean(mend.path)}: {clean(_what(mend))}")
    return refused


def _what(mend: Amendment) -> str:
    if isinstance(mend, Spelling):
        return "mended, " + ", ".join(f"line {span.line} says {word}" for span, word in sorted(mend.places))
    if isinstance(mend, Refence):
        return "mended, its fields stand between two `---`"
    if isinstance(mend, Mend):
        return f"mended, `{mend.field}` holds {', '.join(mend.items)}"
    return f"pinned, {', '.join(f'{name}: {value}' for name, value in mend.fields)}"


def _inside(path: str, root: Path) -> str:
    """Return a path as it is from the project's folder; it must be there."""
    full = Path(os.path.normpath(Path.cwd() / path))
    if not full.is_relative_to(root) or not full.exists():
        raise click.UsageError(f"there is no {clean(path)} in this archive")
    return "" if full == root else full.relative_to(root).as_posix()


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
