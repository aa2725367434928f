"""Rules about canteens: capacity, batches and loading bays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from optimizer.checker.violation import Violation
from optimizer.checker.walk import boxes_of, stops_of, trips_of
from optimizer.plan import Plan, Trip
from optimizer.problem import Canteen, Problem
from optimizer.rules import Rule


def kitchen(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Meals drawn stay within capacity, in total and per diet."""
    drawn: dict[str, Counter[str]] = defaultdict(Counter)
    for at in stops_of(problem, plan):
        drawn[at.trip.canteen].update(at.visit.meals)
    for name, meals in drawn.items():
        canteen = problem.canteen[name]
        for diet, count, capacity in [
            ("all", meals.total(), canteen.capacity),
            *((diet, meals[diet], limit) for diet, limit in canteen.capacity_by_diet.items()),
        ]:
            if count > capacity:
                values: dict[str, int | str] = {"diet": diet, "meals": count, "capacity": capacity}
                yield Violation(rule=Rule.KITCHEN, canteen=name, values=values)


def batch(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """At every departure, meals departed so far are within meals packed so far."""
    for canteen, trips in _by_canteen(problem, plan):
        if not canteen.batches:
            continue
        departed = 0
        for number, trip in enumerate(trips):
            departed += boxes_of(problem, trip)
            if number + 1 < len(trips) and trips[number + 1].depart == trip.depart:
                continue
            packed = sum(b.meals for b in canteen.batches if b.ready <= trip.depart)
            if departed > packed:
                values = {"at": trip.depart, "departed": departed, "packed": packed}
                yield Violation(rule=Rule.BATCH, canteen=canteen.id, values=values)


def bays(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """At every start of loading, the trips loading then fit into the bays."""
    for canteen, trips in _by_canteen(problem, plan):
        if canteen.loading_bays is None:
            continue
        for instant in sorted({trip.load_start for trip in trips}):
            loading = sum(trip.load_start <= instant < trip.depart for trip in trips)
            if loading > canteen.loading_bays:
                values = {"at": instant, "loading": loading, "bays": canteen.loading_bays}
                yield Violation(rule=Rule.BAYS, canteen=canteen.id, values=values)


def _by_canteen(problem: Problem, plan: Plan) -> Iterator[tuple[Canteen, list[Trip]]]:
    """Each canteen with its trips in order of departure."""
    trips: dict[str, list[Trip]] = defaultdict(list)
    for at in trips_of(problem, plan):
        trips[at.trip.canteen].append(at.trip)
    for name, loaded in trips.items():
        yield problem.canteen[name], sorted(loaded, key=lambda trip: trip.depart)
