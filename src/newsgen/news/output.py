"""One file to be made: where it goes, who makes it, and everything that it depends on.

An output is a pure function of the inputs that `inputs` walks over. The same walk is hashed (the fingerprint) and
printed (`newsgen why`); there is no second list to forget. A view is a frozen dataclass: whatever a template can
reach through it is in the walk, because the walk is over the view's own fields.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from newsgen.news.article import Article, Page
from newsgen.news.dates import NewsDate
from newsgen.news.fingerprint import LENGTH


@dataclass(frozen=True, slots=True)
class Templated:
    """Made by a template of the theme: HTML or XML."""

    template: str


@dataclass(frozen=True, slots=True)
class Serialised:
    """Made by a function of the module `newsgen.outputs.NAME`, `serialise(view)`, with its own escaping."""

    name: str


@dataclass(frozen=True, slots=True)
class Copied:
    """The bytes of a file of the project or the theme, whose digest is known."""

    source: str
    digest: str


Maker = Templated | Serialised | Copied


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site. `origin` is what a message about it names; `texts` are the stories and pages whose
    text it prints, with what their links point to; `absolute` asks for addresses with the base URL in them."""

    path: str
    maker: Maker
    view: object
    origin: str
    texts: tuple[PrintedText, ...] = ()
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The text of one story or page, and where each reference in it leads: its address, or empty for nowhere."""

    story: Article | Page
    targets: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """Return what stands for the text in a fingerprint: its own digest, its syntax, and its targets."""
        body = self.story.body
        targets = repr(self.targets) if self.targets else ""
        return f"{body.digest}{body.syntax}{int(body.typographic)}{self.story_language}{targets}"

    @property
    def story_language(self) -> str:
        """Return the language that quotes are set in."""
        return self.story.lang if isinstance(self.story, Page) else self.story.teaser.lang


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every output depends on beside its own view: versions, masthead, and the closure of each template."""

    toolchain: str
    masthead: str
    words: str
    templates: dict[str, str]


def inputs(output: Output, surroundings: Surroundings) -> Iterator[tuple[str, str]]:
    """Yield (name, digest) of everything that an output depends on, its own path first."""
    yield "path", output.path
    maker = output.maker
    if isinstance(maker, Copied):
        yield f"file {maker.source}", maker.digest
        return
    yield "toolchain", surroundings.toolchain
    yield "masthead", surroundings.masthead
    yield "words", surroundings.words
    if isinstance(maker, Templated):
        yield f"template {maker.template}", surroundings.templates[maker.template]
    else:
        yield f"serialiser {maker.name}", maker.name
    view: Any = output.view
    for name in _names(type(view)):
        value = getattr(view, name)
        if isinstance(value, tuple):
            yield name, str(len(value))
            for item in value:
                yield name, digest_of(item)
        else:
            yield name, digest_of(value)
    for text in output.texts:
        yield f"text of {text.story.source}", text.digest


def fingerprint(output: Output, surroundings: Surroundings) -> str:
    """Return the short string that stands for all inputs of an output."""
    said = "\x1f".join([part for pair in inputs(output, surroundings) for part in pair])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def digest_of(value: Any) -> str:
    """Return what stands for one value in a fingerprint: its own digest where it has one, else all it says."""
    if value is None or isinstance(value, str | int | NewsDate):
        return repr(value)
    digest = getattr(value, "digest", None)
    if digest:
        return str(digest)
    if isinstance(value, tuple):
        return "(" + ",".join([digest_of(item) for item in value]) + ")"
    return f"{type(value).__name__}({','.join([digest_of(getattr(value, name)) for name in _names(type(value))])})"


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(view: type[Any]) -> tuple[str, ...]:
    """Return a dataclass's field names, remembered: asking for them costs more than hashing the values."""
    names = _NAMES.get(view)
    if names is None:
        names = _NAMES[view] = tuple(field.name for field in fields(view))
    return names
