"""How a story is cited: plain text, BibTeX, RIS and CSL-JSON, with the names of `standards`.

A name is cut into given and family name where that is safe; what stands for several people, and what isn't written
with a family name last, stays whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from newsgen.news.agencies import is_agency
from newsgen.news.article import Article
from newsgen.news.byline_words import PARTICLES
from newsgen.news.dates import NewsDate
from newsgen.news.facts import Facts, facts
from newsgen.news.fingerprint import of_text
from newsgen.news.json_text import json_lines
from newsgen.news.names import is_collective
from newsgen.news.settings import Masthead
from newsgen.news.standards import CITATIONS, names_in

_CSL, _BIBTEX, _RIS = names_in("csl"), names_in("bibtex"), names_in("ris")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATEX = {char: f"\\{char}" for char in "{}&%$#_"} | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}"}
_TO_LATEX = str.maketrans(_LATEX | {"^": "\\textasciicircum{}"})
_WESTERN = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)+\Z")
_EASTERN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
_PARTICLES = frozenset(PARTICLES.split())


def citations(story: Article, masthead: Masthead) -> dict[str, str]:
    """Return a story's citation in each format."""
    told = facts(story, masthead)
    return {form: _in_form(story, told, form) for form in CITATIONS}


def cited(story: Article, masthead: Masthead, form: str) -> str:
    """Return a story's citation in one format."""
    return _in_form(story, facts(story, masthead), form)


def _in_form(story: Article, told: Facts, form: str) -> str:
    match form:
        case "bib":
            return bibtex(story, told)
        case "ris":
            return ris(told)
        case "json":
            return json_lines(csl(story, told))
        case _:
            return plain(told)


def plain(told: Facts) -> str:
    """Return one line: names, headline, paper, day, address."""
    names = "; ".join(_several(told["authors"]))
    start = f"{names}: " if names else ""
    day = str(told["day"]).replace("/", "-")
    return ", ".join(
        part for part in (f"{start}“{told['headline']}”", str(told["outlet"]), day, str(told["url"])) if part
    )


def csl(story: Article, told: Facts) -> dict[str, Any]:
    """Return the story as a CSL-JSON item (citation-style-language/schema, csl-data.json)."""
    made: dict[str, Any] = {"id": story.id, "type": "article-newspaper"}
    for fact, name in _CSL.items():
        value: Any = told.get(fact)
        if fact in ("authors", "contributors"):
            value = [_csl_name(name) for name in _several(value)]
        elif fact == "day":
            value = _csl_date(story.date)
        if value:
            made[name] = value
    return made


def _csl_date(date: NewsDate) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part]
    return ({"date-parts": [parts]} | ({"circa": True} if date.qualifier else {})) if parts else {}


def _csl_name(name: str) -> dict[str, str]:
    given, family, suffix = name_parts(name)
    if not given:
        return {"literal": name}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def bibtex(story: Article, told: Facts) -> str:
    """Return a BibTeX entry; BibLaTeX takes it for a newspaper's by its `entrysubtype`."""
    lines = [f"@article{{{_key(story.id)},"]
    for fact, name in _BIBTEX.items():
        value: Any = told.get(fact)
        if not value:
            continue
        if fact == "authors":
            text = " and ".join(_bibtex_name(name) for name in _several(value))
        elif fact == "url" or (isinstance(value, str) and value.isalnum() and value.isascii()):
            text = str(value)
        else:
            text = (value if isinstance(value, str) else ", ".join(value)).translate(_TO_LATEX)
        lines.append(f"  {name} = {{{{{text}}}}}," if fact == "headline" else f"  {name} = {{{text}}},")
    date = story.date
    lines += [f"  year = {{{date.year}}},"] if date.year else []
    lines += [f"  month = {_MONTHS[date.month - 1]},"] if date.month else []
    lines += [f"  day = {{{date.day}}},"] if date.day else []
    return "\n".join([*lines, "  entrysubtype = {newspaper}", "}"])


def _key(identity: str) -> str:
    key = re.sub(r"[^A-Za-z0-9_:-]+", "-", identity)
    return key if key == identity else f"{key.strip('-')}-{of_text(identity)[:4]}".lstrip("-")


@lru_cache(maxsize=4096)
def _bibtex_name(name: str) -> str:
    given, family, suffix = name_parts(name)
    safe = [part.translate(_TO_LATEX) for part in (family, suffix, given) if part]
    return ", ".join(safe) if given else f"{{{name.translate(_TO_LATEX)}}}"


def ris(told: Facts) -> str:
    """Return a RIS record of type NEWS, with a line end after its last line."""
    lines = ["TY  - NEWS"]
    for fact, tag in _RIS.items():
        value: Any = told.get(fact)
        if fact in ("authors", "contributors"):
            lines += [f"{tag}  - {_ris_name(name)}" for name in _several(value)]
        elif fact == "day" and value:
            lines += [f"PY  - {value[:4]}", f"{tag}  - {'/'.join([*value.split('/'), '', ''][:3])}/"]
        else:
            lines += [f"{tag}  - {text}" for text in _several(value)]
    return "\n".join([*lines, "ER  - ", ""])


def _ris_name(name: str) -> str:
    given, family, suffix = name_parts(name)
    return ", ".join(part for part in (family, given, suffix) if part) if given else name


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, str, str]:
    """Return given name, family name and suffix; the first is empty where the name must stay whole."""
    if is_collective(name) or is_agency(name) or _EASTERN.search(name) or not _WESTERN.match(name):
        return "", name, ""
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:]), suffix


def _several(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else value if isinstance(value, tuple) else ()
