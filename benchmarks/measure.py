"""One run of one strategy, measured and judged."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.checker import check
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.stop import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a run gave: the checker's figures and the time it took.

    ``cpu`` and ``wall`` are seconds. ``ok`` is the checker's verdict.
    """

    problem: str
    strategy: str
    limit: float
    seed: int
    ok: bool
    cost: Mapping[str, int]
    kpis: Mapping[str, int | float]
    cpu: float
    wall: float


def measure(name: str, problem: Problem, strategy: str, limit: float, seed: int) -> Measurement:
    """Run ``strategy`` for ``limit`` seconds of wall time in this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    plan = solve(problem, strategy, Stop(seconds=limit), seed=seed)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    verdict = check(problem, plan)
    return Measurement(
        problem=name,
        strategy=strategy,
        limit=limit,
        seed=seed,
        ok=verdict.ok,
        cost=verdict.cost,
        kpis=verdict.kpis,
        cpu=cpu,
        wall=wall,
    )
