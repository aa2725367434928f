"""The rule BAYS: loading takes turns, in the order of the plan to start from.

As a cumulative constraint the solver would search, second by second, for departures of every
neighbour. Turns leave only differences of times, where propagation alone finds a contradiction.
``departures`` is free to choose other turns in the end.
"""

from __future__ import annotations

from itertools import combinations

from optimizer.plan import Plan
from optimizer.problem import Canteen
from optimizer.strategies.ortools.model import HORIZON, Model
from optimizer.strategies.ortools.routes import slots_of

Turn = int | None
"""A slot; None: a frozen trip."""


def state_bays(model: Model, start: Plan) -> None:
    """Give each bay its turns, so that ``start`` keeps them; unused trips come last."""
    for canteen in model.network.problem.canteens:
        slots = [v for v, slot in enumerate(model.network.slots) if slot.canteen.id == canteen.id]
        riders = {model.network.slots[v].rider.id for v in slots}
        frozen = any(
            trip.canteen == canteen.id for r in model.network.problem.riders for trip in r.frozen
        )
        if canteen.loading_bays is not None and (frozen or len(riders) > canteen.loading_bays):
            for bay in _bays(model, canteen, canteen.loading_bays, start, slots):
                _take_turns(model, canteen, bay)


def _bays(
    model: Model, canteen: Canteen, bays: int, start: Plan, slots: list[int]
) -> list[list[tuple[int, Turn]]]:
    """The turns of each bay, with the departure that the start has there."""
    turns: list[list[tuple[int, Turn]]] = [[] for _ in range(bays)]
    loaded = [
        (trip.load_start, trip.depart, slot)
        for trip, slot in slots_of(model, start)
        if trip.canteen == canteen.id
    ]
    for load_start, depart, slot in sorted(loaded, key=lambda load: load[:2]):
        free = [turn for turn in turns if not turn or turn[-1][0] <= load_start]
        (free or turns)[0].append((depart, slot))
    used = {slot for _, _, slot in loaded}
    for v in sorted(set(slots) - used, key=lambda v: (model.network.slots[v].number, v)):
        min(turns, key=len).append((HORIZON, v))
    return turns


def _take_turns(model: Model, canteen: Canteen, bay: list[tuple[int, Turn]]) -> None:
    """Each used trip loads after every used trip before it, and after the frozen ones."""
    for (before, v), (_, w) in combinations(bay, 2):
        if w is None:
            continue
        begin = model.depart(w) - canteen.loading_seconds
        if v is None:
            model.solver.Add(begin >= before * model.used(w))
        else:
            both = model.used(v) + model.used(w)
            model.solver.Add(begin >= model.depart(v) - HORIZON * (2 - both))
