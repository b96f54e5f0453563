"""House rules: from fields to a story, or the words that say why not."""

from __future__ import annotations

import pytest

from newsgen.copydesk.common_rules import body_of
from newsgen.copydesk.foreign_fields import FOREIGN_FIELDS
from newsgen.copydesk.house_rules import make_article
from newsgen.news.article import Correction, Photo, Scan, Withdrawal
from newsgen.news.diagnostics import Level, Span
from newsgen.news.fields import is_absent
from newsgen.news.manuscript import Inference, Manuscript, Mapping, Scalar, Slice
from newsgen.news.settings import Profile, Settings
from newsgen.news.story_fields import STORY_FIELDS
from tests.news.making import PATH, day, good_story, read_page, read_story, told

HEAD = "headline: Ferry runs again\ndate: 2018-12-17"


def test_a_day_in_the_file_s_name_is_offered_as_the_date() -> None:
    _, problems = read_story("headline: x", path="articles/2013-02-22-ferry.md")
    assert told(problems) == [("date-missing", 1, 1, 1)]
    assert "`date: 2013-02-22`" in problems[0].hint
    _, problems = read_story("headline: x", path="articles/2013-02-31-ferry.md")
    assert "February 2013 has no day 31" in problems[0].hint


def test_a_day_in_the_file_s_name_is_the_date_where_the_settings_say_so() -> None:
    settings = Settings(dates_in_names=True)
    assert good_story("headline: x", path="articles/en/2013-02-22-ferry.md", settings=settings).date == day(
        "2013-02-22"
    )
    assert good_story("headline: x", path="articles/2013-2-2_ferry.md", settings=settings).date == day("2013-02-02")
    stated = good_story("headline: x\ndate: 2013-03", path="articles/2013-02-22.md", settings=settings)
    assert stated.date == day("2013-03")
    assert told(read_story("headline: x\ndate: 1", path="articles/2013-02-22.md", settings=settings)[1])[0][0] == "date"
    assert told(read_story("headline: x", path="articles/20130222.md", settings=settings)[1])[0][0] == "date-missing"


def with_field(line: str, settings: Settings = Settings()) -> list[tuple[str, int, int, int]]:  # noqa: B008
    return told(read_story(f"{HEAD}\n{line}", settings=settings)[1])


def test_the_smallest_story() -> None:
    story = good_story(HEAD)
    teaser = story.teaser
    assert (teaser.headline, teaser.date, teaser.url) == (
        "Ferry runs again",
        day("2018-12-17"),
        "/2018/12/17/ferry-runs-again/",
    )
    assert (teaser.id, teaser.lang, story.source) == ("a", "en", PATH)
    assert (teaser.deck, teaser.byline, teaser.outlet, teaser.section, teaser.tags) == ("", (), None, None, ())
    assert not story.draft
    assert teaser.digest != ""
    assert story.digest != ""


