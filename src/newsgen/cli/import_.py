"""`newsgen import`: take texts from elsewhere into `articles/`, and say what was read out of them."""

from __future__ import annotations

import codecs
import os
import shlex
import time
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from newsgen.building.looking import look
from newsgen.cli import reviewing
from newsgen.cli.clock import moment
from newsgen.cli.opening import REFUSED, archive, settings_of
from newsgen.cli.printer import clean, columns, show
from newsgen.cli.progress import Progress, nothing
from newsgen.cli.reviewing import WIDTH, cut
from newsgen.clippings.allotment import LEFT_OUT, STORY
from newsgen.copydesk.inferences import NEEDED, scalar_texts
from newsgen.importers import clipping
from newsgen.importers.clipping import Clipping
from newsgen.news import likeness, slugs
from newsgen.news.article import Article
from newsgen.news.diagnostics import Diagnostic, Level, has_errors, with_excerpts
from newsgen.news.field_lines import Written
from newsgen.news.settings import Settings
from newsgen.reading import filing, sources
from newsgen.reading.parser import parse
from newsgen.reading.records import Parsed

INTERRUPTED = 130

_NOT_TEXT = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif")


@click.group("import", help="Take texts from elsewhere into the archive.")
def command() -> None:
    """Group the kinds of texts."""


@command.command("clipping", help="Take clippings, the raw texts of old stories, into articles/ with what they say.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--review", is_flag=True, help="Show every line with what was read of it, ask, and mark it as reviewed.")
@click.option("--markdown", is_flag=True, help="Make a Markdown story of it, which shows the very same text.")
@click.option("--into", metavar="DIR", default="", help="Put it into this folder of articles/.")
@click.option("--encoding", metavar="NAME", default="", help="The encoding of texts that aren't UTF-8.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but what went wrong, and texts that are alike.")
def take_clippings(files: tuple[Path, ...], review: bool, markdown: bool, into: str, encoding: str, quiet: bool) -> int:
    """Take clippings in, one after the other, and print what was read."""
    if quiet and review:
        raise click.UsageError("--quiet and --review don't go together")
    root = archive()
    settings, said = settings_of(root)
    show(said)
    desk = _Desk(
        root, settings, _folder(into), review=review, markdown=markdown, encoding=_encoding(encoding), quiet=quiet
    )
    desk.look_around()
    progress = Progress(time.time_ns()) if quiet else nothing
    status = 0
    for done, file in enumerate(files, 1):
        try:
            desk.take(file, f"{done} of {len(files)}: " if review and len(files) > 1 else "")
        except (click.Abort, KeyboardInterrupt):
            desk.stopped = files[done - 1 :]
            click.echo()  # the line of the question
            status = INTERRUPTED
            break
        progress("Importing", done, len(files))
    desk.say_likenesses()
    desk.say_what_was_done(len(files))
    return status or (REFUSED if desk.refused else 0)


def _folder(into: str) -> str:
    """Return the folder below `articles/` that was asked for, as a path with `/`."""
    plain = into.replace(os.sep, "/").strip("/").removeprefix("articles/") if into.strip("/") != "articles" else ""
    if slugs.leaves_its_folder(into) or any(part.startswith((".", "_")) for part in plain.split("/")):
        raise click.BadParameter("name a folder inside articles/, for example 1998", param_hint="--into")
    return f"articles/{plain}" if plain else "articles"


def _encoding(name: str) -> str:
    """Return Python's name of a text encoding."""
    if not name:
        return ""
    try:
        found = codecs.lookup(name)
        "é".encode(found.name, "replace")
    except (LookupError, TypeError, ValueError):
        raise click.BadParameter(f"“{name}” is no encoding; try windows-1252", param_hint="--encoding") from None
    return found.name


