"""What a preview answers a browser: which file an address means, who may ask, and the one script that is put in a page.

Pure: values in, values out. An address is only ever looked up among the paths of the site's files, so none leads out.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote, unquote_to_bytes, urlsplit

OWN = "/-newsgen/"
"""Addresses that are the preview's own. No address of a site begins so."""

SCRIPT = OWN + "preview.js"
EVENTS = OWN + "events"

_TYPES = {
    "avif": "image/avif",
    "bib": "text/plain; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gif": "image/gif",
    "htm": "text/html; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "mjs": "text/javascript; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "ris": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
    "xsl": "application/xml",
}
HTML = _TYPES["html"]
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<!doctype[^>]*>", re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def media_type(path: str) -> str:
    """Return the content type of a file, by its name alone: the system's tables are no input."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""
    return _TYPES.get(ending, "application/octet-stream" if ending else "text/plain; charset=utf-8")


def file_path(address: str, base: str) -> str | None:
    """Return the path of the file that an address of the site means, if there can be one; `base` is the site's path.

    An address that ends with `/` means the `index.html` there.
    """
    plain = _plain(address)
    if plain is None or not plain.startswith(base):
        return None
    path = plain.removeprefix(base)
    return f"{path}index.html" if not path or path.endswith("/") else path


def folder_address(address: str) -> str:
    """Return the address of the folder of that name."""
    return quote("/" + (_plain(address) or "").strip("/") + "/", safe="/~")


def _plain(address: str) -> str | None:
    """Return an address without its query, decoded once; None for one that no file can have."""
    path = address.partition("?")[0].partition("#")[0]
    if "%2f" in path.lower() or "%5c" in path.lower() or "\\" in path or not path.startswith("/"):
        return None
    try:
        plain = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in plain or any(part in (".", "..") for part in plain.split("/")) else plain


def may_ask(header: Callable[[str], str | None], *, is_open: bool) -> bool:
    """Tell whether a request comes from a page of the preview itself, or from somebody who typed its address.

    Another site must not read it through its editor's browser: neither under a name that suddenly leads to this
    machine, nor from a page of its own. `is_open` allows the names that this machine has in its network.
    """
    host = header("Host") or ""
    if not _is_ours(host, is_open=is_open):
        return False
    origin = header("Origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        return False
    is_foreign = header("Sec-Fetch-Site") in ("cross-site", "same-site")
    return not is_foreign or header("Sec-Fetch-Mode") == "navigate"


def _is_ours(host: str, *, is_open: bool) -> bool:
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return is_open or ipaddress.ip_address(name).is_loopback if _is_number(name) else is_open and _is_own_name(name)
    except ValueError:
        return False


def _is_number(name: str) -> bool:
    return ":" in name or not name.strip("0123456789.")


def _is_own_name(name: str) -> bool:
    own = socket.gethostname().lower()
    return name in (own, f"{own}.local", own.partition(".")[0])


class UnsatisfiableError(Exception):
    """A piece of a file was asked for that it hasn't."""


def piece(asked: str | None, size: int) -> tuple[int, int] | None:
    """Return the first byte and the end of the piece that a `Range` header asks for; None: the whole (RFC 9110 §14).

    More than one piece, and what isn't understood, is answered with the whole. Raises `UnsatisfiableError`.
    """
    found = _SPAN.fullmatch((asked or "").replace(" ", ""))
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        if not int(found[2]) or not size:
            raise UnsatisfiableError
        return max(size - int(found[2]), 0), size
    start, end = int(found[1]), min(int(found[2]) + 1, size) if found[2] else size
    if found[2] and int(found[2]) < start:
        return None
    if start >= size:
        raise UnsatisfiableError
    return start, end


def with_script(page: bytes, seen: Mapping[str, str], *, is_draft: bool = False) -> bytes:
    """Return a page with the preview's script in it; `seen` tells the script what it is in.

    The script stands before all else in the page's head: the page's own policy, which allows no script that isn't the
    page's, holds for what comes after it.
    """
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in seen.items())
    added = f'<script src="{SCRIPT}"{told} defer></script>'
    added += '<meta name="robots" content="noindex">' if is_draft else ""
    found = _HEAD.search(page) or _DOCTYPE.match(page)
    at = found.end() if found else 0
    return page[:at] + added.encode() + page[at:]


def stand_in(title: str, text: str) -> bytes:
    """Return a page for an address whose page can't be made."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>'
        f"{escape(title)}</title></head>\n<body><h1>{escape(title)}</h1><pre>{escape(text)}</pre></body></html>\n"
    ).encode()
