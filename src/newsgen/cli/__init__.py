"""The command line: arguments, the clock, printing and exit statuses, which are nowhere else.

`main` answers `--version` before it imports anything, and each command's module is imported only when it is called.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run newsgen with the arguments of this process."""
    if sys.argv[1:] == ["--version"]:
        from newsgen import __version__

        print(f"newsgen {__version__}")
        return
    from newsgen.cli.main import run

    sys.exit(run(sys.argv[1:]))
