"""The incumbents of a run over time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from optimizer.stop import Progress

MOST = 200
"""Points kept of a run; there are thousands where every small step is told."""


class Point(NamedTuple):
    """Wall seconds since the run began, cost in seconds, unserved meals per tier in order."""

    seconds: float
    cost: int
    unserved: tuple[int, ...]


class Trace:
    """Listens to a strategy; the clock starts on construction."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._points: list[Point] = []
        self.first: float | None = None

    def tell(self, progress: Progress) -> None:
        """Keep the incumbent if it is better than the ones before."""
        now = time.perf_counter() - self._begun
        if self.first is None:
            self.first = now
        if not self._points or progress.cost < self._points[-1].cost:
            meals = tuple(n for _, n in sorted(progress.unserved_by_tier.items()))
            self._points.append(Point(round(now, 3), progress.cost, meals))

    def points(self) -> Sequence[Point]:
        """At most ``MOST`` improvements, the first and the last among them, evenly by rank."""
        many = len(self._points)
        if many <= MOST:
            return tuple(self._points)
        return tuple(self._points[k * (many - 1) // (MOST - 1)] for k in range(MOST))
