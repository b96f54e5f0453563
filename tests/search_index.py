"""Reads the search index as the search page's script does, so that what was written can be told without a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from zlib import crc32

from newsgen.searching.neighbours import COLUMNS
from newsgen.searching.terms import vocabulary, words

TWO = sorted(1 << later | 1 << one for later in range(16) for one in range(later))

KINDS = ("sections", "outlets", "bylines", "tags")


@dataclass(frozen=True)
class Entry:
    """A term of the dictionary: its stems, and its list as (story, weight), none if it has no list."""

    stems: tuple[str, ...]
    is_word: bool
    stories: tuple[tuple[int, int], ...] | None


@dataclass(frozen=True)
class Index:
    """All that stands in the file of one period."""

    entries: dict[str, Entry]
    days: list[str]
    groups: dict[str, dict[str, tuple[str, list[int]]]]
    records: list[list[str]]
    blocks: list[tuple[str, int]]
    neighbours: bytes = field(compare=False)
    portions: list[int] = field(compare=False)

    def phrase(self, forms: Sequence[str]) -> set[int]:
        """Return the numbers of the stories that may have some words side by side."""
        found = set(range(len(self.records)))
        for one, other in pairwise(forms):
            found &= beside(self.neighbours, self.portions, one, other)
        return found

    def find(self, word: str, stems: Iterable[str] = ()) -> set[int]:
        """Return the numbers of the stories in which a word stands, or one with its stem; more stems may be known."""
        found: set[int] = set()
        for term in {word, *self.stems(word), *stems}:
            if term in self.entries:
                found |= {story for story, _ in self.entries[term].stories or ()}
        return found

    def stems(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word, as far as it is known here."""
        return self.entries[word].stems if word in self.entries else ()


def search(indexes: Sequence[Index], query: str) -> set[str]:
    """Return the headlines of the stories that hold all words of a query."""
    found = [set(range(len(index.records))) for index in indexes]
    for word in words(query):
        pieces = [piece for piece, _ in vocabulary("").terms(word)]
        for piece in pieces[:-1] or pieces:  # the last of several stands for the end of a run
            stems = {stem for index in indexes for stem in index.stems(piece)}
            for index, numbers in zip(indexes, found, strict=True):
                numbers.intersection_update(index.find(piece, stems))
    return {index.records[at][5] for index, numbers in zip(indexes, found, strict=True) for at in numbers}