def test_every_field() -> None:
    story = good_story(
        "headline: The ferry\n"
        "date: 2018-12-17T09:00+02:00\n"
        "byline: By Ana Ruiz and J. Doe\n"
        "deck: It runs\n"
        "section: Harbour\n"
        "tags: [no, 12:30, Ferries]\n"
        "photos:\n- {src: pics/ferry.jpg, caption: The ferry, credit: A. Ruiz, alt: A ferry}\n- caption: As printed\n"
        "slug: Ferry-Pinned\n"
        "draft: no\n"
        "embargo: 2018-12-18\n"
        "id: ferry-2018\n"
        "kicker: Travel\n"
        "added: 2020-01-01\n"
        "updated: 2020-01-02T10:00\n"
        "expires: 2030-01-01\n"
        "lang: pt_br\n"
        "outlet: The Packet\n"
        "dateline: LISBON\n"
        "wire: AP\n"
        "thread: The ferry affair\n"
        "aliases: [/old/ferry/, /ferry.html]\n"
        "corrections:\n- {date: 2019-02-01, text: Later, kind: name}\n- {date: 2019-01-01, text: Earlier}\n"
        "source_url: https://example.org/ferry\n"
        "canonical: https://example.net/ferry\n"
        "kind: Analysis\n"
        "edition: Late\nprint_page: A1\ncolumn: 3\n"
        "scan: [p1.jpg, p1.pdf]\n"
        "translation_of: barco-2018\n"
        "related: [flood-1, flood-2]\n"
        "ednote: Check the name of the band.\n"
        "typography: off\n"
        "extra: {shelf: B12, box: {row: 3, notes: [a, b]}, empty: }"
    )
    teaser = story.teaser
    assert teaser.url == "/2018/12/17/Ferry-Pinned/"
    assert [credit.person.name for credit in teaser.byline] == ["Ana Ruiz", "J. Doe"]
    assert [tag.name for tag in teaser.tags] == ["no", "12:30", "Ferries"]
    assert [term and term.name for term in (teaser.outlet, teaser.section, teaser.thread)] == [
        "The Packet",
        "Harbour",
        "The ferry affair",
    ]
    assert (teaser.id, teaser.lang, teaser.deck, teaser.kicker, teaser.wire) == (
        "ferry-2018",
        "pt-BR",
        "It runs",
        "Travel",
        "AP",
    )
    assert story.photos == (
        Photo("articles/pics/ferry.jpg", teaser.url + "ferry.jpg", "The ferry", "A. Ruiz", "A ferry"),
        Photo(caption="As printed"),
    )
    assert story.corrections == (
        Correction(day("2019-01-01"), "Earlier"),
        Correction(day("2019-02-01"), "Later", "name"),
    )
    assert (story.added, story.updated) == (day("2020-01-01"), day("2020-01-02T10:00"))
    assert (story.embargo, story.expires, story.draft) == (day("2018-12-18"), day("2030-01-01"), False)
    assert (story.dateline, story.source_url) == ("LISBON", "https://example.org/ferry")
    assert story.aliases == ("/old/ferry/", "/ferry.html")
    assert (teaser.kind, story.edition, story.print_page, story.column) == ("analysis", "Late", "A1", "3")
    assert story.scans == (
        Scan("articles/p1.jpg", teaser.url + "p1.jpg"),
        Scan("articles/p1.pdf", teaser.url + "p1.pdf"),
    )
    assert [scan.is_picture for scan in story.scans] == [True, False]
    assert (story.canonical, story.translation_of) == ("https://example.net/ferry", "barco-2018")
    assert story.related == ("flood-1", "flood-2")
    assert story.withdrawn is None
    assert "band" not in repr(story)
    assert story.extra == (("shelf", "B12"), ("box.row", "3"), ("box.notes", "a, b"), ("empty", ""))
    assert not story.body.typographic


@pytest.mark.parametrize("name", [name for name in STORY_FIELDS if name not in ("headline", "date")])
@pytest.mark.parametrize("empty", ["", " ~", " null", ' ""', " []", " {}"])
def test_empty_means_absent(name: str, empty: str) -> None:
    assert good_story(f"{HEAD}\n{name}:{empty}").digest == good_story(HEAD).digest


LISTS = ("tags", "aliases", "byline", "photos", "corrections", "scan", "related")


@pytest.mark.parametrize("name", STORY_FIELDS)
def test_every_field_refuses_a_wrong_type(name: str) -> None:
    wrong = "[[a]]" if name in LISTS else "[a]"
    lines = [line for line in HEAD.split("\n") if not line.startswith(f"{name}:")]
    _made, problems = read_story("\n".join([*lines, f"{name}: {wrong}"]))
    assert [p.code for p in problems] == ["field-type"]
    assert problems[0].span.line == len(lines) + 2
    assert problems[0].level is Level.ERROR


@pytest.mark.parametrize("name", FOREIGN_FIELDS)
def test_names_of_other_tools_are_answered_with_ours(name: str) -> None:
    for written in (name, name.title(), name.replace("_", "-"), name.replace("_", "").upper()):
        assert with_field(f"{written}: x")[:1] == [("field-foreign", 4, 1, len(written))]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("title", "headline"),
        ("author", "byline"),
        ("authors", "byline"),
        ("dek", "deck"),
        ("subtitle", "deck"),
        ("category", "section"),
        ("lastmod", "updated"),
        ("publishDate", "date"),
    ],
)
def test_the_hints_of_the_best_known_foreign_names(name: str, ours: str) -> None:
    _, problems = read_story(f"{HEAD}\n{name}: x")
    assert f"`{ours}`" in problems[0].hint


def test_foreign_names_are_never_our_own() -> None:
    assert not set(FOREIGN_FIELDS) & set(STORY_FIELDS)
    assert all(there.hint.endswith(".") for there in FOREIGN_FIELDS.values())


def test_every_foreign_hint_names_a_field_of_ours() -> None:
    for name, (hint, ours) in FOREIGN_FIELDS.items():
        assert name == "layout" or name == "template" or any(f"`{one}" in hint for one in STORY_FIELDS), name
        assert not ours or ours in STORY_FIELDS, name


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("headlne", "headline"),
        ("bylin", "byline"),
        ("Tags", "tags"),
        ("tag", "tags"),
        ("source-url", "source_url"),
        ("datee", "date"),
    ],
)
def test_unknown_names_are_answered_with_the_nearest(name: str, near: str) -> None:
    _, problems = read_story(f"{HEAD}\n{name}: x")
    assert [(p.code, p.hint) for p in problems[:1]] == [("field-unknown", f"Did you mean `{near}`?")]


