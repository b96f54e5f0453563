"""The preview in a real browser, while its files are saved in all the ways in which editors save."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.project import NOW, SOURCES, Project, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number} of a long story." for number in range(80))


def long_story(first: str = "It ran.") -> str:
    """Return a story with a photo above its text: what is above the reader keeps its height."""
    return story(body=f"{first}\n\n{LONG}", photos=[{"src": "pier.png", "alt": "A pier"}])


FERRY = "2018/12/17/ferry-runs-again/"


class Watched:
    """A page of a preview, in a browser. A page that is gone is no reason to complain."""

    def __init__(self, project: Project, page: Page, address: str) -> None:
        self.project = project
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complain(message.text))
        page.on("pageerror", lambda problem: self.complain(str(problem)))

    def complain(self, text: str) -> None:
        self.complaints += [text] if "404" not in text else []

    def open(self, path: str = FERRY) -> None:
        for _ in range(5):
            with suppress(Exception):  # the page before it may be about to be loaded anew
                self.page.goto(self.address + path)
                return
        self.page.goto(self.address + path)

    def ask(self, script: str) -> object:
        """Run a script in the page; while it is loaded anew, there is none."""
        try:
            return self.page.evaluate(script)
        except Exception:
            return None

    def wait(self, script: str) -> object:
        """Wait until a script gives something that is true; the page's policy allows no waiting inside it."""
        end = time.monotonic() + 40
        while not (found := self.ask(script)):
            assert time.monotonic() < end, (script, self.ask("document.body.innerText.slice(0, 400)"))
            time.sleep(0.02)
        return found

    def says(self, text: str) -> None:
        self.wait(f"document.body.innerText.includes({text!r})")

    def tells(self, text: str) -> None:
        """Wait until the preview's own box says something."""
        self.wait(f"{BOX}.textContent.includes({text!r})")

    def tells_nothing(self) -> None:
        self.wait("document.readyState === 'complete' && !document.querySelector('newsgen-preview')")


BOX = "document.querySelector('newsgen-preview').shadowRoot"


@pytest.fixture
def paper(tmp_path: Path) -> Project:
    project = Project(tmp_path / "paper")
    photo = (Path(__file__).parents[2] / "docs" / "site.png").read_bytes()
    project.write({"articles/a.md": long_story(), "articles/pier.png": photo})
    return project.write({"articles/z.md": story("The crane stands", "2018-12-01")})


