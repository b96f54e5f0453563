"""The configuration for nginx that `newsgen init --with nginx` writes, in a real nginx."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from newsgen.news.serving import FOR_EVER, POLICY
from tests.real.parts import missing
from tests.real.wires import free_port, running
from tests.site.project import Project, story

pytestmark = pytest.mark.server

PAGE = "/2018/12/17/ferry-runs-again/"
SETTINGS = "[outputs]\ncompressed = true\nheaders = true\nhashed_assets = true\n"
STORIES = {
    "articles/a.md": story(tags=["harbour", "Ä"], aliases=["/old/ferry/"], body="It ran. " * 200),
    "articles/b.md": story("Ä b", "2018-12-18", slug="ä b"),
    "static/app.0123abcd.js": "let x = 1;\n" * 100,
    "static/.well-known/x.txt": "well known",
    "static/photo-20181217.png": "x",
    "newsgen.toml": SETTINGS + '[urls]\nslugs = "unicode"\n',
}
MOVED = "    map $uri $moved { include %s/redirects/nginx.map; }\n"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    project: Project
    port: int

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path, and follow nothing."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            line.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a site behind nginx: built, published to a folder, and served from there."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx") or missing("nginx")
    top = tmp_path_factory.mktemp("nginx")
    top.chmod(0o755)
    project = Project(top / "paper").write(STORIES)
    project.built()
    assert project.run("publish", f"folder:{top}/www").status == 0
    assert project.run("init", "--with", "nginx").status == 0
    port = free_port()
    text = (project.root / "nginx.conf").read_text("utf-8")
    text = text.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/www/paper/current", f"{top}/www/current")
    lines = [line.replace("# if ($moved)", "if ($moved)") for line in text.splitlines()]
    types = "types { text/html html; text/css css; application/javascript js; text/xml xml; image/png png; }"
    places = " ".join(
        f"{name}_temp_path {top}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    who = "user root; " if os.getuid() == 0 else ""  # for the folders of tests let nobody else in
    whole = f"{who}daemon off; pid {top}/pid; error_log {top}/errors; events {{}}\n"
    whole += (
        f"http {{ {types} default_type text/plain; access_log off; {places}\n{MOVED % (top / 'www/current')}"
        + "\n".join(lines)
        + "\n}\n"
    )
    (top / "whole.conf").write_text(whole, "utf-8")
    with running([program, "-c", str(top / "whole.conf"), "-e", str(top / "errors")], port):
        yield Served(project, port)


def test_a_page_is_served_as_it_is_with_its_policy(served: Served) -> None:
    answer = served.get(PAGE)
    assert answer.status == 200
    assert answer.body == (served.project.root / f"site{PAGE}index.html").read_bytes()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-cache"
    again = served.get(PAGE, If_None_Match=answer.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_addresses_are_clean(served: Served) -> None:
    for path, place in {
        PAGE.rstrip("/"): PAGE,
        f"{PAGE}index.html": PAGE,
        "/index.html": "/",
        "/tags": "/tags/",
        "/old/ferry": PAGE,
        "/old/ferry/": PAGE,
    }.items():
        answer = served.get(path)
        assert (answer.status, answer.headers.get("Location")) == (301, place), path
    for path in ("/", "/2018/12/18/%C3%A4-b/", "/tags/harbour/", "/.well-known/x.txt", "/robots.txt"):
        assert served.get(path).status == 200, path


def test_what_is_not_there_is_said_on_a_page_with_its_policy(served: Served) -> None:
    page = (served.project.root / "site/404.html").read_bytes()
    for path in (
        "/no/such/page/",
        "/.newsgen-published",
        "/.newsgen-ledger",
        "/_headers",
        "/_redirects",
        "/redirects/",
    ):
        answer = served.get(path)
        assert (answer.status, answer.body) == (404, page), path
        assert answer.headers["Content-Security-Policy"] == POLICY


def test_compressed_files_are_handed_out_as_they_are(served: Served) -> None:
    answer = served.get(PAGE, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.body == (served.project.root / f"site{PAGE}index.html.gz").read_bytes()
    assert gzip.decompress(answer.body) == served.get(PAGE).body


def test_how_long_files_may_be_kept(served: Served) -> None:
    for path, kept in {
        "/app.0123abcd.js": "public, max-age=31536000, immutable",
        "/photo-20181217.png": "public, max-age=86400",
        "/static/style.css": "no-cache",
        "/robots.txt": "no-cache",
        "/": "no-cache",
    }.items():
        assert served.get(path).headers["Cache-Control"] == kept, path


def test_a_page_names_a_stylesheet_that_may_be_kept_for_ever(served: Served) -> None:
    style, script = (
        re.findall(rf'"[./]*(/static/{name}\.[0-9a-f]+\.\w+)"', served.get(page).body.decode())
        for page, name in ((PAGE, "style"), ("/search/", "search"))
    )
    for path, kind in ((style[0], "text/css"), (script[0], "application/javascript")):
        for encoding in ("gzip", "identity"):
            answer = served.get(path, Accept_Encoding=encoding)
            assert (answer.status, answer.headers["Cache-Control"]) == (200, FOR_EVER), path
            assert answer.headers["Content-Type"].startswith(kind)
            assert answer.headers["Vary"] == "Accept-Encoding"
        assert f"\n{path}\n  Cache-Control: {FOR_EVER}\n" in (served.project.root / "site/_headers").read_text("utf-8")


def test_one_that_is_gone_is_not_kept(served: Served) -> None:
    answer = served.get("/static/style.0123abcdef.css")
    assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-cache")


def test_the_configuration_and_the_table_of_headers_say_the_same(served: Served) -> None:
    text = (served.project.root / "nginx.conf").read_text("utf-8")
    table = (served.project.root / "site/_headers").read_text("utf-8")
    of_all = table.split("\n/")[0]
    for name, value in [line.strip().split(": ", 1) for line in of_all.splitlines() if line.startswith("  ")]:
        assert f'add_header {name} "{value}" always;' in text
