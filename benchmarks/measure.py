"""One run of one strategy, measured and judged."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks import solvers
from benchmarks.trace import Point, Trace
from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.planning import searched
from optimizer.problem import Problem
from optimizer.stop import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a run gave: the checker's figures and the time it took.

    ``cpu`` and ``wall`` are seconds, those of child processes counted; why visits are unserved is
    not asked. ``ok`` is the checker's verdict. ``first`` is the wall time until the strategy told
    of its first complete plan, None if it told of none; ``trace`` are the incumbents it told of.
    ``peak_mb`` is the most memory that the process has held so far, what it read and compiled
    before included.
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
    plan: Plan
    first: float | None = None
    iterations: int = 0
    trace: Sequence[Point] = ()
    peak_mb: float = 0.0


def measure(
    name: str,
    problem: Problem,
    strategy: str,
    limit: float | None,
    seed: int,
    iterations: int | None = None,
) -> Measurement:
    """Run ``strategy`` in this process for ``limit`` seconds of wall time or so many iterations.

    Raises
    ------
    UnsupportedProblem
        When the strategy cannot state the problem.
    BrokenPlan
        When its plan breaks a rule.
    """
    chosen = solvers.get(strategy)
    chosen.prepare()
    trace = Trace()
    cpu, begun = cpu_seconds(), time.perf_counter()
    stop = Stop(seconds=limit, iterations=iterations)
    plan = searched(problem, chosen, stop, seed=seed, on_progress=trace.tell)
    cpu, wall = cpu_seconds() - cpu, time.perf_counter() - begun
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
        plan=plan,
        first=trace.first,
        iterations=plan.solver.iterations if plan.solver else 0,
        trace=trace.points(),
        peak_mb=peak_megabytes(),
    )


def limit_memory(megabytes: int | None) -> None:
    """From now on this process, and what it starts, may hold so much; None: all there is."""
    if megabytes is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def cpu_seconds() -> float:
    """Processor time of this process and of its children that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def peak_megabytes() -> float:
    """The most memory that this process, or the largest child that has ended, has held."""
    asked = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in asked) / 1024
