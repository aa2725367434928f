"""Between plans and the model's routes: one list of solver indices a slot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from optimizer.plan import Plan, Trip
from optimizer.problem import Problem
from optimizer.strategies.ortools.model import Model
from optimizer.timing import Leg, Run, Schedule, drive
from optimizer.timing.day import plan_of_days


class RiderLegs(NamedTuple):
    """A rider's new trips in order, with the solver's departures."""

    rider: str
    legs: tuple[Leg, ...]


def repaired(problem: Problem, plan: Plan) -> Plan:
    """What of a plan keeps all rules: visits that break one are left out, one after another."""
    schedule = Schedule(problem)
    for day in plan.riders:
        rider = problem.rider.get(day.rider)
        if rider is None or day.rider in schedule.pins.days:
            continue
        done: list[Run] = []
        for trip in day.trips[len(rider.frozen) :]:
            done.append(Run(trip.canteen, ()))
            for stop in trip.stops:
                _append(schedule, rider.id, done, stop.visit)
    return schedule.plan()


def _append(schedule: Schedule, rider: str, done: list[Run], visit: str) -> None:
    """Append the visit, with the sequence locked to it, to the last run if it fits."""
    block = schedule.pins.block_of.get(visit)
    if block is None or block[0] != visit or block not in schedule.open:
        return
    longer = Run(done[-1].canteen, (*done[-1].visits, *block))
    if schedule.set_day(rider, [*done[:-1], longer]) is None:
        done[-1] = longer


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


def plan_of(problem: Problem, days: Sequence[RiderLegs]) -> Plan:
    """The days as driven, and who is not served."""
    legs = {day.rider: day.legs for day in days}
    driven = [
        drive(problem, rider, legs.get(rider.id, ()))
        for rider in problem.riders
        if rider.frozen or legs.get(rider.id)
    ]
    return plan_of_days(problem, driven)
