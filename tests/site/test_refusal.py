"""Bad input: everything wrong is told at once, with its place, and the site stays as it was."""

from __future__ import annotations

import pytest

from tests.site.project import Project, story


@pytest.fixture
def paper(project: Project) -> Project:
    """Give a project with a site that must survive."""
    project.write({"articles/good.md": story("A good story", "2017-01-01")})
    project.built()
    return project


def fields(*lines: str, body: str = "Text.\n") -> str:
    return "\n".join(["---", *lines, "---", body])


H, D = "headline: A story", "date: 2018-12-17"

REFUSED: dict[str, tuple[str | bytes, str, int]] = {
    # what stands in articles/bad.md, the code, the line
    "Latin-1": (fields("headline: Caf\u00e9", D).encode("latin-1"), "encoding", 2),
    "UTF-16": (story().encode("utf-16"), "encoding", 1),
    "a cut byte": (fields(H, D, body="one\ntwo \xc3").encode("latin-1"), "encoding", 6),
    "NUL": (fields(H, D, body="one\n\x00"), "unprintable", 6),
    "escape": (fields(H, D, body="\x1b[2J"), "unprintable", 5),
    "no character": (fields(H, D, body="\ufffe"), "unprintable", 5),
    "no front matter": ("# Heading\n\nText.\n", "front-matter-missing", 1),
    "front matter that never ends": ("---\nheadline: x\n\nText.\n", "front-matter-unclosed", 1),
    "no headline": (fields(D), "headline-missing", 1),
    "no date": (fields(H), "date-missing", 1),
    "an empty headline": (fields("headline:", D), "headline-missing", 2),
    "a headline that is a list": (fields("headline: [a, b]", D), "field-type", 2),
    "tags that are a map": (fields(H, D, "tags: {a: b}"), "field-type", 4),
    "front matter that is a list": (fields("- headline", "- date"), "front-matter-type", 2),
    "front matter that is a word": (fields("headline"), "front-matter-type", 2),
    "30 February": (fields(H, "date: 2018-02-30"), "date", 3),
    "25 o'clock": (fields(H, "date: 2018-02-20 25:00"), "date", 3),
    "a month too many": (fields(H, "date: 2018-13-01"), "date", 3),
    "year 0": (fields(H, "date: 0000-01-01"), "date", 3),
    "words for a date": (fields(H, "date: last Tuesday"), "date", 3),
    "a date in two readings": (fields(H, "date: 03/04/2001"), "date-ambiguous", 3),
    "a bare number": (fields(H, "date: 20181217"), "date", 3),
    "the year 1066": (fields(H, "date: 1066-10-14"), "date", 3),
    "the year 9999": (fields(H, "date: 9999-01-01"), "date", 3),
    "a huge number": (fields(H, f"date: {'9' * 5000}"), "date", 3),
    "an embargo that is a word": (fields(H, D, "embargo: soon"), "date", 4),
    "an embargo to the month": (fields(H, D, "embargo: 2019-01"), "date", 4),
    "a draft that is neither": (fields(H, D, "draft: perhaps"), "field-type", 4),
    "an anchor": (fields(H, D, "deck: &a x"), "yaml-alias", 4),
    "an alias": (fields(H, D, "kicker: *a"), "yaml-alias", 4),
    "a merge key": (fields(H, D, "<<: {a: b}"), "yaml-alias", 4),
    "a Python object": (fields(H, D, "extra: {a: !!python/object/apply:os.system 'touch owned'}"), "yaml-tag", 4),
    "a local tag": (fields("headline: !x A", D), "yaml-tag", 2),
    "two dates": (fields(H, D, "tags: [a]", "date: 2018-12-18"), "field-duplicate", 5),
    "broken YAML": (fields(H, D, "tags: [a, b"), "front-matter-syntax", 4),
    "deep YAML": (fields(H, D, "extra: " + "[" * 2000 + "]" * 2000), "front-matter-syntax", 4),
    "an unknown field": (fields(H, D, "headlin: x"), "field-unknown", 4),
    "a field of other tools": (fields("title: x", H, D), "field-foreign", 2),
    "a slug that climbs": (fields(H, D, "slug: ../../index"), "path", 4),
    "a slug that climbs in code": (fields(H, D, "slug: '%2e%2e%2fx'"), "path", 4),
    "a slug with a backslash": (fields(H, D, "slug: 'a\\b'"), "path", 4),
    "an absolute slug": (fields(H, D, "slug: /etc/passwd"), "path", 4),
    "a drive": (fields(H, D, "slug: 'C:x'"), "path", 4),
    "an alias elsewhere": (fields(H, D, "aliases: ['//evil.example/']"), "path", 4),
    "an alias that climbs": (fields(H, D, "aliases: [/a/../../b]"), "path", 4),
    "an alias without a slash": (fields(H, D, "aliases: [old]"), "path", 4),
    "an alias of a drive": (fields(H, D, "aliases: ['C:\\x']"), "path", 4),
    "a tag that climbs": (fields(H, D, "tags: ['../x']"), "path", 4),
    "a section that climbs": (fields(H, D, "section: ../x"), "path", 4),
    "a picture outside": (fields(H, D, "photos: [{src: ../../secret.jpg}]"), "path", 4),
    "a picture of the system": (fields(H, D, "photos: [{src: /etc/passwd.jpg}]"), "path", 4),
    "a picture that isn't there": (fields(H, D, "photos: [{src: no.jpg}]"), "photo-missing", 4),
    "a picture that is a program": (fields(H, D, "photos: [{src: no.svg}]"), "photo-type", 4),
    "photos that are words": (fields(H, D, "photos: [a.jpg]"), "field-type", 4),
    "a byline in doubt": (fields(H, D, "byline: By Ana Ruiz, The Gulf"), "byline-unclear", 4),
    "no language": (fields(H, D, "lang: English please"), "language", 4),
    "a source that is no address": (fields(H, D, "source_url: 'javascript:alert(1)'"), "web-address", 4),
    "a correction without text": (fields(H, D, "corrections: [{date: 2018-12-18}]"), "correction", 4),
    "an id that climbs": (fields(H, D, "id: ../x"), "id", 4),
    "a very long headline": (fields(f"headline: {'a ' * 400}", D), "headline-length", 2),
    "nesting that would be lost": (fields(H, D, body="> " * 120 + "deep\n"), "nesting", 5),
}


