"""What a build did as a page of Markdown, as jobs of CI show it: what was published, and what not by reason and number.

Such pages are read by many. No story is named but those that are on the site.
"""

from __future__ import annotations

from collections import Counter

from newsgen.building.changes import Change
from newsgen.building.request import Report
from newsgen.news.diagnostics import Level

MOST_NAMED = 20


def markdown(report: Report) -> str:
    """Return the page."""
    return "\n".join([*(_refused(report) if report.refused or report.busy else _done(report)), ""])


def _refused(report: Report) -> list[str]:
    codes = Counter(problem.code for problem in dict.fromkeys(report.diagnostics) if problem.level is Level.ERROR)
    rows = [f"| `{code}` | {number:,} |" for code, number in sorted(codes.items())]
    return [
        "### The build was refused",
        "",
        f"The site is {'partly new' if report.is_unfinished else 'as it was'}.",
        "",
        "| message | times |",
        "|---|---:|",
        *rows,
        "",
    ]


def _done(report: Report) -> list[str]:
    changes = report.changes
    numbers = {
        "stories on the site": report.stories,
        "files added": len(changes.added),
        "files changed": len(changes.changed),
        "files removed": len(changes.removed),
        "files that stay": report.kept,
    }
    rows = [f"| {what} | {number:,} |" for what, number in numbers.items()]
    reasons = Counter(str(story.reason) for story in report.hidden)
    if report.left_out:
        reasons["left out because of errors"] = len(report.left_out)
    hidden = [f"| {reason} | {number:,} |" for reason, number in sorted(reasons.items())]
    lines = ["### The site was built", "", "| | |", "|---|---:|", *rows, "", *_new(changes.added)]
    return lines + (["| not published | stories |", "|---|---:|", *hidden, ""] if hidden else [])


def _new(added: tuple[Change, ...]) -> list[str]:
    """List the pages that are new, the deepest of them: stories, for the most part."""
    pages = [change.urls[0] for change in added if change.path.endswith("/index.html") and change.path.count("/") > 3]
    more = [f"- and {len(pages) - MOST_NAMED:,} more"] if len(pages) > MOST_NAMED else []
    named = [f"- {_link(url)}" for url in pages[:MOST_NAMED]]
    return ["New pages:", "", *named, *more, ""] if pages else []


def _link(url: str) -> str:
    """Return an address that Markdown takes as it is; it is percent-encoded, and holds no backtick."""
    return f"<{url}>" if "://" in url else f"`{url}`"
