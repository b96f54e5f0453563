"""All published stories in order, with their neighbours and groups; and the calendar buckets that lists are cut into.

Pure and immutable. Hidden stories never get here. Lists are cut by calendar, never by number, so that a story of
1998 added today touches its own buckets and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from newsgen.news.article import Article, Credit, Page, Photo, Teaser, Term
from newsgen.news.dates import NewsDate
from newsgen.news.fingerprint import of_value, suffixed
from newsgen.news.output import PrintedText
from newsgen.news.pictures import Facts, Picture, as_shown
from newsgen.news.settings import GROUPS, Profile, Settings
from newsgen.news.urls import beside, file_url

FULL_LIST = 200
"""Up to so many stories stand on one page; a longer list is split by the calendar."""

NEWEST = 30


@dataclass(frozen=True, slots=True)
class Group:
    """The stories of one tag, person, outlet, section or thread, oldest first."""

    kind: str
    key: str
    slug: str
    name: str
    stories: tuple[Teaser, ...]
    link: str = ""
    agency: bool = False
    portrait: Page | None = None

    @property
    def url(self) -> str:
        """Return the address of the group's front."""
        return f"/{self.kind}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Bucket:
    """The stories of one year, month or day (`date` tells which), oldest first."""

    date: NewsDate
    stories: tuple[Teaser, ...]


