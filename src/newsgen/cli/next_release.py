"""`newsgen next-release`: print the next instant at which time alone changes the site, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from newsgen.building.looking import look
from newsgen.cli.clock import moment
from newsgen.cli.opening import REFUSED, archive, settings_of
from newsgen.cli.printer import show
from newsgen.memory.brief import Brief
from newsgen.memory.remembered import remembered, state_path
from newsgen.memory.state import readable
from newsgen.news.diagnostics import Level


@click.command(
    "next-release",
    help="Print when the next story appears or goes by itself, as 2026-12-01T06:00:00Z; nothing if none does.",
)
@click.option(
    "--now", metavar="INSTANT", help="The next one after this moment (2026-11-22T09:00:00Z), not the clock's."
)
@click.option(
    "--due", is_flag=True, help="Print the one since the last build instead: if there is none, none is needed."
)
def command(now: str | None, due: bool) -> int:
    """Read the stories as a build would, and print one line for a machine; what else there is to say goes to stderr."""
    root = archive()
    settings, _ = settings_of(root)
    as_of = moment(now)
    if due:
        with readable(state_path(root, root / "site")) as book:
            _print_due(remembered(book, settings)[0], as_of)
        return 0
    found = look(root, settings, as_of)
    errors = [problem for problem in found.diagnostics if problem.level is Level.ERROR]
    if errors:
        show(errors)
        return REFUSED
    if found.next_change:
        click.echo(f"{found.next_change:%Y-%m-%dT%H:%M:%SZ}")
    return 0


def _print_due(brief: Brief, as_of: datetime) -> None:
    """Print since when a build is due by what the last one knew; now, if nothing is known of one."""
    since = as_of.timestamp() if not brief.made else brief.until
    if since is not None and since <= as_of.timestamp():
        click.echo(f"{datetime.fromtimestamp(since, UTC):%Y-%m-%dT%H:%M:%SZ}")
