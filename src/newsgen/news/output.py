"""One file to be made: where it goes, who makes it, and everything that it depends on.

An output is a pure function of the inputs that `inputs` walks over. The same walk is hashed (the fingerprint) and
printed (`newsgen why`); there is no second list to forget. A view is a frozen dataclass: whatever a template can
reach through it is in the walk, because the walk is over the view's own fields.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from newsgen.news.article import Article, Page
from newsgen.news.dates import NewsDate
from newsgen.news.fingerprint import LENGTH, of_text
from newsgen.news.pictures import Picture


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


@dataclass(frozen=True, slots=True)
class Converted:
    """A copy of a picture, so many pixels wide, in the format that `suffix` names, with nothing else in it."""

    source: str
    digest: str
    width: int
    suffix: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card: headline, paper and day, drawn with a font of the project whose digest is known."""

    font: str
    font_digest: str
    headline: str
    label: str
    day: str


@dataclass(frozen=True, slots=True)
class Derived:
    """Made of the bytes of all other outputs, when they are made."""

    name: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Made by the module `newsgen.outputs.NAME` of the texts of many stories, in portions that are kept between builds.

    `portion(view, portion, texts)` makes each of the view's `portions`, `gathered(portions)` the file of them.
    """

    name: str


Pictured = Converted | Drawn
"""What Pillow makes."""

Maker = Templated | Serialised | Copied | Pictured | Derived | Gathered


@dataclass(frozen=True, slots=True)
class Portion:
    """Some stories that a gathered output is made of, in order."""

    name: str
    stories: tuple[Article, ...]

    @property
    def digest(self) -> str:
        """Return what stands for all of the stories and their texts."""
        return of_text(" ".join([digest for story in self.stories for digest in (story.digest, story.body.digest)]))


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

    @property
    def is_story(self) -> bool:
        """Tell whether this is a story's own page."""
        return self.origin.startswith("articles/") and bool(self.texts)


