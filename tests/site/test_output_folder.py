"""The output folder: what newsgen did not write is never touched, and odd places are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.project import LEDGER, Project, story


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write({"articles/a.md": story(tags=["harbour"])})


FOREIGN = {
    "site/CNAME": "example.org\n",
    "site/.nojekyll": "",
    "site/.well-known/acme": "x",
    "site/mine/index.html": "mine",
    "site/2018/12/17/notes.txt": "mine",
    "site/tags/.DS_Store": "x",
}


def test_foreign_files_are_never_touched(paper: Project) -> None:
    paper.built()
    paper.write(FOREIGN)
    before = {path: paper.snapshot(".")[path] for path in FOREIGN}
    paper.write({"articles/a.md": story("Other", "1998-01-01")}).built()
    paper.write({"articles/b.md": story("Third", "2001-01-01")}).built("--rehash")
    (paper.root / "newsgen.toml").write_text("[outputs]\ntags = false\n")
    paper.built()
    after = paper.snapshot(".")
    assert {path: after.get(path) for path in FOREIGN} == before


@pytest.mark.parametrize("content", [b"mine", b""])
def test_a_foreign_file_at_an_address_of_the_site_is_refused_by_name(paper: Project, content: bytes) -> None:
    paper.write({"articles/a.md": story("Other")}).built()
    paper.write({"site/tags/harbour/index.html": content, "articles/a.md": story(tags=["harbour"])})
    outcome = paper.refused()
    assert outcome.codes == ["output-foreign"]
    assert outcome.problems[0].path == "site/tags/harbour/index.html"
    assert paper.root.joinpath("site/tags/harbour/index.html").read_bytes() == content


def test_a_foreign_file_where_a_folder_belongs_is_refused(paper: Project) -> None:
    paper.write({"articles/a.md": story()}).built()
    paper.write({"site/tags/harbour": "mine", "articles/a.md": story(tags=["harbour"])})
    assert paper.refused().problems[0].path == "site/tags/harbour"


def test_a_link_where_a_folder_belongs_is_refused_and_not_followed(paper: Project, tmp_path: Path) -> None:
    paper.write({"articles/a.md": story()}).built()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (paper.root / "site/tags/harbour").symlink_to(elsewhere)
    paper.write({"articles/a.md": story(tags=["harbour"])})
    assert paper.refused().codes == ["output-foreign"]
    assert list(elsewhere.iterdir()) == []


def test_a_page_that_became_a_link_is_not_written_through(paper: Project, tmp_path: Path) -> None:
    paper.built()
    victim = tmp_path / "victim"
    victim.write_text("precious")
    page = paper.root / "site/index.html"
    page.unlink()
    page.symlink_to(victim)
    paper.write({"articles/a.md": story("Other")}).build()
    assert victim.read_text() == "precious"


def test_a_folder_that_became_a_link_is_not_written_through(paper: Project, tmp_path: Path) -> None:
    paper.built()
    elsewhere = tmp_path / "elsewhere"
    (paper.root / "site/2018").rename(elsewhere)
    (paper.root / "site/2018").symlink_to(elsewhere)
    before = Project(elsewhere).snapshot(".")
    paper.write({"articles/a.md": story(body="Other words.")}).build()
    assert Project(elsewhere).snapshot(".") == before


def test_a_folder_of_somebody_s_files_is_refused(paper: Project) -> None:
    outcome = paper.write({"public/index.html": "mine"}).refused("--output", "public")
    assert outcome.codes == ["output-foreign"]


def test_a_folder_that_lost_its_ledger_is_known_by_the_state(paper: Project) -> None:
    paper.built()
    paper.write({"site/mine.txt": "mine", f"site/{LEDGER}": None, "articles/a.md": story("Other")}).built()
    assert "2018/12/17/ferry-runs-again/index.html" not in paper.pages()
    assert "mine.txt" in paper.pages()


def test_a_folder_that_lost_ledger_and_state_is_refused(paper: Project) -> None:
    paper.built()
    for path in (paper.root / ".newsgen").iterdir():
        path.unlink()
    paper.write({f"site/{LEDGER}": None})
    assert paper.refused().codes == ["output-foreign"]
    paper.write({f"site/{LEDGER}": "newsgen ledger 1\nrubbish\n"})
    assert paper.refused().codes == ["output-ledger"]


@pytest.mark.parametrize("place", [".", "..", "articles", "articles/deep", "templates", "static/x", ".newsgen", ".git"])
def test_a_folder_of_the_project_is_refused(paper: Project, place: str) -> None:
    before = paper.snapshot(".")
    outcome = paper.build("--output", place)
    assert outcome.status == 1
    assert set(outcome.codes) <= {"output-place", "output-foreign"}
    assert {path: found for path, found in paper.snapshot(".").items() if not path.startswith(".newsgen")} == before


def test_home_and_the_root_are_refused(paper: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for place in (str(home), "/", f"{home}/../home"):
        assert paper.refused("--output", place).codes == ["output-place"]
    assert list(home.iterdir()) == []


def test_a_link_is_refused(paper: Project, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (paper.root / "link").symlink_to(tmp_path / "real")
    assert paper.refused("--output", "link").codes == ["output-place"]
    (paper.root / "dangling").symlink_to(tmp_path / "nowhere")
    assert paper.refused("--output", "dangling").codes == ["output-place"]


def test_the_top_of_a_repository_is_refused_until_it_is_newsgen_s(paper: Project, tmp_path: Path) -> None:
    (tmp_path / "repository/.git").mkdir(parents=True)
    assert paper.refused("--output", "../repository").codes == ["output-place"]
    paper.built("--output", "../published")
    (tmp_path / "published/.git").mkdir()
    assert paper.built("--output", "../published").counts[:2] == (0, 0)


def test_a_file_is_refused(paper: Project) -> None:
    assert paper.write({"out": "mine"}).refused("--output", "out").codes == ["output-place"]


def test_an_output_folder_in_the_project_that_is_no_story_s_is_fine(paper: Project) -> None:
    paper.built("--output", "build/deep/site")
    assert "index.html" in paper.pages("build/deep/site")


def test_an_emptied_archive_does_not_empty_the_site(paper: Project) -> None:
    paper.built()
    before = paper.pages()
    assert paper.write({"articles/a.md": None}).refused().codes == ["articles-empty"]
    (paper.root / "articles").rmdir()
    paper.write({"newsgen.toml": ""})
    assert paper.refused().codes == ["articles-empty"]
    assert paper.pages() == before


def test_a_file_of_the_site_that_someone_changed_is_not_removed(paper: Project) -> None:
    paper.write({"articles/b.md": story("Other", "1998-01-01")}).built()
    page = "site/1998/01/01/other/index.html"
    outcome = paper.write({page: "mine now", "articles/b.md": None}).built()
    assert (paper.root / page).read_text() == "mine now"
    assert [(problem.path, problem.code) for problem in outcome.problems] == [(page, "output-left")]


def test_a_file_of_the_site_that_was_emptied_goes_with_its_story(paper: Project) -> None:
    before = paper.built() and paper.tree()
    paper.write({"articles/b.md": story("Other", "1998-01-01")}).built()
    outcome = paper.write({"site/1998/01/01/other/index.html": "", "articles/b.md": None}).built()
    assert (paper.tree(), outcome.problems) == (before, [])


def test_a_file_that_makes_room_for_a_folder_and_back(paper: Project) -> None:
    paper.write({"static/deep": "a file"}).built()
    paper.write({"static/deep": None}).write({"static/deep/er": "a file in a folder"}).built()
    assert paper.tree()["deep/er"] == b"a file in a folder"
    (paper.root / "static/deep/er").unlink()
    (paper.root / "static/deep").rmdir()
    paper.write({"static/deep": "a file"}).built()
    assert paper.tree()["deep"] == b"a file"


def test_nothing_is_left_beside_the_site(paper: Project) -> None:
    paper.built()
    own = {path for path in paper.tree() if path.rpartition("/")[2].startswith(".newsgen")}
    assert own == {LEDGER}
