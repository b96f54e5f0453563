"""`newsgen why`: say what a file of the site was made from, or whether a story is on it."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from newsgen.cli.printer import clean, show
from newsgen.news.diagnostics import has_errors
from newsgen.project import SETTINGS, find_root, read_settings
from newsgen.remembered import state_path
from newsgen.state import readable
from newsgen.why import FileReason, StoryReason, why_file, why_story

MISSING = 1


@click.command(
    "why", help="Say what PATH, a page of the site or a story in articles/, is made from or why it isn't there."
)
@click.argument("path")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder of the site, if not site/.")
def command(path: str, output: Path | None) -> int:
    """Look a path up, and print what is known of it."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError("there is no archive here: no newsgen.toml and no articles/ folder")
    folder = Path(os.path.normpath((Path.cwd() / output) if output else root / "site"))
    settings, problems = read_settings(root / SETTINGS, SETTINGS, None)
    if has_errors(problems):
        show(problems)
        return MISSING
    with readable(state_path(root, folder)) as book:
        source = _inside(path, root)
        if source.startswith(("articles/", "pages/")):
            now = datetime.fromtimestamp(time.time_ns() // 1_000_000_000, UTC)
            story = why_story(root, settings, now, book, source)
            return _tell_story(story) if story else _nothing(path)
        if book is None:
            raise click.UsageError("nothing has been built yet: run `newsgen build` first")
        found = why_file(book, _inside(path, folder))
        return _tell_file(found) if found else _nothing(path)


def _inside(path: str, folder: Path) -> str:
    """Return a path as it is from a folder, if it lies there; else as it is written."""
    full = Path(os.path.normpath(Path.cwd() / path))
    if full.is_relative_to(folder) and full != folder:
        return full.relative_to(folder).as_posix()
    return path.lstrip("/")


def _nothing(path: str) -> int:
    click.echo(f"{clean(path)}: there is no such story, and the last build made no such file")
    return MISSING


def _tell_file(found: FileReason) -> int:
    click.echo(f"{clean(found.path)} is made from")
    for label, what in found.inputs:
        click.echo(f"  {label:12} {clean(what)}")
    click.echo("It was last made because")
    for reason in found.reasons:
        click.echo(f"  {clean(reason)}")
    return 0


def _tell_story(story: StoryReason) -> int:
    show(story.problems)
    if story.hidden:
        click.echo(f"{clean(story.source)} is not on the site: {story.hidden}")
        return 0
    if not story.url:
        click.echo(f"{clean(story.source)} can't be on the site before its errors are mended")
        return MISSING
    click.echo(f"{clean(story.source)} is on the site at {story.url}, and is shown on")
    for path in story.shown_on:
        click.echo(f"  {clean(path)}")
    return 0
