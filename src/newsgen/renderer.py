"""The renderer: outputs into bytes. A pure function of the kit, the output and the texts that it prints.

It runs in the process that builds or in workers; all that crosses is plain and picklable. Templates see the output's
own view and the functions of `_functions`, nothing else.
"""

from __future__ import annotations

import calendar
import importlib
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from newsgen import markup
from newsgen.markup import Fragment
from newsgen.news import words
from newsgen.news.article import Article, Page, Teaser
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Diagnostic, Level, Span, error, has_errors
from newsgen.news.output import Output, PrintedText, Serialised, Templated
from newsgen.news.settings import Masthead
from newsgen.news.text import direction
from newsgen.news.urls import ROOT, page_url, to_root
from newsgen.theme import ITEM, Theme, environment, missing_template, syntax_problem

TIME_LIMIT = 10.0
"""Seconds that one output may take. A text or template that takes longer is refused, not waited for."""

_REMEMBERED_ITEMS = 20_000


@dataclass(frozen=True)
class Kit:
    """What all outputs of a build are rendered with; `digest` stands for it in a worker's memory."""

    theme: Theme
    word_tables: Mapping[str, str]
    masthead: Masthead
    html: str
    base_path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Job:
    """An output to render, and the source text of each story that it prints, in pieces."""

    output: Output
    sources: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of an output; None, with the reason among the problems, when it could not be made."""

    path: str
    data: bytes | None
    problems: tuple[Diagnostic, ...] = ()


class TooSlowError(Exception):
    """An output took longer than `TIME_LIMIT`."""


def render_batch(kit: Kit, jobs: Sequence[Job]) -> list[Rendered]:
    """Render some outputs with the press of this process."""
    press = _press(kit)
    return [press.render(job) for job in jobs]


_presses: dict[str, Press] = {}


def _press(kit: Kit) -> Press:
    if kit.digest not in _presses:
        _presses.clear()
        _presses[kit.digest] = Press(kit)
    return _presses[kit.digest]


class Press:
    """A kit made ready to render: templates compiled, words read, list entries remembered."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.words = words.read(kit.masthead.language, kit.word_tables)
        self.environment = environment(kit.theme)
        self.environment.globals |= self._functions()
        self.items: dict[tuple[str, str], Markup] = {}

    def render(self, job: Job) -> Rendered:
        """Render one output; whatever goes wrong becomes a diagnostic."""
        output = job.output
        try:
            with _deadline(TIME_LIMIT):
                if isinstance(output.maker, Serialised):
                    module = importlib.import_module(f"newsgen.outputs.{output.maker.name}")
                    return Rendered(output.path, module.serialise(output.view))
                fragments = [self._text(text, source) for text, source in zip(output.texts, job.sources, strict=True)]
                problems = tuple(problem for fragment in fragments for problem in fragment.problems)
                if has_errors(problems):
                    return Rendered(output.path, None, problems)
                return Rendered(output.path, self._page(output, fragments).encode(), problems)
        except TooSlowError:
            return Rendered(output.path, None, (_too_slow(output),))
        except TemplateError as problem:
            return Rendered(output.path, None, (self._template_problem(output, problem),))
        except Exception as problem:
            found = self._template_frame(problem)
            if found is None:
                raise
            return Rendered(output.path, None, (self._runtime_problem(output, problem, found),))

    def _page(self, output: Output, fragments: Sequence[Fragment]) -> str:
        assert isinstance(output.maker, Templated)
        template = self.environment.get_template(output.maker.template)
        texts = {text.story.source: Markup(f.html) for text, f in zip(output.texts, fragments, strict=True)}  # noqa: S704
        view: Any = output.view
        page = template.render(
            {field.name: getattr(view, field.name) for field in fields(view)},
            this_url=page_url(output.path),
            text=lambda story: _listed(texts, story),
        )
        return page.replace(ROOT + "/", self._way_to_root(output))

    def _way_to_root(self, output: Output) -> str:
        if not output.absolute:
            return to_root(output.path)
        return self.kit.masthead.base_url or self.kit.base_path

    def _text(self, text: PrintedText, source: tuple[str, ...]) -> Fragment:
        body = text.story.body
        if body.syntax == "clipping":
            return markup.clipping(source)
        return markup.markdown(
            body,
            "".join(source),
            text.story.source,
            text.story_language,
            dict(text.targets),
            html=self.kit.html,
        )

    # What templates can call

    def _functions(self) -> dict[str, Callable[..., object] | Masthead]:
        said = self.words
        return {
            "masthead": self.kit.masthead,
            "link": _link,
            "absolute": self._absolute,
            "item": self._item,
            "word": said,
            "count": said.count,
            "number": said.number,
            "in_words": said.date,
            "short_date": said.short_date,
            "full_date": said.full_date,
            "weekday": said.weekday,
            "month_name": said.month_name,
            "clock": said.time,
            "language_name": said.language_name,
            "direction": direction,
            "days_in_month": _days_in_month,
            "first_weekday": _first_weekday,
        }

    def _absolute(self, url: str) -> str:
        return self.kit.masthead.base_url + url.removeprefix(ROOT).removeprefix("/")

    def _item(self, story: Teaser, style: str = "full") -> Markup:
        key = (story.digest, style)
        made = self.items.get(key)
        if made is None:
            if len(self.items) > _REMEMBERED_ITEMS:
                self.items.clear()
            template = self.environment.get_template(ITEM)
            made = self.items[key] = Markup(template.render(story=story, style=style))  # noqa: S704
        return made

    # What can go wrong in a template

    def _template_problem(self, output: Output, problem: TemplateError) -> Diagnostic:
        if isinstance(problem, TemplateSyntaxError):
            return syntax_problem(self.kit.theme, problem.name or "", problem)
        found = self._template_frame(problem)
        if isinstance(problem, TemplateNotFound):
            span = Span(*found) if found else Span("templates")
            return error("template-missing", span, missing_template(problem), "Check the name in templates/.")
        return self._runtime_problem(output, problem, found or ("templates", 0))

    def _runtime_problem(self, output: Output, problem: Exception, found: tuple[str, int]) -> Diagnostic:
        path, line = found
        said = str(problem) or type(problem).__name__
        if isinstance(problem, RecursionError):
            said = "templates include each other without end"
        code = "template-undefined" if isinstance(problem, UndefinedError) else "template-error"
        name = path.partition("/")[2]
        lines = self.kit.theme.templates.get(name, "").split("\n")
        return Diagnostic(
            code,
            Level.ERROR,
            Span(path, line, 1 if line else 0),
            f"{said} (while rendering {output.origin})",
            "docs/theme.md lists what each template sees.",
            lines[line - 1] if 0 < line <= len(lines) else "",
        )

    def _template_frame(self, problem: Exception) -> tuple[str, int] | None:
        """Return the template and line where an exception came from: the innermost frame that is a template's."""
        for frame in reversed(traceback.extract_tb(problem.__traceback__)):
            if frame.filename.startswith(("templates/", "theme/")):
                return frame.filename, frame.lineno or 0
        return None


def _link(url: str) -> str:
    """Return an address of the site with the mark of its root before it; web addresses and anchors as they are."""
    return ROOT + url if url.startswith("/") and not url.startswith("//") else url


def _listed(texts: Mapping[str, Markup], story: Article | Page) -> Markup:
    found = texts.get(story.source)
    if found is None:
        raise TemplateError(f"the text of {story.source} is not among this page's inputs")
    return found


def _days_in_month(when: NewsDate) -> int:
    return calendar.monthrange(when.year, when.month)[1]


def _first_weekday(when: NewsDate) -> int:
    """Return the weekday of the month's first day, 0 for Monday."""
    return calendar.monthrange(when.year, when.month)[0]


def _too_slow(output: Output) -> Diagnostic:
    path = output.texts[0].story.source if output.texts else output.origin
    message = f"rendering {output.path} took longer than {TIME_LIMIT:g} seconds"
    return error(
        "too-slow", Span(path), message, "Look for thousands of unclosed brackets or quotes, or endless loops."
    )


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` after some seconds, where the system has timers and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
