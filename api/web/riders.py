"""Each rider's day in words: trips, stops, meals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.texts import clock
from api.web.badge import Badge, badge
from api.web.names import Names
from api.web.words import meals_words, minutes, total
from optimizer.plan import Plan, RiderDay, Trip
from optimizer.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """A stop; ``number`` counts through the rider's whole day, so that a call can name it."""

    number: int
    visit: str
    start: str
    address: str
    meals: str
    boxes: int
    onboard: int
    relaxed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TripView:
    """A loaded run."""

    number: int
    canteen: str
    load_start: str
    depart: str
    returns: str
    boxes: int
    meals: str
    stops: tuple[StopView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderView:
    """A rider's day; ``onboard`` is the longest time on board in minutes."""

    id: str
    name: str
    badge: Badge
    start: str
    end: str
    boxes: int
    visits: int
    onboard: int
    trips: tuple[TripView, ...]


def riders_at_work(plan: Plan, names: Names) -> list[tuple[Badge, RiderDay]]:
    """Who rides today, each with the badge that map, timeline and lists share.

    It is the rider's own, whoever else rides: a sheet that stays valid when the day is planned
    again carries it, too. Whoever left the roster comes after all others.
    """
    left = (day.rider for day in plan.riders if day.rider not in names.riders)
    own = {rider: badge(k) for k, rider in enumerate((*names.riders, *left))}
    return [(own[day.rider], day) for day in plan.riders if day.trips]


def rider_views(problem: Problem, plan: Plan, names: Names) -> tuple[RiderView, ...]:
    """Everyone who rides, in the plan's order."""
    return tuple(_rider(problem, day, mark, names) for mark, day in riders_at_work(plan, names))


def _rider(problem: Problem, day: RiderDay, mark: Badge, names: Names) -> RiderView:
    trips = tuple(_trips(problem, day, names))
    stops = [stop for trip in day.trips for stop in trip.stops]
    return RiderView(
        id=day.rider,
        name=names.rider(day.rider),
        badge=mark,
        start=clock(day.start),
        end=clock(day.end),
        boxes=sum(trip.boxes for trip in trips),
        visits=len(stops),
        onboard=max((minutes(stop.onboard) for stop in stops), default=0),
        trips=trips,
    )


def _trips(problem: Problem, day: RiderDay, names: Names) -> Iterator[TripView]:
    first = 1
    for number, trip in enumerate(day.trips, start=1):
        stops = tuple(_stops(problem, trip, names, first))
        yield TripView(
            number=number,
            canteen=names.canteen(trip.canteen),
            load_start=clock(trip.load_start),
            depart=clock(trip.depart),
            returns=clock(trip.returns),
            boxes=sum(stop.boxes for stop in stops),
            meals=meals_words(total(problem.visit[stop.visit].meals for stop in stops)),
            stops=stops,
        )
        first += len(stops)


def _stops(problem: Problem, trip: Trip, names: Names, first: int) -> Iterator[StopView]:
    for number, stop in enumerate(trip.stops, start=first):
        visit = problem.visit[stop.visit]
        yield StopView(
            number=number,
            visit=stop.visit,
            start=clock(stop.start),
            address=names.address(stop.visit),
            meals=meals_words(visit.meals),
            boxes=visit.boxes,
            onboard=minutes(stop.onboard),
            relaxed=stop.relaxed,
        )
