"""Walking through a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from optimizer.plan import Plan, Stop, Trip
from optimizer.problem import Problem, Rider, Visit


class TripAt(NamedTuple):
    """A trip with its rider and its number in the rider's day."""

    rider: Rider
    number: int
    trip: Trip


class StopAt(NamedTuple):
    """A stop with its visit and the trip it belongs to."""

    rider: Rider
    number: int
    trip: Trip
    stop: Stop
    visit: Visit


def trips_of(problem: Problem, plan: Plan) -> Iterator[TripAt]:
    """All trips, rider by rider, in order."""
    for day in plan.riders:
        for number, trip in enumerate(day.trips):
            yield TripAt(problem.rider[day.rider], number, trip)


def stops_of(problem: Problem, plan: Plan) -> Iterator[StopAt]:
    """All stops, trip by trip, in order."""
    for rider, number, trip in trips_of(problem, plan):
        for stop in trip.stops:
            yield StopAt(rider, number, trip, stop, problem.visit[stop.visit])


def boxes_of(problem: Problem, trip: Trip) -> int:
    """Meals on board at departure."""
    return sum(problem.visit[stop.visit].boxes for stop in trip.stops)
