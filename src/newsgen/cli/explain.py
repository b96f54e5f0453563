"""`newsgen explain`: print what the manual says of a message or of a rule."""

from __future__ import annotations

import difflib

import click

from newsgen.checking.explaining import explained, rules, summaries
from newsgen.cli.printer import clean

UNKNOWN = 1


@click.command(
    "explain",
    help="Say what a message means and what to do, by its CODE, the word in brackets; or what a rule of `check` is for."
    " Without CODE: list them all.",
)
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Print a page, or all codes with a sentence on each."""
    if code is None:
        for name, said in summaries():
            click.echo(f"{name}\n    {said}")
        return 0
    name = code.strip("[]`")
    page = explained(name)
    if page is None:
        near = difflib.get_close_matches(name, [*rules(), *(known for known, _ in summaries())], 1)
        hint = f" Did you mean `newsgen explain {near[0]}`?" if near else " `newsgen explain` lists them all."
        click.echo(f"there is no message and no rule “{clean(name)}”.{hint}", err=True)
        return UNKNOWN
    click.echo(page)
    return 0
