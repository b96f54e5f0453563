"""Media types and caching, by name."""

from __future__ import annotations

import pytest

from newsgen.news.serving import A_DAY, ALWAYS_NEW, FOR_EVER, caching, hashed, is_hashed, media_type, unhashed


@pytest.mark.parametrize(
    ("path", "kind", "kept"),
    [
        ("index.html", "text/html; charset=utf-8", ALWAYS_NEW),
        ("feed.xml", "application/atom+xml", ALWAYS_NEW),
        ("sitemap.xml", "application/xml", ALWAYS_NEW),
        ("feed.json", "application/feed+json", ALWAYS_NEW),
        ("static/style.css", "text/css; charset=utf-8", ALWAYS_NEW),
        ("search/2010s.bin", "application/octet-stream", ALWAYS_NEW),
        ("_redirects", "application/octet-stream", ALWAYS_NEW),
        ("static/app.0123abcd.js", "text/javascript; charset=utf-8", FOR_EVER),
        ("static/app.20181217.js", "text/javascript; charset=utf-8", ALWAYS_NEW),
        ("2018/12/17/x/pier-20181217.JPG", "image/jpeg", A_DAY),
        ("2018/12/17/x/scan.pdf", "application/pdf", A_DAY),
        ("index.html.gz", "application/gzip", ALWAYS_NEW),
        ("noext", "application/octet-stream", ALWAYS_NEW),
    ],
)
def test_by_name(path: str, kind: str, kept: str) -> None:
    assert (media_type(path), caching(path)) == (kind, kept)


def test_a_name_with_a_digest_is_known_as_one() -> None:
    for digest in ("0123456789" * 3 + "abcdef0123" + "0" * 24, "f" * 64):
        name = hashed("static/style.css", digest)
        assert is_hashed(name)
        assert caching(f"{name}.gz") == FOR_EVER
        assert unhashed(name) == "static/style.css"
    assert hashed("static/style.css", "f" * 64) != hashed("static/style.css", "e" * 64)


@pytest.mark.parametrize("path", ["pier.jpg", "app.0123abcd.js", "notes.txt"])
def test_other_files_keep_their_names(path: str) -> None:
    assert hashed(path, "f" * 64) == path
