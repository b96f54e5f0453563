"""The theme's own templates are compiled once for each version of newsgen, and say the same for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from newsgen.templating import theme as theming
from newsgen.templating.kept_code import Shelf
from newsgen.templating.theme import Theme, closures, environment

OWN = {
    "a.html": '{% extends "b.html" %}{% block x %}{{ word }}{% endblock %}',
    "b.html": "<b>{% block x %}{% endblock %}</b>",
}
BOTH = OWN | {f"theme/{name}": text for name, text in OWN.items()}
OURS = Theme({**BOTH, "a.html": '{% extends "a.html" %}{% block x %}ours{% endblock %}'}, frozenset({"a.html"}))

Begun = Callable[[], Shelf]


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begun:
    """Give what begins a process anew, with a shelf in a folder of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def begin() -> Shelf:
        made = Shelf(tmp_path / "theme-one")
        monkeypatch.setattr(theming, "shelf", lambda: made)
        return made

    begin()
    return begin


@pytest.fixture
def nothing_compiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give what forbids to compile or to parse a template from then on."""

    def forbid() -> None:
        for name in ("compile", "parse"):
            monkeypatch.setattr(Environment, name, lambda *_given, **_named: pytest.fail("a template was read"))

    return forbid


def said(theme: Theme) -> str:
    return environment(theme).get_template("a.html").render(word="<it>")


def test_a_template_is_compiled_once(begun: Begun, nothing_compiled: Callable[[], None]) -> None:
    before = closures(Theme(BOTH)), said(Theme(BOTH))
    assert before[1] == "<b>&lt;it&gt;</b>"
    begun()
    nothing_compiled()
    assert (closures(Theme(BOTH)), said(Theme(BOTH))) == before


def test_without_a_shelf_all_is_the_same(begun: Begun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = closures(OURS), said(OURS), said(OURS)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "theme-one").unlink()
    assert begun().can_keep is False
    assert (closures(OURS), said(OURS), said(OURS)) == kept
    assert list(tmp_path.iterdir()) == []


def test_a_projects_templates_are_never_kept(begun: Begun) -> None:
    closures(OURS)
    assert said(OURS) == "<b>ours</b>"
    assert begun().kept.keys() == {"b.html", "theme/a.html"}


def test_another_text_is_another_template(begun: Begun) -> None:
    said(Theme(BOTH))
    begun()
    other = Theme({name: text.replace("<b>", "<i>") for name, text in BOTH.items()})
    assert said(other) == "<i>&lt;it&gt;</b>"


@pytest.mark.parametrize("harm", [b"", b"no", b"\0" * 64])
def test_what_is_damaged_is_made_anew(begun: Begun, tmp_path: Path, harm: bytes) -> None:
    said(Theme(BOTH))
    place = tmp_path / "theme-one"
    whole = place.read_bytes()
    for data in (harm, whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        place.write_bytes(data)
        assert begun().kept == {}
        assert said(Theme(BOTH)) == "<b>&lt;it&gt;</b>"


def test_what_other_versions_kept_goes(begun: Begun, tmp_path: Path) -> None:
    (tmp_path / "theme-zero").write_bytes(b"old")
    (tmp_path / "other").write_bytes(b"not ours")
    said(Theme(BOTH))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "theme-one"]
    assert begun().kept


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_takes_nothing(begun: Begun, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert begun().can_keep is False
    assert said(Theme(BOTH)) == "<b>&lt;it&gt;</b>"


def test_a_disk_that_takes_nothing(begun: Begun, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "replace", full)
    shelf = begun()
    assert said(Theme(BOTH)) == "<b>&lt;it&gt;</b>"
    assert shelf.can_keep is False
