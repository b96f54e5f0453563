"""`newsgen why`: say what a file of the site was made from, or whether a story is on it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from newsgen.building.why import FileReason, OtherReason, StoryReason, why_file, why_other, why_story
from newsgen.cli.clock import moment
from newsgen.cli.opening import archive, settings_of
from newsgen.cli.printer import clean, show
from newsgen.memory.remembered import state_path
from newsgen.memory.state import readable
from newsgen.news.gate import Reason

MISSING = 1
MOST = 10
"""So many of a list are named."""

_WITH = {
    "path": "",
    "template": "template",
    "toolchain": "the versions of newsgen, Python and the libraries",
    "masthead": "the settings that pages show",
    "words": "the theme's words",
}
"""What nearly every page is made with, apart from what it shows."""


@click.command(
    "why",
    help="Say all that is known of PATH: whether a story in articles/ is on the site, where, or why not; or what a page"
    " of the site is made from, and why it was last made.",
)
@click.argument("path", type=click.Path())
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder of the site, if not site/.")
@click.option("--verbose", "-v", is_flag=True, help="Leave nothing out, however long the lists are.")
def command(path: str, output: Path | None, verbose: bool) -> int:
    """Look a path up, and print what is known of it."""
    root = archive()
    folder = Path(os.path.normpath((Path.cwd() / output) if output else root / "site"))
    settings, _ = settings_of(root)
    most = None if verbose else MOST
    with readable(state_path(root, folder)) as book:
        source = _inside(path, root)
        if source.startswith(("articles/", "pages/")):
            now = moment(None)
            if story := why_story(root, settings, now, book, source):
                return _tell_story(story)
            other = why_other(root, settings, now, book, source)
            return _tell_other(other, most) if other else _nothing(path)
        if book is None:
            raise click.UsageError("nothing has been built yet: run `newsgen build` first")
        found = why_file(book, _inside(path, folder))
        return _tell_file(found, most) if found else _nothing(path)


def _inside(path: str, folder: Path) -> str:
    """Return a path as it is from a folder, if it lies there; else as it is written."""
    full = Path(os.path.normpath(Path.cwd() / path))
    if full.is_relative_to(folder) and full != folder:
        return full.relative_to(folder).as_posix()
    return path.lstrip("/")


def _nothing(path: str) -> int:
    click.echo(f"{clean(path)}: there is no such story, and the last build made no such file")
    return MISSING


def _tell_file(found: FileReason, most: int | None) -> int:
    """Say what a file of the site is made from: with what, then what it shows, each list in one line."""
    click.echo(f"{clean(found.path)} is made from")
    made_with = [what if label == "template" else said for label, what in found.inputs if (said := _WITH.get(label))]
    if made_with:
        click.echo(f"  made with    {clean(', '.join(dict.fromkeys(made_with)))}")
    values: dict[str, list[str]] = {}
    for label, what in found.inputs:
        if label not in _WITH and what and what != "bool":
            values.setdefault(label, []).append(what)
    for label, all_of_it in values.items():
        many = all_of_it[1:] if len(all_of_it) > 1 and all_of_it[0].isdecimal() else all_of_it
        count = f"{len(many):,}: " if len(many) > 1 else ""
        click.echo(f"  {label:12} {clean(count + _listed(many, most))}")
    click.echo("It was last made because")
    for reason in found.reasons:
        click.echo(f"  {clean(reason)}")
    return 0


def _listed(words: list[str], most: int | None) -> str:
    """Return words in one line, the first of them if they are many."""
    more = 0 if most is None else len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} more" if more > 0 else "")


def _tell_story(story: StoryReason) -> int:
    show(story.problems)
    source = clean(story.source)
    if story.headline:
        click.echo(f"{source}: “{clean(story.headline)}”, {story.date or 'undated'}")
    if story.hidden:
        click.echo(f"{source} is not on the site: {story.hidden}")
        click.echo(f"  {_what_then(story)}")
        return 0
    if not story.url:
        click.echo(f"{source} can't be on the site before its errors are mended")
        return MISSING
    if story.is_there:
        click.echo(f"{source} is on the site at {story.url}, and is shown on")
    else:
        click.echo(f"{source} is not on the site yet. The next build puts it at {story.url}, and shows it on")
    for path in story.shown_on:
        click.echo(f"  {clean(path)}")
    if story.reasons:
        click.echo("Its own page was last made because")
        for reason in story.reasons:
            click.echo(f"  {clean(reason)}")
    if story.goes:
        click.echo(f"It goes off the site with the first build from {story.goes:%Y-%m-%dT%H:%M:%SZ} on.")
    return 0


def _what_then(story: StoryReason) -> str:
    """Say what would bring a hidden story onto the site."""
    if story.hidden is Reason.DRAFT:
        return "To publish it, take `draft: true` away."
    if story.hidden is Reason.EXPIRED and story.goes:
        return f"It went at {story.goes:%Y-%m-%dT%H:%M:%SZ}. To bring it back, change `expires` or take it away."
    field = "embargo" if story.hidden is Reason.EMBARGO else "date"
    when = f" from {story.comes:%Y-%m-%dT%H:%M:%SZ} on" if story.comes else ""
    return f"The first build{when} shows it. To show it earlier, change `{field}`."


def _tell_other(other: OtherReason, most: int | None) -> int:
    click.echo(f"{clean(other.source)} is {other.what}")
    if other.shown_by:
        click.echo(f"  shown by     {clean(_listed(list(other.shown_by), most))}")
    return 0
