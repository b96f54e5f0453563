"""Rules that `newsgen check` holds an archive to, one a module: `check(paper)` yields what it finds.

A rule's docstring is its manual page. A new rule is a new module and a row in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.checks import ahead, alt, kin, moved, offsets, policies, release, urls
from newsgen.news.checking import Finding, Paper

RULES = (release, moved, urls, alt, kin, ahead, policies, offsets)


def findings(paper: Paper) -> Iterator[Finding]:
    """Yield what all rules find."""
    for rule in RULES:
        yield from rule.check(paper)
