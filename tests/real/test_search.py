"""The search page in a real browser: what is found, by whom it can be used, what it takes, and that nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.real.ranges import Host, hosted
from tests.real.test_browser import Scheme, violations
from tests.site.project import Project, story
from tests.site.test_sample import AFTER_IT, sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST_RESULT = 60_000
HOSTILE = [
    '"><img src=x onerror=window.ran=1>',
    "<script>window.ran=1</script>",
    "javascript:window.ran=1",
    "' onfocus='window.ran=1' autofocus='",
    "{{ window.ran=1 }}",
    "\u202eferry\u2066",
    "((((*?[^]$",
    "%00%ff\\u0000",
    "constructor __proto__ hasOwnProperty",
    '"""""',
    "“",
    "𠀀" * 400,
]


@dataclass(frozen=True)
class Reader:
    """Somebody at the search page."""

    page: Page
    host: Host

    def status(self) -> str:
        return self.page.inner_text(".status")

    def asks(self, query: str) -> Reader:
        """Go to the address of a search, and wait for the end of it."""
        self.page.goto(f"{self.host.address}search/?{query}")
        return self.waits()

    def waits(self) -> Reader:
        return self.hears(lambda said: not said.endswith("Searching …"))

    def hears(self, expected: Callable[[str], bool]) -> Reader:
        """Wait for the status line; it is asked from outside, for the page lets nobody evaluate texts."""
        for _ in range(1_000):
            if expected(self.status()):
                return self
            self.page.wait_for_timeout(5)
        raise AssertionError(self.status())

    def headlines(self) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all(".results h2", "all => all.map(each => each.textContent)")
        return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the sample archive with a few stories more, on a host and from right to left."""
    made = sample(tmp_path_factory.mktemp("search") / "paper")
    made.write(
        {
            f"articles/hostile-{n}.md": story(
                f"Hostile {text}", f"2019-02-{n + 1:02}", body=f"quuxword {text}", tags=[text[:60]]
            )
            for n, text in enumerate(HOSTILE[:5])
        }
    )
    made.write(
        {
            "articles/yerushalayim.md": story(
                "רכבת", "2019-03-01", body="הרכבת יצאה לירושלים, וכשהגיעה ירד גשם", lang="he"
            )
        }
    )
    made.write({"articles/madrasa.md": story("خبر", "2019-03-02", body="فتحت المكتبة بابها", lang="ar")})
    made.write({"articles/skies.md": story("Clear", "1985-03-02", body="Skies over the pier")})
    made.write({"articles/sky.md": story("Kite", "1938-03-02", body="A zephyr lifted the lantern into the sky")})
    made.built("--output", "web", now=AFTER_IT)
    settings = made.page("newsgen.toml", ".")
    made.write({"hebrew.toml": settings.replace('language = "en"', 'language = "he"')})
    made.built("--output", "rtl", "--config", "hebrew.toml", now=AFTER_IT)
    return made


@pytest.fixture(scope="module")
def host(project: Project) -> Iterator[Host]:
    with hosted(project.root / "web") as served:
        yield served


@contextmanager
def reader(browser: Browser, host: Host, **how: object) -> Iterator[Reader]:
    context = browser.new_context(**how)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.set_default_timeout(6_000)
        problems: list[str] = []
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        host.given.clear()
        host.read.clear()
        yield Reader(page, host)
        assert [each for each in problems if "Failed to load" not in each] == []
    finally:
        context.close()


@pytest.fixture
def someone(browser: Browser, host: Host) -> Iterator[Reader]:
    with reader(browser, host, viewport={"width": 1280, "height": 900}) as made:
        yield made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=cannery+whistle", "The last whistle"),
        ("q=FERRIES+bell", "New ferry on the Kitter, old bell ashore"),
        ("q=zephyr+skies", "Kite"),
        ("q=zephyr+lifted+lantern+skies", "Kite"),
        ("q=翠锚酒家", "翠锚酒家五十年"),
        ("q=锚", "翠锚酒家五十年"),
        ("q=ירושלים", "רכבת"),
        ("q=הגיעה", "רכבת"),
        ("q=مكتبة", "خبر"),
        ("q=ومكتبة", "خبر"),
        ("q=Tolliver&from=1960&to=1969-12", "New ferry on the Kitter, old bell ashore"),
        ("q=&byline=harold-inch&sort=oldest", ""),
    ],
)
def test_known_stories_are_found(someone: Reader, query: str, expected: str) -> None:
    someone.asks(query)
    assert not someone.status().startswith("No story has all")
    if expected:
        assert expected in someone.headlines()
    assert someone.host.bytes < FIRST_RESULT


PASTED = "They had enough fish for one more shift, and it was not very good fish"


def test_a_pasted_sentence_is_found(someone: Reader) -> None:
    """Its longest words are looked for first, and the others only where these are; all must be there in the end."""
    assert someone.asks(f"q={PASTED}").headlines() == ["The last whistle"]
    assert someone.host.bytes < FIRST_RESULT
    assert someone.asks(f"q={PASTED} zep").status().startswith("No story has all of these words.")
    assert "The last whistle" in someone.headlines()


def test_a_group_goes_by_its_name_and_by_its_address(someone: Reader) -> None:
    found = someone.asks("byline=Harold+Inch").headlines()
    assert found
    assert someone.asks("byline=harold-inch").headlines() == found
    assert someone.asks("byline=nobody-at-all").headlines() == []


def test_a_phrase_stands_as_it_is(someone: Reader) -> None:
    loose = someone.asks("q=four+minutes+slow").headlines()
    exact = someone.asks('q="four+minutes+slow"').headlines()
    assert exact
    assert set(exact) < set(loose) or exact == loose
    assert someone.asks('q="slow+minutes+four"').headlines() == []


@pytest.mark.parametrize(
    ("phrase", "pages"),
    [("rung at", 5), ("not very good fish", 2), ("six women of the", 2), ("翠锚酒家五", 1), ("后来道了", 2)],
)
def test_few_pages_are_read_for_a_phrase(someone: Reader, phrase: str, pages: int) -> None:
    assert someone.asks(f'q="{phrase}"').headlines()
    assert len(someone.host.read) <= pages
    assert someone.host.bytes + sum(size for _, size in someone.host.read) < FIRST_RESULT


def test_a_phrase_that_isnt_there_costs_no_page_and_is_guessed(someone: Reader) -> None:
    assert someone.asks('q="the harbuor office"').status() == "No story was found."
    assert someone.host.read == []
    someone.page.wait_for_selector(".guess a")
    assert someone.page.inner_text(".guess") == 'Did you mean "the harbour office"?'


def test_a_search_is_done_by_keyboard_and_linked(someone: Reader) -> None:
    page = someone.page
    page.goto(someone.host.address + "search/")
    page.focus("#q")
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    someone.waits()
    assert page.url.endswith("?q=harbour")
    assert re.fullmatch(r"\d+ stories", someone.status())
    assert page.get_attribute(".status", "role") == "status"
    page.keyboard.press("Control+A")
    page.keyboard.type("zeppelin")
    page.keyboard.press("Enter")
    someone.waits()
    assert someone.status() == "No story was found."
    page.go_back()
    someone.waits()
    assert page.input_value("#q") == "harbour"
    assert someone.headlines()


def test_headlines_are_offered_while_somebody_types(someone: Reader) -> None:
    page = someone.page
    page.goto(someone.host.address + "search/")
    page.type("#q", "harb")
    page.wait_for_selector("#offers [role=option]")
    assert page.get_attribute("#q", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("#q", "aria-activedescendant")
    headline = page.inner_text(f"#{chosen} bdi")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.story")
    assert page.inner_text("article h1") == headline


def test_a_result_leads_to_its_story(someone: Reader) -> None:
    someone.asks("q=cannery+whistle")
    someone.page.click("text=The last whistle")
    someone.page.wait_for_selector("article.story")
    assert someone.page.inner_text("article h1") == "The last whistle"


def test_results_are_narrowed_down_with_counts(someone: Reader) -> None:
    someone.asks("q=ferry")
    all_of_them = someone.status()
    someone.page.click(".narrow summary")
    link = someone.page.wait_for_selector(".groups section:first-child a")
    assert link
    count = link.query_selector("small")
    assert count
    number = int(count.inner_text())
    link.click()
    someone.waits()
    assert "section=" in someone.page.url
    assert someone.status().startswith(f"{number} ")
    someone.page.click(".chosen a")
    someone.waits()
    assert someone.status() == all_of_them


def test_a_mistyped_word_is_guessed(someone: Reader) -> None:
    someone.asks("q=harbuor")
    someone.page.wait_for_selector(".guess a")
    assert someone.page.inner_text(".guess") == "Did you mean harbour?"
    someone.page.click(".guess a")
    someone.waits()
    assert someone.headlines()


def test_hostile_texts_are_only_texts(someone: Reader) -> None:
    page = someone.page
    page.goto(someone.host.address + "search/")
    for text in HOSTILE:
        page.fill("#q", text)
        page.press("#q", "Enter")
        someone.waits()
        assert page.evaluate("window.ran") is None
        assert page.query_selector_all("main img, main script, main iframe") == []


def test_hostile_stories_are_only_texts(someone: Reader) -> None:
    someone.asks("q=quuxword")
    assert someone.status() == "5 stories"
    someone.page.click(".narrow summary")
    someone.page.wait_for_selector(".groups section")
    assert "Hostile <script>window.ran=1</script>" in someone.headlines()
    assert someone.page.evaluate("window.ran") is None
    assert someone.page.query_selector_all("main img, main script") == []


def test_a_host_without_pieces_will_do(browser: Browser, project: Project) -> None:
    with hosted(project.root / "web") as whole:
        whole.gives_pieces = False
        with reader(browser, whole) as someone:
            assert someone.asks("q=last+whistle").headlines()[0] == "The last whistle"
            assert {status for _, status, _ in whole.given} == {200}


def test_a_host_that_fails_is_told(browser: Browser, project: Project, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(project.root / "web", tmp_path / "web")
    for path in (tmp_path / "web/search").glob("*.bin"):
        path.unlink()
    with hosted(tmp_path / "web") as broken, reader(browser, broken) as someone:
        someone.page.goto(broken.address + "search/?q=ferry")
        someone.hears(lambda said: "loaded" in said)
        assert someone.page.is_visible(".otherwise a")


def test_without_javascript_it_leads_on(browser: Browser, host: Host) -> None:
    with reader(browser, host, java_script_enabled=False) as someone:
        someone.page.goto(host.address)
        someone.page.fill("nav [name=q]", "ferry")
        someone.page.press("nav [name=q]", "Enter")
        someone.page.wait_for_selector(".otherwise a")
        assert someone.page.url.endswith("/search/?q=ferry")
        assert {"Dates", "Tags"} <= {each.inner_text() for each in someone.page.query_selector_all(".otherwise a")}


def test_opened_from_a_disk_it_says_so(browser: Browser, project: Project) -> None:
    page = browser.new_page()
    page.goto((project.root / "web/search/index.html").as_uri() + "?q=ferry")
    Reader(page, Host()).hears(lambda said: "disk" in said)
    assert page.is_visible(".otherwise a")
    page.close()


@pytest.mark.parametrize(
    ("folder", "width", "scheme"), [("web", 1280, "light"), ("web", 320, "dark"), ("rtl", 320, "light")]
)
def test_it_keeps_nobody_out(
    browser: Browser, axe: str, project: Project, folder: str, width: int, scheme: Scheme
) -> None:
    with (
        hosted(project.root / folder) as served,
        reader(
            browser, served, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
        ) as someone,
    ):
        someone.asks("q=ferry&from=1930")
        someone.page.wait_for_selector(".groups section")
        assert someone.headlines()
        assert someone.page.evaluate("document.documentElement.scrollWidth") <= width
        someone.page.press("#q", "End")
        someone.page.type("#q", " tol")
        someone.page.wait_for_selector("#offers [role=option]")
        assert violations(someone.page, axe) == []
