"""Plans by hand: the definitions of DESIGN driven literally, and single fields altered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from optimizer.locks import NotBefore
from optimizer.plan import Plan, RiderDay, Stop, Trip, Unserved
from optimizer.problem import Problem, Rider, Visit

TripByHand = tuple[str, int, str]
"""Canteen, departure, visits separated by spaces."""


def by_hand(problem: Problem, **days: Sequence[TripByHand]) -> Plan:
    """Each named rider's trips as stated after the frozen ones, waiting for windows only.

    Loading takes what the canteen needs; everybody else is listed as unserved. No rule is tested.
    """
    planned = tuple(_day(problem, problem.rider[name], trips) for name, trips in days.items())
    served = {stop.visit for day in planned for trip in day.trips for stop in trip.stops}
    left = (visit for visit in problem.visits if visit.id not in served)
    unserved = tuple(Unserved(visit=visit.id, tier=visit.tier, reasons=()) for visit in left)
    return Plan(riders=planned, unserved=unserved)


def trip(problem: Problem, rider: Rider, driven: TripByHand, following: str) -> Trip:
    """A trip that ends at the canteen ``following``."""
    canteen, depart, visits = driven
    place, time = problem.canteen[canteen].location, depart
    load_start = depart - problem.canteen[canteen].loading_seconds
    stops = []
    for name in visits.split():
        visit = problem.visit[name]
        arrive = time + problem.seconds(rider.profile, place, visit.location)
        start = max(arrive, _opens(problem, visit))
        place, time = visit.location, start + visit.service_seconds
        onboard = start - load_start
        stops.append(Stop(visit=name, arrive=arrive, start=start, end=time, onboard=onboard))
    returns = time + problem.seconds(rider.profile, place, problem.canteen[following].location)
    return Trip(
        canteen=canteen, load_start=load_start, depart=depart, returns=returns, stops=tuple(stops)
    )


def _opens(problem: Problem, visit: Visit) -> int:
    """Start of the window, or what locks make of it."""
    locks = [lock for lock in problem.locks if isinstance(lock, NotBefore)]
    return max([visit.window[0], *(lock.seconds for lock in locks if lock.visit == visit.id)])


def _day(problem: Problem, rider: Rider, driven: Sequence[TripByHand]) -> RiderDay:
    follows = [*(canteen for canteen, *_ in driven), rider.canteen][1:]
    trips = [trip(problem, rider, *pair) for pair in zip(driven, follows, strict=True)]
    trips = _frozen(problem, rider, driven[0][0] if driven else rider.canteen) + trips
    home, first = (problem.canteen[name].location for name in (rider.canteen, trips[0].canteen))
    start = trips[0].load_start - problem.seconds(rider.profile, home, first)
    return RiderDay(rider=rider.id, start=start, end=trips[-1].returns, trips=tuple(trips))


def _frozen(problem: Problem, rider: Rider, following: str) -> list[Trip]:
    """Frozen trips as they are, but for the rides to what comes next."""
    follows = [*(trip.canteen for trip in rider.frozen), following][1:]
    trips = []
    for done, canteen in zip(rider.frozen, follows, strict=True):
        place, time = problem.canteen[done.canteen].location, done.depart
        if done.stops:
            place, time = problem.visit[done.stops[-1].visit].location, done.stops[-1].end
        ride = problem.seconds(rider.profile, place, problem.canteen[canteen].location)
        trips.append(replace(done, returns=time + ride))
    return trips


def alter_day(plan: Plan, day: int = 0, **changes: Any) -> Plan:
    """The plan with fields of one rider's day changed."""
    days = list(plan.riders)
    days[day] = replace(days[day], **changes)
    return replace(plan, riders=tuple(days))


def alter_trip(plan: Plan, trip: int = 0, *, day: int = 0, **changes: Any) -> Plan:
    """The plan with fields of one trip changed."""
    trips = list(plan.riders[day].trips)
    trips[trip] = replace(trips[trip], **changes)
    return alter_day(plan, day, trips=tuple(trips))


def alter_stop(plan: Plan, stop: int = 0, *, trip: int = 0, day: int = 0, **changes: Any) -> Plan:
    """The plan with fields of one stop changed."""
    stops = list(plan.riders[day].trips[trip].stops)
    stops[stop] = replace(stops[stop], **changes)
    return alter_trip(plan, trip, day=day, stops=tuple(stops))
