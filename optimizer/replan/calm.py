"""Trips that stay the same keep their times, so that their sheets need not be printed again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from optimizer.checker.cost_book import CostBook
from optimizer.plan import Plan, RiderDay, Trip
from optimizer.problem import Problem, Rider
from optimizer.timing import Leg, Schedule, drive

PASSES = 2
"""How often all riders are looked at: one trip that moves back makes room for another."""


def calmed(problem: Problem, before: Plan, found: Plan) -> Plan:
    """The plan ``found`` with the times of ``before`` at trips that are in both.

    Where kitchens, the rider's other trips and the shift allow it, and where it costs a rider's
    day no more than the price of a changed round.
    """
    schedule = Schedule.of(problem, found)
    book = CostBook(problem, found.riders)
    days: Mapping[str, RiderDay] = {day.rider: day for day in before.riders}
    for _ in range(PASSES):
        for rider in problem.riders:
            new = schedule.days.get(rider.id)
            if new is None or rider.id not in days or new == days[rider.id]:
                continue
            legs = _legs(rider, days[rider.id], new)
            if not legs:
                continue
            day = drive(problem, rider, legs)
            dearer = book.difference({rider.id: day})["total"]
            if (
                day != new
                and dearer <= problem.policy.changed_rider_seconds
                and _possible(problem, rider, day)
                and schedule.has_room(rider.id, legs)
            ):
                schedule.enter(rider.id, day)
                book = book.after({rider.id: day})
    return schedule.plan()


def _legs(rider: Rider, old: RiderDay, new: RiderDay) -> list[Leg]:
    """The new day's planned trips, at their old departures where they are the old ones."""
    departs = {_decided(trip): trip.depart for trip in old.trips[len(rider.frozen) :]}
    return [
        Leg(*_decided(trip), departs.get(_decided(trip), trip.depart))
        for trip in new.trips[len(rider.frozen) :]
    ]


def _decided(trip: Trip) -> tuple[str, tuple[str, ...]]:
    return trip.canteen, tuple(stop.visit for stop in trip.stops)


def _possible(problem: Problem, rider: Rider, day: RiderDay) -> bool:
    """Whether trips follow each other within the shift; each alone keeps its rules at its time."""
    begins = max(rider.shift[0], problem.now or 0)
    follow = all(one.returns <= two.load_start for one, two in pairwise(day.trips))
    return follow and day.end <= rider.shift[1] and (bool(rider.frozen) or day.start >= begins)
