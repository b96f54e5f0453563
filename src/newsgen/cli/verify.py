"""`newsgen verify`: hold a site against its manifest, file by file."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from newsgen.cli.opening import archive
from newsgen.cli.printer import clean
from newsgen.cli.progress import Progress, nothing
from newsgen.site.verify import NothingToHoldError, Verdict, verify_folder, verify_site

WRONG = 1


@click.command(
    "verify",
    help="Hold a site against its manifest, and name every file that is flipped, missing or extra: a folder, "
    "a published site by its address, or else the project's site/. At an address it can't see what is extra.",
)
@click.argument("site", metavar="[DIR|URL]", required=False)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing if every file is as it should be.")
def command(site: str | None, quiet: bool) -> int:
    """Verify, print, and exit with 1 unless every file is as it should be."""
    progress = nothing if quiet else Progress(time.time_ns())
    try:
        is_afar = site and site.startswith(("http://", "https://"))
        verdict = verify_site(site, progress) if site and is_afar else verify_folder(_folder(site), progress)
    except NothingToHoldError as problem:
        hint = "Set `manifest = true` under `[outputs]` and build."
        raise click.UsageError(f"{clean(str(problem))}. {hint}") from problem
    except OSError as problem:
        click.echo(f"newsgen: this can't be told: {clean(str(problem))}", err=True)
        return WRONG
    if not (quiet and verdict.is_whole):
        _tell(verdict, is_afar=bool(is_afar))
    return 0 if verdict.is_whole else WRONG


def _folder(site: str | None) -> Path:
    if site:
        folder = Path(os.path.normpath(Path.cwd() / site))
    else:
        folder = archive("name the folder or the address of a site") / "site"
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder {clean(site or 'site')}")
    return folder


def _tell(verdict: Verdict, *, is_afar: bool) -> None:
    for word, paths in (("flipped", verdict.flipped), ("missing", verdict.missing), ("extra", verdict.extra)):
        for path in paths:
            click.echo(f"{word:8} {clean(path)}")
    told = f"{verdict.files:,} files held against {clean(verdict.against)}"
    if verdict.is_whole:
        click.echo(f"{told}: all are as they should be.")
    else:
        numbers = (len(verdict.flipped), len(verdict.missing), len(verdict.extra))
        words = "{}: {:,} flipped, {:,} missing." if is_afar else "{}: {:,} flipped, {:,} missing, {:,} extra."
        click.echo(words.format(told, *numbers))
    if is_afar:
        click.echo("Files that are there and not listed can't be seen from outside.")
