"""The command line: arguments, the clock, printing and exit statuses, which are nowhere else.

`main` answers `--version` before it imports anything, and each command's module is imported only when it is called.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run newsgen with the arguments of this process."""
    if sys.argv[1:] == ["--version"]:
        from newsgen import __version__

        print(f"newsgen {__version__}")
        return
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed by who started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    from newsgen.cli.main import run

    _leave(run(sys.argv[1:]))


def _leave(status: int) -> None:
    """End this process. What is in memory needn't be taken apart, unless there are other processes to be told."""
    if "multiprocessing" not in sys.modules:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            sys.exit(status)
        os._exit(status)
    sys.exit(status)
