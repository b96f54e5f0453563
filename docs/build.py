"""Builds this manual as a site, by newsgen itself: `python docs/build.py FOLDER`.

Each page of the manual is a page of the site; the change log is its one story. Links between the pages work as they do
in the repository; links to other files of the repository become plain text.
"""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from pathlib import Path

from newsgen.cli.main import run
from newsgen.news.urls import RESERVED

HERE = Path(__file__).parent

SETTINGS = """\
title = "newsgen"
description = "The manual of newsgen, a generator of news archives."

[outputs]
tags = false
bylines = false
outlets = false
sections = false
threads = false
on_this_day = false
corrections = false

[menu]
Manual = "/index/"
"Five minutes" = "/start/"
Editors = "/editors/"
Archivists = "/archivists/"
"""


def main() -> int:
    """Make a project of the manual in a temporary folder, and build it into the folder that is named."""
    if len(sys.argv) != 2:
        print("usage: python docs/build.py FOLDER", file=sys.stderr)
        return 2
    target = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        with contextlib.chdir(folder):
            return run(["build", "--output", str(target)])


def write(root: Path) -> None:
    """Write the manual into a folder, as a project of newsgen."""
    for name in ("articles", "pages"):
        (root / name).mkdir(parents=True)
    (root / "newsgen.toml").write_text(SETTINGS, "utf-8")
    for place in sorted(HERE.glob("*.md")):
        slug = f"about-{place.stem}" if place.stem in RESERVED else place.stem
        (root / "pages" / place.name).write_text(_page(place.read_text("utf-8"), f"slug: {slug}"), "utf-8")
    changes = _page((HERE.parent / "CHANGELOG.md").read_text("utf-8"), "date: unknown", "slug: changes", "id: changes")
    (root / "articles" / "changes.md").write_text(changes, "utf-8")


def _page(text: str, *fields: str) -> str:
    """Return a document with its first heading as front matter, and without what a site doesn't show."""
    heading, _, rest = text.partition("\n")
    rest = re.sub(r"\]\(\.\./[^)]*\)", "]", re.sub(r"!\[[^\]]*\]\([^)]*\)", "", rest))
    rest = re.sub(r"\.md#[\w-]+", lambda link: link[0].replace("_", "-"), rest)  # as newsgen makes anchors
    return "\n".join(["---", f'headline: "{heading.removeprefix("# ")}"', *fields, "---", rest])


if __name__ == "__main__":
    sys.exit(main())
