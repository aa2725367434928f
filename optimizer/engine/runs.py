"""Between plans and the engine's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.gate import Names
from optimizer.engine.instance import Instance, Table
from optimizer.engine.state import Best, Elite
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.timing.day import Leg, RiderLegs

Runs = Sequence[tuple[int, int, NDArray[np.int64]]]
"""Trips in order: rider, canteen, nodes."""


class Found(NamedTuple):
    """A solution as the search left it: see ``Best`` and ``Elite``."""

    cost: int
    after: NDArray[np.int64]
    trip: Table
    trips: NDArray[np.int64]
    chain: NDArray[np.int64]


def found(best: Best, elites: Sequence[Elite] = ()) -> list[Found]:
    """The best solution, then other cheap ones, cheapest first."""
    first = Found(int(best.cost[0]), best.visited.after, best.trip, best.day.trips, best.chain)
    others = [
        Found(int(e.cost[k]), e.after[k], e.trip[k], e.trips[k], e.chain[k])
        for e in elites
        for k in np.flatnonzero(e.cost < np.iinfo(np.int64).max)
    ]
    return [first, *sorted(others, key=lambda other: other.cost)]


def runs_of(problem: Problem, names: Names, plan: Plan) -> Runs:
    """The planned trips of a plan; what the engine has no number for is left out."""
    node = {block[0]: k for k, block in enumerate(names.blocks)}
    rider = {name: k for k, name in enumerate(names.riders)}
    canteen = {name: k for k, name in enumerate(names.canteens)}
    runs = []
    for day in plan.riders:
        for trip in day.trips[len(problem.rider[day.rider].frozen) :]:
            nodes = [node[stop.visit] for stop in trip.stops if stop.visit in node]
            runs.append((rider[day.rider], canteen[trip.canteen], np.array(nodes, np.int64)))
    return runs


def legs_of(instance: Instance, names: Names, found: Found) -> list[RiderLegs]:
    """The trips of a solution at departures that keep every rule.

    Where kitchens couple riders these are the latest ones, else those of the search.
    """
    days = []
    for number, rider in enumerate(names.riders):
        legs = []
        for rank in range(found.trips[number]):
            trip = found.trip[found.chain[number, rank]]
            depart = trip.late if instance.rider[number].coupled else trip.depart
            canteen = names.canteens[trip.canteen]
            visits = _visits(names, found.after, int(trip.first))
            legs.append(Leg(canteen, visits, int(depart)))
        if legs:
            days.append(RiderLegs(rider, tuple(legs)))
    return days


def absent_visits(names: Names, best: Best) -> list[str]:
    """Visits of all nodes that nobody carries."""
    return [v for k in np.flatnonzero(best.visited.trip < 0) for v in names.blocks[k]]


def _visits(names: Names, after: NDArray[np.int64], first: int) -> tuple[str, ...]:
    visits: list[str] = []
    node = first
    while node >= 0:
        visits.extend(names.blocks[node])
        node = int(after[node])
    return tuple(visits)
