"""Patience with a template or a text: so long and no longer."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

TIME_LIMIT = 10.0
"""Seconds that one output may take. A text or template that takes longer is refused, not waited for."""


TOO_SLOW_HINT = "Look for thousands of unclosed brackets or quotes, or endless loops."


class TooSlowError(Exception):
    """An output took longer than `TIME_LIMIT`."""


class _Timer:
    """Stops what runs too long inside it, by a signal; entered anew for each output."""

    def __enter__(self) -> None:
        """Begin to count."""
        signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT)

    def __exit__(self, *_raised: object) -> None:
        """Stop counting."""
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def time_limit() -> Iterator[AbstractContextManager[None]]:
    """Give what raises `TooSlowError` after `TIME_LIMIT`, where the system has timers and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield nullcontext()
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    try:
        yield _Timer()
    finally:
        signal.signal(signal.SIGALRM, before)
