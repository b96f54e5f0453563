"""Shards of the search index: one file for each period, which a reader's browser asks for pieces of.

A file is a head and eleven regions. Numbers are varints (seven bits a byte, the lowest first); texts are UTF-8 after
their length in bytes. docs/search.md has the layout. Nothing in a file depends on more than its portions.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgen.news.portions import GROUPS, varint

MAGIC = b"NGS1"
STAMP = 6

BLOCK = 2_000
"""Bytes of the dictionary that are asked for at once, about."""

RECORDS_AT_ONCE = 4
"""Records that are asked for at once."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A portion, and the number of stories before it."""

    before: int
    number: int
    records: list[bytes]
    days: list[tuple[str, int]]
    groups: list[dict[str, tuple[str, list[int]]]]
    lists: dict[str, tuple[int, int, bytes]]
    forms: dict[str, list[str]]
    bare: list[str]


def shard(portions: Sequence[bytes]) -> bytes:
    """Make a shard of its portions, which are in order."""
    read: list[_Read] = []
    for data in portions:
        before = read[-1].before + read[-1].number if read else 0
        read.append(_Read(before, *marshal.loads(data)))  # noqa: S302 - made by `portion`
    lists = _lists(read)
    blocks, postings = _dictionary(lists, _forms(read), _bare(read))
    places, records = _records([record for part in read for record in part.records])
    regions = [b"".join(block for _, block in blocks), postings, _days(read)]
    regions += [_groups(read, kind) for kind in range(len(GROUPS))]
    regions += [places, records]
    head = [varint(sum(part.number for part in read)), *(varint(len(region)) for region in regions)]
    head.append(varint(len(blocks)))
    last = ""
    for first, block in blocks:
        head += [_cut(last, first), varint(len(block))]
        last = first
    stated = b"".join(head)
    rest = b"".join(regions)
    stamp = hashlib.sha256(stated + rest).digest()[:STAMP]
    return b"".join([MAGIC, stamp, varint(len(stated)), stated, rest])


def _lists(read: Iterable[_Read]) -> dict[str, bytes]:
    """Return the lists of all portions as one for each term."""
    found: dict[str, list[bytes]] = {}
    last: dict[str, int] = {}
    for part in read:
        before = part.before
        for term, (first, end, rest) in part.lists.items():
            if term in found:
                found[term] += (varint(first + ((before - last[term]) << 4)), rest)
            else:
                found[term] = [varint(first + (before << 4)), rest]
            last[term] = before + end
    return {term: b"".join(pieces) for term, pieces in found.items()}


def _forms(read: Sequence[_Read]) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for part in read:
        for form, stems in part.forms.items():
            known = forms.setdefault(form, stems)
            if known != stems:
                forms[form] = sorted({*known, *stems})
    return forms


def _bare(read: Sequence[_Read]) -> set[str]:
    """Return the stems that are no words in any portion."""
    bare = {stem for part in read for stem in part.bare}
    return bare - {stem for part in read for stem in bare & (part.lists.keys() | part.forms.keys()) - {*part.bare}}


def _dictionary(
    lists: Mapping[str, bytes], forms: Mapping[str, list[str]], bare: Container[str]
) -> tuple[list[tuple[str, bytes]], bytes]:
    """Return the blocks of the dictionary, each with what tells its first term from the one before, and the lists.

    A block is the place of its first list, and its entries: what the term shares with the one before, the rest of it,
    and a number. Its lowest bit tells that a list follows, as its length; the next that the term is a word and no bare
    stem; the others how many stems follow, each as what it shares with the term, and its rest.
    """
    blocks: list[tuple[str, bytes]] = []
    postings: list[bytes] = []
    entries: list[bytes] = []
    at = size = 0
    first = last = ""
    for term in sorted({*lists, *forms}):
        if size >= BLOCK:
            blocks.append((first, b"".join(entries)))
            entries = []
            size = 0
        if not entries:
            entries = [varint(at)]
            first, last = term[: _shared(last, term) + 1], ""
        found, stems = lists.get(term), forms.get(term, ())
        parts = [_cut(last, term), varint(4 * len(stems) + 2 * (term not in bare) + (found is not None))]
        if found is not None:
            parts.append(varint(len(found)))
            postings.append(found)
            at += len(found)
        parts += [_cut(term, stem) for stem in stems]
        entry = b"".join(parts)
        entries.append(entry)
        size += len(entry)
        last = term
    if entries:
        blocks.append((first, b"".join(entries)))
    return blocks, b"".join(postings)


def _cut(before: str, text: str) -> bytes:
    """Return a text as the number of signs that it shares with another, and the rest of it.

    Signs beyond the basic plane are never shared: in a script they count twice.
    """
    shared = _shared(before, text)
    rest = text[shared:].encode()
    return varint(shared) + varint(len(rest)) + rest


def _shared(before: str, text: str) -> int:
    shared = 0
    for one, other in zip(before, text, strict=False):
        if one != other or one > "\uffff":
            break
        shared += 1
    return shared


def _text(text: str) -> bytes:
    data = text.encode()
    return varint(len(data)) + data


def _days(read: Iterable[_Read]) -> bytes:
    """Return each day as written with the number of its stories."""
    return b"".join([_text(day) + varint(count) for part in read for day, count in part.days])


def _groups(read: Sequence[_Read], kind: int) -> bytes:
    """Return the groups of one kind: slug, name, number of stories, and the stories as differences."""
    names: dict[str, str] = {}
    members: dict[str, list[int]] = {}
    for part in read:
        for slug, (name, numbers) in part.groups[kind].items():
            names.setdefault(slug, name)
            members.setdefault(slug, []).extend([part.before + number for number in numbers])
    return b"".join(_group(slug, names[slug], members[slug]) for slug in sorted(names))


def _group(slug: str, name: str, numbers: Sequence[int]) -> bytes:
    steps = [after - before for before, after in zip([0, *numbers], numbers, strict=False)]
    return b"".join([_text(slug), _text(name), varint(len(numbers)), *map(varint, steps)])


def _records(records: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the lengths of each few records together, and the records, each after its length."""
    found = [varint(len(record)) + record for record in records]
    together = list(_together(found))
    return b"".join([varint(len(few)) for few in together]), b"".join(together)


def _together(found: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(found), RECORDS_AT_ONCE):
        yield b"".join(found[start : start + RECORDS_AT_ONCE])
