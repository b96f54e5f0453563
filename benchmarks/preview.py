"""How long it takes from the save of a story to its new page in a browser, with `newsgen serve`.

Needs Chromium and Playwright. A story is put in the place of another by a rename, as editors do, and the browser is
asked again and again for what it shows.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import sites
from corpus import FORMATS, Corpus, Story
from measure import machine

PAUSE = 1.5
"""Seconds between two saves: nobody saves faster, and what the preview does ahead is done then."""


@contextmanager
def served(project: Path, python: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a preview; give the process and its address."""
    command = [python, "-u", "-m", "newsgen", "serve", "--now", sites.NOW]
    environment = sites.own_environment()
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        lines = iter(running.stdout.readline, "")
        yield running, next(found[0] for line in lines if (found := re.match(r"http://\S+", line)))
        running.send_signal(signal.SIGINT)


def saves(project: Path, story: Story, page: object, runs: int) -> Iterator[float]:
    """Save a story again and again; yield the seconds until the page says so."""
    place = next((project / "articles").rglob(f"*{story.slug}.md"))
    text = place.read_text("utf-8")
    for number in range(runs + 1):
        time.sleep(PAUSE)
        said = f"Saved for the {number}. time."
        new = place.with_suffix(".tmp")
        new.write_text(f"{text}\n{said}\n", "utf-8")
        began = time.perf_counter()
        os.replace(new, place)
        while not shows(page, said):
            time.sleep(0.01)
        if number:
            yield time.perf_counter() - began
    place.write_text(text, "utf-8")


def shows(page: object, text: str) -> bool:
    """Tell whether the page shows a text; while it is loaded anew, it doesn't."""
    try:
        return bool(page.evaluate(f"document.body.textContent.includes({text!r})"))  # type: ignore[attr-defined]
    except Exception:
        return False


def processor_time(process: int) -> float:
    """Return how many seconds of a processor a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make a corpus, show it, save, and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,20000", help="how many stories")
    parser.add_argument("--newsgen-python", default=sys.executable, help="the interpreter that has newsgen")
    parser.add_argument("--runs", type=int, default=10)
    chosen = parser.parse_args()
    python = sites.located(chosen.newsgen_python)
    print(
        f"{machine()}.\n\n| stories | ready after s | save to page: median ms | worst ms | at rest, % of a processor |"
    )
    print("|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="newsgen-preview-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size in map(int, chosen.sizes.split(",")):
            project = Path(folder) / str(size)
            stories = list(Corpus(size).all())
            for story in stories:
                FORMATS["newsgen"].write(project, story)
            began = time.perf_counter()
            with served(project, python) as (running, address):
                ready = time.perf_counter() - began
                page, story = browser.new_page(), stories[size // 2]
                page.goto(f"{address}{story.when:%Y/%m/%d}/{story.slug}/")
                time.sleep(5)
                took = [seconds * 1000 for seconds in saves(project, story, page, chosen.runs)]
                before = processor_time(running.pid)
                time.sleep(5)
                rest = (processor_time(running.pid) - before) / 5
                page.close()
            print(f"| {size:,} | {ready:.1f} | {median(took):.0f} | {max(took):.0f} | {rest:.0%} |", flush=True)


if __name__ == "__main__":
    main()
