"""Links to other sites: what is gone is told, what is unsure isn't, and nobody is asked twice in a month."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsgen.checking.outside import Answers, asked, is_public

pytestmark = pytest.mark.server
NOW = datetime(2026, 11, 22, tzinfo=UTC)


class Site(ThreadingHTTPServer):
    """A small site that remembers what it was asked for."""

    requests: list[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        site = self.server
        assert isinstance(site, Site)
        site.requests.append(f"{self.command} {self.path}")
        status = int(self.path.strip("/").partition("-")[0])
        self.send_response(405 if status == 205 and self.command == "HEAD" else status)
        if status == 301:
            self.send_header("Location", "/404-moved" if self.path.endswith("gone") else "http://10.0.0.1/")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.requests = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def ask(site: Site, cache: Path, *paths: str, now: datetime = NOW) -> Answers:
    found = asked([site.address + path for path in paths], cache, now, lambda *_: None, lambda host: host != "10.0.0.1")
    return {address.removeprefix(site.address): answer for address, answer in found.items()}


def test_what_is_gone_is_told_and_what_is_unsure_is_not(site: Site, tmp_path: Path) -> None:
    found = ask(site, tmp_path / "links", "/200", "/404", "/410", "/403", "/503", "/205", "/301-gone", "/301-private")
    assert found == {
        "/200": "",
        "/205": "",
        "/404": "it is not there any more (404)",
        "/410": "it was taken away for good (410)",
        "/301-gone": "it is not there any more (404)",
    }


def test_an_answer_counts_for_a_month_or_for_a_day(site: Site, tmp_path: Path) -> None:
    cache = tmp_path / "links"
    ask(site, cache, "/200", "/404", "/503")
    assert b"127.0.0.1" not in cache.read_bytes()
    site.requests.clear()
    assert ask(site, cache, "/200", "/404", "/503")["/404"]
    assert site.requests == ["HEAD /503", "GET /503"]
    site.requests.clear()
    ask(site, cache, "/200", "/404", now=NOW + timedelta(days=2))
    assert site.requests == ["HEAD /404", "GET /404"]
    site.requests.clear()
    ask(site, cache, "/200", now=NOW + timedelta(days=31))
    assert site.requests == ["HEAD /200"]


def test_a_damaged_file_of_answers_is_begun_anew(site: Site, tmp_path: Path) -> None:
    (tmp_path / "links").write_text("[1, 2]")
    assert ask(site, tmp_path / "links", "/200") == {"/200": ""}


def test_private_addresses_are_no_public_ones() -> None:
    assert [is_public(host) for host in ("127.0.0.1", "10.1.2.3", "::1", "localhost")] == [False] * 4
    assert is_public("93.184.216.34")
