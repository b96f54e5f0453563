"""The preview's web server, on this machine: answers browsers, and tells them when what they show has changed.

Threads talk with browsers; the preview itself belongs to the thread that calls `serve`, which does what the others ask
for, one after the other, and looks at the project's files in between. Nothing is written.
"""

from __future__ import annotations

import json
import math
import os
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, SimpleQueue
from socketserver import TCPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from newsgen.news.diagnostics import Diagnostic, Level
from newsgen.previewing.answering import (
    EVENTS,
    HTML,
    SCRIPT,
    UnsatisfiableError,
    file_path,
    folder_address,
    may_ask,
    media_type,
    piece,
    stand_in,
    with_script,
)
from newsgen.previewing.preview import Glimpse, Preview

PORTS = 20
"""So many ports are tried, from the one that was asked for on."""

_BEAT = 5.0
"""Seconds after which a browser that waits is told that we are still there, and one that has gone is noticed."""

_GLANCE, _SHORT, _LONG = 0.05, 0.2, 1.0
"""Seconds between two glances at a few files, and between two looks at all, while a browser shows a page; and between
two looks while none does."""

_PATIENCE = 0.3
"""Seconds that browsers have to ask for what has changed, before other things are done."""

_SHARE, _REST = 5, 4
"""Looks take at most so small a part of the time: after one that took a tenth of a second comes a pause of five; and
one four times as long while no browser shows a page."""

Result = TypeVar("Result")
Told = Callable[[list[str], float], None]
"""Told of changed files, and of how many seconds it took to take them in."""


class PortError(Exception):
    """No port is free, or the system gives none; the message says why."""


class Desk:
    """Between the threads that answer and the one that has the preview: errands go in, news comes out."""

    def __init__(self) -> None:
        self._errands: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._news = threading.Condition()
        self._number = 0
        self.watchers = 0
        self.heard: Callable[[str, int], None] = lambda _address, _status: None

    def ask(self, errand: Callable[[], Result]) -> Result:
        """Have something done by the preview's thread, and return the result."""
        future: Future[Result] = Future()
        self._errands.put((errand, future))
        return future.result()

    def next_errand(self, seconds: float) -> Callable[[], None] | None:
        """Wait for an errand; return what does it, or None when none came."""
        try:
            errand, future = self._errands.get(timeout=max(seconds, 0.001))
        except Empty:
            return None

        def done() -> None:
            try:
                future.set_result(errand())
            except Exception as problem:
                future.set_exception(problem)

        return done

    def tell(self) -> None:
        """Say that there is something new."""
        with self._news:
            self._number += 1
            self._news.notify_all()

    def numbers(self) -> Iterator[int]:
        """Yield a number at once, then whenever there is something new, and now and then when there isn't."""
        with self._news:
            self.watchers += 1
        seen = -1
        try:
            while True:
                with self._news:
                    self._news.wait_for(lambda: self._number != seen, _BEAT)  # noqa: B023 - called before it changes
                    seen = self._number
                yield seen
        finally:
            with self._news:
                self.watchers -= 1


