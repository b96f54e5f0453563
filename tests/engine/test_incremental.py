"""Edits of every kind, several between builds, in any order: the site is always that of a clean build.

After each build: the tree is a clean build's, the files written are those whose bytes differ, a build at once after
it renders and writes nothing, and a lost state changes no byte.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from newsgen.building.request import Report
from newsgen.reading.project import own_theme
from tests.engine.papers import Paper, codes, expect_only_differences_written, expect_same, pick, small_batches, told
from tests.site.project import CLIPPING

NAMES = ("a", "b", "c", "d", "e", "f")
DATES = ("1931", "1998-12", "1998-12-17", "1998-12-18 10:00", "2001-02-03", "2024-05-31", "2024-06-02", "unknown")
WORDS = ("Ferry runs", "Ferry sinks", "Pier opens", "1998", "\u6e2f\u53e3", "Q&A <b>")
TAGS = ("Harbour", "harbour", "C++", "C#", "\u05d7\u05d3\u05e9\u05d5\u05ea", "Quay")
PEOPLE = ("Ana Ruiz", "ana ruiz", "Bo Lind", "")
MOMENTS = (
    "2024-05-01T00:00:00+00:00",
    "2024-06-01T12:00:00+00:00",
    "2024-06-03T00:00:00+00:00",
    "2025-01-01T00:00:00Z",
)
BODIES = ("It ran.", "It sat.", "See [it](a.md) and [that](b.md#x).", "A [map](map.png).", "Two *words* \u201cq\u201d.")
TITLES = ("", "The Paper", "The Other Paper")
SETTINGS = {
    "base": ("", 'base_url = "https://example.org/"\n', 'base_url = "https://example.net/paper/"\n'),
    "title": ("", 'title = "The Paper"\n', 'title = "The Other Paper"\n'),
    "zone": ("", 'timezone = "Asia/Tokyo"\n', 'timezone = "America/Los_Angeles"\n'),
    "language": ("", 'language = "de"\n', 'language = "he"\n'),
    "build": ("", "[build]\ntypography = false\n", '[build]\nhtml = "sanitised"\n', '[build]\nignore = ["c.md"]\n'),
    "outputs": (
        "",
        "[outputs]\nfeed = false\nbylines = false\n",
        "[outputs]\ntags = false\nnot_found = false\n",
        "[outputs]\nmanifest = true\ncitations = true\nnews_sitemap = true\nhashed_assets = true\nheaders = true\n"
        'group_feeds = ["tags", "threads"]\nmin_stories = 2\n',
    ),
    "tags": ("", '[tags.Quay]\naliases = ["Harbour"]\n', '[tags.Port]\naliases = ["harbour", "C#"]\n'),
    "menu": ("", '[menu]\nAbout = "/about/"\n'),
}
ENGLISH = (own_theme() / "words/en.toml").read_text("utf-8")
TEMPLATES = {
    "templates/article.html": (
        '{% extends "article.html" %}{% block headline %}<i>{{ story.headline }}</i>{% endblock %}'.replace(
            "story.headline", "story.teaser.headline"
        ),
        '{% extends "article.html" %}{% block neighbours %}{% include "_extra.html" %}{% endblock %}',
    ),
    "templates/_extra.html": ("<p>one</p>\n", "<p>two {{ masthead.title }}</p>\n"),
    "templates/_item.html": (
        '<li><a href="{{ link(story.url) }}">{{ story.headline }}</a></li>\n',
        '<li><b><a href="{{ link(story.url) }}">{{ story.headline }}</a></b></li>\n',
    ),
    "templates/base.html": ('{% extends "base.html" %}{% block footer %}<p>us</p>{% endblock %}',),
    "templates/words/en.toml": (ENGLISH, ENGLISH.replace('front = "Front page"', 'front = "Home"')),
    "templates/static/style.css": ("body{}", "p{}"),
    "templates/static/more.css": ("b{}",),
}
STATICS = ("static/CNAME", "static/deep/er.txt", "static/deep")
PAGES = ("pages/about.md", "pages/policy.md")

PHASES = (Phase.explicit, Phase.reuse, Phase.generate, *((Phase.shrink,) if os.environ.get("SHRINK") else ()))
"""Shrinking an edit script takes minutes: set `SHRINK=1` to have it done."""


class Edits(RuleBasedStateMachine):
    """An editor who does anything at any time, and now and then builds."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.paper = Paper(self.folder / "paper")
        self.now = MOMENTS[1]
        self.settings = dict.fromkeys(SETTINGS, "")
        self.stories: dict[str, dict[str, Any]] = {}
        self.places: dict[str, str] = {}
        self.paper.write({"articles/z.md": "---\nheadline: Stays\ndate: 2000-01-01\n---\nHere.\n"})
        self.paper.write({"articles/map.png": b"map", "articles/p.jpg": b"one", "articles/q.jpg": b"two"})
        self._add("a")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    # The editor's work

    def _add(self, name: str) -> None:
        self.stories[name] = {"headline": f"Story {name}", "date": "1998-12-17", "body": "It ran."}
        self.places[name] = f"articles/{name}.md"
        self._save(name)

    def _save(self, name: str) -> None:
        fields = {
            key: value for key, value in self.stories[name].items() if key != "body" and value not in ("", [], None)
        }
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
        self.paper.write({self.places[name]: "\n".join(["---", *lines, "---", self.stories[name]["body"], ""])})

    def _change(self, name: str, **fields: Any) -> None:
        if name not in self.stories:
            self._add(name)
        self.stories[name] |= fields
        self._save(name)

    @rule(name=st.sampled_from(NAMES), date=st.sampled_from(DATES))
    def add_or_redate(self, name: str, date: str) -> None:
        self._change(name, date=date)

    @rule(name=st.sampled_from(NAMES), body=st.sampled_from(BODIES))
    def edit_body(self, name: str, body: str) -> None:
        self._change(name, body=body)

    @rule(name=st.sampled_from(NAMES), headline=st.sampled_from(WORDS), deck=st.sampled_from(["", "So.", "Thus."]))
    def edit_headline(self, name: str, headline: str, deck: str) -> None:
        self._change(name, headline=f"{headline} {name}" if headline != "1998" else f"{headline}{ord(name)}", deck=deck)

    @rule(name=st.sampled_from(NAMES), tags=st.lists(st.sampled_from(TAGS), max_size=3))
    def retag(self, name: str, tags: list[str]) -> None:
        self._change(name, tags=tags, section=tags[0] if tags else "")

    @rule(name=st.sampled_from(NAMES), byline=st.sampled_from(PEOPLE), outlet=st.sampled_from(["", "Post", "POST"]))
    def recredit(self, name: str, byline: str, outlet: str) -> None:
        self._change(name, byline=byline, outlet=outlet)

    @rule(name=st.sampled_from(NAMES), slug=st.sampled_from(["", "s-", "t-"]))
    def change_slug(self, name: str, slug: str) -> None:
        self._change(name, slug=slug and slug + name)

    @rule(name=st.sampled_from(NAMES), key=st.sampled_from(["", "id-", "0-"]))
    def change_id(self, name: str, key: str) -> None:
        self._change(name, id=key and key + name)

    @rule(
        name=st.sampled_from(NAMES), thread=st.sampled_from(["", "Night", "night"]), kicker=st.sampled_from(["", "K"])
    )
    def thread(self, name: str, thread: str, kicker: str) -> None:
        self._change(name, thread=thread, kicker=kicker)

    @rule(name=st.sampled_from(NAMES), alias=st.sampled_from(["", "/old/", "/older-", "/tags/"]))
    def alias(self, name: str, alias: str) -> None:
        self._change(name, aliases=[f"{alias}{name}/"] if alias else [])

    @rule(
        name=st.sampled_from(NAMES), day=st.sampled_from(["", "2024-05-02", "2024-05-03"]), added=st.sampled_from(DATES)
    )
    def correct(self, name: str, day: str, added: str) -> None:
        added = added if added.startswith("20") else ""
        self._change(name, corrections=[{"date": day, "text": f"Wrong on {day}."}] if day else [], added=added)

    @rule(
        name=st.sampled_from(NAMES), picture=st.sampled_from(["", "p.jpg", "q.jpg"]), caption=st.sampled_from(["", "C"])
    )
    def photo(self, name: str, picture: str, caption: str) -> None:
        self._change(name, photos=[{"src": picture, "caption": caption}] if picture else [])

    @rule(
        picture=st.sampled_from(["articles/p.jpg", "articles/map.png"]),
        data=st.sampled_from([b"one", b"six", b"seven"]),
    )
    def edit_picture(self, picture: str, data: bytes) -> None:
        self.paper.write({picture: data})

    @rule()
    def picture_comes_or_goes(self) -> None:
        there = (self.paper.root / "articles/map.png").exists()
        self.paper.write({"articles/map.png": None if there else b"map"})

    @rule(name=st.sampled_from(NAMES), draft=st.booleans())
    def draft(self, name: str, draft: bool) -> None:
        self._change(name, draft=draft)

    @rule(name=st.sampled_from(NAMES), embargo=st.sampled_from(["", *MOMENTS]), expires=st.sampled_from(["", *MOMENTS]))
    def embargo(self, name: str, embargo: str, expires: str) -> None:
        self._change(name, embargo=embargo, expires=expires)

    @rule(now=st.sampled_from(MOMENTS))
    def clock_moves(self, now: str) -> None:
        self.now = now.replace("Z", "+00:00")

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        if name in self.stories:
            del self.stories[name]
            self.paper.write({self.places.pop(name): None})

    @rule(name=st.sampled_from(NAMES), folder=st.sampled_from(["", "deep/", "deep/er/"]))
    def rename(self, name: str, folder: str) -> None:
        if name in self.stories and not self.stories[name].get("photos"):
            place = f"articles/{folder}{name}.md"
            if place != self.places[name]:
                (self.paper.root / place).parent.mkdir(parents=True, exist_ok=True)
                (self.paper.root / self.places[name]).rename(self.paper.root / place)
                self.places[name] = place

    @rule(one=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def swap_files(self, one: str, other: str) -> None:
        """Two files change places, with their times; both are known bytes at a place where they weren't."""
        if one != other and one in self.stories and other in self.stories:
            first, second = (self.paper.root / self.places[name] for name in (one, other))
            first.rename(self.folder / "aside")
            second.rename(first)
            (self.folder / "aside").rename(second)
            self.stories[one], self.stories[other] = self.stories[other], self.stories[one]

    @rule(name=st.sampled_from(NAMES), time=st.sampled_from([0, 1, 2_000_000_000]))
    def touch(self, name: str, time: int) -> None:
        if name in self.stories:
            os.utime(self.paper.root / self.places[name], (time, time))

    @rule(name=st.sampled_from(NAMES))
    def edit_in_secret(self, name: str) -> None:
        """Change one letter, and leave size and mtime as they were."""
        if name in self.stories:
            path = self.paper.root / self.places[name]
            status = path.stat()
            body = self.stories[name]["body"]
            self._change(name, body=body.translate(str.maketrans("rstRST", "strSTR")))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule()
    def clipping_comes_or_goes(self) -> None:
        there = (self.paper.root / "articles/piano.txt").exists()
        self.paper.write({"articles/piano.txt": None if there else CLIPPING})

    @rule(data=st.data(), name=st.sampled_from(sorted(SETTINGS)))
    def set(self, data: st.DataObject, name: str) -> None:
        self.settings[name] = data.draw(st.sampled_from(SETTINGS[name]))
        self.paper.write({"newsgen.toml": "".join(self.settings.values())})

    @rule(data=st.data(), name=st.sampled_from(sorted(TEMPLATES)))
    def override(self, data: st.DataObject, name: str) -> None:
        text = data.draw(st.sampled_from([None, *TEMPLATES[name]]))
        self._put(name, text)

    @rule(path=st.sampled_from(PAGES), text=st.sampled_from([None, "We are.", "See [a](../articles/a.md)."]))
    def page(self, path: str, text: str | None) -> None:
        self._put(path, text and f"---\nheadline: {Path(path).stem.title()}\n---\n{text}\n")

    @rule(path=st.sampled_from(STATICS), text=st.sampled_from([None, "x", "y"]))
    def static(self, path: str, text: str | None) -> None:
        place = self.paper.root / path
        if path == "static/deep" and place.is_dir():
            shutil.rmtree(place)
        if path == "static/deep/er.txt" and place.parent.is_file():
            place.parent.unlink()
        self._put(path, text)

    def _put(self, name: str, text: str | None) -> None:
        if text is not None or (self.paper.root / name).exists():
            self.paper.write({name: text})

    # What readers and accidents do to the site and to what is known

    @rule()
    def state_is_lost(self) -> None:
        self.paper.forget()

    @rule(number=st.integers(0, 1000), how=st.sampled_from(["cut", "gone", "scribbled", "secret"]))
    def site_is_damaged(self, number: int, how: str) -> None:
        found = sorted(path for path in self.paper.tree() if not path.startswith(".newsgen"))
        if found:
            path = self.paper.output / found[number % len(found)]
            status = path.stat()
            if how == "gone":
                path.unlink()
            else:
                data = path.read_bytes()
                path.write_bytes(data[:-1] if how == "cut" else data + b"x" if how == "scribbled" else data[::-1])
                if how == "secret":
                    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    # The builds

    @rule(rehash=st.sampled_from([False, False, False, True]))
    def build(self, rehash: bool) -> None:
        self._build(rehash=rehash)

    @rule()
    def build_and_prove(self) -> None:
        report = self._build(prove=True)
        if report:
            assert "equal to a clean build" in told(report)

    @rule(jobs=st.sampled_from([2, 4]))
    @precondition(lambda self: self.step_with_workers < 2)
    def build_with_workers(self, jobs: int) -> None:
        self.step_with_workers += 1
        with small_batches():
            self._build(jobs=jobs)

    step_with_workers = 0

    @rule()
    def build_shuffled(self) -> None:
        with small_batches():
            self._build(executor="tests.engine.shuffling:shuffled")

    @rule()
    def build_with_the_state_lost(self) -> None:
        """Nothing of what is known shows in the tree: with and without it the same bytes, written only if different."""
        self.paper.forget()
        self._build()

    def _build(self, **options: Any) -> Report | None:
        paper = self.paper
        before = paper.seen()
        report = paper.build(self.now, **options)
        clean, wanted = paper.clean(self.now)
        assert report.refused == clean.refused, (told(report), told(clean))
        if report.refused:
            assert codes(report) == codes(clean), (told(report), told(clean))
            assert paper.seen() == before
            return None
        after = paper.seen()
        expect_same(paper.tree(), wanted)
        expect_only_differences_written(before, after)
        own = {path for path in after if path.startswith(".newsgen")}
        assert report.written == len({p for p in after if after[p] != before.get(p)} - own)
        assert report.removed == len(before.keys() - after.keys())
        assert paper.empty_folders() == []
        again = paper.build(self.now)
        assert again.parsed <= len(again.hidden)
        assert (again.rendered, again.written, again.removed) == (0, 0, 0)
        assert paper.seen() == after
        return report


def test_any_edits_in_any_order() -> None:
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=pick(12, 60),
            stateful_step_count=pick(25, 40),
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=PHASES,
        ),
    )