def expect_excerpt(said: str) -> None:
    """Expect the reader's own line, and a caret under it, below the first message."""
    shown, caret = said.splitlines()[1:3]
    assert shown.startswith("  | ")
    assert set(caret.removeprefix("  | ")) == {" ", "^"} or caret.removeprefix("  | ").strip("^") == ""


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_at_its_place_with_the_text_and_a_hint(paper: Project, name: str) -> None:
    content, code, line = REFUSED[name]
    outcome = paper.write({"articles/bad.md": content}).refused()
    found = [(p.code, p.path, p.line) for p in outcome.problems if p.level == "error"]
    assert found == [(code, "articles/bad.md", line)], outcome.err
    assert outcome.problems[0].column >= 1
    assert "\n    " in outcome.err
    if code not in ("encoding", "unprintable", "nesting"):  # see the next test
        expect_excerpt(outcome.err)
    assert not (paper.root / "owned").exists()


@pytest.mark.parametrize("name", ["Latin-1", "NUL", "nesting that would be lost"])
def test_what_cannot_be_read_is_shown_too(paper: Project, name: str) -> None:
    expect_excerpt(paper.write({"articles/bad.md": REFUSED[name][0]}).refused().err)


def test_all_problems_of_all_files_are_told_in_one_run(paper: Project) -> None:
    paper.write(
        {
            "articles/1.md": fields("headlin: x", "date: 2018-02-30"),
            "articles/2.md": story(tags={"a": "b"}),
            "articles/3.md": b"---\nheadline: \xff\n---\n",
            "articles/4.txt": "A headline\n\nA paragraph with no date at all, and long enough for a paragraph.\n",
            "pages/about.md": "---\nslug: about\n---\n",
            "newsgen.toml": "",
        }
    )
    outcome = paper.refused()
    assert {problem.path for problem in outcome.problems} == {
        "articles/1.md",
        "articles/2.md",
        "articles/3.md",
        "articles/4.txt",
        "pages/about.md",
    }
    assert {"field-unknown", "date"} <= {
        problem.code for problem in outcome.problems if problem.path == "articles/1.md"
    }
    places = [(problem.path, problem.line, problem.column) for problem in outcome.problems]
    assert places == sorted(places)


