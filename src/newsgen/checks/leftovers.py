"""What another program would have read, and what a web page had around the story, is printed as text here.

Texts that are taken over from other tools hold their signs: Liquid's `{% %}`, Hugo's and WordPress's shortcodes,
kramdown's `{: }`, HTML. Texts that are copied out of a browser bring along buttons and forms: “Leave a Reply”, “Share
this:”. Readers would see all of it. Text in backticks is meant to be shown, and is let alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.news.diagnostics import Diagnostic, Span, warning
from newsgen.news.prose import Prose
from newsgen.news.text import shorten

CODES = ("leftover", "html-shown")

_DELETE = "Delete it, or write in Markdown what it stood for."
_SHORTCODE = re.compile(
    r"\[(?:/(?=\w+\])|(?=\w+\s+[\w-]+=)|(?=gallery\]|embed\]http))"
    r"(?:caption|gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+|su_\w+)(?:\s[^\]]{0,500})?\](?![(:])"
)
"""With attributes, or closing: in brackets alone such a word may be a link."""

# What may stand between two signs is bounded: a line with thousands of opening ones would take minutes.
_SIGNS: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    ("{%", re.compile(r"\{%-?\s.{0,300}?%\}"), "a tag of Liquid", _DELETE),
    ("{{", re.compile(r"\{\{[<%].{0,500}?[%>]\}\}"), "a shortcode of Hugo", _DELETE),
    ("{{", re.compile(r"\{\{-?\s{0,9}[\w.].{0,300}?\}\}"), "a variable of a template", _DELETE),
    ("{:", re.compile(r"\{:\s{0,9}[.#\w][^}]{0,300}\}"), "an attribute of kramdown", "Delete it."),
    ("{filename}", re.compile(r"\{filename\}\S+"), "a link of Pelican", "Write the file's name alone."),
    ("{static}", re.compile(r"\{static\}\S+"), "a link of Pelican", "Write the file's name alone."),
    ("{attach}", re.compile(r"\{attach\}\S+"), "a link of Pelican", "Write the file's name alone."),
    (
        "[",
        _SHORTCODE,
        "a shortcode of WordPress",
        _DELETE,
    ),
    ("<!--", re.compile(r"<!--\s{0,9}(?:more|nextpage|/?wp:).{0,500}?-->"), "a mark of WordPress", "Delete it."),
    (".. ", re.compile(r"^\.\. (?:image|figure|code-block|raw|_\w+)::?.*"), "a directive of reStructuredText", _DELETE),
)
_FURNITURE = re.compile(
    r"\W*(?:leave a (?:reply|comment)|cancel reply|share this:?|share on (?:facebook|twitter|x|whatsapp)"
    r"|click to (?:share|email|print)\b.*|like this:?|like loading\.*|loading\.\.\.|related posts?:?"
    r"|posted in\b.{0,60}|filed under:.{0,60}|tagged:\s.{0,60}|your email address will not be published\b.*"
    r"|(?:no|\d+) comments?|subscribe to our newsletter.*|sign up for our newsletter.*|advertisement"
    r"|continue reading\b.{0,80}|read more)\W*",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"[=_*~-]{5,}|(?:page|pg\.|p\.) ?(?:one|\d{1,3})\.?|\W?continued (?:on|from) (?:page|p\.).{1,12}", re.IGNORECASE
)
"""A line of a clipping that was drawn, or says on which page of the paper it is."""

_REMARK = re.compile(r"<!--(?!\s{0,9}(?:more|nextpage|/?wp:)).{0,300}?(?:-->|$)")
_TAG = re.compile(
    r"</?(?:p|br|div|span|img|a|b|i|em|strong|u|font|center|iframe|script|style|table|tr|td|ul|ol|li|h[1-6]|blockquote"
    r"|figure|figcaption|hr|sup|sub|small)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def read(prose: Prose) -> Iterator[Diagnostic]:
    """Find what was left over in a story in Markdown, and what surrounded one on its page."""
    if prose.syntax == "markdown":
        yield from _signs(prose)
    is_kept = prose.syntax == "clipping"
    for number, line in prose.written:
        words = line.strip()
        if not words or len(line) >= 120:
            continue
        if (_FURNITURE.fullmatch(words) and not words[0].islower()) or (is_kept and _RULE.fullmatch(words)):
            span = Span(prose.path, number, len(line) - len(line.lstrip()) + 1, len(words))
            message = f"“{words}” looks like a part of a web page, not of the story"
            hint = (
                "Leave its line out: `body_lines` says which lines are the story." if is_kept else "Delete this line."
            )
            yield warning("leftover", span, message, hint)


def _signs(prose: Prose) -> Iterator[Diagnostic]:
    text = prose.text
    signs = [row for row in _SIGNS if row[0] in text]
    if prose.html == "escaped" and "<" in text:
        yield from _html(prose)
        yield from _remarks(prose)
    for number, line in prose.written:
        for sign, looks, what, hint in signs:
            if sign in line:
                for match in looks.finditer(line):
                    yield _left(prose, number, match, what, hint)


def _html(prose: Prose) -> Iterator[Diagnostic]:
    """Tell of the first line with HTML, and how many there are: a page that was taken over has it on all of them."""
    found = [(number, tag) for number, line in prose.written if "<" in line and (tag := _TAG.search(line))]
    if found:
        number, tag = found[0]
        others = f", and so it is on {len(found) - 1:,} more {'lines' if len(found) > 2 else 'line'}"
        message = f"“{tag[0]}” is HTML, and is shown to readers as it stands{others if len(found) > 1 else ''}"
        hint = 'Write it in Markdown, or set `html = "sanitised"` below [build] in newsgen.toml.'
        yield warning("html-shown", Span(prose.path, number, tag.start() + 1, len(tag[0])), message, hint)


def _remarks(prose: Prose) -> Iterator[Diagnostic]:
    """Tell of the first remark: whoever wrote it for the desk doesn't expect that readers see it."""
    for number, line in prose.written:
        if "<!--" in line and (match := _REMARK.search(line)):
            message = f"“{shorten(match[0], 60)}” is a remark in HTML, and is shown to readers as it stands"
            hint = "Notes for editors go into the field `ednote`, which is never published."
            yield warning("html-shown", Span(prose.path, number, match.start() + 1, len(match[0])), message, hint)
            return


def _left(prose: Prose, number: int, match: re.Match[str], what: str, hint: str) -> Diagnostic:
    span = Span(prose.path, number, match.start() + 1, len(match[0]))
    shown = match[0] if len(match[0]) <= 60 else match[0][:59] + "…"
    return warning("leftover", span, f"“{shown}” is {what}, and is printed as it stands", hint)
