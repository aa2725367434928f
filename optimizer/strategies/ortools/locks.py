"""Locks that are more than a choice of rider: order, company, whole days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from optimizer.locks import NeverLock, SequenceLock
from optimizer.strategies.ortools.model import Model


def state_locks(model: Model) -> None:
    """State sequences, visits kept apart, and the order within locked days."""
    for lock in model.network.problem.locks:
        if isinstance(lock, SequenceLock):
            _state_sequence(model, _indices(model, lock.visits))
        elif isinstance(lock, NeverLock) and lock.rider is None:
            _state_apart(model, _indices(model, lock.visits))
    for trip in {slot.locked for slot in model.network.slots if slot.locked is not None}:
        _state_order(model, _indices(model, trip))


def _indices(model: Model, visits: Sequence[str]) -> list[int]:
    known = model.network.number_of
    return [model.index(known[visit]) for visit in visits if visit in known]


def _state_order(model: Model, visits: Sequence[int]) -> None:
    """No visit is followed directly by one that has to come before it."""
    for earlier, later in combinations(visits, 2):
        model.routing.NextVar(later).RemoveValue(earlier)


def _state_sequence(model: Model, visits: Sequence[int]) -> None:
    """Two served visits follow each other directly if none between them is served."""
    routing, solver = model.routing, model.solver
    _state_order(model, visits)
    for first, second in combinations(range(len(visits)), 2):
        one, two = visits[first], visits[second]
        both = routing.ActiveVar(one) + routing.ActiveVar(two) - 1
        between = solver.Sum([routing.ActiveVar(i) for i in visits[first + 1 : second]])
        solver.Add(solver.IsEqualCstVar(routing.NextVar(one), two) >= both - between)


def _state_apart(model: Model, visits: Sequence[int]) -> None:
    """A trip carries at most one of the visits."""
    solver = model.solver
    for v in range(len(model.network.slots)):
        on_trip = [solver.IsEqualCstVar(model.routing.VehicleVar(i), v) for i in visits]
        solver.Add(solver.Sum(on_trip) <= 1)
