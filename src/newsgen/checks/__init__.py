"""Rules that `newsgen check` holds an archive to, one a module.

`check(paper)` yields what a rule finds in the archive as a whole, `read(prose)` what it finds in the text of one
source; a rule has either or both. `CODES` are the codes of what it says. A rule's docstring is its manual page, which
`newsgen explain` prints. A new rule is a new module and a row in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from newsgen.checks import (
    ahead,
    alt,
    credit,
    elsewhere,
    empty,
    headlines,
    kin,
    leftovers,
    links,
    moved,
    offsets,
    people,
    pins,
    policies,
    quotes,
    release,
    tags,
    twins,
    unused,
    urls,
    wikilinks,
)
from newsgen.news.checking import Finding, Paper
from newsgen.news.diagnostics import Diagnostic
from newsgen.news.prose import Prose

RULES: tuple[ModuleType, ...] = (
    release,
    moved,
    urls,
    links,
    wikilinks,
    empty,
    leftovers,
    quotes,
    alt,
    elsewhere,
    credit,
    headlines,
    people,
    tags,
    twins,
    kin,
    ahead,
    policies,
    unused,
    pins,
    offsets,
)


def findings(paper: Paper) -> Iterator[Finding]:
    """Yield what all rules find in an archive."""
    for rule in RULES:
        if hasattr(rule, "check"):
            yield from rule.check(paper)


def proofread(prose: Prose) -> Iterator[Diagnostic]:
    """Yield what all rules find in one text."""
    for rule in RULES:
        if hasattr(rule, "read"):
            yield from rule.read(prose)