@pytest.mark.parametrize("name", ["Updated", "lastmod"])
def test_the_value_under_a_name_that_is_surely_meant_is_read_too(name: str) -> None:
    assert [(p.code, p.meant) for p in read_story(f"{HEAD}\n{name}: 2018/12/17")[1]] == [
        ("field-unknown" if name == "Updated" else "field-foreign", "updated"),
        ("date", "2018-12-17"),
    ]


def test_ignored_names_stand_in_stories_and_pages() -> None:
    settings = Settings(ignored_fields=("weight",))
    assert good_story(f"{HEAD}\nweight: 5", settings=settings)
    assert read_page("headline: About\nweight: 5", settings)[1] == ()
    assert told(read_page("headline: About\nweight: 5")[1]) == [("field-unknown", 3, 1, 6)]


@pytest.mark.parametrize(
    ("front", "problems"),
    [
        ("date: 2018-12-17", [("headline-missing", 1, 1, 1)]),
        ("headline: x", [("date-missing", 1, 1, 1)]),
        ("", [("headline-missing", 1, 1, 1), ("date-missing", 1, 1, 1)]),
        ("headline: ~\ndate: ~", [("headline-missing", 2, 1, 8), ("date-missing", 3, 1, 4)]),
        ("headline: [x]\ndate: {a: b}", [("field-type", 2, 11, 1), ("field-type", 3, 7, 1)]),
        ("headline: x\ndate: 2018-02-30", [("date", 3, 7, 10)]),
        ("headline: x\ndate: 2018-12-17T25:00", [("date", 3, 7, 16)]),
        ("headline: x\ndate: 03/04/2001", [("date-ambiguous", 3, 7, 10)]),
        ("headline: x\ndate: 1066", [("date", 3, 7, 4)]),
        ("headline: x\ndate: yesterday", [("date", 3, 7, 9)]),
        ("- a", [("front-matter-type", 2, 1, 1)]),
        ("headline: 'x", [("front-matter-syntax", 2, 11, 1), ("date-missing", 1, 1, 1)]),
        ("headline: x\x92\ndate: y", [("unprintable", 2, 12, 1), ("date", 3, 7, 1)]),
        ('headline: "a\\x00"\ndate: 2018-12-17', [("unprintable", 2, 11, 7)]),
    ],
)
def test_stories_that_cannot_be(front: str, problems: list[tuple[str, int, int, int]]) -> None:
    made, found = read_story(front)
    assert made is None
    assert told(found) == problems


