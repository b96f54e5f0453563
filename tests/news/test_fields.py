"""Field types: what each takes, and the words it refuses with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgen.news import fields
from newsgen.news.diagnostics import Span
from newsgen.news.fields import FieldType, Foreign, Record, Report, one_of, read_fields, records
from newsgen.news.manuscript import Entry, Mapping, Scalar, Sequence, Value
from tests.news.making import day, read_story

AT = Span("a.md", 3, 7, 4)
INNER = Span("a.md", 4, 3, 2)


def scalar(text: str) -> Scalar:
    return Scalar(text, AT)


def sequence(*items: Value | str) -> Sequence:
    return Sequence(tuple(Scalar(item, INNER) if isinstance(item, str) else item for item in items), AT)


def mapping(**values: Value | str) -> Mapping:
    made = ((name, Scalar(value, INNER) if isinstance(value, str) else value) for name, value in values.items())
    return Mapping(tuple(Entry(name, INNER, value) for name, value in made), AT)


def result(type_: FieldType[object], value: Value) -> tuple[object, list[tuple[str, Span]]]:
    report = Report()
    read = type_("field", value, report)
    return read, [(problem.code, problem.span) for problem in report.problems]


READ: list[tuple[FieldType[object], Value, object]] = [
    (fields.text, scalar("no"), "no"),
    (fields.text, scalar(" a\n b "), "a b"),
    (fields.text, scalar("a\u00a0b"), "a\u00a0b"),
    (fields.texts, scalar("a, b,,c "), ("a", "b", "c")),
    (fields.texts, sequence("a, b", "c", "c", ""), ("a, b", "c")),
    (fields.texts, sequence("no", "12:30", "010"), ("no", "12:30", "010")),
    (fields.boolean, scalar("true"), True),
    (fields.boolean, scalar("Yes"), True),
    (fields.boolean, scalar(" on "), True),
    (fields.boolean, scalar("1"), True),
    (fields.boolean, scalar("FALSE"), False),
    (fields.boolean, scalar("no"), False),
    (fields.boolean, scalar("off"), False),
    (fields.date, scalar("1912~"), day("1912~")),
    (fields.instant, scalar("2018-12-17"), day("2018-12-17")),
    (fields.language, scalar("EN"), "en"),
    (fields.language, scalar("pt_br"), "pt-BR"),
    (fields.language, scalar("zh-hans-cn"), "zh-Hans-CN"),
    (fields.language, scalar("es-419"), "es-419"),
    (fields.language, scalar("no"), "no"),
    (fields.web_address, scalar(" https://example.org/a?b#c "), "https://example.org/a?b#c"),
    (fields.web_address, scalar("http://例え.jp/"), "http://例え.jp/"),
    (one_of("a", "b"), scalar("b "), "b"),
]


@pytest.mark.parametrize(("type_", "value", "read"), READ)
def test_read(type_: FieldType[object], value: Value, read: object) -> None:
    assert result(type_, value) == (read, [])


REFUSED: list[tuple[FieldType[object], Value, str, Span]] = [
    (fields.text, sequence("a"), "field-type", AT),
    (fields.text, mapping(a="b"), "field-type", AT),
    (fields.text, scalar("a\x00b"), "unprintable", AT),
    (fields.text, scalar("\ud800"), "unprintable", AT),
    (fields.text, scalar("\uffff"), "unprintable", AT),
    (fields.texts, mapping(a="b"), "field-type", AT),
    (fields.texts, sequence(sequence("a")), "field-type", AT),
    (fields.texts, sequence("a\x1f"), "unprintable", INNER),
    (fields.texts, sequence(*["a"] * 1001), "field-length", AT),
    (fields.boolean, scalar("maybe"), "field-type", AT),
    (fields.boolean, scalar("truee"), "field-type", AT),
    (fields.boolean, scalar("2"), "field-type", AT),
    (fields.boolean, sequence("true"), "field-type", AT),
    (fields.date, scalar("30 Feb"), "date", AT),
    (fields.date, scalar("03/04/2001"), "date-ambiguous", AT),
    (fields.date, sequence("2018-12-17"), "field-type", AT),
    (fields.instant, scalar("2018-12"), "date", AT),
    (fields.instant, scalar("unknown"), "date", AT),
    (fields.language, scalar("English"), "language", AT),
    (fields.language, scalar("e"), "language", AT),
    (fields.language, scalar("en; rm -rf"), "language", AT),
    (fields.web_address, scalar("example.org"), "web-address", AT),
    (fields.web_address, scalar("//example.org"), "web-address", AT),
    (fields.web_address, scalar("javascript:alert(1)"), "web-address", AT),
    (fields.web_address, scalar("https://"), "web-address", AT),
    (fields.web_address, scalar("https://exa mple.org"), "web-address", AT),
    (fields.web_address, scalar('https://example.org/"><script>'), "web-address", AT),
    (fields.web_address, scalar("https://[::1"), "web-address", AT),
    (one_of("a", "b"), scalar("c"), "field-value", AT),
    (one_of("a", "b"), mapping(), "field-type", AT),
]


@pytest.mark.parametrize(("type_", "value", "code", "span"), REFUSED)
def test_refused(type_: FieldType[object], value: Value, code: str, span: Span) -> None:
    read, problems = result(type_, value)
    assert problems == [(code, span)]
    assert not read


def test_text_that_turns_the_direction_of_writing_is_taken_with_a_warning() -> None:
    report = Report()
    assert fields.text("headline", scalar("a\u202eb"), report) == "a\u202eb"
    assert [(p.code, p.level) for p in report.problems] == [("bidi-control", "warning")]


@pytest.mark.parametrize(
    ("value", "absent"),
    [
        (scalar(""), True),
        (scalar(" \n"), True),
        (sequence(), True),
        (mapping(), True),
        (scalar("x"), False),
        (sequence(""), False),
    ],
)
def test_absent(value: Value, absent: bool) -> None:
    assert fields.is_absent(value) is absent


TYPES: dict[str, FieldType[object]] = {"headline": fields.text, "tags": fields.texts, "source_url": fields.text}


def reading(**values: str) -> tuple[dict[str, object], list[tuple[str, str]]]:
    report = Report()
    entries = tuple(Entry(name.replace("0", "-"), INNER, scalar(value)) for name, value in values.items())
    foreign = {"title": Foreign("Write `headline`.", "headline"), "redirect_from": Foreign("Write it.")}
    found = read_fields(Mapping(entries, AT), TYPES, report, foreign=foreign, ignored=("weight",))
    assert all(problem.span == INNER for problem in report.problems)
    return found, [(problem.code, problem.hint) for problem in report.problems]


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("headlin", "field-unknown", "Did you mean `headline`?"),
        ("Headline", "field-unknown", "Did you mean `headline`?"),
        ("source0url", "field-unknown", "Did you mean `source_url`?"),
        ("tag", "field-unknown", "Did you mean `tags`?"),
        ("xyzzy", "field-unknown", "Known here: headline, tags, source_url."),
        ("title", "field-foreign", "Write `headline`."),
        ("Title", "field-foreign", "Write `headline`."),
        ("redirect0from", "field-foreign", "Write it."),
        ("RedirectFrom", "field-foreign", "Write it."),
    ],
)
def test_unknown_names(name: str, code: str, hint: str) -> None:
    made, problems = reading(**{name: "x"})
    assert (made, [(code, hint.partition("\n")[0]) for code, hint in problems]) == ({}, [(code, hint)])


def test_a_field_of_another_tool_can_be_explained_once_for_all_stories() -> None:
    assert reading(title="x")[1][0][1].endswith('`[front_matter.names]` in newsgen.toml: title = "headline"')


def test_a_list_of_one_in_the_place_of_a_text_is_shown_as_that_text() -> None:
    _, problems = read_story("headline: Ferry\ndate: 2018-12-17\nsection: [Harbour]")
    assert [problem.hint for problem in problems] == ["Write `section: Harbour`."]


def test_ignored_names_stand() -> None:
    assert reading(weight="5", headline="x") == ({"headline": "x"}, [])


def test_absent_fields_are_not_read() -> None:
    assert reading(headline="", tags=" ") == ({}, [])


def test_a_very_long_name_is_refused_in_few_words() -> None:
    report = Report()
    read_fields(Mapping((Entry("x" * 50_000, INNER, scalar("1")),), AT), TYPES, report)
    assert len(report.problems[0].message) < 100


def test_a_name_that_cannot_be_published() -> None:
    report = Report()
    read_fields(Mapping((Entry("a\x00", INNER, scalar("1")),), AT), TYPES, report)
    assert [(p.code, p.span) for p in report.problems] == [("unprintable", INNER)]


def read_records(value: Value) -> tuple[list[Record], list[str]]:
    report = Report()
    return records("photos", value, report, {"src": fields.text, "alt": fields.text}), [p.code for p in report.problems]


def test_records_are_lists_of_maps() -> None:
    found, problems = read_records(Sequence((mapping(src="a.jpg"), mapping(alt="b")), AT))
    assert [(record.text("src"), record.text("alt")) for record in found] == [("a.jpg", ""), ("", "b")]
    assert problems == []
    assert found[0].span("src") == INNER
    assert found[0].span("alt") == AT


def test_one_map_is_a_list_of_one() -> None:
    assert [record.text("src") for record in read_records(mapping(src="a.jpg"))[0]] == ["a.jpg"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (scalar("a.jpg"), "field-type"),
        (sequence("a.jpg"), "field-type"),
        (Sequence((mapping(sorce="x"),), AT), "field-unknown"),
        (Sequence((mapping(src="x"),) * 1001, AT), "field-length"),
    ],
)
def test_records_refused(value: Value, code: str) -> None:
    assert read_records(value)[1] == [code]


def test_a_record_knows_which_fields_were_refused() -> None:
    report = Report()
    types: dict[str, Callable[[str, Value, Report], object]] = {"date": fields.date, "text": fields.text}
    (record,) = records("corrections", mapping(date="30 Feb", text=""), report, types)
    assert record.was_refused("date")
    assert not record.was_refused("text")


def test_a_text_where_a_map_should_stand_is_shown_in_its_place() -> None:
    report = Report()
    records("photos", scalar("pier: one.jpg"), report, {"src": fields.text, "caption": fields.text})
    assert report.problems[0].hint == 'Write `photos: [{src: "pier: one.jpg", caption: …}]`.'
