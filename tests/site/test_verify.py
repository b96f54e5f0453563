"""The manifest of a built site, and `newsgen verify`, which holds a folder or a published site against it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsgen.news.manifest import ROOT
from tests.site.project import Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"
ON = 'base_url = "https://example.org/"\n[outputs]\nmanifest = true\n'


@pytest.fixture
def paper(project: Project) -> Project:
    project.write({"newsgen.toml": ON, "articles/ferry.md": story(tags=["ferry"], aliases=["/old/"])})
    project.write({"articles/old.md": story("Old news", "1931"), "static/CNAME": "example.org"})
    project.built()
    return project


def verified(project: Project, *arguments: str) -> tuple[int, list[str]]:
    outcome = project.run("verify", *arguments)
    return outcome.status, outcome.out.splitlines()


def test_a_site_is_as_it_was_built(paper: Project) -> None:
    number = len([path for path in paper.pages() if not path.startswith(("manifest", ".newsgen"))])
    assert verified(paper) == (0, [f"{number} files held against manifest.json: all are as they should be."])


def test_every_flipped_missing_and_extra_file_is_named(paper: Project) -> None:
    site = paper.root / "site"
    data = bytearray((site / FERRY).read_bytes())
    data[100] ^= 1
    (site / FERRY).write_bytes(data)
    (site / "tags/ferry/index.html").unlink()
    (site / "extra.html").write_text("x")
    status, lines = verified(paper)
    assert status == 1
    assert lines[:-1] == [f"flipped  {FERRY}", "missing  tags/ferry/index.html", "extra    extra.html"]
    assert lines[-1].endswith("manifest.json: 1 flipped, 1 missing, 1 extra.")


def test_a_part_that_was_changed_is_named_itself(paper: Project) -> None:
    part = paper.root / "site/manifest/2018.txt"
    part.write_text(part.read_text().replace("2018/12/17/ferry", "2018/12/17/fairy"))
    assert verified(paper)[1][0] == "flipped  manifest/2018.txt"
    part.unlink()
    assert verified(paper)[1][0] == "missing  manifest/2018.txt"


def test_a_part_that_is_lost_hides_no_extra_file_of_another(paper: Project) -> None:
    site = paper.root / "site"
    (site / "manifest/2018.txt").unlink()
    (site / "1931/extra.html").write_text("x")
    (site / "extra.html").write_text("x")
    assert verified(paper)[1][:-1] == ["missing  manifest/2018.txt", "extra    1931/extra.html", "extra    extra.html"]


def test_without_a_manifest_the_ledger_serves(paper: Project) -> None:
    paper.write({"newsgen.toml": 'base_url = "https://example.org/"\n'}).built()
    assert not [path for path in paper.pages() if path.startswith("manifest")]
    assert verified(paper)[1][-1].endswith("files held against .newsgen-ledger: all are as they should be.")
    (paper.root / "site" / FERRY).write_text("x")
    assert verified(paper)[1][0] == f"flipped  {FERRY}"


def test_what_can_not_be_verified_is_wrong_usage(paper: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments, said in (
        ([str(tmp_path / "none")], "there is no folder"),
        ([str(tmp_path / "empty")], "there is no manifest.json"),
    ):
        outcome = paper.run("verify", *arguments)
        assert outcome.status == 2
        assert said in outcome.err
    (paper.root / "site" / ROOT).write_text("{}")
    assert "damaged" in paper.run("verify").err


def test_one_story_more_changes_three_files_of_the_manifest(paper: Project) -> None:
    before = paper.snapshot()
    paper.write({"articles/new.md": story("New", "2018-12-18", tags=["ferry"])}).built()
    after = paper.snapshot()
    changed = {path for path in after if path.startswith("manifest") and after[path] != before.get(path)}
    assert changed == {ROOT, "manifest/2018.txt", "manifest/lists.txt"}
    assert verified(paper)[0] == 0
    (said,) = paper.built("--prove").problems
    assert said.message == "equal to a clean build"
    assert paper.built().counts[:3] == (0, 0, 0)


def test_a_manifest_that_was_changed_is_put_back(paper: Project) -> None:
    whole = paper.tree()
    (paper.root / "site" / ROOT).write_text("{}")
    paper.built()
    assert paper.tree() == whole


def test_a_year_that_goes_takes_its_part_along(paper: Project) -> None:
    assert "manifest/1931.txt" in paper.pages()
    paper.write({"articles/old.md": None}).built()
    assert "manifest/1931.txt" not in paper.pages()
    assert verified(paper)[0] == 0


@pytest.mark.parametrize("path", ["static/manifest.json", "static/manifest/2018.txt", "static/manifest"])
def test_a_file_in_the_manifests_place_is_refused(paper: Project, path: str) -> None:
    problems = paper.write({path: "mine"}).refused().problems
    assert [(problem.code, problem.path) for problem in problems] == [("address-shared", path)]


def test_what_is_hidden_is_not_in_it(paper: Project) -> None:
    before = paper.tree()
    paper.write({"articles/hidden.md": story("Hidden", draft=True)}).built()
    assert paper.tree() == before


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def address(paper: Project) -> Iterator[str]:
    """Serve the site on the loopback interface."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(paper.root / "site")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.server
def test_a_published_site_is_held_against_its_manifest(paper: Project, address: str) -> None:
    status, lines = verified(paper, address)
    assert (status, len(lines)) == (0, 2)
    assert "can't be seen from outside" in lines[1]
    site = paper.root / "site"
    (site / FERRY).write_text("x")
    (site / "tags/ferry/index.html").unlink()
    (site / "tags/ferry").rmdir()
    status, lines = verified(paper, address + "/")
    assert (status, lines[:-2]) == (1, [f"flipped  {FERRY}", "missing  tags/ferry/index.html"])


@pytest.mark.server
def test_an_address_without_a_manifest_or_an_answer(paper: Project, address: str) -> None:
    (paper.root / "site" / ROOT).unlink()
    outcome = paper.run("verify", address)
    assert (outcome.status, "there is no manifest at" in outcome.err) == (2, True)
    outcome = paper.run("verify", "http://127.0.0.1:9/")
    assert (outcome.status, "this can't be told" in outcome.err) == (1, True)