FIELD_PROBLEMS = [
    ("slug: ../x", ("path", 4, 7, 4)),
    ("slug: a/b", ("path", 4, 7, 3)),
    ("slug: '%2e%2e'", ("path", 4, 7, 8)),
    ("slug: 'C:x'", ("path", 4, 7, 5)),
    ("slug: 'a\\b'", ("path", 4, 7, 5)),
    ('slug: "a\\0b"', ("unprintable", 4, 7, 6)),
    ("tags: [ok, ../x]", ("path", 4, 12, 4)),
    ("tags:\n- ok\n- '%2e%2e/x'", ("path", 6, 3, 10)),
    ("tags: '\\\\host'", ("path", 4, 7, 8)),
    ("section: /etc", ("path", 4, 10, 4)),
    ("thread: ..", ("path", 4, 9, 2)),
    ("outlet: 'C:\\x'", ("path", 4, 9, 6)),
    ("aliases: [old]", ("path", 4, 11, 3)),
    ("aliases: [/a/, //evil/]", ("path", 4, 16, 7)),
    ("aliases: [/a/../b]", ("path", 4, 11, 7)),
    ("aliases: /old?p=1", ("path", 4, 10, 8)),
    ("aliases: [/.newsgen-ledger]", ("path", 4, 11, 16)),
    ("id: a<b", ("id", 4, 5, 3)),
    ("id: a//b", ("id", 4, 5, 4)),
    ("id: a/", ("id", 4, 5, 2)),
    ("id: ../x", ("id", 4, 5, 4)),
    ("id: /x", ("id", 4, 5, 2)),
    ("photos: [{src: ../../x.jpg}]", ("path", 4, 16, 11)),
    ("photos: [{src: '%2e%2e/%2e%2e/x.jpg'}]", ("path", 4, 16, 21)),
    ("photos: [{src: /etc/x.jpg}]", ("path", 4, 16, 10)),
    ("photos: [{src: ../pages/x.jpg}]", ("path", 4, 16, 14)),
    ("photos: [{src: 'a\\b.jpg'}]", ("path", 4, 16, 9)),
    ("photos: [{src: x.svg}]", ("photo-type", 4, 16, 5)),
    ("photos: [{src: x.html}]", ("photo-type", 4, 16, 6)),
    ("photos: x.jpg", ("field-type", 4, 9, 5)),
    ("photos: [{file: x.jpg}]", ("field-unknown", 4, 11, 4)),
    ("corrections: [{date: 2018-12-18}]", ("correction", 4, 15, 1)),
    ("corrections: [{text: x}]", ("correction", 4, 15, 1)),
    ("corrections: [{date: 2018-02-30, text: x}]", ("date", 4, 22, 10)),
    ("corrections: [{date: 2018-12-18, text: [x]}]", ("field-type", 4, 40, 1)),
    ("corrections: x", ("field-type", 4, 14, 1)),
    ("scan: ../../x.jpg", ("path", 4, 7, 11)),
    ("scan: [p.jpg, '%2e%2e/%2e%2e/x.pdf']", ("path", 4, 15, 21)),
    ("scan: x.svg", ("photo-type", 4, 7, 5)),
    ("scan: {src: x.jpg}", ("field-type", 4, 7, 1)),
    ("withdrawn: 2018-12-18", ("field-type", 4, 12, 10)),
    ("withdrawn: {reason: wrong}", ("withdrawal", 4, 12, 1)),
    ("withdrawn: {date: soon, reason: wrong}", ("date", 4, 19, 4)),
    ("withdrawn: {when: 2018-12-18, date: 2018-12-18}", ("field-unknown", 4, 13, 4)),
    ("kind: essay", ("field-value", 4, 7, 5)),
    ("canonical: /x", ("web-address", 4, 12, 2)),
    ("translation_of: [a]", ("field-type", 4, 17, 1)),
    ("embargo: 2018-12", ("date", 4, 10, 7)),
    ("embargo: unknown", ("date", 4, 10, 7)),
    ("expires: soon", ("date", 4, 10, 4)),
    ("updated: 1999", ("date", 4, 10, 4)),
    ("draft: perhaps", ("field-type", 4, 8, 7)),
    ("lang: English", ("language", 4, 7, 7)),
    ("source_url: javascript:alert(1)", ("web-address", 4, 13, 19)),
    ("extra: x", ("field-type", 4, 8, 1)),
    ("extra: {a: [{b: c}]}", ("field-type", 4, 13, 1)),
    ('extra: {"a\\x00": b}', ("unprintable", 4, 9, 7)),
    ("byline: {name: x}", ("field-type", 4, 9, 1)),
    ("byline: [Ana Ruiz, [x]]", ("field-type", 4, 20, 1)),
    ("byline: [../x]", ("path", 4, 10, 4)),
    ("byline: By Ana Ruiz, The Gulf", ("byline-unclear", 4, 9, 21)),
    ("byline:\n- Ana Ruiz\n- Bo Li, The Gulf", ("byline-unclear", 6, 3, 15)),
    ('kicker: "a\\u202eb"', ("bidi-control", 4, 9, 10)),
    ("headline: x", ("field-duplicate", 4, 1, 8)),
]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("aliases: [2016/11/rust.html]", "Write `/2016/11/rust.html`: the path begins at the site's root."),
        (
            "byline: Bo Li (<a href='https://e.example'>site</a>)",
            "Write `byline: Bo Li (site)`. Links of a person stand in bylines/NAME.md.",
        ),
        (
            "byline: '[Bo Li](https://e.example) and Ann, [The Gulf](https://g.example)'",
            'Write `byline: "Bo Li and Ann, The Gulf"`. Links of a person stand in bylines/NAME.md.',
        ),
        (
            "byline: Ann / bo-li",
            "Write `byline: [Ann, bo-li]` for two people, or `byline: Ann` and `outlet: bo-li`.",
        ),
    ],
)
def test_what_other_tools_took_is_told_as_it_is_written_here(line: str, hint: str) -> None:
    _, problems = read_story(f"{HEAD}\n{line}")
    assert [problem.hint for problem in problems] == [hint]


def test_a_name_elsewhere_is_no_person() -> None:
    byline = good_story(f"{HEAD}\nbyline: Yosuke Furukawa (@yosuke-furukawa)").teaser.byline
    assert [credit.person.name for credit in byline] == ["Yosuke Furukawa"]


@pytest.mark.parametrize(("line", "problem"), FIELD_PROBLEMS)
def test_problems_of_fields_and_their_places(line: str, problem: tuple[str, int, int, int]) -> None:
    assert with_field(line) == [problem]