def test_a_clipping_without_a_date_is_asked_for_one(paper: Project) -> None:
    text = "A headline of the day\n\nThe ferry sank in the harbour last night, and everybody on board swam ashore.\n"
    outcome = paper.write({"articles/undated.txt": text}).refused()
    assert "date-missing" in outcome.codes
    assert "date:" in outcome.err


def test_a_story_without_front_matter_is_shown_the_four_lines(paper: Project) -> None:
    outcome = paper.write({"articles/bad.md": "# Ferry: it *runs*\n\nText.\n"}).refused()
    assert '---\nheadline: "Ferry: it runs"\ndate: YYYY-MM-DD\n---' in "\n".join(
        line.strip() for line in outcome.err.splitlines()
    )


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("headlin", "headline"),
        ("Headline", "headline"),
        ("source-url", "source_url"),
        ("tag", "tags"),
        ("by_line", "byline"),
        ("embargoed", "embargo"),
    ],
)
def test_an_unknown_field_is_answered_with_the_nearest_name(paper: Project, written: str, ours: str) -> None:
    outcome = paper.write({"articles/bad.md": fields(H, D, f"{written}: x")}).refused()
    assert f"`{ours}`?" in outcome.err


@pytest.mark.parametrize(
    ("written", "ours"),
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
def test_a_field_of_other_tools_is_answered_with_ours(paper: Project, written: str, ours: str) -> None:
    outcome = paper.write({"articles/bad.md": fields(H, D, f"{written}: 2018-12-17")}).refused()
    assert outcome.codes == ["field-foreign"]
    assert f"`{ours}`" in outcome.err


def test_fields_of_other_tools_can_be_let_stand(paper: Project) -> None:
    paper.write({"articles/b.md": fields(H, D, "title: x", "weight: 3"), "newsgen.toml": ""})
    assert sorted(paper.refused().codes) == ["field-foreign", "field-unknown"]
    paper.write({"newsgen.toml": '[front_matter]\nignore = ["title", "weight"]\n'}).built()


def test_both_lines_of_a_repeated_field_are_named(paper: Project) -> None:
    outcome = paper.write({"articles/bad.md": REFUSED["two dates"][0]}).refused()
    assert "3" in next(problem.message for problem in outcome.problems)
    assert outcome.problems[0].line == 5


def test_the_offending_text_stands_under_the_message_with_a_caret(paper: Project) -> None:
    outcome = paper.write({"articles/bad.md": fields(H, "date: 2018-02-30")}).refused()
    lines = outcome.err.splitlines()
    at = lines.index("  | date: 2018-02-30")
    assert lines[at - 1].startswith("articles/bad.md:3:7: ")
    assert lines[at + 1] == "  |       ^^^^^^^^^^"
    assert lines[at + 2].strip()


def test_scalars_are_read_as_written(project: Project) -> None:
    project.write(
        {
            "articles/a.md": fields(
                "headline: no", "date: 1998-12-17 12:30", "tags: [no, 010, 12:30, 1e3, null]", "extra: {shelf: 010}"
            )
        }
    )
    project.built()
    html = project.page("1998/12/17/no/index.html")
    for tag in ("no", "010", "12:30", "1e3"):
        assert f">{tag}</bdi></a>" in html or f">{tag}</a>" in html
    assert "<bdi>010</bdi></dd>" in html


def test_empty_and_null_mean_absent(project: Project) -> None:
    project.write({"articles/a.md": fields(H, D, "deck:", "tags: []", "byline: null", "section: ~", "embargo: ''")})
    project.built()
    assert not [
        path for path in project.pages() if path.startswith(("tags/", "bylines/", "sections/")) and "/" in path[10:]
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(project: Project, end: str, mark: str) -> None:
    text = story(body="One.\n\n- two\n- three\n", deck="A deck")
    project.write({"articles/a.md": text}).built("--output", "plain")
    project.write({"articles/a.md": (mark + text.replace("\n", end)).encode()}).built()
    assert project.tree("site") == project.tree("plain")


def test_a_clipping_may_be_utf_16_with_a_mark(project: Project) -> None:
    text = "---\nheadline: Zażółć\ndate: 1998-12-17\n---\nSome words stood here, and nothing came of them at all.\n"
    project.write({"articles/a.txt": text}).built("--output", "plain")
    project.write({"articles/a.txt": text.encode("utf-16")}).built()
    assert project.tree("site") == project.tree("plain")


def test_a_story_of_more_than_five_megabytes_is_refused(paper: Project) -> None:
    outcome = paper.write({"articles/bad.md": story(body="word " * 1_100_000)}).refused()
    assert outcome.codes == ["source-size"]


def test_front_matter_of_ten_thousand_lines_is_refused(paper: Project) -> None:
    outcome = paper.write({"articles/bad.md": fields(H, D, *(f"x{n}: y" for n in range(10_000)))}).refused()
    assert outcome.codes == ["front-matter-size"]


def test_a_merge_bomb_is_refused_where_it_begins(paper: Project) -> None:
    bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    outcome = paper.write({"articles/bad.md": fields(H, D, *bomb)}).refused()
    assert outcome.problems[0].line == 4
    assert "yaml-alias" in outcome.codes


def test_a_draft_s_problems_are_warnings(paper: Project) -> None:
    paper.write({"articles/draft.md": fields("headline: Half done", "draft: true", "byline: By A. B., The Gulf")})
    outcome = paper.built()
    assert {problem.level for problem in outcome.problems} == {"warning"}
    assert "1 draft" in outcome.out


@pytest.mark.parametrize("field", ["draft: perhaps", "embargo: soon", "expires: 2018-02-30", "date: 2018-02-30"])
def test_a_gate_that_cannot_be_read_refuses_and_hides(paper: Project, field: str) -> None:
    paper.write({"articles/gate.md": fields(H, *([] if field.startswith("date") else [D]), field, "slug: gate")})
    paper.refused()
    assert paper.build("--keep-going").status == 3
    assert not [path for path in paper.pages() if "gate" in path]


def test_control_characters_of_a_story_never_reach_the_terminal(paper: Project) -> None:
    paper.write({"articles/bad.md": fields('headline: "A \\e[2J\\u009b31m \\u202e story"', D, "tags: {\x7fa: b}")})
    said = paper.refused().err
    assert not [
        char for char in said if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 or char == "\u202e"
    ]


def test_a_long_line_is_shown_around_the_place(paper: Project) -> None:
    outcome = paper.write({"articles/bad.md": fields(H, D, f"extra: [{'x, ' * 3000}{{a: b}}, *c]")}).refused()
    assert all(len(line) < 400 for line in outcome.err.splitlines()), outcome.err
    assert "*c" in outcome.err


def test_bidi_controls_in_a_headline_are_taken_with_a_warning(project: Project) -> None:
    project.write({"articles/a.md": story("A \u202e story", slug="turned")})
    outcome = project.built()
    assert [problem.code for problem in outcome.problems] == ["bidi-control"]
    assert "<bdi" in project.page("2018/12/17/index.html")


SETTINGS: dict[str, tuple[str | bytes, str, int]] = {
    "a wrong key": ('titel = "x"\n', "field-unknown", 1),
    "a wrong value": ('\ntitle = "x"\ntimezone = "Moon/Sea"\n', "timezone", 3),
    "a wrong table": ("[build]\nhtml = 'raw'\n", "field-value", 2),
    "a wrong type": ("build = 3\n", "field-type", 1),
    "an address with a query": ('base_url = "https://x.example/?y"\n', "web-address", 1),
    "a menu that leads out": ('[menu]\nHome = "//evil.example/"\n', "menu", 2),
    "no TOML": ("title = \n", "settings-syntax", 1),
    "no text": (b"title = '\xff'\n", "encoding", 1),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_wrong_settings_are_refused_at_their_line(paper: Project, name: str) -> None:
    content, code, line = SETTINGS[name]
    outcome = paper.write({"newsgen.toml": content}).refused()
    assert [(p.code, p.path, p.line) for p in outcome.problems] == [(code, "newsgen.toml", line)]
    assert paper.build("--keep-going").status == 1
