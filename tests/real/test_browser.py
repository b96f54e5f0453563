"""The sample archive in a real browser: accessible, narrow and wide, light and dark, in both directions of writing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import pytest

from tests.real.served import Served
from tests.site.test_sample import AFTER_IT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORY = r"\d{4}/\d\d/\d\d/[^/]+/index\.html"

KINDS = {
    # what to look at: a pattern of paths, a pattern of contents
    "front": (r"index\.html", ""),
    "story": (STORY, ""),
    "story with a photo": (STORY, "<figure"),
    "story with a correction": (STORY, 'id="corrections"'),
    "story with a table": (STORY, "<table"),
    "clipping": (STORY, "caption-alone"),
    "story in Hebrew": (STORY, r'<article[^>]*lang="he"'),
    "story in Arabic": (STORY, r'<article[^>]*lang="ar"'),
    "story in Chinese": (STORY, r'<article[^>]*lang="zh'),
    "archive": (r"archive/index\.html", ""),
    "year": (r"\d{4}/index\.html", ""),
    "month": (r"\d{4}/\d\d/index\.html", ""),
    "day": (r"\d{4}/\d\d/\d\d/index\.html", ""),
    "tags": (r"tags/index\.html", ""),
    "tag": (r"tags/[^/]+/index\.html", ""),
    "bylines": (r"bylines/index\.html", ""),
    "byline": (r"bylines/[^/]+/index\.html", ""),
    "outlet": (r"outlets/[^/]+/index\.html", ""),
    "section": (r"sections/[^/]+/index\.html", ""),
    "thread": (r"threads/[^/]+/index\.html", ""),
    "page": (r"about/index\.html", ""),
    "missing": (r"404\.html", ""),
}

Scheme = Literal["light", "dark"]


@contextmanager
def opened(
    browser: Browser, address: str, *, width: int = 1280, scheme: Scheme = "light", scripts: bool = True
) -> Iterator[Page]:
    """Open a page in a window of its own; the page's policy is set aside for what the test itself runs."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts, bypass_csp=True
    )
    try:
        page = context.new_page()
        page.goto(address)
        yield page
    finally:
        context.close()


def path_of(site: Served, kind: str) -> str:
    """Return the largest page of a kind."""
    where, what = KINDS[kind]
    tree = site.tree()
    found = [
        p for p, data in tree.items() if re.fullmatch(where, p) and re.search(what, data.decode("utf-8", "replace"))
    ]
    assert found, f"the sample archive has no {kind}"
    return max(found, key=lambda path: (len(tree[path]), path))


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{each['id']}: {each['help']}: {[node['html'][:120] for node in each['nodes'][:3]]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_keeps_anyone_out_or_scrolls_sideways(
    site: Served, browser: Browser, axe: str, kind: str, scheme: Scheme, width: int
) -> None:
    with opened(browser, site.address + path_of(site, kind), width=width, scheme=scheme) as page:
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["front", "story with a photo", "year", "tag"])
def test_a_site_that_is_written_from_right_to_left(
    site: Served, browser: Browser, axe: str, kind: str, scheme: Scheme, width: int
) -> None:
    project = site.project
    if not (project.root / "rtl").is_dir():
        settings = project.page("newsgen.toml", ".").replace('language = "en"', 'language = "he"')
        project.write({"hebrew.toml": settings}).built("--output", "rtl", "--config", "hebrew.toml", now=AFTER_IT)
    place = (project.root / "rtl" / path_of(site, kind)).as_uri()
    with opened(browser, place, width=width, scheme=scheme) as page:
        assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_would_complain(browser: Browser, axe: str) -> None:
    with opened(browser, "data:text/html,<p style='color:%23eee;background:%23fff'>x</p><img src=x>") as page:
        assert len(violations(page, axe)) >= 3


def test_everything_works_without_scripts(site: Served, browser: Browser) -> None:
    with opened(browser, site.address, scripts=False) as page:
        headline = page.locator("main h3 a, main li a").first
        words = headline.inner_text()
        headline.click()
        assert words in page.locator("h1").inner_text()
        page.locator("header nav a", has_text="Tags").click()
        assert page.url == f"{site.address}tags/"
        page.locator("main a[href]").first.click()
        assert page.url.startswith(f"{site.address}tags/")
        page.locator("header nav a", has_text="Dates").click()
        assert page.url == f"{site.address}archive/"


def test_a_page_asks_for_nothing_from_anywhere_else(site: Served, browser: Browser) -> None:
    asked: list[str] = []
    refused: list[str] = []
    context = browser.new_context()
    try:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: refused.append(message.text))
        for kind in ("front", "story with a photo", "tag", "missing"):
            page.goto(site.address + path_of(site, kind))
        assert len(asked) > 4
        assert [url for url in asked if not url.startswith((site.address, "data:"))] == []
        assert refused == [], "the page's own policy refuses something of it"
    finally:
        context.close()


def test_the_keyboard_reaches_the_text_first(site: Served, browser: Browser) -> None:
    with opened(browser, site.address + path_of(site, "story")) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
