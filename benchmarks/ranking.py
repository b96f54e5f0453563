"""How well known stories are found: newsgen's search beside Pagefind and MiniSearch, on the same stories and queries.

A query is a few words of one story, the rarest of its headline or of its text. That story is what was looked for, so
nDCG at 10 is 1 / log2(1 + its place), and 0 beyond the tenth. All three run in the same browser. Beside it stand the
bytes that a reader has loaded when the first query is answered, and what each index weighs.

Needs Playwright and Chromium, and `npm install pagefind minisearch` in the folder that `--modules` names.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from corpus import FORMATS, Corpus
from playwright.sync_api import Page, sync_playwright

FOUND = 10
STORY = "[12][0-9][0-9][0-9]/*/*/*/index.html"
WORD = re.compile(r"(?<!\w)[^\W\d_]{3,}(?!\w)")


@dataclass(frozen=True)
class Known:
    """A story of the site: its address, its headline and its text."""

    url: str
    headline: str
    text: str


def stories(site: Path) -> list[Known]:
    """Read the stories' pages."""
    found = []
    for path in sorted(site.glob(STORY)):
        html = path.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
        headline = plain(html.partition("<h1")[2].partition(">")[2].partition("</h1>")[0])
        text = plain(html.partition('<div class="text">')[2].partition("\n</div>\n")[0])
        found.append(Known(f"/{path.parent.relative_to(site).as_posix()}/", headline, text))
    return found


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def queries(known: Sequence[Known], number: int) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, query, address of the story that is looked for)."""
    said = [Counter(set(WORD.findall(f"{one.headline} {one.text}".lower()))) for one in known]
    common = sum(said, Counter[str]())

    def rarest(text: str, most: int) -> str:
        words = dict.fromkeys(WORD.findall(text.lower()))
        return " ".join(sorted(words, key=lambda word: (common[word], word))[:most])

    step = max(len(known) // number, 1)
    for one in known[step // 2 :: step][:number]:
        yield "three words of the headline", rarest(one.headline, 3), one.url
        yield "two of the headline, one of the text", f"{rarest(one.headline, 2)} {rarest(one.text, 1)}", one.url
        yield "three words of the text", rarest(one.text[:600], 3), one.url


class Handler(SimpleHTTPRequestHandler):
    """Gives pieces of files, and counts."""

    protocol_version = "HTTP/1.1"
    given = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data, size = path.read_bytes(), path.stat().st_size
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if wanted:
            start, end = int(wanted[1]), min(int(wanted[2]), size - 1)
            data = data[start : end + 1]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        else:
            self.send_response(200)
        Handler.given += len(data)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def by_newsgen(page: Page, address: str) -> Callable[[str], list[str]]:
    """Return a search by newsgen's own page."""
    page.goto(f"{address}search/")

    def find(query: str) -> list[str]:
        page.fill("#q", query)
        page.evaluate("document.querySelector('form.search').requestSubmit()")
        while page.inner_text(".status").endswith("Searching …"):
            page.wait_for_timeout(5)
        return page.eval_on_selector_all(".results h2 a", "all => all.map(each => new URL(each.href).pathname)")

    return find


def by_pagefind(page: Page, address: str) -> Callable[[str], list[str]]:
    """Return a search by Pagefind's index of the same pages."""
    page.goto(address)
    page.evaluate("async () => { window.pagefind = await import('/pagefind/pagefind.js'); await pagefind.init(); }")
    return lambda query: page.evaluate(
        "async ([query, most]) => { const { results } = await pagefind.search(query);"
        " return (await Promise.all(results.slice(0, most).map(each => each.data()))).map(each => each.url); }",
        [query, FOUND],
    )


