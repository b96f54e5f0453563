"""Links that leave the site: asked for one after the other on each host, and what was answered is kept for a while.

Only where somebody wants it, for it takes the network. What a server says today decides nothing: a page is called gone
if it says so itself (404, 410), or if its host has no name any more. Private addresses are never asked. The file in
`.newsgen/` holds digests of addresses, and no address.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.news.fingerprint import of_text

HOSTS_AT_ONCE = 8
SECONDS = 10
DAYS_FINE, DAYS_GONE = 30, 1
"""How long an answer counts: that a page is there, and that it isn't."""

_DAY = 86_400
_GONE = {404: "it is not there any more (404)", 410: "it was taken away for good (410)"}
_AGENT = {"User-Agent": f"newsgen/{__version__} (checks links)", "Accept": "*/*"}
Answers = Mapping[str, str]
"""What is wrong with each address; empty where nothing is, or where nobody can tell."""


def asked(
    addresses: Iterable[str],
    cache: Path,
    now: datetime,
    progress: Callable[[str, int, int], None],
    may_ask: Callable[[str], bool] | None = None,
) -> Answers:
    """Ask for each address, unless it was answered lately; `may_ask` tells whether a host is a public one."""
    kept = _kept(cache)
    today = now.timestamp()
    found: dict[str, str] = {}
    by_host: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        answer, when = kept.get(of_text(address), ("", 0.0))
        if when and 0 <= today - when < (DAYS_GONE if answer else DAYS_FINE) * _DAY:
            found[address] = answer
        elif host := _host(address):
            by_host.setdefault(host, []).append(address)
    waiting = sum(map(len, by_host.values()))
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        jobs = [pool.submit(_ask_host, some, may_ask or is_public) for some in by_host.values()]
        done = 0
        for job in as_completed(jobs):
            found |= job.result()
            done += len(job.result())
            progress("Asking for links", done, waiting)
    if waiting:
        kept |= {of_text(one): (found[one], today) for some in by_host.values() for one in some if one in found}
        _keep(cache, {name: pair for name, pair in kept.items() if today - pair[1] < DAYS_FINE * _DAY})
    return found


def _host(address: str) -> str:
    with suppress(ValueError):
        return urlsplit(address).hostname or ""
    return ""


def is_public(host: str) -> bool:
    """Tell whether a host's name leads to a public address only, as far as it leads anywhere."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return True  # it has no address: asking will tell
    return all(ipaddress.ip_address(str(address).partition("%")[0]).is_global for address in found)


def _ask_host(addresses: Iterable[str], may_ask: Callable[[str], bool]) -> dict[str, str]:
    opener = urllib.request.build_opener(_Redirects(may_ask))
    return {address: answer for address in addresses if (answer := _ask(opener, address, may_ask)) is not None}


def _ask(opener: urllib.request.OpenerDirector, address: str, may_ask: Callable[[str], bool]) -> str | None:
    """Return what is wrong with an address, or nothing; None where nobody can tell now."""
    if not may_ask(_host(address)):
        return None
    for method in ("HEAD", "GET"):
        try:
            request = urllib.request.Request(address, headers=_AGENT, method=method)  # noqa: S310 - prose.addresses has no other schemes
            with opener.open(request, timeout=SECONDS):
                return ""
        except urllib.error.HTTPError as problem:
            problem.close()
            if method == "GET":
                return _GONE.get(problem.code)
        except urllib.error.URLError as problem:
            is_nameless = isinstance(problem.reason, socket.gaierror) and problem.reason.errno == socket.EAI_NONAME
            return "its host has no name any more" if is_nameless else None
        except (OSError, ValueError, http.client.HTTPException):
            return None
    return None


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but to no private address."""

    def __init__(self, may_ask: Callable[[str], bool]) -> None:
        self._may_ask = may_ask

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        """Return the request that a redirect asks for."""
        if urlsplit(newurl).scheme not in ("http", "https") or not self._may_ask(_host(newurl)):
            raise urllib.error.URLError("a redirect leads to a private address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _kept(cache: Path) -> dict[str, tuple[str, float]]:
    try:
        read = json.loads(cache.read_text("utf-8"))
        return {name: (str(answer), float(when)) for name, (answer, when) in read.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _keep(cache: Path, answers: Mapping[str, tuple[str, float]]) -> None:
    half = cache.with_name(f"{cache.name}.tmp")
    with suppress(OSError):
        cache.parent.mkdir(exist_ok=True)
        half.write_text(json.dumps(dict(sorted(answers.items()))), "utf-8")
        os.replace(half, cache)
