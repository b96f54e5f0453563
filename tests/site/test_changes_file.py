"""`newsgen build --changes`: exactly the difference of the site before and after, with addresses and reasons."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.site.project import Project, story

SETTINGS = 'base_url = "https://example.org/paper/"\n'


def changes(project: Project, *arguments: str) -> dict[str, Any]:
    project.built("--changes", "changes.json", *arguments)
    found: dict[str, Any] = json.loads((project.root / "changes.json").read_text("utf-8"))
    return found


def paths(found: dict[str, Any]) -> dict[str, set[str]]:
    return {kind: {change["path"] for change in found[kind]} for kind in ("added", "changed", "removed")}


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, set[str]]:
    own = {path for path in (*before, *after) if path.startswith(".newsgen-")}
    return {
        "added": after.keys() - before.keys() - own,
        "changed": {path for path in before.keys() & after.keys() if before[path] != after[path]} - own,
        "removed": before.keys() - after.keys() - own,
    }


def stories_of(slug: str) -> st.SearchStrategy[str]:
    return st.builds(
        story,
        st.sampled_from(["Ferry", "Piano", "Eels"]),
        st.sampled_from(["2018-12-17", "2019-01-02", "2050-01-01"]),
        st.sampled_from(["It ran.", "It sat."]),
        tags=st.sampled_from([[], ["harbour"], ["harbour", "ferry"]]),
        draft=st.booleans(),
        slug=st.just(slug),
    )


STORIES = st.fixed_dictionaries(
    {"articles/a.md": stories_of("first")},
    optional={"articles/b.md": stories_of("second"), "articles/c/d.md": stories_of("third")},
)
HANDS = st.sampled_from(["index.html", "feed.xml", "own.txt", "articles/x.txt", "robots.txt"])


@given(STORIES, STORIES, st.lists(HANDS, max_size=2), st.booleans())
@settings(max_examples=8, phases=[Phase.generate])
def test_it_is_the_true_difference(
    first: dict[str, str], then: dict[str, str], hands: list[str], has_state: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder)).write({"newsgen.toml": SETTINGS, "static/robots.txt": "x", **first})
        assert paths(changes(project)) == difference({}, project.tree())
        project.write({path: None for path in first if path not in then}).write(then)
        project.write({f"site/{path}": "by hand" for path in hands})
        if not has_state:
            for state in (project.root / ".newsgen").glob("*.state"):
                state.unlink()
        before = project.tree()
        told = changes(project, "--base-url", "https://example.org/other/")
        assert paths(told) == difference(before, project.tree())
        assert all(change["reasons"] for kind in ("added", "changed", "removed") for change in told[kind])
        again = changes(project, "--base-url", "https://example.org/other/")
        assert paths(again) == {"added": set(), "changed": set(), "removed": set()}


def test_addresses_and_reasons(project: Project) -> None:
    project.write({"newsgen.toml": SETTINGS, "articles/a.md": story(), "articles/b.md": story("Eels", "2018-12-18")})
    changes(project)
    project.write({"articles/a.md": story(body="It sat.", draft=True)})
    told = changes(project)
    (gone,) = [change for change in told["removed"] if change["path"] == "2018/12/17/ferry-runs-again/index.html"]
    address = "https://example.org/paper/2018/12/17/ferry-runs-again/"
    assert gone == {
        "path": "2018/12/17/ferry-runs-again/index.html",
        "urls": [address, address + "index.html"],
        "reasons": ["it belongs to the site no more"],
    }
    (front,) = [change for change in told["changed"] if change["path"] == "index.html"]
    assert front["urls"][0] == "https://example.org/paper/"
    assert front["reasons"]
    assert "ferry" not in json.dumps([change["reasons"] for change in (*told["changed"], *told["added"])]).lower()


def test_a_refused_build_leaves_no_file_of_an_earlier_one(project: Project) -> None:
    project.write({"articles/a.md": story()})
    changes(project)
    project.write({"articles/a.md": story(date="soon")})
    assert project.build("--changes", "changes.json").status == 1
    assert not (project.root / "changes.json").exists()


@pytest.mark.parametrize("place", ["site/c.json", ".newsgen/c.json", "articles/c.json", "changes.txt", "no/c.json"])
def test_it_is_written_nowhere_else(project: Project, place: str) -> None:
    project.write({"articles/a.md": story()})
    assert project.build("--changes", place).status == 2
    assert not (project.root / "site").exists()
