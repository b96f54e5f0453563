"""The renderer: outputs into bytes. A pure function of the kit, the output and the texts that it prints.

It runs in the process that builds or in workers; all that crosses is plain and picklable. Templates see the output's
own view and the functions of `_functions`, nothing else.
"""

from __future__ import annotations

import calendar
import importlib
import pickle
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from newsgen.body import markup
from newsgen.body.afar import whole
from newsgen.body.markup import Fragment
from newsgen.news import pictures, words
from newsgen.news.article import Article, Page, Photo, Teaser
from newsgen.news.citations import citations
from newsgen.news.dates import NewsDate
from newsgen.news.diagnostics import Diagnostic, Level, Span, error, has_errors
from newsgen.news.entries import rss_date
from newsgen.news.facts import writers_of
from newsgen.news.head import head_of, site_head
from newsgen.news.json_text import json_text
from newsgen.news.listing import Link
from newsgen.news.output import Output, PrintedText, Serialised, Templated, field_names
from newsgen.news.pictures import Picture
from newsgen.news.settings import Masthead
from newsgen.news.text import direction
from newsgen.news.urls import ROOT, page_url, to_root
from newsgen.templating.listed import Listed, check_digests, is_on
from newsgen.templating.patience import TIME_LIMIT, TOO_SLOW_HINT, TooSlowError, time_limit
from newsgen.templating.theme import ITEM, Theme, environment, missing_template, syntax_problem
from newsgen.workers import toolchain

_REMEMBERED_ITEMS, _REMEMBERED_DATES = 20_000, 2_000


@dataclass(frozen=True)
class Kit:
    """What all outputs of a build are rendered with; `digest` stands for it in a worker's memory."""

    theme: Theme
    word_tables: Mapping[str, str]
    masthead: Masthead
    html: str
    base_path: str
    url_style: str
    digest: str


