"""A trip between models, riders and plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyvrp import Route, Solution

from optimizer.plan import Plan, Trip
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.strategies.pyvrp.model import Model
from optimizer.strategies.pyvrp.slots import Slot


class Tour(NamedTuple):
    """A trip with its slot; ``customers`` are numbers, in order.

    ``start`` is the departure, ``end`` the return; leaving at ``latest`` instead costs nothing.
    """

    slot: Slot
    customers: tuple[int, ...]
    start: int
    end: int
    latest: int


def solution_of(model: Model, tours: Iterable[Tour]) -> Solution:
    """The tours in another model; those whose slot is not in it are left out."""
    number = {_key(slot): k for k, slots in enumerate(model.types) for slot in slots}
    routes = [
        Route(model.data, list(tour.customers), number[_key(tour.slot)])
        for tour in tours
        if _key(tour.slot) in number
    ]
    return Solution(model.data, routes)


def _key(slot: Slot) -> tuple[str, int, str]:
    return slot.rider.id, slot.wave, slot.canteen.id


def tours_of_plan(
    customers: Sequence[Customer], slots: Sequence[Slot], plan: Plan
) -> Iterator[Tour]:
    """The plan's trips in the waves that fit them best, without stops that are no customers."""
    number = {visit: k for k, customer in enumerate(customers) for visit in customer.visits}
    seen = set[int]()
    for day in plan.riders:
        wave = -1
        for trip in day.trips:
            open_ones = [
                slot
                for slot in slots
                if slot.rider.id == day.rider
                and slot.canteen.id == trip.canteen
                and slot.wave > wave
            ]
            carried = [number[stop.visit] for stop in trip.stops if stop.visit in number]
            fresh = tuple(k for k in dict.fromkeys(carried) if k not in seen)
            if open_ones and fresh:
                slot = min(open_ones, key=lambda slot: _misfit(slot, trip))
                wave = slot.wave
                seen.update(fresh)
                yield Tour(slot, fresh, trip.depart, trip.returns, trip.depart)


def _misfit(slot: Slot, trip: Trip) -> int:
    """Seconds by which the trip leaves too early for the slot and returns too late."""
    return max(0, slot.ready - trip.depart) + max(0, trip.returns - slot.due)
