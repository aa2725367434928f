"""Days on which it costs something that rounds are not those of a previous plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optimizer.plan import Plan, Trip
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.stop import Stop


def priced(problem: Problem, seed: int) -> Problem:
    """The problem after a plan that could nearly be made again, with prices for changing it.

    A stop of it is gone, trips are in another order, or two riders have swapped what they do.
    """
    rng = np.random.default_rng(seed)
    before = solve(replace(problem, previous=None), "nearest", Stop(iterations=1))
    begun = {rider.id: len(rider.frozen) for rider in problem.riders}
    planned = [
        tuple(_altered(rng, problem, trip) for trip in day.trips[begun[day.rider] :])
        for day in before.riders
    ]
    if len(planned) > 1 and rng.random() < 0.3:
        planned[:2] = planned[1::-1]
    days = (
        replace(day, trips=(*day.trips[: begun[day.rider]], *trips))
        for day, trips in zip(before.riders, planned, strict=True)
    )
    policy = replace(
        problem.policy,
        change_seconds=int(rng.choice((0, 300))),
        changed_rider_seconds=int(rng.choice((0, 400, 900, 4_000))),
        changed_order_seconds=int(rng.choice((0, 60, 700))),
    )
    return replace(problem, previous=Plan(riders=tuple(days), unserved=()), policy=policy)


def _altered(rng: np.random.Generator, problem: Problem, trip: Trip) -> Trip:
    """Mostly the same trip."""
    dice, stops = rng.random(), list(trip.stops)
    if dice < 0.15:
        stops = [stops[k] for k in rng.permutation(len(stops))]
    elif dice < 0.3:
        stops[-1] = replace(stops[-1], visit=f"{stops[-1].visit} who is gone")
    elif dice < 0.4:
        return replace(trip, canteen=str(rng.choice(list(problem.canteen))))
    return replace(trip, stops=tuple(stops))
