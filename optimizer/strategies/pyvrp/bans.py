"""Who may not ride on which slot: canteens, diets, skills and locks, as PyVRP can state them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optimizer.locks import NeverLock, RiderLock, TripLock
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.strategies.pyvrp.slots import Slot
from optimizer.timing import Pins

Banned = frozenset[int]
"""Numbers of the customers whom a vehicle may not serve."""


class Bans:
    """Looked up by slot; what slots have in common is worked out once."""

    def __init__(self, problem: Problem, pins: Pins, customers: Sequence[Customer]) -> None:
        self._pins, self._customers = pins, customers
        self._unpinned: dict[tuple[str, tuple[str, ...]], Banned] = {}
        named = set(_named(problem))
        self._pinned = [k for k, c in enumerate(customers) if not named.isdisjoint(c.visits)]

    def of(self, slot: Slot) -> Banned:
        """Whom the slot's rider may not serve from its canteen, or on this trip of the day."""
        key = slot.canteen.id, slot.rider.skills
        if key not in self._unpinned:
            self._unpinned[key] = self._of_all(*key)
        return self._unpinned[key].union(
            k
            for k in self._pinned
            for visit in self._customers[k].visits
            if not self._pins.may(slot.rider.id, slot.trip, visit)
        )

    def _of_all(self, canteen: str, skills: tuple[str, ...]) -> Banned:
        """Whom nobody with these skills may serve from the canteen."""
        return frozenset(
            k
            for k, customer in enumerate(self._customers)
            if canteen not in customer.canteens or not customer.skills.issubset(skills)
        )


def _named(problem: Problem) -> Iterator[str]:
    """Visits that a lock may tie to a rider or keep from one."""
    for lock in problem.locks:
        match lock:
            case RiderLock() | TripLock():
                yield lock.visit
            case NeverLock():
                yield from lock.visits
            case _:
                pass  # sequences are customers, locked days are planned
