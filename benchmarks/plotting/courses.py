"""The course of runs as values at common moments, over the seeds.

Before its first complete plan a run counts as worse than any. Costs are what strategies told of
while they ran; the last point of a run is what the checker found. The two differ where a strategy
does not see all that its plan then costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.pinned import Record

Floats = NDArray[np.float64]
Steps = Iterator[tuple[float, float]]
"""Seconds since a run began, and the value from then on."""

POINTS = 180
"""Moments of a grid."""
EARLIEST = 0.01
"""Seconds at which a grid may begin at the earliest."""
BEYOND = 1.15
"""How far a grid goes on, for the last plan to be seen."""


class Line(NamedTuple):
    """Values over the seeds at each moment; infinite where there is none yet."""

    median: Floats
    low: Floats
    high: Floats


def moments(records: Sequence[Record]) -> Floats:
    """Evenly on a logarithmic scale, from before the first plan to beyond the longest run."""
    times = [point[0] for record in records for point in record["trace"]]
    begin = max(EARLIEST, min(times, default=EARLIEST) / 1.5)
    end = max([10 * begin, *times, *(record["wall"] for record in records)])
    return np.geomspace(begin, BEYOND * end, POINTS)


def unserved_meals(record: Record) -> Steps:
    """Unserved meals at each improvement."""
    for seconds, _, tiers in record["trace"]:
        yield seconds, float(sum(tiers))


def other_cost(record: Record, *, of_all: bool) -> Steps:
    """Hours of cost beside the unserved, since as many of each tier are served as in the end.

    ``of_all``: only if everybody is served in the end, as those are whom it costs least to leave.
    Strategies that tell of nothing but the unserved have no other cost before their end.
    """
    unserved, trace = record["cost"]["unserved"], record["trace"]
    if of_all and unserved:
        return
    for seconds, cost, tiers in trace:
        if tiers == trace[-1][2] and cost > unserved:
            yield seconds, (cost - unserved) / 3600


def over_seeds(steps: Sequence[Iterable[tuple[float, float]]], grid: Floats) -> Line:
    """The steps of each seed as values on ``grid``, then over the seeds."""
    nothing = np.full_like(grid, np.inf)
    rows = np.array([_sampled(list(step), grid) for step in steps] or [nothing])
    middle = np.sort(rows, axis=0)
    count = len(rows)
    median = (middle[(count - 1) // 2] + middle[count // 2]) / 2
    return Line(median, middle[0], middle[-1])


def _sampled(step: Sequence[tuple[float, float]], grid: Floats) -> Floats:
    times = np.array([seconds for seconds, _ in step])
    values = np.array([np.inf, *(value for _, value in step)])
    return values[np.searchsorted(times, grid, side="right")]
