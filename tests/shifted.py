"""The same day, some time later: every moment moved, every duration kept."""

from __future__ import annotations

from dataclasses import replace

from optimizer.locks import Lock, NotBefore
from optimizer.plan import Plan, RiderDay, Stop, Trip
from optimizer.problem import Canteen, Problem, Rider, Visit, Window


def later(problem: Problem, by: int) -> Problem:
    """The problem ``by`` seconds later."""
    return replace(
        problem,
        canteens=tuple(_canteen(canteen, by) for canteen in problem.canteens),
        riders=tuple(_rider(rider, by) for rider in problem.riders),
        visits=tuple(_visit(visit, by) for visit in problem.visits),
        locks=tuple(_lock(lock, by) for lock in problem.locks),
        now=None if problem.now is None else problem.now + by,
    )


def plan_later(plan: Plan, by: int) -> Plan:
    """The plan ``by`` seconds later."""
    return replace(plan, riders=tuple(_day(day, by) for day in plan.riders))


def _window(window: Window, by: int) -> Window:
    return window[0] + by, window[1] + by


def _canteen(canteen: Canteen, by: int) -> Canteen:
    return replace(
        canteen, batches=tuple(replace(batch, ready=batch.ready + by) for batch in canteen.batches)
    )


def _rider(rider: Rider, by: int) -> Rider:
    frozen = tuple(_trip(trip, by) for trip in rider.frozen)
    return replace(rider, shift=_window(rider.shift, by), frozen=frozen)


def _visit(visit: Visit, by: int) -> Visit:
    return replace(
        visit,
        window=_window(visit.window, by),
        preferred=None if visit.preferred is None else _window(visit.preferred, by),
        released=None if visit.released is None else visit.released + by,
    )


def _lock(lock: Lock, by: int) -> Lock:
    return replace(lock, seconds=lock.seconds + by) if isinstance(lock, NotBefore) else lock


def _day(day: RiderDay, by: int) -> RiderDay:
    trips = tuple(_trip(trip, by) for trip in day.trips)
    return replace(day, start=day.start + by, end=day.end + by, trips=trips)


def _trip(trip: Trip, by: int) -> Trip:
    return replace(
        trip,
        load_start=trip.load_start + by,
        depart=trip.depart + by,
        returns=trip.returns + by,
        stops=tuple(_stop(stop, by) for stop in trip.stops),
    )


def _stop(stop: Stop, by: int) -> Stop:
    return replace(stop, arrive=stop.arrive + by, start=stop.start + by, end=stop.end + by)
