"""`newsgen new`: begin a story, with its fields filled in and its name and address pinned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from newsgen.building.looking import look
from newsgen.cli.clock import moment
from newsgen.cli.opening import REFUSED, archive, settings_of
from newsgen.cli.printer import clean, show
from newsgen.news import dates
from newsgen.news.article import Article
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import has_errors
from newsgen.news.settings import Settings
from newsgen.reading import sources
from newsgen.reading.filing import put
from newsgen.starting.new_story import NewStory, new_story, other_one


@click.command(
    "new",
    help="Begin a story: a file in articles/ with its fields filled in, ready for the text. Prints its path.",
)
@click.argument("headline", nargs=-1, required=True)
@click.option("--byline", metavar="NAMES", default="", help="Who wrote it: By Ana Ruiz and J. Doe.")
@click.option("--section", metavar="NAME", default="", help="The part of the paper it belongs to.")
@click.option(
    "--date", metavar="DATE", default="", help="When it ran, if not today: 2018-12-17, 1954-11, 1954, unknown."
)
@click.option("--outlet", metavar="NAME", default="", help="The paper that ran it, if not this one.")
@click.option("--slug", metavar="WORDS", default="", help="The last part of its address, if not made of the headline.")
@click.option("--edit", is_flag=True, help="Open it in your editor, the one that $VISUAL or $EDITOR names.")
def command(headline: tuple[str, ...], byline: str, section: str, date: str, outlet: str, slug: str, edit: bool) -> int:
    """Make the story, refuse what is taken or wrong, write it and print its path."""
    if not " ".join(headline).strip():
        raise click.UsageError('say the headline: newsgen new "Ferry runs again"')
    root = archive()
    settings, _ = settings_of(root)
    now = moment(None).astimezone(settings.zone)
    fields = {"byline": byline, "section": section, "outlet": outlet, "slug": slug}
    stated = {name: value.strip() for name, value in fields.items() if value.strip()}
    story = new_story(settings, " ".join(headline).strip(), _date(date, now), stated, now)
    if has_errors(story.problems) or story.made is None:
        show(story.problems)
        return REFUSED
    if other := _taken(root, settings, now, story, story.made):
        click.echo(
            f"{clean(other)} is there already. Choose another address with --slug, or change that story.", err=True
        )
        return REFUSED
    show(story.problems)
    try:
        put(root, story.path, story.text)
    except OSError as problem:
        click.echo(f"{clean(story.path)} can't be written: {problem.strerror}", err=True)
        return REFUSED
    place = root / story.path
    click.echo(clean(str(place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else place)))
    if edit:
        click.edit(filename=str(place))
    return 0


def _date(text: str, now: datetime) -> NewsDate:
    """Return the date that was stated, else today."""
    found = dates.parse(text or f"{now:%Y-%m-%d}")
    if isinstance(found, dates.DateProblem):
        raise click.BadParameter(f"{found.message}. {found.hint}", param_hint="--date")
    return found


def _taken(root: Path, settings: Settings, now: datetime, story: NewStory, made: Article) -> str:
    """Return the path of a story that has this one's place, address or id; empty when there is none."""
    if other := next(_beside(root, story.path), ""):
        return other
    same = other_one(made, look(root, settings, now).archive.stories_with_pages)
    return same.source if same else ""


def _beside(root: Path, path: str) -> Iterator[str]:
    """Yield what has the name of a file already, but for case and ending."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0].casefold()
    if (root / folder).is_dir():
        for place in sorted((root / folder).iterdir()):
            if place.stem.casefold() == stem and place.suffix.lower() in sources.STORIES:
                yield f"{folder}/{place.name}"
