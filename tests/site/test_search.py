"""Search as it is built: what is in the index, what a change rewrites, and what leaves no trace."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

import pytest

from newsgen.outputs import search as outputs
from newsgen.searching import portions
from newsgen.searching.terms import folded, pieces, vocabulary, words
from tests.search_index import Index, read, search
from tests.site.project import LEDGER, Project, story
from tests.site.test_sample import AFTER_IT, sample


def indexes(project: Project, folder: str = "site") -> Iterator[Index]:
    for path, data in sorted(project.tree(folder).items()):
        if path.startswith("search/") and path.endswith(".bin"):
            yield read(data)


def found(project: Project, query: str, folder: str = "site") -> set[str]:
    return search(list(indexes(project, folder)), query)


def periods(project: Project) -> list[list[object]]:
    listed: list[list[object]] = json.loads(project.page("search/periods.json"))["periods"]
    return listed


@pytest.fixture
def paper(project: Project) -> Project:
    project.write(
        {f"articles/{n}.md": story(f"Story {n}", f"2018-{n:02}-10", body=f"word{n} ferry") for n in range(1, 7)}
    )
    project.write(
        {"articles/old.md": story("Old", "1931", body="ferries"), "articles/none.md": story("None", "unknown")}
    )
    project.built()
    return project


def test_every_public_story_is_in_one_file(paper: Project) -> None:
    assert periods(paper) == [["undated", 1], ["1930s", 1], ["2010s", 6]]
    assert found(paper, "ferry") == {"Old", *(f"Story {n}" for n in range(1, 7))}
    assert found(paper, "ferry word3") == {"Story 3"}
    assert found(paper, "none") == {"None"}


def test_periods_are_cut_by_their_own_stories_alone(project: Project) -> None:
    project.write({"newsgen.toml": "[search]\nsplit = 2\n"})
    dates = ["2001", "2011-01-01", "2012-03", "2012-04-01", "2012-04-02", "2012-04-02", "2012", "2013-05-01"]
    project.write({f"articles/{n}.md": story(f"S {n}", date) for n, date in enumerate(dates)}).built()
    assert periods(project) == [
        ["2001", 1],
        ["2011", 1],
        ["2012-00", 1],
        ["2012-03", 1],
        ["2012-04-01", 1],
        ["2012-04-02", 2],
        ["2013", 1],
    ]
    assert found(project, "S") == {f"S {n}" for n in range(len(dates))}


def test_a_story_changes_two_files_of_the_index(paper: Project) -> None:
    before = paper.tree()
    paper.write({"articles/new.md": story("New", "2018-03-11", body="bell")}).built()
    changed = {path for path, data in paper.tree().items() if before.get(path) != data and path.startswith("search/")}
    assert changed == {"search/2010s.bin", "search/periods.json"}
    before = paper.tree()
    paper.write({"articles/new.md": story("New", "2018-03-11", body="bells")}).built()
    changed = {path for path, data in paper.tree().items() if before.get(path) != data}
    assert changed == {"search/2010s.bin", "2018/03/11/new/index.html", LEDGER}


def test_an_edit_reads_the_stories_of_one_portion_again(paper: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "FEW", 1)
    paper.write({"newsgen.toml": "[search]\nsplit = 8\n"}).built()  # the ten years become years, their portions months
    read_again: list[int] = []
    make = portions.portion

    def counted(stories: list[object], texts: object, *, is_html: bool) -> bytes:
        read_again.append(len(stories))
        return make(stories, texts, is_html=is_html)  # type: ignore[arg-type]

    monkeypatch.setattr(portions, "portion", counted)
    paper.write({"articles/3.md": story("Story 3", "2018-03-10", body="other")}).built()
    assert read_again == [1]
    assert paper.build("--prove").status == 0
    assert found(paper, "other") == {"Story 3"}
    assert found(paper, "word3") == set()


@pytest.mark.parametrize("way", ["draft", "gone", "edited"])
def test_words_that_are_gone_leave_no_trace(paper: Project, way: str) -> None:
    secret = "zanzibarquux"
    paper.write({"articles/x.md": story("Fine", "2018-03-20", body=f"A {secret} here.")}).built()
    assert any(secret.encode() in data for data in everything(paper))
    changes = {"draft": story("Fine", "2018-03-20", body=secret, draft=True), "gone": None}
    paper.write({"articles/x.md": changes.get(way, story("Fine", "2018-03-20", body="Nothing."))}).built()
    assert not any(secret.encode() in data for data in everything(paper))


def everything(project: Project) -> Iterator[bytes]:
    for folder in ("site", ".newsgen"):
        for path in (project.root / folder).rglob("*"):
            if path.is_file():
                yield path.read_bytes()


def test_switched_off_it_is_nowhere(project: Project) -> None:
    project.write({"articles/a.md": story(), "newsgen.toml": "[outputs]\nsearch = false\n"}).built()
    assert not [path for path in project.pages() if path.startswith("search/")]
    for path in project.pages():
        if path.endswith(".html"):
            assert "<form" not in project.page(path)
            assert "form-action 'self'" not in project.page(path)


def test_every_page_has_a_plain_form_and_no_other_page_a_script(paper: Project) -> None:
    page = paper.page("2018/03/10/story-3/index.html")
    assert '<form role="search" action="../../../../search/" method="get">' in page
    assert "search.js" not in page
    assert paper.page("search/index.html").count("<form") == 1
    assert "search.js" in paper.page("search/index.html")


def test_the_script_is_small(paper: Project) -> None:
    assert len(gzip.compress(paper.page("static/search.js").encode(), 9)) < 15_000


# The sample archive


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = sample(tmp_path_factory.mktemp("search") / "paper")
    project.built("--output", "out", now=AFTER_IT)
    return project


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cannery whistle", "The last whistle"),
        ("COUNCIL VOTES four minutes", "Council votes, by nine to eight, for four minutes"),
        ("hesper tolliver ferries", "Hesper Tolliver, ferry master, 1914–2001"),
        ("灯节", "两个灯节"),
        ("翠锚酒家", "翠锚酒家五十年"),
    ],
)
def test_a_known_story_is_found(packet: Project, query: str, expected: str) -> None:
    assert expected in found(packet, query, "out")


def printed_words(html: str) -> set[str]:
    """Return the words of a story's text as its page prints it."""
    text = html.partition('<div class="text">')[2].partition("\n</div>\n")[0]
    text = re.sub(r"</?(?:em|strong|a|code)\b[^>]*>", "", text)
    return {folded(word) for word in words(unescape(re.sub(r"<[^>]*>", " ", text)))}