@dataclass
class _Desk:
    """Takes the clippings of one command; counts what became of them.

    `clippings` says of each in the archive whether it is reviewed, `refused` which fields of a file must be known, or
    nothing where the matter is another; `stopped` are the files that were left when somebody broke off.
    """

    root: Path
    settings: Settings
    folder: str
    review: bool
    markdown: bool
    encoding: str
    quiet: bool = False
    now: datetime = field(default_factory=lambda: moment(None))
    known: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    sketches: dict[str, array[int]] = field(default_factory=dict)
    taken: dict[str, Clipping] = field(default_factory=dict)
    clippings: dict[str, bool] = field(default_factory=dict)
    refused: dict[Path, str] = field(default_factory=dict)
    stopped: Sequence[Path] = ()
    same: int = 0

    def look_around(self) -> None:
        """Learn which texts are in the archive already, in one walk over it."""
        for path, words, digests, reviewed in filing.stories(self.root, self.settings):
            self.sketches[path] = likeness.sketch(words)
            if reviewed is not None:
                self.clippings[path] = reviewed
            for digest in digests:
                self.known.setdefault(digest, path)

    def take(self, file: Path, turn: str) -> None:
        """Take one file in, or say why not; `turn` says where in the row it stands. Raises `click.Abort`."""
        own = self._own(file)
        data = self._data(file)
        found = clipping.read(data, own or str(file)) if data is not None else None
        if isinstance(found, Diagnostic):
            show(with_excerpts([found], (data or b"").decode("utf-8", "replace").split("\n")))
            found = None
        elif found and not found.words.strip():
            self._refuse(file, "this file is empty: there is nothing to import")
            return
        if found is None:
            self.refused[file] = ""
            return
        there = own or self.known.get(found.digest, "")
        if there and there != own and there.endswith(".txt"):
            found = self._again(there) or found
        is_settled = not self.review or (bool(turn) and found.stated("reviewed") == "true")
        is_done = there.endswith(sources.MARKDOWN) or (found.stated("sha256") == found.digest and is_settled)
        if there and is_done:
            words = "reviewed already" if self.review and there.endswith(".txt") else "in the archive already"
            self._mention(f"{clean(str(file))}: this text is {words}, in {clean(there)}. Nothing changed.")
            self.same += 1
            return
        self._file(file, found, there, turn)

    def _own(self, file: Path) -> str:
        """Return the path of a file that is in the archive already, from the project's folder; else nothing."""
        full = Path(os.path.abspath(file))
        articles = self.root / "articles"
        return full.relative_to(self.root).as_posix() if full.is_relative_to(articles) else ""

    def _again(self, path: str) -> Clipping | None:
        """Read the clipping of the archive that has the same text."""
        read = sources.read(self.root, path)
        found = read if isinstance(read, Diagnostic) else clipping.read(read[0], path)
        return None if isinstance(found, Diagnostic) else found

    def _data(self, file: Path) -> bytes | None:
        """Read a file's bytes as UTF-8 or UTF-16, or say what is wrong with the file."""
        if file.is_dir():
            self._say(file, f"this is a folder; name the files in it: {clean(str(file))}{os.sep}*.txt")
            return None
        if file.suffix.lower() in sources.MARKDOWN:
            self._say(file, "this is a Markdown story already; put it into articles/ as it is")
            return None
        if file.suffix.lower() in _NOT_TEXT:
            self._say(file, "this isn't a plain text; save its words as a .txt file and import that")
            return None
        try:
            with file.open("rb") as opened:
                data = opened.read(sources.MAX_SOURCE + 1)
        except OSError as problem:
            self._say(
                file, "there is no such file" if isinstance(problem, FileNotFoundError) else str(problem.strerror)
            )
            return None
        if len(data) > sources.MAX_SOURCE:
            self._say(file, "this file is larger than 5 MB; that is no clipping")
            return None
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._say(file, "this isn't a text: it holds bytes that no text has")
            return None
        if self.encoding:
            try:
                return data.decode(self.encoding).encode()
            except UnicodeError as problem:
                self._say(file, f"this text isn't in {self.encoding}: {problem}")
                return None
        return data

    def _refuse(self, file: Path, why: str) -> None:
        self._say(file, why)
        self.refused[file] = ""

    @staticmethod
    def _say(file: Path, why: str) -> None:
        click.echo(f"{clean(str(file))}: {why}.", err=True)

    def _file(self, file: Path, found: Clipping, there: str, turn: str) -> None:
        """Show what was read, ask if asked to, and write it down."""
        stem = slugs.file_stem(file.stem)
        path = there or filing.free_path(self.root, self.folder, stem, ".md" if self.markdown else ".txt")
        if there and self.markdown:
            path = filing.free_path(self.root, there.rpartition("/")[0], Path(there).stem, ".md")
        self._mention(turn + (f"{clean(str(file))} → {clean(path)}" if path != str(file) else clean(path)))
        fields: dict[str, Written] = found.sure(self.settings.confidence, self.settings.language)
        if not self.quiet and not self.review:
            _tell(found, fields, self.settings.confidence)
        if self.review:
            fields = reviewing.review(found, fields, self.settings.confidence)
        elif found.stated("reviewed") == "true" and found.stated("sha256") == found.digest:
            fields["reviewed"] = True
        text, parsed = self._made(found, fields, path)
        if has_errors(parsed.problems):
            self._say_what_is_missing(file, found, parsed.problems, fields)
            return
        is_new = not there and not found.stated("slug")
        if is_new and isinstance(parsed.made, Article) and (slug := self._free(parsed.made)):
            text, parsed = self._made(found, fields | {"slug": slug}, path)
        try:
            filing.put(self.root, path, text)
        except OSError as problem:
            self._refuse(file, f"{path} can't be written: {problem.strerror}")
            return
        self.known[found.digest] = path
        self.taken[path] = found
        if isinstance(parsed.made, Article):
            self.addresses[parsed.made.teaser.url] = path
        self.clippings[path] = bool(fields.get("reviewed"))

    def _made(self, found: Clipping, fields: Mapping[str, Written], path: str) -> tuple[str, Parsed]:
        """Return a clipping with its record, and the story that it makes."""
        make = clipping.as_markdown if self.markdown else clipping.filed
        text = make(found, fields, path, self.settings, f"{self.now:%Y-%m-%dT%H:%M:%SZ}")
        return text, parse(self.settings, path, text.encode())

    def _free(self, story: Article) -> str:
        """Return another slug where a story has the address of this one, as wire copy of one day has; else nothing."""
        if not self.addresses:
            made = look(self.root, self.settings, self.now).archive.stories_with_pages
            self.addresses = {one.teaser.url: one.source for one in made}
        folder, slug = story.teaser.url.rstrip("/").rsplit("/", 1)
        first = self.addresses.get(story.teaser.url, story.source)
        if first == story.source:
            return ""
        number = 2
        while f"{folder}/{slug}-{number}/" in self.addresses:
            number += 1
        self._mention(f"  {'slug':10} {slug}-{number}: {clean(first)} stands at the address without the number")
        return f"{slug}-{number}"

    def _say_what_is_missing(
        self, file: Path, found: Clipping, problems: tuple[Diagnostic, ...], fields: Mapping[str, Written]
    ) -> None:
        lacking = [name for name in NEEDED if not fields.get(name) and not found.stated(name)]
        show([one for one in found.manuscript.diagnostics if one.level is Level.ERROR])
        if not lacking:
            show([one for one in problems if one.level is Level.ERROR])
        self.refused[file] = " and ".join(lacking)
        why = f"the {' and the '.join(lacking)} must be known" if lacking else "the messages say why"
        click.echo(f"{clean(str(file))} is not imported: {why}.", err=True)

    def say_likenesses(self) -> None:
        """Say which texts of the archive are much like those that were taken in."""
        texts = {path: found.words for path, found in self.taken.items()}
        self.sketches |= {path: likeness.sketch(words) for path, words in texts.items()}
        told: set[frozenset[str]] = set()
        for path, like in likeness.alike(texts, self.sketches, partial(filing.words, self.root)):
            pair = frozenset((path, like.path))
            if pair not in told:
                told.add(pair)
                click.echo(f"Alike: {clean(path)} and {clean(like.path)} share {like.share:.0%} of the shorter one.")

    def _mention(self, words: str) -> None:
        if not self.quiet:
            click.echo(words)

    def say_what_was_done(self, asked: int) -> None:
        """Count what became of the files; say how to go on, and whether all clippings are reviewed."""
        parts = [f"{len(self.taken)} of {asked} imported"]
        parts += [f"{self.same} there already"] if self.same else []
        parts += [f"{len(self.refused)} not imported"] if self.refused else []
        parts += [f"stopped before {len(self.stopped)}, of which nothing was written"] if self.stopped else []
        self._mention(", ".join(parts) + ".")
        for why, number in sorted(Counter(self.refused.values()).items(), key=lambda pair: (not pair[0], -pair[1])):
            lack = "lacks" if number == 1 else "lack"
            words = f"{lack} a sure {why.replace(' and ', ' and a sure ')}" if why else "for the reasons given above"
            click.echo(f"{number:>6,} {words}", err=True)
        unanswered = [*(file for file, why in self.refused.items() if why), *(self.stopped if self.review else ())]
        if unanswered:
            click.echo(f"Go on with\n  {self._command(unanswered)}", err=True)
        if any(self.refused.values()) and not self.review:
            click.echo(
                "or write what is lacking at the top of the file between two lines `---`: `headline: …`,"
                " `date: 1998-12-17`.",
                err=True,
            )
        self._say_what_is_unreviewed()

    def _command(self, files: Sequence[Path]) -> str:
        """Return the command that asks about some files."""
        words = ["newsgen", "import", "clipping", "--review", *(["--markdown"] if self.markdown else [])]
        words += ["--into", self.folder.partition("/")[2]] if "/" in self.folder else []
        words += ["--encoding", self.encoding] if self.encoding else []
        return clean(shlex.join([*words, *map(str, files)]))

    def _say_what_is_unreviewed(self) -> None:
        number = sum(not reviewed for reviewed in self.clippings.values())
        if number:
            words = "clipping has not been reviewed: `newsgen stats` names it."
            several = "clippings have not been reviewed: `newsgen stats` names them."
            self._mention(f"{number:,} {words if number == 1 else several}")
        if number and not self.review:
            self._mention("Run this with `--review`, or look at the fields above a text and write `reviewed: true`.")
        if self.clippings and not number:
            many = len(self.clippings)
            self._mention("The clipping is reviewed." if many == 1 else f"All {many:,} clippings are reviewed.")


