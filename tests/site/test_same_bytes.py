"""The same input and moment give the same bytes, wherever and by whomever the site is built."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.site.project import CLIPPING, NOW, Project, story

FILES = {
    "newsgen.toml": 'base_url = "https://example.org/"\ntitle = "The Paper"\n',
    "articles/1998/piano.txt": "---\ntags: [harbour]\n---\n" + CLIPPING,
    "articles/ferry.md": story(tags=["b", "a", "Harbour", "\u00c5s"], date="2018-12-17 09:30", section="Town"),
    "articles/late.md": story("Late", "2018-12-17 23:30", expires="2024-06-01T12:00:01Z", thread="night"),
    "articles/noon.md": story("Noon", "2024-06-01 12:00", embargo="2024-06-01 11:59:59"),
    "articles/month.md": story("A month", "1998-12", photos=[{"src": "1998/pier.jpg", "alt": "A pier"}]),
    "articles/hebrew.md": story("\u05d7\u05d3\u05e9\u05d5\u05ea", "2007-03-30", lang="he"),
    "articles/1998/pier.jpg": "no picture",
    "pages/about.md": "---\nheadline: About\n---\n",
    "static/robots.extra": "x",
}

PLACES = {
    "Kiritimati": ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 0o022, "articles", []),
    "Pago Pago": ({"TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}, 0o077, "", []),
    "nowhere": ({"TZ": "Nowhere/Land", "LANG": "ar_EG.UTF-8", "PYTHONUTF8": "0"}, 0o002, "pages", []),
    "elsewhere": ({"SOURCE_DATE_EPOCH": "1", "COLUMNS": "20", "PYTHONOPTIMIZE": "2"}, 0o022, "", ["--rehash"]),
}


@pytest.mark.parametrize("zone", ["", 'timezone = "Asia/Tokyo"\n'])
def test_four_places_make_one_tree(tmp_path: Path, zone: str) -> None:
    trees = []
    for number, (environment, umask, below, options) in enumerate(PLACES.values()):
        project = Project(tmp_path / f"{'deep/' * number}paper-{number}")
        files = list(FILES.items())
        random.Random(number).shuffle(files)
        project.write(dict(files)).write({"newsgen.toml": zone + FILES["newsgen.toml"]})
        outcome = project.process("build", "--now", NOW, *options, below=below, environment=environment, umask=umask)
        assert outcome.status == 0, outcome.err
        trees.append(project.tree())
    assert len(trees[0]) > 40
    for other in trees[1:]:
        assert other == trees[0]


def test_the_moment_may_be_written_in_any_zone(tmp_path: Path) -> None:
    files = {**FILES, "articles/late.md": FILES["articles/late.md"].replace("12:00:01", "12:30:00")}
    one, other = Project(tmp_path / "one").write(files), Project(tmp_path / "other").write(files)
    one.built(now="2024-06-01T12:00:00Z")
    other.built(now="2024-06-01T12:20:00Z")
    assert one.tree().keys() == other.tree().keys()
    assert one.tree() == other.tree()
