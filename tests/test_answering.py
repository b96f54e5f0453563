"""What the preview answers: which file an address means, who may ask, pieces of files, the script in a page."""

from __future__ import annotations

import pytest

from newsgen.previewing.answering import (
    UnsatisfiableError,
    file_path,
    folder_address,
    may_ask,
    media_type,
    piece,
    stand_in,
    with_script,
)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/?page=2", "index.html"),
        ("/2018/12/17/ferry/", "2018/12/17/ferry/index.html"),
        ("/2018/12/17/ferry", "2018/12/17/ferry"),
        ("/static/style.css?newsgen=1", "static/style.css"),
        ("/tags/%C3%A9cluse/", "tags/écluse/index.html"),
        ("/a%20b.pdf", "a b.pdf"),
        ("/a%2Bb%25.pdf", "a+b%.pdf"),
    ],
)
def test_an_address_means_a_file(address: str, path: str) -> None:
    assert file_path(address, "/") == path


@pytest.mark.parametrize(
    "address",
    [
        "/../newsgen.toml",
        "/..",
        "/a/../../etc/passwd",
        "/%2e%2e/newsgen.toml",
        "/%2E%2E%2Fnewsgen.toml",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/static/style.css%00.html",
        "/%ff",
        "/./index.html",
        "index.html",
        "http://elsewhere.example/",
        "*",
        "",
    ],
)
def test_an_address_that_leads_anywhere_else_means_no_file(address: str) -> None:
    assert file_path(address, "/") is None


def test_the_site_may_lie_under_a_path() -> None:
    assert file_path("/some/path/", "/some/path/") == "index.html"
    assert file_path("/some/path/feed.xml", "/some/path/") == "feed.xml"
    assert file_path("/feed.xml", "/some/path/") is None
    assert file_path("/some/path", "/some/path/") is None


def test_a_folder_has_its_own_address() -> None:
    assert folder_address("/tags/%C3%A9cluse?x") == "/tags/%C3%A9cluse/"
    assert folder_address("//elsewhere.example") == "/elsewhere.example/"


HOST = {"Host": "127.0.0.1:8000"}


@pytest.mark.parametrize(
    "headers",
    [
        HOST,
        {"Host": "localhost:8000"},
        {"Host": "LOCALHOST"},
        {"Host": "paper.localhost:8000"},
        {"Host": "[::1]:8000"},
        {**HOST, "Origin": "http://127.0.0.1:8000"},
        {**HOST, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
        {**HOST, "Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
        {**HOST, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_the_preview_itself_and_who_types_its_address_may_ask(headers: dict[str, str]) -> None:
    assert may_ask(headers.get, is_open=False)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": ""},
        {"Host": "elsewhere.example"},
        {"Host": "localhost.elsewhere.example:8000"},
        {"Host": "127.0.0.1.elsewhere.example"},
        {"Host": "192.168.1.5:8000"},
        {"Host": "[::1"},
        {"Host": "1.2.3"},
        {**HOST, "Origin": "http://elsewhere.example"},
        {**HOST, "Origin": "http://127.0.0.1:3000"},
        {**HOST, "Origin": "null"},
        {**HOST, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {**HOST, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
def test_nobody_else_may(headers: dict[str, str]) -> None:
    assert not may_ask(headers.get, is_open=False)


def test_opened_to_the_network_it_has_numbers_and_the_machines_name() -> None:
    assert may_ask({"Host": "192.168.1.5:8000"}.get, is_open=True)
    assert not may_ask({"Host": "elsewhere.example"}.get, is_open=True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (None, None),
        ("", None),
        ("bytes=0-", (0, 10)),
        ("bytes=0-0", (0, 1)),
        ("bytes=2-4", (2, 5)),
        ("bytes=2-400", (2, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-30", (0, 10)),
        ("bytes=4-2", None),
        ("bytes=0-1,4-5", None),
        ("bytes=x-", None),
        ("lines=1-2", None),
        ("bytes=-", None),
    ],
)
def test_a_piece_of_a_file(asked: str | None, found: tuple[int, int] | None) -> None:
    assert piece(asked, 10) == found


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_piece_that_the_file_has_not(asked: str) -> None:
    with pytest.raises(UnsatisfiableError):
        piece(asked, 10)
    with pytest.raises(UnsatisfiableError):
        piece("bytes=0-", 0)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("static/style.css", "text/css; charset=utf-8"),
        ("a/B.JPG", "image/jpeg"),
        ("CNAME", "text/plain; charset=utf-8"),
        (".htaccess", "text/plain; charset=utf-8"),
        ("a.b/_redirects", "text/plain; charset=utf-8"),
        ("x.unknown", "application/octet-stream"),
    ],
)
def test_the_type_of_a_file_is_told_by_its_name(path: str, kind: str) -> None:
    assert media_type(path) == kind


@pytest.mark.parametrize(
    "start", [b"<!doctype html><html><head>", b'<HEAD profile="x">', b"<!-- x --> <!DOCTYPE html>", b""]
)
def test_the_script_comes_before_the_pages_policy(start: bytes) -> None:
    policy = b"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    page = with_script(start + policy, {"page": '"><b>'})
    assert page.startswith(
        start + b'<script src="/-newsgen/preview.js" data-page="&quot;&gt;&lt;b&gt;" defer></script>'
    )
    assert page.endswith(policy)
    assert b"robots" not in page


def test_a_draft_is_for_no_search_engine() -> None:
    assert b'<meta name="robots" content="noindex">' in with_script(b"<head>", {}, is_draft=True)


def test_what_stands_in_for_a_page_shows_a_message_as_text() -> None:
    assert b"<pre>&lt;script&gt;</pre>" in stand_in("No", "<script>")
