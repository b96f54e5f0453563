"""The text of a story, as HTML. The home of markdown-it-py, with `plain` and `footnotes`.

Markdown is CommonMark with tables and footnotes; raw HTML is shown as text, or sanitised where the settings say so.
A clipping is printed as it stands: paragraphs, and nothing else. No text is ever lost: what the parser would drop
silently is an error here. Links are printed only if `urls.allowed` says so; those of the site begin with `urls.ROOT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from newsgen.body.footnotes import UNUSED, footnotes
from newsgen.body.footnotes import anchors as footnote_anchors
from newsgen.body.plain import plain_prose
from newsgen.body.quotes import QUOTES, curly_quotes
from newsgen.news.article import Body
from newsgen.news.diagnostics import Diagnostic, Level, Span, error, warning, with_excerpts
from newsgen.news.fingerprint import of_text
from newsgen.news.pictures import Picture, srcset
from newsgen.news.text import fold, shorten
from newsgen.news.urls import FILES, PICTURES, ROOT, allowed, scheme, with_scheme

MAX_NESTING = 100


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of safe HTML, and what was wrong with its source."""

    html: str
    problems: tuple[Diagnostic, ...] = ()


def clipping(parts: Iterable[str]) -> Fragment:
    """Print the paragraphs of a clipping, no character changed."""
    return Fragment("".join(f"<p>{escape(part, quote=False)}</p>\n" for part in parts))


def markdown(
    body: Body,
    text: str,
    path: str,
    language: str,
    targets: Mapping[str, str],
    pictures: Mapping[str, Picture] | None = None,
    *,
    html: str,
) -> Fragment:
    """Turn Markdown into HTML; `html` is `escaped` or `sanitised`.

    `targets` say where each reference leads, `pictures` what is known of those that are pictures.
    """
    quotes = language.partition("-")[0] if body.typographic else ""
    parser = _parser(quotes if quotes in QUOTES else "", html == "sanitised")
    first_line = body.slices[0].line if body.slices else 1
    press = _Press(path, first_line, text, targets, pictures or {})
    try:
        env: dict[str, Any] = {}
        tokens = parser.parse(text, env)
    except RecursionError:
        return press.lost(0)
    deepest = max(tokens, key=lambda token: token.level, default=None)
    if deepest is not None and deepest.level >= MAX_NESTING - 2:
        return press.lost(deepest.map[0] if deepest.map else 0)
    made = parser.renderer.render(press.pressed(tokens), parser.options, env)
    press.check_definitions(env)
    if html == "sanitised":
        try:
            from newsgen.body.sanitiser import sanitised
        except ModuleNotFoundError:
            return Fragment("", (_MISSING_EXTRA,))
        made = sanitised(made, press.anchors - _RESERVED_ANCHORS)
    return Fragment(made, press.told())


_MISSING_EXTRA = error(
    "html-extra",
    Span("newsgen.toml"),
    '`html = "sanitised"` needs the library nh3, which is not installed',
    "Install it with `pip install newsgen[html]`, or take the setting away.",
)


@cache
def _parser(quotes: str, raw_html: bool) -> MarkdownIt:
    options: dict[str, Any] = {"xhtmlOut": False, "maxNesting": MAX_NESTING, "html": raw_html}
    parser = MarkdownIt("commonmark", options).enable("table").use(footnotes).use(plain_prose)
    if quotes:
        parser.use(curly_quotes, QUOTES[quotes])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 (`_Press` decides)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _table_open(_renderer: object, _tokens: Sequence[Token], _index: int, _options: object, _env: object) -> str:
    return '<div class="table" tabindex="0">\n<table>\n'


def _table_close(_renderer: object, _tokens: Sequence[Token], _index: int, _options: object, _env: object) -> str:
    return "</table>\n</div>\n"


