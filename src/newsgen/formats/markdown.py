"""Stories in Markdown: front matter, then the body.

Only splits; what Markdown means is decided where it is rendered. A story without front matter is an error that
shows what to write, with the headline filled in from the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from newsgen.copydesk import front_matter
from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.manuscript import Manuscript, Slice

MAX_HEADLINE = 160

_HEADING = re.compile(r"^#[ \t]+(\S.*?)[ \t#]*$", re.MULTILINE)
_MARKS = re.compile(r"[*_`~]|^[>#+-]+[ \t]*")
_BLANK = re.compile(r"(?:[ \t]*\n)*")


def read(text: str, path: str) -> Manuscript:
    """Split a story (no BOM, lines ended by `\\n`) into its fields and one slice of body."""
    where, rest = front_matter.split(text)
    fields, problems = front_matter.read(text, where, path)
    if where is None:
        unfenced = _unclosed(path) if front_matter.is_unclosed(text) else _missing(text, path)
        if unfenced.hint in _ABOUT_FENCES:
            where, rest = front_matter.loose(text)
            fields, problems = front_matter.read(text, where, path)
        fields, problems = replace(fields, unread=(*fields.unread, "")), (unfenced, *problems)
    return Manuscript(path, "markdown", fields, _body(text, rest), diagnostics=problems)


def _body(text: str, rest: Slice) -> tuple[Slice, ...]:
    """Skip the blank lines before the body; no slice when nothing follows them."""
    match = _BLANK.match(text, rest.start, rest.end)
    start = match.end() if match else rest.start
    if not text[start : rest.end].strip():
        return ()
    return (Slice(start, rest.end, rest.line + text.count("\n", rest.start, start)),)


_CLOSE = "Put a line with only `---` after the last field."


def _unclosed(path: str) -> Diagnostic:
    return error(
        "front-matter-unclosed",
        Span(path, 1, 1, 3),
        "the front matter that begins on line 1 is never closed",
        _CLOSE,
    )


_MISTAKEN_FENCES = (
    (
        re.compile(r"\+\+\+[ \t]*\n"),
        "the lines between `+++` are TOML, which stories don't use here",
        "Put two `---` lines in their place, and write a colon for each `=`: `headline: Ferry runs again`.",
    ),
    (
        re.compile(r"\{\s*\"[^\"\n]*\"\s*:"),
        "the lines between `{` and `}` are JSON, which stories don't use here",
        "Put `---` on the line above and on the line below, and take the braces and the commas at line ends away.",
    ),
    (
        re.compile(r"[ \t\n]+---[ \t]*\n|-{4,}[ \t]*\n|[–—]+[ \t]*\n"),
        "the story does not begin with a line of three dashes",
        "Make `---` its very first line: three dashes, with nothing before them and nothing behind.",
    ),
    (
        re.compile(r"[A-Za-z_]{2,20}:[^\n]*\n[A-Za-z_]{2,20}:"),
        "the fields at the top have no `---` lines around them",
        "Put a line `---` above the first of them and another below the last.",
    ),
)
"""How stories begin that were written for other tools, or nearly rightly."""


_FIXED = "`newsgen check --fix` does it in all stories, where the fields can be read."
_ABOUT_FENCES = {_CLOSE, *(f"{hint}\n{_FIXED}" for _, _, hint in _MISTAKEN_FENCES[2:])}
"""What is said where the fields themselves can be read."""


def _missing(text: str, path: str) -> Diagnostic:
    for looks, message, hint in _MISTAKEN_FENCES:
        if looks.match(text):
            return error("front-matter-missing", Span(path, 1, 1), message, f"{hint}\n{_FIXED}", meant="---")
    headline = _headline(text) or "What happened"
    return error(
        "front-matter-missing",
        Span(path, 1, 1),
        "the story has no front matter",
        f"Begin the file with these four lines:\n---\nheadline: {_quoted(headline)}\ndate: YYYY-MM-DD\n---",
    )


def _headline(text: str) -> str:
    """Return the first heading, else the first line, without Markdown's marks; nothing if it is too long for one."""
    heading = _HEADING.search(text[:10_000])
    line = heading.group(1) if heading else next(iter(text[:10_000].strip().split("\n")), "")
    plain = " ".join(_MARKS.sub("", line).split())
    return plain if len(plain) <= MAX_HEADLINE else ""


def _quoted(value: str) -> str:
    """Put a value in quotes where YAML would read it otherwise."""
    if re.search(r": |:$| #|^[\W\d]|^(?:yes|no|true|false|null|on|off)$", value, re.IGNORECASE):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value
