"""`newsgen check`: say what is wrong, or will be, and mend what can be mended."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from newsgen.amend import amend
from newsgen.checking import Checked, about, check
from newsgen.cli.clock import moment
from newsgen.cli.printer import clean, show
from newsgen.news.diagnostics import Level
from newsgen.processes import cores
from newsgen.project import SETTINGS, find_root, read_settings

WRONG = 1


@click.command(
    "check",
    help="Say what is wrong with the archive, or will be at a release, and write nothing. PATHS narrow it down.",
)
@click.argument("paths", nargs=-1)
@click.option("--fix", is_flag=True, help="Mend in the stories' front matter what can be mended without asking.")
@click.option("--urls", is_flag=True, help="Also find registered addresses that would vanish, see `newsgen register`.")
@click.option("--now", metavar="INSTANT", help="Check as of this moment (2026-11-22T09:00:00Z), not the clock's.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder of the site, if not site/.")
def command(paths: tuple[str, ...], fix: bool, urls: bool, now: str | None, output: Path | None) -> int:
    """Check, mend if that is asked for, and print; errors make it exit with 1."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError("there is no archive here: no newsgen.toml and no articles/ folder")
    meant = tuple(_inside(path, root) for path in paths)
    folder = Path(os.path.normpath((Path.cwd() / output) if output else root / "site"))
    as_of = moment(now)

    def look() -> Checked:
        return about(check(root, root / SETTINGS, folder, as_of, cores(), has_urls=urls), meant)

    found = look()
    if fix and found.mends:
        settings, _ = read_settings(root / SETTINGS, SETTINGS, None)
        refused = [problem for mend in found.mends if (problem := amend(root, settings, mend))]
        left = {problem.span.path for problem in refused}
        for mend in found.mends:
            if mend.path not in left:
                click.echo(f"{clean(mend.path)}: mended, `{mend.field}` holds {clean(', '.join(mend.items))}")
        found = look()
        found = replace(found, problems=(*found.problems, *refused))
    show(found.problems)
    told = dict.fromkeys(found.problems)
    errors = sum(problem.level is Level.ERROR for problem in told)
    warnings = sum(problem.level is Level.WARNING for problem in told)
    click.echo(f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}.")
    return WRONG if errors else 0


def _inside(path: str, root: Path) -> str:
    """Return a path as it is from the project's folder; it must be there."""
    full = Path(os.path.normpath(Path.cwd() / path))
    if not full.is_relative_to(root) or not full.exists():
        raise click.UsageError(f"there is no {clean(path)} in this archive")
    return "" if full == root else full.relative_to(root).as_posix()


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