class _Press:
    """Goes over a story's tokens once: settles links, pictures, headings and table cells, and notes problems."""

    def __init__(
        self, path: str, first_line: int, text: str, targets: Mapping[str, str], pictures: Mapping[str, Picture]
    ) -> None:
        self.path = path
        self.first_line = first_line
        self.lines = text.split("\n")
        self.targets = targets
        self.pictures = pictures
        self.problems: list[Diagnostic] = []
        self.block = (0, 0)
        self.anchors: set[str] = set()
        self.found: dict[str, tuple[int, int]] = {}
        self.elsewhere: dict[str, tuple[int, int, int]] = {}

    def told(self) -> tuple[Diagnostic, ...]:
        """Return the problems, each with the line that it is about."""
        return with_excerpts(self.problems, [""] * (self.first_line - 1) + self.lines) if self.problems else ()

    def lost(self, line: int) -> Fragment:
        """Refuse a text that is nested so deeply from some line on that the parser would drop it."""
        message = "lists or quotations are nested too deeply here, and their text would be lost"
        hint = f"At most {MAX_NESTING // 2} levels are taken."
        self.problems = [error("nesting", Span(self.path, self.first_line + line, 1), message, hint)]
        return Fragment("", self.told())

    def pressed(self, tokens: list[Token]) -> list[Token]:
        tokens = _without_empty_headings(tokens)
        levels, level = _heading_levels(tokens), 1
        anchors = self.anchors
        anchors |= _RESERVED_ANCHORS
        anchors |= {name for token in tokens for name in footnote_anchors(token)}
        for index, token in enumerate(tokens):
            if token.map:
                self.block = (token.map[0], token.map[1])
            if token.type in ("heading_open", "heading_close"):
                if token.nesting == 1:
                    level = min(levels[token.tag], level + 1)
                    token.attrSet("id", _anchor(_plain(tokens[index + 1].children or []), anchors))
                token.tag = f"h{level}"
            elif token.type == "footnote_open" and token.meta.get("unused"):
                self._warn_at(token.meta["line"], "footnote-unused", *UNUSED)
            elif token.type == "tr_open" and token.map:
                self._count_cells(tokens, index, token.map[0])
            elif token.type in ("th_open", "td_open"):
                _align_by_class(token)
            elif token.children:
                token.children = list(self._inline(token.children))
        return tokens

    def _inline(self, tokens: list[Token]) -> Iterator[Token]:
        dropped: list[bool] = []
        for token in tokens:
            if token.type == "link_open":
                href = self._target(str(token.attrGet("href") or ""), image=False)
                dropped.append(href is None)
                if href is not None:
                    token.attrSet("href", href)
                    yield token
            elif token.type == "link_close":
                if not dropped.pop():
                    yield token
            elif token.type == "image":
                yield from self._picture(token)
            else:
                yield token

    def _picture(self, token: Token) -> Iterator[Token]:
        alt = _plain(token.children or [])
        written = str(token.attrGet("src") or "")
        src = self._target(written, image=True)
        if src is None:
            yield Token("text", "", 0, content=alt)
            return
        picture = self.pictures.get(written) or self.pictures.get(unquote(written))
        token.children = [Token("text", "", 0, content=alt)]
        token.attrSet("src", src)
        token.attrSet("loading", "lazy")
        if picture:
            token.attrSet("width", str(picture.width))
            token.attrSet("height", str(picture.height))
        if not (picture and picture.widths):
            yield token
            return
        token.attrSet("srcset", srcset(src, picture, ".jpg"))
        token.attrSet("sizes", _SIZES)
        better = f'<source type="image/avif" srcset="{escape(srcset(src, picture, ".avif"))}" sizes="{_SIZES}">'
        yield Token("html_inline", "", 0, content=f"<picture>{better}")
        yield token
        yield Token("html_inline", "", 0, content="</picture>")

    def _target(self, href: str, *, image: bool) -> str | None:
        """Return the address to print, or None when the link is dropped and its text stays."""
        written, href = href, with_scheme(href)
        if not href.startswith("story:") and not allowed(href, image=image):
            message = f"“{written}” is not a link that may be published"
            self._warn("link-scheme", written, message, "Use http, https, mailto or tel.")
            return None
        if href.startswith("/"):
            return ROOT + href
        if scheme(href) and not href.startswith("story:"):
            return href
        if (href.startswith("#") or not href) and not image:
            return href
        found = self.targets.get(href) or self.targets.get(unquote(href))
        if found and not (image and not found.lower().endswith(PICTURES)):
            return ROOT + found
        what = "picture" if image or href.lower().endswith(PICTURES) else "story"
        message = f"there is no {what} “{unquote(href)}” on the site"
        hint = _RESOLVABLE_PICTURE if image else _RESOLVABLE
        file = re.split("[?#]", href.lower(), maxsplit=1)[0]
        if _HOST.match(href) and not file.endswith((".md", ".markdown", ".txt", ".html", *FILES)):
            hint = f"If it leads to another site, write https://{shorten(href, 200)}"
        self._warn("link-unresolved", href, message, hint)
        return None

    def check_definitions(self, env: Mapping[str, Any]) -> None:
        """Warn of `[words]: target` lines that nothing uses: CommonMark takes them out of the text."""
        named = [(label, made["map"][0]) for label, made in env.get("references", {}).items()]
        again = [made["map"][0] for made in env.get("duplicate_refs", ())]
        if not named and not again:
            return
        defining = {line for _, line in named} | set(again)
        rest = "\n".join("" if number in defining else line for number, line in enumerate(self.lines))
        used = {normalizeReference(label) for label in _LABEL.findall(rest)}
        unused = [(line, label) for label, line in named if label not in used]
        for line, label in sorted([*unused, *((line, "") for line in again)]):
            message = "this line is not printed: it gives a link its address, and no link uses it"
            hint = "If it belongs to the text, write `\\[` for the bracket."
            is_web = label and scheme(env["references"][label]["href"]) in ("http", "https")
            found = warning("definition-unused", self._line(line), message, hint)
            # an address of the web is hardly somebody's words
            self.problems.append(replace(found, level=Level.NOTE) if is_web else found)

    def _count_cells(self, tokens: Sequence[Token], index: int, line: int) -> None:
        """Put what a row has more than the table's head into its last cell, as it is written: the parser drops it."""
        written = [cell.strip() for cell in escapedSplit(self.lines[line].strip())]
        cells = written[1 if not written[0] else 0 : len(written) - (1 if not written[-1] else 0)]
        printed, last = 0, tokens[index]
        while tokens[index].type != "tr_close":
            printed += tokens[index].type in ("td_open", "th_open")
            last = tokens[index] if tokens[index].type == "inline" else last
            index += 1
        if any(cells[printed:]):
            last.children = [*(last.children or []), Token("text", "", 0, content=" | ".join(["", *cells[printed:]]))]
            message = (
                f"this row has {len(cells)} cells, and the table's head has {printed}: the last one holds the rest"
            )
            hint = "Give the head as many cells, or write `\\|` for a bar that belongs to the text."
            self._warn_at(line, "table-cells", message, hint)

    def _warn(self, code: str, href: str, message: str, hint: str) -> None:
        self.problems.append(warning(code, self._place(href), message, hint))

    def _warn_at(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(warning(code, self._line(line), message, hint))

    def _line(self, line: int) -> Span:
        return Span(self.path, self.first_line + line, 1, max(len(self.lines[line]), 1))

    def _place(self, href: str) -> Span:
        """Find where a target is written next: in the block that is being pressed, else (`[r]: …`) anywhere."""
        start, end = self.block[0], min(self.block[1], len(self.lines))
        line, column = self.found.get(href, (0, 0))
        if not start <= line < end:
            line, column = start, 0
        place = self._next(href, range(line, end), column)
        if place:
            self.found[href] = (place[0], place[1] + 1)
        else:
            if href not in self.elsewhere:
                self.elsewhere[href] = self._next(href, range(len(self.lines))) or (start, 0, 1)
            place = self.elsewhere[href]
        return Span(self.path, self.first_line + place[0], place[1] + 1, place[2])

    def _next(self, href: str, numbers: Iterable[int], column: int = 0) -> tuple[int, int, int] | None:
        """Return line, column and length of the first link in some lines that has a target, from a column on."""
        if not href:
            return None
        written = re.compile(_TARGET.format("|".join(map(re.escape, dict.fromkeys((href, unquote(href)))))))
        for number in numbers:
            if found := written.search(self.lines[number], column):
                return number, found.start(1), len(found[1])
            column = 0
        return None


_SIZES = "(min-width: 40rem) 36rem, 100vw"
"""How wide a picture in a text is shown: the measure of the theme."""

_TARGET = r"(?:\]\(\s*<?|\]:\s*<?|<|^[\s>]*<?(?=\S+\)))({})(?=[\s)>]|\Z)"
"""A whole target where one is written: behind the words, in angle brackets, or first in its line."""

_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?=[/:?#]|\Z)")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]")
_RESOLVABLE = "Write the file's name relative to this one, or `story:` and the story's id."
_RESOLVABLE_PICTURE = "Put the picture beside the story and write its name: `![what it shows](ferry.jpg)`."
_RESERVED_ANCHORS = frozenset(
    {"main", "corrections", "newest", "sections", "years", "by-year", "related", "on-this-day"}
)
"""Anchors that the theme's pages have."""


def _without_empty_headings(tokens: list[Token]) -> list[Token]:
    """Leave out headings without a word: they say nothing, and a screen reader stops at each."""
    opened = [at for at, token in enumerate(tokens) if token.type == "heading_open" and not tokens[at + 1].content]
    gone = {at + more for at in opened for more in range(3)}
    return [token for at, token in enumerate(tokens) if at not in gone] if gone else tokens


def _heading_levels(tokens: Iterable[Token]) -> dict[str, int]:
    """Map the heading levels that a text uses to 2 and below, without gaps: `h1` is the headline's."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    return {tag: min(number, 6) for number, tag in enumerate(used, 2)}


def _anchor(words: str, taken: set[str]) -> str:
    """Return an id for a heading: its words, folded; numbered when the text has it twice."""
    base = re.sub(r"[^\w-]+", "-", fold(words)).strip("-") or "h-" + of_text(words)[:6]
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor


def _align_by_class(token: Token) -> None:
    """Say a cell's alignment by class: a page's policy allows no inline style."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrSet("class", style.removeprefix("text-align:"))


def _plain(tokens: Iterable[Token]) -> str:
    return "".join(_plain(token.children) if token.children else token.content for token in tokens)
