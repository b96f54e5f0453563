"""A story's text without its marks, near enough for search: what is read, not what is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from newsgen.news.text import shorten

LEDE = 200
"""So many characters of a story's beginning stand under its headline in the results of a search."""

_TARGET = re.compile(r"\]\(<?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*>?(?:\s+\"[^\"\n]*\")?\)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_NO_LEDE = re.compile(r"\s*(?:#|!\[|>|\||[-*+]\s|\d+[.)]\s|```|~~~|\[\^|<|[-=*_]{3,}\s*$|$)")
_IMAGE = re.compile(r"!\[[^\]]*\]")
_SIGNS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|\\(?=[!-/:-@\[-`{-~])|\[\^[^\]]*\]|[\[\]]")
_WITHIN = re.compile(r"[*`\[\]]+(?=[^\x00-\x7f])")
_FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)


def plain(pieces: Sequence[str], syntax: str, *, is_html: bool) -> str:
    """Return the text of a story; `pieces` are as the source has them, `is_html` says that tags in it are printed."""
    text = "\n\n".join(pieces)
    if syntax == "clipping":
        return text
    if "](" in text:
        text = _TARGET.sub("]", text)
    if "]:" in text:
        text = _DEFINITION.sub("", _FOOTNOTE.sub("", text))
    if is_html and "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii():  # a particle may follow a link or a stressed word: 「**渡し**船」 is one word
        text = _WITHIN.sub(
            lambda found: "" if found.string[found.start() - 1 : found.start()] > "\x7f" else found[0], text
        )
    return unescape(text) if "&" in text else text


def lede(text: str, syntax: str) -> str:
    """Return the first paragraph of a plain text on one line, cut at a word's end."""
    if syntax == "clipping":
        return shorten(" ".join(text[: 2 * LEDE].partition("\n\n")[0].split()), LEDE)
    for block in text[: 8 * LEDE].split("\n\n"):
        if not _NO_LEDE.match(block):
            return shorten(" ".join(_SIGNS.sub("", _IMAGE.sub("", block)).split()), LEDE)
    return ""
