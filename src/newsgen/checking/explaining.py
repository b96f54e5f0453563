"""Explain: what a message means, and what to do, from the manual's page of messages and from the rules' own pages."""

from __future__ import annotations

import re
from functools import cache
from inspect import getdoc
from pathlib import Path
from textwrap import indent
from types import ModuleType

from newsgen import checks

_ENTRY = re.compile(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)


def manual() -> Path:
    """Return the manual's folder: in the installed package, else at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_manual"
    return installed if installed.is_dir() else package.parent.parent / "docs"


@cache
def entries() -> dict[str, str]:
    """Return what the manual says of each code, in its order."""
    return {code: text.strip() for code, text in _ENTRY.findall((manual() / "messages.md").read_text("utf-8"))}


def summaries() -> list[tuple[str, str]]:
    """Return each code with its first sentence."""
    return [(code, _first_sentence(text)) for code, text in entries().items()]


def _plain(text: str) -> str:
    """Return a piece of the manual as it reads best on a terminal: examples indented, links as their words."""
    text = re.sub(r"^```\w*\n(.*?)^```\n", lambda m: indent(m[1], "    "), text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"\[([^\]]+)\]\([\w./#-]+\)", r"\1", text)


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.split("\n\n", 1)[0].split())
    return re.split(r"(?<=[.:])\s", paragraph, maxsplit=1)[0]


def rules() -> dict[str, ModuleType]:
    """Return the rules of `newsgen check` by their names."""
    return {rule.__name__.rpartition(".")[2]: rule for rule in checks.RULES}


def explained(name: str) -> str | None:
    """Return what is to be said of a code, or of a rule by its name; None for what is neither."""
    parts = []
    if name in entries():
        parts.append(f"{name}\n\n{_plain(entries()[name])}")
    about = [rule for own, rule in rules().items() if name == own or name in rule.CODES]
    for rule in about:
        codes = ", ".join(rule.CODES)
        own = rule.__name__.rpartition(".")[2]
        parts.append(f"The rule `{own}` of newsgen check ({codes})\n\n{getdoc(rule)}")
    return "\n\n".join(parts) or None
