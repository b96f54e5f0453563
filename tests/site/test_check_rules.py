"""The rules of `newsgen check`: each finds what it is for at its very place, and lets alone what is right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import pytest

from newsgen import checks
from newsgen.checking.explaining import explained, rules, summaries
from tests.site.project import NOW, Outcome, Project, story

LONG = " ".join(f"The ferry ran {number} times that day, said the harbour master." for number in range(40))
PHOTO = {"src": "pier.jpg", "alt": "A pier", "caption": "The pier at noon"}
Case = tuple[Mapping[str, str], list[tuple[str, str, int, int]]]


def text(*lines: str) -> str:
    """Return a story of some lines; the first of them is on line 5."""
    return story(body="\n".join(lines))


def tagged(*tags: str) -> dict[str, str]:
    """Return a story for each tag."""
    return {f"articles/{n}.md": story(f"Story {n}", body=f"Text {n}.", tags=[tag]) for n, tag in enumerate(tags)}


FOUND: dict[str, Case] = {
    "wikilink": ({"articles/a.md": text("See [[B]] and", "`[[code]]`.")}, [("wikilink", "a.md", 5, 5)]),
    "wikilink with words": ({"articles/a.md": text("渡轮 [[B|the flood]].")}, [("wikilink", "a.md", 5, 4)]),
    "liquid": ({"articles/a.md": text("A {% include x.html %} b.")}, [("leftover", "a.md", 5, 3)]),
    "shortcode": ({"articles/a.md": text('{{< figure src="x" >}}')}, [("leftover", "a.md", 5, 1)]),
    "wordpress": (
        {"articles/a.md": text('[caption id="x"]A pier[/caption]')},
        [("leftover", "a.md", 5, 1), ("leftover", "a.md", 5, 23)],
    ),
    "furniture": ({"articles/a.md": text("It ran.", "", "Leave a Reply")}, [("leftover", "a.md", 7, 1)]),
    "furniture of a clipping": (
        {
            "articles/a.txt": "---\nheadline: A\ndate: 1998\nbody_lines: 1-4\nsha256: x\n---\n"
            "=======\nIt ran.\nRead more\nPage one\n"
        },
        [("clipping-changed", "a.txt", 7, 1), *(("leftover", "a.txt", line, 1) for line in (7, 9, 10))],
    ),
    "html": ({"articles/a.md": text("A <br> b.")}, [("html-shown", "a.md", 5, 3)]),
    "a remark": ({"articles/a.md": text("A. <!-- ask", "her --> `<!-- code -->`")}, [("html-shown", "a.md", 5, 4)]),
    "straight quote": ({"articles/a.md": text('He said: "It ran.')}, [("quote-unclosed", "a.md", 5, 10)]),
    "curly quote": ({"articles/a.md": text("“It ran”, he said. “Twice.")}, [("quote-unclosed", "a.md", 5, 20)]),
    "picture in the text": (
        {"articles/a.md": text("![](pier.jpg)"), "articles/pier.jpg": "x"},
        [("alt-missing", "a.md", 5, 1)],
    ),
    "pictures of other sites": (
        {"articles/a.md": text("![A](https://x.example/a.png) ![B](//x.example/b.png)", "`![C](http://x.example/)`")},
        [("picture-elsewhere", "a.md", 5, 6), ("picture-elsewhere", "a.md", 5, 36)],
    ),
    "credit": (
        {"articles/a.md": story(photos=[PHOTO]), "articles/pier.jpg": "x"},
        [("credit-missing", "a.md", 4, 19)],
    ),
    "address": ({"articles/a.md": text("[about](/abuot/)"), "pages/about.md": "---\nheadline: About\n---\n"},
                [("link-unresolved", "a.md", 5, 9)]),
    "anchor": ({"articles/a.md": text("[x](b.md#watr)"), "articles/b.md": story("B", body="## Water\n\nX.")},
               [("link-anchor", "a.md", 5, 5)]),
    "anchor here": ({"articles/a.md": text("[x](#watr)", "", "## Water")}, [("link-anchor", "a.md", 5, 5)]),
    "two people": ({"articles/a.md": story(byline="Ana Ruiz with J. Doe")}, [("byline-two-people", "a.md", 4, 10)]),
    "two known people": (
        {"articles/a.md": story(byline="Ana Ruiz Joe Doe"), "articles/b.md": story("B", body="X", byline="Joe Doe")},
        [("byline-two-people", "a.md", 4, 10)],
    ),
    "capitals": ({"articles/a.md": story("FERRY RUNS AGAIN TODAY")}, [("headline-capitals", "a.md", 2, 12)]),
    "long": ({"articles/a.md": story("Ferry " * 30)}, [("headline-long", "a.md", 2, 12)]),
    "plural": (tagged("ferry", "ferry", "ferry", "ferries"), [("tag-alike", "3.md", 4, 9)]),
    "a slip": (tagged("harbour", "harbour", "harbour", "harbuor"), [("tag-alike", "3.md", 4, 9)]),
    "a blank": (tagged("sea wall", "sea wall", "sea wall", "seawall"), [("tag-alike", "3.md", 4, 9)]),
    "a capital": (tagged("ferry", "ferry", "Ferry"), [("tag-spelling", "2.md", 4, 9)]),
    "twice": (
        {"articles/a.md": story(body=LONG), "articles/b.md": story("Another", "1999-01-01", LONG)},
        [("story-twice", "b.md", 2, 1)],
    ),
    "nearly": (
        {
            "articles/a.md": story("Ferry runs again on Monday", body=LONG),
            "articles/b.md": story("Ferry runs again Monday", "2018-12-18", LONG + " And on Tuesday."),
        },
        [("story-alike", "b.md", 2, 1)],
    ),
    "unused": ({"articles/a.md": story(), "articles/peir.jpg": "x"}, [("file-unused", "peir.jpg", 0, 0)]),
    "far ahead": ({"articles/a.md": story(date="2042-12-17")}, [("date-ahead", "a.md", 3, 1)]),
    "hidden": ({"articles/a.md": story(draft=True, body="See [[B]].")}, [("wikilink", "a.md", 6, 5)]),
    "broken": (
        {"articles/a.md": story(date="soon", body="Leave a Reply")},
        [("date", "a.md", 3, 7), ("leftover", "a.md", 5, 1)],
    ),
    "broken YAML": (
        {
            "articles/a.md": "---\nheadline: Ferry: again\ndate: 2018-12-17\nphotos:\n"
            "  - src: pier.jpg\n    caption: At noon\n"
            "  - src: peir.jpg\n---\n[b](b.md#x) [c](c.md) [d](/d/) [[B]] ![](no.jpg)\n",
            "articles/b.md": story("B", body='He said: "See [a](a.md), [a](story:a) or [a](/2018/12/17/ferry-again/).'),
            "articles/pier.jpg": "x",
        },
        [
            ("front-matter-syntax", "a.md", 2, 16),
            ("alt-missing", "a.md", 5, 10),
            ("credit-missing", "a.md", 5, 10),
            ("alt-missing", "a.md", 7, 10),
            ("photo-missing", "a.md", 7, 10),
            ("link-anchor", "a.md", 9, 5),
            ("link-unresolved", "a.md", 9, 17),
            ("link-unresolved", "a.md", 9, 27),
            ("wikilink", "a.md", 9, 32),
            ("alt-missing", "a.md", 9, 38),
            ("link-unresolved", "a.md", 9, 42),
            ("quote-unclosed", "b.md", 5, 10),
        ],
    ),
    "broken page": (
        {"articles/a.md": story(), "pages/about.md": "---\nheadline: About: us\nsektion: x\n---\nSee [b](b.md).\n"},
        [
            ("front-matter-syntax", "pages/about.md", 2, 16),
            ("field-unknown", "pages/about.md", 3, 1),
            ("link-unresolved", "pages/about.md", 5, 9),
        ],
    ),
    "no headline and no date": (
        {"articles/a.md": "---\nsektion: x\ndeck: It's here\n---\nSee [b](b.md).\n"},
        [
            ("date-missing", "a.md", 1, 1),
            ("headline-missing", "a.md", 1, 1),
            ("field-unknown", "a.md", 2, 1),
            ("link-unresolved", "a.md", 5, 9),
        ],
    ),
    "page": (
        {"articles/a.md": story(), "pages/about.md": "---\nheadline: About\n---\nSee [[B]].\n"},
        [("wikilink", "pages/about.md", 4, 5)],
    ),
}  # fmt: skip

RIGHT: dict[str, Mapping[str, str]] = {
    "a quotation that goes on": {"articles/a.md": text('"It ran.', "", '"Twice," he said.')},
    "inches and gershayim": {"articles/a.md": text('A 6" pipe, and דו"ח.')},
    "German quotes": {"articles/a.md": story(lang="de", body="„Sie fährt“, sagte er.")},
    "quotes beside figures and code": {"articles/a.md": text('The "2.0" of the `x` "`y`", and ["z"](/tags/).')},
    "words of the text": {"articles/a.md": text("See the [video].", "", "It runs like this:", "", "[video]: /tags/")},
    "code": {"articles/a.md": text("```", "[[x]] {% y %} <br>", "```", "", "And `{{< z >}}`.")},
    "links": {
        "articles/a.md": text("[x](b.md#water) [y](/tags/) [z](#main) [p](/about/#who) [w](https://example.org/#q)"),
        "articles/b.md": story("B", body="## Water\n\nX.", tags=["x"]),
        "pages/about.md": "---\nheadline: About\n---\n## Who\n",
    },
    "two papers": {
        "articles/a.md": story(body=LONG),
        "articles/b.md": story("B", body=LONG, outlet="The Post"),
    },
    "short texts": {"articles/a.md": story("A"), "articles/b.md": story("B")},
    "tags that are meant": {
        **tagged("ferry", "ferry", "ferry", "ferries"),
        "newsgen.toml": '[tags."ferry"]\n[tags."ferries"]\n',
    },
    "years": tagged("1998", "1998", "1998", "1999"),
    "a long name": {"articles/a.md": story(byline="Gabriel García Márquez Pérez")},
    "a person whom the settings name": {
        "articles/a.md": story(byline="Ana + Joe"),
        "newsgen.toml": '[people."Ana + Joe"]\n',
    },
    "a picture of a draft": {
        "articles/a.md": story(draft=True, photos=[{**PHOTO, "credit": "x"}]),
        "articles/pier.jpg": "x",
    },
    "HTML that is read": {"articles/a.md": text("A <br> b."), "newsgen.toml": '[build]\nhtml = "sanitised"\n'},
    "capitals of a clipping": {
        "articles/a.txt": "FERRY RUNS AGAIN TODAY\n\nBy Ana Ruiz\n\nDecember 17, 1998\n\n"
        "The ferry left the quay at eight on Tuesday, an hour late and with a band aboard.\n\n"
        "Nobody was hurt, the master said, and the boat will run on Sundays too.\n"
    },
}


def checked(project: Project, *arguments: str) -> Outcome:
    return project.run("check", "--now", NOW, *arguments)


def places(outcome: Outcome) -> list[tuple[str, str, int, int]]:
    """Return code, path below articles/, line and column of all problems but the note on pins."""
    return [
        (one.code, one.path.removeprefix("articles/"), one.line, one.column)
        for one in outcome.problems
        if one.code != "unpinned"
    ]


@pytest.mark.parametrize("name", FOUND)
def test_what_a_rule_is_for_is_found_at_its_place(project: Project, name: str) -> None:
    files, expected = FOUND[name]
    is_about_links = any(code == "link-unresolved" for code, *_ in expected)
    outcome = checked(project.write(files))
    found = [place for place in places(outcome) if place[0] != "link-unresolved" or is_about_links]
    assert [place[:3] for place in found] == [place[:3] for place in expected]
    assert [place[3] for place in found] == [place[3] for place in expected], outcome.err


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_let_alone(project: Project, name: str) -> None:
    assert places(checked(project.write(RIGHT[name]))) == []


def test_a_picture_in_wiki_brackets_is_told_what_to_write(project: Project) -> None:
    said = checked(project.write({"articles/a.md": text("![[raw files/pier.JPG]]")})).err
    assert "Write it as `![what it shows](<raw files/pier.JPG>)`." in said


def test_a_wikilink_is_told_what_to_write(project: Project) -> None:
    project.write(
        {"articles/a.md": text("[[The flood]]"), "articles/1954/great flood.md": story("The Flood", body="X")}
    )
    assert "Write `[The flood](<1954/great flood.md>)`." in checked(project).err


def test_every_rule_names_its_codes_and_is_explained() -> None:
    known = {code for code, _ in summaries()}
    for name, rule in rules().items():
        assert set(rule.CODES) <= known, name
        assert hasattr(rule, "check") or hasattr(rule, "read"), name
        assert "The rule" in (explained(name) or "")
    assert len({rule.__name__ for rule in checks.RULES}) == len(checks.RULES)


# Pins


def test_pins_are_written_as_they_are_and_nothing_else_changes(project: Project) -> None:
    odd = "---\r\nheadline: Ferry\r\ndate: 1954-11-03 # found\r\nslug:\r\n---\r\nIt ran."
    project.write({"articles/a.md": odd, "articles/b.md": story("Yard", "1954"), "articles/c.txt": "no story"})
    project.write({"articles/c.txt": None}).built()
    before = project.tree()
    outcome = checked(project, "--fix")
    assert places(outcome) == []
    assert "articles/a.md: pinned, slug: ferry, id: a, added: 1954-11-03\n" in outcome.out
    assert (project.root / "articles/a.md").read_bytes().decode() == odd.replace("slug:\r", "slug: ferry\r").replace(
        "---\r\nIt", "id: a\r\nadded: 1954-11-03\r\n---\r\nIt"
    )
    project.built()
    assert project.tree() == before
    assert "unpinned" not in checked(project).err


def test_what_has_one_reading_is_written_so(project: Project) -> None:
    pins = "id: a\r\nslug: b\r\nadded: 2018-12-17\r\n"
    wrong = f"---\r\ntitle: Ferry\r\ndate: 17.12.2018\r\nSection: Harbour\r\n{pins}---\r\nX."
    unclear = "---\nheadline: B\ntitle: C\ndate: 03/04/2001\n---\nX.\n"
    project.write({"articles/a.md": wrong, "articles/b.md": unclear})
    outcome = checked(project, "--fix")
    assert "articles/a.md: mended, line 2 says headline, line 3 says 2018-12-17, line 4 says section\n" in outcome.out
    right = wrong.replace("title", "headline").replace("17.12.2018", "2018-12-17").replace("Section", "section")
    assert (project.root / "articles/a.md").read_bytes().decode() == right
    assert (project.root / "articles/b.md").read_text() == unclear
    assert {one.path for one in outcome.problems if one.level == "error"} == {"articles/b.md"}
    assert "not-mended" in outcome.err


def test_a_story_that_can_be_read_at_last_is_pinned_too(project: Project) -> None:
    project.write({"articles/a.md": "---\ntitle: Ferry\ndate: 2018/12/17\n---\nX.\n"})
    outcome = checked(project, "--fix")
    assert (outcome.status, outcome.err) == (0, "")
    assert (project.root / "articles/a.md").read_text() == (
        "---\nheadline: Ferry\ndate: 2018-12-17\nslug: ferry\nid: a\nadded: 2018-12-17\n---\nX.\n"
    )


def test_paths_narrow_a_fix_down(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("B")})
    checked(project, "--fix", "articles/b.md")
    assert "id:" not in (project.root / "articles/a.md").read_text()
    assert "id: b" in (project.root / "articles/b.md").read_text()


# What is known to be in order


def test_what_is_in_order_is_noted_and_what_changes_is_read_again(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("B", body="See [a](a.md) and “x.")}).built()
    first = checked(project)
    assert [place[0] for place in places(first)] == ["quote-unclosed"]
    assert checked(project) == first
    project.write({"articles/a.md": story(body="See [[x]].")})
    assert [place[0] for place in places(checked(project))] == ["wikilink", "quote-unclosed"]
    project.write({"articles/a.md": None})
    assert [place[0] for place in places(checked(project))] == ["link-unresolved", "quote-unclosed"]


def test_a_link_breaks_although_its_own_story_is_in_order(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("B", body="See [a](a.md).")}).built()
    assert places(checked(project)) == []
    project.write({"articles/a.md": None}).built()
    assert places(checked(project)) == [("link-unresolved", "b.md", 5, 9)]


def test_damaged_notes_cost_nothing_but_time(project: Project) -> None:
    project.write({"articles/a.md": story(body="See [[x]].")}).built()
    expected = checked(project)
    for notes in (project.root / ".newsgen").glob("*.checked"):
        notes.write_bytes(b"x" * 40)
    assert checked(project) == expected


def test_nothing_of_a_hidden_story_is_noted(project: Project) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("Zeppelin", draft=True, body="Zeppelin [[x]].")})
    project.built()
    checked(project)
    assert not [path for path, data in project.tree(".newsgen").items() if b"eppelin" in data]


# Formats


def test_strict_makes_warnings_count(project: Project) -> None:
    project.write({"articles/a.md": text("See [[B]].")})
    assert (checked(project).status, checked(project, "--strict").status) == (0, 1)


def test_json_says_all_of_it(project: Project) -> None:
    project.write({"articles/a.md": text("See [[B]]."), "articles/b.md": story(date="soon")})
    outcome = checked(project, "--format", "json")
    told = json.loads(outcome.out)
    assert (told["errors"], told["warnings"], told["notes"]) == (1, 1, 1)
    assert [problem["code"] for problem in told["problems"]] == ["unpinned", "wikilink", "date"]
    assert told["problems"][1]["path"] == "articles/a.md"
    assert (told["problems"][1]["line"], told["problems"][1]["column"], told["problems"][1]["length"]) == (5, 5, 5)
    assert outcome.err == ""
    assert outcome.status == 1


def test_annotations_name_the_file_from_the_top_of_the_repository(project: Project) -> None:
    (project.root.parent / ".git").mkdir()
    project.write({"articles/a,b.md": text("See [[B]].")})
    lines = checked(project, "--format", "github").out.splitlines()
    place = "file=paper/articles/a%2Cb.md,line=5,col=5,endLine=5,endColumn=10,title=wikilink"
    assert lines[0].startswith(f"::warning {place}::“[[B]]” is not a link here")
    assert "%0AWrite" in lines[0]


def test_links_to_other_sites_are_asked_for_only_if_somebody_wants_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsgen.checking import outside

    asked: list[str] = []

    def answer(addresses: Iterable[str], *_: object) -> dict[str, str]:
        asked.extend(addresses)
        return dict.fromkeys(asked, "it is not there any more (404)")

    monkeypatch.setattr(outside, "asked", answer)
    body = "See [the rest](https://example.org/1998/ferry), `https://example.org/code`."
    project.write({"articles/a.md": story(body=body, source_url="https://example.org/s")})
    project.write({"articles/b.md": story("B", draft=True, body="See https://example.org/secret.")})
    assert places(checked(project)) == []
    assert asked == []
    outcome = checked(project, "--links", "--strict")
    assert places(outcome) == [("link-gone", "a.md", 4, 14), ("link-gone", "a.md", 6, 16)]
    assert asked == ["https://example.org/1998/ferry", "https://example.org/s"]
    assert outcome.status == 0


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/blog/2018/ferry-runs-again.html", "/2018/12/17/ferry-runs-again/"),
        ("/ferry-runs-again/", "/2018/12/17/ferry-runs-again/"),
        ("/2018/12/17/ferry-run-again/", "/2018/12/17/ferry-runs-again/"),
        ("/somewhere/else/", ""),
    ],
)
def test_an_address_that_is_nowhere_is_held_against_those_that_are(project: Project, address: str, meant: str) -> None:
    project.write({"articles/a.md": story(), "articles/b.md": story("Second", body=f"See [it]({address}).")})
    said = project.run("check", "--now", NOW).err
    assert f"there is nothing at {address} on the site" in said
    assert (f"Did you mean {meant}?" in said) == bool(meant)


def test_a_text_that_takes_too_long_is_told_and_not_waited_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsgen.templating.patience.TIME_LIMIT", 0.05)
    project.write({"articles/a.md": story(body="[[a " * 20_000)})
    assert project.run("check", "--now", NOW).codes == ["too-slow"]
