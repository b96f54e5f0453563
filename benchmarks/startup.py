"""How long newsgen takes before it does anything: `--version` and `--help` beside a Python that does nothing."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

import sites
from measure import machine, run

GOALS = {"--version": 20, "--help": 60}


def main() -> None:
    """Run each command in turn, again and again, and print the medians in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newsgen-python", default=sys.executable, help="the interpreter that has newsgen")
    parser.add_argument("--runs", type=int, default=20)
    chosen = parser.parse_args()
    python = sites.located(chosen.newsgen_python)
    environment = sites.own_environment()
    commands = {
        "python -c pass": [python, "-c", "pass"],
        "newsgen --version": [python, "-m", "newsgen", "--version"],
        "newsgen --help": [python, "-m", "newsgen", "--help"],
    }
    walls: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="newsgen-startup-") as folder:
        for number in range(chosen.runs + 1):
            for name, command in commands.items():
                wall = run(command, Path(folder), environment).wall * 1000
                if number:
                    walls[name].append(wall)
    bare = median(walls["python -c pass"])
    print(f"{machine()}.\n\n| command | median ms | over bare Python | goal |\n|---|---:|---:|---|")
    for name, found in walls.items():
        goal = GOALS.get(name.split()[-1])
        said = "" if goal is None else f"≤ {goal} over" if goal == GOALS["--version"] else f"≤ {goal} in all"
        print(f"| `{name}` | {median(found):.0f} | {median(found) - bare:.0f} | {said} |")


if __name__ == "__main__":
    main()
