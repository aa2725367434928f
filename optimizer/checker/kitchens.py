"""Rules about canteens: capacity, batches and loading bays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from optimizer.checker.walk import Walk
from optimizer.rules import Rule
from optimizer.violation import Violation


def kitchen(walk: Walk) -> Iterator[Violation]:
    """Meals drawn stay within capacity, in total and per diet."""
    drawn: dict[str, Counter[str]] = defaultdict(Counter)
    for _, _, trip, _, visit in walk.stops:
        meals = drawn[trip.canteen]
        for diet, count in visit.meals.items():
            meals[diet] += count
    planned: dict[str, set[str]] = defaultdict(lambda: {"all"})
    for _, _, trip, _, visit in walk.planned_stops:
        planned[trip.canteen].update(visit.meals)
    for name, meals in drawn.items():
        canteen = walk.problem.canteen[name]
        for diet, count, capacity in [
            ("all", meals.total(), canteen.capacity),
            *((diet, meals[diet], limit) for diet, limit in canteen.capacity_by_diet.items()),
        ]:
            if count > capacity and diet in planned.get(name, ()):
                values: dict[str, int | str] = {"diet": diet, "meals": count, "capacity": capacity}
                yield Violation(rule=Rule.KITCHEN, canteen=name, values=values)


def batch(walk: Walk) -> Iterator[Violation]:
    """At every departure, meals departed so far are within meals packed so far."""
    for name, trips in walk.trips_by_canteen.items():
        canteen = walk.problem.canteen[name]
        if not canteen.batches:
            continue
        for instant in sorted({at.trip.depart for at in trips}):
            gone = [at for at in trips if at.trip.depart <= instant]
            departed = sum(at.boxes for at in gone)
            packed = sum(b.meals for b in canteen.batches if b.ready <= instant)
            if departed > packed and any(at.planned for at in gone):
                values = {"at": instant, "departed": departed, "packed": packed}
                yield Violation(rule=Rule.BATCH, canteen=canteen.id, values=values)


def bays(walk: Walk) -> Iterator[Violation]:
    """At every start of loading, the trips loading then fit into the bays."""
    for name, trips in walk.trips_by_canteen.items():
        canteen = walk.problem.canteen[name]
        if canteen.loading_bays is None:
            continue
        for instant in sorted({at.trip.load_start for at in trips}):
            busy = [at for at in trips if at.trip.load_start <= instant < at.trip.depart]
            if len(busy) > canteen.loading_bays and any(at.planned for at in busy):
                values = {"at": instant, "loading": len(busy), "bays": canteen.loading_bays}
                yield Violation(rule=Rule.BAYS, canteen=canteen.id, values=values)
