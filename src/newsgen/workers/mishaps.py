"""What may happen to work that is done elsewhere."""

from __future__ import annotations


class WorkerLostError(Exception):
    """A worker died, twice with nothing but this `piece` of work in hand."""

    def __init__(self, piece: object) -> None:
        super().__init__()
        self.piece = piece


class ExecutorError(Exception):
    """An executor that was brought along failed; the message says how."""
