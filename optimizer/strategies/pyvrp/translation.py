"""From tours to each rider's trips, and to a plan that breaks no rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.strategies.pyvrp.tours import Tour
from optimizer.strategies.trimming import Trip, plan_of_trips


def plan_of_tours(
    problem: Problem, customers: Sequence[Customer], tours: Iterable[Tour], seconds: float
) -> Plan:
    """The tours as a plan, without whatever breaks a rule; see ``plan_of_trips``."""
    return plan_of_trips(problem, trips_of(customers, tours), seconds)


def trips_of(customers: Sequence[Customer], tours: Iterable[Tour]) -> dict[str, list[Trip]]:
    """Each rider's trips, in order; riders in order of their first departure."""
    trips: dict[str, list[Trip]] = {}
    for tour in sorted(tours, key=lambda tour: tour.start):
        blocks = tuple(customers[number].visits for number in tour.customers)
        trips.setdefault(tour.slot.rider.id, []).append((tour.slot.canteen.id, blocks))
    return trips