@dataclass(frozen=True, slots=True)
class Family:
    """Outputs that are planned together, because they depend on the same things.

    `plan` is a function of a module that sees `inputs` and nothing else; so while the digest of the inputs is what it
    was, the outputs are what they were and need not be planned.
    """

    name: str
    plan: Callable[..., Iterator[Output]]
    inputs: tuple[object, ...]

    @property
    def digest(self) -> str:
        """Return what stands for all that the outputs depend on, but for what every output does."""
        return of_text(digest_of(self.inputs))

    def outputs(self) -> Iterator[Output]:
        """Plan the family."""
        return self.plan(*self.inputs)


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The text of one story or page, and where each reference in it leads: its address, or empty for nowhere.

    `pictures` are what is known of the pictures among the references.
    """

    story: Article | Page
    targets: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()

    @property
    def digest(self) -> str:
        """Return what stands for the story, its text and where its links lead."""
        return f"{self.story.digest}{self.text_digest}"

    @property
    def text_digest(self) -> str:
        """Return what stands for the text alone: its own digest, its syntax, its language, and its targets."""
        body = self.story.body
        targets = repr((self.targets, self.pictures)) if self.targets else ""
        return f"{body.digest}{body.syntax}{int(body.typographic)}{self.story_language}{targets}"

    @property
    def story_language(self) -> str:
        """Return the language that quotes are set in."""
        return self.story.lang if isinstance(self.story, Page) else self.story.teaser.lang


@dataclass(frozen=True, slots=True)
class Closure:
    """A template with everything that it extends, includes or imports."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every output depends on beside its own view: versions, masthead, and the closure of each template."""

    toolchain: str
    masthead: str
    words: str
    templates: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Return what stands for all of it."""
        return of_text(repr((self.toolchain, self.masthead, self.words, sorted(self.templates.items()))))


def inputs(output: Output, surroundings: Surroundings) -> Iterator[tuple[str, object]]:
    """Yield (label, value) of everything that an output depends on, its own path first."""
    yield "path", output.path
    maker = output.maker
    if isinstance(maker, Copied):
        yield "file", maker
        return
    yield "toolchain", surroundings.toolchain
    if isinstance(maker, Pictured):
        yield "picture", maker
        return
    yield "masthead", surroundings.masthead
    yield "words", surroundings.words
    if isinstance(maker, Templated):
        yield "template", Closure(maker.template, surroundings.templates[maker.template])
    else:
        yield "maker", maker.name
    view: Any = output.view
    for name in field_names(type(view)):
        value = getattr(view, name)
        if isinstance(value, tuple):
            yield name, len(value)
            for item in value:
                yield name, item
        else:
            yield name, value
    for text in output.texts:
        yield "text", text


def fingerprint(output: Output, surroundings: Surroundings) -> str:
    """Return the short string that stands for all inputs of an output."""
    said = "\x1f".join([f"{label} {digest_of(value)}" for label, value in inputs(output, surroundings)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


_SURROUNDINGS = {
    "toolchain": "the versions of newsgen, Python and the libraries",
    "masthead": "the settings that pages show",
    "words": "the theme's words",
}

Told = tuple[list[tuple[str, str, str]], list[str]]
"""The inputs of an output, each as (label, what it is, digest), and what made the output stale last time."""


def told(output: Output, surroundings: Surroundings, before: Told | None) -> Told:
    """Return an output's inputs in words, and which of them are not what they were `before`."""
    found = [
        (label, _SURROUNDINGS.get(label) or described(value), _short(digest_of(value)))
        for label, value in inputs(output, surroundings)
    ]
    if before is None:
        return found, ["it was made for the first time"]
    old = set(before[0])
    reasons = [f"{each[0]}: {each[1]} is new or changed" for each in found if each not in old]
    kept = {(label, what) for label, what, _ in found}
    # What is gone is not named: it may be hidden now, and nothing of it may stay behind.
    gone = dict.fromkeys(label for label, what, _ in before[0] if (label, what) not in kept)
    reasons += [f"{label}: one is gone" for label in gone]
    return found, reasons or ["its file was not as newsgen had left it, or nothing was known of it"]


def _short(digest: str) -> str:
    return digest if len(digest) <= LENGTH else of_text(digest)[:16]


_NAMED_BY: dict[type, str] = {}
"""The field by which each noun met so far is told; empty for those that have none."""


def described(value: Any) -> str:
    """Return a few words for one input."""
    noun = type(value)
    if noun is str or noun is int:
        return str(value)
    if value is None:
        return ""
    if isinstance(value, NewsDate):
        return value.iso
    if noun is tuple:
        return ", ".join(filter(None, map(described, value)))
    if noun not in _NAMED_BY:
        known = ("source", "story", "id", "url", "name", "label")
        _NAMED_BY[noun] = next((name for name in known if hasattr(value, name)), "")
    name = _NAMED_BY[noun]
    return described(getattr(value, name)) if name else noun.__name__.lower()


def digest_of(value: Any) -> str:
    """Return what stands for one value in a fingerprint: its own digest where it has one, else all it says."""
    if value is None or isinstance(value, str | int):
        return repr(value)
    digest = getattr(value, "digest", None)
    if digest:
        return digest if isinstance(digest, str) else str(digest)
    if isinstance(value, tuple):
        try:
            return f"({','.join([item.digest for item in value])})"
        except AttributeError:
            return f"({','.join([digest_of(item) for item in value])})"
    return f"{type(value).__name__}({','.join([digest_of(getattr(value, name)) for name in field_names(type(value))])})"


_NAMES: dict[type, tuple[str, ...]] = {}


def field_names(view: type[Any]) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, remembered: asking for them costs more than hashing the values."""
    names = _NAMES.get(view)
    if names is None:
        names = _NAMES[view] = tuple(field.name for field in fields(view))
    return names
