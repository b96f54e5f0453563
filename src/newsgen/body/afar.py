"""HTML that is read away from its page, in a feed: every address in it becomes a whole one.

Only what our own renderer made comes here, so its tags are well formed and its attributes are quoted.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

_TAG = re.compile(r"<[A-Za-z](?:[^<>\"]|\"[^\"]*\")*>")
_ADDRESS = re.compile(r"(\s(?:href|src|poster|cite)=)\"([^\"]*)\"")
_ADDRESSES = re.compile(r"(\ssrcset=)\"([^\"]*)\"")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])((?:\s+[^\s,]+)?)")


def whole(html: str, page: str) -> str:
    """Return HTML with all its addresses made whole; `page` is the address of the page that it stands on."""

    def joined(match: re.Match[str]) -> str:
        return f'{match[1]}"{escape(urljoin(page, unescape(match[2])))}"'

    def joined_all(match: re.Match[str]) -> str:
        found = _CANDIDATE.finditer(unescape(match[2]))
        return f'{match[1]}"{escape(", ".join(urljoin(page, one[1]) + one[2] for one in found))}"'

    def tag(match: re.Match[str]) -> str:
        return _ADDRESSES.sub(joined_all, _ADDRESS.sub(joined, match[0]))

    return _TAG.sub(tag, html)
