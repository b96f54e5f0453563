"""Settings: every key, every way to get it wrong, and the exact place. TOML itself: tests/test_settings_file.py."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import fields, replace
from typing import Any

import pytest

from newsgen.news.diagnostics import Diagnostic
from newsgen.news.settings import GROUPS, Profile, Settings, read
from newsgen.news.targets import Target, target
from newsgen.reading.settings_file import read_toml
from tests.news.making import told

ZONES = {"Europe/Lisbon", "UTC", "localtime"}


def reading(toml: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    tree, problems = read_toml(toml, "newsgen.toml")
    made, more = read(tree, known_zone=ZONES.__contains__)
    return made, (*problems, *more)


def test_no_settings_at_all() -> None:
    assert reading("") == (Settings(), ())


SSH = "ssh://ana@example.org:2222/srv/paper/"

READ: list[tuple[str, MappingOf[str, object]]] = [
    ('title = "The Packet"', {"title": "The Packet"}),
    ("title = 1984", {"title": "1984"}),
    ('title = ""', {"title": "News archive"}),
    ('base_url = "https://example.org/news"', {"base_url": "https://example.org/news/"}),
    ('base_url = "https://example.org/"', {"base_url": "https://example.org/"}),
    ('language = "pt_br"', {"language": "pt-BR"}),
    ('timezone = "Europe/Lisbon"', {"timezone": "Europe/Lisbon"}),
    ('description = "a\\n b"', {"description": "a b"}),
    ('copyright = "c"', {"copyright": "c"}),
    ('license = "MIT"', {"license": "MIT"}),
    ('[build]\nignore = ["*.bak", "old/"]', {"ignore": ("*.bak", "old/")}),
    ('[build]\nignore = "a, b"', {"ignore": ("a", "b")}),
    ('[build]\nhtml = "sanitised"', {"html": "sanitised"}),
    ("[build]\ntypography = false", {"typography": False}),
    ('[urls]\nslugs = "unicode"', {"slugs": "unicode"}),
    ('[build]\npictures = "resized"', {"pictures": "resized"}),
    ('[urls]\nstyle = "file"', {"url_style": "file"}),
    ('[identity]\nauthority = "example.org"', {"authority": "example.org"}),
    ('[identity]\nauthority = "desk@example.org"', {"authority": "desk@example.org"}),
    ('[front_matter]\nignore = ["weight"]', {"ignored_fields": ("weight",)}),
    ("[outputs]\nfeed = false\ntags = true", {"outputs": tuple(x for x in Settings.outputs if x != "feed")}),
    (
        '[front_matter.names]\ntitle = "headline"\nauthor = "byline"',
        {"field_names": (("title", "headline"), ("author", "byline"))},
    ),
    ('[cards]\nfont = "fonts/a b.TTF"\npicture = "/x.png"', {"card_font": "fonts/a b.TTF", "card_picture": "/x.png"}),
    ("[front_matter]\ndates_in_names = true", {"dates_in_names": True}),
    ("[clippings]\nconfidence = 0.75", {"confidence": 0.75}),
    ("[search]\nsplit = 500", {"split": 500}),
    (
        '[outputs]\ngroup_feeds = ["tags", "outlets"]\nmin_stories = 12',
        {"group_feeds": ("tags", "outlets"), "min_stories": 12},
    ),
    (
        '[publisher]\nethics = "https://x.example/e"\nname = "The Trust"\ncorrections = "/fehler/é/"',
        {"publisher": (("name", "The Trust"), ("corrections", "/fehler/%C3%A9/"), ("ethics", "https://x.example/e"))},
    ),
    ("[outputs]\ngroup_feeds = []", {"group_feeds": ()}),
    ("[outlets.JPOST]", {"outlets": (Profile("JPOST"),)}),
    (
        '[outlets."The Gulf"]\nurl = "https://gulf.example/"\nagency = true\naliases = ["Gulf"]',
        {"outlets": (Profile("The Gulf", ("Gulf",), "https://gulf.example/", True),)},
    ),
    ('[people."Ana Ruiz"]\naliases = "A. Ruiz"', {"people": (Profile("Ana Ruiz", ("A. Ruiz",)),)}),
    (
        '[tags]\ndeny = ["misc"]\n[tags.Politics]\naliases = ["Policy"]',
        {"tags": (Profile("Politics", ("Policy",)),), "denied_tags": ("misc",)},
    ),
    (
        '[menu]\nAbout = "/about/"\nShop = "https://shop.example/"',
        {"menu": (("About", "/about/"), ("Shop", "https://shop.example/"))},
    ),
    (
        '[publish.web]\nto = "ssh://ana@example.org:2222/srv/paper/"\nhost = "netlify"',
        {"targets": (replace(target("web", SSH), host="netlify"),)},
    ),
    (
        '[publish.a]\nto = "folder:../copies"\nkeep = 12\n[publish.b]\nto = "git:"\n[publish.c]\nto = "s3://paper"\n'
        'endpoint = "https://s3.example/"\nregion = "x"',
        {
            "targets": (
                Target("a", "folder:../copies", "folder", "../copies", keep=12),
                Target("b", "git:", "git", "origin", branch="gh-pages"),
                Target("c", "s3://paper", "s3", "", bucket="paper", endpoint="https://s3.example/", region="x"),
            )
        },
    ),
]


@pytest.mark.parametrize(("toml", "values"), READ)
def test_read(toml: str, values: MappingOf[str, object]) -> None:
    made, problems = reading(toml)
    assert problems == ()
    assert made == replace(Settings(), **values)  # type: ignore[arg-type]


def test_every_setting_is_read_in_some_row() -> None:
    assert {field.name for field in fields(Settings)} == {name for _, values in READ for name in values}


REFUSED = [
    ("titel = 'x'", ("field-unknown", 1, 1, 5)),
    ("title = ['x']", ("field-type", 1, 9, 5)),
    ('title = "a\\u0000"', ("unprintable", 1, 9, 9)),
    ("base_url = 'example.org'", ("web-address", 1, 12, 13)),
    ("base_url = 'https://example.org/?x'", ("web-address", 1, 12, 24)),
    ("base_url = 'https://example.org/#x'", ("web-address", 1, 12, 24)),
    ("\n\n  base_url   =   'x'", ("web-address", 3, 18, 3)),
    ("language = 'English'", ("language", 1, 12, 9)),
    ("timezone = 'Mars' # red", ("timezone", 1, 12, 6)),
    ("timezone = 'localtime'", ("timezone", 1, 12, 11)),
    ("timezone = [1]", ("field-type", 1, 12, 3)),
    ("build = 1", ("field-type", 1, 9, 1)),
    ("[build]\nhtml = 'raw'", ("field-value", 2, 8, 5)),
    ("[build]\ntypography = 'curly'", ("field-type", 2, 14, 7)),
    ("[build]\nhtlm = 'escaped'", ("field-unknown", 2, 1, 4)),
    ("[build]\nignore = {a = 1}", ("field-type", 2, 10, 7)),
    ("[urls]\nslugs = 'latin'", ("field-value", 2, 9, 7)),
    ("[identity]\nauthority = 'https://example.org'", ("field-value", 2, 13, 21)),
    ("[front_matter]\nignore = {a = 1}", ("field-type", 2, 10, 7)),
    ("[cards]\nfont = '../a.ttf'", ("field-value", 2, 8, 10)),
    ("[cards]\nfont = 'a.png'", ("field-value", 2, 8, 7)),
    ("[cards]\npicture = 'x.png'", ("web-address", 2, 11, 7)),
    ("[front_matter]\nnames = ['title']", ("field-type", 2, 9, 9)),
    ("[front_matter.names]\ntitle = 'headlin'", ("field-value", 2, 9, 9)),
    ("[front_matter.names]\nslug = 'id'", ("field-value", 2, 1, 4)),
    ("outputs = 1", ("field-type", 1, 11, 1)),
    ("[outputs]\nfeeds = false", ("field-unknown", 2, 1, 5)),
    ('[outputs]\ngroup_feeds = ["tag"]', ("field-value", 2, 15, 7)),
    ("publisher = 1", ("field-type", 1, 13, 1)),
    ('[publisher]\nethics = "ethics"', ("web-address", 2, 10, 8)),
    ('[publisher]\nethics = "//x.example/"', ("web-address", 2, 10, 14)),
    ("[outputs]\nmin_stories = 0", ("field-type", 2, 15, 1)),
    ("[outputs]\nmin_stories = -4", ("field-type", 2, 15, 2)),
    ("[outputs]\nfeed = 'maybe'", ("field-type", 2, 8, 7)),
    ("outlets = 'JPOST'", ("field-type", 1, 11, 7)),
    ("[outlets]\nJPOST = 'x'", ("field-type", 2, 1, 5)),
    ("[outlets.JPOST]\nurl = 'x'", ("web-address", 2, 7, 3)),
    ("[outlets.JPOST]\nagency = 'x'", ("field-type", 2, 10, 3)),
    ("[outlets.'a b']\nurrl = 'x'", ("field-unknown", 2, 1, 4)),
    ("[people.Ana]\nurl = 'https://x.example'", ("field-unknown", 2, 1, 3)),
    ("[tags.A]\nagency = true", ("field-unknown", 2, 1, 6)),
    ('[tags."a\\u0000"]', ("unprintable", 1, 1, 1)),
    ("[tags.A]\naliases = ['x']\n[tags.B]\naliases = ['X']", ("name-shared", 3, 2, 6)),
    ("[tags.A]\naliases = ['B']\n[tags.B]", ("name-shared", 3, 2, 6)),
    ("[tags.Politics]\n[tags.politics]", ("name-shared", 2, 2, 13)),
    ("menu = 1", ("field-type", 1, 8, 1)),
    ("[menu]\nAbout = 'about'", ("menu", 2, 9, 7)),
    ("[menu]\nAbout = '//evil.example'", ("menu", 2, 9, 16)),
    ("[menu]\nAbout = '/\\evil.example'", ("menu", 2, 9, 16)),
    ("[menu]\nAbout = 'javascript:x'", ("menu", 2, 9, 14)),
    ("[menu]\nAbout = ['x']", ("field-type", 2, 9, 5)),
]


@pytest.mark.parametrize(("toml", "place"), REFUSED)
def test_refused(toml: str, place: tuple[str, int, int, int]) -> None:
    _, problems = reading(toml)
    found = told(problems)
    assert found[0][0] == place[0]
    if place[0] != "unprintable" or "title" in toml:
        assert found == [place]
    assert all(problem.hint for problem in problems)


def test_all_problems_come_out_at_once() -> None:
    _, problems = reading("titel = 1\ntimezone = 'Mars'\n[build]\nhtml = 'x'\n[menu]\nA = 'b'")
    assert [problem.code for problem in problems] == ["field-unknown", "timezone", "field-value", "menu"]


def test_the_base_path() -> None:
    assert Settings().base_path == "/"
    assert Settings(base_url="https://example.org/a/b/").base_path == "/a/b/"


def test_the_authority_of_identities() -> None:
    assert Settings().tag_authority == ""
    assert Settings(base_url="https://Example.org:8080/a/").tag_authority == "example.org"
    assert Settings(base_url="https://example.org/", authority="old.example").tag_authority == "old.example"


def test_the_zone() -> None:
    assert Settings().zone is None
    assert str(Settings(timezone="Europe/Lisbon").zone) == "Europe/Lisbon"


def test_profiles_are_found_by_any_spelling() -> None:
    settings = Settings(tags=(Profile("Politics", ("Policy",)),), outlets=(Profile("JPOST"),))
    assert set(settings.profiles("tags")) == {"politics", "policy"}
    assert set(settings.profiles("outlets")) == {"jpost"}
    assert settings.profiles("sections") == {}


CHANGES: MappingOf[str, object] = {
    "title": "x",
    "base_url": "https://x.example/",
    "language": "he",
    "timezone": "UTC",
    "description": "x",
    "copyright": "x",
    "license": "x",
    "ignore": ("x",),
    "html": "sanitised",
    "typography": False,
    "slugs": "unicode",
    "url_style": "file",
    "pictures": "resized",
    "authority": "x",
    "ignored_fields": ("x",),
    "field_names": (("x", "headline"),),
    "card_font": "a.ttf",
    "card_picture": "/x.png",
    "dates_in_names": True,
    "confidence": 0.5,
    "outputs": (),
    "group_feeds": (),
    "min_stories": 9,
    "split": 9,
    "outlets": (Profile("x"),),
    "people": (Profile("x"),),
    "tags": (Profile("x"),),
    "denied_tags": ("x",),
    "menu": (("x", "/x/"),),
    "publisher": (("name", "x"),),
    "targets": (target("x", "git:"),),
}


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_every_setting_counts_in_a_fingerprint(field: object) -> None:
    """What a setting changes is read anew, printed anew or planned anew: nothing may be forgotten."""
    name = getattr(field, "name")  # noqa: B009
    more: dict[str, Any] = {name: CHANGES[name]}
    changed = replace(Settings(), **more)
    planned = {
        "ignore",
        "timezone",
        "authority",
        "group_feeds",
        "min_stories",
        "pictures",
        "split",
        "card_font",
        "targets",
    }  # these decide what is read and planned, and are asked each time; and where it is sent
    moved = {
        part for part in ("reading", "masthead") if _print(getattr(changed, part)) != _print(getattr(Settings(), part))
    }
    assert moved or name in planned


def _print(value: object) -> object:
    return getattr(value, "digest", value)


def test_how_texts_are_printed_counts_on_every_page() -> None:
    assert Settings(html="sanitised").masthead.digest != Settings().masthead.digest


def test_the_masthead_has_the_indexes_in_their_order_and_a_feed_only_with_an_address() -> None:
    assert Settings().masthead.indexes == GROUPS
    assert not Settings().masthead.feeds
    addresses = [address for address, _ in Settings(base_url="https://x.example/").masthead.feeds]
    assert addresses == ["/feed.xml", "/rss.xml", "/feed.json"]
    assert not Settings(base_url="https://x.example/", outputs=("tags",)).masthead.feeds
    assert Settings(outputs=("sections", "tags")).masthead.indexes == ("tags", "sections")
    assert Settings(language="he").masthead.direction == "rtl"


def test_where_it_is_sent_over_ssh_is_what_rsync_calls_it() -> None:
    made = target("web", SSH)
    assert (made.kind, made.place, made.port) == ("ssh", "ana@example.org:/srv/paper/", 2222)
    assert target("web", "ssh://[::1]/srv").place == "[::1]:/srv/"
