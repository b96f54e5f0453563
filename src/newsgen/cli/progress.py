"""How far a long command is: on a terminal in one line that is written over, elsewhere a line now and then."""

from __future__ import annotations

import sys
import time


def nothing(_what: str, _done: int, _all: int) -> None:
    """Say nothing of how far it is."""


class Progress:
    """Says how far it is, after the first second; `started` is the clock at the command's start, in nanoseconds."""

    def __init__(self, started: int) -> None:
        self.is_terminal = sys.stderr.isatty()
        self.next = started / 1e9 + (1 if self.is_terminal else 10)

    def __call__(self, what: str, done: int, all_of_it: int) -> None:
        """Print, if it is time to; at the end wipe the line out."""
        now = time.time()
        if now < self.next:
            return
        text = f"{what}: {done:,} of {all_of_it:,}"
        if self.is_terminal:
            self.next = now + 0.1
            end = "\r\033[K" if done == all_of_it else ""
            print(f"\r\033[K{text}{end}", end="", file=sys.stderr, flush=True)
        else:
            self.next = now + 10
            print(text, file=sys.stderr, flush=True)
