"""`newsgen register`: keep a list of the addresses that must not vanish."""

from __future__ import annotations

from pathlib import Path

import click

from newsgen.cli.clock import moment
from newsgen.cli.printer import clean, show
from newsgen.news.diagnostics import Level
from newsgen.news.register import REGISTER
from newsgen.project import SETTINGS, find_root
from newsgen.register import register
from newsgen.workforce import cores

REFUSED = 1


@click.command(
    "register",
    help=f"Write the addresses of all public stories into {REGISTER}; a check finds those that would vanish.",
)
@click.option("--release", "released", metavar="URL", multiple=True, help="Take an address out: it may vanish.")
@click.option("--now", metavar="INSTANT", help="What is public at this moment (2026-11-22T09:00:00Z), not the clock's.")
def command(released: tuple[str, ...], now: str | None) -> int:
    """Bring the register up to date, and say what was done."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError("there is no archive here: no newsgen.toml and no articles/ folder")
    done = register(root, root / SETTINGS, moment(now), cores(), released)
    errors = [problem for problem in done.problems if problem.level is Level.ERROR]
    if errors:
        show(errors)
        return REFUSED
    for address in done.released:
        click.echo(f"Released: {clean(address)}")
    for address in done.unknown:
        click.echo(f"newsgen: {clean(address)} is not in {REGISTER}", err=True)
    click.echo(f"{done.added:,} added to {REGISTER}, which holds {done.number:,}.")
    return REFUSED if done.unknown else 0
