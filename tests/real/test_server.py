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


@pytest.fixture(scope="module")
def answers(site: Served) -> dict[str, int]:
    """Follow every link from the front page on; give the status of each address of the site."""
    waiting, told = [site.address], {}
    while waiting:
        address = waiting.pop()
        if address in told:
            continue
        told[address], kind, body = fetched(address)
        for link in read(body).addresses if kind == "text/html" else ():
            target = urldefrag(urljoin(address, link)).url
            if urlsplit(target).netloc == urlsplit(site.address).netloc:
                assert target.startswith(site.address), f"{address} leads out of the site, to {target}"
                waiting.append(target)
    return told


def test_every_link_is_answered(answers: dict[str, int]) -> None:
    assert len(answers) > 200
    assert {address: status for address, status in answers.items() if status != 200} == {}


def test_every_page_can_be_reached_from_the_front(site: Served, answers: dict[str, int]) -> None:
    unlisted = (b'="refresh"', b'content="noindex')  # where a story has moved, or was taken back
    made = {
        path
        for path, data in site.tree().items()
        if path.endswith("/index.html") and not any(sign in data for sign in unlisted)
    }
    reached = {address.removeprefix(site.address) + "index.html" for address in answers if address.endswith("/")}
    assert made - reached == set()


def test_a_missing_address_is_told_so(site: Served) -> None:
    assert fetched(site.address + "no/such/page/")[0] == 404
