"""The rules that stories and pages share: slug, body, and the links written in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from html import unescape

from newsgen.news import slugs
from newsgen.news.article import Body
from newsgen.news.diagnostics import Span
from newsgen.news.fields import Report, is_absent
from newsgen.news.fingerprint import of_text
from newsgen.news.manuscript import Manuscript
from newsgen.news.settings import Settings
from newsgen.news.text import shorten
from newsgen.news.urls import allowed, scheme

_NAMING = ("field-foreign", "field-unknown", "front-matter-syntax")
"""Problems whose hint names the field that was meant."""

HEADLINE_HINT = "Add a line `headline: …` between the two `---` at the top."

_LINK = re.compile(r"\]\(\s*(?:<([^<>\n]*)>|((?:\\.|[^\s<>()\\]|\((?:\\.|[^\s<>()\\])*\))+))")
_DEFINITION = re.compile(r"^[ \t>*+0-9.)-]*\[[^\]\n]{1,200}\]:\s*(?:<([^<>\n]+)>|([^\s<>]+))", re.MULTILINE)
_STORY = re.compile(r"<(story:[^\s<>]+)>")
_REFERENCES = (("](", _LINK), ("]:", _DEFINITION), ("<story:", _STORY))
"""What may be a link target in Markdown, and a sign without which there is none: `[words](file_(1).md)`, `[words](<my
file.md>)`, `[words]: file.md`, `<story:id>`. Rather a few too many than one too few."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def was_asked(name: str, known: Collection[str], manuscript: Manuscript, report: Report) -> bool:
    """Tell whether a problem with this field has been noted already, so that it isn't called missing too.

    A field that can't be read and whose name isn't known either may be any.
    """
    entry = next((entry for entry in manuscript.fields if entry.name == name), None)
    if entry and (not is_absent(entry.value) or any(p.span.line == entry.span.line for p in report.problems)):
        return True
    if any(unread == name or unread not in known for unread in manuscript.fields.unread):
        return True
    return any(
        p.code.startswith(f"{name}-") or (p.code in _NAMING and re.search(rf"`{name}[`:]", p.hint))
        for p in report.problems
    )


def slug_of(stated: object, manuscript: Manuscript, headline: str, settings: Settings, report: Report) -> str:
    """Return the last part of the address: what the editor stated, else made of the headline."""
    if not isinstance(stated, str):
        return slugs.from_headline(headline, keep_script=settings.slugs == "unicode")
    value = manuscript.fields.get("slug")
    span = value.span if value else Span(manuscript.path, 1, 1)
    made = slugs.pinned(stated)
    if not slugs.is_one_part(stated):
        message = f"the slug “{shorten(stated, 80)}” would lead out of its folder"
        hint = "A slug is one part of an address: letters, digits and hyphens."
        report.error("path", span, message, hint)
    elif made != unicodedata.normalize("NFC", stated):
        reason = "can't stand in an address on every system"
        if stated.isdecimal():
            reason = "is a number, and would look like a day or a year"
        elif len(stated) > slugs.MAX_LENGTH:
            reason = f"is longer than {slugs.MAX_LENGTH} characters"
        message = f"the slug “{shorten(stated, 80)}” {reason}: it becomes “{made}”"
        report.warning("slug-changed", span, message, f"Write `slug: {made}`.")
    return made


def body_of(manuscript: Manuscript, text: str, *, typographic: bool) -> Body:
    """Return the handle on a body, with the links in it that may lead to other sources."""
    parts = [text[piece.start : piece.end] for piece in manuscript.body]
    references: tuple[str, ...] = ()
    if manuscript.syntax == "markdown":
        written = (
            m[m.lastindex or 0] for part in parts for sign, p in _REFERENCES if sign in part for m in p.finditer(part)
        )
        found = (_ESCAPED.sub(r"\1", target) for target in written)
        references = tuple(sorted({target for target in map(unescape, found) if _is_internal(target)}))
    digest = of_text("\x00".join(parts))
    return Body(manuscript.syntax, manuscript.body, digest, references, typographic)


def _is_internal(target: str) -> bool:
    if target.startswith("story:"):
        return True
    return bool(target) and not target.startswith(("#", "/", "?")) and not scheme(target) and allowed(target)


def timeless(body: Body) -> Body:
    """Return a body without the parts that its own digest stands for."""
    return replace(body, slices=(), digest="")
