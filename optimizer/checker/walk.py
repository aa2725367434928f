"""Walking through a plan.

Frozen trips are facts: a plan repeats them, and they use up kitchens and people's time, but no
rule blames the plan for them. Rules about single trips and stops look at the planned ones only.
"""

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

    @property
    def planned(self) -> bool:
        """Whether the plan decides this trip; a frozen one has begun already."""
        return self.number >= len(self.rider.frozen)


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
    for at in trips_of(problem, plan):
        yield from _stops(problem, at)


def planned_trips_of(problem: Problem, plan: Plan) -> Iterator[TripAt]:
    """Trips that the plan decides, rider by rider, in order."""
    return (at for at in trips_of(problem, plan) if at.planned)


def planned_stops_of(problem: Problem, plan: Plan) -> Iterator[StopAt]:
    """Stops that the plan decides, trip by trip, in order."""
    for at in planned_trips_of(problem, plan):
        yield from _stops(problem, at)


def _stops(problem: Problem, at: TripAt) -> Iterator[StopAt]:
    return (StopAt(*at, stop, problem.visit[stop.visit]) for stop in at.trip.stops)


def boxes_of(problem: Problem, trip: Trip) -> int:
    """Meals on board at departure."""
    return sum(problem.visit[stop.visit].boxes for stop in trip.stops)
