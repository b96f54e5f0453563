"""HTML for readers elsewhere: every address in it is whole, and nothing else is touched."""

from __future__ import annotations

import pytest

from newsgen.body.afar import whole

PAGE = "https://example.org/paper/2018/12/17/ferry/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#fn1">1</a>', f'<a href="{PAGE}#fn1">1</a>'),
        ('<a href="../x/">x</a>', '<a href="https://example.org/paper/2018/12/17/x/">x</a>'),
        ('<img alt="a &gt; b" src="ferry.jpg">', f'<img alt="a &gt; b" src="{PAGE}ferry.jpg">'),
        ('<video poster="p.png" src="v.mp4"></video>', f'<video poster="{PAGE}p.png" src="{PAGE}v.mp4"></video>'),
        ('<img srcset="a.jpg 1x, b.jpg 2x">', f'<img srcset="{PAGE}a.jpg 1x, {PAGE}b.jpg 2x">'),
        ('<img srcset="a.jpg 480w,/b.jpg">', f'<img srcset="{PAGE}a.jpg 480w, https://example.org/b.jpg">'),
        ('<a href="?a=1&amp;b=2">x</a>', f'<a href="{PAGE}?a=1&amp;b=2">x</a>'),
        ('<blockquote cite="/x">y</blockquote>', '<blockquote cite="https://example.org/x">y</blockquote>'),
        ('<a href="https://x.example/?q=%C3%A9">x</a>', '<a href="https://x.example/?q=%C3%A9">x</a>'),
        ('<a href="mailto:desk@example.org">x</a>', '<a href="mailto:desk@example.org">x</a>'),
        ('<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA">'),
    ],
)
def test_addresses_become_whole(html: str, expected: str) -> None:
    assert whole(html, PAGE) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<p>Write src="a.jpg" or href="b".</p>',
        '<p title=" src=x">y</p>',
        "<p>1 &lt; 2 href=&quot;x&quot;</p>",
        "a < b > c",
    ],
)
def test_what_is_no_address_stays(html: str) -> None:
    assert whole(html, PAGE) == html


def test_what_is_whole_stays_whole() -> None:
    once = whole('<a href="x">x</a> <img srcset="a.jpg 1x, b.jpg 2x">', PAGE)
    assert whole(once, "https://other.example/") == once
