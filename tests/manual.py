"""Reads the README and the manual, so that tests can hold them against the program."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(name: str) -> str:
    """Return the text of a document."""
    return (REPOSITORY / name).read_text("utf-8")


def section(name: str, heading: str) -> str:
    """Return what stands below a heading of a document, up to the next heading of its rank or above."""
    rank = heading.partition(" ")[0]
    _, found, rest = f"\n{read(name)}".partition(f"\n{heading}\n")
    assert found, f"{name} has no heading {heading}"
    return re.split(rf"^#{{1,{len(rank)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return [match[2] for match in _BLOCK.finditer(text) if match[1] == language]


def rows(text: str) -> list[list[str]]:
    """Return the rows of all tables, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = [index for index, row in enumerate(cells) if set("".join(row)) <= set("-:")]
    return [row for index, row in enumerate(cells) if index not in rules and index + 1 not in rules]


def code(cell: str) -> list[str]:
    """Return what stands between backticks in a line."""
    return _CODE.findall(_BLOCK.sub("", cell))


def links(text: str) -> list[str]:
    """Return the targets of all links and pictures."""
    return _LINK.findall(_CODE.sub("", _BLOCK.sub("", text)))
