"""newsgen beside other generators, doing the same work in alternation on one machine: `python benchmarks/run.py`.

Builds are timed from outside, from start to exit. newsgen runs before each run of another tool, so that a ratio is
of two neighbours in time; the table has medians. See docs/benchmarks.md for what is the same and what is not.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import sites
from corpus import FORMATS, Corpus, revised
from measure import Cost, FailedError, footprint, machine, run
from sites import Site
from trees import Changes, compare, look

HERE = Path(__file__).parent
ENTERED = datetime(2026, 5, 1)  # noqa: DTZ001 - after every story of the corpus, before `sites.NOW`


@dataclass(frozen=True)
class Stage:
    """One kind of build: what is done to a project before it. `readied` is done once and is built, unmeasured."""

    name: str
    prepare: Callable[[Site, Corpus], None]
    readied: Callable[[Site], None] | None = None


@dataclass
class Results:
    """What was measured at one stage: all costs by tool, pairs with newsgen, and what the first build changed."""

    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    ratios: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    changes: dict[str, Changes] = field(default_factory=dict)


# What is done before a build


def _nothing(site: Site, corpus: Corpus) -> None:
    """Leave everything as it is."""


def _cold(site: Site, corpus: Corpus) -> None:  # noqa: ARG001
    site.set_aside()


def _edit_body(site: Site, corpus: Corpus) -> None:
    site.edits += 1
    site.write(revised(corpus.story(_number_at(0.5, corpus)), site.edits))


def _edit_template(site: Site, corpus: Corpus) -> None:  # noqa: ARG001
    site.edits += 1
    site.edit_template(site.edits)


def _ready_template(site: Site) -> None:
    site.edit_template(0)


def _add(place: float, minutes: int, first: int) -> Callable[[Site, Corpus], None]:
    """Add a story beside the one that stands at `place` (0 oldest, 1 newest), `minutes` later for each addition.

    The first story is number `first` beyond the corpus, for every tool the same.
    """

    def prepare(site: Site, corpus: Corpus) -> None:
        site.edits += 1
        beside = corpus.when(_number_at(place, corpus))
        story = corpus.story(corpus.stories + first + site.edits)
        when = beside + timedelta(minutes=minutes * site.edits)
        site.write(replace(story, when=when, added=ENTERED + timedelta(minutes=site.edits)))

    return prepare


def _number_at(place: float, corpus: Corpus) -> int:
    return corpus.by_date()[round(place * (corpus.stories - 1))]


STAGES = {
    "cold": Stage("cold build", _cold),
    "nothing": Stage("nothing changed", _nothing),
    "body": Stage("one body edited", _edit_body),
    "newest": Stage("one story added, the newest", _add(1, 1, first=0)),
    "middle": Stage("one story added, in the middle", _add(0.5, 1, first=1000)),
    "oldest": Stage("one story added, the oldest", _add(0, -1, first=2000)),
    "template": Stage("the story's template edited", _edit_template, _ready_template),
}


# Measuring


def measure(
    stage: Stage, own: Sequence[Site], peers: Sequence[Site], corpus: Corpus, runs: int, *, trees: bool
) -> Results:
    """Run one stage: newsgen and a peer in turn, as often as `runs` says; without peers newsgen alone."""
    results = Results()
    for site in (*own, *peers):
        site.edits = 0
        if stage.readied:
            stage.readied(site)
            run(site.command, site.project, site.environment)
    for _ in range(runs):
        for peer in peers or (None,):
            mine = {site.name: _build(stage, site, corpus, results, trees=trees) for site in own}
            if peer:
                theirs = _build(stage, peer, corpus, results, trees=trees)
                for name, cost in mine.items():
                    results.ratios[name, peer.name].append(cost.wall / theirs.wall)
    return results


def _build(stage: Stage, site: Site, corpus: Corpus, results: Results, *, trees: bool) -> Cost:
    is_first = trees and site.name not in results.changes and site.output.exists()
    before = look(site.output) if is_first else {}
    stage.prepare(site, corpus)
    cost = run(site.command, site.project, site.environment)
    if is_first and before:
        results.changes[site.name] = compare(before, look(site.output))
    results.costs[site.name].append(cost)
    print(f"  {stage.name}: {site.name} {cost.wall:.2f} s", file=sys.stderr, flush=True)
    return cost


# Printing


def table(measured: Sequence[tuple[Stage, Results]], own: Sequence[Site]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    ratios = [f"{site.name} ÷ it" for site in own]
    head = [
        "build",
        "tool",
        "wall s",
        "least",
        "CPU s",
        "largest process MiB",
        "files changed",
        "files rewritten",
        *ratios,
    ]
    yield _row(head)
    yield _row(["---", "---", *["---:"] * (len(head) - 2)])
    for stage, results in measured:
        for number, (name, costs) in enumerate(results.costs.items()):
            changes = None if stage.name == STAGES["cold"].name else results.changes.get(name)
            yield _row(
                [
                    stage.name if number == 0 else "",
                    name,
                    _seconds(median(cost.wall for cost in costs)),
                    _seconds(min(cost.wall for cost in costs)),
                    _seconds(median(cost.cpu for cost in costs)),
                    f"{median(cost.peak for cost in costs):,.0f}",
                    f"{changes.touched:,}" if changes else "–",
                    f"{len(changes.rewritten) + len(changes.created):,}" if changes else "–",
                    *(_ratio(results.ratios.get((site.name, name), [])) for site in own),
                ]
            )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 100 else f"{value:.0f}"


def _ratio(values: Sequence[float]) -> str:
    return f"{median(values):.3f}" if values else ""


def _sizes_of(built: Sequence[Site], weights: dict[str, float | None]) -> Iterator[str]:
    yield _row(["site", "files", "MB", "all processes together, cold, MiB"])
    yield _row(["---", "---:", "---:", "---:"])
    for site in built:
        tree = look(site.output)
        weight = weights.get(site.name)
        size = sum(size for _, size, _ in tree.values()) / 1e6
        yield _row([site.name, f"{len(tree):,}", f"{size:.1f}", f"{weight:,.0f}" if weight else "–"])


# All of it


def compare_at(stories: int, work: Path, programs: dict[str, Path], chosen: argparse.Namespace) -> str:
    """Set up all sites at one size, measure every stage and return the tables."""
    corpus = Corpus(stories, chosen.seed)
    environment = sites.peer_environment()
    own = [sites.newsgen(work, chosen.newsgen_python, all_outputs=all_outputs) for all_outputs in (False, True)]
    peers = [
        sites.PEERS[name](work / name, programs[name], environment, per_page=chosen.per_page) for name in chosen.peers
    ]
    everyone = (*own, *peers)
    write_corpus(corpus, everyone)
    note = f"{machine()}. {', '.join(dict.fromkeys(site.version for site in everyone))}."
    measured = [
        (STAGES[name], measure(STAGES[name], own, peers, corpus, chosen.runs, trees=chosen.trees))
        for name in chosen.stages
    ]
    weights = {site.name: _weigh(site) for site in everyone} if chosen.weigh else {}
    lines = [
        f"## {stories:,} stories\n",
        f"{note}\n",
        *table(measured, own if peers else ()),
        "",
        *_sizes_of(everyone, weights),
    ]
    return "\n".join(lines)


def write_corpus(corpus: Corpus, everyone: Sequence[Site]) -> None:
    """Write the stories, in a process of its own."""
    folders: dict[str, list[str]] = defaultdict(list)
    for site in everyone:
        format_name = next(name for name, known in FORMATS.items() if known is site.format)
        folders[format_name].append(f"{format_name}={site.project}")
    places = [place for found in folders.values() for place in found]
    options = ["--stories", str(corpus.stories), "--seed", str(corpus.seed)]
    subprocess.run([sys.executable, str(HERE / "corpus.py"), *options, *places], check=True)


def _weigh(site: Site) -> float | None:
    site.set_aside()
    return footprint(site.command, site.project, site.environment)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure newsgen beside other generators.")
    names = lambda text: [name for name in text.split(",") if name]  # noqa: E731 - a type of argument
    parser.add_argument("--stories", type=int, default=1000, help="how many stories the corpus has")
    parser.add_argument("--sizes", type=names, help="several sizes, such as 1000,10000")
    parser.add_argument("--peers", type=names, default=["hugo"], help=f"of {','.join(sites.PEERS)}")
    parser.add_argument("--only", choices=["newsgen"], help="no other tools")
    parser.add_argument("--runs", type=int, default=3, help="how often each tool builds at each stage")
    parser.add_argument("--stages", type=names, default=list(STAGES), help=f"of {','.join(STAGES)}")
    parser.add_argument("--newsgen-python", default=sys.executable, help="the interpreter that has newsgen")
    parser.add_argument("--hugo", default="", metavar="PROGRAM", help="use this Hugo and install none")
    parser.add_argument("--tools", type=Path, help="install the other tools here, and find them here next time")
    parser.add_argument("--work", type=Path, help="make the temporary folder in this one")
    parser.add_argument("--per-page", type=int, default=sites.PER_PAGE, help="stories on the others' tag pages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-trees", dest="trees", action="store_false", help="don't compare files before and after")
    parser.add_argument("--no-weighing", dest="weigh", action="store_false", help="don't weigh all processes together")
    chosen = parser.parse_args()
    chosen.peers = [] if chosen.only else chosen.peers
    for kind, known in (("peers", sites.PEERS), ("stages", STAGES)):
        for name in getattr(chosen, kind):
            if name not in known:
                parser.error(f"--{kind}: {name} is none of {', '.join(known)}")
    chosen.newsgen_python = sites.located(chosen.newsgen_python)
    return chosen


def main() -> None:
    """Measure at every size asked for, after a small unmeasured round that shows that all tools run."""
    chosen = _arguments()
    with tempfile.TemporaryDirectory(prefix="newsgen-benchmark-", dir=chosen.work) as folder:
        work = Path(folder)
        programs = sites.install(chosen.peers, chosen.tools or work / "tools", chosen.hugo)
        small = argparse.Namespace(**{**vars(chosen), "runs": 1, "weigh": False})
        try:
            compare_at(100, work / "small", programs, small)
            for size in chosen.sizes or [chosen.stories]:
                print(compare_at(int(size), work / str(size), programs, chosen), end="\n\n", flush=True)
        except FailedError as problem:
            sys.exit(str(problem))


if __name__ == "__main__":
    main()
