"""`newsgen theme`: take files of the theme into the project, and see what an upgrade changed in them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import click

from newsgen.cli.opening import archive
from newsgen.templating.overrides import names, overrides, settle, take

MISSING = 1


@click.group("theme", help="Take files of the theme into your project, and see what an upgrade changed in them.")
def command() -> None:
    """Do nothing but lead on to the commands below."""


@command.command("list", help="List the theme's files, and mark those that your project has in their place.")
def list_() -> int:
    """Print every name; what the project has is marked, and what the theme has changed since."""
    own = {each.name: each for each in overrides(archive())}
    for name in names():
        mark = "" if name not in own else "  yours" + (", and the theme's has changed" if own[name].is_behind else "")
        click.echo(f"{name}{mark}")
    return 0


@command.command("take", help="Copy FILES of the theme into templates/, to be changed there.")
@click.argument("files", nargs=-1, required=True)
def take_(files: tuple[str, ...]) -> int:
    """Copy, unless the project has such a file already."""
    root = archive()
    _refuse_unknown(files)
    status = 0
    for name in files:
        try:
            take(root, name)
        except FileExistsError:
            click.echo(f"templates/{name} is there already; it was left as it is", err=True)
            status = MISSING
        else:
            click.echo(f"templates/{name} is yours now")
    return status


@command.command("diff", help="Show what the theme has changed in the files that you took, or in FILES of them.")
@click.argument("files", nargs=-1)
def diff(files: tuple[str, ...]) -> int:
    """Print a unified diff for each file that is behind."""
    _refuse_unknown(files)
    found = [each for each in overrides(archive()) if not files or each.name in files]
    if not found:
        click.echo("Your project has none of the theme's files.")
    for each in found:
        if each.taken is None:
            click.echo(f"templates/{each.name}: nobody knows which of the theme's it was made from. Yours differs so:")
        elif each.is_behind:
            click.echo(f"templates/{each.name}: the theme's has changed since you took it. What is new:")
        else:
            click.echo(f"templates/{each.name}: the theme's is as it was")
            continue
        for line in each.difference():
            click.echo(line)
    if any(each.is_behind for each in found):
        click.echo("Once your files have what you want of it, run `newsgen theme settle`.")
    return 0


@command.command("settle", help="Say that your files, or FILES of them, have what you want of the theme's.")
@click.argument("files", nargs=-1)
def settle_(files: tuple[str, ...]) -> int:
    """Note the theme's files as they are now."""
    root = archive()
    _refuse_unknown(files)
    for each in overrides(root):
        if not files or each.name in files:
            settle(root, each.name)
            click.echo(f"templates/{each.name} goes by the theme as it is now")
    return 0


def _refuse_unknown(files: Iterable[str]) -> None:
    known = names()
    for name in files:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f" Did you mean {near[0]}?" if near else " `newsgen theme list` names them all."
            raise click.UsageError(f"the theme has no file “{name}”.{hint}")
