"""Rules about riders' days: CHAIN, SHIFT, TRIPS."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp

from optimizer.problem import Rider
from optimizer.strategies.ortools.model import Model
from optimizer.strategies.ortools.network import TripSlot


def state_days(model: Model) -> None:
    """Chain each rider's trips between the beginning and the end of the shift.

    An unused trip takes no time and lies anywhere between its neighbours.
    """
    shortcuts = _Shortcuts(model)
    for rider, trips in model.network.days():
        for v in (v for trip in trips for v in trip):
            _state_shift(model, rider, v)
        for trip, following in pairwise(trips):
            for v in trip:
                for w in following:
                    model.solver.Add(
                        model.depart(w) + shortcuts.saved(v, w)
                        >= model.returns(v) + model.used(w) * reload_seconds(model, w)
                    )
        _state_trips(model, rider, trips)


def reload_seconds(model: Model, slot: int) -> int:
    """From the return home to the next departure: ride to the canteen and load."""
    rider, canteen = model.network.slots[slot].rider, model.network.slots[slot].canteen
    ride = model.network.between_canteens(rider.profile, rider.canteen, canteen.id)
    return ride + canteen.loading_seconds


def _state_shift(model: Model, rider: Rider, v: int) -> None:
    slots = model.network.slots
    earliest = min(slot.ready for slot in slots if slot.rider.id == rider.id)
    model.depart(v).SetRange(earliest, rider.shift[1])
    model.returns(v).SetRange(earliest, rider.shift[1])
    if slots[v].ready > earliest:
        model.solver.Add(model.depart(v) >= slots[v].ready * model.used(v))


def _state_trips(model: Model, rider: Rider, trips: list[list[int]]) -> None:
    solver, gapless = model.solver, rider.id in model.network.gapless
    used = [solver.Sum([model.used(v) for v in trip]) for trip in trips]
    for trip, count in zip(trips, used, strict=True):
        if len(trip) > 1:
            solver.Add(count <= 1)
    if gapless:
        for count, following in pairwise(used):
            solver.Add(following <= count)
    if len(trips) > (most := rider.max_trips - len(rider.frozen)):
        solver.Add(solver.Sum(used) <= most)


class _Shortcuts:
    """Seconds saved by riding from the last visit straight to another loading canteen.

    Trips end at home in the model; a dimension for each other canteen collects, on the last arc
    alone, what the way via home is longer. Where it is shorter, ``_offset`` keeps the numbers
    positive.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._offset: dict[str, int] = {}
        self._saved: dict[str, pywrapcp.RoutingDimension] = {}
        for canteen in dict.fromkeys(
            slot.canteen.id for slot in model.network.slots if slot.canteen.id != slot.rider.canteen
        ):
            self._add(canteen)

    def saved(self, v: int, w: int) -> pywrapcp.IntExpr | int:
        """What slot ``w`` gains on the way from the last visit of slot ``v``."""
        canteen = self._model.network.slots[w].canteen.id
        if canteen == self._model.network.slots[w].rider.canteen:
            return 0
        end = self._model.routing.End(v)
        return self._saved[canteen].CumulVar(end) - self._offset[canteen]

    def _add(self, canteen: str) -> None:
        network = self._model.network
        ways = {
            (profile, home): self._longer_by_way_of(home, canteen, profile)
            for profile, home in dict.fromkeys(map(_from, network.slots))
        }
        self._offset[canteen] = offset = -min(0, *(int(way.min()) for way in ways.values()))
        evaluators = {}
        for (profile, home), way in ways.items():
            way[:, network.node_of_canteen(home)] += offset
            evaluators[profile, home] = self._model.matrix(way)
        of_slot = [evaluators[_from(slot)] for slot in network.slots]
        dimension = self._model.path_dimension(f"saved at {canteen}", of_slot)
        for v in range(len(network.slots)):
            dimension.CumulVar(self._model.routing.Start(v)).SetValue(0)
        self._saved[canteen] = dimension

    def _longer_by_way_of(self, home: str, canteen: str, profile: str) -> NDArray[np.int64]:
        """On arcs from a visit home, what the way by home to ``canteen`` is longer; else 0."""
        network = self._model.network
        rides, depots = network.rides[profile], len(network.depots)
        at_home, there = network.node_of_canteen(home), network.node_of_canteen(canteen)
        onward = network.between_canteens(profile, home, canteen)
        longer = np.zeros_like(rides)
        longer[depots:, at_home] = rides[depots:, at_home] + onward - rides[depots:, there]
        return longer


def _from(slot: TripSlot) -> tuple[str, str]:
    """Profile and home, on which a slot's rides depend."""
    return slot.rider.profile, slot.rider.canteen
