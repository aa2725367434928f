"""Bulk visits of a problem: many people's meals are handed over at once, at a meal point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.orders.records import Order
from optimizer.problem import Problem


def bulk_visits(problem: Problem) -> Mapping[str, str]:
    """The meal point of each bulk visit, by visit."""
    return {visit: place.id for place in problem.canteens for visit in place.supplied_by}


def at_doors(problem: Problem, orders: Iterable[Order]) -> list[Order]:
    """The orders that a rider hands over door by door.

    Whoever brings a point's meals needs no names: the people come to the point.
    """
    bulk = bulk_visits(problem)
    return [order for order in orders if order.visit not in bulk]
