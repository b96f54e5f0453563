"""`newsgen publish`: send what changed to where readers see it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click

from newsgen.cli.clock import moment
from newsgen.cli.opening import REFUSED, archive, settings_of
from newsgen.cli.printer import clean, show
from newsgen.cli.progress import Progress, nothing
from newsgen.news.delivery import Delivery
from newsgen.news.diagnostics import Level, has_errors
from newsgen.news.register import REGISTER
from newsgen.news.targets import CURRENT
from newsgen.publishing.publish import Errand, chosen, publish

BUSY = 4


@click.command(
    "publish",
    help="Send what changed to TARGET: a name below [publish] in newsgen.toml, or folder:…, git:…, ssh://… or s3://…",
)
@click.argument("target", metavar="[TARGET]", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be sent and removed, file by file, and send nothing.")
@click.option("--take-over", is_flag=True, help="Replace files of others that stand where pages go.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder of the site, if not site/.")
@click.option(
    "--base-url", metavar="URL", help="The address that the site was built with, if it isn't in the settings."
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but warnings and errors.")
@click.option("--verbose", "-v", is_flag=True, help="Also name each file that was added, replaced or removed.")
@click.option("--wait", is_flag=True, help="If a build is running, wait until it has ended.")
def command(
    target: str | None,
    dry_run: bool,
    take_over: bool,
    output: Path | None,
    base_url: str | None,
    quiet: bool,
    verbose: bool,
    wait: bool,
) -> int:
    """Read the arguments and the clock, publish, and print."""
    if quiet and (verbose or dry_run):
        raise click.UsageError(f"--quiet and --{'verbose' if verbose else 'dry-run'} don't go together")
    root = archive()
    settings, said = settings_of(root, base_url)
    place = chosen(settings, target)
    if isinstance(place, str):
        raise click.UsageError(place)
    folder = Path(os.path.normpath(Path.cwd() / output)) if output else root / "site"
    errand = Errand(
        root=root,
        settings=settings,
        output=folder,
        shown=str(output) if output else os.path.relpath(folder),
        target=place,
        now=moment(None),
        is_rehearsal=dry_run,
        take_over=take_over,
        wait=wait,
        progress=nothing if quiet else Progress(time.time_ns()),
    )
    done = publish(errand)
    show(one for one in (*said, *done.problems) if not (quiet and one.level is Level.NOTE))
    if done.is_busy:
        return BUSY
    if has_errors(done.problems):
        return REFUSED
    if dry_run or verbose:
        _tell_files(done.found)
    if not quiet:
        _tell(place.name if place in settings.targets else place.to, done.found, is_rehearsal=dry_run)
    if place.kind == "folder" and not (quiet or dry_run):
        click.echo(f"A web server shows it from {clean(os.path.join(place.place, CURRENT))}.")
    if done.registered and not quiet:
        click.echo(f"{done.registered:,} added to {REGISTER}, the list of addresses that must not vanish.")
    return 0


def _tell_files(found: Delivery) -> None:
    for word, paths in (("add", found.added), ("replace", found.replaced), ("remove", found.removed)):
        sys.stdout.writelines(f"{word:8} {clean(path)}\n" for path in paths)


def _tell(name: str, found: Delivery, *, is_rehearsal: bool) -> None:
    numbers = (len(found.added), len(found.replaced), len(found.removed), found.kept)
    words = "to add, {:,} to replace, {:,} to remove, {:,} to keep. Nothing was sent."
    words = words if is_rehearsal else "added, {:,} replaced, {:,} removed, {:,} kept."
    click.echo(f"{clean(name)}: " + ("{:,} " + words).format(*numbers))