def by_minisearch(page: Page, address: str) -> Callable[[str], list[str]]:
    """Return a search by MiniSearch, with headlines weighed four times."""
    page.goto(address)
    page.evaluate(
        """async () => {
          const answer = await fetch("/minisearch.json");
          const script = document.createElement("script");
          script.src = "/minisearch.js";
          await new Promise(done => { script.onload = done; document.head.append(script); });
          window.index = MiniSearch.loadJSON(await answer.text(), { idField: "url", fields: ["headline", "text"] });
        }"""
    )
    return lambda query: page.evaluate(
        f"query => index.search(query, {{ boost: {{ headline: 4 }} }}).slice(0, {FOUND}).map(each => each.id)", query
    )


def prepared(site: Path, modules: Path, known: Sequence[Known]) -> None:
    """Make the indexes of the two others, and say what each took."""
    start = time.perf_counter()
    command = [
        "npx",
        "--prefix",
        str(modules),
        "pagefind",
        "--site",
        str(site),
        "--glob",
        STORY,
        "--root-selector",
        "main",
    ]
    subprocess.run(command, check=True, cwd=modules, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"Pagefind: {time.perf_counter() - start:.1f} s, {weight(site / 'pagefind')}")
    start = time.perf_counter()
    stated = json.dumps([one.__dict__ for one in known])
    program = """
        const MiniSearch = require("minisearch");
        const index = new MiniSearch({ idField: "url", fields: ["headline", "text"] });
        index.addAll(JSON.parse(require("fs").readFileSync(0, "utf8")));
        process.stdout.write(JSON.stringify(index));
    """
    made = subprocess.run(["node", "-e", program], input=stated.encode(), capture_output=True, check=True, cwd=modules)
    (site / "minisearch.json").write_bytes(made.stdout)
    shutil.copy(modules / "node_modules/minisearch/dist/umd/index.js", site / "minisearch.js")
    print(f"MiniSearch: {time.perf_counter() - start:.1f} s, {len(made.stdout):,} bytes in 1 file")
    print(f"newsgen: within the build, {weight(site / 'search')}")


def weight(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return f"{sum(path.stat().st_size for path in files):,} bytes in {len(files)} files"


def scores(find: Callable[[str], list[str]], asked: Sequence[tuple[str, str, str]]) -> dict[str, float]:
    """Return nDCG at 10 for each kind of query."""
    found: dict[str, list[float]] = {}
    for kind, query, url in asked:
        places = find(query)[:FOUND]
        found.setdefault(kind, []).append(1 / math.log2(2 + places.index(url)) if url in places else 0.0)
    return {kind: sum(each) / len(each) for kind, each in found.items()}


def main() -> None:
    """Compare the three on a generated corpus, or on a site that was built before."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=40, help="stories that are looked for, in three ways each")
    parser.add_argument("--site", type=Path, help="a site built with newsgen; a copy of it is used")
    parser.add_argument("--work", type=Path, default=Path("/tmp/ranking"), help="a folder to work in")
    parser.add_argument(
        "--modules", type=Path, help="where npm installed pagefind and minisearch; else newsgen runs alone"
    )
    arguments = parser.parse_args()
    site = arguments.work / "site"
    shutil.rmtree(arguments.work, ignore_errors=True)
    if arguments.site:
        shutil.copytree(arguments.site, site)
    else:
        for story in Corpus(arguments.stories).all():
            FORMATS["newsgen"].write(arguments.work, story)
        subprocess.run([sys.executable, "-m", "newsgen", "build"], cwd=arguments.work, check=True)
    known = stories(site)
    asked = list(queries(known, arguments.queries))
    engines = {"newsgen": by_newsgen}
    if arguments.modules:
        prepared(site, arguments.modules, known)
        engines |= {"Pagefind": by_pagefind, "MiniSearch": by_minisearch}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, opened in engines.items():
            page = browser.new_context(bypass_csp=True).new_page()
            Handler.given = 0
            find = opened(page, address)
            find(asked[0][1])
            loaded = Handler.given
            print(f"\n{name}: {loaded:,} bytes until the first query is answered")
            for kind, score in scores(find, asked).items():
                print(f"  {score:.3f}  {kind}")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
