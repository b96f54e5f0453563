"""What is sent to a place, in which order, and what stays there a while longer."""

from __future__ import annotations

from newsgen.news.delivery import Delivery, delivery, in_order, still_needed

PAGES = {"a/index.html": "1", "index.html": "1"}
OLD, NEW = "static/style.aaaaaaaaaa.css", "static/style.bbbbbbbbbb.css"


def test_what_pages_need_goes_before_them_and_lists_go_last() -> None:
    found = Delivery(("2018/ferry/index.html", "2018/index.html", NEW), ("2018/ferry/pier.jpg", "feed.xml"))
    steps = in_order(found, ["2018/ferry/index.html"])
    assert steps == (["2018/ferry/pier.jpg", NEW], ["2018/ferry/index.html"], ["2018/index.html", "feed.xml"])


def test_an_old_stylesheet_stays_until_something_else_is_published() -> None:
    before, after = PAGES | {OLD: "o", f"{OLD}.gz": "o"}, PAGES | {NEW: "n", f"{NEW}.gz": "n", "index.html": "2"}
    kept = still_needed(after, before)
    assert kept == {OLD: "o", f"{OLD}.gz": "o"}
    assert delivery(after | kept, before).removed == ()
    there = after | kept
    assert still_needed(after, there) == kept
    assert delivery(after | still_needed(after, there), there).is_empty
    later = after | {"index.html": "3"}
    assert still_needed(later, there) == {}
    assert delivery(later, there) == Delivery((), ("index.html",), (OLD, f"{OLD}.gz"), len(later) - 1)


def test_without_a_successor_it_goes_at_once() -> None:
    assert still_needed(PAGES | {"index.html": "2"}, PAGES | {OLD: "o"}) == {}
    assert still_needed({"x": "1"}, {"x": "2", "y": "1"}) == {}
