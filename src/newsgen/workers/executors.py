"""The seam to other processes: batches of plain values through any `concurrent.futures.Executor`.

`submit` only, our own batches, a few in flight at a time; results come back in whatever order. Without an executor
the work is done here. Our own pool of processes outlives the death of workers: what was on its way is done again one
piece at a time, and a piece that ends its process twice while it is alone is named.
"""

from __future__ import annotations

import importlib
import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import count
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from newsgen.workers import toolchain
from newsgen.workers.mishaps import ExecutorError, WorkerLostError
from newsgen.workers.processes import begin_worker, context, forks, signals_held_back

Piece = TypeVar("Piece")
Result = TypeVar("Result")

IN_FLIGHT = 3
"""Batches that are on their way for each worker: enough to keep it busy, few enough to keep memory small."""

WATCHED = 1.0
"""Seconds without a result after which our own workers are looked after."""


class Crew:
    """Other processes: `jobs` of our own, or those of an executor made by `module:function`.

    They are started when there is work, and begun anew after a death. `warm` and `meanwhile` are the `Workforce`'s.
    """

    def __init__(self, jobs: int, factory: str, warm: Callable[[], None], meanwhile: Callable[[], None]) -> None:
        self._jobs = jobs
        self._factory = factory
        self._warm = warm
        self._meanwhile = meanwhile
        self._executor: Executor | None = None
        self._alone = False
        self.numbers = count()
        """A number for each batch."""

    def each(
        self, work: Callable[[Any, Sequence[Piece]], Result], common: object, batches: Iterable[Sequence[Piece]]
    ) -> Iterator[Result]:
        """Yield `work(common, batch)` of every batch, in any order."""
        yield from _Flight(self, work, common, batches).results()

    def each_of(
        self, work: Callable[[Any, Sequence[Piece]], Result], common: object, batches: Sequence[Sequence[Piece]]
    ) -> Iterator[Result]:
        """Do the same with new processes that are forked with the batches, where processes are forked."""
        if not forks():
            yield from self.each(work, common, batches)
            return
        self.stop(wait_for_work=True)
        self.use_wait()
        _inherited.append((work, common, batches))
        waiting = set(range(len(batches)))
        try:
            for number, result in self.each(_done_at_home, None, [[number] for number in sorted(waiting)]):
                waiting.remove(number)
                yield result
        except WorkerLostError:  # over a whole batch: find out over which piece of it
            yield from self.each(work, common, [batches[number] for number in sorted(waiting)])
        finally:
            _inherited.clear()
            self.stop(wait_for_work=True)

    def submit(self, order: bytes, batch: Sequence[Piece], number: int) -> object:
        """Hand over one batch, starting the executor if there is none. `number` comes back with the result."""
        if self._executor is None:
            self._executor = self._started()
        data = pickle.dumps(batch)
        with signals_held_back():  # until a new process has said what is to become of them
            return self._executor.submit(_worked, order, data, number, toolchain.versions())

    @property
    def most_in_flight(self) -> int:
        """Return how many batches may be on their way at once."""
        return 1 if self._alone else IN_FLIGHT * max(self._jobs, 2)

    @property
    def is_own(self) -> bool:
        """Tell whether the processes are ours."""
        return not self._factory

    def start_again(self) -> None:
        """After a death: begin anew with one worker, one piece at a time."""
        self.stop(wait_for_work=False)
        self._alone = True

    def use_wait(self) -> None:
        """Do what is to be done while others work, if it wasn't done yet."""
        if self.is_own and forks():
            meanwhile, self._meanwhile = self._meanwhile, lambda: None
            meanwhile()

    def look_after(self) -> None:
        """Break a pool up that has a dead worker and hasn't noticed.

        One that dies while it hands back a result leaves half of it behind, and a pool that waits for the other half.
        """
        processes = self._processes()
        if all(process.is_alive() for process in processes):
            return
        for process in processes:
            process.kill()
        results: Any = getattr(self._executor, "_result_queue", None)
        with suppress(OSError, AttributeError):
            results._writer.close()  # the last end that is open: now the pool knows that nothing will come

    def recovered(self) -> None:
        """Go on with all workers after what was lost has been done."""
        if self._alone:
            self.stop(wait_for_work=True)
            self._alone = False

    def _started(self) -> Executor:
        if self._factory:
            return _made_by(self._factory)
        if forks():
            self._warm()
        return ProcessPoolExecutor(
            1 if self._alone else self._jobs,
            mp_context=context(),
            initializer=begin_worker,
            initargs=(os.getpid(),),
        )

    def _processes(self) -> list[BaseProcess]:
        """Return our own workers."""
        return list((getattr(self._executor, "_processes", None) or {}).values()) if self.is_own else []

    def stop(self, *, wait_for_work: bool) -> None:
        """Let the processes go, after their work or now."""
        processes = self._processes()
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if not self.is_own:
            with suppress(Exception):  # not every engine's `shutdown` takes what Python's takes, and all work is done
                executor.shutdown(wait=wait_for_work)
            return
        calls: Any = getattr(executor, "_call_queue", None)
        results: Any = getattr(executor, "_result_queue", None)
        manager: threading.Thread | None = getattr(executor, "_executor_manager_thread", None)
        executor.shutdown(wait=wait_for_work, cancel_futures=True)
        if wait_for_work or manager is None:
            return
        for process in processes:
            process.kill()
        manager.join(WATCHED)
        ends: list[Any] = [getattr(calls, "_reader", None), getattr(results, "_writer", None)]
        for end in ends:
            with suppress(
                OSError, AttributeError
            ):  # the last ends that are open: who sends or reads would wait for ever
                end.close()
        manager.join(WATCHED)


