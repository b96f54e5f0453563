"""Raw HTML in stories, made harmless. The one home of nh3 (Ammonia), which the extra `html` brings.

It cleans the finished fragment, after every plug-in. What may be linked is decided by `urls.allowed` like everywhere
else, and only the anchors that newsgen made itself are kept.
"""

from __future__ import annotations

from collections.abc import Collection

import nh3

from newsgen.news.urls import ROOT, allowed, with_scheme

_STAND_IN = "https://root.invalid/"
_CLASSES: dict[str, set[str]] = {
    "div": {"table"},
    "th": {"left", "right", "center"},
    "td": {"left", "right", "center"},
    "sup": {"footnote-ref"},
    "hr": {"footnotes-sep"},
    "section": {"footnotes"},
    "ol": {"footnotes-list"},
    "li": {"footnote-item"},
    "a": {"footnote-backref"},
}


def sanitised(html: str, anchors: Collection[str]) -> str:
    """Clean the finished fragment; the mark of the site's root survives as an address that can't exist."""
    root = _STAND_IN
    while root in html:
        root = root.replace("root", "root-")

    def checked(tag: str, name: str, value: str) -> str | None:
        if name == "srcset":
            return value if all(part.strip().startswith(root) for part in value.split(",")) else None
        if name in ("href", "src", "cite"):
            return _checked_address(value, root, image=tag == "img")
        return value if name != "id" or value in anchors else None

    tags = set(nh3.ALLOWED_TAGS) | {"picture", "section", "source"}
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    for tag in ("h2", "h3", "h4", "h5", "h6", "li", "a"):
        attributes.setdefault(tag, set()).add("id")
    attributes.setdefault("img", set()).update(("loading", "srcset", "sizes"))
    attributes["source"] = {"type", "srcset", "sizes"}
    attributes.setdefault("div", set()).add("tabindex")
    return nh3.clean(
        html.replace(ROOT + "/", root),
        tags=tags,
        attributes=attributes,
        allowed_classes=_CLASSES,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "data"},
        attribute_filter=checked,
    ).replace(root, ROOT + "/")


def _checked_address(value: str, root: str, *, image: bool) -> str | None:
    """Let an address pass if it may be printed; one from the site's root gets the root's mark."""
    value = with_scheme(value)
    if not allowed(value, image=image):
        return None
    return root + value[1:] if value.startswith("/") else value
