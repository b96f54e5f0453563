"""A web server that gives pieces of files, as hosts do, and counts what it gives of the search index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


@dataclass
class Host:
    """Where the server is, whether it gives pieces, and what was asked of the index: (path, status, bytes)."""

    address: str = ""
    gives_pieces: bool = True
    given: list[tuple[str, int, int]] = field(default_factory=list)
    read: list[tuple[str, int]] = field(default_factory=list)
    """Stories' pages that were given: (path, bytes)."""

    @property
    def bytes(self) -> int:
        return sum(size for _, _, size in self.given)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, host: Host, *rest: object, **named: object) -> None:
        self.host = host
        super().__init__(*rest, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        wanted = _RANGE.fullmatch(self.headers.get("Range", ""))
        name = path.relative_to(self.directory).as_posix()
        if (path / "index.html").is_file() and name[:1].isdigit():
            self.host.read.append((name, (path / "index.html").stat().st_size))
        if not path.is_file() or not name.startswith("search/"):
            super().do_GET()
            return
        data = path.read_bytes()
        size = len(data)
        if wanted and self.host.gives_pieces:
            start, end = int(wanted[1]), min(int(wanted[2]), size - 1)
            data = data[start : end + 1]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        else:
            self.send_response(200)
        self.host.given.append((name, 206 if len(data) != size else 200, len(data)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve a folder on a free port of the loopback interface."""
    host = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
