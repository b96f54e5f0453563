"""What is written to the state comes back as it was: every field of every noun, also those that are yet to come."""

from __future__ import annotations

import marshal
import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.memory import rows
from newsgen.news.article import Article, Page
from newsgen.news.dates import NewsDate
from newsgen.reading.records import Record
from tests.engine.papers import pick

TEXT = st.text(max_size=8)


def made_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of a type, whatever it is made of; a noun that gets a field gets values for it."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if parts[-1] is Ellipsis:
            return st.lists(made_of(parts[0]), max_size=3).map(tuple)
        return st.tuples(*map(made_of, parts))
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*map(made_of, parts))
    if kind is type(None):
        return st.none()
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: made_of(hints[field.name]) for field in fields(kind) if field.init})
    return {str: TEXT, int: st.integers(), bool: st.booleans(), float: st.floats(allow_nan=False)}[kind]


@settings(max_examples=pick(100, 600))
@given(
    st.one_of(st.builds(Record, digest=TEXT, made=made_of(Article)), st.builds(Record, digest=TEXT, made=made_of(Page)))
)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    row = marshal.loads(marshal.dumps(rows.record_row(record)))
    assert rows.Reader().record(row) == record


@settings(max_examples=pick(50, 200))
@given(st.lists(st.builds(Record, digest=TEXT, made=made_of(Article)), max_size=4))
def test_records_that_are_read_together_come_back_as_they_were(found: list[Record]) -> None:
    """The reader remembers names and credits; those that differ in one letter stay different."""
    reader = rows.Reader()
    assert [reader.record(marshal.loads(marshal.dumps(rows.record_row(record)))) for record in found] == found


@pytest.mark.parametrize("noun", [Article, Page])
def test_every_field_that_differs_makes_another_row(noun: type[Any]) -> None:
    """No field is left out of a row."""
    row = rows.row_of(example(noun))
    assert len(row) == len(fields(noun))


def example(noun: type[Any]) -> Any:
    """Return a value of a noun in which every text is empty and every list too."""
    values: dict[str, Any] = {}
    hints = typing.get_type_hints(noun)
    for field in fields(noun):
        kind = hints[field.name]
        if typing.get_origin(kind) is tuple:
            values[field.name] = ()
        elif is_dataclass(kind) and isinstance(kind, type):
            values[field.name] = NewsDate(2018) if kind is NewsDate else example(kind)
        elif typing.get_origin(kind) in (types.UnionType, typing.Union):
            values[field.name] = None
        else:
            values[field.name] = kind()
    return noun(**values)
