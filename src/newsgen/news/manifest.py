"""The manifest: every file of the site with its size and SHA-256, so that anybody can tell whether a copy is whole.

`/manifest.json` names the parts and holds one digest for all of them. A part is a text, a line a file, `SHA-256 size
path`: one for each year's folder, `/manifest/2018.txt`, and `/manifest/lists.txt` for everything else, so that one
story changes few parts. The manifest doesn't name itself. Pure text in and out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsgen.news.fingerprint import of_bytes

ROOT = "manifest.json"
FOLDER = "manifest/"
_TITLE = "newsgen manifest 1"
_YEAR = re.compile(r"\d{4}/")
_LINE = re.compile(r"([0-9a-f]{64}) (\d+) (.+)")
_PART = re.compile(r"manifest/[0-9a-z]+\.txt")


@dataclass(frozen=True, slots=True)
class Listed:
    """One file as the manifest has it."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Part:
    """One text of the manifest, by its path and SHA-256."""

    path: str
    digest: str


def paths(files: Iterable[str]) -> list[str]:
    """Return the paths of the manifest of a site with such files."""
    return [ROOT, *sorted({part_of(path) for path in files})]


def texts(files: Iterable[Listed]) -> dict[str, bytes]:
    """Return the manifest, by path."""
    import json  # a build without a manifest needs none

    parts: dict[str, list[Listed]] = {}
    for file in files:
        parts.setdefault(part_of(file.path), []).append(file)
    made = {path: _lines(parts[path]) for path in sorted(parts)}
    listed = [
        {
            "path": path,
            "files": len(parts[path]),
            "bytes": sum(file.size for file in parts[path]),
            "sha256": of_bytes(data),
        }
        for path, data in made.items()
    ]
    root = {
        "format": _TITLE,
        "files": sum(map(len, parts.values())),
        "bytes": sum(file.size for files in parts.values() for file in files),
        "sha256": _together(Part(path, of_bytes(data)) for path, data in made.items()),
        "parts": listed,
    }
    return {ROOT: (json.dumps(root, indent=1) + "\n").encode(), **made}


def part_of(path: str) -> str:
    """Return the part that a file of the site stands in."""
    return f"{FOLDER}{path[:4] if _YEAR.match(path) else 'lists'}.txt"


def _lines(files: Iterable[Listed]) -> bytes:
    ordered = sorted(files, key=lambda file: file.path)
    return "".join(f"{file.digest} {file.size} {file.path}\n" for file in ordered).encode()


def _together(parts: Iterable[Part]) -> str:
    return of_bytes("".join(f"{part.digest} {part.path}\n" for part in parts).encode())


def read_root(data: bytes) -> list[Part] | None:
    """Return the parts that a manifest names; None when it is no manifest, or not whole."""
    import json

    try:
        root = json.loads(data)
        parts = [Part(part["path"], part["sha256"]) for part in root["parts"]]
        is_whole = root["format"] == _TITLE and root["sha256"] == _together(parts)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return parts if is_whole and all(_PART.fullmatch(part.path) for part in parts) else None


def read_part(data: bytes) -> Mapping[str, Listed] | None:
    """Return the files that a part names, by path; None when it can't be read."""
    found = {}
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError:
        return None
    for line in filter(None, lines):
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        found[match[3]] = Listed(match[3], int(match[2]), match[1])
    return found
