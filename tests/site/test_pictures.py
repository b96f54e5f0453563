"""Pictures on pages: measured, so that nothing moves while they load; with the caption and credit that they bring."""

from __future__ import annotations

import re

from tests.news.test_pictures import exif, iptc, made
from tests.site.project import Project, story

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
