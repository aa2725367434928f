"""The flagship: ruin and recreate on riders' whole days."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.engine.gate import instance_of, matrices
from optimizer.engine.instance import Instance
from optimizer.engine.islands import best_solution, cores
from optimizer.engine.large import LARGE, best_of_large
from optimizer.engine.runs import absent_visits, found, legs_of, runs_of
from optimizer.engine.state import Best
from optimizer.engine.warming import warm_up
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.progress import meals_by_tier
from optimizer.strategies.repair import cheapest, filled
from optimizer.texts import Text
from optimizer.timing.day import RiderLegs, plan_of_legs
from optimizer.timing.departures import best_departures

RESERVE = 0.3
"""Seconds kept for the exact departures at the end, and, once told to stop, all there are."""
PER_RIDER = 0.006
"""Seconds kept for the departures of each rider's day."""
PATIENCE = 60.0
"""Seconds for them where only iterations are limited."""
ELITE = 20
"""Cheap solutions of which the search cannot tell the exact cost, kept by each island."""
ELITE_NODES = 1_000
"""Nodes in all of them together, if the problem is so small that there may be more."""


class Engine(Strategy):
    """Searches riders' days directly, see ``optimizer.engine``; as many islands as cores.

    An iteration is one ruin and recreate of each island. ``threads`` None: one island a core.
    ``audited``: everything is computed again after every iteration, for tests.
    """

    name = "engine"
    summary = Text(
        "送餐引擎：整日行程的拆除与重建",
        "Songcan's engine: ruin and recreate on riders' whole days",
    )

    def __init__(self, threads: int | None = None, *, audited: bool = False) -> None:
        self.threads = threads
        self.audited = audited

    def prepare(self) -> None:
        """Compile the engine, once per installation, or load what was compiled before."""
        warm_up()

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Search until told to stop; the best plan, at departures of least cost."""
        large = len(problem.visits) >= LARGE
        instance, names = instance_of(problem, divided=large)
        runs = () if warm_start is None else runs_of(problem, names, warm_start)
        inner = Stop(seconds=None, iterations=stop.iterations, requested=stop.requested)
        if stop.seconds is not None:
            inner.seconds = max(0.0, stop.remaining() - reserve(problem))

        def tell(iterations: int, best: Best) -> None:
            if on_progress is not None:
                tiers = meals_by_tier(problem, absent_visits(names, best))
                cost = int(best.cost[0]) // 100
                on_progress(Progress(stop.elapsed(), iterations, cost, tiers))

        threads = self.threads or cores()
        if large:
            rides = matrices(problem, names)
            best = best_of_large(instance, rides, inner, seed, runs, tell, threads=threads)
            solutions = found(best)
        else:
            solutions = best_solution(
                instance,
                inner,
                seed,
                runs,
                tell,
                threads=threads,
                elite=_elite(problem, instance),
                audited=self.audited,
            )
        patience = PATIENCE if stop.seconds is None else reserve(problem)
        if stop.requested.is_set():
            patience = RESERVE
        return _timed(problem, [legs_of(instance, names, one) for one in solutions], patience)


def reserve(problem: Problem) -> float:
    """Seconds of a time limit that are kept for exact departures: each rider's day takes some.

    Without them a district would keep the late departures that only prove its plan feasible.
    """
    return RESERVE + PER_RIDER * len(problem.riders)


def _elite(problem: Problem, instance: Instance) -> int:
    """How many solutions deserve exact departures: more than one where the search guesses.

    It knows the departures exactly unless kitchens couple riders or emergencies widen limits.
    """
    guesses = bool(instance.rider.coupled.any()) or problem.policy.emergency is not None
    return max(ELITE, ELITE_NODES // max(1, len(instance.node))) if guesses else 0


def _timed(problem: Problem, found: Sequence[Sequence[RiderLegs]], patience: float) -> Plan:
    """The cheapest plan, each at its departures of least cost, as far as patience reaches."""
    until = Stop(seconds=patience)
    plans: list[Plan] = []
    for legs in found:
        plans.append(plan_of_legs(problem, legs))
        plans.append(plan_of_legs(problem, best_departures(problem, legs, until.remaining())))
        if until.reached(0):
            break
    return filled(problem, cheapest(problem, plans), until)