def test_recall_is_that_of_looking_into_the_pages(packet: Project) -> None:
    """A story is found by every word of its text, as the page prints it."""
    looked_for = 0
    for index in indexes(packet, "out"):
        for number, record in enumerate(index.records):
            day = index.days[number].replace("-", "/") or "undated"
            for word in sorted(printed_words(packet.page(f"{day}/{record[1]}/index.html", "out"))):
                looked_for += 1
                pieces = {piece for piece, _ in vocabulary("").terms(word)}
                assert all(number in index.find(piece) for piece in pieces), (record, word)
    assert looked_for > 8_000


def printed_phrases(html: str) -> Iterator[list[str]]:
    """Yield the words of each paragraph of a story, cut where they have no blanks."""
    text = html.partition('<div class="text">')[2].partition("\n</div>\n")[0]
    for paragraph in re.findall(r"<p>(.*?)</p>", text, re.DOTALL):
        said = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<sup\b.*?</sup>|<br>", " ", paragraph)))
        yield [piece for word in words(said) for piece in pieces(folded(word))]


def test_phrases_are_those_of_looking_into_the_pages(packet: Project) -> None:
    """Of each two words that stand side by side on its page, the index says so of a story, and of few others."""
    looked_for = wrong = 0
    for index in indexes(packet, "out"):
        printed = []
        for number, record in enumerate(index.records):
            day = index.days[number].replace("-", "/") or "undated"
            found = list(printed_phrases(packet.page(f"{day}/{record[1]}/index.html", "out")))
            printed.append({pair for phrase in found for pair in pairwise(phrase)})
        for pair in sorted(set.union(*printed))[::5]:
            expected = {number for number, pairs in enumerate(printed) if pair in pairs}
            assert expected <= index.phrase(pair), pair
            looked_for += 1
            wrong += len(index.phrase(pair)) - len(expected)
    assert looked_for > 2_000
    assert wrong < 0.3 * looked_for  # some of these stand in headlines and lists
