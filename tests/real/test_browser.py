"""The sample archive in a real browser: accessible, narrow and wide, light and dark, in both directions of writing."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.real.served import Served
from tests.site.project import Project, story
from tests.site.test_sample import AFTER_IT, sample

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
    "story with a scan": (STORY, 'class="scan"'),
    "translated story": (STORY, 'class="translations"'),
    "withdrawn story": (STORY, "of-withdrawn"),
    "archive": (r"archive/index\.html", ""),
    "year": (r"\d{4}/index\.html", ""),
    "month": (r"\d{4}/\d\d/index\.html", ""),
    "day": (r"\d{4}/\d\d/\d\d/index\.html", ""),
    "days of the year": (r"on-this-day/index\.html", ""),
    "day of the year": (r"on-this-day/11-06/index\.html", ""),
    "day of the year without stories": (r"on-this-day/02-29/index\.html", ""),
    "corrections": (r"corrections/index\.html", ""),
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
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "missing"])
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


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""
"""What WCAG 2.2 (1.4.12) lets readers set."""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_with_wider_text(site: Served, browser: Browser, kind: str) -> None:
    with opened(browser, site.address + path_of(site, kind), width=320) as page:
        page.add_style_tag(content=SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_tables_in_html_fit_too(browser: Browser, tmp_path: Path) -> None:
    project = Project(tmp_path / "paper")
    table = "<table><tr><th>Term</th><th>Definition</th></tr><tr><td>Incomprehensibilities</td><td>Counterproductive\n"
    body = (
        f"{table} responsibilities</td></tr></table>\n\n| Incomprehensibilities | Counterproductiveness |\n|---|---|\n"
    )
    settings = '[build]\nhtml = "sanitised"\n'
    project.write({"newsgen.toml": settings, "articles/a.md": story(slug="x", body=body)}).built()
    with opened(browser, (project.root / "site/2018/12/17/x/index.html").as_uri(), width=320) as page:
        page.add_style_tag(content=SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_word_without_end_fits_everywhere(browser: Browser, tmp_path: Path, language: str) -> None:
    project = Project(tmp_path / "paper")
    word = "donaudampfschifffahrt" * 4
    names = ("thread", "section", "byline", "outlet", "deck", "kicker", "dateline", "wire", "tags", "edition", "extra")
    fields: dict[str, Any] = {name: {word: word} if name == "extra" else word for name in names}
    project.write({"newsgen.toml": f'language = "{language}"\n', "articles/a.md": story(word, slug="x", **fields)})
    project.write({"articles/b.md": story("B", thread=word)}).built()
    pages = (
        "",
        *(f"{kind}/" for kind in ("tags", "bylines", "sections", "threads", "archive", "2018")),
        "2018/12/17/x/",
    )
    for path in pages:
        with opened(browser, (project.root / "site" / path / "index.html").as_uri(), width=320) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_busy_year_keeps_its_days_apart(browser: Browser, axe: str, tmp_path: Path) -> None:
    """A year in which something ran on every day: no two links too near for a finger, on the narrowest screen too."""
    project = Project(tmp_path / "paper")
    days = [date(2018, 1, 1) + timedelta(number) for number in range(365)]
    project.write({f"articles/{day}.md": story(f"Story of {day}", str(day)) for day in days}).built()
    for path in ("2018/index.html", "on-this-day/index.html"):
        for width in (320, 390, 800, 1280):
            with opened(browser, (project.root / "site" / path).as_uri(), width=width) as page:
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
        page.wait_for_url(f"{site.address}tags/")
        page.locator(".tallies a").first.click()
        assert page.url.startswith(f"{site.address}tags/")
        page.locator("header nav a", has_text="Dates").click()
        page.wait_for_url(f"{site.address}archive/")


def test_the_front_page_finds_what_ran_on_this_day(site: Served, browser: Browser) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.clock.set_fixed_time("2030-11-06T12:00:00")
        page.goto(site.address)
        page.wait_for_selector("[data-today] li")
        link = page.locator("[data-today] h2 a")
        assert link.inner_text().casefold() == "on this day: 6 november"
        assert link.get_attribute("href") == f"{site.address}on-this-day/11-06/"
        for story in page.locator("[data-today] li a").all():
            assert str(story.get_attribute("href")).startswith(f"{site.address}2026/11/06/")
        page.clock.set_fixed_time("2032-02-29T12:00:00")  # nothing ran on that day
        with page.expect_response(f"{site.address}on-this-day/02-29/") as answer:
            page.goto(site.address)
        assert answer.value.ok
        assert page.locator("[data-today] h2").inner_text().casefold() == "on this day"
        assert [a.get_attribute("href") for a in page.locator("[data-today] a").all()] == ["./on-this-day/"]
    finally:
        context.close()


def test_only_the_front_page_and_the_search_have_a_script(site: Served) -> None:
    scripted = {path for path, data in site.tree().items() if path.endswith(".html") and b"<script src" in data}
    assert scripted == {"index.html", "search/index.html"}
    inline = re.compile(rb"<[^>]* style=")
    assert [path for path, data in site.tree().items() if path.endswith(".html") and inline.search(data)] == []


def test_a_story_prints_with_its_citation_and_without_the_menu(site: Served, browser: Browser) -> None:
    with opened(browser, site.address + path_of(site, "story with a photo"), width=800) as page:
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert page.locator(".cite").is_visible()
        assert not page.locator("header nav").first.is_visible()


def test_a_printed_year_has_its_days_in_lines_however_narrow_the_sheet(site: Served, browser: Browser) -> None:
    with opened(browser, site.address + "2026/", width=640) as page:
        page.emulate_media(media="print")
        days = page.locator(".days")
        assert days.evaluate("node => getComputedStyle(node).writingMode") == "horizontal-tb"
        box = days.bounding_box()
        assert box
        assert box["width"] <= 640
        assert box["height"] < 500


def test_a_site_on_a_disk_is_read_without_a_server(browser: Browser, tmp_path: Path) -> None:
    project = sample(tmp_path / "paper")
    settings = project.page("newsgen.toml", ".") + '\n[urls]\nstyle = "file"\n'
    project.write({"newsgen.toml": settings}).built("--output", "disk", now=AFTER_IT)
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto((project.root / "disk" / "index.html").as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.masthead nav')).fontSize") != "16px"
        words = page.locator("main h3 a").first.inner_text()
        page.locator("main h3 a").first.click()
        assert page.locator("h1").inner_text() == words
        page.locator("header nav a", has_text="Dates").click()
        page.wait_for_url("**/archive/index.html")
        page.locator("main a", has_text="1954").first.click()
        page.locator(".days td a").first.click()
        page.wait_for_url("**/1954/11/10/index.html")
    finally:
        context.close()


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
        page.wait_for_url("**#main")


def test_the_pages_weigh_little(site: Served) -> None:
    """With its stylesheet, compressed: 14 KB is what comes in the first packets of a connection."""
    style = gzip.compress(site.tree()["static/style.css"], mtime=0)
    for kind in KINDS:
        page = gzip.compress(site.tree()[path_of(site, kind)], mtime=0)
        assert len(page) + len(style) <= 14 * 1024, kind
    assert len(style) <= 6 * 1024
