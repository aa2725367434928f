"""Rules about riders, their trips and their time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from optimizer.checker.walk import Walk
from optimizer.plan import RiderDay
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.violation import Violation


def boxes(walk: Walk) -> Iterator[Violation]:
    """A trip's meals fit into the rider's boxes."""
    for at in walk.planned_trips:
        if at.boxes > at.rider.boxes:
            values = {"meals": at.boxes, "boxes": at.rider.boxes}
            yield Violation(rule=Rule.BOXES, rider=at.rider.id, trip=at.number, values=values)


def shift(walk: Walk) -> Iterator[Violation]:
    """The day from start to end lies within the rider's shift, as far as the plan decides it."""
    for day in walk.plan.riders:
        rider = walk.problem.rider[day.rider]
        begins, ends = rider.shift
        early = day.start < begins and not rider.frozen
        late = day.end > ends and not 0 < len(day.trips) <= len(rider.frozen)
        if early or late or day.end < day.start:
            values = {"start": day.start, "end": day.end, "begins": begins, "ends": ends}
            yield Violation(rule=Rule.SHIFT, rider=day.rider, values=values)


def trips(walk: Walk) -> Iterator[Violation]:
    """A rider makes at most the allowed number of trips, none of them empty."""
    for day in walk.plan.riders:
        allowed = walk.problem.rider[day.rider].max_trips
        if len(day.trips) > allowed:
            values = {"trips": len(day.trips), "max_trips": allowed}
            yield Violation(rule=Rule.TRIPS, rider=day.rider, values=values)
    for at in walk.planned_trips:
        if not at.trip.stops:
            values = {"stops": 0}
            yield Violation(rule=Rule.TRIPS, rider=at.rider.id, trip=at.number, values=values)


def chain(walk: Walk) -> Iterator[Violation]:
    """Loading, riding and serving of one rider follow each other without overlap."""
    for day in walk.plan.riders:
        frozen = len(walk.problem.rider[day.rider].frozen)
        for number, (trip, following) in enumerate(pairwise(day.trips), 1):
            if following.load_start < trip.returns and number >= frozen:
                values = {"returns": trip.returns, "load_start": following.load_start}
                yield Violation(rule=Rule.CHAIN, rider=day.rider, trip=number, values=values)
    for rider, number, trip, _, _ in walk.planned_trips:
        loading = walk.problem.canteen[trip.canteen].loading_seconds
        if trip.depart - trip.load_start < loading:
            values = {"load_start": trip.load_start, "depart": trip.depart, "loading": loading}
            yield Violation(rule=Rule.CHAIN, rider=rider.id, trip=number, values=values)
    for rider, number, _, stop, visit in walk.planned_stops:
        service = visit.service_seconds
        if stop.start < stop.arrive or stop.end - stop.start < service:
            values = {"arrive": stop.arrive, "start": stop.start, "end": stop.end}
            yield Violation(
                rule=Rule.CHAIN,
                rider=rider.id,
                trip=number,
                visit=visit.id,
                values=values | {"service": service},
            )


def travel(walk: Walk) -> Iterator[Violation]:
    """Every ride takes exactly what the matrix of the rider's profile says."""
    for day in walk.plan.riders:
        for number, place, stated, true in _rides(walk.problem, day):
            if stated != true:
                yield Violation(
                    rule=Rule.TRAVEL,
                    rider=day.rider,
                    trip=number,
                    visit=place,
                    values={"stated": stated, "matrix": true},
                )


def _rides(problem: Problem, day: RiderDay) -> Iterator[tuple[int, str | None, int, int]]:
    """Each ride: trip, visit it leads to, stated seconds, seconds of the matrix."""
    rider = problem.rider[day.rider]
    home = problem.canteen[rider.canteen].location
    for number, trip in enumerate(day.trips):
        place = problem.canteen[trip.canteen].location
        if number == 0:
            ride = problem.seconds(rider.profile, home, place)
            if day.start > trip.load_start - ride:
                yield number, None, trip.load_start - day.start, ride
        time = trip.depart
        for stop in trip.stops:
            there = problem.visit[stop.visit].location
            ride = problem.seconds(rider.profile, place, there)
            if number >= len(rider.frozen):
                yield number, stop.visit, stop.arrive - time, ride
            place, time = there, stop.end
        last = number + 1 == len(day.trips)
        there = home if last else problem.canteen[day.trips[number + 1].canteen].location
        yield number, None, trip.returns - time, problem.seconds(rider.profile, place, there)
        if last and day.end != trip.returns:
            yield number, None, day.end - time, trip.returns - time
