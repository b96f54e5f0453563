"""The Google News sitemap: the one file beside the gate that time alone changes."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.site.project import Project, story

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def titles(project: Project) -> list[str | None]:
    root = ET.fromstring(project.tree()["news-sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    return [entry.text for entry in root.iter(f"{NEWS}title")]


def test_it_holds_what_ran_in_the_last_two_days_and_time_alone_changes_it(project: Project) -> None:
    project.write(
        {
            "newsgen.toml": 'title = "The Packet"\nbase_url = "https://x.example/"\ntimezone = "UTC"\n'
            "[outputs]\nnews_sitemap = true\n",
            "articles/a.md": story("Morning", "2024-05-31 08:00"),
            "articles/b.md": story("Noon & after", "2024-05-31 12:30"),
            "articles/c.md": story("Old clipping", "2018-12-17", added="2024-06-01"),
        }
    )
    project.built(now="2024-06-01T12:00:00Z")
    assert titles(project) == ["Noon & after", "Morning"]
    text = project.page("news-sitemap.xml")
    assert "<news:publication_date>2024-05-31T12:30:00+00:00</news:publication_date>" in text
    assert "<news:name>The Packet</news:name><news:language>en</news:language>" in text
    assert "Sitemap: https://x.example/news-sitemap.xml\n" in project.page("robots.txt")
    assert project.built(now="2024-06-02T07:59:59Z").counts[:3] == (0, 0, 0)
    assert project.built(now="2024-06-02T08:00:00Z").counts[:3] == (1, 1, 0)
    assert titles(project) == ["Noon & after"]
    project.built(now="2024-07-01T00:00:00Z")
    assert titles(project) == []
    (said,) = project.built("--prove", now="2024-07-01T00:00:00Z").problems
    assert said.message == "equal to a clean build"


def test_without_it_time_changes_nothing(project: Project) -> None:
    project.write({"articles/a.md": story("Morning", "2024-05-31 08:00")})
    project.built("--base-url", "https://x.example/", now="2024-06-01T12:00:00Z")
    assert "news-sitemap.xml" not in project.pages()
    assert project.built("--base-url", "https://x.example/", now="2024-06-05T12:00:00Z").counts[:3] == (0, 0, 0)
