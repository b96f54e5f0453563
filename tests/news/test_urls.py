"""Addresses: what may be printed, what lies where, and which way leads there."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news.urls import (
    RESERVED,
    allowed,
    beside,
    encoded,
    file_url,
    output_path,
    page_url,
    scheme,
    story_url,
    to_root,
    with_scheme,
)
from tests.news.making import day

REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\u0000javascript:alert(1)",
    "java\u00adscript:x",
    "\u200bjavascript:x",
    "\ufeffjavascript:x",
    "javascript\u2028:x",
    "vbscript:msgbox(1)",
    "data:text/html,<script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "feed:https://example.org/",
    "feed:javascript:alert(1)",
    "blob:https://example.org/x",
    "filesystem:https://example.org/x",
    "intent:x",
    "file:///etc/passwd",
    "ftp://example.org/",
    "view-source:x",
    "about:blank",
    "ws://x",
    "x-made-up:1",
    "//example.org/",
    "///example.org/",
    "/\\example.org/",
    "\\\\example.org\\x",
    "\\/example.org",
    "/\t/example.org/",
    "\n//example.org/",
    " //example.org/",
    "\u200b//example.org/",
]
WHOLE = [
    ("//example.org/a", "https://example.org/a"),
    ("//Example.ORG", "https://Example.ORG"),
    ("//пример.рф:8080?x", "https://пример.рф:8080?x"),
    *(
        (near, near)
        for near in ("///example.org/", "//a", "//a b.org/", "//me@example.org/", "/\\x.org", "//x.org\\", "a//x.org")
    ),
]
PRINTED = [
    "https://example.org/a?b=c#d",
    "http://example.org",
    "HTTPS://EXAMPLE.ORG/",
    "mailto:desk@example.org",
    "tel:+44123",
    "other.md",
    "../other.md#part",
    "/tags/ferry/",
    "#part",
    "?q=1",
    "",
    "12:30.md",
    "a/b:c",
    "./javascript:x",
    "%6Aavascript:x",
]


@pytest.mark.parametrize("target", REFUSED)
@pytest.mark.parametrize("image", [True, False])
def test_refused_targets(target: str, image: bool) -> None:
    assert not allowed(target, image=image)


@pytest.mark.parametrize("target", PRINTED)
def test_printed_targets(target: str) -> None:
    assert allowed(target)


@pytest.mark.parametrize(("target", "whole"), WHOLE)
def test_a_target_without_a_scheme_that_names_a_host_is_https(target: str, whole: str) -> None:
    assert with_scheme(target) == whole


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "avif", "PNG"])
def test_data_pictures_are_pictures_only(kind: str) -> None:
    target = f"data:image/{kind};base64,AAAA"
    assert allowed(target, image=True)
    assert not allowed(target)


@pytest.mark.parametrize(
    "target",
    ["data:image/svg+xml,<svg>", "data:image/png", "data:,x", "data:image/pngx;x", "data:text/plain,image/png;"],
)
def test_other_data_is_no_picture(target: str) -> None:
    assert not allowed(target, image=True)


@given(st.text(max_size=30))
def test_whatever_is_allowed_has_a_known_scheme_or_none(target: str) -> None:
    if allowed(target):
        assert scheme(target) in {"", "http", "https", "mailto", "tel"}
        assert not target.strip().replace("\\", "/").startswith("//")


def test_story_addresses() -> None:
    assert story_url(day("2018-12-17T23:00-05:00"), "ferry") == "/2018/12/17/ferry/"
    assert story_url(day("2018-12"), "ferry") == "/2018/12/ferry/"
    assert story_url(day("1912~"), "ferry") == "/1912/ferry/"
    assert story_url(day("unknown"), "été") == "/undated/%C3%A9t%C3%A9/"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/tags/x/", "tags/x/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/%C3%A9t%C3%A9/", "été/index.html"),
        ("/100%25/", "100%/index.html"),
    ],
)
def test_output_paths(url: str, path: str) -> None:
    assert output_path(url) == path
    assert page_url(path) == url


@given(st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1))
def test_addresses_and_files_are_each_others_inverse(name: str) -> None:
    url = encoded(f"/{name}/")
    assert url.isascii()
    assert unquote(url) == f"/{name}/"
    assert output_path(url) == f"{name}/index.html"


@given(st.lists(st.sampled_from(["a", "2018", "x.html"]), min_size=1, max_size=6))
def test_the_way_to_the_root_leads_there(parts: list[str]) -> None:
    path = "/".join(parts)
    assert urljoin(f"https://example.org/sub/{path}", to_root(path)) == "https://example.org/sub/"


def test_files_stand_beside_their_page_under_their_own_name() -> None:
    assert file_url("/2018/12/17/x/", "articles/pics/ferry.jpg") == "/2018/12/17/x/ferry.jpg"
    assert file_url("/x/", "articles/my pic #1.JPG") == "/x/my-pic-1.JPG"
    assert file_url("/x/", "articles/con.jpg") == "/x/con-.jpg"
    assert file_url("/x/", "articles/???.png").endswith(".png")
    assert file_url("/x/", "articles/e\u0301.png") == "/x/%C3%A9.png"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("b.md", "articles/x/b.md"),
        ("./b.md", "articles/x/b.md"),
        ("../b.md", "articles/b.md"),
        ("../../pages/about.md", "pages/about.md"),
        ("b.md#part", "articles/x/b.md"),
        ("b.md?x=1", "articles/x/b.md"),
        ("a%20b.md", "articles/x/a b.md"),
        ("%2e%2e/b.md", "articles/b.md"),
        ("../../../etc/passwd", None),
        ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", None),
        ("..%2f..%2f..%2fetc", None),
        ("/etc/passwd", None),
        ("%2fetc/passwd", None),
        ("..\\..\\x", None),
        ("a%5cb", None),
        ("C:x", None),
        ("c%3a/x", None),
        ("a\x00b", None),
        ("a%00b", None),
        ("", None),
        ("#part", None),
        ("../..", None),
    ],
)
def test_references_beside_a_source(reference: str, path: str | None) -> None:
    assert beside("articles/x/a.md", reference) == path


@given(st.text(max_size=40))
def test_no_reference_leaves_the_project(reference: str) -> None:
    path = beside("articles/a.md", reference)
    if path is not None:
        assert not posixpath.isabs(path)
        assert ".." not in path.split("/")


def test_reserved_addresses_are_the_ones_of_the_architecture() -> None:
    for name in ("tags", "bylines", "outlets", "sections", "threads", "archive", "undated", "static", "feed.xml"):
        assert name in RESERVED
