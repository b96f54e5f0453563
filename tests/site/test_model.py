"""What a story can be, seen by its readers: withdrawn, in print, scanned, translated, one of a thread."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.site.links import broken
from tests.site.project import Project, story

ADDRESS = "https://example.org/"
NEIGHBOURS = {
    "newsgen.toml": f'base_url = "{ADDRESS}"\n',
    "articles/1.md": story("Shipyard shuts", "2018-12-16", "See [it](w.md) and [it](story:w).", id="1"),
    "articles/2.md": story("Shipyard opens", "2018-12-18", "It opened."),
}
NOTICE = "2018/12/17/ferry-runs-again/index.html"


def withdrawn(**more: object) -> str:
    stated: dict[str, object] = {
        "id": "w",
        "withdrawn": {"date": "2019-02-01", "reason": "The letter was forged."},
        "aliases": ["/old/ferry/"],
        "deck": "kraken deck",
        "byline": "Kraken Author",
        "tags": ["kraken"],
        "photos": [{"src": "kraken.jpg", "alt": "kraken"}],
        "scan": "kraken.pdf",
        "corrections": [{"date": "2018-12-20", "text": "kraken"}],
    }
    return story("Ferry runs again", "2018-12-17", "The kraken did it.", **(stated | more))


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write(NEIGHBOURS)


def test_a_withdrawn_story_leaves_a_notice_and_is_in_no_list(paper: Project) -> None:
    paper.built()
    without = paper.pages()
    paper.write({"articles/w.md": withdrawn(), "articles/kraken.jpg": "x", "articles/kraken.pdf": "x"}).built()
    new = {path for path in paper.pages() - without if "redirects" not in path}
    assert new == {NOTICE, "old/ferry/index.html"}
    page = paper.page(NOTICE)
    assert '<meta name="robots" content="noindex">' in page
    assert "The letter was forged." in page
    assert "1 February 2019" in page
    assert "canonical" not in page
    naming = [path for path in paper.pages() if path.endswith("l") and "ferry-runs-again" in paper.page(path)]
    linking = ["2018/12/16/shipyard-shuts/index.html", "feed.xml", "rss.xml"]  # by the text of story 1
    assert sorted(set(naming) - set(linking)) == ["old/ferry/index.html"]
    assert broken(paper.tree(), ADDRESS) == []


def test_no_word_of_a_withdrawn_story_stays_anywhere(paper: Project) -> None:
    paper.write({"articles/w.md": withdrawn(withdrawn=None), "articles/kraken.jpg": "x", "articles/kraken.pdf": "x"})
    paper.built()
    assert "kraken" in paper.page(NOTICE)
    paper.write({"articles/w.md": withdrawn()}).built()
    for folder in ("site", ".newsgen"):
        for path, data in paper.tree(folder).items():
            assert b"kraken" not in data.lower() + path.encode(), path
    assert paper.built().counts[:3] == (0, 0, 0)


def test_a_withdrawn_story_can_be_under_embargo(paper: Project) -> None:
    paper.write({"articles/w.md": withdrawn(embargo="2030-01-01", photos=None, scan=None)}).built()
    assert NOTICE not in paper.pages()


def test_two_stories_with_one_id_are_told_though_one_is_withdrawn(paper: Project) -> None:
    paper.write({"articles/w.md": withdrawn(id="1", photos=None, scan=None)})
    assert paper.refused().codes == ["id-shared"]


def test_the_notice_is_no_page_that_keep_going_may_drop(paper: Project) -> None:
    paper.write({"articles/w.md": withdrawn(photos=None, scan=None)}).built()
    paper.write({"articles/w.md": withdrawn(photos=None, scan=None, lang="not a language")})
    assert paper.refused("--keep-going").codes == ["broken-published", "language"]


def test_where_a_story_stood_in_print_is_told(project: Project) -> None:
    fields = {"edition": "Late city", "print_page": "A1", "column": "3", "scan": ["one.png", "one.pdf"]}
    project.write({"articles/a.md": story(**fields), "articles/one.png": "x", "articles/one.pdf": "y"})  # type: ignore[arg-type]
    project.built()
    page = project.page(NOTICE)
    assert "Edition <bdi>Late city</bdi>, Page <bdi>A1</bdi>, Column <bdi>3</bdi>" in page
    assert '<img src="../../../../2018/12/17/ferry-runs-again/one.png"' in page
    assert 'href="../../../../2018/12/17/ferry-runs-again/one.pdf"' in page
    assert {"2018/12/17/ferry-runs-again/one.png", "2018/12/17/ferry-runs-again/one.pdf"} <= project.pages()


def test_a_scan_that_is_not_there_is_told(project: Project) -> None:
    project.write({"articles/a.md": story(scan="one.pdf")})
    problem = project.refused().problems[0]
    assert (problem.code, problem.line, problem.message) == ("photo-missing", 4, "there is no scan articles/one.pdf")


def test_the_kind_is_told_above_the_headline_unless_it_is_a_report(project: Project) -> None:
    project.write({"articles/a.md": story(kind="opinion"), "articles/b.md": story("B", kind="report")}).built()
    assert 'kind said">Opinion</p>' in project.page(NOTICE)
    assert 'kind said"' not in project.page("2018/12/17/b/index.html")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"wire": "Northern Cable", "outlet": "The Herald"}, "Northern Cable"),
        ({"outlet": "The Herald"}, "The Herald"),
        ({}, "News archive"),
        ({"wire": "Northern Cable", "byline": "By Ana Ruiz"}, "Ana Ruiz"),
    ],
)
def test_feeds_and_search_engines_are_told_the_same_author(project: Project, fields: Any, name: str) -> None:
    project.write({"newsgen.toml": 'base_url = "https://example.org/"\n', "articles/a.md": story(**fields)}).built()
    (item,) = json.loads(project.page("feed.json"))["items"]
    assert [author["name"] for author in item["authors"]] == [name]
    assert f"<dc:creator>{name}</dc:creator>" in project.page("rss.xml")
    assert f"<author><name>{name}</name></author>" in project.page("feed.xml").partition("<entry>")[2]
    said = re.search(r'"author":\[.*?"name":"([^"]*)"', project.page(NOTICE))
    assert said
    assert said[1] == name


def test_feeds_know_people_with_a_role_as_contributors(project: Project) -> None:
    fields = {"byline": "By Ana Ruiz, Photographs by Leo Moss"}
    project.write({"newsgen.toml": 'base_url = "https://example.org/"\n', "articles/a.md": story(**fields)}).built()
    entry = project.page("feed.xml").partition("<entry>")[2]
    assert re.findall("<author><name>(.*?)</name>", entry) == ["Ana Ruiz"]
    assert re.findall("<contributor><name>(.*?)</name>", entry) == ["Leo Moss"]
    item = project.page("rss.xml").partition("<item>")[2]
    assert re.findall("<dc:creator>(.*?)</dc:creator>", item) == ["Ana Ruiz"]
    assert re.findall("<dc:contributor>(.*?)</dc:contributor>", item) == ["Leo Moss"]
    (found,) = json.loads(project.page("feed.json"))["items"]
    assert [author["name"] for author in found["authors"]] == ["Ana Ruiz"]


def test_a_note_for_editors_is_nowhere(project: Project) -> None:
    project.write({"articles/a.md": story(ednote="Ask the kraken.")}).built()
    for folder in ("site", ".newsgen"):
        assert not [path for path, data in project.tree(folder).items() if b"kraken" in data]


def test_the_canonical_address_is_the_stated_one(project: Project) -> None:
    project.write({"articles/a.md": story(canonical="https://other.example/1")}).built("--base-url", ADDRESS)
    assert re.findall(r'rel="canonical" href="([^"]*)"', project.page(NOTICE)) == ["https://other.example/1"]


def test_translations_lead_to_each_other(project: Project) -> None:
    project.write(
        {
            "articles/a.md": story(id="a"),
            "articles/b.md": story("O ferry", lang="pt", translation_of="a"),
            "articles/c.md": story("Le ferry", lang="fr", translation_of="a"),
            "articles/d.md": story("Der Dampfer", lang="de", translation_of="a", draft=True),
        }
    ).built()
    for own, others in (("ferry-runs-again", ["o-ferry", "le-ferry"]), ("le-ferry", ["ferry-runs-again", "o-ferry"])):
        part = project.page(f"2018/12/17/{own}/index.html").partition('class="translations"')[2].partition("</nav>")[0]
        assert re.findall(r'/([a-z-]+)/" hreflang', part) == others


def test_related_stories_stand_beside_a_story_in_the_order_of_the_field(project: Project) -> None:
    project.write(
        {
            "articles/a.md": story(related=["c", "hidden", "b", "nobody"]),
            "articles/b.md": story("B"),
            "articles/c.md": story("C"),
            "articles/hidden.md": story("Hidden", draft=True),
        }
    ).built()
    part = project.page(NOTICE).partition('class="related')[2].partition("</nav>")[0]
    assert re.findall(r"<bdi>(\w+)</bdi>", part) == ["C", "B"]
    assert 'class="related' not in project.page("2018/12/17/b/index.html")


def test_a_correction_is_in_the_story_and_on_the_log(project: Project) -> None:
    corrections = [{"date": "2018-12-18", "text": "It was nine <feet>.", "kind": "figure"}]
    project.write({"articles/a.md": story(corrections=corrections)}).built("--base-url", ADDRESS)
    assert "It was nine &lt;feet&gt;." in project.page(NOTICE)
    assert 'href="../../../../corrections/"' in project.page(NOTICE)
    log = project.page("corrections/index.html")
    assert "It was nine &lt;feet&gt;." in log
    assert '<h2 class="rubric">2018</h2>' in log
    assert "2018/12/17/ferry-runs-again/#corrections" in log
    assert broken(project.tree(), ADDRESS) == []


def test_a_thread_stands_in_order_of_time(project: Project) -> None:
    project.write(
        {
            "articles/a.md": story("First", "2017-01-01", thread="harbour-fire"),
            "articles/b.md": story("Second", "2018-12-17", thread="Harbour Fire"),
            "articles/c.md": story("Third", "2018-12-18", thread="harbour fire"),
        }
    ).built()
    page = project.page("threads/harbour-fire/index.html")
    assert [page.index(f"<bdi>{name}</bdi>") for name in ("First", "Second", "Third")] == sorted(
        page.index(f"<bdi>{name}</bdi>") for name in ("First", "Second", "Third")
    )
    assert "2017–2018" in page
    near = project.page("2018/12/17/second/index.html").partition('class="thread"')[2].partition("</section>")[0]
    assert ("First" in near, "Third" in near) == (True, True)


# Portraits of people and outlets

PORTRAIT = (
    "---\nname: Ana M. Ruiz\npicture: ana.jpg\nlinks: {Her page: https://ana.example/}\n---\n"
    "She *wrote*. See [it](../articles/a.md).\n"
)
ANA = "bylines/ana-ruiz/index.html"


def bylined(**more: object) -> str:
    return story(byline="Ana Ruiz", outlet="The Gulf", **more)  # type: ignore[arg-type]


@pytest.fixture
def staffed(project: Project) -> Project:
    return project.write(
        {
            "newsgen.toml": f'base_url = "{ADDRESS}"\n[people."Ana M. Ruiz"]\naliases = ["Ana Ruiz"]\n',
            "articles/a.md": bylined(),
            "bylines/ana.md": PORTRAIT,
            "bylines/ana.jpg": "x",
        }
    )


def test_a_portrait_stands_on_the_page_of_the_person(staffed: Project) -> None:
    staffed.built()
    page = staffed.page("bylines/ana-m-ruiz/index.html")
    assert "She <em>wrote</em>." in page
    assert '<img src="../../bylines/ana-m-ruiz/ana.jpg"' in page
    assert '<a href="https://ana.example/" rel="me"><bdi>Her page</bdi></a>' in page
    assert 'href="../../2018/12/17/ferry-runs-again/"' in page
    assert "bylines/ana-m-ruiz/ana.jpg" in staffed.pages()
    assert broken(staffed.tree(), ADDRESS) == []
    assert staffed.built().counts[:3] == (0, 0, 0)


def test_the_file_s_name_is_enough_and_so_is_a_text_alone(project: Project) -> None:
    project.write({"articles/a.md": bylined(), "bylines/ana-ruiz.md": "She wrote.\n"})
    project.write({"outlets/the-gulf.md": "---\npicture: g.png\n---\n", "outlets/g.png": "x"}).built()
    assert "outlets/the-gulf/g.png" in project.pages()
    page = project.page(ANA)
    assert "She wrote." in page
    assert "<h1><bdi>Ana Ruiz</bdi></h1>" in page


def test_a_portrait_of_an_outlet_names_its_address_and_that_it_is_an_agency(project: Project) -> None:
    said = "---\nname: The Gulf\nurl: https://gulf.example/\nagency: true\n---\nOf the bay.\n"
    project.write({"articles/a.md": bylined(), "outlets/gulf.md": said}).built()
    page = project.page("outlets/the-gulf/index.html")
    assert ("News agency" in page, "https://gulf.example/" in page, "Of the bay." in page) == (True, True, True)


def test_a_change_of_a_portrait_changes_its_page_alone(staffed: Project) -> None:
    staffed.built()
    staffed.write({"bylines/ana.md": PORTRAIT.replace("wrote", "writes")})
    assert staffed.built().counts[:3] == (1, 1, 0)
    staffed.write({"bylines/ana.md": None})
    assert staffed.built().counts[1:3] == (1, 1)


def test_a_portrait_that_is_added_later_is_shown(project: Project) -> None:
    project.write({"articles/a.md": bylined()}).built()
    project.write({"bylines/ana-ruiz.md": "She wrote.\n"})
    assert project.built().counts[:3] == (1, 1, 0)
    assert "She wrote." in project.page(ANA)


def test_a_portrait_of_nobody_public_leaves_no_trace(project: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "without").write({"articles/b.md": story("B")})
    other.built()
    project.write(
        {
            "articles/b.md": story("B"),
            "articles/kraken.md": story("Kraken", byline="Kraken", draft=True),
            "bylines/kraken.md": "---\npicture: kraken.jpg\n---\nThe kraken wrote.\n",
            "bylines/kraken.jpg": "kraken",
        }
    )
    for _ in range(2):
        project.built()
        assert project.tree() == other.tree()
        for path, data in project.tree(".newsgen").items():
            assert b"kraken" not in data.lower() + path.encode()
    project.write({"articles/kraken.md": story("Kraken", byline="Kraken")}).built()
    assert "The kraken wrote." in project.page("bylines/kraken/index.html")
    project.write({"articles/kraken.md": story("Kraken", byline="Kraken", embargo="2090-01-01")}).built()
    assert project.tree() == other.tree()
    for path, data in project.tree(".newsgen").items():
        assert b"kraken" not in data.lower() + path.encode()


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"bylines/ana.md": "---\nname: Ana Ruiz\n---\n", "bylines/ana-ruiz.md": "x"}, ("portrait-shared", 2)),
        ({"bylines/ana-ruiz.md": "---\npicture: gone.jpg\n---\n"}, ("photo-missing", 2)),
        ({"bylines/ana-ruiz.md": "---\npicture: ../articles/x.jpg\n---\n"}, ("path", 2)),
        ({"bylines/ana-ruiz.md": "---\npicture: x.svg\n---\n"}, ("photo-type", 2)),
        ({"bylines/ana-ruiz.md": "---\npicture: [x.jpg]\n---\n"}, ("field-type", 2)),
        ({"bylines/ana-ruiz.md": "---\nlinks: {Me: javascript:alert(1)}\n---\n"}, ("web-address", 2)),
        ({"bylines/ana-ruiz.md": "---\nheadline: Ana\n---\n"}, ("field-unknown", 2)),
        ({"outlets/gulf.md": "---\nname: ../gulf\n---\n"}, ("path", 2)),
        ({"outlets/gulf.md": "---\nagency: perhaps\n---\n"}, ("field-type", 2)),
    ],
)
def test_problems_of_portraits(project: Project, files: dict[str, str], problem: tuple[str, int]) -> None:
    project.write({"articles/a.md": bylined(), **files})
    found = project.refused().problems
    assert [(p.code, p.line) for p in found] == [problem]
