"""Compressed files beside the others: the same bytes each time, made anew only where their file changed."""

from __future__ import annotations

import gzip
import json
import os
import re

import pytest

from newsgen.news.compression import compressed
from newsgen.news.serving import POLICY
from tests.site.project import Project, story

SETTINGS = "[outputs]\ncompressed = true\nmanifest = true\nheaders = true\n"
STORIES = {
    "newsgen.toml": SETTINGS,
    "articles/a.md": story(tags=["harbour"]),
    "articles/b.md": story("Eels return", "2019-12-18"),
    "articles/pier.jpg": "no picture",
    "static/notes.txt": "Notes.\n",
    "static/data.bin": "x",
}
PAGE = "2018/12/17/ferry-runs-again/index.html"
TEXTS = (".html", ".css", ".js", ".json", ".xml", ".txt")


@pytest.fixture
def paper(project: Project) -> Project:
    project.write(STORIES).built()
    return project


def clean(project: Project) -> dict[str, bytes]:
    project.built("--output", "clean")
    return project.tree("clean")


def test_every_text_has_a_twin_but_the_manifest(paper: Project) -> None:
    tree = paper.tree()
    manifest = {path for path in tree if path.startswith("manifest")}
    texts = {path for path in tree if path.endswith(TEXTS)} - manifest
    assert {path for path in tree if path.endswith(".gz")} == {f"{path}.gz" for path in texts}
    for path in texts:
        assert gzip.decompress(tree[f"{path}.gz"]) == tree[path]
        assert tree[f"{path}.gz"][4:8] == bytes(4)
    assert f"{PAGE}.gz " in paper.page("manifest/2018.txt").replace("\n", " ")
    assert paper.run("verify").status == 0


def test_an_edit_makes_few_anew_and_equals_a_clean_build(paper: Project) -> None:
    assert paper.built().counts == (0, 0, 0, len(paper.pages()))
    before = paper.snapshot()
    paper.write({"articles/a.md": story(tags=["harbour"], body="It sat.")})
    paper.built("--prove", "--changes", "changes.json")
    after = paper.snapshot()
    written = {path for path in after if after[path] != before.get(path)}
    assert written == {
        PAGE,
        f"{PAGE}.gz",
        "manifest.json",
        "manifest/2018.txt",
        "manifest/lists.txt",
        ".newsgen-ledger",
    } | {path for path in written if path.startswith("search")}
    told = json.loads((paper.root / "changes.json").read_text())
    assert {change["path"] for change in told["changed"]} == written - {".newsgen-ledger"}
    assert paper.tree() == clean(paper)
    paper.write({"articles/a.md": None}).built("--prove")
    assert f"{PAGE}.gz" not in paper.tree()
    assert paper.tree() == clean(paper)


def test_a_twin_that_somebody_changed_or_took_is_put_back(paper: Project) -> None:
    before = paper.tree()
    (paper.root / f"site/{PAGE}.gz").write_bytes(b"x")
    (paper.root / "site/index.html.gz").unlink()
    paper.built()
    assert paper.tree() == before


def test_a_new_checkout_compresses_nothing(paper: Project) -> None:
    before = paper.snapshot()
    for top, _, names in os.walk(paper.root):
        for name in names:
            if not top.startswith(str(paper.root / "site")):
                os.utime(os.path.join(top, name))
    paper.built()
    assert paper.snapshot() == before | {path: paper.snapshot()[path] for path in before if path == ".newsgen-ledger"}


def test_switched_off_they_go(paper: Project) -> None:
    paper.write({"newsgen.toml": ""}).built("--prove")
    assert not [path for path in paper.tree() if path.endswith(".gz") or path == "_headers"]


def test_a_file_in_the_way_is_named(project: Project) -> None:
    outcome = project.write(STORIES | {"static/notes.txt.gz": "x"}).refused()
    assert outcome.codes == ["address-shared"]


def test_no_time_and_no_system_stand_in_it() -> None:
    assert compressed(b"The ferry")[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    assert gzip.decompress(compressed(b"")) == b""


def directives(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {part[0]: set(part[1:]) for part in parts if part}


def test_the_policy_of_all_allows_what_that_of_each_page_does(paper: Project) -> None:
    """Browsers keep to both: the one must not forbid what the other needs."""
    everywhere = directives(POLICY)
    for path in paper.pages():
        if path.endswith(".html"):
            (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', paper.page(path))
            for name, allowed in directives(policy).items():
                assert allowed - {"'none'"} <= everywhere[name], (path, name)
