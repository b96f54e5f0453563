"""The words of a build that can't go on, or can't go on as it is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsgen.building.request import Request
from newsgen.news.diagnostics import Diagnostic, Span, error, warning
from newsgen.news.output import Output
from newsgen.site.writer import Site


class RefusedError(Exception):
    """The build ends here; `diagnostics` say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.diagnostics = tuple(diagnostics)


def gathered(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Tell a problem of a template once, not once a page."""
    by_place: dict[tuple[str, Span], list[Diagnostic]] = {}
    for problem in problems:
        by_place.setdefault((problem.code, problem.span), []).append(problem)
    for (code, _), found in by_place.items():
        if code.startswith("template-") and len(found) > 1:
            yield replace(found[0], message=f"{found[0].message}, and {len(found) - 1:,} more pages like it")
        else:
            yield from found


def no_stories(shown: str, site: Site) -> Diagnostic:
    """Say that there is nothing to build: an error if the site would be emptied."""
    if site.entries:
        message = "there is no story in articles/, and the site has some: it would be emptied"
        return error("articles-empty", Span("articles"), message, f"If that is meant, remove {shown} and build again.")
    hint = "Add a story: a file articles/first.md that begins with `---`, `headline: …`, `date: …`, `---`."
    return warning("articles-empty", Span("articles"), "there is no story here yet", hint)


def left_lying(site: Site) -> Iterator[Diagnostic]:
    """Tell of files that belong to no page any more, and hold what somebody else wrote into them."""
    for path in site.left:
        message = f"{site.shown}/{path} is no page of the site any more, but somebody changed it, so it isn't removed"
        hint = "Remove it yourself. Until then readers find it there."
        yield warning("output-left", Span(f"{site.shown}/{path}"), message, hint)


def dead(piece: object) -> Diagnostic:
    """Say over which piece of work a worker died."""
    output = getattr(piece, "output", None)
    origin = output.origin if isinstance(output, Output) else piece[0] if isinstance(piece, tuple) else str(piece)
    message = "a worker process died twice over this"
    return error(
        "worker-lost", Span(str(origin)), message, "It may need more memory than there is. Nothing was published."
    )


def renamed(broken: str) -> Diagnostic:
    """Say that a story's page would go, while one that is left out may be that story under another name."""
    message = "a story on the site has no file any more, and this one, which may be it, is left out"
    hint = "Mend this story, or add `--drop` if the other one's page is to go."
    return error("broken-published", Span(broken), message, hint)


def by_the_system(problem: OSError, request: Request) -> Diagnostic:
    """Say what the system refused, and where."""
    place = os.path.relpath(problem.filename, request.root) if isinstance(problem.filename, str) else request.shown
    hint = "The site stands as it was. Once the system allows it, build again."
    return error("system", Span(place), f"{place} can't be used: {problem.strerror or problem}", hint)
