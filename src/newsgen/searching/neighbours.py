"""Which words stand side by side in which story, near enough: what leaves few stories to be read for a phrase.

Every two neighbouring words have one of `COLUMNS` columns, and share it with others; a column says of each story
whether it has such neighbours. So what it says of a phrase is a bound: where it says no, the phrase isn't.

A *block* is a byte a column, of which each bit is a story: eight stories. A portion has whole blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, chain
from operator import sub
from struct import unpack
from zlib import crc32

COLUMNS = 16384
"""The more of them, the less is shared; each doubling takes a bit for each two neighbours of each story."""

GROUP = 4
"""Columns that are asked for at once, at least; of few stories so many that they have `LEAST` times sixteen bits."""

LEAST = 128

_REMEMBERED = 200_000


class _Codes(dict[str, int]):
    """A number below `COLUMNS` for a folded word, or a piece of one, remembered."""

    def __missing__(self, piece: str) -> int:
        found = crc32(piece.encode()) % COLUMNS
        if len(self) < _REMEMBERED:
            self[piece] = found
        return found


code: Callable[[str], int] = _Codes().__getitem__
"""Return a number below `COLUMNS` for a folded word, or a piece of one; the column of two is their difference."""


def note(
    blocks: list[bytearray], number: int, texts: Iterable[Sequence[str]], codes: Mapping[str, Sequence[int]]
) -> None:
    """Note which words stand side by side in a story, given by the words of its texts, and the codes of these."""
    if number % 8 == 0:
        blocks.append(bytearray(COLUMNS))
    block, bit = blocks[-1], 1 << number % 8
    for words in texts:
        found = [*chain.from_iterable(map(codes.__getitem__, words))]
        for column in map(sub, found, found[1:]):  # one below 0 counts from the end
            block[column] |= bit


def region(blocks: Sequence[bytes]) -> bytes:
    """Return the blocks of some portions as groups of columns, and before them where each begins, and where all end.

    These places are numbers of four bytes, the lowest first. A group is its columns, one after the other, sixteen
    stories at a time: in bits `0` for none of them, `10` and its number in four bits for one, `110` and seven bits for
    two, else `111` and sixteen bits, the first story the lowest of them.
    """
    whole = b"".join([*blocks, bytes(COLUMNS * (sum(map(len, blocks)) // COLUMNS % 2))])
    columns = [whole[column::COLUMNS] for column in range(COLUMNS)]
    size = GROUP
    while size * len(columns[0]) < 2 * LEAST and size < COLUMNS:
        size *= 2
    groups = [_packed(b"".join(columns[first : first + size])) for first in range(0, COLUMNS, size)]
    places = accumulate(map(len, groups), initial=4 * len(groups) + 4)
    return b"".join([*(place.to_bytes(4, "little") for place in places), *groups])


def _packed(columns: bytes) -> bytes:
    bits = "".join(map(_written.__getitem__, unpack(f"<{len(columns) // 2}H", columns)))
    size = -(-len(bits) // 8)
    return int(bits.ljust(8 * size, "0") or "0", 2).to_bytes(size, "big")


class _Written(dict[int, str]):
    """How sixteen stories are written, each a bit, remembered."""

    def __missing__(self, stories: int) -> str:
        taken = [story for story in range(16) if stories >> story & 1]
        match taken:
            case []:
                found = "0"
            case [one]:
                found = f"10{one:04b}"
            case [one, other]:
                found = f"110{other * (other - 1) // 2 + one:07b}"
            case _:
                found = f"111{stories:016b}"
        self[stories] = found
        return found


_written = _Written()
