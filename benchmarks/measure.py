"""One run of one strategy, measured and judged."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.checker import check
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop
from optimizer.strategies import registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a run gave: the checker's figures and the time it took.

    ``cpu`` and ``wall`` are seconds. ``ok`` is the checker's verdict. ``first`` is the wall time
    until the strategy told of its first complete plan, None if it told of none.
    """

    problem: str
    strategy: str
    limit: float | None
    seed: int
    ok: bool
    cost: Mapping[str, int]
    kpis: Mapping[str, int | float]
    cpu: float
    wall: float
    first: float | None = None
    iterations: int = 0


def measure(
    name: str,
    problem: Problem,
    strategy: str,
    limit: float | None,
    seed: int,
    iterations: int | None = None,
) -> Measurement:
    """Run ``strategy`` in this process for ``limit`` seconds of wall time or so many iterations."""
    registry.get(strategy).prepare()
    told: list[float] = []
    cpu, begun = time.process_time(), time.perf_counter()

    def remember(progress: Progress) -> None:
        del progress
        told.append(time.perf_counter() - begun)

    stop = Stop(seconds=limit, iterations=iterations)
    plan = solve(problem, strategy, stop, seed=seed, on_progress=remember)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - begun
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
        first=told[0] if told else None,
        iterations=plan.solver.iterations if plan.solver else 0,
    )