@pytest.fixture
def watched(paper: Project, browser: Browser) -> Iterator[Watched]:
    """Give a browser that looks at the preview of a project, run as editors run it."""
    command = [sys.executable, "-u", "-m", "newsgen", "serve", "--now", NOW, "--drafts", "--port", "8850"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    with subprocess.Popen(command, cwd=paper.root, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        lines = iter(running.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.match(r"http://\S+", line)))
        context = browser.new_context(viewport={"width": 1000, "height": 700})
        try:
            yield Watched(paper, context.new_page(), address)
            context.close()
            running.terminate()  # an interrupt is ignored by what was started in the background, as tests may be
            assert running.wait(10) == 0
            assert running.stdout.read().endswith("\nStopped.\n")
        finally:
            running.kill()


def test_it_follows_whatever_is_saved(watched: Watched) -> None:
    project, page, place = watched.project, watched.page, watched.project.root / "articles/a.md"
    watched.open()
    watched.tells("As of 2024-06-01")
    page.evaluate("scrollTo(0, 900)")

    project.write({"articles/a.md": long_story("Saved in place.")})
    watched.says("Saved in place.")
    watched.wait("document.readyState === 'complete' && scrollY === 900")

    (place.with_name("a.md.tmp")).write_text(long_story("Saved by a rename."))
    os.replace(place.with_name("a.md.tmp"), place)
    watched.says("Saved by a rename.")

    os.rename(place, place.with_name("a.md~"))
    time.sleep(0.01)
    place.write_text(long_story("Saved as vim does."))
    watched.says("Saved as vim does.")

    whole = long_story("Saved slowly.")
    with place.open("w") as file:
        for start in range(0, len(whole), 500):
            file.write(whole[start : start + 500])
            file.flush()
            time.sleep(0.01)
    watched.says("Saved slowly.")
    watched.wait("document.readyState === 'complete' && scrollY === 900")

    place.rename(place.with_name("b.md"))
    time.sleep(0.3)
    watched.says("Saved slowly.")
    place.with_name("b.md").unlink()
    watched.wait("!document.body.innerText.includes('Saved slowly.')")
    place.write_text(story(body="Back again."))
    watched.says("Back again.")
    assert watched.complaints == []


def test_a_mistake_lies_over_the_last_good_page_and_is_nothing_but_text(watched: Watched) -> None:
    project = watched.project
    watched.open()
    bad = '---\nheadline: "<img src=x onerror=alert(1)><b>"\ndate: <script>alert(1)</script>\n---\nNo.\n'
    project.write({"articles/a.md": bad})
    watched.tells("articles/a.md:3:7: error")
    assert watched.ask(f"{BOX}.querySelector('mark').textContent") == "<script>alert(1)</script>"
    assert watched.ask(f"{BOX}.querySelector('details').open") is True
    assert watched.ask(f"{BOX}.querySelectorAll('script, img, b').length") == 0
    watched.says("Paragraph 79")
    project.write({"articles/c.md": story("Another one", "2019-01-02")})
    watched.open("")
    watched.says("Another one")
    watched.tells("1 message: articles/a.md")
    assert watched.ask(f"{BOX}.querySelector('details').open") is False
    project.write({"articles/a.md": story(body="Mended.")})
    watched.wait(f"!{BOX}.querySelector('details')")
    watched.open()
    watched.says("Mended.")
    assert watched.complaints == []


def test_style_sheets_change_without_a_reload_and_pictures_with_one(watched: Watched) -> None:
    watched.open()
    watched.ask("window.stays = true")
    watched.project.write({"templates/static/style.css": "body { background-color: rgb(1, 2, 3) }"})
    watched.wait("getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    assert watched.ask("window.stays") is True
    assert watched.ask("document.querySelectorAll('link[rel=stylesheet]').length") == 1
    picture = watched.project.root / "articles/pier.png"
    picture.write_bytes(picture.read_bytes() + b"\0")
    watched.wait("document.readyState === 'complete' && !window.stays")
    shutil.rmtree(watched.project.root / "templates")
    watched.wait("getComputedStyle(document.body).backgroundColor !== 'rgb(1, 2, 3)'")
    assert watched.complaints == []


def test_templates_break_and_vanish_and_folders_too(watched: Watched) -> None:
    project = watched.project
    watched.open()
    project.write({"templates/article.html": '{% extends "theme/article.html" %}{% block title %}Ours{% endblock %}'})
    watched.wait("document.title === 'Ours'")
    project.write({"templates/article.html": "{% block %}"})
    watched.tells("templates/article.html:1")
    assert watched.page.title() == "Ours"
    shutil.rmtree(project.root / "templates")
    watched.wait("document.title !== 'Ours' && document.readyState === 'complete'")
    (project.root / "articles").rename(project.root / "away")
    watched.tells("there is no story in articles/")
    watched.says("Paragraph 79")
    (project.root / "away").rename(project.root / "articles")
    watched.wait(f"!{BOX}.querySelector('details')")
    assert watched.complaints == []


def test_a_draft_has_a_banner(watched: Watched) -> None:
    watched.project.write({"articles/d.md": story("Quietly", "2019-03-01", draft=True)})
    time.sleep(0.5)
    watched.open("2019/03/01/quietly/")
    watched.tells("Draft: this story is not on the site")
    assert watched.ask("document.querySelector('meta[name=robots]').content") == "noindex"
    watched.project.write({"articles/d.md": story("Quietly", "2019-03-01")})
    watched.wait(f"!{BOX}.textContent.includes('Draft') && !document.querySelector('meta[name=robots]')")
    assert watched.complaints == []
