"""Walking through a plan, once for all rules.

Frozen trips are facts: a plan repeats them, and they use up kitchens and people's time, but no
rule blames the plan for them. Rules about single trips and stops look at the planned ones only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from optimizer.plan import Plan, Stop, Trip
from optimizer.problem import Problem, Rider, Visit


class TripAt(NamedTuple):
    """A trip with its rider, its number in the rider's day and the meals on board at departure.

    A ``planned`` trip is one that the plan decides; a frozen one has begun already.
    """

    rider: Rider
    number: int
    trip: Trip
    planned: bool
    boxes: int


class StopAt(NamedTuple):
    """A stop with its visit and the trip it belongs to."""

    rider: Rider
    number: int
    trip: Trip
    stop: Stop
    visit: Visit


@dataclass(frozen=True)
class Walk:
    """What all rules look at: a plan's trips and stops, each with what the problem says of it.

    The plan names nothing that the problem does not have.
    """

    problem: Problem
    plan: Plan

    @cached_property
    def trips(self) -> tuple[TripAt, ...]:
        """All trips, rider by rider, in order."""
        return tuple(self._trips())

    @cached_property
    def stops(self) -> tuple[StopAt, ...]:
        """All stops, trip by trip, in order."""
        return tuple(self._stops(self.trips))

    @cached_property
    def planned_trips(self) -> tuple[TripAt, ...]:
        """Trips that the plan decides, rider by rider, in order."""
        return tuple(at for at in self.trips if at.planned)

    @cached_property
    def planned_stops(self) -> tuple[StopAt, ...]:
        """Stops that the plan decides, trip by trip, in order."""
        if len(self.planned_trips) == len(self.trips):
            return self.stops
        return tuple(self._stops(self.planned_trips))

    @cached_property
    def served(self) -> frozenset[str]:
        """Ids of the visits that some trip serves."""
        return frozenset(at.visit.id for at in self.stops)

    @cached_property
    def trips_by_canteen(self) -> Mapping[str, list[TripAt]]:
        """All trips that load at each canteen, in order."""
        trips: dict[str, list[TripAt]] = {}
        for at in self.trips:
            trips.setdefault(at.trip.canteen, []).append(at)
        return trips

    def _trips(self) -> Iterator[TripAt]:
        visits = self.problem.visit
        for day in self.plan.riders:
            rider = self.problem.rider[day.rider]
            begun = len(rider.frozen)
            for number, trip in enumerate(day.trips):
                boxes = sum([visits[stop.visit].boxes for stop in trip.stops])
                yield TripAt(rider, number, trip, number >= begun, boxes)

    def _stops(self, trips: tuple[TripAt, ...]) -> Iterator[StopAt]:
        visits = self.problem.visit
        for rider, number, trip, _, _ in trips:
            for stop in trip.stops:
                yield StopAt(rider, number, trip, stop, visits[stop.visit])
