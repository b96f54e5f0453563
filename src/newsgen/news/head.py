"""What the head of a story's page tells machines: meta tags by the table of `standards`, and JSON-LD (schema.org).

Zotero files the page as a newspaper article: `DC.type` says so, `og:site_name` is the paper, each author has a tag of
their own, and there is no `citation_journal_title`.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

from newsgen.news.agencies import is_agency
from newsgen.news.article import KINDS, Article, Correction, Credit
from newsgen.news.facts import Facts, facts, is_own, license_address, profile_of, w3c, writers_of
from newsgen.news.json_text import compact
from newsgen.news.listing import Link
from newsgen.news.names import is_collective
from newsgen.news.settings import Masthead
from newsgen.news.standards import NEWSPAPER_ONLY, POLICIES, names_in
from newsgen.news.words import Words

_SCHEMA = names_in("schema")
_META = (
    *((fact, "name", name) for standard in ("dublin_core", "highwire") for fact, name in names_in(standard).items()),
    *((fact, "property", name) for fact, name in names_in("open_graph").items()),
)
_FIXED = (
    '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">\n'
    '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">\n'
    '<meta name="DC.type" content="newspaperArticle">\n'
    '<meta property="og:type" content="article">\n'
)


def head_of(story: Article, translations: tuple[Link, ...], masthead: Masthead, words: Words) -> str:
    """Return the tags about a story as HTML."""
    told = facts(story, masthead)
    lines = [_FIXED, _meta(told)]
    if masthead.base_url and translations and not story.canonical:
        lines += _alternates(story, translations, masthead)
    graph = [_article(story, told, masthead)]
    if masthead.base_url:
        graph.append(_breadcrumbs(_trail(story, masthead, words), told, masthead))
    lines.append(_script({"@context": "https://schema.org", "@graph": graph}))
    return "".join(lines)


def _script(data: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{compact(data)}</script>'


def _meta(told: Facts) -> str:
    card = "summary_large_image" if told["image"] else "summary"
    lines = [f'<meta name="twitter:card" content="{card}">\n']
    for fact, attribute, name in _META:
        value = told.get(fact)
        if not value:
            continue
        texts = (value,) if isinstance(value, str) else value
        lines += [f'<meta {attribute}="{name}" content="{_escaped(text)}">\n' for text in texts]
    return "".join(lines)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """Escape an attribute's value; names, tags and sections come again and again."""
    return escape(text)


def _alternates(story: Article, translations: tuple[Link, ...], masthead: Masthead) -> list[str]:
    """Link all versions of a story, itself too; the one in the site's language is everybody else's."""
    versions = sorted([(story.teaser.lang, story.url), *((link.lang, link.url) for link in translations)])
    default = min(versions, key=lambda version: (version[0] != masthead.language, version[1]))
    found = dict(reversed(versions))  # of two in one language the first
    return [
        f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(masthead.base_url + url[1:])}">\n'
        for language, url in [*sorted(found.items()), ("x-default", default[1])]
    ]


def _article(story: Article, told: Facts, masthead: Masthead) -> dict[str, Any]:
    kind = KINDS.get(story.teaser.kind, "NewsArticle")
    shaped: dict[str, Any] = dict(told)
    shaped |= _people(story, masthead)
    shaped["image"] = _images(story, masthead)
    shaped["corrections"] = [_correction(correction, masthead) for correction in story.corrections]
    made = {"@type": kind}
    for fact, name in _SCHEMA.items():
        value = shaped.get(fact)
        if value and (kind.endswith("NewsArticle") or fact not in NEWSPAPER_ONLY):
            made[name] = value
    if story.canonical or told["url"]:
        made["mainEntityOfPage"] = story.canonical or str(told["url"])
    return made


def _correction(correction: Correction, masthead: Masthead) -> dict[str, str]:
    made = {"@type": "CorrectionComment", "text": correction.text}
    if date := w3c(correction.date, masthead.timezone):
        made["datePublished"] = date
    return made


def _people(story: Article, masthead: Masthead) -> dict[str, Any]:
    """Return authors, contributors and publisher; what nobody signed is its agency's, or its paper's."""
    told = story.teaser
    paper = publisher(masthead)
    if told.outlet and not is_own(story, masthead):
        paper = {"@type": "NewsMediaOrganization", "name": told.outlet.name}
    writers, others = writers_of(told.byline)
    agency = {"@type": "NewsMediaOrganization", "name": told.wire} if told.wire else None
    found: dict[str, Any] = {
        "authors": [_person(credit, masthead) for credit in writers]
        or [agency or {"@type": "NewsMediaOrganization", "name": paper["name"]}],
        "contributors": [_person(credit, masthead) for credit in others],
        "outlet": paper,
        "wire": agency,
    }
    return found


def _person(credit: Credit, masthead: Masthead) -> dict[str, str]:
    name = credit.person.name
    made = {"@type": "Organization" if is_collective(name) or is_agency(name) else "Person", "name": name}
    if profile := profile_of(credit, masthead):
        made["url"] = profile
    return made


def publisher(masthead: Masthead) -> dict[str, Any]:
    """Return the site's publisher with its policies."""
    made: dict[str, Any] = {"@type": "NewsMediaOrganization", "name": masthead.title}
    if masthead.base_url:
        made["url"] = masthead.base_url
    for key, value in masthead.publisher:
        address = masthead.base_url + value[1:] if value.startswith("/") else value
        if key == "name":
            made["name"] = value
        elif masthead.base_url or address is value:
            made["logo" if key == "logo" else POLICIES[key]] = address
    return made


def _images(story: Article, masthead: Masthead) -> list[dict[str, str]]:
    if not masthead.base_url:
        return []
    found = []
    for photo in story.photos:
        if photo.url:
            said = {"caption": photo.caption, "creditText": photo.credit}
            image = {"@type": "ImageObject", "url": masthead.base_url + photo.url[1:]}
            found.append(image | {name: text for name, text in said.items() if text})
    return found


def _trail(story: Article, masthead: Masthead, words: Words) -> list[tuple[str, str]]:
    """Return names and addresses of the pages above a story, as the page itself shows them."""
    section, date = story.teaser.section, story.date
    steps = [(section.name, f"/sections/{section.slug}/")] if section and "sections" in masthead.indexes else []
    if not date.year:
        return [*steps, (words("undated"), "/undated/")]
    folder = date.folder.split("/")
    labels = (str(date.year), words.month_name(date), str(date.day))
    return [*steps, *((labels[index], f"/{'/'.join(folder[: index + 1])}/") for index in range(len(folder)))]


def _breadcrumbs(trail: list[tuple[str, str]], told: Facts, masthead: Masthead) -> dict[str, Any]:
    steps = [*((name, masthead.base_url + url[1:]) for name, url in trail), (told["headline"], told["url"])]
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def site_head(masthead: Masthead) -> str:
    """Return the tags about the site as a whole, for its front page."""
    site: dict[str, Any] = {"@type": "WebSite", "name": masthead.title, "inLanguage": masthead.language}
    if masthead.base_url:
        site["url"] = masthead.base_url
    if masthead.description:
        site["description"] = masthead.description
    if address := license_address(masthead.license):
        site["license"] = address
    site["publisher"] = publisher(masthead)
    return _script({"@context": "https://schema.org", **site})
