"""Shards of the search index: one file for each period, which a reader's browser asks for pieces of.

A file is a head and eleven regions. Numbers are varints (seven bits a byte, the lowest first); texts are UTF-8 after
their length in bytes. docs/search.md has the layout. Nothing in a file depends on more than its portions.
"""

from __future__ import annotations

import hashlib
import marshal
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgen.searching.neighbours import region as neighbours
from newsgen.searching.portions import GROUPS, List, varint
from newsgen.searching.terms import FIRST_MOVED, LAST_MOVED, place

MAGIC = b"NGS3"
STAMP = 6

LEAF = 240
"""Bytes of the dictionary that are asked for at once, about."""

BRANCH = 16
"""Leaves of a branch, at least; of large dictionaries the root and a branch are about equally long."""

SHORT = 8
"""A list of at most so many bytes stands in the dictionary itself."""

RECORDS = 64
"""Records whose lengths are asked for at once."""


_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Read:
    """A portion, and the number of stories before it."""

    before: int
    number: int
    records: list[bytes]
    lengths: list[int]
    days: list[tuple[str, int]]
    groups: list[dict[str, tuple[str, list[int]]]]
    lists: dict[str, List]
    forms: dict[str, list[str]]
    bare: list[str]
    blocks: bytes


def shard(portions: Sequence[bytes]) -> bytes:
    """Make a shard of its portions, which are in order."""
    read: list[_Read] = []
    for data in portions:
        before = read[-1].before + read[-1].number if read else 0
        read.append(_Read(before, *marshal.loads(data)))  # noqa: S302 - made by `portion`
    leaves, postings = _dictionary(_lists(read), _forms(read), _bare(read))
    chunks = list(_chunks([record for part in read for record in zip(part.records, part.lengths, strict=True)]))
    branch = max(BRANCH, round(0.9 * len(leaves) ** 0.5))
    branches = list(_branches(leaves, branch))
    regions = [b"".join(leaf for _, leaf in leaves), b"".join(keys for _, keys, _ in branches), postings, _days(read)]
    regions += [_groups(read, kind) for kind in range(len(GROUPS))]
    regions += [b"".join(lengths for lengths, _ in chunks), b"".join(records for _, records in chunks)]
    regions.append(neighbours([part.blocks for part in read]))
    head = [varint(sum(part.number for part in read)), *(varint(len(region)) for region in regions)]
    head += [varint(len(read)), *(varint(part.number) for part in read)]
    head += [varint(len(piece)) for chunk in chunks for piece in chunk]
    head += [varint(branch), varint(len(branches))]
    last = ""
    for first, keys, size in branches:
        head += [_cut(last, first), varint(len(keys)), varint(size)]
        last = first
    stated = b"".join(head)
    rest = b"".join(regions)
    stamp = hashlib.sha256(stated + rest).digest()[:STAMP]
    return b"".join([MAGIC, stamp, varint(len(stated)), stated, rest])


def _lists(read: Iterable[_Read]) -> dict[str, bytes]:
    """Return the lists of all portions as one for each term."""
    found: dict[str, bytes] = {}
    last: dict[str, int] = {}
    for part in read:
        before = part.before
        for term, numbers in part.lists.items():
            first, end, rest = (numbers, numbers >> 4, b"") if isinstance(numbers, int) else numbers
            if term in found:
                found[term] += varint(first + ((before - last[term]) << 4)) + rest
            else:
                found[term] = varint(first + (before << 4)) + rest
            last[term] = before + end
    return found


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
    lists: Mapping[str, bytes], forms: Mapping[str, Sequence[str]], bare: Container[str]
) -> tuple[list[tuple[str, bytes]], bytes]:
    """Return the leaves of the dictionary, each with what tells its first place from the one before, and long lists.

    A leaf says where its first long list is, and then its entries, in the order of their places: what the place shares
    with the one before, the rest of it, and a number. Its lowest bit tells that there is a list, of a length that
    follows, and itself if it is short; the next that the term is a word and no bare stem; the others how many stems
    follow, each as what it shares with the term, and its rest.
    """
    leaves: list[tuple[str, bytes]] = []
    postings: list[bytes] = []
    entries: list[bytes] = []
    at = size = 0
    first = last = ""
    for where, term in _placed(lists.keys() | forms.keys()):
        if size >= LEAF:
            leaves.append((first, b"".join(entries)))
            entries = []
            size = 0
        if not entries:
            entries = [varint(at)]
            first, last = where[: _shared(last, where) + 1], ""
        found, stems = lists.get(term), forms.get(term, ())
        said = 4 * len(stems) + 2 * (term not in bare)
        if found is None:
            entry = _cut(last, where) + varint(said)
        elif len(found) <= SHORT:
            entry = _cut(last, where) + varint(said + 1) + varint(len(found)) + found
        else:
            entry = _cut(last, where) + varint(said + 1) + varint(len(found))
            postings.append(found)
            at += len(found)
        for stem in stems:
            entry += _cut(term, stem)
        entries.append(entry)
        size += len(entry)
        last = where
    if entries:
        leaves.append((first, b"".join(entries)))
    return leaves, b"".join(postings)


def _placed(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return the places of some terms in order, each with its term."""
    places = sorted(terms)
    start, end = bisect_left(places, FIRST_MOVED), bisect_right(places, LAST_MOVED)
    moved = {where: term for term in places[start:end] if (where := place(term)) is not term}
    if moved:
        places = sorted({*places}.difference(moved.values()).union(moved))
    return zip(places, map(moved.get, places, places), strict=True)


def _branches(leaves: Sequence[tuple[str, bytes]], number: int) -> Iterator[tuple[str, bytes, int]]:
    """Yield for each `number` leaves what their places don't precede, what leads to each, and the bytes of all."""
    for start in range(0, len(leaves), number):
        few = leaves[start : start + number]
        keys = []
        last = ""
        for first, leaf in few:
            keys += [_cut(last, first), varint(len(leaf))]
            last = first
        yield few[0][0], b"".join(keys), sum(len(leaf) for _, leaf in few)


def _cut(before: str, text: str) -> bytes:
    """Return a text as the number of signs that it shares with another, and the rest of it.

    One number says both: 16 times the signs, and the bytes of the rest, of which those from 15 on are a second number.
    Signs beyond the basic plane are never shared: in a script they count twice.
    """
    shared = _shared(before, text)
    rest = text[shared:].encode()
    size = len(rest)
    return varint(16 * shared + size) + rest if size < 15 else varint(16 * shared + 15) + varint(size - 15) + rest


def _shared(before: str, text: str) -> int:
    if before.startswith(text):
        shared = len(text)
    elif text.startswith(before):
        shared = len(before)
    else:
        shared = 0
        while before[shared] == text[shared]:
            shared += 1
    if text.isascii() or not (beyond := _BEYOND.search(text, 0, shared)):
        return shared
    return beyond.start()


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


def _chunks(records: Sequence[tuple[bytes, int]]) -> Iterator[tuple[bytes, bytes]]:
    """Yield for each few records their lengths and those of the stories, and the records."""
    for start in range(0, len(records), RECORDS):
        few = records[start : start + RECORDS]
        lengths = [varint(len(record)) + varint(length) for record, length in few]
        yield b"".join(lengths), b"".join([record for record, _ in few])
