"""The one table that says what each fact of a story is called in each standard. `facts` gives the facts.

schema.org (schema.org/NewsArticle), Dublin Core (dublincore.org, as HTML meta tags), Open Graph (ogp.me), the tags of
Highwire Press that Google Scholar and Zotero read, CSL-JSON (citation-style-language/schema), BibTeX, and RIS.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Names:
    """A fact's names; empty where a standard has none for it."""

    fact: str
    schema: str = ""
    dublin_core: str = ""
    open_graph: str = ""
    highwire: str = ""
    csl: str = ""
    bibtex: str = ""
    ris: str = ""


FIELDS = (
    Names("headline", "headline", "DC.title", "og:title", "citation_title", "title", "title", "TI"),
    Names("authors", "author", "DC.creator", "", "citation_author", "author", "author", "AU"),
    Names("contributors", "contributor", "DC.contributor", "", "", "contributor", "", "A2"),
    Names("profiles", "", "", "article:author"),
    Names("outlet", "publisher", "DC.publisher", "og:site_name", "", "container-title", "journal", "T2"),
    Names("wire", "sourceOrganization"),
    Names("date", "datePublished", "DC.date", "article:published_time", "", "", "", ""),
    Names("day", "", "", "", "citation_publication_date", "issued", "", "DA"),
    Names("modified", "dateModified", "DCTERMS.modified", "article:modified_time"),
    Names("expires", "expires", "", "article:expiration_time"),
    Names("language", "inLanguage", "DC.language", "", "citation_language", "language", "language", "LA"),
    Names("deck", "description", "DC.description", "og:description", "", "abstract", "abstract", "AB"),
    Names("section", "articleSection", "", "article:section", "", "section", "", ""),
    Names("tags", "keywords", "DC.subject", "article:tag", "citation_keywords", "", "keywords", "KW"),
    Names("url", "url", "DC.identifier", "og:url", "citation_public_url", "URL", "url", "UR"),
    Names("source", "isBasedOn", "", "", "", "", "", "L2"),
    Names("rights", "copyrightNotice", "DC.rights"),
    Names("license", "license", "DCTERMS.license"),
    Names("dateline", "dateline"),
    Names("edition", "printEdition", "", "", "", "edition", "edition", "ET"),
    Names("page", "printPage", "", "", "citation_firstpage", "page", "pages", "SP"),
    Names("column", "printColumn"),
    Names("image", "image", "", "og:image"),
    Names("image_width", "", "", "og:image:width"),
    Names("image_height", "", "", "og:image:height"),
    Names("image_text", "", "", "og:image:alt"),
    Names("corrections", "correction"),
)

NEWSPAPER_ONLY = ("dateline", "edition", "page", "column")
"""Facts whose names schema.org has for news articles alone."""


def names_in(standard: str) -> dict[str, str]:
    """Return what each fact is called in one standard, of those that it has a name for."""
    assert standard in {field.name for field in fields(Names)}
    return {row.fact: name for row in FIELDS if (name := getattr(row, standard))}


CITATIONS = ("txt", "bib", "ris", "json")
"""The formats of citations, plain text, BibTeX, RIS and CSL-JSON, by the endings of their files."""

POLICIES = {
    "principles": "publishingPrinciples",
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "diversity": "diversityPolicy",
    "verification": "verificationFactCheckingPolicy",
    "unnamed_sources": "unnamedSourcesPolicy",
    "no_bylines": "noBylinesPolicy",
    "feedback": "actionableFeedbackPolicy",
    "ownership": "ownershipFundingInfo",
    "mission": "missionCoveragePrioritiesPolicy",
    "staff": "masthead",
}
"""The publisher's policies in the settings, by what schema.org calls each."""