def _tell(found: Clipping, fields: Mapping[str, Written], bar: float) -> None:
    """Print each inferred field with its line, how sure it is and its value; which lines are the story, which are left
    out, and what looks odd. Lines count from the first one of the text.
    """
    for one in found.manuscript.inferred:
        is_stated = bool(found.stated(one.name))
        note = "  (stated already)" if is_stated else "  (not sure: left empty)" if one.confidence < bar else ""
        value = cut(" · ".join(scalar_texts(one.value)), WIDTH - columns(note))
        line = one.value.span.line - found.rest.line + 1
        click.echo(f"  {one.name:10} line {line:<4} {one.confidence:.2f}  {value}{note}")
    account = found.account(fields)
    story = [one for one in account if one.use == STORY]
    if story:
        stated, number = found.lines(account), len(found.body(fields))
        where = f"line{'' if stated.isdecimal() else 's'} {stated}"
        click.echo(f"  {'the story':10} {where}, {number} paragraph{'s' if number > 1 else ''}")
        for what, edge in (("begins", story[0]), ("ends", story[-1]))[: len(story)]:
            click.echo(f"  {what:10} line {edge.number:<4} {cut(edge.text, WIDTH - 12)}")
    for left in account:
        if left.use == LEFT_OUT:
            click.echo(f"  {'left out':10} line {left.number:<4} {cut(left.text, 40)}  ({left.why})")
        elif left.rest:
            click.echo(f"  {'left out':10} line {left.number:<4} {cut(left.text, 40)}  (but for {left.why})")
    for odd in found.odd():
        click.echo(f"  {'odd':10} line {odd.line:<4} {odd.what}: {cut(odd.text, 40)}")
