"""The manifest as text: what it lists, how it is cut, and that a damaged one is known as such."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.manifest import ROOT, Listed, paths, read_part, read_root, texts

FILES = [
    Listed("index.html", 10, "a" * 64),
    Listed("2018/12/17/ferry/index.html", 20, "b" * 64),
    Listed("2018/index.html", 5, "c" * 64),
    Listed("tags/a b/index.html", 7, "d" * 64),
    Listed("2019.html", 1, "e" * 64),
]


def test_years_are_parts_and_the_rest_is_one() -> None:
    made = texts(FILES)
    assert sorted(made) == [ROOT, "manifest/2018.txt", "manifest/lists.txt"] == sorted(paths(f.path for f in FILES))
    assert (
        made["manifest/2018.txt"].decode()
        == f"{'b' * 64} 20 2018/12/17/ferry/index.html\n{'c' * 64} 5 2018/index.html\n"
    )
    root = json.loads(made[ROOT])
    assert (root["files"], root["bytes"]) == (5, 43)
    assert [(part["path"], part["files"], part["bytes"]) for part in root["parts"]] == [
        ("manifest/2018.txt", 2, 25),
        ("manifest/lists.txt", 3, 18),
    ]


def test_it_is_the_same_in_any_order() -> None:
    assert texts(FILES) == texts(FILES[::-1])


names = st.from_regex(r"\A(?:[0-9]{4}/)?[a-zé ]{0,5}[a-zé]\Z")


@given(st.dictionaries(names, st.tuples(st.integers(0, 10**9), st.from_regex(r"\A[0-9a-f]{64}\Z")), max_size=8))
def test_what_is_written_is_read(found: dict[str, tuple[int, str]]) -> None:
    files = {path: Listed(path, size, digest) for path, (size, digest) in found.items()}
    made = texts(files.values())
    parts = read_root(made[ROOT])
    assert parts is not None
    read = {path: file for part in parts for path, file in (read_part(made[part.path]) or {}).items()}
    assert read == files


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-9],
        lambda data: data.replace(b"manifest 1", b"manifest 9"),
        lambda data: data.replace(b"2018.txt", b"2019.txt"),
        lambda data: b"[]",
        lambda data: b"[" * 100_000,
        lambda data: b"\xff",
        lambda data: b"",
    ],
)
def test_a_damaged_root_is_none(damage: object) -> None:
    assert callable(damage)
    assert read_root(damage(texts(FILES)[ROOT])) is None


def test_a_part_never_leads_out_of_the_folder() -> None:
    outside = texts([Listed("x", 1, "a" * 64)])[ROOT].replace(b"manifest/lists.txt", b"../../etc/passwd__")
    assert read_root(outside) is None
    assert read_part(b"nonsense\n") is None
    assert read_part(b"\xff\n") is None