@pytest.mark.parametrize(
    "line",
    [
        "tags: [AC/DC, and/or, Wait..., 100%, 'Q: A']",
        "section: News/Local",
        "slug: a..b",
        "outlet: A.B.C.",
        "byline: J. Doe",
        "id: 2018/12/ferry",
        "id: what's up? 100%",
        "aliases: /",
        "photos: [{src: '50%20off.jpg'}]",
        "photos: [{src: 'my pic #1.jpg'}]",
    ],
)
def test_names_that_only_look_odd_are_taken(line: str) -> None:
    assert with_field(line) == []


def test_names_of_pictures_are_names_not_addresses() -> None:
    story = good_story(f"{HEAD}\nphotos: [{{src: 'my pic #1%20.jpg'}}]")
    assert story.photos[0].src == "articles/my pic #1%20.jpg"
    assert story.photos[0].url == "/2018/12/17/ferry-runs-again/my-pic-1-20.jpg"


def test_long_headlines() -> None:
    _, problems = read_story("headline: " + "a" * 501 + "\ndate: 2018-12-17")
    assert told(problems) == [("headline-length", 2, 11, 501)]
    assert good_story("headline: " + "a" * 500 + "\ndate: 2018-12-17")


@pytest.mark.parametrize("name", ["date", "added", "updated", "embargo", "expires"])
def test_times_that_the_clocks_leave_out_are_told(name: str) -> None:
    settings = Settings(timezone="America/New_York")
    lines = {"headline": "x", "date": "2018-12-17"} | {name: "2018-03-11T02:30"}
    made, problems = read_story("\n".join(f"{key}: {value}" for key, value in lines.items()), settings=settings)
    assert [(p.code, p.level) for p in problems] == [("date-skipped", Level.WARNING)]
    assert "02:30" in problems[0].message
    assert "America/New_York" in problems[0].message
    assert made is not None


# Withdrawal


def test_of_a_withdrawn_story_nothing_is_kept_but_what_its_notice_shows() -> None:
    story = good_story(
        f"{HEAD}\nwithdrawn: {{date: 2019-01-01, reason: The ferry never ran.}}\nid: ferry\nslug: ferry\nlang: pt\n"
        "deck: Secret\nkicker: Secret\nbyline: Secret\ntags: Secret\nsection: Secret\noutlet: Secret\n"
        "thread: Secret\nwire: Secret\ndateline: Secret\nphotos: [{src: Secret.jpg}]\nscan: Secret.pdf\n"
        "corrections: [{date: 2018-12-18, text: Secret}]\nextra: {a: Secret}\nsource_url: https://Secret.example/\n"
        "aliases: [/old/]\nembargo: 2018-12-18\nkind: opinion\nrelated: Secret",
        "Secret [words](Secret.md).",
    )
    assert "Secret" not in repr(story)
    assert story.withdrawn == Withdrawal(day("2019-01-01"), "The ferry never ran.")
    assert (story.id, story.url, story.teaser.lang) == ("ferry", "/2018/12/17/ferry/", "pt")
    assert (story.aliases, story.embargo) == (("/old/",), day("2018-12-18"))
    assert story.body.slices == ()


def test_a_withdrawal_needs_no_reason() -> None:
    assert good_story(f"{HEAD}\nwithdrawn: {{date: 2019}}").withdrawn == Withdrawal(day("2019"))


# Bylines


def test_the_place_and_the_agency_of_a_byline_fill_what_is_not_stated() -> None:
    story = good_story(f"{HEAD}\nbyline: 'By Ana Ruiz, J. Doe and Li Wei in Geneva'")
    assert [credit.person.name for credit in story.teaser.byline] == ["Ana Ruiz", "J. Doe", "Li Wei"]
    assert story.dateline == "Geneva"
    assert good_story(f"{HEAD}\nbyline: By Ana Ruiz in Geneva\ndateline: LISBON").dateline == "LISBON"
    assert good_story(f"{HEAD}\nbyline: By Ana Ruiz (AP)").teaser.wire == "AP"
    assert good_story(f"{HEAD}\nbyline: By Ana Ruiz (AP)\nwire: Reuters").teaser.wire == "Reuters"


