"""`newsgen import`: take texts from elsewhere into `articles/`, and say what was read out of them."""

from __future__ import annotations

import codecs
import os
import shlex
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from newsgen.cli.opening import REFUSED, archive, settings_of
from newsgen.cli.printer import clean, columns, show
from newsgen.cli.progress import Progress, nothing
from newsgen.importers import clipping
from newsgen.importers.clipping import Clipping
from newsgen.news import dates, likeness, slugs
from newsgen.news.diagnostics import Diagnostic, Level, has_errors, with_excerpts
from newsgen.news.field_lines import Written
from newsgen.news.inferences import NEEDED, scalar_texts
from newsgen.news.settings import Settings
from newsgen.news.text import shorten
from newsgen.reading import filing, sources
from newsgen.reading.parser import parse

MOST_NAMED = 20
WIDTH = 72
"""Columns of a text that are shown at most."""

_NOT_TEXT = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif")


@click.group("import", help="Take texts from elsewhere into the archive.")
def command() -> None:
    """Group the kinds of texts."""


@command.command("clipping", help="Take clippings, the raw texts of old stories, into articles/ with what they say.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--review", is_flag=True, help="Ask about every field, and mark the clipping as reviewed.")
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
    for done, file in enumerate(files, 1):
        desk.take(file)
        progress("Importing", done, len(files))
    desk.say_likenesses()
    desk.say_what_was_done(len(files))
    return REFUSED if desk.refused else 0


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
    """Takes the clippings of one command; counts what became of them."""

    root: Path
    settings: Settings
    folder: str
    review: bool
    markdown: bool
    encoding: str
    quiet: bool = False
    known: dict[str, str] = field(default_factory=dict)
    sketches: dict[str, array[int]] = field(default_factory=dict)
    taken: dict[str, Clipping] = field(default_factory=dict)
    same: int = 0
    refused: int = 0
    asking: list[str] = field(default_factory=list)

    def look_around(self) -> None:
        """Learn which texts are in the archive already, in one walk over it."""
        for path, words, digests in filing.stories(self.root, self.settings):
            self.sketches[path] = likeness.sketch(words)
            for digest in digests:
                self.known.setdefault(digest, path)

    def take(self, file: Path) -> None:
        """Take one file in, or say why not."""
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
            self.refused += 1
            return
        there = own or self.known.get(found.digest, "")
        if there and there != own and there.endswith(".txt"):
            found = self._again(there) or found
        is_done = there.endswith(".md") or (found.stated("sha256") == found.digest and not self.review)
        if there and is_done:
            self._mention(
                f"{clean(str(file))}: this text is in the archive already, in {clean(there)}. Nothing changed."
            )
            self.same += 1
            return
        self._file(file, found, there)

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
        if file.suffix.lower() == ".md":
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
        self.refused += 1

    @staticmethod
    def _say(file: Path, why: str) -> None:
        click.echo(f"{clean(str(file))}: {why}.", err=True)

    def _file(self, file: Path, found: Clipping, there: str) -> None:
        """Show what was read, ask if asked to, and write it down."""
        stem = slugs.file_stem(file.stem)
        path = there or filing.free_path(self.root, self.folder, stem, ".md" if self.markdown else ".txt")
        if there and self.markdown:
            path = filing.free_path(self.root, there.rpartition("/")[0], Path(there).stem, ".md")
        self._mention(f"{clean(str(file))} → {clean(path)}" if path != str(file) else clean(path))
        fields: dict[str, Written] = found.sure(self.settings.confidence, self.settings.language)
        if not self.quiet:
            _tell(found, fields, self.settings.confidence)
        if self.review:
            fields |= dict(_reviewed(found, fields))
        elif found.stated("reviewed") == "true" and found.stated("sha256") == found.digest:
            fields["reviewed"] = True
        added = datetime.fromtimestamp(time.time_ns() // 1_000_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        make = clipping.as_markdown if self.markdown else clipping.filed
        text = make(found, fields, path, self.settings, added)
        problems = parse(self.settings, path, text.encode()).problems
        if has_errors(problems):
            self._say_what_is_missing(file, found, problems, fields)
            self.asking.append(str(file))
            self.refused += 1
            return
        try:
            filing.put(self.root, path, text)
        except OSError as problem:
            self._refuse(file, f"{path} can't be written: {problem.strerror}")
            return
        self.known[found.digest] = path
        self.taken[path] = found

    def _say_what_is_missing(
        self, file: Path, found: Clipping, problems: tuple[Diagnostic, ...], fields: Mapping[str, Written]
    ) -> None:
        lacking = [name for name in NEEDED if not fields.get(name) and not found.stated(name)]
        show([one for one in found.manuscript.diagnostics if one.level is Level.ERROR])
        if not lacking:
            show([one for one in problems if one.level is Level.ERROR])
        words = " and ".join(f"the {name}" for name in lacking) or "what the messages say"
        click.echo(
            f"{clean(str(file))} is not imported: {words} must be known. Run the command again with --review to answer"
            " field by field, or write it at the top of the file between two lines `---`:"
            f" `{lacking[0] if lacking else 'headline'}: {'2018-12-17' if lacking[:1] == ['date'] else '…'}`.",
            err=True,
        )

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
        """Count what became of the files."""
        parts = [f"{len(self.taken)} of {asked} imported"]
        parts += [f"{self.same} there already"] if self.same else []
        parts += [f"{self.refused} not imported"] if self.refused else []
        self._mention(", ".join(parts) + ".")
        if self.taken and not self.review:
            self._mention(
                "Nobody has reviewed them yet: `newsgen import clipping --review` shows each text and asks; or look at"
                " the fields above each text in articles/, and write `reviewed: true`."
            )
        if self.asking and not self.review:
            self._mention(f"With --review, newsgen asks about what is missing in {_named(self.asking)}.")


def _named(files: Sequence[str]) -> str:
    more = len(files) - MOST_NAMED
    named = [shlex.quote(clean(file)) for file in files[:MOST_NAMED]]
    return " ".join(named) + (f" and {more:,} more" if more > 0 else "")


def _tell(found: Clipping, fields: Mapping[str, Written], bar: float) -> None:
    """Print each inferred field with its line, how sure it is and its value; what was left out; what looks odd.

    Lines count from the first of the text, whatever front matter stands above it.
    """
    above = found.rest.line - 1
    for one in found.manuscript.inferred:
        is_stated = bool(found.stated(one.name))
        note = "  (stated already)" if is_stated else "  (not sure: left empty)" if one.confidence < bar else ""
        value = _shown(" · ".join(scalar_texts(one.value)), WIDTH - columns(note))
        click.echo(f"  {one.name:10} line {one.value.span.line - above:<4} {one.confidence:.2f}  {value}{note}")
    if body := found.body(fields):
        paragraphs = f"{len(body)} paragraph{'s' if len(body) > 1 else ''}"
        click.echo(f"  {'the story':10} lines {found.body_lines(fields)}, {paragraphs}")
    for left in found.manuscript.left_out:
        click.echo(
            f"  {'left out':10} line {left.span.line - above:<4} {_shown(left.text.strip(), 40)}  ({left.reason})"
        )
    for odd in found.odd():
        click.echo(f"  {'odd':10} line {odd.line - above:<4} {odd.what}: {_shown(odd.text, 40)}")


def _shown(text: str, width: int) -> str:
    return clean(shorten(" ".join(text.split()), max(width, 20)))


def _reviewed(found: Clipping, fields: Mapping[str, Written]) -> Iterator[tuple[str, Written]]:
    """Show the text, and ask about each field and about the text itself, unless all is said to be right."""
    _show_text(found, fields)
    yield "reviewed", True
    is_whole = all(fields.get(name) or found.stated(name) for name in NEEDED)
    if is_whole and click.confirm("  Is all of it right, the fields and the text?", default=False):
        return
    click.echo("  Enter keeps what stands in brackets, `-` empties the field, `+` takes what stands behind “perhaps”.")
    unsure = {one.name: " and ".join(scalar_texts(one.value)) for one in reversed(found.manuscript.inferred)}
    answers: dict[str, Written] = {}
    for name in clipping.ASKED:
        read = fields.get(name)
        known = found.stated(name) or (" and ".join(map(str, read)) if isinstance(read, tuple) else str(read or ""))
        answer = _asked(name, known, "" if known else unsure.get(name, ""))
        if answer != known:
            answers[name] = answer
    yield from answers.items()
    proposed = found.body_lines({**fields, **answers})
    if (chosen := _asked_lines(found, proposed)) != proposed:
        yield "body_lines", chosen


def _show_text(found: Clipping, fields: Mapping[str, Written]) -> None:
    """Print the text with the numbers of its lines, and a bar before those that are the story."""
    own = {
        line
        for piece in found.body(fields)
        for line in range(piece.line, piece.line + found.text.count("\n", piece.start, piece.end) + 1)
    }
    click.echo("  The text; a bar stands before what is the story:")
    for number, line in enumerate(found.words.split("\n"), found.rest.line):
        if line.strip():
            click.echo(f"  {number - found.rest.line + 1:>4} {'|' if number in own else ' '} {clean(line)}")


def _asked(name: str, known: str, perhaps: str) -> str:
    """Ask until the answer can stand in that field; what isn't sure is taken only if somebody says so."""
    words = f"  {name} (perhaps {clean(shorten(perhaps, WIDTH))})" if perhaps else f"  {name}"
    while True:
        answer = str(click.prompt(words, default=known, show_default=bool(known))).strip()
        answer = {"-": "", "+": perhaps or known}.get(answer, answer)
        if not answer and name in NEEDED:
            click.echo(f"  A story needs a {name}." + (" `+` takes the one that is proposed." if perhaps else ""))
            continue
        problem = dates.parse(answer) if name == "date" else None
        if isinstance(problem, dates.DateProblem):
            click.echo(f"  {problem.message}. {problem.hint} A month is 1966-07, a year 1966; or write unknown.")
            continue
        return answer


def _asked_lines(found: Clipping, proposed: str) -> str:
    """Ask which lines are the story, until the answer can be read."""
    while True:
        answer = str(click.prompt("  lines of the story", default=proposed, show_default=bool(proposed))).strip()
        if answer == proposed or found.has_lines(answer):
            return answer
        click.echo("  Write the numbers of its first and last line, in order: 9-33, or 5, 9-33.")
