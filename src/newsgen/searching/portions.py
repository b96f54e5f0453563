"""Portions of the search index: what is searched for in some stories that stand next to each other by date.

A portion is made once and kept between builds; several make a shard (`shards.py`). It is a marshalled tuple, read by
nothing but `shards.py`: number of stories, records, days, groups, lists, forms, bare stems.

A *list* says in which stories a term stands, and how much it says of each: whole numbers in the order of the stories,
`16 * story + weight`. A *form* is a word that differs from its stem, with its stems; a *bare* stem is no word itself.
"""

from __future__ import annotations

import marshal
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from newsgen.news.article import Article, Teaser, Term
from newsgen.searching.ledes import lede, plain
from newsgen.searching.terms import folded, vocabulary, words

GROUPS = ("sections", "outlets", "bylines", "tags")
"""What results can be narrowed down to, in the order of the file."""

_HEADLINE, _DECK, _NAMES = 8, 3, 3
"""How often a word of these counts as if it stood in the text."""

_LONG = 40
_MOST = 63

SEPARATOR = "\x1f"


def portion(stories: Sequence[Article], texts: Sequence[Sequence[str]], *, is_html: bool) -> bytes:
    """Read some stories; `texts` are their sources' pieces, `is_html` says that tags in them are printed."""
    by_language: dict[str, defaultdict[str, list[int]]] = {}
    records = []
    for number, (story, pieces) in enumerate(zip(stories, texts, strict=True)):
        text = plain(pieces, story.body.syntax, is_html=is_html)
        records.append(_record(story.teaser, lede(text, story.body.syntax)))
        language = story.teaser.lang.partition("-")[0]
        _note(_counted(story, text), number, by_language.setdefault(language, defaultdict(list)))
    lists, forms, bare = _traced(by_language)
    groups = _groups(stories)
    _note_groups(groups, lists, forms, bare)
    days = list(Counter(story.date.iso_day for story in stories).items())
    return marshal.dumps((len(stories), records, days, groups, lists, forms, bare), 2)


def _counted(story: Article, text: str) -> Counter[str]:
    """Return how often each word stands in a story, those of its head more often than they do."""
    teaser = story.teaser
    said = Counter(words(text))
    for word in words(teaser.headline):
        said[word] += _HEADLINE
    for word in words(f"{teaser.deck} {teaser.kicker}"):
        said[word] += _DECK
    for word in words(" ".join(_names(teaser))):
        said[word] += _NAMES
    more = [story.dateline, story.column]
    more += [text for photo in story.photos for text in (photo.caption, photo.credit, photo.alt)]
    more += [one.text for one in story.corrections]
    said.update(words(" ".join(more)))
    return said


def _names(teaser: Teaser) -> Iterator[str]:
    for kind in GROUPS:
        yield from (term.name for term in _terms_of(teaser, kind))
    if teaser.thread:
        yield teaser.thread.name
    yield teaser.wire


def _terms_of(teaser: Teaser, kind: str) -> tuple[Term, ...]:
    match kind:
        case "sections":
            return (teaser.section,) if teaser.section else ()
        case "outlets":
            return (teaser.outlet,) if teaser.outlet else ()
        case "bylines":
            return tuple([credit.person for credit in teaser.byline])
        case _:
            return teaser.tags


