"""Days that change are timed once more: at departures of least cost, where kitchens allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from optimizer.explain.fit.positions import Positions
from optimizer.plan import RiderDay
from optimizer.problem import Rider
from optimizer.timing import Leg, Schedule, drive
from optimizer.timing.shift import shift_of


def settle(positions: Positions, schedule: Schedule, riders: Iterable[str]) -> None:
    """Give these riders' days in ``schedule``, one after another, their best departures.

    ``positions`` are those of the schedule before these days changed. No day gets dearer.
    """
    changed = tuple(riders)
    for name in changed:
        day = schedule.days.get(name)
        if day is None or not schedule.runs[name]:
            continue
        better = _of_least_cost(schedule, schedule.problem.rider[name], day)
        if better is not None and better != day:
            before = difference(positions, schedule, changed)
            schedule.enter(name, better)
            if difference(positions, schedule, changed) >= before:
                schedule.enter(name, day)


def difference(positions: Positions, schedule: Schedule, riders: Iterable[str]) -> int:
    """By how much the plan costs more with the days that these riders have in ``schedule``."""
    return positions.book.difference({name: schedule.days.get(name) for name in riders})["total"]


def _of_least_cost(schedule: Schedule, rider: Rider, day: RiderDay) -> RiderDay | None:
    problem = schedule.problem
    legs: Sequence[Leg] = [
        Leg(trip.canteen, tuple(stop.visit for stop in trip.stops), trip.depart)
        for trip in day.trips[len(rider.frozen) :]
    ]
    shift = shift_of(problem, rider, tuple(legs))
    departs = None if shift is None else shift.cheapest(problem.policy.paid_percent[rider.kind])
    if departs is None:
        return None
    moved = [Leg(leg.canteen, leg.visits, at) for leg, at in zip(legs, departs, strict=True)]
    return drive(problem, rider, moved) if schedule.has_room(rider.id, moved) else None
