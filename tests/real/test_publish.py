"""`newsgen publish` to real servers: sshd with rsync, and two stores that speak S3, one with conditional puts."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from newsgen.publishing.carrying import RECORD
from tests.real.parts import missing, named_file
from tests.real.wires import Wire, free_port, running
from tests.site.project import Outcome, Project, story, tree

pytestmark = pytest.mark.server

SECRET = "hunter22-hunter22"
FEWER = "[outputs]\non_this_day = false\n"
"""Without the pages of 366 days, which would only take time."""

STORIES = {
    f"articles/{number}.md": story(f"Story {number}", f"2018-12-{number + 1:02}", "It ran. " * 400, tags=["harbour"])
    for number in range(5)
}
SPECIAL = {"articles/ferry.md": story("Über die Fähre & more", "2019-01-01", slug="fähre", tags=["C++", "näher"])}
SETTINGS = '[urls]\nslugs = "unicode"\n' + FEWER


@dataclass
class Store:
    """A place that a site is published to: how it is called, through which wire, and what readers see there."""

    kind: str
    port: int
    environment: dict[str, str]
    folder: Path
    bucket: str = ""
    has_conditions: bool = True
    wires: list[Wire] = field(default_factory=list)

    def address(self, port: int = 0) -> tuple[str, dict[str, str]]:
        """Return the target, and what the environment must say for it."""
        port = port or self.port
        if self.kind == "ssh":
            return f"ssh://{getpass.getuser()}@127.0.0.1:{port}{self.folder}", self.environment
        return f"s3://{self.bucket}/some/paper", self.environment | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}

    def publish(self, project: Project, *arguments: str, allowed: int | None = None) -> Outcome:
        """Publish in a process of its own; with `allowed`, through a wire that is cut after so many bytes."""
        wire = Wire(self.port, allowed) if allowed is not None else None
        to, environment = self.address(wire.port if wire else 0)
        outcome = project.process("publish", to, *arguments, environment=environment)
        if wire:
            assert wire.is_cut == (outcome.status != 0)
            wire.close()
        assert SECRET not in outcome.out + outcome.err
        return outcome

    def seen(self) -> dict[str, bytes]:
        """Return what is there, without newsgen's record."""
        if self.kind == "ssh":
            found = tree(self.folder)
        else:
            found = {key.removeprefix("some/paper/"): self.get(key) for key in self.keys("some/paper/")}
        return {path: data for path, data in found.items() if path != RECORD}

    def put(self, path: str, data: bytes) -> None:
        """Put a file there, as somebody else would."""
        if self.kind == "ssh":
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(data)
        else:
            self._store().put(f"some/paper/{path}", data)

    def keys(self, prefix: str) -> list[str]:
        return [meta["path"] for chunk in self._store().list(prefix) for meta in chunk]

    def get(self, key: str) -> bytes:
        return bytes(self._store().get(key).bytes())

    def headers(self, key: str) -> dict[str, str]:
        """Return what the store says of an object."""
        attributes: Any = self._store().get(f"some/paper/{key}").attributes
        return dict(attributes)

    def _store(self) -> Any:
        from obstore.store import S3Store

        return S3Store(
            self.bucket,
            config={
                "endpoint": f"http://127.0.0.1:{self.port}",
                "access_key_id": self.environment["AWS_ACCESS_KEY_ID"],
                "secret_access_key": self.environment["AWS_SECRET_ACCESS_KEY"],
                "region": "us-east-1",
            },
            client_options={"allow_http": True},
        )


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a server that is reached with a key of its own; its host is known, and nobody is asked anything."""
    program, keygen = shutil.which("sshd") or shutil.which("/usr/sbin/sshd"), shutil.which("ssh-keygen")
    if not program or not keygen or not shutil.which("rsync"):
        missing("sshd with rsync (Debian: openssh-server, rsync)")
    if Path(pwd.getpwuid(os.getuid()).pw_shell).name in ("nologin", "false"):
        missing("a user who may log in")
    top = tmp_path_factory.mktemp("sshd")
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(top / name)], check=True)
    shutil.copy(top / "user.pub", top / "authorized")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    config = [
        f"Port {port}",
        "ListenAddress 127.0.0.1",
        f"HostKey {top}/host",
        f"AuthorizedKeysFile {top}/authorized",
        f"PidFile {top}/pid",
        "StrictModes no",
        "UsePAM no",
        "PasswordAuthentication no",
        "PermitRootLogin prohibit-password",
    ]
    (top / "config").write_text("\n".join(config) + "\n")
    ssh = f"ssh -F none -i {top}/user -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no"
    ssh += f" -o UserKnownHostsFile={top}/known -o LogLevel=ERROR"
    with running([program, "-D", "-e", "-f", str(top / "config")], port):
        yield Store("ssh", port, {"RSYNC_RSH": ssh}, top)


@pytest.fixture(scope="module")
def rsync(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give rsync on the other side without ssh between, which takes most of the time."""
    if not shutil.which("rsync"):
        missing("rsync")
    top = tmp_path_factory.mktemp("rsync")
    (top / "shell").write_text('#!/bin/sh\nwhile [ "$1" != 127.0.0.1 ]; do shift; done\nshift\nexec "$@"\n')
    (top / "shell").chmod(0o755)
    return Store("ssh", 22, {"RSYNC_RSH": str(top / "shell")}, top)


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that keeps to conditions."""
    program = named_file("NEWSGEN_TEST_MOTO", "moto's server")
    pytest.importorskip("obstore")
    port = free_port()
    with running([str(program), "-H", "127.0.0.1", "-p", str(port)], port):
        keys = {"AWS_ACCESS_KEY_ID": "testing-key", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1"}
        yield Store("s3", port, keys, tmp_path_factory.mktemp("moto"))


@pytest.fixture(scope="module")
def s3rver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that knows no conditions."""
    program = named_file("NEWSGEN_TEST_S3RVER", "s3rver")
    pytest.importorskip("obstore")
    node = shutil.which("node") or missing("Node")
    port, top = free_port(), tmp_path_factory.mktemp("s3rver")
    buckets = [word for number in range(20) for word in ("--configure-bucket", f"paper{number}")]
    with running([node, str(program), "-a", "127.0.0.1", "-p", str(port), "-d", str(top), *buckets], port):
        keys = {"AWS_ACCESS_KEY_ID": "S3RVER", "AWS_SECRET_ACCESS_KEY": "S3RVER", "AWS_REGION": "us-east-1"}
        yield Store("s3", port, keys, top, has_conditions=False)


