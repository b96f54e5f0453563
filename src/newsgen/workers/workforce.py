"""Who does the work of a build: this process alone, processes of our own, or an executor that was brought along.

What is needed only with other processes is imported only with them: half of all builds find nothing to do.
"""

from __future__ import annotations

import copyreg
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from newsgen.workers.executors import Crew

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workforce:
    """Where work is done: here (`jobs` 1), in processes of our own, or by an executor, made by `module:function`.

    A context manager: at its end our own processes are gone.
    """

    def __init__(self, jobs: int, factory: str = "") -> None:
        self.jobs = jobs
        self.factory = factory
        self.warm: Callable[[], None] = lambda: None
        """Called before processes are forked: what it imports, each of them has."""
        self.meanwhile: Callable[[], None] = lambda: None
        """Called once, while processes are at their first work: what those need that are forked later."""

    def __enter__(self) -> Workforce:
        return self

    def __exit__(self, kind: object, problem: object, traceback: object) -> None:
        if "crew" in self.__dict__:
            self.crew.stop(wait_for_work=kind is None)

    @cached_property
    def crew(self) -> Crew:
        """Return the other processes; none is started before there is work."""
        from newsgen.workers.executors import Crew

        return Crew(self.jobs, self.factory, self.warm, self.meanwhile)

    @property
    def is_parallel(self) -> bool:
        """Tell whether work goes to other processes."""
        return bool(self.factory) or self.jobs > 1

    @property
    def is_own(self) -> bool:
        """Tell whether the processes are ours."""
        return not self.factory

    def each(
        self, work: Callable[[Any, Sequence[Piece]], Result], common: object, batches: Iterable[Sequence[Piece]]
    ) -> Iterator[Result]:
        """Yield `work(common, batch)` of every batch, in any order.

        `work` must be a function of a module. Raises `WorkerLostError` and `ExecutorError`, and whatever `work` does.
        """
        if self.is_parallel:
            yield from self.crew.each(work, common, batches)
            return
        for batch in batches:
            yield work(common, batch)

    def each_of(
        self, work: Callable[[Any, Sequence[Piece]], Result], common: object, batches: Sequence[Sequence[Piece]]
    ) -> Iterator[Result]:
        """Do the same with batches that are all there already.

        Where processes are forked, new ones are, which have the batches: nothing travels there but their numbers.
        """
        if self.is_parallel and self.is_own:
            yield from self.crew.each_of(work, common, batches)
        else:
            yield from self.each(work, common, batches)


def travel_light(*nouns: type[Any]) -> None:
    """Pickle frozen dataclasses by their fields, in half the time that it takes by their state."""
    for noun in nouns:
        names = [field.name for field in fields(noun)]
        values = attrgetter(*names) if len(names) > 1 else _one(names[0])
        copyreg.pickle(noun, partial(_reduced, noun, values))


def _one(name: str) -> Callable[[Any], tuple[Any, ...]]:
    return lambda value: (getattr(value, name),)


def _reduced(
    noun: type[Any], values: Callable[[Any], tuple[Any, ...]], value: Any
) -> tuple[type[Any], tuple[Any, ...]]:
    return noun, values(value)
