"""Rules about what canteens give: KITCHEN, BATCH."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ortools.constraint_solver import pywrapcp

from optimizer.plan import Trip
from optimizer.problem import Problem
from optimizer.strategies.ortools.finalizer import FIRST
from optimizer.strategies.ortools.model import Model
from optimizer.timing.kitchen import meals_of
from optimizer.timing.remaining import Kitchen, kitchens_of, meals_before


def state_kitchens(model: Model) -> None:
    """State what each canteen can give, and when."""
    for kitchen in kitchens_of(model.network.problem):
        slots = [
            v for v, slot in enumerate(model.network.slots) if slot.canteen.id == kitchen.canteen.id
        ]
        _state_capacity(model, kitchen, slots)
        _state_batches(model, kitchen, slots)


def _drawn(problem: Problem, trips: Sequence[Trip]) -> Counter[str]:
    return meals_of(problem, (stop.visit for trip in trips for stop in trip.stops))


def _state_capacity(model: Model, kitchen: Kitchen, slots: list[int]) -> None:
    """KITCHEN: meals drawn, frozen ones included, within capacity, total and per diet."""
    canteen, drawn = kitchen.canteen, _drawn(model.network.problem, kitchen.frozen)
    total = canteen.capacity
    if canteen.batches:
        total = min(total, sum(batch.meals for batch in canteen.batches))
    limits: list[tuple[int, str | None]] = [(total - drawn.total(), None)]
    limits += [(most - drawn[diet], diet) for diet, most in canteen.capacity_by_diet.items()]
    for capacity, diet in limits:
        meals = {
            number: visit.boxes if diet is None else visit.meals.get(diet, 0)
            for number, visit in enumerate(model.network.visits)
            if not set(model.network.carriers[number]).isdisjoint(slots)
        }
        meals = {number: count for number, count in meals.items() if count}
        if sum(meals.values()) > capacity:
            here = [_loaded_at(model, number, slots) for number in meals]
            model.solver.Add(model.solver.ScalProd(here, list(meals.values())) <= max(0, capacity))


def _loaded_at(model: Model, number: int, slots: list[int]) -> pywrapcp.IntVar:
    """Variable: whether the visit rides on one of these slots."""
    return model.solver.IsMemberVar(model.routing.VehicleVar(model.index(number)), slots)


def _state_batches(model: Model, kitchen: Kitchen, slots: list[int]) -> None:
    """BATCH: before each batch is ready, no more meals leave than were packed until then.

    Who leaves before which batch is decided before any time, early departures first. Given that,
    only differences of times are left, where propagation alone finds every contradiction.
    """
    demand = sum(visit.boxes for visit in model.network.visits)
    for ready, meals in meals_before(model.network.problem, kitchen):
        first = kitchen.canteen.batches[0].ready
        if ready == first or demand <= meals:
            continue  # nobody leaves before the first batch: see TripSlot.ready
        drawn = []
        for v in sorted(slots, key=lambda v: model.network.slots[v].number):
            before = model.solver.IsLessCstVar(model.depart(v), ready)
            model.routing.AddWeightedVariableMaximizedByFinalizer(before, 2 * FIRST)
            drawn.append(before * model.meals(v))
        model.solver.Add(model.solver.Sum(drawn) <= meals)