def test_an_outlet_that_is_an_agency_is_the_wire_when_a_byline_names_it() -> None:
    settings = Settings(outlets=(Profile("Northern Cable", ("NCS",), agency=True),))
    teaser = good_story(f"{HEAD}\nbyline: By Ana Ruiz, NCS", settings=settings).teaser
    assert (teaser.wire, teaser.outlet) == ("NCS", None)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Ruiz", ["Ana Ruiz"]),
        ("By Ana Ruiz", ["Ana Ruiz"]),
        ("By Ana Ruiz and J. Doe", ["Ana Ruiz", "J. Doe"]),
        ("[Ana Ruiz, J. Doe]", ["Ana Ruiz", "J. Doe"]),
        ("[Ana Ruiz, ana ruiz, 'Ana  Ruiz']", ["Ana Ruiz"]),
    ],
)
def test_bylines(written: str, names: list[str]) -> None:
    story = good_story(f"{HEAD}\nbyline: {written}")
    assert [credit.person.name for credit in story.teaser.byline] == names


def test_a_known_outlet_in_the_byline_is_the_outlet() -> None:
    settings = Settings(outlets=(Profile("The Gulf", ("Gulf",)),))
    story = good_story(f"{HEAD}\nbyline: By Ana Ruiz, GULF", settings=settings)
    assert [credit.person.name for credit in story.teaser.byline] == ["Ana Ruiz"]
    assert story.teaser.outlet is not None
    assert (story.teaser.outlet.name, story.teaser.outlet.key) == ("GULF", "the gulf")


def test_the_outlet_field_wins_over_the_bylines() -> None:
    settings = Settings(outlets=(Profile("The Gulf"),))
    story = good_story(f"{HEAD}\nbyline: By Ana Ruiz, The Gulf\noutlet: The Packet", settings=settings)
    assert story.teaser.outlet is not None
    assert story.teaser.outlet.name == "The Packet"


def test_a_byline_in_doubt_shows_the_two_ways_to_write_it() -> None:
    _, problems = read_story(f"{HEAD}\nbyline: By Ana Ruiz, The Gulf")
    hint = problems[0].hint
    assert "`byline: [By Ana Ruiz, The Gulf]`" in hint
    assert "`byline: By Ana Ruiz` and `outlet: The Gulf`" in hint
    for lines in ("byline: [By Ana Ruiz, The Gulf]", "byline: By Ana Ruiz\noutlet: The Gulf"):
        assert with_field(lines) == []


# Names that the settings know


def test_other_spellings_have_the_identity_of_the_settings_name() -> None:
    settings = Settings(tags=(Profile("Politics", ("Policy", "Polítics")),), denied_tags=("Misc",))
    story = good_story(f"{HEAD}\ntags: [policy, POLITICS, polítics, misc, Harbour]", settings=settings)
    assert [(tag.name, tag.key, tag.slug) for tag in story.teaser.tags] == [
        ("policy", "politics", "politics"),
        ("Harbour", "harbour", "harbour"),
    ]


# The gate


def test_a_drafts_problems_are_warnings() -> None:
    made, problems = read_story("headline: x\ndraft: true\nbyline: By Ana Ruiz, The Gulf\nlang: English\nslug: ../x")
    assert made is None
    assert {p.code for p in problems} == {"byline-unclear", "language", "date-missing"}
    assert {p.level for p in problems} == {Level.WARNING}


def test_a_draft_that_is_in_order_is_a_draft() -> None:
    assert good_story(f"{HEAD}\ndraft: yes").draft


@pytest.mark.parametrize(
    "line", ["draft: perhaps", "draft: [true]", "embargo: soon", "expires: 2018-13-01", "embargo: 2018"]
)
def test_a_gate_field_that_cannot_be_read_refuses(line: str) -> None:
    for more in ("", "\ndraft: true")[: 1 if line.startswith("draft") else 2]:
        _, problems = read_story(f"{HEAD}\n{line}{more}")
        assert [p.level for p in problems] == [Level.ERROR]


def test_only_the_gates_own_problem_stays_an_error_in_a_draft() -> None:
    _, problems = read_story(f"{HEAD}\ndraft: true\nembargo: soon\nlang: English")
    assert sorted((p.code, p.level) for p in problems) == [("date", Level.ERROR), ("language", Level.WARNING)]


def test_a_draft_that_is_also_no_draft_is_refused() -> None:
    _, problems = read_story(f"{HEAD}\ndraft: true\ndraft: false")
    assert [(p.code, p.level) for p in problems] == [("field-duplicate", Level.ERROR)]


@pytest.mark.parametrize(
    "line", ["Draft: true", "embrago: 2030-01-01", "publishDate: 2030-01-01", "published: false", "status: draft"]
)
def test_a_misspelt_gate_field_refuses_the_story(line: str) -> None:
    _, problems = read_story(f"{HEAD}\n{line}")
    assert [p.level for p in problems] == [Level.ERROR]


# Clippings: what was read gives way to what was stated


