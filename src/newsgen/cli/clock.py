"""The clock, read once by a command, and `--now`, which takes its place."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import click

from newsgen.news import dates


def moment(text: str | None, started: int | None = None) -> datetime:
    """Return the instant that was asked for, else the clock's (`started`, in nanoseconds), in whole seconds."""
    if text is None:
        return datetime.fromtimestamp((started or time.time_ns()) // 1_000_000_000, UTC)
    found = dates.parse(text)
    if isinstance(found, dates.DateProblem):
        raise click.BadParameter(f"{found.message}. {found.hint}", param_hint="--now")
    return found.instant(UTC)
