"""Processes of our own: how they are started, what they do with signals, and that none outlives the build."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.context import BaseContext
from typing import NoReturn

from newsgen.workers.mishaps import ExecutorError


def context() -> BaseContext:
    """Return the way in which processes are started: the system's own, or the one that was asked for."""
    method = os.environ.get("NEWSGEN_START_METHOD")
    try:
        return multiprocessing.get_context(method)
    except ValueError:
        known = ", ".join(multiprocessing.get_all_start_methods())
        message = f"NEWSGEN_START_METHOD is “{method}”; this system has {known}"
        raise ExecutorError(message) from None


def forks() -> bool:
    """Tell whether our own processes are forked from this one."""
    return context().get_start_method() == "fork"


_STOPPING = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let interrupts wait while processes are started, for those inherit what we do with them, and would say so."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def aside(question: Callable[[], bool]) -> Callable[[], bool]:
    """Begin to find out whether something is so in a process that is forked for it; return what waits for the answer.

    It is no if the process dies.
    """
    with signals_held_back():
        child = os.fork()
        if not child:
            _answer(question)
    return lambda: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _answer(question: Callable[[], bool]) -> NoReturn:
    answer = 2
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        answer = 0 if question() else 1
    finally:
        os._exit(answer)


def begin_worker(parent: int) -> None:
    """Make a process of our pool ready: interrupts are the parent's affair, and it must not outlive the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    gc.disable()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process with the one that builds, which is not its parent where a server does the forking."""
    if os.getppid() == parent:
        while os.getppid() == parent:
            time.sleep(0.5)
    elif builder := parent_process():
        builder.join()
    os._exit(1)
