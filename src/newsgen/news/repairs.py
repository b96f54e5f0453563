"""A line of front matter as its editor meant it: the value, or each item of a list, in the quotes that it needs."""

from __future__ import annotations

import re

from newsgen.news.field_lines import quoted

MAX_LENGTH = 160
"""A longer line isn't repeated in a hint."""

_FIELD = re.compile(r"([A-Za-z_-]+):[ \t]+(\S.*?)[ \t]*")
_TYPED = {"“": "”", "„": "“", "«": "»", "‘": "’", "”": "”"}
_OPEN = {"[": "]", "{": "}"}
_WORD_IN_BRACKETS = re.compile(r"(?:\[[^\[\],\"']+\]|\{[^{},:\"']+\})[ \t]*[^\s\]},]")
"""How a text begins whose brackets make no list: `[Update] Ferry runs again`."""

_ITEM = re.compile(
    r"[ \t]*(\"[^\"]*\"|'[^']*'|[\"'][^\s\"',\[\]{}][^\"',\[\]{}]*?|[^\s\"',\[\]{}][^\",\[\]{}]*?)[ \t]*(?:,|\Z)"
)
_SIGN_BEFORE_LIST = re.compile(r"[\"'&*!|>%@`#=]\s*[\[{].*[\]}]")
_BRACKET_IN_WORD = re.compile(r"[^\s\[{,:][\[{]")
_PARTED = {"[": re.compile(r"[,{]"), "{": re.compile(r":\s")}
"""What a list or a map has that is no text in brackets."""

_ENDS_NAME = re.compile(r":(?:\s|\Z)")


def repaired(line: str) -> str:
    """Return the line `name: value` as it can be read; empty if it has no such form, is long, or isn't surely meant."""
    found = _FIELD.fullmatch(line)
    if not found or len(line) > MAX_LENGTH:
        return ""
    value = found[2]
    if value[0] in _OPEN and not _WORD_IN_BRACKETS.match(value):
        listed = _listed(value)
        return f"{found[1]}: {listed}" if listed else ""
    if _SIGN_BEFORE_LIST.fullmatch(value) or (value[-1] == "}" and "{" not in value):
        return ""
    if value[-1] == "]" and "[" not in value and "," in value:
        return f"{found[1]}: {listed}" if (listed := _listed(f"[{value}")) else ""
    return f"{found[1]}: {in_quotes(_without_quotes(value))}"


def _listed(value: str) -> str:
    """Return a list or map as it can be read: closed, or with its items in quotes. Empty where that isn't sure."""
    closing = missing_brackets(value)
    if closing:
        kept = value.rstrip(", \t")
        is_sure = _PARTED[value[0]].search(value) and kept[-1] not in "[{" and not _BRACKET_IN_WORD.search(value)
        return kept + closing if is_sure else ""
    inner = value[1:].rstrip("]")
    if value[0] != "[" or closing is None or value[-1] != "]" or not inner.strip():
        return ""
    items, at = [], 0
    while at < len(inner):
        found = _ITEM.match(inner, at)
        if not found or _ENDS_NAME.search(found[1]):
            return ""
        items.append(_as_item(found[1]))
        at = found.end()
    return f"[{', '.join(items)}]"


def missing_brackets(value: str) -> str | None:
    """Return the brackets that close a value and aren't there; None where one closes what another opened."""
    opened: list[str] = []
    for sign in re.sub(r"\"[^\"]*\"|'[^']*'", "", value):
        if sign in _OPEN:
            opened.append(_OPEN[sign])
        elif sign in _OPEN.values() and opened and opened.pop() != sign:
            return None
    return "".join(reversed(opened))


def _as_item(item: str) -> str:
    """Return an item of a list with its quotes closed, or in quotes if it needs them."""
    if item[0] not in "\"'":
        return in_quotes(item)
    return item if len(item) > 1 and item[-1] == item[0] else item.rstrip("“”„«»‘’") + item[0]


def _without_quotes(value: str) -> str:
    """Take away quotes around a value that were meant as such."""
    first, last = value[0], value[-1]
    if len(value) > 2 and _TYPED.get(first) == last:
        return value[1:-1]
    if first in "\"'":
        if len(value) > 2 and last == first:
            return value[1:-1]
        if value.count(first) == 1:
            return value[1:].lstrip()
    return value


def in_quotes(text: str) -> str:
    """Return a text as a YAML scalar: plain where that is enough, else in those quotes that it doesn't hold itself."""
    plain = quoted(text)
    if plain == text:
        return plain
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return plain if "'" in text or not text.isprintable() else f"'{text}'"
