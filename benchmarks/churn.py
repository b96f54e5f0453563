"""How many files one added story changes: newest, in the middle and older than all, with and without `added`.

The bound is 25 and 3 for each tag, byline, outlet, section and thread of the story. The pages of new periods and of
lists that are split are counted apart, and so is what was removed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import sites
from corpus import Corpus, Story
from measure import FailedError, run
from run import ENTERED, write_corpus
from trees import Changes, by_kind, compare, kind_of, look

FIXED, EACH_GROUP = 25, 3


def bound(story: Story) -> int:
    """Return how many files the story may change."""
    return FIXED + EACH_GROUP * (len(story.tags) + len(story.byline) + 1)


def new_story(corpus: Corpus, number: int, when: datetime, *, has_added: bool) -> Story:
    """Make a story with three tags that are in use, one byline and a section."""
    story = corpus.story(corpus.stories + number)
    return replace(
        story,
        when=when,
        added=ENTERED + timedelta(days=number) if has_added else None,
        tags=(corpus.tags[0], corpus.tags[2], corpus.tags[len(corpus.tags) // 2]),
        byline=corpus.authors[:1],
    )


def apart(changes: Changes) -> tuple[str, ...]:
    """Return the files that the bound leaves out: pages that are new, but for the story's own, and removed ones."""
    return tuple(path for path in changes.created if kind_of(path) != "story") + changes.removed


def report(size: int, work: Path, python: str) -> bool:
    """Print what each addition changes at one size; tell whether all keep to the bound."""
    corpus = Corpus(size)
    site = sites.newsgen(work, python, all_outputs=True)
    write_corpus(corpus, [site])
    run(site.command, site.project, site.environment)
    ordered = corpus.by_date()
    dates = {
        "newest": corpus.when(ordered[-1]) + timedelta(minutes=1),
        "in the middle": corpus.when(ordered[size // 2]) + timedelta(minutes=1),
        "older than all": corpus.when(ordered[0]) - timedelta(days=366),
    }
    print(f"\n### {size:,} stories\n\n| added | `added` | files | bound | apart | which | which apart |")
    print("|---|---|---:|---:|---:|---|---|")
    is_kept = True
    number = 0
    for name, when in dates.items():
        for has_added in (True, False):
            number += 1
            story = new_story(corpus, number, when + timedelta(minutes=number), has_added=has_added)
            before = look(site.output)
            site.write(story)
            run(site.command, site.project, site.environment)
            changes = compare(before, look(site.output))
            aside = apart(changes)
            counted = [path for path in (*changes.created, *changes.changed) if path not in aside]
            is_kept &= len(counted) <= bound(story)
            print(
                f"| {name} | {'given' if has_added else 'absent'} | {len(counted)} | {bound(story)} | {len(aside)} "
                f"| {by_kind(counted)} | {by_kind(aside)} |",
                flush=True,
            )
    return is_kept


def main() -> None:
    """Report for every size; exit with 1 when a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--sizes", default="1000", help="such as 1000,10000,100000")
    parser.add_argument("--newsgen-python", default=sys.executable, help="the interpreter that has newsgen")
    parser.add_argument("--work", type=Path, help="make the temporary folder in this one")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsgen-churn-", dir=chosen.work) as folder:
        try:
            kept = [
                report(int(size), Path(folder, size), sites.located(chosen.newsgen_python))
                for size in chosen.sizes.split(",")
            ]
        except FailedError as problem:
            sys.exit(str(problem))
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
