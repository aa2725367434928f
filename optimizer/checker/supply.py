"""The rule about meal points: what leaves them was brought before, and is still fresh."""

from __future__ import annotations

from collections.abc import Iterator

from optimizer.checker.walk import StopAt, TripAt, Walk
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.problem import Canteen
from optimizer.rules import Rule
from optimizer.violation import Violation


def supply(walk: Walk) -> Iterator[Violation]:
    """At every departure from a meal point, meals departed are within those brought so far.

    And whoever is served from there eats within the hours of food safety, counted from the
    first loading at a kitchen that supplied the point.
    """
    points = [canteen for canteen in walk.problem.canteens if canteen.supplied_by]
    if not points:
        return
    bringing = {at.visit.id: at for at in walk.stops if at.visit.transit}
    for point in points:
        trips = walk.trips_by_canteen.get(point.id, [])
        brought = [bringing[visit] for visit in point.supplied_by if visit in bringing]
        yield from _too_early(point, trips, brought)
        yield from _too_old(point, trips, brought)


def _too_early(point: Canteen, trips: list[TripAt], brought: list[StopAt]) -> Iterator[Violation]:
    for instant in sorted({at.trip.depart for at in trips}):
        gone = [at for at in trips if at.trip.depart <= instant]
        departed = sum(at.boxes for at in gone)
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
