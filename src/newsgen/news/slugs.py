"""Slugs: the part of an address that is made from words. The one home of python-slugify.

A slug is never empty, never all digits (it would look like a day), never a device name of Windows, and at most
80 characters (240 bytes), cut at a word's end where it is made of words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from slugify import slugify

from newsgen.news.article import Term
from newsgen.news.fingerprint import of_text, suffixed
from newsgen.news.text import fold, has_symbols, without_apostrophes

MAX_LENGTH = 80
MAX_BYTES = 240
"""File systems take names of 255 bytes; some signs take four."""

_ILLEGAL = re.compile('[\x00-\x1f\x7f-\x9f<>:"|?*#&\\s\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|\Z)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:(?:[/\\]|\Z)")
_COLON_OF_DRIVE = re.compile(r"[A-Za-z]:")
_SEPARATOR = re.compile(r"[/\\]")


def from_headline(headline: str, *, keep_script: bool) -> str:
    """Make a slug from words: transliterated to ASCII, or in the script that they are written in."""
    text = without_apostrophes(unicodedata.normalize("NFC", headline))
    if keep_script:
        return _settled(_cut("-".join(_words(text))), text)
    # A headline is text: `&#65;` is five signs, not an A.
    slug = slugify(
        text,
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=MAX_LENGTH,
        word_boundary=True,
        save_order=True,
    )
    return _settled(slug, text)


def _words(text: str) -> list[str]:
    """Split a text into its words, in small letters; a letter's marks (Hindi vowels, Hebrew points) belong to it."""
    kept = "".join(
        char if char.isalnum() or unicodedata.category(char)[0] == "M" else "" if char in "'’׳״" else " "
        for char in unicodedata.normalize("NFKC", text).lower()
    )
    return unicodedata.normalize("NFC", kept).split()


def _cut(slug: str) -> str:
    """Cut a slug to its longest length, at a word's end unless its first word is longer."""
    short = slug[:MAX_LENGTH].encode()[:MAX_BYTES].decode(errors="ignore")
    if short == slug or slug[len(short)] == "-":
        return short
    return short.rpartition("-")[0] or short


@lru_cache(maxsize=16384)
def leaves_its_folder(name: str) -> bool:
    """Tell whether a name tries to be a path out of its folder, also percent-encoded, as often as anyone likes.

    That is: a part `.` or `..`, a separator at the start, a drive, a backslash, a NUL. `AC/DC` is only a name.
    """
    text = decoded(name)
    if "\\" in text or "\x00" in text or _DRIVE.match(text) or text.startswith("/"):
        return True
    return any(part.strip() in (".", "..") for part in _SEPARATOR.split(text))


def is_one_part(slug: str) -> bool:
    """Tell whether a slug is one part of an address, not several, and leads nowhere else."""
    text = decoded(slug)
    return not leaves_its_folder(slug) and "/" not in text and not _COLON_OF_DRIVE.match(text)


def is_old_address(alias: str) -> bool:
    """Tell whether an alias can be the address of a file of this site.

    It begins with one `/`; its parts are neither empty nor hidden (`.git`), and hold nothing that a file system or
    an address can't have.
    """
    path = decoded(alias)
    parts = path.removeprefix("/").removesuffix("/").split("/")
    if not path.startswith("/") or not all(parts) or leaves_its_folder(path[1:]):
        return path == "/"
    return not any(
        part.startswith(".")
        or part.endswith((".", " "))
        or _ILLEGAL.search(part.replace(" ", "").replace("&", ""))
        or _DEVICES.match(part)
        or len(part.encode()) > MAX_BYTES
        for part in parts
    )


def decoded(text: str) -> str:
    """Undo percent-encoding until nothing is left to undo."""
    while (plain := unquote(text)) != text:
        text = plain
    return text


def pinned(slug: str) -> str:
    """Return a slug that an editor wrote, changed only where a file system or an address can't have it."""
    text = unicodedata.normalize("NFC", slug)
    kept = _ILLEGAL.sub("-", text).strip(" .-")
    return _settled(_cut(kept).rstrip(" .-"), text)


def file_stem(stem: str) -> str:
    """Return a file's name without its suffix, changed only where a file system or an address can't have it."""
    text = unicodedata.normalize("NFC", stem)
    kept = _ILLEGAL.sub("-", re.sub(r"[%\\]+", "-", text)).strip(" .-")
    short = kept.encode()[:MAX_BYTES].decode(errors="ignore")
    return _not_a_device(short) if short else "x" + of_text(text)[:8]


@lru_cache(maxsize=65536)
def term(name: str) -> Term:
    """Make a tag, byline, outlet, section or thread from the name that an editor wrote."""
    key = fold(name)
    slug = from_headline(key, keep_script=False)
    return Term(name, key, suffixed(slug, key) if has_symbols(key) else slug)


def _settled(slug: str, text: str) -> str:
    if not slug:
        return "x" + of_text(text)[:8]
    if slug.isdecimal():
        return f"{slug[: MAX_LENGTH - 5]}-{of_text(text)[:4]}"
    return _not_a_device(slug)


def _not_a_device(name: str) -> str:
    """Put a hyphen behind a device name: `con-.txt`, for Windows looks only at what stands before the first dot."""
    device = _DEVICES.match(name)
    return f"{device[1]}-{name[device.end() :]}" if device else name
