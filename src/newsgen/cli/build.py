"""`newsgen build`: build the site, and say what was done and what is not on it."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from newsgen.builder import build
from newsgen.building.changes import written
from newsgen.building.job_summary import markdown
from newsgen.building.request import Report, Request
from newsgen.cli.clock import moment
from newsgen.cli.opening import REFUSED, archive
from newsgen.cli.printer import clean, show
from newsgen.cli.progress import Progress, nothing
from newsgen.news.diagnostics import Level
from newsgen.reading.project import SETTINGS, SOURCES
from newsgen.workers.workforce import cores

OMITTED, BUSY = 3, 4
MOST_NAMED = 20


@click.command("build", help="Build the site: read articles/, write what changed to site/.")
@click.option("--now", metavar="INSTANT", help="Build as of this moment (2026-11-22T09:00:00Z), not the clock's.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Write here instead of to site/.")
@click.option(
    "--config", metavar="FILE", type=click.Path(path_type=Path), help="Read this settings file, not newsgen.toml."
)
@click.option("--base-url", metavar="URL", help="The site's address, in place of the one in the settings.")
@click.option("--keep-going", is_flag=True, help="Publish without stories that have errors; exit with 3.")
@click.option("--drop", is_flag=True, help="With --keep-going: take away pages of stories that have errors now.")
@click.option("--rehash", is_flag=True, help="Trust no file times: read every source and every page.")
@click.option(
    "--prove", is_flag=True, help="Hold the site against a clean build made in memory; exit with 1 if they differ."
)
@click.option("--wait", is_flag=True, help="If another build is running, wait until it has ended.")
@click.option(
    "--jobs", "-j", metavar="N", type=click.IntRange(1, 256), help="Worker processes (default: one for each core)."
)
@click.option(
    "--executor",
    metavar="MODULE:FUNCTION",
    default="",
    help="Work by the concurrent.futures.Executor that this returns.",
)
@click.option(
    "--changes",
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help="Write down which files were added, changed and removed, with their addresses and why.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but warnings and errors.")
@click.option("--verbose", "-v", is_flag=True, help="Also name each file that was added, changed or removed, and why.")
@click.option(
    "--summary",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Add what was published, and what not by reason and number, to a file, as Markdown.",
)
@click.option("--list-hidden", is_flag=True, help="Name the stories that are not published, not only their number.")
def command(
    now: str | None,
    output: Path | None,
    config: Path | None,
    base_url: str | None,
    keep_going: bool,
    drop: bool,
    rehash: bool,
    prove: bool,
    wait: bool,
    jobs: int | None,
    executor: str,
    changes: Path | None,
    summary: Path | None,
    quiet: bool,
    verbose: bool,
    list_hidden: bool,
) -> int:
    """Read the arguments and the clock, build, and print (long: one line for each option)."""
    started = time.time_ns()
    as_of = moment(now, started)
    if drop and not keep_going:
        raise click.UsageError("--drop goes with --keep-going")
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose don't go together")
    settings = (config if config.is_absolute() else Path.cwd() / config) if config else None
    if settings and not settings.is_file():
        raise click.UsageError(f"there is no settings file {config}")
    root = settings.parent if settings else archive()
    if now and output is None and as_of.timestamp() > started / 1e9 + 60:
        raise click.UsageError("a build of the future needs a folder of its own: add --output DIR")
    if executor:
        sys.path.insert(0, str(root))  # a module beside newsgen.toml is found, as the programs of a folder find theirs
    target = (Path.cwd() / output) if output else root / "site"
    request = Request(
        root=root,
        settings=settings or root / SETTINGS,
        output=Path(os.path.normpath(target)),
        shown=str(output) if output else os.path.relpath(target),
        as_of=as_of,
        started=started,
        base_url=base_url,
        keep_going=keep_going,
        drop=drop,
        rehash=rehash,
        prove=prove,
        has_changes=bool(changes or summary or verbose),
        wait=wait,
        jobs=jobs or cores(),
        executor=executor,
        progress=nothing if quiet else Progress(started),
    )
    place = _place_of_changes(changes, request) if changes else None
    page = _place_beside(summary, request, "--summary") if summary else None
    report = build(request)
    show(one for one in report.diagnostics if not (quiet and one.level is Level.NOTE))
    _write_beside(report, page, place, as_of)
    if verbose:
        _tell_changes(report)
    if not quiet or report.refused:
        _summary(report, request, names=list_hidden or sys.stdout.isatty())
    if report.busy:
        return BUSY
    if report.refused:
        return REFUSED
    if any(problem.level is Level.ERROR and problem.code == "prove" for problem in report.diagnostics):
        return REFUSED
    return OMITTED if report.left_out else 0


def _write_beside(report: Report, page: Path | None, changes: Path | None, as_of: datetime) -> None:
    """Write what was asked for beside the site: a page of what was done, and what changed."""
    if page:
        with page.open("a", encoding="utf-8") as file:
            file.write(markdown(report))
    if changes and not report.refused and not report.busy:
        changes.write_bytes(written(report.changes, f"{as_of:%Y-%m-%dT%H:%M:%SZ}"))


def _place_of_changes(given: Path, request: Request) -> Path:
    """Return where the changes go, a file that isn't there: what an earlier build wrote must not be taken for ours."""
    place = _place_beside(given, request, "--changes")
    if place.suffix != ".json":
        raise click.UsageError("--changes writes to a file that ends in .json")
    place.unlink(missing_ok=True)
    return place


