"""Between plans and the model's routes: one list of solver indices a slot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from optimizer.plan import Plan, Trip
from optimizer.strategies.ortools.model import Model
from optimizer.timing import Leg
from optimizer.timing.day import RiderLegs


def routes_of(model: Model, plan: Plan) -> list[list[int]]:
    """The plan's new trips as routes; what the network does not know is left out."""
    known = model.network.number_of
    routes: list[list[int]] = [[] for _ in model.network.slots]
    for trip, slot in slots_of(model, plan):
        if slot is not None:
            visits = [stop.visit for stop in trip.stops if stop.visit in known]
            routes[slot] = [model.index(known[visit]) for visit in visits]
    return routes


def slots_of(model: Model, plan: Plan) -> Iterator[tuple[Trip, int | None]]:
    """Each trip of the plan with the slot that may make it; None: it is frozen, or none may."""
    for day in plan.riders:
        frozen = len(model.network.problem.rider[day.rider].frozen)
        for number, trip in enumerate(day.trips):
            yield trip, None if number < frozen else _slot(model, day.rider, number, trip)


def _slot(model: Model, rider: str, number: int, trip: Trip) -> int | None:
    """The slot that may make this trip; on a locked day the one with these visits."""
    visits = {stop.visit for stop in trip.stops}
    for v, slot in enumerate(model.network.slots):
        right_number = slot.number == number if slot.locked is None else visits <= set(slot.locked)
        if slot.rider.id == rider and slot.canteen.id == trip.canteen and right_number:
            return v
    return None


def legs_of(model: Model, value: Callable[[Any], int]) -> list[RiderLegs]:
    """The trips of a solution, rider by rider, with its departures; ``value`` reads variables."""
    return [
        RiderLegs(
            rider.id,
            tuple(
                Leg(model.network.slots[v].canteen.id, visits, value(model.depart(v)))
                for trip in trips
                for v in trip
                if (visits := _visits(model, value, v))
            ),
        )
        for rider, trips in model.network.days()
    ]


def _visits(model: Model, value: Callable[[Any], int], slot: int) -> tuple[str, ...]:
    routing, visits = model.routing, []
    index = value(routing.NextVar(routing.Start(slot)))
    while not routing.IsEnd(index):
        visits.append(model.visit_at(index).id)
        index = value(routing.NextVar(index))
    return tuple(visits)
