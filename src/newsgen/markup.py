"""The text of a story, as HTML. The one home of markdown-it-py, its plug-ins, and nh3.

Markdown is CommonMark with tables and footnotes; raw HTML is shown as text, or sanitised where the settings say so.
A clipping is printed as it stands: paragraphs, and nothing else. No text is ever lost: what the parser would drop
silently is an error here. Links are printed only if `urls.allowed` says so; those of the site begin with `urls.ROOT`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from newsgen.news.article import Body
from newsgen.news.diagnostics import Diagnostic, Span, error, warning, with_excerpts
from newsgen.news.fingerprint import of_text
from newsgen.news.text import fold
from newsgen.news.urls import PICTURES, ROOT, allowed
from newsgen.plain import plain_prose

MAX_NESTING = 100

_QUOTES: dict[str, tuple[str, str, str, str]] = {
    "en": ("“", "”", "‘", "’"),
    "de": ("„", "“", "‚", "‘"),
    "fr": ("«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"),
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "pt": ("“", "”", "‘", "’"),
    "nl": ("“", "”", "‘", "’"),
    "ru": ("«", "»", "„", "“"),
    "uk": ("«", "»", "„", "“"),
    "pl": ("„", "”", "‚", "’"),
    "sv": ("”", "”", "’", "’"),
    "ar": ("“", "”", "‘", "’"),
    "zh": ("“", "”", "‘", "’"),
}
"""Curly quotes by language. Others keep what was typed, Hebrew above all: its gershayim are no quotes."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of safe HTML, and what was wrong with its source."""

    html: str
    problems: tuple[Diagnostic, ...] = ()


def clipping(parts: Iterable[str]) -> Fragment:
    """Print the paragraphs of a clipping, no character changed."""
    return Fragment("".join(f"<p>{escape(part, quote=False)}</p>\n" for part in parts))


def markdown(body: Body, text: str, path: str, language: str, targets: Mapping[str, str], *, html: str) -> Fragment:
    """Turn Markdown into HTML; `targets` say where each reference leads, `html` is `escaped` or `sanitised`."""
    quotes = language.partition("-")[0] if body.typographic else ""
    parser = _parser(quotes if quotes in _QUOTES else "", html == "sanitised")
    first_line = body.slices[0].line if body.slices else 1
    press = _Press(path, first_line, text, targets)
    try:
        tokens = parser.parse(text)
    except RecursionError:
        return Fragment("", (_too_deep(Span(path, first_line, 1)),))
    deepest = max(tokens, key=lambda token: token.level, default=None)
    if deepest is not None and deepest.level >= MAX_NESTING - 2:
        line = first_line + (deepest.map[0] if deepest.map else 0)
        return Fragment("", (_too_deep(Span(path, line, 1)),))
    made = parser.renderer.render(press.pressed(tokens), parser.options, {})
    problems = with_excerpts(press.problems, [""] * (first_line - 1) + press.lines) if press.problems else ()
    return Fragment(_sanitised(made) if html == "sanitised" else made, problems)


def _too_deep(span: Span) -> Diagnostic:
    message = "lists or quotations are nested too deeply here, and their text would be lost"
    return error("nesting", span, message, f"At most {MAX_NESTING // 2} levels are taken.")