def _note(said: Counter[str], number: int, lists: defaultdict[str, list[int]]) -> None:
    """Add a story to the lists of its words."""
    weights = _weights(min(len(said) // _LONG, _LONG))
    first = number << 4
    for word, count in said.items():
        lists[word].append(first | weights[count if count < _MOST else _MOST])  # noqa: FURB136 - four times as fast


@cache
def _weights(length: int) -> tuple[int, ...]:
    """Return what a word says of a story by how often it stands there: as BM25 has it, in 16 steps.

    `length` is the number of the story's words by forty; a story of seven times forty is taken for usual.
    """
    norm = 1.2 * (0.25 + 0.75 * length / 7)
    return tuple([int(16 * count / (count + norm)) for count in range(_MOST + 1)])


def _summed() -> tuple[tuple[int, ...], ...]:
    """Return what two weights make together: as much as if the two counts had been added."""
    odds = [(weight + 0.5) / (15.5 - weight) for weight in range(16)]
    return tuple([tuple([min(15, int(16 * (a + b) / (1 + a + b))) for b in odds]) for a in odds])


_TOGETHER = _summed()


def _traced(
    by_language: dict[str, defaultdict[str, list[int]]],
) -> tuple[dict[str, tuple[int, int, bytes]], dict[str, list[str]], list[str]]:
    """Return the lists of words as lists of their stems, the stems of words that differ from them, and bare stems."""
    found: dict[str, list[int]] = {}
    mixed: set[str] = set()
    forms: dict[str, list[str]] = {}
    plain: set[str] = set()
    for language, lists in by_language.items():
        known = vocabulary(language)
        for word, numbers in lists.items():
            for form, stem in known[word]:
                if form == stem:
                    plain.add(form)
                elif form not in forms:
                    forms[form] = [stem]
                elif stem not in forms[form]:
                    forms[form] = sorted([*forms[form], stem])
                if stem not in found:
                    found[stem] = numbers
                elif stem in mixed:
                    found[stem] += numbers
                else:
                    mixed.add(stem)
                    found[stem] = found[stem] + numbers  # a list of its own, from now on
    for stem in mixed:
        found[stem] = _joined(sorted(found[stem]))
    encoded = {
        stem: _encoded(numbers) if len(numbers) > 1 else (numbers[0], numbers[0] >> 4, b"")
        for stem, numbers in found.items()
    }
    return encoded, forms, sorted(found.keys() - plain - forms.keys())


def _joined(numbers: Sequence[int]) -> list[int]:
    """Return a sorted list in which each story stands once, with the weights of its words together."""
    joined = [numbers[0]]
    for number in numbers[1:]:
        before = joined[-1]
        if number >> 4 == before >> 4:
            joined[-1] = (number & -16) | _TOGETHER[before & 15][number & 15]
        else:
            joined.append(number)
    return joined


def _encoded(found: Sequence[int]) -> tuple[int, int, bytes]:
    """Return a list as its first number, its last story, and the numbers between as differences."""
    steps = [after - (before & -16) for before, after in pairwise(found)]
    try:
        rest = b"".join([_SMALL[step] for step in steps])
    except IndexError:
        rest = b"".join(map(varint, steps))
    return found[0], found[-1] >> 4, rest


def _record(teaser: Teaser, opening: str) -> bytes:
    """Return what a result shows of a story."""
    date = teaser.date
    start = f"/{date.folder}/"
    url = teaser.url
    address = url[len(start) : -1] if url.startswith(start) and "/" not in url[len(start) : -1] else url
    names = ", ".join([credit.person.name for credit in teaser.byline])
    outlet = teaser.outlet.name if teaser.outlet else ""
    said = (date.iso_day + date.qualifier, address, teaser.lang, outlet, names, teaser.headline, opening or teaser.deck)
    return SEPARATOR.join(said).encode("utf-8", "replace")


def _groups(stories: Sequence[Article]) -> list[dict[str, tuple[str, list[int]]]]:
    """Return for each kind the groups of these stories: by slug the name and the stories."""
    found = []
    for kind in GROUPS:
        groups: dict[str, tuple[str, list[int]]] = {}
        for number, story in enumerate(stories):
            for term in _terms_of(story.teaser, kind):
                members = groups.setdefault(term.slug, (term.name, []))[1]
                if members[-1:] != [number]:
                    members.append(number)
        found.append(groups)
    return found


def _note_groups(
    groups: list[dict[str, tuple[str, list[int]]]],
    lists: dict[str, tuple[int, int, bytes]],
    forms: dict[str, list[str]],
    bare: list[str],
) -> None:
    """Make a term of each group, to narrow results down with: by its slug, and by its name, which leads to the slug."""
    for kind, of_kind in zip(GROUPS, groups, strict=True):
        for slug, (name, numbers) in of_kind.items():
            term = f":{kind}:{slug}"
            lists[term] = _encoded([number << 4 for number in numbers])
            known = f":{kind} {' '.join([folded(word) for word in words(name)])}"
            forms[known] = sorted({*forms.get(known, ()), term})
            bare += (term, known)


def _varints(size: int) -> list[bytes]:
    return [bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7]) for number in range(size)]


_SMALL = _varints(1 << 14)


def varint(number: int) -> bytes:
    """Return a whole number from 0 on in seven bits a byte, the lowest first, all but the last byte marked."""
    if number < 1 << 14:
        return _SMALL[number]
    return bytes([number & 127 | 128]) + varint(number >> 7)
