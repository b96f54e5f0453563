"""Pictures on pages: measured, so that nothing moves while they load; with the caption and credit that they bring."""

from __future__ import annotations

import os
import re
from io import BytesIO

import pytest
from PIL import Image

from tests.news.test_pictures import exif, iptc, made
from tests.site.project import SOURCES, Project, story

FERRY = "2018/12/17/ferry-runs-again/index.html"


def images(html: str) -> list[dict[str, str]]:
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in re.findall(r"<img [^>]*>", html)]


def test_every_picture_has_its_size(project: Project) -> None:
    project.write(
        {
            "articles/a.md": story(
                body="![A pier](pier.png) ![Web](https://example.org/x.png)",
                photos=[{"src": "ferry.jpg"}],
                scan="p.gif",
            ),
            "articles/pier.png": made("PNG", (40, 10)),
            "articles/ferry.jpg": made("JPEG", (30, 20)),
            "articles/p.gif": made("GIF", (5, 6)),
        }
    ).built()
    shown = images(project.page(FERRY))
    sizes = {image["src"].rpartition("/")[2]: (image.get("width"), image.get("height")) for image in shown}
    assert sizes == {"pier.png": ("40", "10"), "ferry.jpg": ("30", "20"), "p.gif": ("5", "6"), "x.png": (None, None)}
    assert images(project.page("index.html"))[0]["width"] == "30"


def test_another_picture_under_the_same_name_has_its_own_size(project: Project) -> None:
    project.write(
        {"articles/a.md": story(body="![A pier](pier.png)"), "articles/pier.png": made("PNG", (40, 10))}
    ).built()
    project.write({"articles/pier.png": made("PNG", (41, 10))}).built()
    assert images(project.page(FERRY))[0]["width"] == "41"
    assert project.built("--prove").counts[:3] == (0, 0, 0)


def test_caption_and_credit_come_from_the_file_unless_the_story_has_them(project: Project) -> None:
    plain = made("JPEG")
    picture = plain[:2] + iptc((2, 120, b"The pier"), (2, 110, b"Sam Rudd")) + plain[2:]
    project.write({"articles/a.md": story(photos=[{"src": "pier.jpg"}]), "articles/pier.jpg": picture}).built()
    assert "The pier" in project.page(FERRY)
    assert "Sam Rudd" in project.page(FERRY)
    project.write({"articles/a.md": story(photos=[{"src": "pier.jpg", "caption": "Our pier"}])}).built()
    assert "The pier" not in project.page(FERRY)
    assert "Sam Rudd" in project.page(FERRY)


def test_a_picture_that_tells_where_it_was_taken_is_named_once_it_is_public(project: Project) -> None:
    located = made("JPEG", exif=exif(place=1))
    showing = story(photos=[{"src": "a.jpg"}, {"src": "b.jpg"}])
    project.write({"articles/a.md": showing, "articles/a.jpg": located, "articles/b.jpg": located})
    (problem,) = project.write({"articles/nobodys.jpg": located}).built().problems
    assert (problem.code, problem.path, problem.level) == ("picture-place", "articles/a.jpg", "note")
    assert "1 other" in problem.message
    assert project.write({"articles/a.md": story(draft=True), "articles/b.md": story()}).built().problems == []


# Copies, with the extra `images`

RESIZED = '[build]\npictures = "resized"\n'


@pytest.fixture
def gallery(project: Project) -> Project:
    """Give a story with a large photo on its side, a place in it, and a drawing in its text."""
    return project.write(
        {
            "newsgen.toml": RESIZED,
            "articles/a.md": story(body="![A map](map.png) ![A ghost](ghost.png)", photos=[{"src": "pier.jpg"}]),
            "articles/pier.jpg": made("JPEG", (800, 1200), exif=exif(orientation=6, place=1)),
            "articles/map.png": made("PNG", (2400, 300)),
            "articles/ghost.png": made("PNG", (600, 300), mode="RGBA"),
        }
    )