def clipping(stated: dict[str, str], inferred: dict[str, tuple[str, float]]) -> Manuscript:
    from newsgen.news.manuscript import Entry

    at = Span("articles/a.txt", 1, 1)
    entries = tuple(Entry(name, at, Scalar(text, at)) for name, text in stated.items())
    found = tuple(
        Inference(name, Scalar(text, Span("articles/a.txt", 5, 1, len(text))), sure)
        for name, (text, sure) in inferred.items()
    )
    return Manuscript("articles/a.txt", "clipping", Mapping(entries, at), (Slice(0, 4, 1),), found)


SURE = {"headline": ("Ferry", 0.95), "date": ("2018-12-17", 0.95)}


def test_what_was_read_surely_counts() -> None:
    made, problems = make_article(clipping({}, SURE | {"deck": ("Deck", 0.9)}), "Text", Settings())
    assert problems == ()
    assert made is not None
    assert (made.teaser.headline, made.date, made.teaser.deck) == ("Ferry", day("2018-12-17"), "Deck")
    assert made.is_clipping


def test_front_matter_overrides_what_was_read() -> None:
    made, _ = make_article(clipping({"headline": "Stated", "date": "1999-01-01"}, SURE), "Text", Settings())
    assert made is not None
    assert (made.teaser.headline, made.date) == ("Stated", day("1999-01-01"))


@pytest.mark.parametrize("name", ["headline", "date"])
def test_below_the_bar_the_editor_is_asked(name: str) -> None:
    unsure = SURE | {name: (SURE[name][0], 0.89)}
    made, problems = make_article(clipping({}, unsure), "Text", Settings())
    assert made is None
    assert told(problems) == [(f"{name}-unsure", 5, 1, len(SURE[name][0]))]
    assert f"`{name}: {SURE[name][0]}`" in problems[0].hint
    assert make_article(clipping({}, SURE | {name: (SURE[name][0], 0.9)}), "Text", Settings())[0]
    assert make_article(clipping({name: SURE[name][0]}, unsure), "Text", Settings())[1] == ()


def test_the_bar_is_a_setting() -> None:
    unsure = SURE | {"headline": ("Ferry", 0.6)}
    assert make_article(clipping({}, unsure), "Text", Settings(confidence=0.5))[0]
    assert make_article(clipping({}, SURE), "Text", Settings(confidence=1))[0] is None


def test_below_the_bar_another_field_is_left_empty_with_a_warning() -> None:
    made, problems = make_article(clipping({}, SURE | {"outlet": ("JPOST", 0.6)}), "Text", Settings())
    assert made is not None
    assert made.teaser.outlet is None
    assert [(one.code, one.level) for one in problems] == [("field-unsure", Level.WARNING)]
    assert "`outlet: JPOST`" in problems[0].hint


@pytest.mark.parametrize(
    ("stated", "is_unreviewed"), [({}, True), ({"reviewed": "false"}, True), ({"reviewed": "true"}, False)]
)
def test_a_clipping_is_unreviewed_until_somebody_says_otherwise(stated: dict[str, str], is_unreviewed: bool) -> None:
    made, _ = make_article(clipping(stated, SURE), "Text", Settings())
    assert made is not None
    assert made.unreviewed is is_unreviewed


def test_a_story_is_unreviewed_only_when_it_says_so() -> None:
    assert not good_story(HEAD).unreviewed
    assert good_story(f"{HEAD}\nreviewed: false").unreviewed


def test_a_headline_with_signs_is_quoted_in_the_hint() -> None:
    unsure = SURE | {"headline": ('FERRY: "It runs"', 0.5)}
    _, problems = make_article(clipping({}, unsure), "Text", Settings())
    assert '`headline: "FERRY: \\"It runs\\""`' in problems[0].hint


def test_a_clipping_without_a_date_asks_for_one() -> None:
    made, problems = make_article(clipping({}, {"headline": ("Ferry", 0.95)}), "Text", Settings())
    assert made is None
    assert told(problems) == [("date-missing", 1, 1, 1)]


def test_what_was_read_is_checked_like_what_was_stated() -> None:
    _, problems = make_article(clipping({}, SURE | {"source_url": ("javascript:x", 0.99)}), "Text", Settings())
    assert told(problems) == [("web-address", 5, 1, 12)]


# Digests: what changes a page must change them


@pytest.mark.parametrize(
    "line",
    [
        "deck: x",
        "kicker: x",
        "section: x",
        "tags: x",
        "byline: Ana Ruiz",
        "outlet: x",
        "thread: x",
        "wire: x",
        "lang: he",
        "id: x",
        "slug: x",
    ],
)
def test_what_other_pages_show_changes_the_teasers_digest(line: str) -> None:
    assert good_story(f"{HEAD}\n{line}").teaser.digest != good_story(HEAD).teaser.digest


