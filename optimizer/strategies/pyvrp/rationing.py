"""Who is given up beforehand where a kitchen cannot cook for all who depend on it.

PyVRP's depots do not run out, so that it would plan meals that nobody cooks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optimizer.problem import Canteen
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.timing import Schedule
from optimizer.timing.kitchen import meals_of


def rationed(schedule: Schedule, customers: Sequence[Customer]) -> list[Customer]:
    """Without those for whom the one kitchen that may cook for them has nothing left.

    Those stay who cost most to leave out, per meal. What several kitchens together cannot cook
    is found out afterwards.
    """
    kept = list(customers)
    for canteen in schedule.problem.canteens:
        for diet, left in _left(schedule, canteen):
            dependent = [c for c in kept if c.canteens == {canteen.id} and _wanted(c, diet)]
            given_up = set()
            missing = sum(_wanted(customer, diet) for customer in dependent) - left
            for customer in sorted(dependent, key=lambda c: c.prize / _wanted(c, diet)):
                if missing > 0:
                    given_up.add(customer.visits)
                    missing -= _wanted(customer, diet)
            kept = [customer for customer in kept if customer.visits not in given_up]
    return kept


def _wanted(customer: Customer, diet: str | None) -> int:
    return customer.boxes if diet is None else customer.meals.get(diet, 0)


def _left(schedule: Schedule, canteen: Canteen) -> Iterator[tuple[str | None, int]]:
    """Meals that trips already in the schedule leave: by diet where it is limited, and in all."""
    trips = [trip for day in schedule.days.values() for trip in day.trips]
    names = [s.visit for trip in trips if trip.canteen == canteen.id for s in trip.stops]
    drawn = meals_of(schedule.problem, names)
    total = canteen.capacity
    if canteen.batches:
        total = min(total, sum(batch.meals for batch in canteen.batches))
    for diet, capacity in canteen.capacity_by_diet.items():
        yield diet, capacity - drawn[diet]
    yield None, total - drawn.total()