Clashes = Mapping[str, frozenset[str]]
"""The identities that must be told apart from others of their address, by kind."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What the site is made of.

    `articles` are in order (day, time, id), and `withdrawn` are those in whose place a notice stands, which are in no
    list; `groups` by kind, in order of their keys. `files` are the pictures and
    other files beside the stories that may be published, by project path, with their digests. `addresses` lead from
    a source's project path, or `story:ID`, to the address of the page made of it. `facts` are what the pictures among
    the files say of themselves, `pictures` what pages say of them. `news` are the sources of stories that ran in the
    last two days, where that is asked for. `clashes` are the names, by kind, that share their address with another.
    """

    articles: tuple[Article, ...]
    groups: Mapping[str, tuple[Group, ...]]
    pages: tuple[Page, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[Article, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    news: frozenset[str] = frozenset()
    clashes: Clashes = field(default_factory=dict)

    @property
    def portraits(self) -> tuple[Page, ...]:
        """Return what is said of the people and outlets that have a page."""
        return tuple(group.portrait for groups in self.groups.values() for group in groups if group.portrait)

    @property
    def everything(self) -> tuple[Article | Page, ...]:
        """Return all that has a text."""
        return (*self.stories_with_pages, *self.pages, *self.portraits)

    @property
    def stories_with_pages(self) -> tuple[Article, ...]:
        """Return all stories, also those in whose place a notice stands."""
        return (*self.articles, *self.withdrawn)

    @property
    def stories(self) -> tuple[Teaser, ...]:
        """Return the teasers of all stories, oldest first."""
        return tuple(article.teaser for article in self.articles)

    def printed(self, story: Article | Page) -> PrintedText:
        """Return a story's text together with where each of its references leads: an address, or nowhere."""
        references = story.body.references
        if not references:
            return PrintedText(story)
        targets = tuple((ref, self._target(story, ref)) for ref in references)
        sizes = tuple(
            (ref, self.pictures[path])
            for ref in references
            if (path := beside(story.source, ref)) and path in self.pictures
        )
        return PrintedText(story, targets, sizes)

    def files_of(self, story: Article | Page) -> tuple[tuple[str, str], ...]:
        """Return the files that a story or page publishes, as (address, project path).

        Two files of one name in different folders are two entries with one address, which the planner refuses.
        """
        paths = []
        if isinstance(story, Article):
            paths = [photo.src for photo in story.photos if photo.src] + [scan.src for scan in story.scans]
        elif story.portrait and story.portrait.photo:
            paths = [story.portrait.photo.src]
        paths += [path for ref in story.body.references if (path := beside(story.source, ref))]
        return tuple((file_url(story.url, path), path) for path in dict.fromkeys(paths) if path in self.files)

    def _target(self, story: Article | Page, reference: str) -> str:
        if reference.startswith("story:"):
            return self.addresses.get(reference, "")
        path = beside(story.source, reference)
        if path is None:
            return ""
        _, mark, fragment = reference.partition("#")
        address = self.addresses.get(path, "")
        if not address and path in self.files:
            address = file_url(story.url, path)
        return address and address + mark + fragment


def shelve(
    articles: Iterable[Article],
    pages: Iterable[Page],
    files: Mapping[str, str],
    settings: Settings,
    facts: Mapping[str, Facts] | None = None,
) -> Archive:
    """Put public stories in order and in their groups, and what is known of their pictures beside them."""
    facts = facts or {}
    pictures = pictures_of(facts, settings)
    if pictures:
        articles = [_measured(article, facts, pictures) for article in articles]
    everyone = sorted(articles, key=lambda article: (article.date.order, article.id))
    ordered = [article for article in everyone if not article.withdrawn]
    withdrawn = tuple(article for article in everyone if article.withdrawn)
    teasers = [article.teaser for article in ordered]
    members = {kind: _members(teasers, kind) for kind in GROUPS}
    clashes = {kind: _clashes(terms) for kind, terms in members.items()}
    if any(clashes.values()):
        ordered = [_readdressed(article, clashes) for article in ordered]
        teasers = [article.teaser for article in ordered]
        members = {kind: _members(teasers, kind) for kind in GROUPS}
    portraits = {
        (p.portrait.kind, p.portrait.key): p for p in pages if p.portrait and p.portrait.kind in settings.outputs
    }
    groups = {
        kind: tuple(_groups(kind, found, settings.profiles(kind), portraits, pictures))
        for kind, found in members.items()
    }
    shown = tuple(sorted((page for page in pages if not page.portrait), key=lambda page: page.url))
    hung = [group.portrait for found in groups.values() for group in found if group.portrait]
    addresses = {article.source: article.url for article in everyone}
    addresses |= {page.source: page.url for page in (*shown, *hung)}
    addresses |= {f"story:{article.id}": article.url for article in everyone}
    return Archive(tuple(ordered), groups, shown, files, addresses, withdrawn, facts, pictures, clashes=clashes)


def pictures_of(facts: Mapping[str, Facts], settings: Settings) -> dict[str, Picture]:
    """Return what pages say of pictures."""
    return {path: as_shown(path, known, resized=settings.pictures == "resized") for path, known in facts.items()}


def as_shelved(
    article: Article, facts: Mapping[str, Facts], pictures: Mapping[str, Picture], clashes: Clashes
) -> Article:
    """Return one article as `shelve` would among all others, of whose names `clashes` are known."""
    measured = _measured(article, facts, pictures) if pictures else article
    return _readdressed(measured, clashes) if any(clashes.values()) else measured


def _measured(article: Article, facts: Mapping[str, Facts], pictures: Mapping[str, Picture]) -> Article:
    """Return the article with what its pictures say of themselves; a caption that the story states goes first."""
    if not (article.photos or article.scans):
        return article
    if facts.keys().isdisjoint([*(photo.src for photo in article.photos), *(scan.src for scan in article.scans)]):
        return article
    photos = tuple(
        replace(
            photo,
            picture=pictures[photo.src],
            caption=photo.caption or known.caption,
            credit=photo.credit or known.credit,
        )
        if (known := facts.get(photo.src))
        else photo
        for photo in article.photos
    )
    scans = tuple(replace(scan, picture=pictures.get(scan.src)) for scan in article.scans)
    return replace(article, photos=photos, scans=scans, digest=of_value((article.digest, photos, scans)))


def terms_of(teaser: Teaser, kind: str) -> tuple[Term, ...]:
    """Return the groups of one kind that a story belongs to."""
    match kind:
        case "tags":
            return teaser.tags
        case "bylines":
            return tuple(credit.person for credit in teaser.byline)
        case "outlets":
            return (teaser.outlet,) if teaser.outlet else ()
        case "sections":
            return (teaser.section,) if teaser.section else ()
        case _:
            return (teaser.thread,) if teaser.thread else ()


_Members = dict[str, tuple[list[Term], list[Teaser]]]
"""The stories of each group by its key, oldest first, beside the terms by which they belong to it."""

_SINGLE = {
    kind: attrgetter(name) for kind, name in (("outlets", "outlet"), ("sections", "section"), ("threads", "thread"))
}


def _members(stories: Sequence[Teaser], kind: str) -> _Members:
    members: _Members = {}
    if single := _SINGLE.get(kind):
        for term, story in zip(map(single, stories), stories, strict=True):
            if term:
                terms, found = members.setdefault(term.key, ([], []))
                terms.append(term)
                found.append(story)
        return members
    for story in stories:
        for term in terms_of(story, kind):
            terms, found = members.setdefault(term.key, ([], []))
            if not found or found[-1] is not story:
                terms.append(term)
                found.append(story)
    return members


def _groups(
    kind: str,
    members: _Members,
    profiles: Mapping[str, Profile],
    portraits: Mapping[tuple[str, str], Page],
    pictures: Mapping[str, Picture],
) -> Iterator[Group]:
    for key in sorted(members):
        terms, stories = members[key]
        profile = profiles.get(key)
        first = terms[0]
        if any(term is not first for term in terms):
            first = min(zip(terms, stories, strict=True), key=lambda pair: pair[1].id)[0]
        page = portraits.get((kind, key))
        hung = _hung(page, f"/{kind}/{first.slug}/", pictures) if page else None
        said = hung.portrait if hung else None
        yield Group(
            kind=kind,
            key=key,
            slug=first.slug,
            name=profile.name if profile else (hung.headline if hung else "") or first.name,
            stories=tuple(stories),
            link=(profile.url if profile else "") or (said.web if said else ""),
            agency=bool((profile and profile.agency) or (said and said.agency)),
            portrait=hung,
        )


def _hung(page: Page, url: str, pictures: Mapping[str, Picture]) -> Page:
    """Return a portrait at the address of the group that it belongs to, with what is known of its picture."""
    said = page.portrait
    if said is None or (page.url == url and said.photo is None):
        return page
    if said.photo:
        src = said.photo.src
        said = replace(said, photo=replace(said.photo, url=file_url(url, src), picture=pictures.get(src)))
    hung = replace(page, url=url, portrait=said)
    return replace(hung, digest=of_value((page.digest, url, said)))


def _clashes(members: _Members) -> frozenset[str]:
    """Return the identities that share an address with another, or were told apart before; the one that the address
    spells out keeps it.
    """
    by_slug: dict[str, list[str]] = {}
    apart = set()
    for key, (terms, _) in members.items():
        slug = terms[0].slug
        by_slug.setdefault(slug, []).append(key)
        if slug[-5:-4] == "-" and suffixed(slug, key) == slug:
            apart.add(key)
    shared = {key for slug, keys in by_slug.items() if len(keys) > 1 for key in keys if key.replace(" ", "-") != slug}
    return frozenset(shared | apart)


def _readdressed(article: Article, clashes: Clashes) -> Article:
    """Return the article with a suffix on the slug of each name that shares its address with another."""

    def settle(kind: str) -> Callable[[Term], Term]:
        return lambda term: replace(term, slug=suffixed(term.slug, term.key)) if term.key in clashes[kind] else term

    old = article.teaser
    new = replace(
        old,
        tags=tuple(map(settle("tags"), old.tags)),
        byline=tuple(Credit(settle("bylines")(credit.person), credit.role) for credit in old.byline),
        outlet=old.outlet and settle("outlets")(old.outlet),
        section=old.section and settle("sections")(old.section),
        thread=old.thread and settle("threads")(old.thread),
    )
    if new == old:
        return article
    new = replace(new, digest=of_value(replace(new, digest="")))
    return replace(article, teaser=new, digest=of_value((article.digest, new.digest)))


def buckets(stories: Sequence[Teaser], parts: int) -> list[Bucket]:
    """Cut stories (oldest first) by year (`parts` 1), month (2) or day (3). Stories whose date is not known so
    exactly are in no bucket of that size."""

    def start(teaser: Teaser) -> tuple[int, int, int]:
        date = teaser.date
        return (date.year, date.month if parts > 1 else 0, date.day if parts > 2 else 0)

    return [Bucket(NewsDate(*part), tuple(found)) for part, found in groupby(stories, start) if all(part[:parts])]


def versions(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """Return the stories that are translations of each other, by the id of their original: the first, if it is there.

    A story and all that state `translation_of` it are translations of each other.
    """
    found: dict[str, list[Article]] = {}
    for article in articles:
        if article.translation_of:
            found.setdefault(article.translation_of, []).append(article)
    if found:
        for article in articles:
            if article.id in found:
                found[article.id].insert(0, article)
    return found


def lead_photos(articles: Iterable[Article]) -> tuple[tuple[str, Photo], ...]:
    """Return the first picture of each story that has one, with the story's id."""
    return tuple(
        (article.id, photo)
        for article in articles
        if article.photos
        for photo in [photo for photo in article.photos if photo.url][:1]
    )


def loose(stories: Sequence[Teaser], parts: int) -> tuple[Teaser, ...]:
    """Return the stories that no bucket of this size holds: their dates are known less exactly."""
    return tuple(story for story in stories if not all((story.date.year, story.date.month, story.date.day)[:parts]))