@pytest.mark.parametrize(
    "line",
    [
        "added: 2020-01-01",
        "updated: 2020-01-01",
        "dateline: x",
        "photos: [{caption: x}]",
        "source_url: https://x.example/",
        "corrections: [{date: 2019-01-01, text: x}]",
        "extra: {a: b}",
        "embargo: 2018-12-17",
        "aliases: [/x/]",
        "typography: no",
    ],
)
def test_what_only_the_story_shows_leaves_the_teaser_alone(line: str) -> None:
    with_it, without = good_story(f"{HEAD}\n{line}"), good_story(HEAD)
    assert with_it.digest != without.digest
    assert with_it.teaser == without.teaser


def test_the_text_changes_the_bodys_digest_only() -> None:
    one, other = good_story(HEAD, "One."), good_story(HEAD, "Other.")
    assert one.body.digest != other.body.digest
    assert one.digest == other.digest
    longer = good_story(HEAD + "\n# a remark", "One.")
    assert (longer.digest, longer.body.digest) == (one.digest, one.body.digest)


# Links in the text


@pytest.mark.parametrize(
    ("body", "references"),
    [
        ("[x](b.md)", ("b.md",)),
        ("[x](b.md#part) ![y](pic.jpg)", ("b.md#part", "pic.jpg")),
        ("[x](<my file.md>)", ("my file.md",)),
        ("[x](file_(1).md)", ("file_(1).md",)),
        ("[x](file_\\(1\\).md)", ("file_(1).md",)),
        ("[x](a&amp;b.md)", ("a&b.md",)),
        ('[x](b.md "title")', ("b.md",)),
        ("[x](\nb.md)", ("b.md",)),
        ("[x][r]\n\n[r]: b.md", ("b.md",)),
        ("> - [r]: <my file.md>", ("my file.md",)),
        ("[r]:\n  b.md 'title'", ("b.md",)),
        ("[x](story:ferry-1998) <story:pier>", ("story:ferry-1998", "story:pier")),
        ("[![alt](pic.jpg)](b.md)", ("b.md", "pic.jpg")),
        ("[x](12:30.md)", ("12:30.md",)),
        (
            "[x](https://example.org/) [y](mailto:a@b.c) [z](#part) [w](/tags/) [v](//host) [u](javascript:x) [t](?q)",
            (),
        ),
        ("no links", ()),
    ],
)
def test_links_that_may_lead_to_sources(body: str, references: tuple[str, ...]) -> None:
    assert good_story(HEAD, body).body.references == references


def test_clippings_have_no_links() -> None:
    text = "[x](b.md)"
    manuscript = Manuscript("articles/a.txt", "clipping", Mapping((), Span("a")), (Slice(0, len(text), 1),))
    assert body_of(manuscript, text, typographic=True).references == ()


# Pages


def test_a_page() -> None:
    page, problems = read_page("headline: About us\nlang: he\ntypography: no")
    assert problems == ()
    assert page is not None
    assert (page.url, page.headline, page.lang, page.body.typographic) == ("/about-us/", "About us", "he", False)


def test_addresses_of_pages_are_encoded() -> None:
    page, _ = read_page("headline: x\nslug: über uns")
    assert page is not None
    assert page.url == "/%C3%BCber-uns/"


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("lang: en", ("headline-missing", 1, 1, 1)),
        ("headline: [x]", ("field-type", 2, 11, 1)),
        ("headline: 'x", ("front-matter-syntax", 2, 11, 1)),
        ("headline: x\ndate: 2018", ("field-unknown", 3, 1, 4)),
        ("headline: x\ntitle: y", ("field-foreign", 3, 1, 5)),
        ("headline: x\nslug: ../y", ("path", 3, 7, 4)),
        ("headline: Tags", ("slug-reserved", 2, 11, 4)),
        ("headline: x\nslug: Archive", ("slug-reserved", 3, 7, 7)),
    ],
)
def test_problems_of_pages(front: str, problem: tuple[str, int, int, int]) -> None:
    assert told(read_page(front)[1]) == [problem]


def test_absence_is_one_notion() -> None:
    assert is_absent(Scalar("", Span("a")))


def test_a_byline_of_maps_and_a_name_that_nobody_knows_are_answered_shortly() -> None:
    _, problems = read_story(f"{HEAD}\nbyline: [{{name: Ana, role: editor}}]")
    assert [(p.code, p.hint) for p in problems] == [
        ("field-type", "Write the name alone: Ana. More of a person stands in bylines/NAME.md.")
    ]
    _, problems = read_story(f"{HEAD}\ncssclass: wide")
    assert len(problems[0].hint) < 260
    assert "`ignore` under `[front_matter]`" in problems[0].hint
