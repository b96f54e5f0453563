"""Social cards: drawn for stories without a photo, with a font of the project, once."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from tests.news.test_pictures import made
from tests.site.project import SOURCES, Project, story

SETTINGS = '[cards]\nfont = "fonts/paper.ttf"\npicture = "/shared.png"\n'
BASE = 'base_url = "https://example.org/"\n'
CARD = "2018/12/17/ferry-runs-again/card.png"


def font() -> bytes:
    """Return the font that Pillow brings with it."""
    face = ImageFont.load_default(12)
    assert isinstance(face, ImageFont.FreeTypeFont)
    if isinstance(face.path, BytesIO):
        return face.path.getvalue()
    return Path(str(face.path)).read_bytes()


@pytest.fixture
def paper(project: Project) -> Project:
    return project.write(
        {"newsgen.toml": BASE + SETTINGS, "fonts/paper.ttf": font(), "articles/a.md": story(), "static/shared.png": "x"}
    )


def image_of(project: Project, path: str) -> str:
    return "".join(re.findall(r'property="og:image" content="https://example.org/([^"]*)"', project.page(path)))


def test_a_card_is_drawn_and_named(paper: Project) -> None:
    paper.built()
    picture = Image.open(BytesIO(paper.tree()[CARD]))
    assert picture.size == (1200, 630)
    assert len(picture.convert("RGB").getcolors() or ()) > 3
    assert image_of(paper, "2018/12/17/ferry-runs-again/index.html") == CARD
    assert 'name="twitter:card" content="summary_large_image"' in paper.page("2018/12/17/ferry-runs-again/index.html")
    assert paper.built("--prove").counts[:3] == (0, 0, 0)


def test_a_check_finds_nothing_wrong_with_the_font(paper: Project) -> None:
    assert "fonts/" not in paper.run("check", "--now", "2024-06-01").err


def test_other_words_and_another_font_make_another_card(paper: Project) -> None:
    paper.built()
    first = paper.tree()[CARD]
    paper.write({"articles/a.md": story("Ferry stops", slug="ferry-runs-again")}).built()
    second = paper.tree()[CARD]
    paper.write({"articles/a.md": story("Ferry stops", slug="ferry-runs-again", outlet="The Post")}).built()
    third = paper.tree()[CARD]
    assert len({first, second, third}) == 3
    paper.write({"articles/a.md": story("Ferry stops", slug="ferry-runs-again", body="More.", outlet="The Post")})
    assert CARD not in changed(paper)
    paper.write({"fonts/paper.ttf": font() + b"\0"})
    assert paper.built().counts[0] == 1


def changed(project: Project) -> set[str]:
    before = project.snapshot()
    project.built()
    after = project.snapshot()
    return {path for path in after if before.get(path) != after[path]}


def test_stories_that_need_none_or_can_t_have_one(paper: Project) -> None:
    paper.write(
        {
            "articles/photo.md": story("Photo", photos=[{"src": "p.png"}]),
            "articles/p.png": made("PNG", (40, 10)),
            "articles/he.md": story("המעבורת שבה", slug="he", lang="he"),
            "articles/ar.md": story("الخبر", slug="ar"),
            "articles/zh.md": story("渡轮恢复航行", slug="zh"),
            "articles/long.md": story("Longword" * 40 + " then" * 30, slug="long"),
            "articles/draft.md": story("Draft", draft=True),
        }
    ).built()
    cards = {path.split("/")[3] for path in paper.pages() if path.endswith("card.png")}
    assert cards == {"ferry-runs-again", "zh", "long"}
    assert image_of(paper, "2018/12/17/photo/index.html") == "2018/12/17/photo/p.png"
    assert image_of(paper, "2018/12/17/he/index.html") == "shared.png"
    assert image_of(paper, "index.html") == image_of(paper, "2018/index.html") == "shared.png"


def test_without_an_address_or_a_font_there_are_none(paper: Project) -> None:
    paper.write({"newsgen.toml": SETTINGS}).built()
    assert CARD not in paper.pages()
    paper.write({"newsgen.toml": BASE}).built()
    assert CARD not in paper.pages()
    assert image_of(paper, "2018/12/17/ferry-runs-again/index.html") == ""


def test_nothing_of_a_hidden_story_stays_in_the_cache(paper: Project) -> None:
    paper.built()
    kept = paper.root / ".newsgen" / "pictures"
    assert len(list(kept.iterdir())) == 1
    paper.write({"articles/a.md": story(draft=True), "articles/b.md": story("B", photos=[{"caption": "x"}])}).built()
    assert len(list(kept.iterdir())) == 1


def test_a_kept_card_needs_no_library(paper: Project) -> None:
    paper.built()
    before = paper.tree()[CARD]
    (paper.root / "site" / CARD).unlink()
    paper.write({"stub/PIL/__init__.py": "raise ModuleNotFoundError('PIL')\n"})
    environment = {"PYTHONPATH": f"{paper.root / 'stub'}{os.pathsep}{SOURCES}"}
    outcome = paper.process("build", "--now", "2024-06-01", environment=environment)
    assert outcome.status == 0, outcome.err
    assert paper.tree()[CARD] == before


@pytest.mark.parametrize("content", [None, b"no font"])
def test_a_font_that_is_missing_or_broken_is_named(paper: Project, content: bytes | None) -> None:
    paper.write({"fonts/paper.ttf": content})
    assert paper.refused().codes == ["card-font"]
