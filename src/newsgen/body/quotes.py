"""Typographic quotation marks, by language: what markdown-it-py sets, with short cuts, and Hebrew's own marks.

The rule of the library sees to text that is cut by markup; one piece of text alone is done here, with the same outcome.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines

QUOTES: dict[str, tuple[str, str, str, str]] = {
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


def curly_quotes(parser: MarkdownIt, quotes: Sequence[str]) -> None:
    """Let a parser set straight quotes: two signs for the outer ones, two for those within."""
    parser.options["typographer"] = True
    parser.options["quotes"] = list(quotes)
    parser.enable("smartquotes")
    parser.core.ruler.at("smartquotes", _smartquotes)


def curled(text: str, quotes: Sequence[str]) -> str:
    """Return a text that stands alone with its straight quotes set."""
    if "'" in text:
        text = _quoted(_settled(text), quotes)
        return text.replace(_GERESH, "'") if _GERESH in text else text
    return _quoted(text, quotes) if '"' in text else text


def _smartquotes(state: StateCore) -> None:
    """Set straight quotes where there are any: the library's own rule sees only those between several tokens."""
    if '"' not in state.src and "'" not in state.src:
        return
    for token in state.tokens:
        if token.type != "inline" or not _has_quotes(token.content):
            continue
        children = token.children or []
        if len(children) == 1:
            if children[0].type == "text":
                children[0].content = curled(children[0].content, state.md.options.quotes)
            continue
        texts = [child for child in children if child.type == "text" and _has_quotes(child.content)]
        for text in texts:
            text.content = _settled(text.content)
        if any(_has_quotes(text.content) for text in texts):
            process_inlines(children, state)
        for text in texts:
            text.content = text.content.replace(_GERESH, "'")


def _has_quotes(text: str) -> bool:
    return '"' in text or "'" in text


def _settled(text: str) -> str:
    """Set each apostrophe that neither opens nor closes, whatever else there is; and hide a geresh, which is none."""
    if not text.isascii():
        text = _AFTER_HEBREW.sub(_GERESH, text)
    return _WITHIN_A_WORD.sub("’", text)


_WITHIN_A_WORD = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
_AFTER_HEBREW = re.compile("(?<=[\u05d0-\u05ea])'")
_GERESH = "\x01"
"""Stands for a Hebrew abbreviation's mark while quotes are set. It can't occur in any text."""


def _places(text: str) -> list[int]:
    """Return where straight quotes stand; `find` is some ten times as fast as a search for either."""
    found = []
    for sign in "'\"":
        place = text.find(sign)
        while place >= 0:
            found.append(place)
            place = text.find(sign, place + 1)
    return sorted(found)


def _quoted(text: str, quotes: Sequence[str]) -> str:
    """Set the quotes of a text that stands alone."""
    pieces = _PAIR.split(text)
    if len(pieces) > 1:
        first, last = quotes[0], quotes[1]
        pieces[1::2] = [f"{first}{piece}{last}" for piece in pieces[1::2]]
        made = "".join(pieces)
        if not _has_quotes(made):
            return made
    return _matched(text, quotes)


_PAIR = re.compile(r"""(?<![^ (—–-])"(?=[^\W_])([^"']+)(?<=[\w.,!?…])"(?=[ .,;:!?)—–-]|\Z)""")
"""Quoted words whose signs can only open and only close."""


def _matched(text: str, quotes: Sequence[str]) -> str:
    """Set each quote by what stands around it: `process_inlines` of markdown-it-py for one token.

    Each quote may open or close by what stands before and after it; one that closes takes the last open one of its
    kind, and those between are left as they are.
    """
    pieces: dict[int, str] = {}
    waiting: list[tuple[int, str]] = []
    for place in _places(text):
        sign = text[place]
        before = text[place - 1] if place else " "
        after = text[place + 1 : place + 2] or " "
        is_space_before, is_sign_before = _nature(before)
        is_space_after, is_sign_after = _nature(after)
        opens = not is_space_after and (not is_sign_after or is_space_before or is_sign_before)
        closes = not is_space_before and (not is_sign_before or is_space_after or is_sign_after)
        if sign == '"' == after and before in "0123456789":  # 1"": the first is an inch's
            continue
        if opens and closes:
            opens, closes = is_sign_before, is_sign_after
        if not opens and not closes:
            if sign == "'":
                pieces[place] = "’"
            continue
        if closes:
            partner = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][1] == sign), None)
            if partner is not None:
                first = 0 if sign == '"' else 2
                pieces[waiting[partner][0]], pieces[place] = quotes[first], quotes[first + 1]
                del waiting[partner:]
                continue
        if opens:
            waiting.append((place, sign))
        elif sign == "'":
            pieces[place] = "’"
    done = 0
    parts: list[str] = []
    for place in sorted(pieces):
        parts += (text[done:place], pieces[place])
        done = place + 1
    return "".join(parts) + text[done:]


@lru_cache(4096)
def _nature(sign: str) -> tuple[bool, bool]:
    """Tell whether a character is white space, and whether it is punctuation."""
    return isWhiteSpace(ord(sign)), isMdAsciiPunct(ord(sign)) or isPunctChar(sign)
