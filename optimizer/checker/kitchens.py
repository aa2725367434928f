"""Rules about canteens: capacity, batches and loading bays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from optimizer.checker.walk import TripAt, boxes_of, planned_stops_of, stops_of, trips_of
from optimizer.plan import Plan
from optimizer.problem import Canteen, Problem
from optimizer.rules import Rule
from optimizer.violation import Violation


def kitchen(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Meals drawn stay within capacity, in total and per diet."""
    drawn: dict[str, Counter[str]] = defaultdict(Counter)
    for at in stops_of(problem, plan):
        drawn[at.trip.canteen].update(at.visit.meals)
    planned: dict[str, set[str]] = defaultdict(set)
    for at in planned_stops_of(problem, plan):
        planned[at.trip.canteen].update(at.visit.meals, ["all"])
    for name, meals in drawn.items():
        canteen = problem.canteen[name]
        for diet, count, capacity in [
            ("all", meals.total(), canteen.capacity),
            *((diet, meals[diet], limit) for diet, limit in canteen.capacity_by_diet.items()),
        ]:
            if count > capacity and diet in planned[name]:
                values: dict[str, int | str] = {"diet": diet, "meals": count, "capacity": capacity}
                yield Violation(rule=Rule.KITCHEN, canteen=name, values=values)


def batch(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """At every departure, meals departed so far are within meals packed so far."""
    for canteen, trips in _by_canteen(problem, plan):
        if not canteen.batches:
            continue
        for instant in sorted({at.trip.depart for at in trips}):
            gone = [at for at in trips if at.trip.depart <= instant]
            departed = sum(boxes_of(problem, at.trip) for at in gone)
            packed = sum(b.meals for b in canteen.batches if b.ready <= instant)
            if departed > packed and any(at.planned for at in gone):
                values = {"at": instant, "departed": departed, "packed": packed}
                yield Violation(rule=Rule.BATCH, canteen=canteen.id, values=values)


def bays(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """At every start of loading, the trips loading then fit into the bays."""
    for canteen, trips in _by_canteen(problem, plan):
        if canteen.loading_bays is None:
            continue
        for instant in sorted({at.trip.load_start for at in trips}):
            busy = [at for at in trips if at.trip.load_start <= instant < at.trip.depart]
            if len(busy) > canteen.loading_bays and any(at.planned for at in busy):
                values = {"at": instant, "loading": len(busy), "bays": canteen.loading_bays}
                yield Violation(rule=Rule.BAYS, canteen=canteen.id, values=values)


def _by_canteen(problem: Problem, plan: Plan) -> Iterator[tuple[Canteen, list[TripAt]]]:
    trips: dict[str, list[TripAt]] = defaultdict(list)
    for at in trips_of(problem, plan):
        trips[at.trip.canteen].append(at)
    return ((problem.canteen[name], loaded) for name, loaded in trips.items())
