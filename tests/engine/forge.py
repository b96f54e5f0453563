"""A process that has newsgen loaded and forks a build for each order that it reads: builds to be killed, cheaply.

The build leads a session of its own, so that the processes that it starts can be found when it is gone. Run as
`python -m tests.engine.forge`; `Forge` is the other end.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import newsgen
from newsgen import renderer
from newsgen.building import work
from newsgen.cli.main import run
from newsgen.formats import clipping, markdown
from newsgen.reading import parser
from tests.engine.faults import Fault, faulty
from tests.engine.papers import NOW

HERE = Path(__file__).parents[2]
LOADED = (parser, renderer, clipping, markdown)


def serve() -> None:
    """Fork a build for each line."""
    while line := sys.stdin.readline():
        order = json.loads(line)
        child = os.fork()
        if not child:
            _build(order)
        sys.stdin.readline()  # until somebody asks for its status, the number of a process stays its own
        _, status = os.waitpid(child, 0)
        print(f"status {os.waitstatus_to_exitcode(status)}", flush=True)


def _build(order: dict[str, Any]) -> None:
    os.setsid()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # what runs in the background ignores it, with its children
    os.chdir(order["folder"])
    print(f"process {os.getpid()}", flush=True)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.pop("NEWSGEN_TRACEBACK", None)
    work.FEW_SOURCES, work.FEW_OUTPUTS, work.RENDER_BATCH = -1, -1, 5
    if order["dies_at"]:
        with faulty(Fault(order["dies_at"], lambda _: os.kill(os.getpid(), signal.SIGKILL))):
            status = run(order["arguments"])
    else:
        status = run(order["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


class Forge:
    """Starts builds in another process, and ends them."""

    def __init__(self, log: Path) -> None:
        self.log = log
        sources = str(Path(newsgen.__file__).parents[1])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.engine.forge"],
            cwd=HERE,
            env={**os.environ, "PYTHONPATH": sources},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, folder: Path, *arguments: str, dies_at: int = 0) -> int:
        """Start a build; return its process, which is its session and its group."""
        assert self.process.stdin
        assert self.process.stdout
        order = {
            "folder": str(folder),
            "arguments": ["build", "--now", NOW, *arguments],
            "log": str(self.log),
            "dies_at": dies_at,
        }
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._read("process")

    def status(self) -> int:
        """Wait until the build has ended; return its exit status, less than 0 for a signal."""
        assert self.process.stdin
        self.process.stdin.write("reap\n")
        self.process.stdin.flush()
        return self._read("status")

    def _read(self, what: str) -> int:
        assert self.process.stdout
        said, number = self.process.stdout.readline().split()
        assert said == what
        return int(number)

    def timed(self, folder: Path, *arguments: str) -> float:
        """Build; return how long it took."""
        start = time.perf_counter()
        self.start(folder, *arguments)
        assert self.status() == 0, self.log.read_text()
        return time.perf_counter() - start

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def survivors(session: int) -> list[int]:
    """Return the processes of a session that run still."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, _, _, its_session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(its_session) == session and state not in "ZX":
                found.append(int(entry.name))
    return found


def lasting(session: int) -> list[int]:
    """Return the processes of a session that don't end soon: those that run after seconds, many on a busy machine."""
    deadline = time.monotonic() + 20
    while (found := survivors(session)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


if __name__ == "__main__":
    serve()
