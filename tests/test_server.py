"""The preview's web server, asked as browsers ask and as others do."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from newsgen.previewing.preview import Preview
from newsgen.previewing.server import Desk, PortError, opened, serve
from tests.site.project import Project, story
from tests.test_preview import BROKEN, preview_of

pytestmark = pytest.mark.server


class Answer:
    """What the server answered."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.body = answer.read()


class Asking:
    """A running preview to ask."""

    def __init__(self, project: Project, port: int, base: str) -> None:
        self.project = project
        self.port = port
        self.base = base
        self.told: list[list[str]] = []

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, address, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            return Answer(connection.getresponse())
        finally:
            connection.close()

    @contextmanager
    def listening(self, page: str) -> Iterator[Iterator[dict[str, Any]]]:
        """Listen to what a page is told."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", f"/-newsgen/events?page={page}")
            answer = connection.getresponse()
            assert answer.headers["Content-Type"] == "text/event-stream"
            yield (json.loads(line[6:]) for line in iter(answer.readline, b"") if line.startswith(b"data: "))
        finally:
            connection.close()


class _Stopped(BaseException):
    """Stands for Ctrl-C."""


@contextmanager
def asking(project: Project, *, base_url: str | None = None, drafts: bool = False) -> Iterator[Asking]:
    """Run a preview in a thread, which it has for itself."""
    ready = threading.Event()
    running: list[tuple[Asking, Desk]] = []

    def stop() -> None:
        raise _Stopped

    def run() -> None:
        with preview_of(project, base_url=base_url, drafts=drafts) as preview, opened(preview, "127.0.0.1", 8700) as at:
            desk, address, port = at
            running.append((Asking(project, port, address), desk))
            ready.set()
            with suppress(_Stopped):
                serve(preview, desk, lambda changed, _: running[0][0].told.append(changed))

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(20)
        yield running[0][0]
    finally:
        running[0][1]._errands.put((stop, Future()))
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture
def paper(tmp_path: Path) -> Project:
    made = Project(tmp_path / "paper")
    made.write(
        {"articles/a.md": story(tags=["écluse"]), "articles/plan.pdf": bytes(range(100)), "static/CNAME": "x.example"}
    )
    return made.write({"articles/b.md": story("The plan", "2019-01-02", body="[It](plan.pdf)")})


FERRY = "/2018/12/17/ferry-runs-again/"


def test_it_answers_with_the_files_of_the_site(paper: Project) -> None:
    with asking(paper) as server:
        page = server.get(FERRY)
        assert page.status == 200
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"
        paper.built()
        added = page.body[page.body.index(b"<script src") : page.body.index(b"defer></script>") + 15]
        assert page.body.replace(added, b"") == (paper.root / f"site{FERRY}index.html").read_bytes()
        assert server.get("/CNAME").body == b"x.example"
        assert server.get("/tags/%C3%A9cluse/").status in (200, 404)
        assert server.get(FERRY.rstrip("/")).headers["Location"] == FERRY
        assert b"EventSource" in server.get("/-newsgen/preview.js").body


def test_a_missing_address_has_the_sites_own_page(paper: Project) -> None:
    with asking(paper) as server:
        page = server.get("/no/such/page/")
        assert page.status == 404
        assert b"<h1" in page.body
        assert b"preview.js" in page.body
        paper.write({"newsgen.toml": "[outputs]\nnot_found = false\n"})
        time.sleep(0.3)
        assert server.get("/no/such/page/").status == 404


def test_head_is_get_without_the_body(paper: Project) -> None:
    with asking(paper) as server:
        for address in ("/", "/CNAME", "/no", "/-newsgen/preview.js", "/-newsgen/events?page=/"):
            got, head = server.get(address) if "events" not in address else None, server.get(address, "HEAD")
            assert head.body == b""
            if got:
                assert (head.status, head.headers["Content-Length"]) == (got.status, str(len(got.body)))
        assert server.get("/", "POST").status == 501


def test_pieces_of_files(paper: Project) -> None:
    with asking(paper) as server:
        plan = "/2019/01/02/the-plan/plan.pdf"
        found = server.get(plan, Range="bytes=10-19")
        assert (found.status, found.body, found.headers["Content-Range"]) == (
            206,
            bytes(range(10, 20)),
            "bytes 10-19/100",
        )
        assert server.get(plan, Range="bytes=-2").body == bytes([98, 99])
        assert server.get(plan, Range="bytes=100-").status == 416
        assert server.get(plan, Range="bytes=100-").headers["Content-Range"] == "bytes */100"
        assert server.get(plan, Range="bytes=0-1", If_Range='"x"').status == 200
        assert server.get(plan, "HEAD", Range="bytes=0-1").status == 200
        assert server.get(plan).headers["Accept-Ranges"] == "bytes"


OUTSIDE = [
    "/../newsgen.toml",
    "/%2e%2e/newsgen.toml",
    "/..%2fnewsgen.toml",
    "/static/..%5c..%5cnewsgen.toml",
    "//etc/passwd",
    "/CNAME%00.html",
    "/articles/a.md",
    "/.newsgen/",
    "/link/secret.txt",
    "/" + "a" * 5000,
]


def test_no_address_leads_out_of_the_site(paper: Project) -> None:
    paper.write({"newsgen.toml": 'title = "x"\n'})
    (paper.root / "elsewhere").mkdir()
    (paper.root / "elsewhere/secret.txt").write_text("secret")
    (paper.root / "static/link").symlink_to(paper.root / "elsewhere")
    with asking(paper) as server:
        for address in OUTSIDE:
            answer = server.get(address)
            assert answer.status in (404, 414), address
            assert b"secret" not in answer.body
            assert b"title =" not in answer.body


FOREIGN = [
    {"Host": "elsewhere.example"},
    {"Host": "elsewhere.example:8700"},
    {"Origin": "https://elsewhere.example"},
    {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
]


def test_other_sites_are_refused(paper: Project) -> None:
    with asking(paper) as server:
        for headers in FOREIGN:
            for address in ("/", "/-newsgen/events?page=/", "/-newsgen/preview.js"):
                answer = server.get(address, **headers)
                assert answer.status == 403, (headers, address)
                assert b"Ferry" not in answer.body


def test_under_a_path(paper: Project) -> None:
    with asking(paper, base_url="https://x.example/some/path/") as server:
        assert server.base.endswith("/some/path/")
        assert server.get("/").headers["Location"] == "/some/path/"
        assert server.get("/some/path/").status == 200
        assert server.get("/some/path" + FERRY).status == 200
        assert server.get(FERRY).status == 404


def test_a_page_is_told_when_it_changes(paper: Project) -> None:
    with asking(paper) as server, server.listening(FERRY) as news:
        first = next(news)
        assert first["problems"] == []
        paper.write({"articles/a.md": story(body="It ran, twice.")})
        second = next(news)
        assert second["page"] != first["page"]
        assert (second["styles"], second["files"]) == (first["styles"], first["files"])
        paper.write({"templates/static/style.css": "body { color: red }"})
        third = next(news)
        assert third["page"] == second["page"]
        assert third["styles"] != second["styles"]
        paper.write({"articles/a.md": BROKEN})
        fourth = next(news)
        assert fourth["page"] == third["page"]
        (problem,) = fourth["problems"]
        assert problem["place"].startswith("articles/a.md:3")
        assert problem["own"]
        assert "".join(problem["line"]) == "date: 2018-02-31"
        assert problem["line"][1] == "2018-02-31"
        paper.write({"articles/a.md": story(body="It ran, twice.")})
        assert next(news)["problems"] == []
        assert server.told == [["articles/a.md"], ["templates/static/style.css"], ["articles/a.md"], ["articles/a.md"]]


def test_a_page_that_is_asked_for_is_new_even_if_nobody_listens(paper: Project) -> None:
    with asking(paper) as server:
        for number in range(3):
            paper.write({"articles/a.md": story(body=f"It ran {number} times.")})
            end = time.monotonic() + 20  # a look is put off for as long as the one before it took
            while b"It ran %d times." % number not in server.get(FERRY).body:
                assert time.monotonic() < end
                time.sleep(0.1)


def test_a_page_that_cannot_be_made_says_why(paper: Project) -> None:
    paper.write({"templates/article.html": "{{ story.nothing }}"})
    with asking(paper) as server:
        page = server.get(FERRY)
        assert page.status == 503
        assert b"templates/article.html:1" in page.body
        assert server.get("/").status == 200


def test_a_port_that_is_in_use_is_passed_over(paper: Project) -> None:
    with preview_of(paper) as preview, opened(preview, "127.0.0.1", 8750) as first:
        with opened(preview, "127.0.0.1", first[2]) as second:
            assert second[2] > first[2]
        with pytest.raises(PortError, match="no port from 65536"), opened(preview, "127.0.0.1", 65536):
            pass


def test_an_error_of_ours_ends_nothing(paper: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with asking(paper) as server:
        with monkeypatch.context() as patched:
            patched.setattr(Preview, "glimpse", lambda *_: 1 / 0)
            assert server.get("/").status == 500
        assert server.get("/").status == 200


def test_texts_are_held_in_between(paper: Project) -> None:
    with asking(paper) as server:
        time.sleep(0.3)
        paper.write({"articles/a.md": BROKEN})
        time.sleep(0.3)
        assert b"It ran." in server.get(FERRY).body
