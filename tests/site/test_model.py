"""What a story can be, seen by its readers: withdrawn, in print, scanned, translated, one of a thread."""

from __future__ import annotations

import re

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
    assert paper.pages() - without == {NOTICE, "old/ferry/index.html"}
    page = paper.page(NOTICE)
    assert '<meta name="robots" content="noindex">' in page
    assert "The letter was forged." in page
    assert "1 February 2019" in page
    assert "canonical" not in page
    naming = [path for path in paper.pages() if "ferry-runs-again" in paper.page(path)]
    linking = ["2018/12/16/shipyard-shuts/index.html", "feed.xml"]  # by the text of story 1
    assert sorted(naming) == [*linking, "old/ferry/index.html"]
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
    assert '<p class="kind said">Opinion</p>' in project.page(NOTICE)
    assert 'class="kind' not in project.page("2018/12/17/b/index.html")


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
    part = project.page(NOTICE).partition('class="related"')[2].partition("</nav>")[0]
    assert re.findall(r"<bdi>(\w+)</bdi>", part) == ["C", "B"]
    assert 'class="related"' not in project.page("2018/12/17/b/index.html")


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
