"""Footnotes, none of which is lost: a plug-in for markdown-it-py around the one that reads them.

That one drops a footnote that nothing refers to, and the first of two that have one name. Here they are printed last,
marked `unused` in their token, so that a warning can be given.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

UNUSED = (
    "nothing in the text refers to this footnote, or another has its name: it is printed last",
    "Write its mark, such as `[^1]`, where it belongs.",
)


def footnotes(parser: MarkdownIt) -> None:
    """Add footnotes to a parser."""
    parser.use(footnote_plugin)
    parser.core.ruler.before("footnote_tail", "footnote_rescue", _rescue)
    parser.core.ruler.after("footnote_tail", "footnote_settle", _settle)


def anchors(token: Token) -> Iterator[str]:
    """Yield the anchors that the footnote plug-in makes."""
    if token.type == "footnote_open":
        yield f"fn{token.meta['id'] + 1}"
    for child in token.children or ():
        if child.type == "footnote_ref":
            sub = child.meta.get("subId", 0)
            yield f"fnref{child.meta['id'] + 1}" + (f":{sub}" if sub > 0 else "")


def _rescue(state: StateCore) -> None:
    """Give each footnote that nothing refers to a place at the end: the plug-in would drop its text."""
    notes = state.env.get("footnotes")
    if not notes:
        return
    seen: set[str] = set()
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in seen:  # a second footnote of one name; no name that is written has a blank
                label = f"{label} {len(seen)}"
            seen.add(label)
            token.meta["label"] = label
            if notes["refs"].get(f":{label}", -1) < 0:
                number = len(notes["list"])
                notes["refs"][f":{label}"] = number
                notes["list"][number] = {"label": label, "count": 0, "line": token.map[0] if token.map else 0}


def _settle(state: StateCore) -> None:
    """Mark the rescued footnotes, and take away their way back, which leads nowhere."""
    notes = state.env.get("footnotes")
    unused = {number: note["line"] for number, note in notes["list"].items() if "line" in note} if notes else {}
    if not unused:
        return
    for token in state.tokens:
        if token.type == "footnote_open" and token.meta["id"] in unused:
            token.meta |= {"unused": True, "line": unused[token.meta["id"]]}
    state.tokens = [t for t in state.tokens if t.type != "footnote_anchor" or t.meta["id"] not in unused]
