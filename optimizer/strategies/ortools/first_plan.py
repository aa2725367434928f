"""A first plan: nearest neighbour, given up early on those who would have to be left out anyway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from optimizer.locks import visits_named
from optimizer.plan import Plan, Unserved
from optimizer.problem import Problem, Visit
from optimizer.stop import Stop
from optimizer.strategies.nearest import Nearest
from optimizer.timing.insertion import unserved_weight

ROUNDS = 6
"""How often visits are given up, each time as many boxes as were left out."""


def first_plans(problem: Problem, stop: Stop) -> Iterator[Plan]:
    """Plans by ``nearest``, each without more of the visits that cost least to leave out.

    ``nearest`` does not look at tiers. OR-Tools' own insertion heuristics do, but take seconds on
    chained trips and leave more visits out. ``stop`` should limit time alone: ``nearest`` counts
    iterations of its own.
    """
    plan = Nearest().solve(problem, stop, seed=0)
    yield plan
    waiting = _cheapest_first(problem)
    given_up: list[Visit] = []
    for _ in range(ROUNDS):
        rest = {visit.id for visit in problem.visits}.difference(v.id for v in given_up)
        left_out = sum(problem.visit[u.visit].boxes for u in plan.unserved if u.visit in rest)
        if left_out == 0 or not waiting or stop.reached(0):
            return
        while left_out > 0 and waiting:
            given_up.append(waiting.pop())
            left_out -= given_up[-1].boxes
        names = {visit.id for visit in given_up}
        smaller = replace(problem, visits=tuple(v for v in problem.visits if v.id not in names))
        plan = Nearest().solve(smaller, stop, seed=0)
        added = tuple(Unserved(visit=v.id, tier=v.tier, reasons=()) for v in given_up)
        plan = replace(plan, unserved=plan.unserved + added)
        yield plan


def _cheapest_first(problem: Problem) -> list[Visit]:
    """Visits that no lock or frozen trip names, the one that costs least to leave out last."""
    named = {s.visit for rider in problem.riders for trip in rider.frozen for s in trip.stops}
    named.update(visit for lock in problem.locks for visit in visits_named(lock))
    free = [visit for visit in problem.visits if visit.id not in named]
    return sorted(free, key=lambda v: unserved_weight(problem.policy, v) / v.boxes, reverse=True)
