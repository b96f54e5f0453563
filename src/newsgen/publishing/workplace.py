"""A folder for the time of one run, in the system's folder for such things, where each publisher works.

A run that is killed can't take its folder away: a later one does. Each holds a lock in its own, which the system drops
when the process dies, so a folder that is older than an hour and that nobody holds is nobody's.
"""

from __future__ import annotations

import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsgen.memory.lock import BusyError, locked

_SECONDS = 3600
_LOCK = "newsgen.lock"


@contextmanager
def workplace(kind: str) -> Iterator[Path]:
    """Make an empty folder for a kind of publishing and take it away afterwards, with those of killed runs."""
    with tempfile.TemporaryDirectory(prefix=f"newsgen-{kind}-") as made:
        folder = Path(made)
        with locked(folder / _LOCK, "publish", wait=False):
            _tidy(folder, f"newsgen-{kind}-*")
            inner = folder / "work"
            inner.mkdir()
            yield inner


def _tidy(own: Path, named: str) -> None:
    """Remove the folders of earlier runs that are the same user's, old and nobody's; what can't be removed stays."""
    owner = own.stat().st_uid
    for folder in own.parent.glob(named):
        with suppress(OSError, BusyError):
            known = folder.lstat()
            is_old = known.st_mtime < time.time() - _SECONDS
            if stat.S_ISDIR(known.st_mode) and known.st_uid == owner and is_old:
                with locked(folder / _LOCK, "publish", wait=False):
                    pass
                shutil.rmtree(folder)
