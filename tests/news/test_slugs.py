"""Slugs: from any headline an address that every file system and every browser can have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.news import slugs
from newsgen.news.fingerprint import of_text, suffixed
from newsgen.news.slugs import file_stem, from_headline, is_old_address, is_one_part, leaves_its_folder, pinned, term

ASCII = [
    ("Ferry runs again", "ferry-runs-again"),
    ("LAVROV: Russian, Israeli armies cooperating", "lavrov-russian-israeli-armies-cooperating"),
    ("Café crème — “naïve”", "cafe-creme-naive"),
    ("Straße", "strasse"),
    ("Москва", "moskva"),
    ("北京", "bei-jing"),
    ("50% off", "50-off"),
    ("&#65;&amp;", "65-amp"),
    ("&#99999999999999999999; x", "99999999999999999999-x"),
    ("CON", "con-"),
    ("nul", "nul-"),
    ("COM1", "com1-"),
    ("LPT9", "lpt9-"),
    ("Connie", "connie"),
    ("../../etc/passwd", "etc-passwd"),
    ("C:\\Windows", "c-windows"),
    ("a" * 200, "a" * 80),
    ("word " * 40, "-".join(["word"] * 16)),
    ("x" * 79 + " yes", "x" * 79),
]
UNICODE = [
    ("Москва и мир", "москва-и-мир"),
    ("שלום, עולם", "שלום-עולם"),
    ("हिन्दी समाचार", "हिन्दी-समाचार"),
    ("Čeština", "čeština"),
    ("e\u0301te\u0301", "été"),
    ("북한 뉴스", "북한-뉴스"),
    ("Ferry, again!", "ferry-again"),
    ("語" * 100, "語" * 80),
    ("𠀀" * 100, "𠀀" * 60),
    ("word " * 40, "-".join(["word"] * 16)),
    ("AUX", "aux-"),
]
PINNED = [
    ("ferry-1998", "ferry-1998"),
    ("Ferry", "Ferry"),
    ("été", "été"),
    ("e\u0301te\u0301", "été"),
    ("a b", "a-b"),
    ('a<b>c:d"e|f?g*h', "a-b-c-d-e-f-g-h"),
    ("a#b&c", "a-b-c"),
    ("trail. ", "trail"),
    (".hidden", "hidden"),
    ("con", "con-"),
    ("con.txt", "con-.txt"),
    ("Aux.html", "Aux-.html"),
    ("com¹", "com¹-"),
    ("console", "console"),
    ("a\u202eb", "a-b"),
    ("a\u200bb", "a-b"),
    ("a\u200cb", "a\u200cb"),
    ("a" * 90, "a" * 80),
]


@pytest.mark.parametrize(("headline", "slug"), ASCII)
def test_from_headlines(headline: str, slug: str) -> None:
    assert from_headline(headline, keep_script=False) == slug


@pytest.mark.parametrize(("headline", "slug"), UNICODE)
def test_from_headlines_in_their_script(headline: str, slug: str) -> None:
    assert from_headline(headline, keep_script=True) == slug


@pytest.mark.parametrize("headline", ["🎉", "...", "—", "!!!", "🎉🎉 🎉"])
@pytest.mark.parametrize("keep", [True, False])
def test_nothing_left_gives_a_short_digest(headline: str, keep: bool) -> None:
    assert from_headline(headline, keep_script=keep) == "x" + of_text(headline)[:8]


@pytest.mark.parametrize("headline", ["1984", "2018", "007", "1" * 200])
@pytest.mark.parametrize("keep", [True, False])
def test_never_all_digits(headline: str, keep: bool) -> None:
    slug = from_headline(headline, keep_script=keep)
    assert slug.startswith(headline[:75] + "-")
    assert len(slug) <= 80


@pytest.mark.parametrize(("written", "slug"), PINNED)
def test_pinned(written: str, slug: str) -> None:
    assert pinned(written) == slug


@pytest.mark.parametrize("written", ["...", " ", "?", "1998", "-"])
def test_pinned_slugs_of_nothing_and_of_digits_get_a_digest(written: str) -> None:
    slug = pinned(written)
    assert not slug.isdecimal()
    assert of_text(written)[:4] in slug


@given(st.text(max_size=200), st.booleans())
def test_every_slug_is_a_safe_file_name(text: str, keep: bool) -> None:
    for slug in (from_headline(text, keep_script=keep), pinned(text)):
        if leaves_its_folder(text) and slug == pinned(text):
            continue  # refused before
        assert slug
        assert len(slug) <= 81
        assert len(slug.encode("utf-8", "surrogatepass")) <= 255
        assert not slug.isdecimal()
        assert slug == slug.strip(" .")
        assert not set(slug) & set('<>:"|?*\\\x00#&')
        assert slug.lower().split(".")[0] not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@given(st.text(max_size=200))
def test_slugs_of_headlines_never_leave_their_folder(text: str) -> None:
    for keep in (True, False):
        assert is_one_part(from_headline(text, keep_script=keep))


TRAVERSALS = [
    "..",
    ".",
    " .. ",
    "../x",
    "a/../b",
    "a/..",
    "..\\x",
    "a\\b",
    "%2e%2e",
    "%2E%2e%2fx",
    "%252e%252e%252fx",
    "%25252e%25252e",
    ".%2e/x",
    "a%5c..",
    "a%5Cb",
    "/etc",
    "%2fetc",
    "\\\\host\\share",
    "//host/share",
    "C:\\x",
    "c:/x",
    "C:",
    "C%3A%5Cx",
    "a\x00b",
    "a%00b",
]


@pytest.mark.parametrize("name", TRAVERSALS)
def test_traversal_in_every_disguise(name: str) -> None:
    assert leaves_its_folder(name)
    assert not is_one_part(name)
    assert not is_old_address(f"/a/{name}" if not name.startswith(("/", "%2f")) else f"/{name}")


@pytest.mark.parametrize(
    "name", ["AC/DC", "and/or", "1.2", "Wait...", "To be continued...", "100%", "J. Doe", "a..b", "Q: and A", "50%-off"]
)
def test_names_that_are_no_paths(name: str) -> None:
    assert not leaves_its_folder(name)


@pytest.mark.parametrize("slug", ["a/b", "C:x", "a%2fb"])
def test_slugs_of_several_parts(slug: str) -> None:
    assert not is_one_part(slug)


@pytest.mark.parametrize(
    "alias", ["/", "/old/", "/old/address.html", "/2001/02/03/x", "/été/", "/caf%C3%A9/", "/a b/", "/a&b/", "/v1.2"]
)
def test_old_addresses(alias: str) -> None:
    assert is_old_address(alias)


@pytest.mark.parametrize(
    "alias",
    [
        "old",
        "",
        "//host/x",
        "/a//b",
        "/old?p=1",
        "/a#b",
        "/.git/config",
        "/.newsgen-ledger",
        "/a/.htaccess",
        "/con/",
        "/a/aux.html",
        "/a:b/",
        "/x./",
        "/x%20/",
        "/" + "y" * 300,
        "https://example.org/x",
        "/a\u202eb/",
        "/a*b",
        "/%0a/",
        "/C:/x",
    ],
)
def test_no_old_addresses(alias: str) -> None:
    assert not is_old_address(alias)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("ferry", "ferry"),
        ("my pic #1", "my-pic-1"),
        ("100%", "100-"),
        ("con", "con-"),
        ("aux.old", "aux-.old"),
        ("123", "123"),
    ],
)
def test_file_stems(stem: str, name: str) -> None:
    assert file_stem(stem) in {name, name.rstrip("-")}


def test_a_file_name_of_odd_signs_only_gets_a_digest() -> None:
    assert file_stem("???") == "x" + of_text("???")[:8]


def test_terms_share_identity_and_slug() -> None:
    assert (term("J. Doe").key, term("J. Doe").slug) == (term("j-doe").key, term("j-doe").slug) == ("j doe", "j-doe")
    assert term("J. Doe").name == "J. Doe"


def test_terms_with_signs_get_a_suffix() -> None:
    plus, sharp = term("C++"), term("C#")
    assert plus.slug != sharp.slug
    assert plus.slug.startswith("c-")
    assert term("C").slug == "c"


@given(st.text(min_size=1, max_size=200))
def test_terms_have_slugs_of_letters_digits_and_hyphens(name: str) -> None:
    slug = term(name).slug
    assert slug
    assert len(slug) <= 81
    assert slug.replace("-", "").isascii()
    assert slug.replace("-", "").isalnum()


def test_a_suffix_is_given_once_and_fits() -> None:
    once = suffixed("c", "c++")
    assert suffixed(once, "c++") == once
    assert len(suffixed("a" * 80, "key")) <= slugs.MAX_LENGTH
