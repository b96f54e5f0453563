"""`newsgen init`: begin a project, with settings and a first story."""

from __future__ import annotations

import os
import secrets
import shlex
from datetime import datetime
from itertools import chain
from pathlib import Path

import click

from newsgen.cli.opening import REFUSED
from newsgen.cli.printer import clean
from newsgen.news import slugs
from newsgen.reading import sources
from newsgen.reading.project import is_zone, read_settings
from newsgen.starting.new_project import ALONGSIDE, SAMPLE, SETTINGS, Beginning, begin, put_alongside


@click.command(
    "init",
    help="Begin an archive in DIR, or here: settings, a first story, and a .gitignore. What is there is left alone.",
)
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--title", metavar="NAME", default="", help="The name of the paper; else it is made of the folder's.")
@click.option("--base-url", metavar="URL", default="", help="Where the site will live, if you know: https://…")
@click.option(
    "--with",
    "services",
    type=click.Choice(tuple(ALONGSIDE)),
    multiple=True,
    help="Also write the files by which this builds and publishes the archive. May stand several times.",
)
def command(folder: str, title: str, base_url: str, services: tuple[str, ...]) -> int:
    """Write what is missing, and say what to do next."""
    _, wrong = read_settings(Path("nothing.toml"), "--base-url", base_url or None)
    if wrong:
        raise click.BadParameter(f"{wrong[0].message}. {wrong[0].hint}", param_hint="--base-url")
    root = Path(os.path.normpath(Path.cwd() / folder))
    name = root.name or "archive"
    beginning = Beginning(
        title=title or name.replace("-", " ").replace("_", " ").capitalize(),
        base_url=base_url,
        timezone=_timezone(),
        mark=f"{slugs.from_headline(name, keep_script=False)}-{secrets.token_hex(4)}",
        now=datetime.now().astimezone(),
    )
    has_stories = bool(sources.scan(root, "articles", (), sources.NO_STORY)[0])
    try:
        root.mkdir(parents=True, exist_ok=True)
        made = [begin(root, beginning, SETTINGS | ({} if has_stories else SAMPLE))]
        for path, is_new in chain(*made, *(put_alongside(root, service) for service in services)):
            click.echo(f"{clean(path)}{'' if is_new else ' was there already, and is as it was'}")
    except OSError as problem:
        click.echo(f"{clean(str(problem.filename or folder))} can't be written: {problem.strerror}", err=True)
        return REFUSED
    _say_what_next(folder)
    return 0


def _say_what_next(folder: str) -> None:
    click.echo("\nNext:")
    if folder != ".":
        click.echo(f"  cd {shlex.quote(folder)}")
    click.echo('  newsgen new "Your first headline"')
    click.echo("  newsgen serve")


def _timezone() -> str:
    """Return the name of this machine's time zone; empty where it has no name, or is no town's."""
    name = os.environ.get("TZ") or os.path.realpath("/etc/localtime").rpartition("/zoneinfo/")[2]
    return name if "/" in name and not name.startswith("Etc/") and is_zone(name) else ""