def test_pictures_have_narrower_copies_in_two_formats(gallery: Project) -> None:
    assert gallery.built().problems == []
    folder = "2018/12/17/ferry-runs-again/"
    found = {path.removeprefix(folder): data for path, data in gallery.tree().items() if path.startswith(folder)}
    sizes = {name: Image.open(BytesIO(data)).size for name, data in found.items() if name != "index.html"}
    assert sizes == {
        "pier.jpg": (1200, 800),
        "pier-480.jpg": (480, 320),
        "pier-960.jpg": (960, 640),
        "pier-480.avif": (480, 320),
        "pier-960.avif": (960, 640),
        "pier-1200.avif": (1200, 800),
        **{f"map-{width}.{kind}": (width, width // 8) for width in (480, 960, 1440, 1920) for kind in ("avif", "jpg")},
        "map.png": (1920, 240),
        "ghost.png": (600, 300),
    }
    html = gallery.page(FERRY)
    assert '<img src="pier.jpg" srcset="pier-480.jpg 480w, pier-960.jpg 960w, pier.jpg 1200w"' in short(html)
    assert 'width="1200" height="800"' in html
    assert '<picture><source type="image/avif" srcset="map-480.avif 480w, ' in short(html)
    assert gallery.built("--prove").counts[:3] == (0, 0, 0)


def short(html: str) -> str:
    return html.replace("../../../../2018/12/17/ferry-runs-again/", "")


def test_copies_hold_nothing_but_the_picture(gallery: Project) -> None:
    gallery.built()
    for path, data in gallery.tree().items():
        if path.endswith((".jpg", ".avif", ".png")):
            assert not Image.open(BytesIO(data)).getexif(), path


def test_html_in_stories_may_not_bring_copies_of_its_own(gallery: Project) -> None:
    gallery.write(
        {
            "newsgen.toml": RESIZED + 'html = "sanitised"\n',
            "articles/b.md": story("B", body='![A map](map.png) <img alt="" srcset="https://example.org/x.png 1x">'),
        }
    ).built()
    html = gallery.page("2018/12/17/b/index.html")
    assert "map-480.avif 480w" in html
    assert "example.org" not in html


def test_copies_that_a_refused_build_made_go_with_their_story(gallery: Project) -> None:
    """Whatever ended the build before, nothing is kept of a story that is hidden now."""
    folder = gallery.root / ".newsgen/pictures"
    draft = {"articles/a.md": story(draft=True), "articles/b.md": story("B")}
    shown = (gallery.root / "articles/a.md").read_text()
    gallery.write(draft).built()
    gallery.write({"articles/a.md": shown, "templates/day.html": "{{ nobody.there }}"}).refused()
    assert list(folder.iterdir())
    gallery.write({**draft, "templates/day.html": None}).built()
    assert list(folder.iterdir()) == []


def test_no_picture_is_encoded_twice(gallery: Project) -> None:
    """Not for another address, and not when all but the copies is lost: without the library it works as well."""
    gallery.built()
    before = {path.rpartition("/")[2]: data for path, data in gallery.tree().items() if path.endswith(".avif")}
    for state in (gallery.root / ".newsgen").glob("*.state"):
        state.unlink()
    gallery.write({"stub/PIL/__init__.py": "raise ModuleNotFoundError('PIL')\n"})
    gallery.write({"articles/a.md": gallery.page("articles/a.md", ".").replace("Ferry runs again", "Moved")})
    path = f"{gallery.root / 'stub'}{os.pathsep}{SOURCES}"
    outcome = gallery.process("build", "--now", "2024-06-01", environment={"PYTHONPATH": path})
    assert outcome.status == 0, outcome.err
    after = {path.rpartition("/")[2]: data for path, data in gallery.tree().items() if path.endswith(".avif")}
    assert after == before


def test_copies_that_nothing_shows_any_more_are_forgotten(gallery: Project) -> None:
    gallery.built()
    kept = gallery.root / ".newsgen" / "pictures"
    assert len(list(kept.iterdir())) == 15
    gallery.write({"articles/a.md": story(draft=True), "articles/b.md": story("B")}).built()
    assert list(kept.iterdir()) == []


def test_a_copy_that_was_kept_and_broken_is_made_again(gallery: Project) -> None:
    gallery.built()
    before = gallery.tree()
    for place in (gallery.root / ".newsgen" / "pictures").iterdir():
        place.write_bytes(place.read_bytes()[:-1])
    gallery.built("--output", "again")
    assert gallery.tree("again") == before


def test_the_library_for_pictures_is_asked_for_by_name(gallery: Project) -> None:
    gallery.write({"stub/PIL/__init__.py": "raise ModuleNotFoundError('PIL')\n"})
    path = f"{gallery.root / 'stub'}{os.pathsep}{SOURCES}"
    outcome = gallery.process("build", "--now", "2024-06-01", environment={"PYTHONPATH": path})
    assert outcome.status == 1, outcome.out
    assert "newsgen[images]" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_picture_that_is_broken_is_named(gallery: Project) -> None:
    gallery.write({"articles/map.png": made("PNG", (2400, 300))[:100]})
    (problem,) = gallery.refused().problems
    assert (problem.code, problem.path) == ("picture-unreadable", "articles/map.png")