@dataclass(frozen=True, slots=True)
class Job:
    """An output to render, and for each story that it prints the source text, in pieces, or the body kept of it."""

    output: Output
    sources: tuple[tuple[str, ...], ...] = ()
    kept: tuple[bytes | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of an output; None, with the reason among the problems, when it could not be made.

    `bodies` are the texts that were made HTML on the way, by source, `portions` those of a gathered output, by name.
    """

    path: str
    data: bytes | None
    problems: tuple[Diagnostic, ...] = ()
    bodies: tuple[tuple[str, bytes], ...] = ()
    portions: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class PackedKit:
    """A kit on its way to other processes, pickled once; `toolchain` must be theirs too."""

    digest: str
    toolchain: str
    data: bytes


class SkewError(Exception):
    """A worker runs other versions of newsgen or its libraries than the process that builds."""


def pack(kit: Kit) -> PackedKit:
    """Make a kit ready to travel."""
    return PackedKit(kit.digest, toolchain.versions(), pickle.dumps(kit))


def render_batch(kit: PackedKit, jobs: Sequence[Job]) -> list[Rendered]:
    """Render some outputs with the press of this process; raises `SkewError`."""
    press = _press(kit)
    done = []
    with time_limit() as limit:
        for job in jobs:
            with limit:
                done.append(press.render(job))
    return done


_presses: dict[str, Press] = {}
"""The press of this process, by the digest of its kit. Replaced as a whole, so that threads may share it."""


def _press(kit: PackedKit) -> Press:
    global _presses  # noqa: PLW0603 - what a process remembers between batches
    press = _presses.get(kit.digest)
    if press is None:
        if kit.toolchain != toolchain.versions():
            raise SkewError
        press = Press(pickle.loads(kit.data))  # noqa: S301 - made by the process that builds
        _presses = {kit.digest: press}
    return press


def warm(kit: PackedKit) -> None:
    """Make this process's press ready, with all templates that outputs begin with compiled."""
    press = _press(kit)
    for name in press.kit.theme.templates:
        if not name.startswith("theme/"):
            with suppress(TemplateError):  # told when it is used
                press.environment.get_template(name)


class Press:
    """A kit made ready to render: templates compiled, words read, list entries remembered."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.words = words.read(kit.masthead.language, kit.word_tables)
        self.environment = environment(kit.theme)
        self.environment.globals |= self._functions()
        self.checks_inputs = is_on()
        self.items: dict[tuple[str, str, Photo | None, str], Markup] = {}
        self.pieces: dict[tuple[object, ...], Markup] = {}

    def render(self, job: Job) -> Rendered:
        """Render one output; whatever goes wrong becomes a diagnostic."""
        output = job.output
        try:
            if self.checks_inputs:
                check_digests(output)
            if isinstance(output.maker, Serialised):
                module = importlib.import_module(f"newsgen.outputs.{output.maker.name}")
                view = Listed(output.view) if self.checks_inputs else output.view
                return Rendered(output.path, module.serialise(view))
            texts = zip(output.texts, job.sources, job.kept, strict=True)
            fragments = [self._text(text, source, kept) for text, source, kept in texts]
            problems = tuple(problem for fragment in fragments for problem in fragment.problems)
            if has_errors(problems):
                return Rendered(output.path, None, problems)
            kept = tuple(_worth_keeping(job, fragments))
            return Rendered(output.path, self._page(output, fragments).encode(), problems, kept)
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
            {name: getattr(view, name) for name in field_names(type(view))},
            this_url=page_url(output.path),
            text=lambda story: _listed(texts, story),
        )
        if self.kit.url_style == "file" and not output.absolute:
            page = _FOLDER.sub(r"\g<0>index.html", page)
        return page.replace(ROOT + "/", self._way_to_root(output))

    def _way_to_root(self, output: Output) -> str:
        if not output.absolute:
            return to_root(output.path)
        return self.kit.masthead.base_url or self.kit.base_path

    def _text(self, text: PrintedText, source: tuple[str, ...], kept: bytes | None) -> Fragment:
        if kept is not None:
            return Fragment(kept.decode())
        body = text.story.body
        if body.syntax == "clipping":
            return markup.clipping(source)
        return markup.markdown(
            body,
            "".join(source),
            text.story.source,
            text.story_language,
            dict(text.targets),
            dict(text.pictures),
            html=self.kit.html,
        )

    # What templates can call

    def _functions(self) -> dict[str, Callable[..., object] | Masthead]:
        said = self.words
        return {
            "masthead": self.kit.masthead,
            "link": _link,
            "asset": self._asset,
            "absolute": self._absolute,
            "afar": self._afar,
            "json": _json,
            "rss_date": rss_date,
            "writers_of": writers_of,
            "about": self._about,
            "about_site": self._about_site,
            "citations": self._citations,
            "item": self._item,
            "fixed": self._fixed,
            "word": said,
            "count": said.count,
            "number": said.number,
            "in_words": lru_cache(_REMEMBERED_DATES)(said.date),
            "short_date": lru_cache(_REMEMBERED_DATES)(said.short_date),
            "full_date": lru_cache(_REMEMBERED_DATES)(said.full_date),
            "day_of_year": said.day_of_year,
            "weekday": said.weekday,
            "month_name": said.month_name,
            "clock": said.time,
            "language_name": said.language_name,
            "direction": direction,
            "srcset": _srcset,
            "days_in_month": _days_in_month,
            "first_weekday": _first_weekday,
        }

    def _absolute(self, url: str) -> str:
        return self.kit.masthead.base_url + url.removeprefix(ROOT).removeprefix("/")

    def _asset(self, url: str) -> str:
        named = self.kit.theme.hashed.get(url.removeprefix("/"))
        return _link(f"/{named}" if named else url)

    def _about(self, story: Article, translations: tuple[Link, ...]) -> Markup:
        return Markup(head_of(story, translations, self.kit.masthead, self.words))  # noqa: S704

    def _about_site(self) -> Markup:
        return Markup(site_head(self.kit.masthead))  # noqa: S704

    def _citations(self, story: Article) -> dict[str, Markup]:
        cited = citations(story, self.kit.masthead)
        return {name: Markup(escape(text, quote=False)) for name, text in cited.items()}  # noqa: S704

    def _afar(self, html: str, url: str) -> Markup:
        base = self.kit.masthead.base_url
        return Markup(whole(str(html).replace(f"{ROOT}/", base), base + url.removeprefix("/")))  # noqa: S704

    def _item(self, story: Teaser, style: str = "full", photo: Photo | None = None, place: str = "") -> Markup:
        key = (story.digest, style, photo, place)
        made = self.items.get(key)
        if made is None:
            if len(self.items) > _REMEMBERED_ITEMS:
                self.items.clear()
            template = self.environment.get_template(ITEM)
            made = self.items[key] = Markup(template.render(story=story, style=style, photo=photo, place=place))  # noqa: S704
        return made

    def _fixed(self, name: str, **values: str) -> Markup:
        """Return a template that sees a few words and no view, and so is the same on many pages; made once for each."""
        key = (name, *values.items())
        made = self.pieces.get(key)
        if made is None:
            made = self.pieces[key] = Markup(self.environment.get_template(name).render(values))  # noqa: S704
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


def _worth_keeping(job: Job, fragments: Sequence[Fragment]) -> Iterator[tuple[str, bytes]]:
    """Yield the bodies that were just made of Markdown. One with problems is made again, to tell them again."""
    for text, kept, fragment in zip(job.output.texts, job.kept, fragments, strict=True):
        if kept is None and not fragment.problems and text.story.body.syntax == "markdown":
            yield text.story.source, fragment.html.encode()


_FOLDER = re.compile(ROOT + r"""/(?:[^"'#?\s<>]*/)?(?=["'#?])""")
"""The address of a folder of the site, where its file is to be named."""


def _link(url: str) -> str:
    """Return an address of the site with the mark of its root before it; web addresses and anchors as they are."""
    return ROOT + url if url.startswith("/") and not url.startswith("//") else url


def _json(value: Any) -> Markup:
    """Return plain values as JSON without what is empty; it can stand in HTML too."""
    return Markup(json_text(value))  # noqa: S704


def _srcset(url: str, picture: Picture, suffix: str) -> str:
    """Return the copies of a picture in the format of a suffix, as `srcset` has them."""
    return pictures.srcset(_link(url), picture, suffix)


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
    return error("too-slow", Span(path), message, TOO_SLOW_HINT)
