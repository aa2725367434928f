"""The trips of a known plan as columns to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from optimizer.bounds.generation.crews import Crew, weights
from optimizer.bounds.generation.pricing import Pricer, Trip
from optimizer.bounds.generation.steps import drive
from optimizer.bounds.generation.times import BUCKET
from optimizer.plan import Plan
from optimizer.problem import Problem


def columns(
    problem: Problem, plan: Plan, crews: Sequence[Crew], pricers: Sequence[Pricer]
) -> Iterator[Trip]:
    """Every trip of the plan, loaded no earlier than its first stop asks for.

    A trip that does not fit the buckets is left out: columns only guide the search.
    """
    index = {visit.id: number for number, visit in enumerate(problem.visits)}
    of_rider = {name: number for number, crew in enumerate(crews) for name in crew.names}
    for day in plan.riders:
        if (number := of_rider.get(day.rider)) is None:
            continue
        crew, times = crews[number], pricers[number].times
        sites = problem.rider[day.rider].loading_canteens()
        for k, trip in enumerate(day.trips):
            site = sites.index(trip.canteen)
            path = np.array([index[stop.visit] for stop in trip.stops], np.int16)
            begins = trip.stops[0].start - int(crew.sites[site].first[path[0]])
            bucket = (begins - times.first) // BUCKET
            if not 0 <= bucket < times.buckets:
                continue
            last = k + 1 == len(day.trips)
            goal = 0 if last else sites.index(day.trips[k + 1].canteen)
            spell = times.spell(int(times.spell_of[bucket]))
            measured = weights(problem.policy, crew.paid)
            rest, span = drive(crew.sites[site], measured, spell, path, goal)
            if span >= 0:
                visits = tuple(path.tolist())
                end = -1 if last else goal
                yield Trip(number, site, end, bucket, visits, int(rest), int(span))
