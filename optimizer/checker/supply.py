"""The rule about meal points: what leaves them was brought before, and is still fresh."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from optimizer.checker.walk import StopAt, TripAt, boxes_of, stops_of, trips_of
from optimizer.plan import Plan
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.problem import Canteen, Problem
from optimizer.rules import Rule
from optimizer.violation import Violation


def supply(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """At every departure from a meal point, meals departed are within those brought so far.

    And whoever is served from there eats within the hours of food safety, counted from the
    first loading at a kitchen that supplied the point.
    """
    points = {canteen.id: canteen for canteen in problem.canteens if canteen.supplied_by}
    if not points:
        return
    bringing = {at.visit.id: at for at in stops_of(problem, plan) if at.visit.transit}
    leaving: dict[str, list[TripAt]] = defaultdict(list)
    for at in trips_of(problem, plan):
        if at.trip.canteen in points:
            leaving[at.trip.canteen].append(at)
    for name, trips in leaving.items():
        brought = [bringing[visit] for visit in points[name].supplied_by if visit in bringing]
        yield from _too_early(problem, points[name], trips, brought)
        yield from _too_old(points[name], trips, brought)


def _too_early(
    problem: Problem, point: Canteen, trips: list[TripAt], brought: list[StopAt]
) -> Iterator[Violation]:
    for instant in sorted({at.trip.depart for at in trips}):
        gone = [at for at in trips if at.trip.depart <= instant]
        departed = sum(boxes_of(problem, at.trip) for at in gone)
        there = sum(at.visit.transit for at in brought if at.stop.end <= instant)
        if departed > there and any(at.planned for at in gone):
            values = {"at": instant, "departed": departed, "brought": there}
            yield Violation(rule=Rule.SUPPLY, canteen=point.id, values=values)


def _too_old(point: Canteen, trips: list[TripAt], brought: list[StopAt]) -> Iterator[Violation]:
    loaded = min((at.trip.load_start for at in brought), default=None)
    if loaded is None:
        return
    for at in trips:
        for stop in at.trip.stops if at.planned else ():
            if stop.start - loaded > FOOD_SAFETY_SECONDS:
                yield Violation(
                    rule=Rule.SUPPLY,
                    rider=at.rider.id,
                    trip=at.number,
                    visit=stop.visit,
                    canteen=point.id,
                    values={"onboard": stop.start - loaded, "limit": FOOD_SAFETY_SECONDS},
                )
