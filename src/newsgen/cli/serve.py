"""`newsgen serve`: show the site as it is while it is written, in a browser on this machine."""

from __future__ import annotations

import gc
import signal
from collections import Counter

import click

from newsgen.cli.clock import moment
from newsgen.cli.opening import archive
from newsgen.cli.printer import clean, show
from newsgen.news.diagnostics import Diagnostic, Level
from newsgen.previewing.preview import Asked, Preview, previewed
from newsgen.previewing.server import PortError, opened, serve
from newsgen.reading.project import SETTINGS
from newsgen.workers.workforce import cores

PORT, HERE = 8000, "127.0.0.1"
MOST_NAMED = 5
NOT_HAD = 1

_MANY = 200_000
"""So many new objects are made before cycles are looked for: a large archive makes a hundred thousand for each save."""


@click.command("serve", help="Show the site in a browser while you write; nothing is published and nothing written.")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=PORT, help="Answer here (default: 8000).")
@click.option("--now", metavar="INSTANT", help="Show the site as it will be, or was, at this moment.")
@click.option("--drafts", is_flag=True, help="Show drafts too, each with a banner.")
@click.option("--open", "open_it", is_flag=True, help="Open the front page in your browser.")
@click.option("--base-url", metavar="URL", help="The site's address, in place of the one in the settings.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the address, warnings and errors.")
@click.option("--verbose", "-v", is_flag=True, help="Also print each address that a browser asks for.")
@click.option(
    "--host",
    metavar="ADDRESS",
    default=HERE,
    help="Answer at this address of the machine: with 0.0.0.0 the whole network can read what isn't published yet.",
)
def command(
    port: int,
    now: str | None,
    drafts: bool,
    open_it: bool,
    base_url: str | None,
    quiet: bool,
    verbose: bool,
    host: str,
) -> int:
    """Read the archive, answer browsers, and say what changes, until Ctrl-C."""
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose don't go together")
    root = archive()
    asked = Asked(
        root=root,
        settings=root / SETTINGS,
        output=root / "site",
        clock=lambda: moment(None),
        as_of=moment(now) if now else None,
        base_url=base_url,
        drafts=drafts,
        jobs=cores(),
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with previewed(asked) as preview:
            return _served(_Teller(preview, quiet=quiet), host, port, open_it, verbose=verbose)
    except KeyboardInterrupt:
        if not quiet:
            click.echo("\nStopped.")
        return 0


def _served(teller: _Teller, host: str, port: int, open_it: bool, *, verbose: bool) -> int:
    preview = teller.preview
    teller.say_problems()
    try:
        with opened(preview, host, port) as (desk, address, found):
            if verbose:
                desk.heard = lambda path, status: click.echo(f"{status} {clean(path)}")
            if found != port:
                click.echo(f"Port {port} is in use; this is port {found}.")
            if host not in (HERE, "localhost", "::1"):
                click.echo("Warning: everybody in your network can read this preview, with what isn't published yet.")
            teller.say_hidden()
            click.echo(f"{address}  (Ctrl-C stops it)")
            if open_it:
                click.launch(address)
            gc.freeze()  # what is here now stays: no need to look through it again and again
            gc.set_threshold(_MANY)
            gc.enable()
            serve(preview, desk, teller.told)
    except PortError as problem:
        click.echo(f"newsgen: {problem}. Try another with --port.", err=True)
        return NOT_HAD
    return 0


class _Teller:
    """Says on the terminal what changes; a problem is told once, until it is gone."""

    def __init__(self, preview: Preview, *, quiet: bool) -> None:
        self.preview = preview
        self.quiet = quiet
        self.known: frozenset[Diagnostic] = frozenset()

    def told(self, changed: list[str], seconds: float) -> None:
        """Say which files changed, and what is wrong now that wasn't before."""
        if changed and not self.quiet:
            shown = ", ".join(clean(path) for path in changed[:MOST_NAMED])
            more = f" and {len(changed) - MOST_NAMED:,} more" if len(changed) > MOST_NAMED else ""
            click.echo(f"{shown}{more}: taken in ({seconds:.2f} s)")
        self.say_problems()

    def say_problems(self) -> None:
        """Say what is wrong that wasn't before."""
        found = frozenset(self.preview.edition.problems)
        show(one for one in found - self.known if not (self.quiet and one.level is Level.NOTE))
        self.known = found

    def say_hidden(self) -> None:
        """Say how many stories there are, and which kinds aren't shown."""
        loaded = self.preview.edition.loaded
        if loaded is None or self.quiet:
            return
        counts = Counter(str(story.reason) for story in loaded.hidden)
        told = ", ".join(f"{number:,} {reason}" for reason, number in sorted(counts.items()))
        number = len(loaded.archive.articles)
        click.echo(f"{number:,} {'story' if number == 1 else 'stories'}.{f' Not shown: {told}.' if told else ''}")
