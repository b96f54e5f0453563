"""`newsgen register`: keep a list of the addresses that must not vanish."""

from __future__ import annotations

import click

from newsgen.building.register import register
from newsgen.cli.clock import moment
from newsgen.cli.opening import REFUSED, archive
from newsgen.cli.printer import clean, show
from newsgen.news.diagnostics import Level
from newsgen.news.register import REGISTER
from newsgen.reading.project import SETTINGS


@click.command(
    "register",
    help=f"Write the addresses of all public stories into {REGISTER}; a check finds those that would vanish.",
)
@click.option("--release", "released", metavar="URL", multiple=True, help="Take an address out: it may vanish.")
@click.option("--now", metavar="INSTANT", help="What is public at this moment (2026-11-22T09:00:00Z), not the clock's.")
def command(released: tuple[str, ...], now: str | None) -> int:
    """Bring the register up to date, and say what was done."""
    root = archive()
    done = register(root, root / SETTINGS, moment(now), released)
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
