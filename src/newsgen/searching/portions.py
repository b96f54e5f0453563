"""Portions of the search index: what is searched for in some stories that stand next to each other by date.

A portion is made once and kept between builds; several make a shard (`shards.py`). It is a marshalled tuple, read by
nothing but `shards.py`: number of stories, records, lengths, days, groups, lists, forms, bare stems, blocks
of neighbours. A length is that of a story in words, by sixteen.

A *list* says in which stories a term stands, and how much it says of each: whole numbers in the order of the stories,
`16 * story + weight`. A *form* is a word that differs from its stem, with its stems; a *bare* stem is no word itself.
"""

from __future__ import annotations

import marshal
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import sub

from newsgen.news.article import Article, Teaser, Term
from newsgen.searching.ledes import lede, plain
from newsgen.searching.neighbours import note
from newsgen.searching.terms import Vocabulary, folded, vocabulary, words

GROUPS = ("sections", "outlets", "bylines", "tags")
"""What results can be narrowed down to, in the order of the file."""

_HEADLINE, _BESIDE = 8, 3
"""How often a word of these counts as if it stood in the text."""

_LONG = 40
_MOST = 63

SEPARATOR = "\x1f"

List = int | tuple[int, int, bytes]
"""A list as it is kept: a single number, or the first number, the last story, and the steps between."""


def portion(stories: Sequence[Article], texts: Sequence[Sequence[str]], *, is_html: bool) -> bytes:
    """Read some stories; `texts` are their sources' pieces, `is_html` says that tags in them are printed."""
    records, lengths = [], []
    blocks: list[bytearray] = []
    lists: defaultdict[str, list[int]] = defaultdict(list)
    spoken: dict[str, set[str]] = {}
    vocabularies = {language: vocabulary(language) for language in {_language(story) for story in stories}}
    for number, (story, pieces) in enumerate(zip(stories, texts, strict=True)):
        text = plain(pieces, story.body.syntax, is_html=is_html)
        records.append(_record(story.teaser, lede(text, story.body.syntax)))
        language = _language(story)
        texts_of, known = _texts(story, text), vocabularies[language]
        said, used = _counted(texts_of, known)
        note(blocks, number, texts_of, known.codes)
        lengths.append(sum(map(len, texts_of)) >> 4)
        spoken.setdefault(language, set()).update(used)
        weights = _weights(min(len(used) // _LONG, _LONG))
        first = number << 4
        for term, count in said.items():
            lists[term].append(first | weights[count if count < _MOST else _MOST])  # noqa: FURB136 - four times as fast
    encoded = {term: _encoded(numbers) if len(numbers) > 1 else numbers[0] for term, numbers in lists.items()}
    forms, bare = _forms([(vocabularies[language], used) for language, used in spoken.items()])
    groups = _groups(stories)
    _note_groups(groups, encoded, forms, bare)
    days = list(Counter(story.date.iso_day for story in stories).items())
    together = b"".join(blocks)
    return marshal.dumps((len(stories), records, lengths, days, groups, encoded, forms, sorted(bare), together), 2)


def _language(story: Article) -> str:
    return story.teaser.lang.partition("-")[0]


def _texts(story: Article, text: str) -> tuple[list[str], list[str], list[str]]:
    """Return the words of a story: those of its text, of its headline, and of what else stands in its head."""
    teaser = story.teaser
    more = [text, story.dateline, story.column]
    more += [text for photo in story.photos for text in (photo.caption, photo.credit, photo.alt)]
    more += [one.text for one in story.corrections]
    beside = " ".join([teaser.deck, teaser.kicker, *_names(teaser)])
    return words("\n".join(more)), words(teaser.headline), words(beside)


def _counted(texts: tuple[list[str], list[str], list[str]], known: Vocabulary) -> tuple[Counter[str], set[str]]:
    """Return how often each term stands in a story, those of its head more often than they do; and the words."""
    text, headline, beside = texts
    used = set(text)
    said = Counter(chain.from_iterable(map(known.__getitem__, text)))
    for weight, head in ((_HEADLINE, headline), (_BESIDE, beside)):
        used.update(head)
        for term in chain.from_iterable(map(known.__getitem__, head)):
            said[term] += weight
    return said, used


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


@cache
def _weights(length: int) -> tuple[int, ...]:
    """Return what a word says of a story by how often it stands there: as BM25 has it, in 16 steps.

    `length` is the number of the story's words by forty; a story of seven times forty is taken for usual.
    """
    norm = 1.2 * (0.25 + 0.75 * length / 7)
    return tuple([int(16 * count / (count + norm)) for count in range(_MOST + 1)])


def _forms(spoken: Sequence[tuple[Vocabulary, set[str]]]) -> tuple[dict[str, list[str]], set[str]]:
    """Return the stems of words that differ from them, and the stems among these that are no words."""
    forms: dict[str, list[str]] = {}
    for known, used in spoken:
        for word in known.stemmed.keys() & used:
            form, stem = known.stemmed[word]
            if form not in forms:
                forms[form] = [stem]
            elif stem not in forms[form]:
                forms[form] = sorted([*forms[form], stem])
    stems = set(chain.from_iterable(forms.values())) - forms.keys()
    for known, used in spoken:
        stems -= used - known.stemmed.keys()
    return forms, {stem for stem in stems if not any(known.is_word(stem, used) for known, used in spoken)}


def _encoded(found: Sequence[int]) -> tuple[int, int, bytes]:
    """Return a list as its first number, its last story, and the numbers between as differences."""
    steps = map(varint, map(sub, found[1:], map((-16).__and__, found)))
    return found[0], found[-1] >> 4, b"".join(steps)


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
    lists: dict[str, List],
    forms: dict[str, list[str]],
    bare: set[str],
) -> None:
    """Make a term of each group, to narrow results down with: by its slug, and by its name, which leads to the slug."""
    for kind, of_kind in zip(GROUPS, groups, strict=True):
        for slug, (name, numbers) in of_kind.items():
            term = f":{kind}:{slug}"
            lists[term] = _encoded([number << 4 for number in numbers])
            known = f":{kind} {' '.join([folded(word) for word in words(name)])}"
            forms[known] = sorted({*forms.get(known, ()), term})
            bare.update((term, known))


class _Varints(dict[int, bytes]):
    """Whole numbers in seven bits a byte, the lowest first, all but the last byte marked; small ones are remembered."""

    def __missing__(self, number: int) -> bytes:
        found = bytes([number]) if number < 128 else bytes([number & 127 | 128]) + self[number >> 7]
        if number < 1 << 14:
            self[number] = found
        return found


varint: Callable[[int], bytes] = _Varints().__getitem__
"""Return a whole number from 0 on in seven bits a byte, the lowest first, all but the last byte marked."""
