"""The site on a real web server, under a path: every link of every page is answered."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.real.served import Served
from tests.site.links import read

pytestmark = pytest.mark.server


def fetched(address: str) -> tuple[int, str, bytes]:
    """Return status, type and body of an address."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, "", b""


def test_every_link_is_answered_from_the_front_on(site: Served) -> None:
    waiting, seen, wrong = [site.address], {site.address}, []
    while waiting:
        address = waiting.pop()
        status, kind, body = fetched(address)
        if status != 200:
            wrong.append((status, address))
        if kind != "text/html":
            continue
        for link in read(body).addresses:
            target = urldefrag(urljoin(address, link)).url
            if target.startswith(site.address) and target not in seen:
                seen.add(target)
                waiting.append(target)
            elif urlsplit(target).netloc == urlsplit(site.address).netloc:
                assert target.startswith(site.address), f"{address} leads out of the site, to {target}"
    assert wrong == []
    made = {path for path, data in site.tree().items() if path.endswith("/index.html") and b'="refresh"' not in data}
    assert {address.removeprefix(site.address) + "index.html" for address in seen if address.endswith("/")} >= made


def test_a_missing_address_is_told_so(site: Served) -> None:
    assert fetched(site.address + "no/such/page/")[0] == 404
