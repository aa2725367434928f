"""When a strategy has to stop: time, iterations, or a person's word."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stop:
    """A stopping criterion; the clock starts on construction.

    ``seconds`` is wall time, ``iterations`` a number of the strategy's own steps; None: no
    limit. ``requested`` may be set from any thread or signal handler.
    """

    seconds: float | None = None
    iterations: int | None = None
    requested: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=time.monotonic)

    def restart(self) -> None:
        """Start the clock again, once everything is ready."""
        self.started = time.monotonic()

    def elapsed(self) -> float:
        """Seconds since construction."""
        return time.monotonic() - self.started

    def remaining(self) -> float:
        """Seconds left; infinite without a time limit."""
        return float("inf") if self.seconds is None else self.seconds - self.elapsed()

    def reached(self, iterations: int) -> bool:
        """Whether to stop after ``iterations`` steps."""
        return (
            self.requested.is_set()
            or (self.iterations is not None and iterations >= self.iterations)
            or self.remaining() <= 0
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """A strategy's incumbent while it runs: cost in seconds, unserved meals by tier."""

    seconds: float
    iterations: int
    cost: int
    unserved_by_tier: Mapping[int, int]
