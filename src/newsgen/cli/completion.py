"""`newsgen completion`: print what makes a shell complete the names of commands, options and files."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    help="Print a script that makes your SHELL (bash, zsh or fish) complete commands, options and files when you press"
    " the tabulator.",
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print click's own script for the shell; the shell asks newsgen itself what fits."""
    found = get_completion_class(shell)
    assert found
    program = click.Command("newsgen")
    click.echo(found(program, {}, "newsgen", "_NEWSGEN_COMPLETE").source())
    if sys.stdout.isatty():
        click.echo("\nTo keep it, see the examples below `newsgen completion --help`.", err=True)
    return 0
