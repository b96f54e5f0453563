"""`newsgen stats`: say in numbers what the archive holds."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict

import click

from newsgen.building.looking import look
from newsgen.cli.clock import moment
from newsgen.cli.opening import archive, settings_of
from newsgen.cli.printer import clean, columns
from newsgen.news.statistics import Counts, Statistics, by_decade, statistics

MOST_YEARS, MOST_NAMES = 30, 10
"""A longer row of years is told by decades; so many names are told of each kind."""


@click.command(
    "stats",
    help="Say what the archive holds: its public stories by year, section, byline, outlet and tag, and the clippings"
    " that nobody has reviewed.",
)
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", help="How to say it.")
@click.option("--now", metavar="INSTANT", help="What is public at this moment (2026-11-22T09:00:00Z), not the clock's.")
def command(shape: str, now: str | None) -> int:
    """Read the stories as a build would, count, and print."""
    root = archive()
    settings, _ = settings_of(root)
    found = look(root, settings, moment(now))
    if found.broken:
        number = len(found.broken)
        files = "1 file has" if number == 1 else f"{number:,} files have"
        click.echo(f"{files} errors and can't be counted: see `newsgen check`.", err=True)
    counted = statistics(found.archive)
    if shape == "json":
        click.echo(json.dumps({"version": 1, **asdict(counted)}, ensure_ascii=False, indent=2))
    else:
        _tell(counted)
    return 0


def _tell(counted: Statistics) -> None:
    clippings = f", {counted.clippings:,} of them clippings" if counted.clippings else ""
    click.echo(f"{_stories(counted.stories)}{clippings}.")
    if not counted.stories:
        return
    is_long = len(counted.years) > MOST_YEARS
    _chart("By decade" if is_long else "By year", by_decade(counted.years) if is_long else counted.years)
    without = dict(counted.without)
    for title, counts, name in (
        ("Sections", counted.sections, "section"),
        ("Bylines", counted.bylines, "byline"),
        ("Outlets", counted.outlets, "outlet"),
        ("Tags", counted.tags, "tag"),
    ):
        if counts:
            _chart(title, counts[:MOST_NAMES], len(counts) - MOST_NAMES)
            if without[name]:
                click.echo(f"  {_stories(without[name])} without")
    if counted.clippings and not counted.unreviewed:
        click.echo("\nAll clippings have been reviewed.")
    if counted.unreviewed:
        number = len(counted.unreviewed)
        click.echo(f"\nNobody has reviewed {number:,} {'clipping' if number == 1 else 'clippings'}:")
        for path in counted.unreviewed[:MOST_NAMES]:
            click.echo(f"  {clean(path)}")
        if number > MOST_NAMES:
            click.echo(f"  and {number - MOST_NAMES:,} more; all of them with `--format json`")


def _chart(title: str, counts: Counts, more: int = 0) -> None:
    """Print a row for each name: the name, its number, and a bar as long as that."""
    click.echo(f"\n{title}")
    names = max(min(columns(clean(name)), 32) for name, _ in counts)
    most = max(number for _, number in counts)
    digits = len(f"{most:,}")
    room = max(min(shutil.get_terminal_size((72, 24)).columns, 100) - names - digits - 6, 10)
    for name, number in counts:
        shown = _cut(clean(name))
        bar = _bar(number * room / most)
        click.echo(f"  {shown}{' ' * (names - columns(shown))}  {number:>{digits},}  {bar}".rstrip())
    if more > 0:
        click.echo(f"  and {more:,} more")


def _cut(name: str) -> str:
    while columns(name) > 32:
        name = name[:-2] + "…"
    return name


def _bar(length: float) -> str:
    """Return a bar, to an eighth of a column where the terminal can print that; never nothing."""
    try:
        "▏█".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return "#" * max(round(length), 1)
    whole, eighth = divmod(max(round(length * 8), 1), 8)
    return "█" * whole + (" ▏▎▍▌▋▊▉"[eighth] if eighth else "")


def _stories(number: int) -> str:
    return f"{number:,} {'story' if number == 1 else 'stories'}"
