"""Addresses: where a story stands, which links may be printed, and how one page points at another.

One function, `allowed`, decides whether a link target may be printed at all. Inside newsgen every address of the
site begins with `ROOT`; the renderer turns it into a relative path, or an absolute address in feeds, as the very
last thing, so that one rendered piece fits into pages at any depth.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote

from newsgen.news.dates import NewsDate
from newsgen.news.slugs import file_stem

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
FILES = (*PICTURES, ".pdf")
"""What may be published from beside a story. An SVG can hold scripts: it belongs into `static/`, by choice."""

ROOT = "\x00"
"""Stands before `/` for the root of the site. It can't occur in any text: the loader refuses it."""

RESERVED = frozenset(
    {"tags", "bylines", "outlets", "sections", "threads", "archive", "on-this-day", "corrections", "search", "undated"}
    | {
        "static",
        "feed",
        "feed.xml",
        "feed.json",
        "rss.xml",
        "news-sitemap.xml",
        "_headers",
        "_redirects",
        "redirects",
        "citations",
        "manifest",
        "manifest.json",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        "index.html",
    }
)
"""First parts of addresses that belong to newsgen's own pages, made or still to come."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IMAGE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
_SCHEMELESS = re.compile(r"//(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_][\w-]{1,62}(?::\d{1,5})?(?=[/?#]|\Z)")
_IGNORED_IN_SCHEMES = re.compile("[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SCHEMES = {"http", "https", "mailto", "tel"}
_SAFE_IN_PATHS = "/:@!$&'()*+,;=-._~"


def story_url(date: NewsDate, slug: str) -> str:
    """Return a story's address from the site's root, percent-encoded."""
    return encoded(f"/{date.folder}/{slug}/")


def encoded(path: str) -> str:
    """Percent-encode a path (RFC 3986 section 2); what is plain ASCII stays as it is."""
    return path if path.isascii() and path.replace("/", "").replace("-", "").isalnum() else quote(path, _SAFE_IN_PATHS)


def output_path(url: str) -> str:
    """Return the file that answers an address: `/tags/x/` is `tags/x/index.html`."""
    path = unquote(url).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def page_url(path: str) -> str:
    """Return the address that a file answers: the inverse of `output_path`."""
    return encoded("/" + path.removesuffix("index.html"))


def file_url(page: str, path: str) -> str:
    """Return the address of a file that a page publishes: its own name, in the page's folder."""
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    return page + encoded(file_stem(stem) + suffix)


def to_root(path: str) -> str:
    """Return the relative way from a file up to the site's root: `../../` for `tags/x/index.html`, `./` at the top."""
    return "../" * path.count("/") or "./"


def scheme(target: str) -> str:
    """Return the scheme that a browser would see in a link target, in small letters; empty when it is relative."""
    match = _SCHEME.match(_IGNORED_IN_SCHEMES.sub("", target))
    return match[1].lower() if match else ""


def allowed(target: str, *, image: bool = False) -> bool:
    """Tell whether a link target may be printed: relative, or of a known harmless scheme.

    `//host` and backslashes that a browser reads as slashes are not relative. Pictures may also be `data:` of the
    raster formats.
    """
    name = scheme(target)
    if not name:
        flat = _IGNORED_IN_SCHEMES.sub("", target).replace("\\", "/")
        return not flat.startswith("//")
    return name in _SCHEMES or (image and _IMAGE_DATA.match(target) is not None)


def with_scheme(target: str) -> str:
    """Return a link target whole where it leaves its scheme to the page that it stands on: `//host/x` is https."""
    return f"https:{target}" if _SCHEMELESS.match(target) else target


def beside(source: str, reference: str) -> str | None:
    """Return the project path that a reference in `source` names, or None when it leaves the project's folder."""
    path = unquote(reference.partition("#")[0].partition("?")[0])
    if not path or path.startswith("/") or "\\" in path or ":" in path.split("/")[0] or "\x00" in path:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return None if joined.startswith("../") or joined in ("..", ".") else joined
