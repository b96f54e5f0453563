"""How files of the site are served: their media types, and how long readers may keep them.

Pages, lists, feeds, the stylesheet and the parts of the search are asked for anew each time, which costs little where
nothing changed (a short answer, 304): old ones don't go with new ones. Files with a digest in their name never change.
Pictures, fonts and what is heard or printed may be kept for a day.
"""

from __future__ import annotations

import posixpath
import re

ALWAYS_NEW, A_DAY, FOR_EVER = "no-cache", "public, max-age=86400", "public, max-age=31536000, immutable"

HASHED = r"[.-](?=[0-9a-f]*[a-f])[0-9a-f]{8,}\.(?:css|js|mjs|json|woff2?|svg)"
"""What the names of files end with that have a digest in them; with a letter, since a date is none."""

POLICY = (
    "default-src 'none'; img-src 'self' data: https: http:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the whole site. Each page states a narrower one itself; browsers keep to both."""

SAID_OF_ALL = (
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What is said with every file."""

_LONG_ENOUGH = 10

_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_FEEDS = {"rss.xml": "application/rss+xml", "feed.json": "application/feed+json", "feed.xml": "application/atom+xml"}
_KEPT = (".avif", ".gif", ".ico", ".jpeg", ".jpg", ".mp3", ".mp4", ".pdf", ".png", ".svg", ".webp", ".woff", ".woff2")


def is_hashed(path: str) -> bool:
    """Tell whether a file has a digest in its name, and so never changes."""
    return re.search(rf"{HASHED}\Z", path) is not None


def hashed(path: str, digest: str) -> str:
    """Return a path with a part of the file's digest in its name.

    The part begins with a letter, for a number may be a date. A file of a kind that gets none, or that has one already,
    keeps its name.
    """
    stem, suffix = posixpath.splitext(path)
    start = re.search(rf"[a-f].{{{_LONG_ENOUGH}}}", digest)
    made = f"{stem}.{start[0][:_LONG_ENOUGH]}{suffix}" if start else path
    return made if is_hashed(made) and not is_hashed(path) else path


def unhashed(path: str) -> str:
    """Return what files have in common that differ only in the digest in their names."""
    return re.sub(rf"(?:{HASHED})\Z", posixpath.splitext(path)[1], path)


def media_type(path: str) -> str:
    """Return the media type of a file by its name."""
    plain = path.removesuffix(".gz")
    if plain != path:
        return "application/gzip"
    name = posixpath.basename(path)
    return _FEEDS.get(name) or _TYPES.get(posixpath.splitext(name)[1].lower()) or "application/octet-stream"


def caching(path: str) -> str:
    """Return the `Cache-Control` of a file."""
    plain = path.removesuffix(".gz")
    if is_hashed(plain):
        return FOR_EVER
    return A_DAY if plain.lower().endswith(_KEPT) else ALWAYS_NEW
