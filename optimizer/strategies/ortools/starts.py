"""Where the search starts: plans made at once, filled up, and made with fewer riders if they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from optimizer.locks import rider_named
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.ortools.first_plan import first_plans
from optimizer.strategies.repair import filled, repaired
from optimizer.strategies.savings import Savings
from optimizer.timing.insertion import weight_of

SHARE = 0.4
"""Part of the time that the starts may take."""


def starts(problem: Problem, stop: Stop, warm_start: Plan | None) -> Iterator[Plan]:
    """Plans to start from, one at least; a warm start that breaks a rule is repaired.

    ``savings`` is asked only where ``nearest`` left somebody out, or had no time to spare riders.
    """
    until = Stop(seconds=SHARE * max(0.0, stop.remaining()), requested=stop.requested)
    complete = False
    for plan in _with_fewer_and_fewer_riders(problem, until):
        yield plan
        complete = complete or not plan.unserved
    if not complete or until.reached(0):
        rest = Stop(seconds=max(0.0, stop.remaining()), requested=stop.requested)
        yield filled(problem, Savings().solve(problem, rest, seed=0), rest)
    if warm_start is not None:
        bare = replace(warm_start, cost={}, kpis={}, solver=None)
        yield bare
        yield filled(problem, repaired(problem, bare), until)


def _with_fewer_and_fewer_riders(problem: Problem, stop: Stop) -> Iterator[Plan]:
    """First plans, again without the rider who carries least, as long as nobody suffers.

    The search itself hardly ever empties a rider's day: every step on the way costs more.
    """
    crew: Problem | None = problem
    least: int | None = None
    while crew is not None:
        best: tuple[int, Plan] | None = None
        for first in first_plans(crew, stop):
            plan = filled(crew, first, stop)
            yield plan
            weight = weight_of(problem, (entry.visit for entry in plan.unserved))
            if best is None or weight < best[0]:
                best = weight, plan
            if weight <= (least or 0):
                break
        if best is None or stop.reached(0) or (least is not None and best[0] > least):
            return
        least = best[0]
        crew = _without_one(crew, best[1])


def _without_one(problem: Problem, plan: Plan) -> Problem | None:
    """The problem without the rider who carries least; None if nobody can be spared."""
    named = {rider_named(lock) for lock in problem.locks}
    carried = {
        day.rider: sum(problem.visit[s.visit].boxes for trip in day.trips for s in trip.stops)
        for day in plan.riders
    }
    spare = [r.id for r in problem.riders if not r.frozen and r.id not in named]
    if not spare or len(problem.riders) == 1:
        return None
    idlest = min(spare, key=lambda name: carried.get(name, 0))
    rest = tuple(rider for rider in problem.riders if rider.id != idlest)
    room = sum(rider.boxes * rider.max_trips for rider in rest)
    if room < sum(carried.values()):
        return None
    return replace(problem, riders=rest)
