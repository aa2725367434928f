"""The problems of the regression check: small enough for CI, and one of each kind.

Iterations are few, so that the search is still on its way: there a weaker engine shows most.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.areas import area_day, sample_problem
from benchmarks.lunches import lunch
from optimizer.locks import NeverLock, NotBefore, RiderLock, SequenceLock
from optimizer.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A problem and for how many iterations the engine may work on it."""

    make: Callable[[], Problem]
    iterations: int


def wishes() -> Problem:
    """A small lunch with all that a person may ask for: preferred windows, locks, known riders."""
    day = lunch(5, visits=80, riders=4, radius_km=1.0)
    visits = tuple(
        replace(
            visit,
            preferred=(visit.window[0] + 600 * (k % 4), visit.window[1] - 900) if k % 3 else None,
            familiarity={f"R{1 + k % 4}": 0.8} if k % 2 else {},
        )
        for k, visit in enumerate(day.visits)
    )
    locks = (
        RiderLock(visit="V3", rider="R2"),
        SequenceLock(visits=("V10", "V20")),
        NeverLock(visits=("V30", "V31", "V32"), rider="R1"),
        NotBefore(visit="V40", seconds=39_600),
    )
    return replace(day, visits=visits, locks=locks)


CASES: Mapping[str, Case] = {
    "shortage-80": Case(make=lambda: area_day("shortage-80").problem, iterations=12_000),
    "canteen": Case(make=sample_problem, iterations=4_000),
    "kitchen": Case(
        make=partial(lunch, 2, visits=100, riders=5, batches=True, bays=2, radius_km=1.05),
        iterations=2_500,
    ),
    "district": Case(
        make=partial(lunch, 3, visits=1_200, riders=60, canteens=10), iterations=16_000
    ),
    "16 riders": Case(make=partial(lunch, 1, riders=16), iterations=6_000),
    "wishes": Case(make=wishes, iterations=2_500),
}
"""By name, the longest first: a crowded street-town, the sample, batches and loading bays, an
instance large enough to be divided, one rider too few, and wishes and locks."""


def digest(problem: Problem) -> str:
    """A short hash of all that decides what a plan of the problem costs."""
    parts = (problem.locations, problem.canteens, problem.riders, problem.visits)
    found = hashlib.sha256(repr((*parts, problem.locks, problem.policy)).encode())
    for name in sorted(problem.travel):
        found.update(name.encode() + problem.travel[name].seconds.tobytes())
    return found.hexdigest()[:12]
