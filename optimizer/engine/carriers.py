"""Who may carry and cook what, and what it costs to change or to be a stranger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from optimizer.problem import Problem, Visit
from optimizer.timing.pins import Block, Pins


def cooks(problem: Problem, blocks: Sequence[Block]) -> NDArray[np.uint8]:
    """Whether a canteen may cook for a block, shape (blocks, canteens)."""
    known: dict[object, list[bool]] = {}
    rows = np.zeros((len(blocks), len(problem.canteens)), np.uint8)
    for row, block in zip(rows, blocks, strict=True):
        visits = [problem.visit[name] for name in block]
        key = tuple((visit.canteens, frozenset(visit.meals)) for visit in visits)
        if key not in known:
            known[key] = [
                all(
                    (visit.canteens is None or canteen.id in visit.canteens)
                    and canteen.cooks(visit.meals)
                    for visit in visits
                )
                for canteen in problem.canteens
            ]
        row[:] = known[key]
    return rows


def loads_at(problem: Problem) -> NDArray[np.uint8]:
    """Whether a rider may load at a canteen, shape (riders, canteens)."""
    rows = [
        [canteen.id in rider.loading_canteens() for canteen in problem.canteens]
        for rider in problem.riders
    ]
    return np.array(rows, np.uint8).reshape(len(problem.riders), len(problem.canteens))


def allowed(
    problem: Problem,
    pins: Pins,
    blocks: Sequence[Block],
    cooked: NDArray[np.uint8],
    loaded: NDArray[np.uint8],
) -> NDArray[np.uint8]:
    """Whether a rider may carry a block, time left aside, shape (blocks, riders)."""
    fits = cooked.astype(np.int64) @ loaded.T.astype(np.int64) > 0
    known: dict[frozenset[str], NDArray[np.bool_]] = {}
    for k, block in enumerate(blocks):
        skills = frozenset(skill for name in block for skill in problem.visit[name].skills)
        if skills not in known:
            known[skills] = np.array([skills <= set(r.skills) for r in problem.riders], np.bool_)
        fits[k] &= known[skills]
    if problem.locks:
        for k, block in enumerate(blocks):
            unlocked = [_unlocked(pins, rider.id, block) for rider in problem.riders]
            fits[k] &= np.array(unlocked, np.bool_)
    return np.ascontiguousarray(fits, np.uint8)


def _unlocked(pins: Pins, rider: str, block: Block) -> bool:
    """Whether locks let some trip of the rider carry the block by itself."""
    begun = len(pins.problem.rider[rider].frozen)
    pinned = {trip for _, trip in pins.trips_of(block)}
    if len(pinned) > 1 or any(trip < begun for trip in pinned):
        return False
    number = pinned.pop() if pinned else begun
    if not all(pins.may(rider, number, visit) for visit in block):
        return False
    if any(len(group.intersection(block)) > 1 for group in pins.apart):
        return False
    locked = pins.days.get(rider)
    if locked is None:
        return True
    return any(_in_order(block, trip) for trip in locked)


def _in_order(block: Block, trip: Sequence[str]) -> bool:
    rest = iter(trip)
    return all(visit in rest for visit in block)


def assignment_costs(problem: Problem, blocks: Sequence[Block]) -> NDArray[np.int64]:
    """Hundredths of a second if this rider carries a block, shape (blocks, riders)."""
    column = {rider.id: k for k, rider in enumerate(problem.riders)}
    costs = np.zeros((len(blocks), len(problem.riders)), np.int64)
    before = (
        {}
        if problem.previous is None
        else {
            stop.visit: day.rider
            for day in problem.previous.riders
            for trip in day.trips
            for stop in trip.stops
        }
    )
    for number, block in enumerate(blocks):
        for name in block:
            costs[number] += _stranger(problem, problem.visit[name], column)
            if name in before:
                costs[number] += 100 * problem.policy.change_seconds
                if before[name] in column:
                    costs[number, column[before[name]]] -= 100 * problem.policy.change_seconds
    return costs


def _stranger(problem: Problem, visit: Visit, column: Mapping[str, int]) -> NDArray[np.int64]:
    """What it costs that a rider knows the visit less well than another does, shape (riders,)."""
    seconds = problem.policy.unfamiliar_seconds
    best = max(visit.familiarity.values(), default=0.0)
    cost = np.full(len(column), 100 * round(best * seconds), np.int64)
    for rider, known in visit.familiarity.items():
        if rider in column:
            cost[column[rider]] = 100 * round((best - known) * seconds)
    return cost