def _place_beside(given: Path, request: Request, option: str) -> Path:
    """Return where a file goes that is no part of the project; refuse other places."""
    place = Path(os.path.normpath(Path.cwd() / given))
    own = [request.root / name for name in (*SOURCES, ".newsgen")]
    if any(place.is_relative_to(folder) for folder in (*own, request.output)):
        raise click.UsageError(f"{option} writes to a file outside the site and its sources")
    if not place.parent.is_dir() or place.is_dir():
        raise click.UsageError(f"{option} can't write to {clean(str(given))}: there is no such folder")
    return place


def _summary(report: Report, request: Request, *, names: bool) -> None:
    """Print what was done, in files, and what is not published."""
    if report.refused or report.busy:
        errors = sum(d.level is Level.ERROR for d in dict.fromkeys(report.diagnostics))
        if not report.busy:
            left = "partly new" if report.is_unfinished else "as it was"
            print(f"Refused: {_counted(errors, 'error')}. {request.shown} is {left}.", file=sys.stderr)
        return
    if not report.has_address:
        print("No base_url is set, so there is no feed, no sitemap and no canonical address.")
    print(
        f"{_counted(report.stories, 'story', 'stories')} in {request.shown}: "
        f"{report.rendered:,} rendered, {report.written:,} written, {report.removed:,} removed, {report.kept:,} kept."
    )
    if report.unreviewed:
        print(f"{_counted(report.unreviewed, 'clipping has', 'clippings have')} not been reviewed by anybody.")
    if report.mended:
        print(f"Mended, because they were not as newsgen left them: {_listed(report.mended)}.")
    _not_published(report, names=names)


def _tell_changes(report: Report) -> None:
    """Print each file that isn't what it was, and why."""
    found = report.changes
    for what, changes in (("added", found.added), ("changed", found.changed), ("removed", found.removed)):
        for change in changes:
            print(f"{what} {clean(change.path)}: {clean('; '.join(change.reasons))}")


def _not_published(report: Report, *, names: bool) -> None:
    if report.left_out:
        print(f"Left out, because of errors: {_listed(report.left_out)}.")
    if not report.hidden:
        return
    by_reason = Counter(str(story.reason) for story in report.hidden)
    counts = ", ".join(f"{number:,} {reason}" for reason, number in sorted(by_reason.items()))
    print(f"Not published: {counts}.")
    if names:
        for story in report.hidden:
            print(f"  {clean(story.source)} ({story.reason})")


def _listed(paths: Sequence[str]) -> str:
    """Return some paths in words, and how many more there are."""
    shown = ", ".join(clean(path) for path in paths[:MOST_NAMED])
    return shown + (f" and {len(paths) - MOST_NAMED:,} more" if len(paths) > MOST_NAMED else "")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