class _Server(ThreadingHTTPServer):
    """Serves one preview."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port

    def __init__(self, address: tuple[str, int], preview: Preview, desk: Desk, *, is_open: bool) -> None:
        self.preview = preview
        self.desk = desk
        self.is_open = is_open
        self.script = Path(__file__).with_name("preview.js").read_bytes()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind, and don't ask the network for the name of this machine."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """Say nothing of browsers that hang up; of a mistake of ours, one line."""
        problem = sys.exc_info()[1]
        if not isinstance(problem, OSError):
            print(f"newsgen: this is a mistake in newsgen: {type(problem).__name__}: {problem}", file=sys.stderr)


@contextmanager
def opened(preview: Preview, host: str, port: int) -> Iterator[tuple[Desk, str, int]]:
    """Answer browsers at the first port that is free; give the desk, the site's address and the port.

    Raises `PortError`.
    """
    desk = Desk()
    server = _listening(preview, desk, host, port)
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    name = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104 - compared, not bound
    try:
        yield desk, f"http://{name}:{server.server_port}{preview.edition.settings.base_path}", server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _listening(preview: Preview, desk: Desk, host: str, port: int) -> _Server:
    is_open = not host.startswith("127.") and host not in ("localhost", "::1")
    problem: OSError | None = None
    kind = type("_Server6", (_Server,), {"address_family": socket.AF_INET6}) if ":" in host else _Server
    for number in range(port, min(port + PORTS, 65536)):
        try:
            made: _Server = kind((host, number), preview, desk, is_open=is_open)
        except OSError as refused:
            problem = refused
        else:
            return made
    message = f"no port from {port} on can be had at {host}: {problem.strerror if problem else 'there are no more'}"
    raise PortError(message)


def serve(preview: Preview, desk: Desk, told: Told) -> None:
    """Do what browsers ask for, and look at the files in between, until an interrupt comes."""
    watch = _Watch(preview, desk, told)
    while True:
        errand = desk.next_errand(min(watch.due, watch.idle) - time.monotonic())
        watch.look(is_asked=errand is not None)
        if errand:
            errand()
        elif time.monotonic() >= watch.idle:
            watch.work_ahead()


class _Watch:
    """Looks at the files when it is time to: at a few of them often, at all of them as often as that is cheap."""

    def __init__(self, preview: Preview, desk: Desk, told: Told) -> None:
        self.preview = preview
        self.desk = desk
        self.told = told
        self.glanced = self.looked = self.idle = time.monotonic()
        self.pause = 0.0

    @property
    def due(self) -> float:
        """Return when to look again, if nobody asks for a page before."""
        if self.desk.watchers:
            return self.glanced + _GLANCE
        return self.looked + max(_LONG, _REST * self.pause)

    def look(self, *, is_asked: bool) -> None:
        """Look if it is time to, or somebody asks for a page."""
        began = time.monotonic()
        if began < self.due and not is_asked:
            return
        is_whole = began >= self.looked + max(_SHORT, self.pause)
        with suppress(OSError):  # a folder that vanishes while it is looked at: the next look tells
            changed = self.preview.look() if is_whole else self.preview.glance()
            if changed is not None:
                self.desk.tell()
                self.told(changed, time.monotonic() - began)
                self.idle = time.monotonic() + _PATIENCE
            elif is_whole:
                self.pause = _SHARE * (time.monotonic() - began)
        self.glanced = time.monotonic()
        self.looked = self.glanced if is_whole else self.looked

    def work_ahead(self) -> None:
        """Do some of what may be needed later; `idle` is when to go on, if nobody asks for anything."""
        before = self.preview.edition
        self.idle = time.monotonic() if self.preview.work_ahead() else math.inf
        if self.preview.edition is not before:
            self.desk.tell()
            self.told([], 0)


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    server_version = "newsgen"
    sys_version = ""
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        """Answer with a file."""
        try:
            self._answer()
        except OSError:
            raise
        except Exception:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", b"A mistake in newsgen.\n")
            raise

    def _answer(self) -> None:
        if not may_ask(self.headers.get, is_open=self.server.is_open):
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"This preview is for its own pages only.\n")
            return
        address = urlsplit(self.path)
        if address.path == SCRIPT:
            self._send(HTTPStatus.OK, media_type(SCRIPT), self.server.script)
        elif address.path == EVENTS:
            self._send_events(parse_qs(address.query).get("page", ["/"])[0])
        else:
            self._send_file()

    do_HEAD = do_GET  # noqa: N815

    def _send_file(self) -> None:
        base = self.server.desk.ask(lambda: self.server.preview.edition.settings.base_path)
        if self.path == "/" and base != "/":
            self._send(HTTPStatus.FOUND, HTML, b"", Location=base)
            return
        path = file_path(self.path, base)
        found = self.server.desk.ask(lambda: self._found(path))
        if found.shown.is_there or path is None:
            self._send_found(found, HTTPStatus.OK if found.shown.is_there else HTTPStatus.NOT_FOUND)
        elif self.server.desk.ask(lambda: self.server.preview.edition.plan.find(f"{path}/index.html")):
            self._send(HTTPStatus.FOUND, HTML, b"", Location=folder_address(self.path))
        else:
            self._send_found(found, HTTPStatus.NOT_FOUND)

    def _found(self, path: str | None) -> Glimpse:
        """Return what there is at a path, else the page for missing addresses. In the preview's thread."""
        preview = self.server.preview
        found = preview.glimpse(path) if path is not None else None
        return found if found and found.shown.is_there else preview.missing()

    def _send_found(self, found: Glimpse, status: HTTPStatus) -> None:
        shown = found.shown
        data, kind = shown.data, media_type(shown.path)
        if data is None:
            status = HTTPStatus.NOT_FOUND if status is HTTPStatus.NOT_FOUND else HTTPStatus.SERVICE_UNAVAILABLE
            kind = HTML
            data = stand_in("This page can't be shown", "\n\n".join(_text(one) for one in shown.problems))
        if kind == HTML:
            seen = {"page": found.page, "styles": found.styles, "files": found.files}
            self._send(status, kind, with_script(data, seen, is_draft=shown.is_draft))
            return
        try:
            is_whole = status is not HTTPStatus.OK or self.command != "GET" or "If-Range" in self.headers
            part = None if is_whole else piece(self.headers.get("Range"), len(data))
        except UnsatisfiableError:
            status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            self._send(status, kind, b"", **{"Content-Range": f"bytes */{len(data)}"})
            return
        if part is None:
            self._send(status, kind, data, **{"Accept-Ranges": "bytes"})
        else:
            place = {"Content-Range": f"bytes {part[0]}-{part[1] - 1}/{len(data)}", "Accept-Ranges": "bytes"}
            self._send(HTTPStatus.PARTIAL_CONTENT, kind, data[part[0] : part[1]], **place)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**_ALWAYS, "Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_events(self, page: str) -> None:
        """Tell a page what is true of it, as long as somebody listens."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {**_ALWAYS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        last = ""
        for _ in self.server.desk.numbers() if self.command != "HEAD" else ():
            if self._is_alone():
                return
            news = self.server.desk.ask(lambda: self._news(page))
            self.wfile.write(f"data: {news}\n\n".encode() if news != last else b": still here\n\n")
            self.wfile.flush()
            last = news

    def _is_alone(self) -> bool:
        """Tell whether the browser has hung up: it sends nothing more as long as it listens."""
        return bool(select.select([self.connection], [], [], 0)[0]) and not self.connection.recv(1, socket.MSG_PEEK)

    def _news(self, page: str) -> str:
        """Return what a page is told, as JSON. In the preview's thread."""
        path = file_path(page, self.server.preview.edition.settings.base_path)
        found = self._found(path)
        shown, as_of = found.shown, self.server.preview.asked.as_of
        return json.dumps(
            {
                "page": found.page,
                "styles": found.styles,
                "files": found.files,
                "draft": shown.is_draft,
                "as_of": f"{as_of:%Y-%m-%d %H:%M:%S %Z}" if as_of else "",
                "problems": [
                    _told(problem, is_own=problem.span.path == shown.source or shown.data is None)
                    for problem in sorted(dict.fromkeys(shown.problems), key=Diagnostic.sort_key)
                    if problem.level is Level.ERROR or problem.span.path == shown.source
                ],
            }
        )

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        """Tell what was asked for, and the status of the answer."""
        self.server.desk.heard(self.path, int(code))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for what editors do."""


_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Robots-Tag": "noindex",
}


def _place(problem: Diagnostic) -> str:
    return ":".join(str(part) for part in (problem.span.path, problem.span.line, problem.span.column) if part)


def _text(problem: Diagnostic) -> str:
    return "\n".join(part for part in (f"{_place(problem)}: {problem.message}", problem.hint) if part)


def _told(problem: Diagnostic, *, is_own: bool) -> dict[str, object]:
    """Return a problem as the script shows it: every piece is text."""
    start = max(problem.span.column - 1, 0)
    end = start + problem.span.length if problem.span.column else start
    line = problem.excerpt
    return {
        "own": is_own,
        "level": str(problem.level),
        "place": _place(problem),
        "message": problem.message,
        "code": problem.code,
        "hint": problem.hint,
        "line": [line[:start], line[start:end], line[end:]],
    }
