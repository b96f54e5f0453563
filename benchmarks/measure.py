"""Running a command and saying what it cost, and what the machine is that it ran on. Standard library only."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_SAMPLING = 0.02


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: wall and CPU seconds (of all its processes), and the peak of its largest process in MiB."""

    wall: float
    cpu: float
    peak: float


class FailedError(Exception):
    """A command ended with another status than 0; the message has the end of what it said."""


_LAUNCHER = """
import os, sys, time
answer = int(sys.argv[1])
os.set_inheritable(answer, False)
begin = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - begin
os.write(answer, f"{status} {wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}".encode())
"""
"""Starts the command and waits for it. A process begins with the peak of the one that it was started from, so that a
large one, as this may be, would show as the command's own; the launcher has some 10 MiB."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and return its cost; everything written before is on the disk when it begins."""
    os.sync()
    answer, end = os.pipe()
    with tempfile.TemporaryFile() as said:
        launched = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(end), *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            pass_fds=[end],
            check=False,
        )
        os.close(end)
        with open(answer) as pipe:
            fields = pipe.read().split()
        code = os.waitstatus_to_exitcode(int(fields[0])) if fields else launched.returncode
        _check(code, command, said)
    wall, cpu, peak = map(float, fields[1:])
    return Cost(wall, cpu, peak * _RSS_UNIT / 2**20)


def footprint(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> float | None:
    """Run a command and return the most memory that all its processes had at one moment, in MiB (Linux; else None).

    Memory that processes share counts once (PSS). Looking takes time, so a run is either timed or weighed.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_pss, _session(process.pid))))
            time.sleep(_SAMPLING)
        _check(process.returncode, command, said)
    return most / 1024


def _check(code: int, command: Sequence[str], said: BinaryIO) -> None:
    if code:
        said.seek(0)
        text = said.read()[-4000:].decode(errors="replace")
        raise FailedError(f"{' '.join(command)} ended with {code}:\n{text}")


def _session(leader: int) -> list[int]:
    """Return the processes of one session."""
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            with suppress(OSError):
                fields = Path(entry.path, "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == leader:
                    found.append(int(entry.name))
    return found


def _pss(process: int) -> int:
    """Return a process's proportional share of memory in KiB; 0 when it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def output_of(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """Return what a command prints, for versions."""
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine() -> str:
    """Say in one line what the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{cores()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"load {load:.1f} at the start, {time.strftime('%d %B %Y').lstrip('0')}"
    )
