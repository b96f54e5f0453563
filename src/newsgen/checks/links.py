"""A link within the site leads to a page that is there, and to a heading that is on it.

A link that names a file, `[the flood](../1954/flood.md)`, is looked at by every build. This rule looks at those that
name an address of the site, `/about/`, and at what follows the `#`: a heading that was changed takes its anchor with
it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Diagnostic, warning
from newsgen.news.prose import Link, Prose
from newsgen.news.urls import beside, output_path

CODES = ("link-unresolved", "link-anchor")


def check(paper: Paper) -> Iterator[Finding]:
    """Find links to addresses and anchors that aren't there."""
    for prose in paper.prose:
        for link in prose.links:
            if not link.is_wiki and (problem := _problem(paper, prose, link)):
                yield Finding(problem)


def _problem(paper: Paper, prose: Prose, link: Link) -> Diagnostic | None:
    path, mark, anchor = link.target.partition("#")
    archive = paper.later if prose.path in paper.waiting else paper.archive
    if path.startswith("/") and not path.startswith("//"):
        address = path.partition("?")[0]
        there = output_path(address)
        if there not in paper.paths and f"{there}/index.html" not in paper.paths and address not in paper.expected:
            return _nowhere(paper, link, address)
    elif not path:
        address = archive.addresses.get(prose.path, "")
    else:
        address = archive.addresses.get(path if path.startswith("story:") else beside(prose.path, path) or "", "")
    known = paper.anchors.get(address)
    if not mark or not anchor or known is None or unquote(anchor) in known or anchor in known:
        return None
    message = f"there is no “#{unquote(anchor)}” on {'this page' if not path else address}"
    near = difflib.get_close_matches(unquote(anchor), known, 1)
    hint = f"Did you mean #{near[0]}?" if near else "An anchor is the words of a heading, small and with hyphens."
    return warning("link-anchor", link.span, message, hint)


def _nowhere(paper: Paper, link: Link, address: str) -> Diagnostic:
    base = urlsplit(paper.settings.base_url).path.rstrip("/")
    if base and address.startswith(f"{base}/") and output_path(address.removeprefix(base)) in paper.paths:
        hint = f"An address within the site begins at its root: write {address.removeprefix(base)}"
    else:
        near = _near(paper, address)
        hint = f"Did you mean {near}? " if near else ""
        hint += "A link that names the story's file follows it wherever it goes: `[words](../1954/flood.md)`."
    return warning("link-unresolved", link.span, f"there is nothing at {address} on the site", hint)


def _near(paper: Paper, address: str) -> str:
    """Return the address that was probably meant: of the same name anywhere, or of nearly the same in its folder."""
    parent, _, name = address.removesuffix("index.html").rstrip("/").removesuffix(".html").rpartition("/")
    names = paper.names.get(name, ())
    near = names if len(names) == 1 else difflib.get_close_matches(f"{parent}/{name}/", paper.beside.get(parent, ()), 1)
    return near[0] if near else ""
