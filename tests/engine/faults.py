"""Makes the n-th call that changes a file fail, or do anything else: the way in which databases are tested."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

CHANGING = ("mkdir", "replace", "rename", "unlink", "remove", "rmdir", "ftruncate", "pwrite", "write")
READING = ("scandir", "listdir", "lstat", "fstat")


class Fault:
    """Counts calls, and at the n-th does `strike`; after it all is well again, unless it is `lasting`."""

    def __init__(self, number: int, strike: Callable[[str], None], *, lasting: bool = False) -> None:
        self.number = number
        self.strike = strike
        self.lasting = lasting
        self.calls = 0
        self.struck = ""

    def called(self, name: str, place: object) -> None:
        """Count a call of a function with a file."""
        if isinstance(place, int) and place < 3:
            return
        self.calls += 1
        if self.calls == self.number or (self.lasting and self.calls > self.number):
            self.struck = self.struck or f"{name} {place}"
            self.strike(str(place))


@contextmanager
def faulty(fault: Fault, *, reading: bool = False) -> Iterator[Fault]:
    """Lead all calls that change files, or else all that read them, past a fault."""
    real_open, opened = os.open, _opening(fault, reading=reading)
    with patch.object(builtins, "open", opened), patch.object(io, "open", opened):
        patches = [patch.object(os, name, _past(fault, name)) for name in (READING if reading else CHANGING)]

        def low_open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            if reading == (not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
                fault.called("open", path)
            return real_open(path, flags, *rest, **more)

        patches.append(patch.object(os, "open", low_open))
        for one in patches:
            one.start()
        try:
            yield fault
        finally:
            for one in patches:
                one.stop()


def _past(fault: Fault, name: str) -> Callable[..., Any]:
    real = getattr(os, name)

    def call(*values: Any, **more: Any) -> Any:
        fault.called(name, values[0] if values else "")
        return real(*values, **more)

    return call


def _opening(fault: Fault, *, reading: bool) -> Callable[..., Any]:
    real = builtins.open

    def call(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        writes = any(letter in mode for letter in "wax+")
        if writes != reading:
            fault.called("open", file)
        if not writes or reading or "b" not in mode:
            return real(file, mode, *rest, **more)
        raw = _File(file, mode, fault)
        return raw if more.get("buffering") == 0 else io.BufferedWriter(raw)

    return call


class _File(io.FileIO):
    """A file each of whose writes goes past a fault."""

    def __init__(self, file: Any, mode: str, fault: Fault) -> None:
        super().__init__(file, mode.replace("b", ""))
        self.fault = fault

    def write(self, data: Any, /) -> int:
        self.fault.called("write", self.name)
        return super().write(data) or 0


def failing(code: int) -> Callable[[str], None]:
    """Return a strike that raises what the system does."""

    def strike(place: str) -> None:
        raise OSError(code, os.strerror(code), place)

    return strike
