"""Archives for tests of the engine: a small one in which everything occurs, and ones of any size."""

from __future__ import annotations

from tests.site.project import CLIPPING, story

FERRY = "2018/12/17/ferry-runs-again/index.html"
SETTINGS = 'base_url = "https://example.org/"\ntitle = "The Paper"\noutputs.on_this_day = false\n'

SMALL: dict[str, str | bytes | None] = {
    "newsgen.toml": SETTINGS,
    "articles/ferry.md": story(tags=["ferry", "harbour"], byline="Ana Ruiz", id="ferry", section="Town"),
    "articles/pier.md": story("Pier opens", "2018-12-18", "See [the ferry](ferry.md).", tags=["harbour"]),
    "articles/piano.txt": "---\ntags: [harbour]\nthread: music\n---\n" + CLIPPING,
    "articles/old.md": story("Old news", "1931", tags=["history"], section="Town", outlet="The Post"),
    "articles/seen.md": story("Seen", "2001-02", "A [map](map.png).", photos=[{"src": "pier.jpg", "alt": "A pier"}]),
    "articles/pier.jpg": b"no picture",
    "articles/map.png": b"no map",
    "pages/about.md": "---\nheadline: About\n---\nWe are [story:ferry](story:ferry).\n",
    "static/CNAME": "example.org\n",
    "templates/article.html": '{% extends "article.html" %}{% block neighbours %}<p>end</p>{% endblock %}\n',
}
"""A few stories that know each other, in every form that sources have."""


def many(number: int, edition: int = 0, *, parts: int = 1) -> dict[str, str | bytes | None]:
    """Return an archive of that many stories; each edition says something else in one part of them."""
    files: dict[str, str | bytes | None] = {"newsgen.toml": SETTINGS}
    for index in range(number):
        turn = edition if index % parts == 0 else 0
        files[f"articles/{index % 7}/{index:05}.md"] = story(
            f"Story {index}" + (f" in edition {turn}" if turn else ""),
            f"{2000 + index % 20}-{1 + index % 12:02}-{1 + index % 28:02}",
            f"This is *story* {index}, told for the {turn}th time.\n\n" + "It goes on for a while. " * 20,
            slug=f"story-{index}",
            tags=[f"tag {index % 11}", f"tag {index % 5}"],
            byline=f"Writer {'ABCDEFGHIJ'[index % 10]}",
            section=f"Section {index % 3}",
        )
    return files
