"""Servers on the loopback interface, as processes, and a wire to them that can be cut."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[None]:
    """Run a server until it is no longer needed; it is there when it answers at its port."""
    quiet = subprocess.DEVNULL  # not a pipe: nobody reads it, and a full one would stop the server
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, f"{command[0]} ended"
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} doesn't answer")
        yield
    finally:
        process.kill()
        process.wait(10)


class Wire:
    """Leads from a port of its own to a server, until so many bytes have gone there: then it is cut."""

    def __init__(self, server: int, allowed: int) -> None:
        self._server = server
        self._left = allowed
        self._ends: list[socket.socket] = []
        self._is_down = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def left(self) -> int:
        """Return how many bytes may still go there."""
        return self._left

    @property
    def is_cut(self) -> bool:
        """Tell whether all bytes that were allowed are gone."""
        return self._left < 0

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                if self.is_cut:
                    here.close()
                    continue
                there = socket.create_connection(("127.0.0.1", self._server))
                self._ends += [here, there]
                if self._is_down:  # it was waiting when the wire was taken down
                    self._close_ends()
                    return
                threading.Thread(target=self._carry, args=(here, there, True), daemon=True).start()
                threading.Thread(target=self._carry, args=(there, here, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, counts: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if counts:
                    self._left -= len(data)
                if self.is_cut:
                    self._cut()
                    return
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def _cut(self) -> None:
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Take the wire down."""
        self._is_down = True
        self._cut()
        self._listening.close()
        self._close_ends()

    def _close_ends(self) -> None:
        for end in list(self._ends):
            end.close()
