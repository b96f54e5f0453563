"""Executors to bring along (`--executor module:function`): good ones, and ones that fail in every way we know."""

from __future__ import annotations

import os
import pickle
import random
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any


def threads() -> Executor:
    """Return a pool of threads."""
    return ThreadPoolExecutor(3)


class ShufflingThread(Executor):
    """A pool of one thread that takes what waits in any order: completion is shuffled, and nobody has to pull."""

    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)
        self.pool = ThreadPoolExecutor(1)
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, lambda: fn(*args, **kwargs)))
        self.pool.submit(self._one)
        return future

    def _one(self) -> None:
        future, work = self.waiting.pop(self.random.randrange(len(self.waiting)))
        try:
            future.set_result(work())
        except Exception as problem:
            future.set_exception(problem)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def shuffled() -> Executor:
    """Return an executor whose results come in another order each time."""
    return ShufflingThread(random.randrange(1_000_000))


# Bad ones


class _Immediate(Executor):
    """Does the work at once; what becomes of it is up to the subclass."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(self.twisted(fn(*args, **kwargs)))
        except Exception as problem:
            future.set_exception(problem)
        return future

    def twisted(self, result: Any) -> Any:
        """Return what is handed back in place of a result."""
        return result


class _Failing(_Immediate):
    def twisted(self, result: Any) -> Any:
        raise ConnectionError("the scheduler is gone")


class _Nonsense(_Immediate):
    def twisted(self, result: Any) -> Any:
        return {"not": "a result"}


class _Garbled(_Immediate):
    def twisted(self, result: Any) -> Any:
        return b"garbage"


class _Empty(_Immediate):
    def twisted(self, result: Any) -> Any:
        return pickle.dumps([])


class _Stale(_Immediate):
    """Hands back the first result again and again."""

    first: Any = None

    def twisted(self, result: Any) -> Any:
        self.first = self.first or result
        return self.first


class _Refusing(_Immediate):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise RuntimeError("cannot schedule new futures after shutdown")


class _Futureless(_Immediate):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)


class _Cancelling(_Immediate):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


class _Twice(_Immediate):
    """Does everything twice, as engines do that lost sight of a worker."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        super().submit(fn, *args, **kwargs)
        return super().submit(fn, *args, **kwargs)


def failing() -> Executor:
    return _Failing()


def nonsense() -> Executor:
    return _Nonsense()


def garbled() -> Executor:
    return _Garbled()


def empty() -> Executor:
    return _Empty()


def stale() -> Executor:
    return _Stale()


def refusing() -> Executor:
    return _Refusing()


def futureless() -> Executor:
    return _Futureless()


def cancelling() -> Executor:
    return _Cancelling()


def twice() -> Executor:
    return _Twice()


def no_executor() -> object:
    return object()


def raising() -> Executor:
    raise OSError("no route to the scheduler")


def suicidal() -> None:
    """End this process as the system's out-of-memory killer does."""
    os.kill(os.getpid(), signal.SIGKILL)
