"""Slugs: the part of an address that is made from words. The one home of python-slugify.

A slug is never empty, never all digits (it would look like a day), never a device name of Windows, and at most
80 characters, cut at a word's end.
"""

from __future__ import annotations

import re
import unicodedata

from slugify import slugify

from newsgen.news.article import Term
from newsgen.news.fingerprint import of_text, suffixed
from newsgen.news.text import fold, has_symbols

MAX_LENGTH = 80

_ILLEGAL = re.compile(r'[\x00-\x1f<>:"|?*#&\s]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|\Z)", re.IGNORECASE)
_OUTSIDE = re.compile(r"[/\\]|\.\.|%2e|%2f|%5c|%00|\x00|\A[A-Za-z]:", re.IGNORECASE)


def from_headline(headline: str, *, keep_script: bool) -> str:
    """Make a slug from words: transliterated to ASCII, or in the script that they are written in."""
    text = unicodedata.normalize("NFC", headline)
    slug = slugify(text, max_length=MAX_LENGTH, word_boundary=True, save_order=True, allow_unicode=keep_script)
    return _settled(slug, text)


def leaves_its_folder(slug: str) -> bool:
    """Tell whether a slug tries to be a path: separators, dots, drives, and the same percent-encoded."""
    return _OUTSIDE.search(slug) is not None


def pinned(slug: str) -> str:
    """Return a slug that an editor wrote, changed only where a file system or an address can't have it."""
    text = unicodedata.normalize("NFC", slug)
    kept = _ILLEGAL.sub("-", text).strip(" .-")
    return _settled(kept[:MAX_LENGTH].rstrip(" .-"), text)


def term(name: str) -> Term:
    """Make a tag, byline, outlet, section or thread from the name that an editor wrote."""
    key = fold(name)
    slug = from_headline(key, keep_script=False)
    return Term(name, key, suffixed(slug, key) if has_symbols(key) else slug)


def _settled(slug: str, text: str) -> str:
    if not slug:
        return "x" + of_text(text)[:8]
    if slug.isdecimal():
        return f"{slug}-{of_text(text)[:4]}"
    return slug + "-" if _DEVICES.match(slug) else slug
