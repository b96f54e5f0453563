"""Records as plain tuples and back: what the state file holds. Strings, numbers, tuples and None, nothing that runs.

Writing is generic; reading is by hand, one function a noun, because a hundred thousand stories are read for each
build. Names that recur are shared, so that a tag of ten thousand stories is one object.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from newsgen.news.article import (
    Article,
    Body,
    Correction,
    Credit,
    Page,
    Photo,
    Portrait,
    Scan,
    Teaser,
    Term,
    Withdrawal,
)
from newsgen.news.dates import NewsDate
from newsgen.news.manuscript import Slice
from newsgen.news.pictures import Picture
from newsgen.reading.records import Record

Row = Any
"""Nested tuples of plain values, in the order of a dataclass's fields."""


_FIELDS: dict[type[Any], tuple[str, ...] | None] = {}
"""The fields of each noun met so far; None for plain values."""


def row_of(value: Any) -> Row:
    """Return a frozen dataclass as nested tuples."""
    noun = type(value)
    if noun is str or value is None:
        return value
    if noun is tuple:
        return tuple([row_of(item) for item in value])
    if noun not in _FIELDS:
        _FIELDS[noun] = tuple(field.name for field in fields(noun)) if is_dataclass(noun) else None
    names = _FIELDS[noun]
    return value if names is None else tuple([row_of(getattr(value, name)) for name in names])


def record_row(record: Record) -> Row:
    """Return a record as a row that says which noun it holds."""
    return ("page" if isinstance(record.made, Page) else "article", row_of(record))


def _photo(row: Row) -> Photo:
    src, url, caption, credit, alt, picture = row
    return Photo(src, url, caption, credit, alt, picture and Picture(*picture))


def _portrait(row: Row) -> Portrait:
    kind, key, photo, *rest = row
    return Portrait(kind, key, photo and _photo(photo), *rest)


class Reader:
    """Turns rows into records; remembers names and credits so that equal ones are one object."""

    def __init__(self) -> None:
        self._terms: dict[Row, Term] = {}
        self._credits: dict[Row, Credit] = {}

    def record(self, row: Row) -> Record:
        """Return the record that a row stands for."""
        kind, (digest, made) = row
        return Record(digest, self._page(made) if kind == "page" else self._article(made))

    def _article(self, row: Row) -> Article:
        teaser, source, body, added, updated, embargo, expires, draft, dateline = row[:9]
        edition, print_page, column, canonical, translation_of, related = row[9:15]
        photos, scans, corrections, withdrawn, *rest = row[15:]
        return Article(
            self._teaser(teaser),
            source,
            _body(body),
            added and NewsDate(*added),
            updated and NewsDate(*updated),
            embargo and NewsDate(*embargo),
            expires and NewsDate(*expires),
            draft,
            dateline,
            edition,
            print_page,
            column,
            canonical,
            translation_of,
            related,
            tuple([_photo(photo) for photo in photos]),
            tuple([Scan(src, url, picture and Picture(*picture)) for src, url, picture in scans]),
            tuple([Correction(NewsDate(*date), text, kind) for date, text, kind in corrections]),
            withdrawn and Withdrawal(NewsDate(*withdrawn[0]), withdrawn[1]),
            *rest,
        )

    def _teaser(self, row: Row) -> Teaser:
        key, url, headline, date, lang, deck, kicker, byline, outlet, section, tags, thread, *rest = row
        return Teaser(
            key,
            url,
            headline,
            NewsDate(*date),
            lang,
            deck,
            kicker,
            tuple([self._credit(credit) for credit in byline]),
            outlet and self._term(outlet),
            section and self._term(section),
            tuple([self._term(tag) for tag in tags]),
            thread and self._term(thread),
            *rest,
        )

    def _credit(self, row: Row) -> Credit:
        made = self._credits.get(row)
        if made is None:
            made = self._credits[row] = Credit(self._term(row[0]), row[1])
        return made

    def _term(self, row: Row) -> Term:
        made = self._terms.get(row)
        if made is None:
            made = self._terms[row] = Term(*row)
        return made

    def _page(self, row: Row) -> Page:
        url, headline, source, lang, body, portrait, digest = row
        return Page(url, headline, source, lang, _body(body), portrait and _portrait(portrait), digest)


def _body(row: Row) -> Body:
    syntax, slices, *rest = row
    return Body(syntax, tuple([Slice(*piece) for piece in slices]), *rest)