_number = iter(range(20))


@pytest.fixture(params=["sshd", "moto", "s3rver"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Give an empty place on a running server."""
    server: Store = request.getfixturevalue(request.param)
    bucket = f"paper{next(_number)}"
    if request.param == "moto":
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{server.port}/{bucket}", method="PUT")).close()
    return Store(server.kind, server.port, server.environment, tmp_path / "srv/www", bucket, server.has_conditions)


@pytest.fixture
def paper(tmp_path: Path) -> Project:
    project = Project(tmp_path / "paper").write({"newsgen.toml": SETTINGS} | STORIES | SPECIAL)
    project.built()
    return project


def site(project: Project) -> dict[str, bytes]:
    return {path: data for path, data in project.tree().items() if not path.startswith(".newsgen-")}


def rehearsed(outcome: Outcome) -> dict[str, set[str]]:
    assert outcome.status == 0, outcome.err
    rows = [line.split(" ", 1) for line in outcome.out.splitlines()]
    return {word: {row[1].strip() for row in rows if row[0] == word} for word in ("add", "replace", "remove")}


def test_all_of_it(paper: Project, store: Store) -> None:
    """Publish, cut off and then whole; again; a change beside files of others; what is in the way; removals."""
    assert store.publish(paper, "--dry-run", "--quiet").status == 2
    record = len((paper.root / "site/.newsgen-ledger").read_bytes())
    outcome = store.publish(paper, allowed=record + 40_000)
    assert outcome.codes == ["publish-failed"], outcome.err
    half = store.seen()
    if store.has_conditions:  # s3rver keeps half of an object
        assert [path for path, data in half.items() if site(paper).get(path) != data] == []
    assert "index.html" not in half
    quiet = store.publish(paper, "--quiet")
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")
    assert store.seen() == site(paper)
    assert " 0 added, 0 replaced, 0 removed" in store.publish(paper).out

    theirs = {"theirs.txt": b"theirs", "2018/12/01/theirs.txt": b"theirs"}
    for path, data in theirs.items():
        store.put(path, data)
    paper.write({"articles/0.md": None, "articles/1.md": story("Story 1", "2018-12-02", "It sat.")})
    paper.write({"articles/new.md": story("New", "2018-12-24")}).built()
    before = store.seen()
    told = rehearsed(store.publish(paper, "--dry-run"))
    assert store.seen() == before
    cut = store.publish(paper, allowed=9_000 if store.kind == "ssh" else record + 20_000)
    assert cut.codes == ["publish-failed"]
    assert store.seen().items() >= theirs.items()
    assert store.publish(paper).status == 0
    after = store.seen()
    assert after == site(paper) | theirs
    assert told["add"] == after.keys() - before.keys()
    assert told["remove"] == before.keys() - after.keys()
    assert told["replace"] == {path for path in before.keys() & after.keys() if before[path] != after[path]}

    store.put("2018/12/25/feast/index.html", b"theirs")
    paper.write({"articles/feast.md": story("Feast", "2018-12-25")}).built()
    before = store.seen()
    outcome = store.publish(paper)
    assert outcome.codes == ["publish-foreign"], outcome.err
    assert "2018/12/25/feast/index.html" in outcome.err
    assert store.seen() == before
    assert store.publish(paper, "--take-over").status == 0
    assert store.seen() == site(paper) | theirs
    if store.kind == "ssh":
        assert not (store.folder / "2018/12/01/story-0").exists()
    state = b"".join(path.read_bytes() for path in (paper.root / ".newsgen").glob("*"))
    assert SECRET.encode() not in state


@pytest.mark.parametrize("store", ["moto", "s3rver"], indirect=True)
def test_objects_have_types_and_say_how_long_they_may_be_kept(paper: Project, store: Store) -> None:
    paper.write({"static/app.0123abcd.js": "x"}).built()
    assert store.publish(paper).status == 0
    assert store.headers("index.html")["Content-Type"] == "text/html; charset=utf-8"
    assert store.headers("static/style.css")["Content-Type"] == "text/css; charset=utf-8"
    if store.has_conditions:  # s3rver forgets them
        assert store.headers("index.html")["Cache-Control"] == "no-cache"
        assert store.headers("app.0123abcd.js")["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("store", ["moto"], indirect=True)
def test_of_two_runs_at_once_the_second_ends(paper: Project, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsgen.publishing.publishers import s3

    assert store.publish(paper).status == 0
    paper.write({"articles/1.md": story("Story 1", "2018-12-02", "It sat.")}).built()
    to, environment = store.address()
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    real = s3.Bucket.carry

    def late(self: s3.Bucket, *arguments: Any) -> None:
        store.put(RECORD, b"another run's")
        real(self, *arguments)

    before = store.seen()
    monkeypatch.setattr(s3.Bucket, "carry", late)
    outcome = paper.run("publish", to)
    assert outcome.codes == ["publish-failed"]
    assert "somebody else" in outcome.err
    assert store.seen() == before


@pytest.mark.parametrize("store", ["rsync"], indirect=True)
def test_of_two_runs_at_once_to_a_server_one_ends_and_the_next_mends_it(
    paper: Project, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsgen.publishing.publishers.rsync import Server

    assert store.publish(paper).status == 0
    shutil.copytree(paper.root, tmp_path / "other")
    other = Project(tmp_path / "other").write({"articles/1.md": story("Story 1", "2018-12-02", "It stood.")})
    other.write({"articles/2.md": None, "articles/theirs.md": story("Theirs", "2018-12-22")}).built()
    paper.write({"articles/1.md": story("Story 1", "2018-12-02", "It sat."), "articles/3.md": None}).built()
    to, environment = store.address()
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    runs: list[Outcome] = []
    real = Server._sent

    def meanwhile(self: Server, *arguments: Any) -> Iterator[None]:
        if not runs:
            runs.append(store.publish(other))
        return real(self, *arguments)

    monkeypatch.setattr(Server, "_sent", meanwhile)
    outcome = paper.run("publish", to)
    assert runs[0].status == 0
    assert outcome.codes == ["publish-failed"]
    assert "somebody else published here meanwhile" in outcome.err
    assert "2018/12/04/story-3/index.html" in store.seen()
    for each in (other, paper):
        assert store.publish(each).status == 0
        assert store.seen() == site(each)


@pytest.mark.parametrize("store", ["moto", "sshd"], indirect=True)
def test_what_a_server_refuses_is_told_without_secrets(paper: Project, store: Store, tmp_path: Path) -> None:
    to, environment = store.address()
    if store.kind == "ssh":
        (tmp_path / "srv").write_text("in the way")
    outcome = paper.process(
        "publish", to.replace("paper", "nobody") if store.kind == "s3" else to, environment=environment
    )
    assert outcome.codes == ["publish-failed"], outcome.err
    assert SECRET not in outcome.err


def test_without_keys_or_without_a_server_it_ends_soon(paper: Project, tmp_path: Path) -> None:
    environment = dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE"), "")
    outcome = paper.process("publish", "s3://paper", environment=environment)
    assert outcome.codes == ["publish-failed"]
    assert "AWS_ACCESS_KEY_ID" in outcome.err
    if shutil.which("rsync"):
        assert paper.process("publish", f"ssh://127.0.0.1:{free_port()}/srv").codes == ["publish-failed"]


class _Old(BaseHTTPRequestHandler):
    """A store that refuses conditions, as old ones do."""

    protocol_version = "HTTP/1.1"
    held: ClassVar[dict[str, bytes]] = {}
    refused: ClassVar[list[str]] = []

    def _answer(self, status: int, data: bytes = b"", held: bytes | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", f'"{md5(data if held is None else held).hexdigest()}"')
        self.send_header("Last-Modified", "Sun, 22 Nov 2026 09:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_GET(self) -> None:
        data = self.held.get(self.path)
        self._answer(404 if data is None else 200, data or b"")

    do_HEAD = do_GET  # noqa: N815

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("If-Match") or self.headers.get("If-None-Match"):
            self.refused.append(self.path)
            self._answer(501, b"<Error><Code>NotImplemented</Code></Error>")
        else:
            self.held[self.path] = data
            self._answer(200, b"", data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def test_a_store_that_refuses_conditions_is_published_to_without(tmp_path: Path) -> None:
    pytest.importorskip("obstore")
    project = Project(tmp_path / "small").write({"newsgen.toml": FEWER, "articles/a.md": story()})
    project.built()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Old)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "x"}
        environment = keys | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}"}
        outcome = project.process("publish", "s3://old", environment=environment)
        assert outcome.status == 0, outcome.err
        assert _Old.refused
        assert {path.removeprefix("/old/") for path in _Old.held} == {*site(project), RECORD}
        assert " 0 added, 0 replaced" in project.process("publish", "s3://old", environment=environment).out
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("store", ["rsync", "moto"], indirect=True)
def test_a_long_run_says_how_far_it_is(paper: Project, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsgen.news.targets import target
    from newsgen.publishing import publish
    from newsgen.reading.project import read_settings

    to, environment = store.address()
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    told: list[tuple[str, int, int]] = []
    settings, _ = read_settings(paper.root / "newsgen.toml", "newsgen.toml", None)
    errand = publish.Errand(
        root=paper.root,
        settings=settings,
        output=paper.root / "site",
        shown="site",
        target=target("web", to),
        now=datetime.now(UTC),
        progress=lambda *each: told.append(each),
    )
    number = len(site(paper))
    assert publish.publish(errand).problems == ()
    assert told == [("Sending", done, number) for done in range(1, number + 1)]
