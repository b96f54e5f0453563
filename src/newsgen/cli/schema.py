"""`newsgen schema`: print the JSON Schema of a story's front matter; or what there is in words, fields or settings."""

from __future__ import annotations

import json
from pathlib import Path

import click

from newsgen.cli.opening import settings_of
from newsgen.copydesk.reference import reference
from newsgen.copydesk.schema import schema
from newsgen.news.settings_reference import reference as settings_reference
from newsgen.reading.project import find_root


@click.command("schema", help="Print the JSON Schema of a story's front matter, for editors that know such schemas.")
@click.option("--markdown", is_flag=True, help="Print it as a page for people: every field, and what it takes.")
@click.option("--settings", "is_of_settings", is_flag=True, help="Print such a page of newsgen.toml: every setting.")
def command(markdown: bool, is_of_settings: bool) -> int:
    """Print it, with the names that the project's settings pass over, if this is a project."""
    if is_of_settings:
        click.echo(settings_reference(), nl=False)
        return 0
    ignored: tuple[str, ...] = ()
    names: dict[str, str] = {}
    if root := find_root(Path.cwd()):
        settings, _ = settings_of(root)
        ignored, names = settings.ignored_fields, settings.our_names
    if markdown:
        click.echo(reference(ignored, names), nl=False)
        return 0
    click.echo(json.dumps(schema(ignored, names), ensure_ascii=False, indent=2))
    return 0
