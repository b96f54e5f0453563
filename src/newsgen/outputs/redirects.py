"""Old addresses of stories (`aliases`): each a page that leads to the story's own, and all of them as tables.

`/_redirects` is read by Netlify, Cloudflare and others of their kind; `/redirects/nginx.map` and
`/redirects/apache.conf` are for the configuration of a server of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from newsgen.news.archive import Archive
from newsgen.news.listing import Link, story_link
from newsgen.news.output import Family, Output, Serialised, Templated
from newsgen.news.settings import Settings
from newsgen.news.urls import output_path, page_url


@dataclass(frozen=True, slots=True)
class RedirectView:
    """What `redirect.html` sees: the story that the old address leads to."""

    target: Link


@dataclass(frozen=True, slots=True)
class RedirectTableView:
    """A table of old and new addresses, in the form of one kind of server, under the path that the site lies under."""

    form: str
    base_path: str
    moves: tuple[tuple[str, str], ...]


def families(archive: Archive, settings: Settings) -> Iterator[Family]:
    """Yield all old addresses but those that a story still has, as pages and as tables."""
    old = [
        (path, story_link(article.teaser), article.source)
        for article in archive.stories_with_pages
        if article.aliases
        for path in dict.fromkeys(map(_path, article.aliases))
        if path != output_path(article.url)
    ]
    yield Family("redirects", _plan, (tuple(old),))
    if old and "redirect_tables" in settings.outputs:
        moves = tuple(sorted((page_url(path), target.url) for path, target, _ in old if target))
        yield Family("tables of redirects", _plan_tables, (settings.base_path, moves))


def _plan(old: tuple[tuple[str, Link, str], ...]) -> Iterator[Output]:
    for path, target, source in old:
        yield Output(path, Templated("redirect.html"), RedirectView(target), source)


def _plan_tables(base_path: str, moves: tuple[tuple[str, str], ...]) -> Iterator[Output]:
    for path, form in TABLES.items():
        view = RedirectTableView(form, base_path, moves)
        yield Output(path, Serialised("redirects"), view, "a table of redirects")


TABLES = {"_redirects": "hosts", "redirects/nginx.map": "nginx", "redirects/apache.conf": "apache"}
"""The tables, by path: each form as its server reads it."""

_REMARKS = {
    "hosts": "# Old addresses and new ones.",
    "nginx": "# map $uri $moved { include redirects/nginx.map; } and in the server: if ($moved) { return 301 $moved; }",
    "apache": "# Include redirects/apache.conf",
}


def serialise(view: RedirectTableView) -> bytes:
    """Write a table; an old folder is found with its last slash and without."""
    line = {"hosts": _host_line, "nginx": _nginx_lines, "apache": _apache_line}[view.form]
    base = view.base_path.rstrip("/")
    lines = [line(base + old, base + new) for old, new in view.moves]
    return "\n".join([_REMARKS[view.form], *lines, ""]).encode()


def _host_line(old: str, new: str) -> str:
    """Write one line; these hosts take `*` and `:name` in an old address for what may stand there."""
    return f"{old.replace('*', '%2A').replace(':', '%3A')} {new} 301"


def _nginx_lines(old: str, new: str) -> str:
    """Write one or two lines: nginx compares with the decoded path, and takes `$` in a target for a variable's name."""
    target = _quoted(new.replace("$", "%24"))
    return "\n".join(f"{_quoted(unquote(key))} {target};" for key in dict.fromkeys((old, old.rstrip("/"))))


def _apache_line(old: str, new: str) -> str:
    """Write one line: Apache compares with the decoded path, and encodes the target itself."""
    pattern = re.escape(unquote(old).rstrip("/")) + ("/?" if old.endswith("/") else "")
    target = re.sub(r"[$&]", r"\\\g<0>", unquote(new))
    return f"RedirectMatch 301 {_quoted('^' + pattern + '$')} {_quoted(target)}"


def _quoted(text: str) -> str:
    """Put a path in quotes; it holds no backslash but our own, for the loader refuses them in addresses."""
    return '"' + text.replace('"', '\\"') + '"'


def _path(alias: str) -> str:
    """Return the file for an alias; one without a suffix or final slash is taken as a folder."""
    last = alias.rpartition("/")[2]
    return output_path(alias if not last or "." in last else alias + "/")
