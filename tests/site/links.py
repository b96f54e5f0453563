"""Follows every link of a site that lies on disk, and says which lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

_ADDRESSES = {"href", "src", "action", "poster", "data", "cite"}
_STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_XML_URL = re.compile(r"(?:href=|src=)(?:\"|&quot;|&#34;)(.*?)(?:\"|&quot;|&#34;)|<loc>(.*?)</loc>")


@dataclass
class Found(HTMLParser):
    """The addresses and the anchors of one page."""

    addresses: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.addresses += [value for name, value in values.items() if name in _ADDRESSES]
        if "srcset" in values:
            self.addresses += [part.split()[0] for part in values["srcset"].split(",")]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.addresses.append(values["content"].partition("url=")[2])
        if anchor := values.get("id"):
            (self.repeated if anchor in self.anchors else self.anchors).add(anchor)


def read(html: bytes) -> Found:
    """Return the addresses and anchors of a page."""
    found = Found()
    found.feed(html.decode())
    found.close()
    return found


def broken(site: Mapping[str, bytes], base_url: str = "") -> list[str]:
    """Return what is wrong with the links of a site that would be published at `base_url`, or anywhere.

    A link that begins with `/` works at one place only: it is wrong but on the page for missing addresses.
    """
    pages = {path: read(data) for path, data in site.items() if path.endswith(".html")}
    wrong = []
    for path, address in _addresses(site, pages):
        problem = _problem(path, address, site, pages, base_url)
        if problem:
            wrong.append(f"{path}: {address}: {problem}")
    wrong += [f"{path}: the id {anchor} stands there twice" for path, page in pages.items() for anchor in page.repeated]
    return wrong


def _addresses(site: Mapping[str, bytes], pages: Mapping[str, Found]) -> Iterator[tuple[str, str]]:
    for path, page in pages.items():
        for address in page.addresses:
            yield path, address
    for path, data in site.items():
        if path.endswith(".css"):
            for found in _STYLE_URL.finditer(data.decode()):
                yield path, found[1]
        elif path.endswith(".xml"):
            for found in _XML_URL.finditer(data.decode()):
                yield path, (found[1] or found[2]).replace("&amp;", "&")


def _problem(
    path: str, address: str, site: Mapping[str, bytes], pages: Mapping[str, Found], base_url: str
) -> str | None:
    target = _inside(path, address, base_url)
    if target is None:
        return None
    if target.startswith(("..", "/")):
        return "leads out of the site"
    place, _, anchor = target.partition("#")
    file = unquote(place.partition("?")[0])
    file = file + "index.html" if not file or file.endswith("/") else file
    if file not in site:
        return f"there is no {file}"
    if anchor and file.endswith(".html") and unquote(anchor) not in pages[file].anchors:
        return f"there is no anchor {anchor} in {file}"
    return None


def _inside(path: str, address: str, base_url: str) -> str | None:
    """Return where an address leads, from the site's root; None when it is no address of the site."""
    if base_url and address.startswith(base_url):
        return address.removeprefix(base_url)
    if urlsplit(address).scheme:
        return None
    if address.startswith("//"):
        return "//"
    if address.startswith("/"):
        if path != "404.html":
            return address
        return urljoin(base_url, address).removeprefix(base_url) if base_url else address.removeprefix("/")
    place, mark, anchor = address.partition("#")
    folder = posixpath.dirname(path)
    if not place:
        return page_of(path) + mark + anchor
    joined = posixpath.normpath(posixpath.join(folder, place))
    joined = "" if joined == "." else joined
    if (place.endswith(("/", "/.", "/..")) or place in (".", "..")) and joined:
        joined += "/"
    return joined + mark + anchor


def page_of(path: str) -> str:
    """Return the address of a file from the site's root."""
    return path.removesuffix("index.html") if path.endswith("index.html") else path
