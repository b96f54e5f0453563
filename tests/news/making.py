"""Values for tests: stories, archives and settings in one short call."""

from __future__ import annotations

from dataclasses import replace

from newsgen.copydesk.house_rules import make_article
from newsgen.copydesk.page_rules import make_page
from newsgen.formats import clipping, markdown
from newsgen.news import slugs
from newsgen.news.archive import Archive, shelve
from newsgen.news.article import Article, Body, Credit, Page, Teaser, Term
from newsgen.news.dates import NewsDate, parse
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.fingerprint import of_value
from newsgen.news.settings import Settings
from newsgen.news.urls import story_url

PATH = "articles/a.md"
PLAIN = Settings()


def day(text: str) -> NewsDate:
    """Read a date that must be one."""
    found = parse(text)
    assert isinstance(found, NewsDate), found
    return found


def term(name: str) -> Term:
    """Make a tag or another name."""
    return slugs.term(name)


def article(
    id: str = "a",  # noqa: A002
    date: str = "2018-12-17",
    headline: str = "",
    *,
    tags: tuple[str, ...] = (),
    byline: tuple[str, ...] = (),
    outlet: str = "",
    section: str = "",
    thread: str = "",
    references: tuple[str, ...] = (),
    body_digest: str = "",
    **more: object,
) -> Article:
    """Make a story; `more` are fields of `Article`."""
    headline = headline or f"Story {id}"
    when = day(date)
    teaser = Teaser(
        id=id,
        url=story_url(when, slugs.from_headline(headline, keep_script=False)),
        headline=headline,
        date=when,
        lang="en",
        byline=tuple(Credit(term(name)) for name in byline),
        outlet=term(outlet) if outlet else None,
        section=term(section) if section else None,
        tags=tuple(map(term, tags)),
        thread=term(thread) if thread else None,
    )
    body = Body("markdown", (), body_digest or f"body of {id}", references)
    made = Article(replace(teaser, digest=of_value(teaser)), f"articles/{id}.md", body)
    made = replace(made, **more)  # type: ignore[arg-type]
    return replace(made, digest=of_value(made))


def page(slug: str = "about", *, references: tuple[str, ...] = ()) -> Page:
    """Make a page that is no story."""
    body = Body("markdown", (), f"body of {slug}", references)
    made = Page(f"/{slug}/", slug.title(), f"pages/{slug}.md", "en", body)
    return replace(made, digest=of_value(made))


def archive(
    *articles: Article,
    pages: tuple[Page, ...] = (),
    files: dict[str, str] | None = None,
    settings: Settings = PLAIN,
) -> Archive:
    """Shelve some stories."""
    return shelve(articles, pages, files or {}, settings)


def read_story(
    front: str,
    body: str = "Text.",
    settings: Settings = PLAIN,
    path: str = PATH,
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """Make a story of the lines of its front matter and its body."""
    text = f"---\n{front}\n---\n{body}\n"
    read = clipping.read if path.endswith(".txt") else markdown.read
    return make_article(read(text, path), text, settings)


def good_story(front: str, body: str = "Text.", settings: Settings = PLAIN, path: str = PATH) -> Article:
    """Make a story that nothing is wrong with."""
    made, problems = read_story(front, body, settings, path)
    assert made is not None, problems
    assert problems == ()
    return made


def read_page(front: str, settings: Settings = PLAIN) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """Make a page of the lines of its front matter."""
    text = f"---\n{front}\n---\nText.\n"
    return make_page(markdown.read(text, "pages/about.md"), text, settings)


def told(problems: tuple[Diagnostic, ...]) -> list[tuple[str, int, int, int]]:
    """Return what each problem is and where: code, line, column, length."""
    return [(p.code, p.span.line, p.span.column, p.span.length) for p in problems]
