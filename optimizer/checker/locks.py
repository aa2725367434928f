"""The rule LOCK: pins are honoured, the frozen part is untouched, nothing new is in the past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from optimizer.checker.walk import Walk
from optimizer.locks import (
    DayLock,
    Lock,
    NeverLock,
    NotBefore,
    RiderLock,
    SequenceLock,
    TripLock,
)
from optimizer.plan import Trip
from optimizer.rules import Rule
from optimizer.violation import Violation

Place = tuple[str, int, int]
"""Rider, number of the trip in the day, position on the trip."""


def lock(walk: Walk) -> Iterator[Violation]:
    """Locks bind the planned visits; frozen trips open the day exactly as they were."""
    places = {
        stop.visit: (rider.id, number, position)
        for rider, number, trip, _, _ in walk.trips
        for position, stop in enumerate(trip.stops)
    }
    begun = {s.visit for rider in walk.problem.riders for trip in rider.frozen for s in trip.stops}
    for row, pin in enumerate(walk.problem.locks):
        for visit in _broken(pin, places, begun):
            if visit not in begun:
                yield Violation(rule=Rule.LOCK, visit=visit, values={"lock": row})
    yield from _too_early(walk)
    yield from _frozen(walk)
    yield from _past(walk)


def _broken(pin: Lock, places: Mapping[str, Place], begun: set[str]) -> Iterator[str]:
    """Visits that break the pin, some of them perhaps on trips that have begun."""
    match pin:
        case RiderLock():
            yield from (v for v in (pin.visit,) if v in places and places[v][0] != pin.rider)
        case TripLock():
            where = (pin.rider, pin.trip)
            yield from (v for v in (pin.visit,) if v in places and places[v][:2] != where)
        case SequenceLock():
            for before, place, visit, following in _neighbours(pin.visits, places):
                if following != (place[0], place[1], place[2] + 1):
                    yield before if visit in begun else visit
        case NeverLock(rider=None):
            riding = [(visit, places[visit][:2]) for visit in pin.visits if visit in places]
            trips = Counter(trip for _, trip in riding)
            yield from (visit for visit, trip in riding if trips[trip] > 1)
        case NeverLock():
            yield from (v for v in pin.visits if v in places and places[v][0] == pin.rider)
        case DayLock():
            planned = {visit: place for visit, place in places.items() if visit not in begun}
            yield from _broken_day(pin, planned)
        case NotBefore():
            pass  # about time: see ``_too_early``


def _broken_day(pin: DayLock, places: Mapping[str, Place]) -> Iterator[str]:
    """Locked visits elsewhere or out of order, and strangers on the rider's trips."""
    trip_of = {visit: trip for trip, visits in enumerate(pin.trips) for visit in visits}
    for visit, (rider, _, _) in places.items():
        if (rider == pin.rider) != (visit in trip_of):
            yield visit
    mine = [visit for visit in trip_of if visit in places and places[visit][0] == pin.rider]
    for before, place, visit, following in _neighbours(mine, places):
        together = place[1] == following[1]
        if following < place or together != (trip_of[before] == trip_of[visit]):
            yield visit


def _neighbours(
    visits: Iterable[str], places: Mapping[str, Place]
) -> Iterator[tuple[str, Place, str, Place]]:
    """Each two served visits that follow each other in ``visits``, with their places."""
    for one, two in pairwise([visit for visit in visits if visit in places]):
        yield one, places[one], two, places[two]


def _too_early(walk: Walk) -> Iterator[Violation]:
    """No planned service starts before a lock lets it."""
    pins: dict[str, list[tuple[int, int]]] = {}
    for row, pin in enumerate(walk.problem.locks):
        if isinstance(pin, NotBefore):
            pins.setdefault(pin.visit, []).append((row, pin.seconds))
    for at in walk.planned_stops if pins else ():
        for row, seconds in pins.get(at.visit.id, ()):
            if at.stop.start < seconds:
                values = {"lock": row, "start": at.stop.start, "not_before": seconds}
                yield Violation(rule=Rule.LOCK, visit=at.visit.id, values=values)


def _frozen(walk: Walk) -> Iterator[Violation]:
    """Frozen trips come first and are the same but for the ride to what follows them."""
    days = {day.rider: day.trips for day in walk.plan.riders}
    for rider in walk.problem.riders:
        trips: Sequence[Trip] = days.get(rider.id, ())
        for number, frozen in enumerate(rider.frozen):
            same = number < len(trips) and replace(trips[number], returns=frozen.returns) == frozen
            if not same:
                yield Violation(
                    rule=Rule.LOCK, rider=rider.id, trip=number, values={"frozen": number}
                )


def _past(walk: Walk) -> Iterator[Violation]:
    """No new trip begins before ``now``: neither its loading nor the day's first ride to it."""
    problem = walk.problem
    if (now := problem.now) is None:
        return
    for rider, number, trip, _, _ in walk.planned_trips:
        begins = trip.load_start
        if number == 0:
            home = problem.canteen[rider.canteen].location
            there = problem.canteen[trip.canteen].location
            begins -= problem.seconds(rider.profile, home, there)
        if begins < now:
            values = {"begins": begins, "now": now}
            yield Violation(rule=Rule.LOCK, rider=rider.id, trip=number, values=values)