class _Flight:
    """One run over some batches: what is on its way, and what was lost and must be done again."""

    def __init__(
        self, crew: Crew, work: Callable[[Any, Any], Any], common: object, batches: Iterable[Sequence[Any]]
    ) -> None:
        self.crew = crew
        self.order = pickle.dumps((work, common))  # here: a pool's own thread would do it while we go on and change it
        self.batches = iter(batches)
        self.again: deque[Sequence[Any]] = deque()
        self.flying: dict[Future[bytes], tuple[int, Sequence[Any]]] = {}
        self.suspect: Sequence[Any] = ()

    def results(self) -> Iterator[Any]:
        try:
            yield from self._results()
        finally:
            if not self.crew.is_own:  # our own pool is stopped whole, and dies of futures that were cancelled behind it
                for future in self.flying:
                    future.cancel()

    def _results(self) -> Iterator[Any]:
        while self._fill():
            self.crew.use_wait()
            done, _ = wait(self.flying, WATCHED if self.crew.is_own else None, FIRST_COMPLETED)
            if not done:
                self.crew.look_after()
            for future in done:
                flown = self.flying.pop(future, None)
                if flown is not None:
                    yield from self._landed(future, *flown)

    def _fill(self) -> bool:
        """Send batches off until enough are on their way; tell whether any is."""
        while len(self.flying) < self.crew.most_in_flight:
            if not self.again and not self.flying:
                self.crew.recovered()
            batch = self.again.popleft() if self.again else next(self.batches, None)
            if batch is None:
                break
            number = next(self.crew.numbers)
            try:
                future = self.crew.submit(self.order, batch, number)
            except BrokenProcessPool:
                self._lost(batch)
                continue
            except Exception as problem:
                if self.crew.is_own or isinstance(problem, ExecutorError):
                    raise
                raise _failed(problem) from problem
            if not isinstance(future, Future):
                message = f"`submit` gave no future of concurrent.futures, but {type(future).__name__}"
                raise ExecutorError(message)
            self.flying[future] = (number, batch)
        return bool(self.flying)

    def _landed(self, future: Future[bytes], number: int, batch: Sequence[Any]) -> Iterator[Any]:
        try:
            came_back, result = pickle.loads(future.result())  # noqa: S301 - made by `_worked`
        except BrokenProcessPool:
            self._lost(batch)
            return
        except Exception as problem:
            if self.crew.is_own or isinstance(problem, ExecutorError):
                raise
            raise _failed(problem) from problem
        if came_back != number:
            message = "what came back is the result of other work"
            raise ExecutorError(message)
        yield result

    def _lost(self, batch: Sequence[Any]) -> None:
        """A worker died: everything on its way is lost with it, and is done again piece by piece."""
        if self.crew.most_in_flight == 1:
            if batch is self.suspect:
                raise WorkerLostError(batch[0])
            self.suspect = batch
        lost = [batch, *(flown for _, flown in self.flying.values())]
        self.flying.clear()
        self.again.extendleft([piece] if len(one) > 1 else one for one in reversed(lost) for piece in reversed(one))
        self.crew.start_again()


def _worked(order: bytes, batch: bytes, number: int, versions: str) -> bytes:
    """Do a batch in a worker: an order is a function and what is common to all batches.

    We pickle ourselves: the pools' own pickler takes three times as long over our nouns.
    """
    if versions != toolchain.versions():
        message = "a worker runs another version of newsgen, of Python or of a library"
        raise ExecutorError(message)
    work, common = pickle.loads(order)  # noqa: S301 - made by `_Flight`
    return pickle.dumps((number, work(common, pickle.loads(batch))))  # noqa: S301 - made by `submit`


_inherited: list[tuple[Callable[[Any, Any], object], object, Sequence[Any]]] = []
"""What forked processes find in their memory: work, what is common to all of it, and its batches."""


def _done_at_home(_: None, numbers: Sequence[int]) -> tuple[int, Any]:
    """Do a batch that this process was forked with."""
    work, common, batches = _inherited[-1]
    return numbers[0], work(common, batches[numbers[0]])


def _failed(problem: Exception) -> ExecutorError:
    return ExecutorError(f"{type(problem).__name__}: {problem}")


def _made_by(factory: str) -> Executor:
    """Call `module:function` for an executor."""
    module, _, name = factory.partition(":")
    try:
        made = getattr(importlib.import_module(module), name)()
    except Exception as problem:
        raise ExecutorError(f"{factory} could not be started: {type(problem).__name__}: {problem}") from problem
    if not hasattr(made, "submit"):
        raise ExecutorError(f"{factory} gave no executor: it has no `submit`")
    executor: Executor = made
    return executor