class Reader:
    """Numbers and texts out of bytes, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def take(self, length: int) -> bytes:
        self.at += length
        assert self.at <= len(self.data)
        return self.data[self.at - length : self.at]

    def text(self) -> str:
        return self.take(self.number()).decode()

    def rest(self, before: str) -> str:
        shared, size = divmod(self.number(), 16)
        return before[:shared] + self.take(size if size < 15 else 15 + self.number()).decode()

    def is_over(self) -> bool:
        return self.at == len(self.data)


def read(data: bytes) -> Index:
    """Read the file of one period, all of it."""
    reader = Reader(data)
    assert reader.take(4) == b"NGS3"
    reader.take(6)
    head = Reader(reader.take(reader.number()))
    number = head.number()
    sizes = [head.number() for _ in range(11)]
    portions = [head.number() for _ in range(head.number())]
    assert sum(portions) == number
    chunks = [(head.number(), head.number()) for _ in range(0, number, 64)]
    assert head.number() >= 16
    branches = []
    last = ""
    for _ in range(head.number()):
        last = head.rest(last)
        branches.append((last, head.number(), head.number()))
    assert head.is_over()
    leaves, keys, lists, days, *groups, lengths, records, neighbours = [reader.take(size) for size in sizes]
    assert reader.is_over()
    blocks = list(_blocks(keys, branches))
    return Index(
        entries=dict(_entries(leaves, lists, blocks)),
        days=list(_days(days)),
        groups={kind: dict(_groups(region)) for kind, region in zip(KINDS, groups, strict=True)},
        records=_records(lengths, records, chunks),
        blocks=blocks,
        neighbours=neighbours,
        portions=portions,
    )


def _blocks(keys: bytes, branches: list[tuple[str, int, int]]) -> Iterator[tuple[str, int]]:
    whole = Reader(keys)
    for first, length, size in branches:
        branch = Reader(whole.take(length))
        last = ""
        of_branch = 0
        while not branch.is_over():
            last = branch.rest(last)
            leaf = branch.number()
            assert of_branch or last == first
            of_branch += leaf
            yield last, leaf
        assert of_branch == size
    assert whole.is_over()


def _entries(dictionary: bytes, lists: bytes, blocks: list[tuple[str, int]]) -> Iterator[tuple[str, Entry]]:
    whole = Reader(dictionary)
    for first, size in blocks:
        block = Reader(whole.take(size))
        at = block.number()
        where = ""
        while not block.is_over():
            where = block.rest(where)
            assert where >= first
            bare, _, before = where.partition("\t")
            term = before + bare
            said = block.number()
            found = None
            if said & 1:
                length = block.number()
                if length <= 8:
                    found = tuple(_list(block.take(length)))
                else:
                    found = tuple(_list(lists[at : at + length]))
                    at += length
            stems = tuple(block.rest(term) for _ in range(said >> 2))
            yield term, Entry(stems, bool(said & 2), found)
    assert whole.is_over()


def _list(data: bytes) -> Iterator[tuple[int, int]]:
    reader = Reader(data)
    story = 0
    while not reader.is_over():
        step = reader.number()
        story += step >> 4
        yield story, step & 15


def _days(data: bytes) -> Iterator[str]:
    reader = Reader(data)
    while not reader.is_over():
        day = reader.text()
        yield from [day] * reader.number()


def _groups(data: bytes) -> Iterator[tuple[str, tuple[str, list[int]]]]:
    reader = Reader(data)
    while not reader.is_over():
        slug, name = reader.text(), reader.text()
        numbers: list[int] = []
        for _ in range(reader.number()):
            numbers.append((numbers[-1] if numbers else 0) + reader.number())
        yield slug, (name, numbers)


def _records(lengths: bytes, records: bytes, chunks: list[tuple[int, int]]) -> list[list[str]]:
    sizes = Reader(lengths)
    whole = Reader(records)
    found: list[list[str]] = []
    for length, size in chunks:
        chunk = Reader(sizes.take(length))
        few = Reader(whole.take(size))
        while not chunk.is_over():
            found.append(few.take(chunk.number()).decode().split("\x1f"))
            chunk.number()
        assert few.is_over()
    assert sizes.is_over()
    assert whole.is_over()
    return found


def beside(data: bytes, sizes: Sequence[int], one: str, other: str) -> set[int]:
    """Return the stories that may have two neighbouring words, by the region of neighbours and the portions' sizes."""
    column = (crc32(one.encode()) - crc32(other.encode())) % COLUMNS
    height = -(-sum(-(-size // 8) for size in sizes) // 2)
    group = next(4 << more for more in range(13) if 4 << more == COLUMNS or (4 << more) * height >= 128)
    at = 4 * (column // group)
    start, end = (int.from_bytes(data[place : place + 4], "little") for place in (at, at + 4))
    bits = "".join(f"{byte:08b}" for byte in data[start:end])
    at = 0

    def take(number: int) -> int:
        nonlocal at
        at += number
        return int(bits[at - number : at], 2)

    def stories() -> int:
        if not take(1):
            return 0
        if not take(1):
            return 1 << take(4)
        return TWO[take(7)] if not take(1) else take(16)

    found = [stories() for _ in range(height * (column % group + 1))][-height:] if height else []
    places = [
        8 * block + bit
        for block, size in zip(accumulate((-(-size // 8) for size in sizes), initial=0), sizes, strict=False)
        for bit in range(size)
    ]
    return {story for story, place in enumerate(places) if found[place // 16] >> place % 16 & 1}