@cache
def _parser(quotes: str, raw_html: bool) -> MarkdownIt:
    options: dict[str, Any] = {"xhtmlOut": False, "maxNesting": MAX_NESTING, "html": raw_html, "typographer": bool(quotes)}
    parser = MarkdownIt("commonmark", options).enable("table").use(footnote_plugin).use(plain_prose)
    if quotes:
        parser.options["quotes"] = list(_QUOTES[quotes])
        parser.enable("smartquotes")
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

    def __init__(self, path: str, first_line: int, text: str, targets: Mapping[str, str]) -> None:
        self.path = path
        self.first_line = first_line
        self.lines = text.split("\n")
        self.targets = targets
        self.problems: list[Diagnostic] = []
        self.block = (0, 0)

    def pressed(self, tokens: list[Token]) -> list[Token]:
        levels = _heading_levels(tokens)
        anchors: set[str] = set()
        for index, token in enumerate(tokens):
            if token.map:
                self.block = (token.map[0], token.map[1])
            if token.type in ("heading_open", "heading_close"):
                token.tag = levels[token.tag]
                if token.nesting == 1:
                    token.attrSet("id", _anchor(tokens[index + 1].content, anchors))
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
                yield self._picture(token)
            else:
                yield token

    def _picture(self, token: Token) -> Token:
        alt = _plain(token.children or [])
        src = self._target(str(token.attrGet("src") or ""), image=True)
        if src is None:
            return Token("text", "", 0, content=alt)
        token.attrSet("src", src)
        token.attrSet("loading", "lazy")
        return token

    def _target(self, href: str, *, image: bool) -> str | None:
        """Return the address to print, or None when the link is dropped and its text stays."""
        if not href.startswith("story:") and not allowed(href, image=image):
            message = f"“{href}” is not a link that may be published"
            self._warn("link-scheme", href, message, "Use http, https, mailto or tel.")
            return None
        if href.startswith("/"):
            return ROOT + href
        if ":" in href.partition("/")[0] and not href.startswith("story:"):
            return href
        if href.startswith("#") or not href:
            return href
        found = self.targets.get(href) or self.targets.get(unquote(href))
        if found:
            return ROOT + found
        what = "picture" if image or href.lower().endswith(PICTURES) else "story"
        self._warn(
            "link-unresolved",
            href,
            f"there is no {what} “{unquote(href)}” on the site",
            "Write the file's name relative to this one, or `story:` and the story's id.",
        )
        return None

    def _warn(self, code: str, href: str, message: str, hint: str) -> None:
        self.problems.append(warning(code, self._place(href), message, hint))

    def _place(self, href: str) -> Span:
        """Find where a target is written, in the block that is being pressed."""
        for number in range(self.block[0], self.block[1]):
            for written in (href, unquote(href)):
                column = self.lines[number].find(written) if number < len(self.lines) else -1
                if column >= 0:
                    return Span(self.path, self.first_line + number, column + 1, len(written))
        return Span(self.path, self.first_line + self.block[0], 1)


def _heading_levels(tokens: Iterable[Token]) -> dict[str, str]:
    """Map the heading levels that a text uses to `h2` and below, without gaps: `h1` is the headline's."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    return {tag: f"h{min(number, 6)}" for number, tag in enumerate(used, 2)}


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


_STAND_IN = "https://root.invalid/"
_CLASSES: dict[str, set[str]] = {
    "div": {"table"},
    "th": {"left", "right", "center"},
    "td": {"left", "right", "center"},
    "sup": {"footnote-ref"},
    "hr": {"footnotes-sep"},
    "section": {"footnotes"},
    "ol": {"footnotes-list"},
    "li": {"footnote-item"},
    "a": {"footnote-backref"},
}


@cache
def _cleaner() -> Callable[[str], str]:
    import nh3  # the extra `html`, asked for by the settings; the command line has checked that it is there

    tags = set(nh3.ALLOWED_TAGS) | {"section"}
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    for tag in ("h2", "h3", "h4", "h5", "h6", "li", "a"):
        attributes.setdefault(tag, set()).add("id")
    attributes.setdefault("img", set()).add("loading")
    attributes.setdefault("div", set()).add("tabindex")
    cleaner = nh3.Cleaner(
        tags=tags,
        attributes=attributes,
        allowed_classes=_CLASSES,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    return cleaner.clean


def _sanitised(html: str) -> str:
    """Clean the finished fragment; the mark of the site's root survives as an address that can't exist."""
    return _cleaner()(html.replace(ROOT + "/", _STAND_IN)).replace(_STAND_IN, ROOT + "/")
