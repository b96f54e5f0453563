"""A story, checked: what it is, who wrote it, where and when it ran.

All of it is plain frozen values. `Teaser` is the part that other pages may show; whatever else changes in a story
leaves those pages alone. Empty text means that a field is absent.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsgen.news.dates import NewsDate
from newsgen.news.fingerprint import of_text
from newsgen.news.manuscript import Slice
from newsgen.news.pictures import Picture


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, person, outlet, section or thread: the editor's spelling, the folded identity, and its slug."""

    name: str
    key: str
    slug: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A person in the byline, and what they did when it wasn't the writing."""

    person: Term
    role: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a story. `src` is its path from the project's folder, `url` its address, both empty in a
    clipping that has the caption alone; `picture` is what is known of the file, once it is shelved."""

    src: str = ""
    url: str = ""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong, and when it was put right."""

    date: NewsDate
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture or PDF of the printed original: its path from the project's folder, and its address."""

    src: str
    url: str
    picture: Picture | None = None

    @property
    def is_picture(self) -> bool:
        """Tell whether a page can show it; a PDF is only linked."""
        return not self.src.lower().endswith(".pdf")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When a story was taken back, and why."""

    date: NewsDate
    reason: str = ""


KINDS = {
    "report": "ReportageNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "background": "BackgroundNewsArticle",
    "feature": "NewsArticle",
    "interview": "NewsArticle",
    "obituary": "NewsArticle",
    "opinion": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "letter": "OpinionNewsArticle",
    "review": "ReviewNewsArticle",
    "question": "AskPublicNewsArticle",
    "satire": "SatiricalArticle",
    "advertisement": "AdvertiserContentArticle",
}
"""What a story can be, each with its type at schema.org."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """The part of a story that other pages may show. `digest` stands for all of it."""

    id: str
    url: str
    headline: str
    date: NewsDate
    lang: str
    deck: str = ""
    kicker: str = ""
    byline: tuple[Credit, ...] = ()
    outlet: Term | None = None
    section: Term | None = None
    tags: tuple[Term, ...] = ()
    thread: Term | None = None
    wire: str = ""
    kind: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A handle on a story's text, which is not kept in memory: which slices of the source it is made of.

    `digest` stands for the text; `references` are the link and picture targets written in it that are not web
    addresses, each of which may turn out to be another story or a file; `typographic` asks for curly quotes.
    """

    syntax: str
    slices: tuple[Slice, ...]
    digest: str
    references: tuple[str, ...] = ()
    typographic: bool = True


_NO_TEXT = of_text("")


@dataclass(frozen=True, slots=True)
class Article:
    """A whole story but for its text. `digest` stands for everything here except the text (see `body.digest`).

    `unreviewed` is a clipping in which nobody has checked what was read out of it.
    `translation_of` and `related` name other stories by id. A withdrawn story has no text, no names and no pictures:
    what its notice doesn't show is not kept.
    """

    teaser: Teaser
    source: str
    body: Body
    added: NewsDate | None = None
    updated: NewsDate | None = None
    embargo: NewsDate | None = None
    expires: NewsDate | None = None
    draft: bool = False
    dateline: str = ""
    edition: str = ""
    print_page: str = ""
    column: str = ""
    canonical: str = ""
    translation_of: str = ""
    related: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    scans: tuple[Scan, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    aliases: tuple[str, ...] = ()
    source_url: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    unreviewed: bool = False
    sha256: str = ""
    digest: str = ""

    @property
    def id(self) -> str:
        """Return what identifies the story, whatever its headline or address."""
        return self.teaser.id

    @property
    def url(self) -> str:
        """Return the address from the site's root, percent-encoded: `/2018/12/17/ferry-runs/`."""
        return self.teaser.url

    @property
    def date(self) -> NewsDate:
        """Return when the story ran."""
        return self.teaser.date

    @property
    def is_empty(self) -> bool:
        """Tell whether it has no text, no photo and no scan."""
        return self.body.digest == _NO_TEXT and not (self.photos or self.scans or self.withdrawn)

    @property
    def is_clipping(self) -> bool:
        """Tell whether the text is a clipping, printed as it stands."""
        return self.body.syntax == "clipping"


PORTRAITS = ("bylines", "outlets")
"""The folders of portraits, which are also the kinds of groups that can have one."""


def is_portrait(path: str) -> bool:
    """Tell whether a source is a portrait, by where it lies."""
    return path.partition("/")[0] in PORTRAITS


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is said of a person (`kind` is `bylines`) or an outlet (`outlets`) beside the text: whose it is by the
    folded name, a picture, links with their labels, and of an outlet its address and whether it is an agency."""

    kind: str
    key: str
    photo: Photo | None = None
    links: tuple[tuple[str, str], ...] = ()
    web: str = ""
    agency: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site that is no story: About, the corrections policy; or what stands on the page of a person or
    an outlet, whose name is the headline if it is stated."""

    url: str
    headline: str
    source: str
    lang: str
    body: Body
    portrait: Portrait | None = None
    digest: str = ""
